import { meanGrowth, shrunkTrend, USUAL_SHOCK } from './growth-trend.ts';
import { ownMemory } from './own-memory.ts';
import type { OwnMemory } from './own-memory.ts';
import { shocksOf } from './own-shocks.ts';
import type { OwnShock } from './own-shocks.ts';
import { isKnown, wholeGrowth } from './panel.ts';
import type { Panel } from './panel.ts';

/*
 * The model of a panel. An area's count grows with the country's, and has shocks of its own:
 *
 *   country:  g[t+1] = persistence x m[t] + shock,  m[t] = the mean of past growth, believed as far as its years agree
 *   area:     y[t+1] = y[t] x exp(g[t+1]) x own shock,  variance of the own shock = a x count + b x count^2,
 *             a part of which the areas of a region have in common
 *
 * The numbers below are general experience with short series of counts (growth is damped; it is shared by areas and kinds;
 * few years say little on how far a country's path can turn), set once and the same for every country and every table.
 */

/** Share of the growth of a year that is still there a year later. */
const PERSISTENCE = 0.85;
/** Spread of the trends of countries, a year. */
const USUAL_TREND = 0.025;
/** The same of a part beside its total, before anything is seen. */
export const USUAL_TREND_OF_PART = 0.02;
/** Share of a shock to the country's growth that goes into its trend. */
const LEARNING = 0.5;
/** Years that the usual spread of a country's growth counts for. */
const USUAL_SHOCK_YEARS = 3;
/**
 * Correlation of an area's own shocks in two years that follow each other before anything is seen, and the pairs of years
 * that this counts for: areas have trends of their own.
 */
const USUAL_CORRELATION = 0.14;
const USUAL_PAIRS = 100;
/** Share of own shocks that the areas of a region have in common before anything is seen, and the pairs this counts for. */
const USUAL_REGIONAL = 0.05;
const USUAL_REGIONAL_PAIRS = 200;
/** Variance of an own shock before anything is seen, a x count + b x count^2, and the number of cells this counts for. */
const USUAL_VARIANCE = [1.5, 0.0025] as const;
const USUAL_CELLS = 2;
const USUAL_LEVELS = [10, 100, 1000] as const;
/** Own shocks beyond so many standard deviations (mergers, new definitions) count as being that large in their variance. */
const OUTLIER = 4;
/** Years without a count after which an area counts as ended. */
const ENDED_AFTER_YEARS = 3;

/** What is known of a panel at its last date, and how it moves from there. */
export interface PanelFit {
  /** Trend of the country's growth at the last date: a logarithm a step. */
  readonly trend: number;
  /** Share of the trend that is left a step later. */
  readonly persistence: number;
  /** Share of a country's shock that goes into its trend. */
  readonly learning: number;
  /** Spread of the country's growth about its trend, a step, and the steps that tell it: few leave much doubt. */
  readonly commonSpread: number;
  readonly commonSteps: number;
  /** Share of an own shock that stays; the rest is gone at the next date. 1 where nothing tells. */
  readonly lasting: number;
  /** Share of the variance of own shocks that the areas of a region have in common. */
  readonly regional: number;
  readonly regionOf: Int32Array | undefined;
  /** Spread of an area's own trend as a share of its own shock. */
  readonly ownDrift: number;
  /** Variance of an own shock in a step: the first times the count, the second times its square. */
  readonly variance: readonly [number, number];
  /** What own shocks tell of those that follow. */
  readonly memory: OwnMemory;
  /** Level of each area at the last date; NaN for an area that ended or was never known. */
  readonly levels: Float64Array;
  /** Steps since each area's last count. */
  readonly since: Int32Array;
  /** Width of the range of each area's last count. */
  readonly width: Float64Array;
}

/**
 * Fits a panel.
 *
 * @param spreadOfTrend spread that trends like this one have, a step
 */
