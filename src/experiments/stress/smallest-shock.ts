import { firstReach, risingFit } from './isotonic.ts';
import { middle95 } from './resample.ts';

/** What a shock of one size did: for each draw whether the event came. */
export interface Evaluation {
  /** Size as a share of the range that is searched: 0 none, 1 the largest. */
  readonly size: number;
  /** For each draw 1 where the event came, else 0. The same draws for all sizes. */
  readonly came: Uint8Array;
}

/** The smallest shock with which an event is as likely as is tolerated. Sizes are shares of the range that is searched. */
export interface SmallestShock {
  /** `without`: the tolerance is breached without a shock. `none`: no shock of the range breaches it. */
  readonly found: 'within' | 'without' | 'none';
  /** 0 where breached without a shock, Infinity where no shock of the range breaches. */
  readonly size: number;
  /** The 95 % interval of its Monte Carlo error, from resamples of the draws; an end may be Infinity. */
  readonly low: number;
  readonly high: number;
  /** Probability of the event without a shock, and at the largest. */
  readonly without: number;
  readonly most: number;
  /** False where a larger shock was milder by more than chance between draws explains. */
  readonly rising: boolean;
  /** Sizes that were tried, ascending, with the share of draws in which the event came. */
  readonly tried: readonly { readonly size: number; readonly share: number }[];
}

/** Standard errors by which the event must be rarer at a larger size before the response is called not rising. */
const FALL_IN_ERRORS = 3;

/**
 * Reads the smallest shock from what was tried. The shares of draws are made to rise (nearest rising sequence), and read
 * straight between the sizes tried; each resample of the draws gives another answer, and their middle 95 % is the interval.
 *
 * @param evaluations any order; size 0 must be among them
 * @param probability the event breaches the tolerance when it is as likely as this, above 0 to 1
 * @param counts resamples, from `bootstrapCounts`
 * @throws RangeError when size 0 is missing, or draws differ in number
 */
export function smallestShock(
  evaluations: readonly Evaluation[],
  probability: number,
  counts: readonly Uint16Array[],
): SmallestShock {
  const sorted = [...evaluations].sort((a, b) => a.size - b.size);
  const sizes = sorted.map((e) => e.size);
  if (sizes[0] !== 0) throw new RangeError('the answer without a shock is missing');
  const draws = sorted[0]!.came.length;
  if (sorted.some((e) => e.came.length !== draws)) throw new RangeError('the sizes were tried with different draws');
  const shares = sorted.map((e) => shareOf(e.came));
  const reach = (of: readonly number[]): number => firstReach(sizes, risingFit(of), probability);
  const size = reach(shares);
  const [low, high] = middle95(counts.map((weights) => reach(sorted.map((e) => shareOf(e.came, weights)))));
  return {
    found: size === Infinity ? 'none' : size === 0 ? 'without' : 'within',
    size,
    low,
    high,
    without: shares[0]!,
    most: shares.at(-1)!,
    rising: risesThroughout(sorted),
    tried: sizes.map((s, i) => ({ size: s, share: shares[i]! })),
  };
}

function shareOf(came: Uint8Array, weights?: Uint16Array): number {
  let sum = 0;
  let total = 0;
  for (let d = 0; d < came.length; d++) {
    const weight = weights === undefined ? 1 : weights[d]!;
    sum += weight * came[d]!;
    total += weight;
  }
  return sum / total;
}

/**
 * Whether no size is milder than a smaller one beyond chance. Draws are the same, so that only those that changed their
 * answer count: more that lost the event than gained it, by three standard errors of that difference (McNemar).
 */
function risesThroughout(sorted: readonly Evaluation[]): boolean {
  return sorted.every((larger, j) =>
    sorted.slice(0, j).every((smaller) => {
      let lost = 0;
      let gained = 0;
      for (let d = 0; d < larger.came.length; d++) {
        if (smaller.came[d]! > larger.came[d]!) lost++;
        else if (smaller.came[d]! < larger.came[d]!) gained++;
      }
      return lost - gained <= FALL_IN_ERRORS * Math.sqrt(lost + gained);
    }),
  );
}

/** Finest step: the range is cut into this many at most. */
const STEPS = 32;
/** Steps that are tried first, for the shape of the response. */
const FIRST_STEPS = [8, 16, 24, 32];

/**
 * Asks for the sizes that a bisection needs, in rounds, so that the sizes of many searches are tried together. One search
 * may serve several tolerances: sizes tried for one are known to the others.
 */
export class ShockSearch {
  private readonly tried = new Map<number, readonly Evaluation[]>();
  private readonly probabilities: readonly number[];
  private readonly finest: number;

  /**
   * @param without for each tolerance what came without a shock
   * @param probabilities for each tolerance the probability that breaches it
   * @param finest steps into which the range is cut at most: 4, 8, 16 or 32
   */
  constructor(without: readonly Uint8Array[], probabilities: readonly number[], finest: number = STEPS) {
    this.probabilities = probabilities;
    this.finest = finest;
    this.tried.set(
      0,
      without.map((came) => ({ size: 0, came })),
    );
  }

  /** Sizes to try next, ascending; none when the search has ended. */
  wanted(): number[] {
    const first = FIRST_STEPS.filter((step) => !this.tried.has(step));
    const steps = first.length > 0 ? first : this.probabilities.flatMap((p, t) => this.between(p, t));
    return [...new Set(steps)].sort((a, b) => a - b).map((step) => step / STEPS);
  }

  /** Takes what came at a size: for each tolerance, for each draw. */
  give(size: number, came: readonly Uint8Array[]): void {
    this.tried.set(
      size * STEPS,
      came.map((c) => ({ size, came: c })),
    );
  }

  /** What was tried, for one tolerance. */
  evaluations(tolerance: number): Evaluation[] {
    return [...this.tried.values()].map((each) => each[tolerance]!);
  }

  /** The step in the middle of where the probability is passed, unless it is known finely enough. */
  private between(probability: number, tolerance: number): number[] {
    const steps = [...this.tried.keys()].sort((a, b) => a - b);
    const shares = risingFit(steps.map((step) => shareOf(this.tried.get(step)![tolerance]!.came)));
    const above = shares.findIndex((share) => share >= probability);
    if (above <= 0) return [];
    const [low, high] = [steps[above - 1]!, steps[above]!];
    return (high - low) * this.finest <= STEPS ? [] : [Math.floor((low + high) / 2)];
  }
}
