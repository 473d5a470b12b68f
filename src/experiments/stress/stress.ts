import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { orThrow } from '../../domain/errors.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import { DEFAULT_SEED, MOST_DRAWS, MOST_THREADS, wholeNumber } from '../run.ts';
import { compoundDriver, sizeAt, stressDrivers } from './drivers.ts';
import type { Driver } from './drivers.ts';
import { forwardTests } from './forward-tests.ts';
import { NAMED_TESTS, REFERENCE_SCENARIO } from './named-tests.ts';
import { percentileOf, recordedFigures } from './plausibility.ts';
import { bootstrapCounts } from './resample.ts';
import { pairedReverse, reverseStress } from './reverse.ts';
import type { PairAnswer, Shock } from './reverse.ts';
import { stressDates } from './stress-dates.ts';
import { Asker, RESAMPLES } from './stress-desk.ts';
import type { PreparedStress, Proposed } from './stress-desk.ts';
import { STRESS_PARTS } from './stress-result.ts';
import type { PlacedReverseAnswer, StressOptions, StressResult } from './stress-result.ts';
import { came, proposedTolerances, tolerancePaths } from './tolerances.ts';
import type { Tolerance } from './tolerances.ts';
import { usualThreads } from '../usual-threads.ts';

export const DEFAULT_STRESS_DRAWS = 100;

export const DEFAULT_REVERSE_DRAWS = 40;

/** Pairs of drivers that are searched together. */
const MOST_PAIRS = 3;

/**
 * Puts a scenario under stress: the named tests, the leaving of the largest owner in each region, and the reverse: the
 * smallest shock that breaches a tolerance. Everything is a difference on the same luck; a projection under a scenario,
 * never a prediction.
 *
 * @throws InputError when the data, the scenario or the options are wrong
 * @example
 * const { tests, reverse } = await stress({ scenario: 'as-legislated', draws: 20, parts: ['tests', 'n-1'] });
 */
export async function stress(options: StressOptions): Promise<StressResult> {
  return runStress(await prepareStress(options), options);
}

/**
 * Reads and checks everything that a stress test needs.
 *
 * @throws InputError when anything is wrong
 */
export async function prepareStress(options: StressOptions): Promise<PreparedStress> {
  const { dataDir } = options;
  const data = orThrow(await loadDataSet(dataDir ?? shippedDataDir()));
  const load = async (name: string): Promise<Scenario> => orThrow(await loadScenario(name, data, dataDir));
  const scenario = typeof options.scenario === 'string' ? await load(options.scenario) : options.scenario;
  const plan = orThrow(buildPlan(data, scenario));
  const draws = wholeNumber('draws', options.draws ?? DEFAULT_STRESS_DRAWS, 2, MOST_DRAWS);
  const parts = options.parts ?? STRESS_PARTS;
  const from = await load(REFERENCE_SCENARIO);
  const wanted = parts.includes('tests')
    ? NAMED_TESTS.filter(({ id }) => options.tests === undefined || options.tests.includes(id))
    : [];
  const dates = stressDates(plan);
  return {
    data,
    scenario,
    plan,
    dates: options.ownerLeavesOn === undefined ? dates : { ...dates, ownerLeaves: options.ownerLeavesOn },
    seed: wholeNumber('seed', options.seed ?? scenario.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER),
    draws,
    reverseDraws: wholeNumber(
      'reverse-draws',
      options.reverseDraws ?? Math.min(draws, DEFAULT_REVERSE_DRAWS),
      2,
      MOST_DRAWS,
    ),
    threads: wholeNumber('threads', options.threads ?? usualThreads(), 1, MOST_THREADS),
    parts,
    tests: await Promise.all(wanted.map(async (test) => ({ test, scenario: await load(test.scenario), from }))),
  };
}

