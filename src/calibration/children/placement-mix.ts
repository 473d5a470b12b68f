import { betaQuantile, logGamma } from '../../random/quantiles.ts';
import { countsOf, seriesKey } from '../history/count-history.ts';
import type { CountHistory } from '../history/count-history.ts';

/*
 * The mix of placements. At the last date the shares of an area are Dirichlet about those of the country, with a
 * concentration that is fitted to all areas (so that an area with few children leans on the country, and one with many
 * does not). Its drift is the yearly change of the logarithm of a share: the country's, and each area's drawn towards it.
 */

/** Logarithm of the concentration before anything is seen: middle and spread. */
const CONCENTRATION = [Math.log(50), 1.5] as const;
const GRID = 41;
/** Yearly change of the logarithm of a share before anything is seen: its spread, and that of one year about it. */
const USUAL_DRIFT = 0.03;
const USUAL_SHOCK = [0.04, 3] as const;
/** Years over which the drift of an area is counted at most. */
const DRIFT_YEARS = 5;

/** Share of a placement type in an area at the last date, and how it changes. */
export interface MixRow {
  readonly area_code: string;
  readonly placement_type: string;
  readonly children: number | undefined;
  readonly raw_share: number | undefined;
  readonly share: number;
  readonly p025: number;
  readonly p10: number;
  readonly p90: number;
  readonly p975: number;
  /** Change of the logarithm of the share a year, with its standard error; undefined where one date is known. */
  readonly drift: number | undefined;
  readonly drift_error: number | undefined;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** The mix of every authority and of the country; none where a history has no placement types. */
export function fitMix(history: CountHistory, codes: readonly string[]): MixRow[] {
  const groups = history.groups
    .map((group, g) => ({ g, type: group.labels['placement_type']! }))
    .filter(({ g, type }) => type !== 'all' && history.groups[g]!.parts.length === 0);
  const last = lastWithTypes(history, groups);
  if (last < 0) return [];
  const types = groups.filter(({ g }) => knownAt(history, g, last));
  const series = (code: string, g: number): { value: number; low: number; high: number } | undefined => {
    const s = history.series.get(seriesKey(g, code));
    if (s === undefined || Number.isNaN(s.values[last]!)) return undefined;
    return { value: s.values[last]!, low: s.low[last]!, high: s.high[last]! };
  };
  const counts = codes.map((code) => types.map(({ g }) => series(code, g)));
  const whole = countryShares(history, types, last);
  const middles = counts.map((row) => row.map((c) => c?.value ?? NaN));
  const grid = concentrations(middles, whole);
  const drift = countryDrift(history, types, last);
  const rows = codes.flatMap((area_code, a) =>
    ownMoments(counts[a]!, whole, grid).map((m, k): MixRow => {
      const own = areaDrift(
        history,
        types[k]!.g,
        area_code,
        last,
        types.map(({ g }) => g),
      );
      const all = counts[a]!.every((c) => c !== undefined) ? counts[a]!.reduce((s, c) => s + c!.value, 0) : undefined;
      const count = counts[a]![k];
      return {
        area_code,
        placement_type: types[k]!.type,
        children: count?.low === count?.high ? count?.value : undefined,
        raw_share: all !== undefined && all > 0 ? count!.value / all : undefined,
        ...intervalOf(m),
        ...pooledDrift(own, drift[k]),
      };
    }),
  );
  const country = history.areas.find((area) => area.level === 'country');
  if (country === undefined) return rows;
  const total = whole.reduce((s, w) => s + w.count, 0);
  types.forEach(({ type }, k) => {
    const { count, share } = whole[k]!;
    rows.push({
      area_code: country.code,
      placement_type: type,
      children: count,
      raw_share: share,
      ...intervalOf({ mean: share, variance: (share * (1 - share)) / Math.max(1, total) }),
      drift: drift[k]?.mean,
      drift_error: drift[k] && Math.sqrt(drift[k].variance),
    });
  });
  return rows;
}

function knownAt(history: CountHistory, g: number, t: number): boolean {
  return history.areas.some((area) => !Number.isNaN(countsOf(history, g, area).values[t]!));
}

function lastWithTypes(history: CountHistory, groups: readonly { readonly g: number }[]): number {
  for (let t = history.dates.length - 1; t >= 0; t--)
    if (groups.filter(({ g }) => knownAt(history, g, t)).length > 1) return t;
  return -1;
}

function countryShares(
  history: CountHistory,
  types: readonly { readonly g: number }[],
  t: number,
): { readonly count: number; readonly share: number }[] {
  const country = history.areas.find((area) => area.level === 'country');
  const counts = types.map(({ g }) => {
    const own = country === undefined ? NaN : countsOf(history, g, country).values[t]!;
    if (!Number.isNaN(own)) return own;
    return history.authorities.reduce((sum, code) => {
      const value = history.series.get(seriesKey(g, code))?.values[t];
      return sum + (value === undefined || Number.isNaN(value) ? 0 : value);
    }, 0);
  });
  const total = counts.reduce((s, n) => s + n, 0);
  // Half a child keeps a type that nobody has now from being ruled out.
  return counts.map((count) => ({ count, share: (count + 0.5) / (total + counts.length / 2) }));
}

/** Concentrations on a grid of their logarithm, with their chances given the counts of areas. */
function concentrations(
  counts: readonly (readonly number[])[],
  whole: readonly { readonly share: number }[],
): { readonly value: number; readonly chance: number }[] {
  const known = counts.filter((row) => row.every((n) => !Number.isNaN(n)));
  const logs = Array.from({ length: GRID }, (_, i) => {
    const z = -3 + (6 * i) / (GRID - 1);
    const c = Math.exp(CONCENTRATION[0] + CONCENTRATION[1] * z);
    let log = -(z * z) / 2;
    for (const row of known) {
      const total = row.reduce((s, n) => s + n, 0);
      log += logGamma(c) - logGamma(c + total);
      row.forEach((n, k) => {
        log += logGamma(c * whole[k]!.share + n) - logGamma(c * whole[k]!.share);
      });
    }
    return { value: c, log };
  });
  const most = Math.max(...logs.map(({ log }) => log));
  const weights = logs.map(({ log }) => Math.exp(log - most));
  const sum = weights.reduce((s, w) => s + w, 0);
  return logs.map(({ value }, i) => ({ value, chance: weights[i]! / sum }));
}

/** Mean and variance of each share of an area: of the Dirichlet laws over concentrations, and over the ranges of counts. */
function ownMoments(
  counts: readonly ({ readonly value: number; readonly low: number; readonly high: number } | undefined)[],
  whole: readonly { readonly share: number }[],
  grid: readonly { readonly value: number; readonly chance: number }[],
): Moments[] {
  const isKnown = counts.every((c) => c !== undefined);
  const momentsWith = (k: number, pick: (c: { low: number; high: number }, own: boolean) => number): Moments => {
    const n = isKnown ? counts.map((c, i) => pick(c, i === k)) : counts.map(() => 0);
    const total = n.reduce((s, v) => s + v, 0);
    let [mean, square] = [0, 0];
    for (const { value: c, chance } of grid) {
      const m = (c * whole[k]!.share + n[k]!) / (c + total);
      mean += chance * m;
      square += chance * (m * m + (m * (1 - m)) / (c + total + 1));
    }
    return { mean, variance: square - mean * mean };
  };
  return whole.map((_, k) => {
    const low = momentsWith(k, (c, own) => (own ? c.low : c.high));
    const high = momentsWith(k, (c, own) => (own ? c.high : c.low));
    // Anywhere between the ends of what the counts can be, none more likely than another.
    const mean = (low.mean + high.mean) / 2;
    return { mean, variance: Math.max(low.variance, high.variance) + (high.mean - low.mean) ** 2 / 12 };
  });
}

function intervalOf({ mean, variance }: Moments): Pick<MixRow, 'share' | 'p025' | 'p10' | 'p90' | 'p975'> {
  const size = (mean * (1 - mean)) / variance - 1;
  const at = (p: number): number => betaQuantile(p, mean * size, (1 - mean) * size);
  return { share: mean, p025: at(0.025), p10: at(0.1), p90: at(0.9), p975: at(0.975) };
}

/** Yearly change of the logarithms of the country's shares. Only years with the same types on both dates are compared. */
function countryDrift(
  history: CountHistory,
  types: readonly { readonly g: number }[],
  last: number,
): (Moments | undefined)[] {
  const steps: number[][] = types.map(() => []);
  const labels = (t: number): string =>
    history.groups.flatMap((group, g) => (group.parts.length === 0 && knownAt(history, g, t) ? [g] : [])).join(' ');
  const known = history.dates.map((_, t) => (t <= last ? labels(t) : ''));
  for (let t = 1; t <= last; t++) {
    if (known[t] !== known[last] || known[t - 1] !== known[last]) continue;
    const [before, now] = [countryShares(history, types, t - 1), countryShares(history, types, t)];
    steps.forEach((list, k) => list.push(Math.log(now[k]!.share / before[k]!.share)));
  }
  return steps.map((list) => {
    if (list.length === 0) return undefined;
    const sum = list.reduce((s, v) => s + v, 0);
    const middle = sum / list.length;
    const square = list.reduce((s, v) => s + (v - middle) ** 2, 0);
    const shock = (USUAL_SHOCK[1] * USUAL_SHOCK[0] ** 2 + square) / (USUAL_SHOCK[1] + list.length);
    const precision = 1 / USUAL_DRIFT ** 2 + list.length / shock;
    return { mean: sum / shock / precision, variance: 1 / precision };
  });
}

/** Yearly change of the logarithm of an area's share over some years, with the variance that chance gives it. */
function areaDrift(
  history: CountHistory,
  g: number,
  code: string,
  last: number,
  types: readonly number[],
): Moments | undefined {
  const own = history.series.get(seriesKey(g, code));
  const total = (t: number): number =>
    types.reduce((sum, type) => sum + (history.series.get(seriesKey(type, code))?.values[t] ?? NaN), 0);
  for (let t = Math.max(0, last - DRIFT_YEARS); t < last; t++) {
    if (own === undefined || !(total(t) > 0) || !(total(last) > 0)) continue;
    const [before, now] = [own.values[t]! + 0.5, own.values[last]! + 0.5];
    const vague = ((own.high[t]! - own.low[t]!) / before) ** 2 + ((own.high[last]! - own.low[last]!) / now) ** 2;
    const years = last - t;
    return {
      mean: Math.log(now / total(last) / (before / total(t))) / years,
      variance: (1 / before + 1 / now + vague / 12) / years ** 2,
    };
  }
  return undefined;
}

/** An area's drift drawn towards the country's: areas differ from it as years do. */
function pooledDrift(own: Moments | undefined, country: Moments | undefined): Pick<MixRow, 'drift' | 'drift_error'> {
  if (country === undefined) return { drift: undefined, drift_error: undefined };
  const between = country.variance + USUAL_DRIFT ** 2;
  if (own === undefined) return { drift: country.mean, drift_error: Math.sqrt(between) };
  const weight = between / (between + own.variance);
  return {
    drift: country.mean + weight * (own.mean - country.mean),
    drift_error: Math.sqrt(between * (1 - weight)),
  };
}
