import { firstDay } from '../../domain/calendar.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { shareOfDraws } from '../../measures/share-interval.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyDesk } from '../study.ts';
import { askMargins } from './ask.ts';
import type { Case } from './ask.ts';
import { breaches } from './margins.ts';
import { planOpenings } from './openings.ts';
import type { Openings, SolveLever } from './openings.ts';

/** What was relaxed, and how often the tolerance is then breached with the most that may be opened. */
export interface Relaxed {
  /** In plain words. */
  readonly relaxed: string;
  /** In the area where it is most often breached. */
  readonly reached: ShareInterval;
  readonly area: string;
  /** Whether the tolerance is met in every area. */
  readonly meets: boolean;
}

/** A share that is certain, as the scale of shares allows. */
const CERTAIN = 0.99;
const MATCHED = ['matched_ordinary', 'matched_complex', 'matched_very_complex', 'matched_foster'];

/**
 * Tests what stands in the way when no amount meets the tolerance: with the most that may be opened, one bound at a time is
 * relaxed. What makes the tolerance hold is what binds; where nothing does alone, all together are tried.
 */
export async function whatBinds(
  desk: StudyDesk,
  own: Case,
  plan: Plan,
  lever: SolveLever,
  openings: Openings,
  hasMostAYear: boolean,
  draws: number,
  signal: AbortSignal | undefined,
): Promise<Relaxed[]> {
  const early = planOpenings(plan, own.tolerance, lever, firstDay(plan.startMonth + 1));
  const free = planOpenings(plan, own.tolerance, lever, openings.years[0]!.from);
  const fixed = (values: Readonly<Record<string, number>>): Scenario => ({
    ...own.scenario,
    assumptions: { ...own.scenario.assumptions, ...values },
  });
  const staffed = { staffed_share: CERTAIN };
  const matched = Object.fromEntries(MATCHED.map((id) => [id, CERTAIN]));
  const tests: [string, Openings, Scenario][] = [
    ['nothing is relaxed; the most that may be opened', openings, own.scenario],
    ...(hasMostAYear ? [['no bound on what opens in a year', free, own.scenario] as [string, Openings, Scenario]] : []),
    ['it may open from the first year of the run', early, own.scenario],
    ['nearly all places are staffed (staffed_share 0.99)', openings, fixed(staffed)],
    ['nearly any vacancy suits any child (matched_* 0.99)', openings, fixed(matched)],
    ['all of these together', early, fixed({ ...staffed, ...matched })],
  ];
  const answers: Relaxed[] = [];
  for (const [relaxed, those, scenario] of tests) {
    const margins = await askMargins(desk, { ...own, scenario }, those, those.bounds, draws, signal);
    const shares = margins.map((m) => shareOfDraws(breaches(m)));
    const worst = shares.reduce((w, s, a) => (s.share > shares[w]!.share ? a : w), 0);
    const reached = shares[worst]!;
    const meets = reached.share <= own.tolerance.most;
    answers.push({ relaxed, reached, area: own.tolerance.areas[worst]!, meets });
  }
  return answers;
}