export function fitPanel(panel: Panel, spreadOfTrend: number = USUAL_TREND * panel.stepYears): PanelFit {
  const own = wholeGrowth(panel);
  const { growth } = own;
  const rough = fitVariance(panel, shocksOf(panel, growth, 1));
  const { lasting, ownDrift } = lastingShare(panel, growth, rough);
  const shocks = shocksOf(panel, growth, lasting);
  const all = fitVariance(panel, shocks);
  const most = (level: number): number => OUTLIER ** 2 * (all[0] * level + all[1] * level ** 2);
  const variance = fitVariance(panel, shocks, most);
  const persistence = PERSISTENCE ** panel.stepYears;
  const trendAt = (t: number): number => shrunkTrend(meanGrowth(own, t, panel.stepYears, variance[0]), spreadOfTrend);
  const usual = USUAL_SHOCK * Math.sqrt(panel.stepYears);
  const usualSteps = USUAL_SHOCK_YEARS / panel.stepYears;
  let [sum, count] = [usualSteps * usual ** 2, usualSteps];
  for (let t = 2; t < panel.steps; t++) {
    if (own.behind[t] === 0) continue;
    // What the areas' own shocks add to the growth of the whole is no shock of the country.
    sum += (growth[t]! - persistence * trendAt(t - 1)) ** 2 - variance[0] / own.behind[t]!;
    count++;
  }
  return {
    trend: trendAt(panel.steps - 1),
    persistence,
    learning: LEARNING,
    commonSpread: Math.sqrt(Math.max(sum / count, (usual / 4) ** 2)),
    commonSteps: count,
    lasting,
    ownDrift,
    memory: ownMemory(panel, shocks, variance),
    regional: regionalShare(panel, shocks, variance),
    regionOf: panel.regionOf,
    variance,
    ...levelsOf(panel, growth, lasting),
  };
}

/** Least squares of squared errors on the count and its square, with what is usual beside them; neither may be negative. */
function fitVariance(
  panel: Panel,
  shocks: readonly OwnShock[],
  most: (level: number) => number = () => Infinity,
): readonly [number, number] {
  const areas = new Set(shocks.map((s) => s.area)).size;
  const correction = areas > 1 ? areas / (areas - 1) : 1;
  let [ll, lq, qq, el, eq] = [0, 0, 0, 0, 0];
  const take = (level: number, square: number, weight: number): void => {
    const w = weight / level ** 2;
    ll += w * level ** 2;
    lq += w * level ** 3;
    qq += w * level ** 4;
    el += w * square * level;
    eq += w * square * level ** 2;
  };
  for (const level of USUAL_LEVELS)
    take(level, (USUAL_VARIANCE[0] * level + USUAL_VARIANCE[1] * level ** 2) * panel.stepYears, USUAL_CELLS);
  // The country's growth is that of a single area: its errors are none.
  if (areas > 1)
    for (const s of shocks)
      if (!s.vague) take(s.level, Math.min((s.error ** 2 * correction) / s.gap, most(s.level)), 1);
  const determinant = ll * qq - lq * lq;
  const a = (el * qq - eq * lq) / determinant;
  const b = (eq * ll - el * lq) / determinant;
  if (a < 0) return [0, eq / qq];
  return b < 0 ? [el / ll, 0] : [a, b];
}

/**
 * What the correlation of own shocks in steps that follow each other tells. Where a rise is followed by a fall, a part of
 * each shock does not last: a moving average of errors with correlation r = -q / (1 + q^2) has the lasting share 1 - q, r
 * shrunk to zero by what chance makes of it. Where a rise is followed by a rise, areas have trends of their own, with
 * spread d as a share of that of the shocks: r = d^2 / (1 + d^2).
 */
function lastingShare(
  panel: Panel,
  growth: Float64Array,
  variance: readonly [number, number],
): Pick<PanelFit, 'lasting' | 'ownDrift'> {
  const standard = new Map(
    shocksOf(panel, growth, 1)
      .filter((s) => s.gap === 1 && !s.vague)
      .map((s) => [
        s.area * panel.steps + s.step,
        s.error / Math.sqrt(variance[0] * s.level + variance[1] * s.level ** 2),
      ]),
  );
  let [product, square, pairs] = [0, 0, 0];
  for (const [key, now] of standard) {
    const before = key % panel.steps === 0 ? undefined : standard.get(key - 1);
    if (before === undefined) continue;
    product += now * before;
    square += (now * now + before * before) / 2;
    pairs++;
  }
  const usual = USUAL_PAIRS / panel.stepYears;
  const rising = Math.max(0, (product + usual * USUAL_CORRELATION * panel.stepYears) / (square + usual));
  const ownDrift = Math.sqrt(rising / (1 - Math.min(rising, 0.5)));
  if (pairs === 0 || product >= 0) return { lasting: 1, ownDrift };
  const raw = product / square;
  const correlation = Math.max(-0.49, raw * Math.max(0, 1 - 2 / (pairs * raw * raw)));
  if (correlation === 0) return { lasting: 1, ownDrift };
  return { lasting: 1 - (Math.sqrt(1 - 4 * correlation ** 2) - 1) / (2 * correlation), ownDrift };
}