/** Makes a prepared stress test. */
export async function runStress(prepared: PreparedStress, options: StressOptions): Promise<StressResult> {
  const { plan, dates, seed, draws, parts } = prepared;
  const desk = new Asker(prepared, options);
  const proposed = options.tolerances ?? proposedTolerances;
  const forward = await forwardTests(prepared, options, desk, proposed);
  const reverse = parts.includes('reverse')
    ? await backward(prepared, options, desk, proposed)
    : { tolerances: undefined, answers: [], pairs: [] };
  return {
    plan,
    scenario: prepared.scenario,
    data: prepared.data,
    seed,
    draws,
    reverseDraws: prepared.reverseDraws,
    dates,
    tolerances: forward.tolerances ?? reverse.tolerances ?? [],
    tests: forward.tests,
    ownersLeave: forward.ownersLeave,
    reverse: reverse.answers,
    pairs: reverse.pairs,
    simulated: desk.simulated,
  };
}

/** The reverse stress test. Runs end on the last day on which harm is counted, since what comes after is not read. */
async function backward(
  prepared: PreparedStress,
  options: StressOptions,
  desk: Asker,
  proposed: Proposed,
): Promise<{
  readonly tolerances: readonly Tolerance[];
  readonly answers: readonly PlacedReverseAnswer[];
  readonly pairs: readonly PairAnswer[];
}> {
  const { data, plan, dates, reverseDraws: draws, parts } = prepared;
  const scenario: Scenario = { ...prepared.scenario, horizon: dates.countedTo };
  const rows = plan.assumptions;
  const single = stressDrivers(rows, scenario, dates);
  const drivers = [...single, compoundDriver(single)].filter(({ id }) => options.drivers?.includes(id) !== false);
  const known = new Map(drivers.map((driver) => [driver.id, driver]));
  const paths = tolerancePaths(proposed(plan, dates), plan);
  const without = orThrow(buildPlan(data, scenario));
  const [reference] = await desk.ask([without], draws, paths, 'reverse');
  const tolerances = proposed(without, dates, reference);
  const tryShocks = async (shocks: readonly Shock[]): Promise<Uint8Array[][]> => {
    const plans = shocks.map((shock) => orThrow(buildPlan(data, shockedScenario(scenario, shock, known))));
    // A shock of size zero is the scenario itself, and is not simulated again.
    const asked = plans.filter((p) => p.digest !== without.digest);
    const answers = asked.length === 0 ? [] : await desk.ask(asked, draws, paths, 'reverse');
    return plans.map((p) => {
      const answer = p.digest === without.digest ? reference! : answers[asked.indexOf(p)]!;
      return tolerances.map((tolerance) => came(tolerance, answer, reference!));
    });
  };
  const counts = bootstrapCounts(draws, RESAMPLES);
  const finest = options.finest ?? 32;
  const answers = await reverseStress(drivers, tolerances, tryShocks, counts, finest);
  const recorded = await recordedFigures(options.dataDir ?? shippedDataDir());
  const placed = answers.map((answer): PlacedReverseAnswer => ({
    ...answer,
    percentile: answer.size === undefined ? undefined : percentileOf(answer.driver, rows, answer.size),
    recorded: recorded.filter(({ driver }) => driver === answer.driver.id),
  }));
  if (!parts.includes('pairs')) return { tolerances, answers: placed, pairs: [] };
  const pairs = await pairedReverse(
    pairsOf(placed, tolerances),
    async (shocks) => (await tryShocks(shocks)).map((harm) => [harm[0]!]),
    counts,
    Math.min(finest, 16),
  );
  return { tolerances, answers: placed, pairs };
}

function shockedScenario(scenario: Scenario, shock: Shock, drivers: ReadonlyMap<string, Driver>): Scenario {
  return Object.entries(shock).reduce((s, [id, share]) => {
    const driver = drivers.get(id)!;
    return share === 0 ? s : driver.shock(s, sizeAt(driver, share));
  }, scenario);
}

/** The pairs of drivers that breach the first tolerance alone and are the most plausible, and those with the next. */
function pairsOf(
  answers: readonly PlacedReverseAnswer[],
  tolerances: readonly Tolerance[],
): (readonly [PlacedReverseAnswer, PlacedReverseAnswer])[] {
  const able = answers
    .filter(({ tolerance, driver }) => tolerance.id === tolerances[0]?.id && driver.id !== 'compound')
    .filter(({ smallest }) => smallest.found === 'within')
    .sort((a, b) => (a.percentile ?? 1) - (b.percentile ?? 1));
  return able.flatMap((first, i) => able.slice(i + 1).map((second) => [first, second] as const)).slice(0, MOST_PAIRS);
}
