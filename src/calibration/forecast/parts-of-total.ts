import type { CountSeries } from '../history/count-history.ts';
import { isKnown } from './panel.ts';
import type { Panel, WholeGrowth } from './panel.ts';

/*
 * How the parts of a total (placement types of all children, sectors of all homes) move with it: each as a share of the total
 * of its own area, so that what moves the whole area is not counted twice.
 */

/**
 * A part with the growth of its total taken out: what each count would be with today's total. An area whose own total is not
 * known goes with that of the country.
 *
 * @param index the country's total at each date, today's being 1
 * @param totals totals of the areas where they are known
 */
export function besideTotal(
  list: readonly CountSeries[],
  index: Float64Array,
  totals: readonly (CountSeries | undefined)[],
): Pick<Panel, 'values' | 'low' | 'high'> {
  const last = index.length - 1;
  const scaled = (values: Float64Array, total: CountSeries | undefined): Float64Array =>
    values.map((value, t) => value * (total === undefined ? 1 / index[t]! : total.values[last]! / total.values[t]!));
  const of = (pick: (s: CountSeries) => Float64Array): Float64Array[] => list.map((s, a) => scaled(pick(s), totals[a]));
  return { values: of((s) => s.values), low: of((s) => s.low), high: of((s) => s.high) };
}

/** Whether a part can be seen as a share of a total: it is known and not zero wherever the part is, and today. */
export function isShareOf(part: CountSeries, total: CountSeries): boolean {
  const last = total.values.length - 1;
  if (!isKnown(total.values[last]) || total.values[last] <= 0) return false;
  return part.values.every((value, t) => !isKnown(value) || (isKnown(total.values[t]) && total.values[t] > 0));
}

/** The country's total at each date as a share of today's. */
export function indexOf({ growth }: WholeGrowth): Float64Array {
  const index = new Float64Array(growth.length).fill(1);
  for (let t = growth.length - 2; t >= 0; t--) index[t] = index[t + 1]! / Math.exp(growth[t + 1]!);
  return index;
}