/**
 * Share of the variance of own shocks that areas of a region have in common: the mean product of the shocks of two areas of
 * a region in a step. What all areas have in common is in the growth of the country, so two areas that have nothing in
 * common have a product a little under zero.
 */
function regionalShare(panel: Panel, shocks: readonly OwnShock[], variance: readonly [number, number]): number {
  const { regionOf, stepYears } = panel;
  if (regionOf === undefined) return 0;
  const sums = new Map<number, [sum: number, squares: number, areas: number]>();
  const areasAt = new Map<number, number>();
  for (const shock of shocks) {
    const region = regionOf[shock.area]!;
    if (shock.gap !== 1 || shock.vague) continue;
    areasAt.set(shock.step, (areasAt.get(shock.step) ?? 0) + 1);
    if (region < 0) continue;
    const z = shock.error / Math.sqrt(variance[0] * shock.level + variance[1] * shock.level ** 2);
    const key = region * panel.steps + shock.step;
    const at = sums.get(key) ?? [0, 0, 0];
    sums.set(key, [at[0] + z, at[1] + z * z, at[2] + 1]);
  }
  let [product, pairs] = [0, 0];
  for (const [key, [sum, squares, areas]] of sums) {
    const all = areasAt.get(key % panel.steps)!;
    const count = areas * (areas - 1);
    product += sum * sum - squares + (all > 1 ? count / (all - 1) : 0);
    pairs += count;
  }
  const usual = USUAL_REGIONAL_PAIRS / stepYears;
  return Math.max(0, Math.min(0.5, (product + usual * USUAL_REGIONAL) / (pairs + usual)));
}

/** Levels at the last date: the last count, smoothed where shocks do not last, carried on with the country's growth. */
function levelsOf(panel: Panel, growth: Float64Array, lasting: number): Pick<PanelFit, 'levels' | 'since' | 'width'> {
  const { values, low, high, whole, steps, stepYears } = panel;
  const levels = new Float64Array(values.length).fill(NaN);
  const since = new Int32Array(values.length);
  const width = new Float64Array(values.length);
  const anyNow = values.some((row) => isKnown(row[steps - 1]));
  values.forEach((row, area) => {
    let level = NaN;
    let gap = 0;
    let last = -1;
    for (let step = 0; step < steps; step++) {
      if (isKnown(level)) {
        level *= Math.exp(growth[step]!);
        gap++;
      }
      const value = row[step]!;
      if (!isKnown(value)) continue;
      level = isKnown(level) ? level + (1 - (1 - lasting) ** gap) * (value - level) : value;
      gap = 0;
      last = step;
    }
    if (last < 0) return;
    since[area] = steps - 1 - last;
    if (anyNow && since[area]! * stepYears >= ENDED_AFTER_YEARS) return;
    // A count that was there before and is none today may come again.
    const known = row.filter(isKnown);
    const usual = known.reduce((sum, v) => sum + v, 0) / known.length;
    levels[area] = Math.max(level, Math.min(0.25, usual / 4));
    width[area] = high[area]![last]! - low[area]![last]!;
  });
  anchor(levels, since, whole?.[steps - 1]);
  return { levels, since, width };
}

/** Where the country is known at the last date and some areas are not, those are scaled so that all add up to it. */
function anchor(levels: Float64Array, since: Int32Array, whole: number | undefined): void {
  if (!isKnown(whole) || since.every((s) => s === 0)) return;
  let [certain, carried] = [0, 0];
  levels.forEach((level, a) => {
    if (!isKnown(level)) return;
    if (since[a] === 0) certain += level;
    else carried += level;
  });
  const left = whole - certain;
  if (carried <= 0 || left <= 0) return;
  const factor = left / carried;
  // A factor far from one says that the country counts something else than its areas.
  if (factor < 0.67 || factor > 1.5) return;
  levels.forEach((level, a) => {
    if (isKnown(level) && since[a]! > 0) levels[a] = level * factor;
  });
}
