import { join } from 'node:path';
import { loadDataSet } from '../data/data-set.ts';
import { loadScenario } from '../data/scenario-file.ts';
import { shippedDataDir } from '../data/shipped-paths.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import { NotRecorded } from '../measures/condition-cells.ts';
import { EventRecorder } from '../measures/event-recorder.ts';
import { isRecorded } from '../measures/asked-events.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import { defaultGrid } from '../measures/grid.ts';
import { buildPlan } from '../simulation/plan/build-plan.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { BlockKey } from './block-entry.ts';
import { keyOf } from './block-key.ts';
import { engineDigest } from './engine-digest.ts';
import { runIdOf } from './manifest.ts';
import { refuseRunFolder } from './run-claim.ts';
import { inputsOf } from './run-inputs.ts';
import type { RunInputs } from './run-inputs.ts';
import { readStopRule } from './stop-rule.ts';
import type { StopRule } from './stop-rule.ts';
import type { NumberSoFar } from './watched-target.ts';
import { wholeNumber } from './whole-number.ts';
import { usualThreads } from './usual-threads.ts';

export const DEFAULT_DRAWS = 1000;
export const DEFAULT_SEED = 1;
export const MOST_DRAWS = 1_000_000;
export const MOST_THREADS = 256;

/**
 * Told how far a run is.
 *
 * @param headline works out what is known so far of the number that the progress line shows
 * @param reused draws that were there before the run began
 */
export type RunProgress = (
  done: number,
  draws: number,
  headline: () => NumberSoFar | undefined,
  reused: number,
) => void;

export interface RunOptions {
  /** Name or path of a scenario. */
  readonly scenario: string;
  /**
   * 1 to 1,000,000; the scenario's, else 1,000. An even number keeps the pairs that tell chance from parameters whole. With
   * `until` the most draws that may be made.
   */
  readonly draws?: number;
  /** 0 to 9,007,199,254,740,991; the scenario's, else 1. */
  readonly seed?: number;
  /** Folder of a data set; the shipped one of Wales unless told. */
  readonly dataDir?: string;
  /** Folder to write; `outputs/NAME-SEED` unless told. */
  readonly out?: string;
  /** Writes over a folder that holds another run. */
  readonly force?: boolean;
  /** Goes on with the draws that the folder holds of this run: those that are whole are not made again. */
  readonly resume?: boolean;
  /** Stops at 100, 200, 400 ... draws, when this is met: `mean of places_compliant residential within 1 %`. */
  readonly until?: string;
  /**
   * Events that the draws are asked about while they are made. Those that the figures of the run can tell are left to what
   * reads them afterwards.
   */
  readonly declared?: readonly DeclaredEvent[];
  /** Threads; all processors unless told. Changes nothing in the files. */
  readonly threads?: number;
  /** Whether the draws stay on disk when the run is finished, in the folder `blocks`; they do unless told. */
  readonly keepDraws?: boolean;
  readonly onProgress?: RunProgress;
  /** Ends the run. The blocks of draws that are finished stay, and nothing else, so that `resume` can go on with them. */
  readonly signal?: AbortSignal;
}

/** A run that is ready to start: everything is read and checked, and its folder may be written. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly repairs: readonly Repair[];
  readonly seed: number;
  /** The most draws that it may have. */
  readonly draws: number;
  readonly until?: StopRule;
  readonly threads: number;
  readonly keepDraws: boolean;
  readonly resume: boolean;
  /** Events that are judged inside the draws; left out where there are none. */
  readonly declared?: readonly DeclaredEvent[];
  /** What all its blocks have in common. */
  readonly key: BlockKey;
  /** Name of the run when it has all its draws. */
  readonly runId: string;
  readonly folder: string;
}

/**
 * Reads and checks everything that a run needs, and freezes it into a plan. Writes nothing.
 *
 * @throws InputError when anything is wrong, the folder to write included
 */
export async function prepareRun(options: Omit<RunOptions, 'onProgress' | 'signal'>): Promise<PreparedRun> {
  if (options.force === true && options.resume === true) throw bothWays();
  const data = orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const scenario = orThrow(await loadScenario(options.scenario, data, options.dataDir));
  const built = buildPlan(data, scenario);
  const plan = orThrow(built);
  const seed = wholeNumber('seed', options.seed ?? scenario.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER);
  const draws = wholeNumber('draws', options.draws ?? scenario.draws ?? DEFAULT_DRAWS, 1, MOST_DRAWS);
  const threads = wholeNumber('threads', options.threads ?? usualThreads(), 1, MOST_THREADS);
  const until = options.until === undefined ? undefined : readStopRule(options.until, plan);
  const runId = runIdOf(plan, seed, draws);
  const folder = options.out ?? join('outputs', `${plan.scenarioName}-${seed}`);
  const declared = declaredFor(plan, options.declared ?? []);
  const key = keyOf(plan, seed, engineDigest(), declared);
  const resume = options.resume === true;
  await refuseRunFolder(folder, {
    runId,
    key,
    draws,
    stops: until !== undefined,
    resume,
    force: options.force === true,
  });
  return {
    plan,
    inputs: inputsOf(data, scenario),
    repairs: [...data.repairs, ...(built.ok ? built.repairs : [])],
    seed,
    draws,
    ...(until && { until }),
    ...(declared.length > 0 && { declared }),
    threads,
    keepDraws: options.keepDraws !== false,
    resume,
    key,
    runId,
    folder,
  };
}

/**
 * The declared events that have to be judged inside the draws, since the figures of the run cannot tell them.
 *
 * @throws InputError when one cannot be judged there either
 */
function declaredFor(plan: Plan, declared: readonly DeclaredEvent[]): DeclaredEvent[] {
  const grid = defaultGrid(plan);
  const needed = declared.filter((event) => !isRecorded(plan, grid, event));
  for (const event of needed)
    try {
      new EventRecorder(plan, [event]);
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
      const mend = 'Change the predicate of the event, or leave it out.';
      throw new InputError([
        { kind: 'input', file: '--events', column: event.id, problem: error.message, allowed: error.allowed, mend },
      ]);
    }
  return needed;
}

function bothWays(): InputError {
  return new InputError([
    {
      kind: 'input',
      file: '--resume',
      problem: 'It cannot be given together with --force: one keeps what the folder holds, the other writes over it.',
      allowed: 'One of the two.',
      mend: 'Leave one out.',
    },
  ]);
}
