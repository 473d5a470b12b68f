import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError, nearestName, orThrow } from '../../domain/errors.ts';
import { wholeNumber } from '../../experiments/whole-number.ts';
import { stressDrivers } from '../../experiments/stress/drivers.ts';
import { recordedFigures } from '../../experiments/stress/plausibility.ts';
import { stressDates } from '../../experiments/stress/stress-dates.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import { shippedEvents } from '../events/read-events.ts';
import type { RiskEvent } from '../events/risk-event.ts';
import { readScheme } from '../schemes/read-scheme.ts';
import { readImpacts, shippedImpacts } from '../score/impact-scale.ts';
import { judgeRun } from '../score/judge-run.ts';
import type { JudgedRun } from '../score/judge-run.ts';
import { scoreEvent } from '../score/risk-score.ts';
import type { RiskScore } from '../score/risk-score.ts';
import { DEFAULT_SCHEME } from '../score/score-runs.ts';
import { searchDrivers } from './challenge-drivers.ts';
import type { DriverAnswer } from './challenge-drivers.ts';
import { scoreMargins } from './margins.ts';
import type { Margin } from './margins.ts';
import { otherViews } from './other-views.ts';
import type { OtherView } from './other-views.ts';
import { reliefDrivers } from './relief-drivers.ts';

export const CHALLENGE_DRAWS = 40;
const FINEST = 8;
const PAIRS = 2;
const YEARS = [-1, 1, 2];

export interface ChallengeOptions {
  /** Folder of a finished run with its draws. */
  readonly run: string;
  /** Id of the risk. */
  readonly risk: string;
  readonly events?: string;
  readonly scheme?: string;
  readonly impacts?: string;
  /** Data set of the run, from which shocked plans are built; the shipped one unless told. */
  readonly dataDir?: string;
  /** Draws of each size that is tried, 2 to 1,000,000; 40 unless told. 0 leaves the drivers out. */
  readonly draws?: number;
  /** Steps into which the range of a driver is cut at most: 4, 8, 16 or 32; 8 unless told. */
  readonly finest?: number;
  /** Pairs of drivers that are tried in each direction; 2 unless told. */
  readonly pairs?: number;
  /** Drivers by their ids; all unless told. */
  readonly drivers?: readonly string[];
  readonly threads?: number;
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** What would have to be true for a score to be another one. */
export interface Challenge {
  readonly run: JudgedRun;
  readonly score: RiskScore;
  readonly margins: readonly Margin[];
  readonly drivers: readonly DriverAnswer[];
  /** Draws of each size that was tried. */
  readonly draws: number;
  readonly views: readonly OtherView[];
}

/**
 * Says what would have to be true for the score of a risk to move one level up or down: in numbers, by driver and by pairs of
 * drivers with their plausibility, and under other schemes and horizons.
 *
 * @throws InputError when the run, the risk or the data set is wrong
 * @example
 * const { margins, drivers, views } = await challenge({ run: 'outputs/as-legislated-1', risk: 'foster-waiting' });
 */
export async function challenge(options: ChallengeOptions): Promise<Challenge> {
  const run = await judgeRun(options.run, options.events ?? shippedEvents());
  const scheme = await readScheme(options.scheme ?? DEFAULT_SCHEME);
  const impacts = await readImpacts(options.impacts ?? shippedImpacts());
  const judged = run.judged.find(({ compiled }) => compiled.event.id === options.risk);
  if (judged === undefined) throw unknownRisk(options.risk, run.events);
  const { event } = judged.compiled;
  const { scenario, run_id: runId } = run.manifest;
  const score = scoreEvent([{ judged, weight: 1 }], { scheme, impacts, state: 'current', scenario, runId });
  const views = await otherViews(
    run,
    event,
    impacts,
    YEARS.map((years) => later(event.horizon, years)),
  );
  const margins = scoreMargins(score);
  const draws = options.draws === 0 ? 0 : wholeNumber('draws', options.draws ?? CHALLENGE_DRAWS, 2, 1_000_000);
  const canAsk = draws > 0 && judged.compiled.unrecorded === undefined;
  const drivers = canAsk ? await byDrivers(run, event, margins, draws, options) : [];
  return { run, score, margins, drivers, draws, views };
}

async function byDrivers(
  run: JudgedRun,
  event: RiskEvent,
  margins: readonly Margin[],
  draws: number,
  options: ChallengeOptions,
): Promise<DriverAnswer[]> {
  const dataDir = options.dataDir ?? shippedDataDir();
  const data = orThrow(await loadDataSet(dataDir));
  const whole: Scenario = run.inputs.scenario;
  const own = orThrow(buildPlan(data, whole));
  if (own.dataDigest !== run.plan.dataDigest) throw otherData(dataDir, run);
  const scenario = { ...whole, horizon: event.horizon };
  const plan = orThrow(buildPlan(data, scenario));
  const dates = stressDates(plan);
  const worse = stressDrivers(plan.assumptions, scenario, dates);
  const better = reliefDrivers(plan.assumptions, worse, dates);
  const wanted = (id: string): boolean => options.drivers === undefined || options.drivers.includes(id);
  const events = [...run.events.filter(({ id }) => event.joint?.members.includes(id) === true), event];
  const recorded = await recordedFigures(dataDir);
  const answers: DriverAnswer[] = [];
  for (const direction of ['up', 'down'] as const) {
    const margin = margins.find((m) => m.of === 'likelihood' && m.direction === direction);
    if (margin === undefined) continue;
    const { threads, onProgress, signal } = options;
    const found = await searchDrivers({
      data,
      scenario,
      events,
      direction,
      drivers: (direction === 'up' ? worse : better).filter(({ id }) => wanted(id)),
      edge: margin.needed,
      seed: run.manifest.seed,
      draws,
      finest: options.finest ?? FINEST,
      recorded,
      pairs: options.pairs ?? PAIRS,
      ...(threads !== undefined && { threads }),
      ...(onProgress && { onProgress }),
      ...(signal && { signal }),
    });
    answers.push(...found);
  }
  return answers;
}

/** The same day some years later. */
const later = (day: IsoDate, years: number): IsoDate => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;

function unknownRisk(id: string, events: readonly RiskEvent[]): InputError {
  const ids = events.map((event) => event.id);
  const near = nearestName(id, ids);
  return new InputError([
    {
      kind: 'input',
      file: '--risk',
      value: id,
      problem: 'There is no such risk.',
      allowed: `${ids.join(', ')}.`,
      mend: near === undefined ? 'Use one of these.' : `Did you mean ${near}?`,
    },
  ]);
}

function otherData(dataDir: string, run: JudgedRun): InputError {
  return new InputError([
    {
      kind: 'input',
      file: dataDir,
      problem: `The data set is not the one of the run (${run.manifest.data}, ${run.plan.dataDigest.slice(0, 16)}).`,
      allowed: 'The data set from which the run was made, unchanged.',
      mend: 'Name it with --data, or make the run again.',
    },
  ]);
}
