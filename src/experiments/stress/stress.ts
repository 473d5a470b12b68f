import { availableParallelism } from 'node:os';
import { namesOf } from '../../assumptions/scenario/diff.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import type { Headline, Path } from '../../measures/headline.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { DEFAULT_SEED, MOST_DRAWS, MOST_THREADS, wholeNumber } from '../run.ts';
import { headlineValues, study } from '../study.ts';
import type { StudyAnswer } from '../study.ts';
import { compoundDriver, sizeAt, stressDrivers } from './drivers.ts';
import type { Driver } from './drivers.ts';
import { ownerLeaves, pathsOfOwnerLeaves, withoutLargestOwner } from './n-minus-one.ts';
import type { OwnerLeaves } from './n-minus-one.ts';
import { NAMED_TESTS, REFERENCE_SCENARIO, stressed } from './named-tests.ts';
import type { NamedTest } from './named-tests.ts';
import { refuseUnlike } from './paired.ts';
import type { KnownAnswer } from './paired.ts';
import { percentileOf, recordedFigures } from './plausibility.ts';
import type { RecordedFigure } from './plausibility.ts';
import { bootstrapCounts, meanOf, quantileOf } from './resample.ts';
import type { WithInterval } from './resample.ts';
import { pairedReverse, reverseStress } from './reverse.ts';
import type { PairAnswer, ReverseAnswer, Shock } from './reverse.ts';
import { regionalHeadlines } from './regional-headlines.ts';
import { stressDates } from './stress-dates.ts';
import type { StressDates } from './stress-dates.ts';
import { came, proposedTolerances, tolerancePaths } from './tolerances.ts';
import type { Tolerance } from './tolerances.ts';

export const DEFAULT_STRESS_DRAWS = 100;
export const DEFAULT_REVERSE_DRAWS = 40;
/** Resamples of the draws behind each interval. */
const RESAMPLES = 400;
/** Pairs of drivers that are searched together. */
const MOST_PAIRS = 3;

/** The parts of a stress test. */
export const STRESS_PARTS = ['tests', 'n-1', 'reverse', 'pairs'] as const;
export type StressPart = (typeof STRESS_PARTS)[number];

export interface StressOptions {
  /** Name or path of the scenario that is put under stress, or the scenario itself. */
  readonly scenario: string | Scenario;
  /** Draws of the named tests and of N-1, 2 to 1,000,000; 100 unless told. An even number keeps parameter sets whole. */
  readonly draws?: number;
  /** Draws of the reverse stress test, which tries many shocks; 40 unless told. */
  readonly reverseDraws?: number;
  readonly seed?: number;
  readonly dataDir?: string;
  readonly threads?: number;
  /** Parts to make; all unless told. `pairs` needs `reverse`. */
  readonly parts?: readonly StressPart[];
  /** Ids of the named tests, of the drivers and regions to take; all unless told. */
  readonly tests?: readonly string[];
  readonly drivers?: readonly string[];
  readonly regions?: readonly string[];
  /** Day on which an owner leaves; the day from which for-profit homes cannot grow unless told. */
  readonly ownerLeavesOn?: IsoDate;
  /** Tolerances to hold against; those of `proposedTolerances` unless told. */
  readonly tolerances?: (plan: Plan, dates: StressDates, reference?: StudyAnswer) => Tolerance[];
  /** Steps into which the range of a driver is cut at most: 4, 8, 16 or 32 (32 unless told). */
  readonly finest?: number;
  readonly onProgress?: (done: number, all: number, part: string) => void;
  readonly signal?: AbortSignal;
}

/** A figure of a headline with and without a shock, and the paired difference. */
export interface StressedFigure {
  readonly headline: Headline;
  readonly unit: string;
  readonly without: { readonly p50: WithInterval; readonly p90: WithInterval };
  readonly with: { readonly p50: WithInterval; readonly p90: WithInterval };
  readonly difference: {
    readonly mean: WithInterval;
    readonly p10: WithInterval;
    readonly p50: WithInterval;
    readonly p90: WithInterval;
  };
}

/** How likely a harm that is not tolerated is, with a shock. */
export interface ToleranceUnderStress {
  readonly tolerance: Tolerance;
  readonly probability: WithInterval;
  /** The same without the shock. */
  readonly without: number;
  readonly breached: boolean;
}

/** What a named test gave. */
export interface NamedTestResult {
  readonly test: NamedTest;
  readonly title: string;
  readonly summary: string;
  /** The changes in words, and values of the scenario's own that they replaced. */
  readonly labels: readonly string[];
  readonly replaced: readonly string[];
  readonly planDigest: string;
  readonly figures: readonly StressedFigure[];
  readonly tolerances: readonly ToleranceUnderStress[];
}

/** A smallest shock beside what it is likened to and what was recorded. */
export interface PlacedReverseAnswer extends ReverseAnswer {
  /** Share of parameter sets that are milder than the shock; undefined where there is no answer or nothing to liken. */
  readonly percentile: number | undefined;
  readonly recorded: readonly RecordedFigure[];
}

/** The whole stress test. */
export interface StressResult {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly data: DataSet;
  readonly seed: number;
  readonly draws: number;
  readonly reverseDraws: number;
  readonly dates: StressDates;
  readonly tolerances: readonly Tolerance[];
  readonly tests: readonly NamedTestResult[];
  readonly ownersLeave: readonly OwnerLeaves[];
  readonly reverse: readonly PlacedReverseAnswer[];
  readonly pairs: readonly PairAnswer[];
  /** Draws simulated in all. */
  readonly simulated: number;
}

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

