import type { RankedEffect } from './classes.ts';
import type { Sensitivity } from './sensitivity.ts';

/** What an assumption does, on the headline for which it matters most. */
export interface LargestEffect {
  readonly headline: string;
  readonly unit: string;
  readonly effect: RankedEffect;
}

/**
 * The effect of each assumption, by its id, on the headline of those asked about in which it is largest beside the others; one that is
 * told from chance goes before one that is not. Members of a group of shares have that of the group. Assumptions that were not
 * moved have none.
 */
export function largestEffects({ factors, plan, screening }: Sensitivity): Map<string, LargestEffect> {
  const largest = new Map<string, LargestEffect>();
  const better = (a: RankedEffect, b: RankedEffect): boolean => (a.seen === b.seen ? a.relative > b.relative : a.seen);
  for (const { target, effects } of screening.targets) {
    if (target.scope !== 'headline') continue;
    for (const { factor } of effects) {
      const effect = screening.rankings.get(target.headline)!.effects.find((e) => e.factor === factor);
      if (effect === undefined) continue;
      for (const column of factors.moved.find((f) => f.id === factor)!.columns) {
        const { id } = plan.assumptions[column]!;
        const before = largest.get(id);
        if (before === undefined || better(effect, before.effect))
          largest.set(id, { headline: target.headline, unit: target.unit, effect });
      }
    }
  }
  return largest;
}
