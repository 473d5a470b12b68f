import { fitLuck } from './luck.ts';
import type { RateDraws } from './rate-problem.ts';
import { STAY_YEARS } from './stay-response.ts';
import type { StayResponse } from './stay-response.ts';

/** Growth that is left a year later, and years over which the mean growth is told: those of a usual run. */
export const DAMPING = 0.85;
export const TREND_YEARS = 12;

/** Values of what the simulation draws, one a parameter set; what belongs together has the same place. */
export interface JointDraws {
  readonly entries: Float64Array;
  readonly entries_trend: Float64Array;
  readonly entries_overdispersion: Float64Array;
  /** Missing where no stock was observed. */
  readonly stay_scale?: Float64Array;
}

/**
 * Draws of what the simulation reads: all starts of the last year, their mean yearly growth to come on a damped path with
 * shocks, their scatter, and the length of stays.
 *
 * A run keeps the ages of those who start and scales their number and all stays, so the scale of a draw is the one at which
 * its starts, at the fitted ages, hold the stock of that draw: more starts go with shorter stays.
 */
export function jointDraws(of: {
  readonly draws: RateDraws;
  /** Child-years of each cell in the last year. */
  readonly child: Float64Array;
  /** Unaccompanied children who start a year. */
  readonly apart: number;
  /** Other children who start a year, by band, on average. */
  readonly entriesPerYear: readonly number[];
  /** Median stretch of stays by band. */
  readonly middle: readonly number[];
  readonly response: StayResponse;
  /** Whether the table of stays is left as it is, so that the scale carries the stretch. */
  readonly staysAreGiven: boolean;
  readonly hasStock: boolean;
  readonly seed: number;
}): JointDraws {
  const { draws, child, apart, seed } = of;
  const n = draws.draws;
  const cells = child.length;
  const luck = fitLuck(seed, 'growth to come');
  const others = Float64Array.from({ length: n }, (_, d) =>
    child.reduce((sum, e, c) => sum + e * draws.rates[d * cells + c]!, 0),
  );
  const joint = {
    entries: others.map((v) => v + apart),
    entries_trend: Float64Array.from({ length: n }, (_, d) => {
      let sum = 0;
      for (let h = 1; h <= TREND_YEARS; h++) sum += draws.growth[d]! * DAMPING ** h + draws.shock[d]! * luck.normal();
      return Math.expm1(sum / TREND_YEARS);
    }),
    entries_overdispersion: draws.spread,
  };
  return of.hasStock ? { ...joint, stay_scale: stayScales(of, others) } : joint;
}

function stayScales(
  { draws, entriesPerYear, middle, response, staysAreGiven }: Parameters<typeof jointDraws>[0],
  others: Float64Array,
): Float64Array {
  const bands = entriesPerYear.length;
  const out = new Float64Array(bands * STAY_YEARS);
  const held = (logScale: number): number => {
    let sum = 0;
    entriesPerYear.forEach((entries, b) => {
      response.at(Math.log(middle[b]!) + logScale, b, out);
      sum += entries * out.reduce((s, v) => s + v, 0);
    });
    return sum;
  };
  const mean = (values: Float64Array): number => values.reduce((s, v) => s + v, 0) / values.length;
  const [stock, starts, now] = [mean(draws.stock), mean(others), held(0)];
  const given = staysAreGiven ? middle.reduce((sum, m) => sum + Math.log(m), 0) / bands : 0;
  return Float64Array.from({ length: draws.draws }, (_, d) => {
    const target = (now * (draws.stock[d]! / stock) * starts) / others[d]!;
    let [low, high] = [-1.3, 1.3];
    for (let i = 0; i < 30; i++) {
      const middleOf = (low + high) / 2;
      if (held(middleOf) < target) low = middleOf;
      else high = middleOf;
    }
    return Math.exp(given + (low + high) / 2);
  });
}

/**
 * The same rows in an order in which rows near to each other were far apart in the walk that made them: a run of few draws
 * reads the first rows alone.
 */
export function shuffled(joint: JointDraws): JointDraws {
  const n = joint.entries.length;
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let stride = Math.max(1, Math.round(n * 0.618));
  while (common(n, stride) !== 1) stride++;
  const mix = (values: Float64Array): Float64Array => values.map((_, i) => values[(i * stride) % n]!);
  return {
    entries: mix(joint.entries),
    entries_trend: mix(joint.entries_trend),
    entries_overdispersion: mix(joint.entries_overdispersion),
    ...(joint.stay_scale && { stay_scale: mix(joint.stay_scale) }),
  };
}
