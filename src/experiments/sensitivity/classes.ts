import { normalQuantile } from '../../random/quantiles.ts';
import type { MorrisEffect } from './morris-effects.ts';
import type { Estimate } from './resamples.ts';
import { CHANCE, NOTHING } from './plan-designs.ts';

export const EFFECT_CLASSES = ['High', 'Medium', 'Low'] as const;
export type EffectClass = (typeof EFFECT_CLASSES)[number];

/** Least mean size of an effect, as a share of the largest of the headline, for each class. */
export const CLASS_LIMITS = { High: 1 / 3, Medium: 1 / 10 } as const;

/** Trajectories under which the bootstrap interval of a size says too little. */
const FEWEST_FOR_SIZES = 6;

/** An assumption's effect on one headline beside the others'. */
export interface RankedEffect extends MorrisEffect {
  /** From 1. */
  readonly rank: number;
  /** Mean size over that of the largest, 0 to 1. */
  readonly relative: number;
  /**
   * Whether it is told from chance: it has a direction, or the interval of its size lies above the size of what new luck alone does.
   */
  readonly seen: boolean;
  /** 1: raises, -1: lowers, when its mean is further from 0 than one in a hundred would be by luck (Student's t); else 0. */
  readonly direction: -1 | 0 | 1;
  readonly effectClass: EffectClass;
}

/** The effects on one headline in order, and what was measured beside them. */
export interface Ranking {
  /** Largest first. */
  readonly effects: readonly RankedEffect[];
  /** What a step does that changes nothing but the luck: below its size an effect in one draw is less than chance. */
  readonly chance: MorrisEffect;
  /** Whether the mean of that is no further from 0 than luck allows in 99 of 100. */
  readonly chanceIsCentred: boolean;
  /** What a step does that changes nothing: 0. */
  readonly nothing: MorrisEffect;
}

/**
 * Ranks effects and puts each in a class. High: at least a third of the largest. Medium: at least a tenth. Low: less, or neither told
 * from chance nor larger than what new luck alone does.
 */
export function rankEffects(effects: readonly MorrisEffect[], trajectories: number): Ranking {
  const chance = effects.find((e) => e.factor === CHANCE)!;
  const nothing = effects.find((e) => e.factor === NOTHING)!;
  const own = effects.filter((e) => e !== chance && e !== nothing);
  const sorted = [...own].sort((a, b) => b.muStar.value - a.muStar.value);
  // The bootstrap error divides by n, a standard error by n - 1.
  const limit = studentLimit(trajectories - 1) * Math.sqrt(trajectories / (trajectories - 1));
  const largest = sorted[0]?.muStar.value ?? 0;
  const directionOf = (mean: Estimate): -1 | 0 | 1 =>
    Math.abs(mean.value) <= limit * mean.error ? 0 : mean.value > 0 ? 1 : -1;
  return {
    chance,
    nothing,
    chanceIsCentred: directionOf(chance.mu!) === 0,
    effects: sorted.map((effect, i): RankedEffect => {
      const relative = largest > 0 ? effect.muStar.value / largest : 0;
      const direction = effect.mu === undefined ? 0 : directionOf(effect.mu);
      const isLarger = trajectories >= FEWEST_FOR_SIZES && effect.muStar.low > chance.muStar.value;
      const seen = direction !== 0 || isLarger;
      const isFloor = !seen && effect.muStar.value <= chance.muStar.value;
      return { ...effect, rank: i + 1, relative, seen, direction, effectClass: isFloor ? 'Low' : classOf(relative) };
    }),
  };
}

/** Quantile .995 of Student's t (Abramowitz and Stegun 26.7.5; a tenth too low at 2 degrees of freedom, exact to .01 from 8). */
function studentLimit(degrees: number): number {
  const z = normalQuantile(0.995);
  const n = degrees;
  return (
    z +
    (z ** 3 + z) / (4 * n) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * n ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * n ** 3)
  );
}

function classOf(relative: number): EffectClass {
  return relative >= CLASS_LIMITS.High ? 'High' : relative >= CLASS_LIMITS.Medium ? 'Medium' : 'Low';
}
