import { parameterValues } from '../../assumptions/sample.ts';
import type { Headline } from '../../measures/headline.ts';
import { headlineValues } from '../study.ts';
import type { StudyAnswer } from '../study.ts';
import { discoveryText } from './box-words.ts';
import { discover } from './discover.ts';
import type { Discovery } from './discover.ts';

/** In which futures a headline is missed. */
export interface FoundMisses {
  readonly headline: Headline;
  readonly found: Discovery;
  /** Ids of the assumptions, in the order of the limits. */
  readonly assumptions: readonly string[];
  readonly words: string;
}

/**
 * Looks for ranges of the assumptions in which a headline is missed. A future is a parameter set; the share of its two draws
 * that miss is how much it misses, so that what is found is what is not known and not chance.
 *
 * @param answer draws of one plan at their own parameter sets, from the first draw on, an even number of them
 * @param isMissed whether a value of the headline is a miss
 */
export function discoverMisses(
  answer: StudyAnswer,
  headline: Headline,
  isMissed: (value: number) => boolean,
  seed: number,
): FoundMisses {
  const { plan, draws, points } = answer;
  if (points !== 1 || draws % 2 !== 0)
    throw new RangeError('futures need the draws of one plan, an even number of them');
  const rows = plan.assumptions;
  const varying = rows.map((_, i) => i).filter((i) => rows[i]!.distribution !== 'fixed');
  const sets = draws / 2;
  const values = new Float64Array(sets * varying.length);
  for (let set = 0; set < sets; set++) {
    const all = parameterValues(rows, seed, set, undefined, plan.correlations, plan.posterior);
    varying.forEach((i, k) => (values[set * varying.length + k] = all[i]!));
  }
  const figures = headlineValues(answer, headline);
  const missed = Float64Array.from({ length: sets }, (_, set) => {
    return (Number(isMissed(figures[2 * set]!)) + Number(isMissed(figures[2 * set + 1]!))) / 2;
  });
  const found = discover({ width: varying.length, values, missed }, seed);
  const names = varying.map((i) => ({ meaning: rows[i]!.meaning, unit: rows[i]!.unit }));
  const misses = `miss it (${headline.title})`;
  return {
    headline,
    found,
    assumptions: found.limits.map((limit) => rows[varying[limit.quantity]!]!.id),
    words: discoveryText(found, names, misses),
  };
}