/** A stress test that is ready to start: everything is read and checked. */
export interface PreparedStress {
  readonly data: DataSet;
  readonly scenario: Scenario;
  readonly plan: Plan;
  readonly dates: StressDates;
  readonly seed: number;
  readonly draws: number;
  readonly reverseDraws: number;
  readonly threads: number;
  readonly parts: readonly StressPart[];
  readonly tests: readonly { readonly test: NamedTest; readonly scenario: Scenario; readonly from: Scenario }[];
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
    threads: wholeNumber('threads', options.threads ?? availableParallelism(), 1, MOST_THREADS),
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

type Proposed = NonNullable<StressOptions['tolerances']>;

/** Asks studies with one seed, and keeps count. */
class Asker {
  simulated = 0;
  private readonly prepared: PreparedStress;
  private readonly options: StressOptions;

  constructor(prepared: PreparedStress, options: StressOptions) {
    this.prepared = prepared;
    this.options = options;
  }

  /** Answers for some plans, in their order. Threads are new each time, so that they do not keep plans of rounds past. */
  async ask(plans: readonly Plan[], draws: number, paths: readonly Path[], part: string): Promise<KnownAnswer[]> {
    const { seed, threads } = this.prepared;
    const { onProgress, signal } = this.options;
    const answers = await study(
      plans.map((plan) => ({ plan, seed, draws })),
      paths,
      {
        threads,
        ...(onProgress === undefined ? {} : { onProgress: (done, all) => onProgress(done, all, part) }),
        ...(signal === undefined ? {} : { signal }),
      },
    );
    this.simulated += plans.length * draws;
    return answers.map((answer) => ({ ...answer, seed, firstDraw: 0 }));
  }
}

/** The named tests and N-1, which are asked together with the scenario itself. */
async function forwardTests(
  prepared: PreparedStress,
  options: StressOptions,
  desk: Asker,
  proposed: Proposed,
): Promise<{
  readonly tolerances: readonly Tolerance[] | undefined;
  readonly tests: readonly NamedTestResult[];
  readonly ownersLeave: readonly OwnerLeaves[];
}> {
  const { plan, data, scenario, dates, draws, parts } = prepared;
  const regions = parts.includes('n-1')
    ? plan.geography.regionCodes.filter((code) => options.regions?.includes(code) !== false)
    : [];
  if (prepared.tests.length + regions.length === 0) return { tolerances: undefined, tests: [], ownersLeave: [] };
  const country = headlinesOfTheBoard(plan);
  const headlines = [
    ...country,
    ...plan.geography.regionCodes.flatMap((region) => regionalHeadlines(plan, country, region)),
  ];
  const underStress = prepared.tests.map(({ test, scenario: to, from }) => ({
    test,
    to,
    ...stressed(scenario, from, to, namesOf(data)),
  }));
  const leaves = regions.map((region) => withoutLargestOwner(scenario, region, dates.ownerLeaves));
  const plans = [...underStress.map((s) => s.scenario), ...leaves].map((s) => orThrow(buildPlan(data, s)));
  // A test that changes nothing is the scenario itself, and is not simulated again.
  const others = plans.filter((p) => p.digest !== plan.digest);
  const [reference, ...asked] = await desk.ask(
    [plan, ...others],
    draws,
    [
      ...headlines,
      ...tolerancePaths(proposed(plan, dates), plan),
      ...(regions.length > 0 ? pathsOfOwnerLeaves(plan) : []),
    ],
    'tests',
  );
  const answers = plans.map((p) => (p.digest === plan.digest ? reference! : asked[others.indexOf(p)]!));
  const counts = bootstrapCounts(draws, RESAMPLES);
  const tolerances = proposed(plan, dates, reference);
  return {
    tolerances,
    tests: underStress.map(({ test, to, labels, replaced }, i): NamedTestResult => {
      const shocked = answers[i]!;
      return {
        test,
        title: to.title,
        summary: to.summary ?? '',
        labels,
        replaced,
        planDigest: shocked.plan.digest,
        figures: headlines.map((headline) => stressedFigure(headline, shocked, reference!, counts)),
        tolerances: tolerances.map((tolerance): ToleranceUnderStress => {
          const probability = meanOf(came(tolerance, shocked, reference!), counts);
          const without = meanOf(came(tolerance, reference!, reference!), []).value;
          return { tolerance, probability, without, breached: probability.value >= tolerance.probability };
        }),
      };
    }),
    ownersLeave: regions.map((region, i) =>
      ownerLeaves(region, dates.ownerLeaves, answers[underStress.length + i]!, reference!, counts),
    ),
  };
}

function stressedFigure(
  headline: Headline,
  shocked: StudyAnswer,
  reference: StudyAnswer,
  counts: readonly Uint16Array[],
): StressedFigure {
  refuseUnlike(shocked, reference);
  const [values, before] = [shocked, reference].map((answer) => headlineValues(answer, headline)) as [
    Float64Array,
    Float64Array,
  ];
  const difference = values.map((value, d) => value - before[d]!);
  const middle = (of: Float64Array): { p50: WithInterval; p90: WithInterval } => ({
    p50: quantileOf(of, 0.5, counts),
    p90: quantileOf(of, 0.9, counts),
  });
  return {
    headline,
    unit: unitOf(headline, reference),
    without: middle(before),
    with: middle(values),
    difference: {
      mean: meanOf(difference, counts),
      p10: quantileOf(difference, 0.1, counts),
      ...middle(difference),
    },
  };
}

function unitOf(headline: Headline, { grid }: StudyAnswer): string {
  return grid.series.find((series) => series.measure === headline.measure)!.unit;
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
