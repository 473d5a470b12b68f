import { STRENGTHS } from '../../domain/status.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { Design, DesignFactor } from './design.ts';
import type { Factor } from './factors.ts';
import { morrisDesign } from './morris-design.ts';
import type { MorrisDesign } from './morris-design.ts';
import { saltelliDesign } from './saltelli-design.ts';
import { THEMES } from './themes.ts';

/** A step that changes nothing: its effect is exactly 0, or the rows do not share their luck. */
export const NOTHING = '(nothing)';
/** A step that draws new luck and changes nothing else: what chance could pretend to be. */
export const CHANCE = '(chance)';
/** All assumptions outside the largest, as one. */
export const REST = '(all others)';
/** Beginnings of the names of groups. */
export const THEME = 'theme: ';
export const STRENGTH = 'strength: ';

/** Quantiles between which assumptions move in the screening: the middle nine tenths of what is held possible. */
export const SCREENED_RANGE = [0.05, 0.95] as const;
export const SCREENED_LEVELS = 4;

/** Screening of all factors of a plan, with a step that does nothing and one that draws new luck. */
export function screeningDesign(
  plan: Plan,
  factors: readonly Factor[],
  { trajectories, seed }: { readonly trajectories: number; readonly seed: number },
): MorrisDesign {
  return morrisDesign({
    factors: [...columnsOf(factors), { id: NOTHING, columns: [] }, { id: CHANCE, columns: [], luck: true }],
    width: plan.assumptions.length,
    trajectories,
    levels: SCREENED_LEVELS,
    range: SCREENED_RANGE,
    seed,
  });
}

/**
 * Shares of variance of the largest factors, of all others as one, of chance, of each theme, and of each strength of evidence.
 * All assumptions vary over their whole distributions.
 */
export function varianceDesign(
  plan: Plan,
  factors: readonly Factor[],
  largest: readonly string[],
  { points, seed }: { readonly points: number; readonly seed: number },
): Design {
  const together = (id: string, some: readonly Factor[]): DesignFactor[] =>
    some.length === 0 ? [] : [{ id, columns: some.flatMap((f) => f.columns) }];
  return saltelliDesign({
    factors: [
      ...columnsOf(largest.map((id) => factors.find((f) => f.id === id)!)),
      ...together(
        REST,
        factors.filter((f) => !largest.includes(f.id)),
      ),
      { id: CHANCE, columns: [], luck: true },
      ...THEMES.flatMap((theme) =>
        together(
          THEME + theme,
          factors.filter((f) => f.theme === theme),
        ),
      ),
      ...STRENGTHS.flatMap((strength) =>
        together(
          STRENGTH + strength,
          factors.filter((f) => f.strength === strength),
        ),
      ),
    ],
    width: plan.assumptions.length,
    points,
    seed,
  });
}

function columnsOf(factors: readonly Factor[]): DesignFactor[] {
  return factors.map(({ id, columns }) => ({ id, columns }));
}
