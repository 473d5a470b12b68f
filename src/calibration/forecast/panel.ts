/**
 * Counts of one group in the areas of a country, at evenly spaced dates: what is modelled together, so that a short series
 * borrows from the others.
 */
export interface Panel {
  /** One row an area. NaN is unknown. */
  readonly values: readonly Float64Array[];
  readonly low: readonly Float64Array[];
  readonly high: readonly Float64Array[];
  /** Counts of the country where they were published for it. */
  readonly whole: Float64Array | undefined;
  /** Dates. */
  readonly steps: number;
  /** Years between two dates. */
  readonly stepYears: number;
  /** Region of each area by its number, -1 for none; undefined where there are no regions. */
  readonly regionOf: Int32Array | undefined;
}

/** Whether a count is known. */
export function isKnown(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

/** Share of the areas that must be known at two dates for their growth to stand for the country's. */
const ENOUGH = 0.5;

/** Growth of a panel as a whole from each date to the next, as a logarithm, and how much it is to be believed. */
export interface WholeGrowth {
  /** `growth[t]` from date t - 1 to date t; 0 at t = 0. */
  readonly growth: Float64Array;
  /** Children (or places) behind each growth; 0 where none is known. */
  readonly behind: Float64Array;
}

/**
 * Growth of the areas that are known at both dates, so that an area that begins or ends is no growth; of the published
 * country where few areas are known; and spread evenly over dates between which nothing is known.
 */
export function wholeGrowth(panel: Panel): WholeGrowth {
  const { values, whole, steps } = panel;
  const growth = new Float64Array(steps);
  const behind = new Float64Array(steps);
  const areas = values.filter((row) => row.some(isKnown)).length;
  const between = (from: number, to: number): readonly [number, number] | undefined => {
    let [before, now, known] = [0, 0, 0];
    for (const row of values) {
      if (!isKnown(row[from]) || !isKnown(row[to])) continue;
      before += row[from];
      now += row[to];
      known++;
    }
    const publishes = whole !== undefined && isKnown(whole[from]) && isKnown(whole[to]) && whole[from] > 0;
    if (publishes && known < ENOUGH * areas) return [whole[from]!, whole[to]!];
    return known > 0 && before > 0 && now > 0 ? [before, now] : undefined;
  };
  let last = 0;
  for (let t = 1; t < steps; t++) {
    let from = t - 1;
    let sums = between(from, t);
    // Nothing is known at the date before: growth since the last date at which something is.
    while (sums === undefined && from > last && from > 0) sums = between(--from, t);
    if (sums === undefined || (from < t - 1 && from < last)) continue;
    const each = Math.log(sums[1] / sums[0]) / (t - from);
    for (let k = from + 1; k <= t; k++) {
      growth[k] = each;
      behind[k] = sums[1];
    }
    last = t;
  }
  return { growth, behind };
}
