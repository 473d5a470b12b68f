import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, nearestName, orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import type { Headline } from '../../measures/headline.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { discoverMisses } from '../discovery/discover-misses.ts';
import type { FoundMisses } from '../discovery/discover-misses.ts';
import { DEFAULT_SEED, MOST_THREADS, wholeNumber } from '../run.ts';
import { headlineValues, study } from '../study.ts';
import type { StudyAnswer } from '../study.ts';
import type { Payoffs } from './payoffs.ts';
import { bootstrapIntervals } from './resampled.ts';
import type { Interval } from './resampled.ts';
import { minimaxRegret, robustnessFigures } from './robustness-figures.ts';
import type { RobustnessFigures } from './robustness-figures.ts';
import { usualThreads } from '../usual-threads.ts';

/** Draws of each option in each future. */
export const DEFAULT_ROBUSTNESS_DRAWS = 400;

/** Figures of an option that have an interval, in order. */
const WITH_INTERVAL = ['expected', 'oneInTen', 'regretP95', 'meanRegret', 'meets'] as const;
/** Those that have one only where futures are named: over many futures the worst is as bad as there are futures. */
const WITH_INTERVAL_IF_NAMED = ['worst', 'largestRegret'] as const;
type FigureName = (typeof WITH_INTERVAL)[number] | (typeof WITH_INTERVAL_IF_NAMED)[number];

export interface RobustnessOptions {
  /** Names or paths of scenarios to choose among, two or more. */
  readonly options: readonly string[];
  /** Names or paths of scenarios whose events and assumptions are laid over each option; the parameter sets unless told. */
  readonly futures?: readonly string[];
  /** By id of a headline: what a future must meet, at most it where less is better, at least it where more is. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Headlines; those of the Board unless told, less places of for-profit providers. */
  readonly headlines?: readonly Headline[];
  /** Draws of each option (in each named future), 40 or more, made even; 400 unless told. */
  readonly draws?: number;
  readonly seed?: number;
  readonly data?: DataSet;
  readonly dataDir?: string;
  readonly threads?: number;
  readonly onProgress?: (done: number, rows: number) => void;
  readonly signal?: AbortSignal;
}

/** The options under one headline. */
export interface HeadlineRobustness {
  readonly headline: Headline;
  readonly better: Payoffs['better'];
  readonly threshold?: number;
  readonly figures: readonly RobustnessFigures[];
  /** 95 % intervals, by option and name of the figure. */
  readonly intervals: readonly Partial<Record<FigureName, Interval>>[];
  /** The option whose largest regret is least. */
  readonly minimaxRegret: string;
}

/** Options against futures. */
export interface Robustness {
  readonly analysisId: string;
  readonly options: readonly string[];
  /** Names of the futures; empty where they are the parameter sets. */
  readonly named: readonly string[];
  /** How many futures each option met. */
  readonly futures: number;
  readonly draws: number;
  readonly seed: number;
  readonly status: EvidenceStatus;
  readonly headlines: readonly HeadlineRobustness[];
  /** For each option and headline with a threshold: in which futures it is missed. Only where futures are parameter sets. */
  readonly misses: readonly (FoundMisses & { readonly option: string })[];
}

/**
 * Sets options against futures, each on the same luck, in the unit of each figure: what is expected, what one future in ten
 * is worse than, the largest regret and how many futures meet a threshold; and looks for the futures that miss it.
 *
 * @throws InputError when a scenario, a threshold or a number is wrong
 * @example
 * const answer = await robustness({ options: ['as-legislated', 'managed-transition'], thresholds: { 'waiting-residential': 20 } });
 * answer.headlines[0].minimaxRegret;
 */
export async function robustness(options: RobustnessOptions): Promise<Robustness> {
  const data = options.data ?? orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const load = async (name: string): Promise<Scenario> => orThrow(await loadScenario(name, data, options.dataDir));
  if (options.options.length < 2) throw refuse('options', String(options.options.length), 'Two options or more.');
  const chosen = await Promise.all(options.options.map(load));
  const futures = await Promise.all((options.futures ?? []).map(load));
  for (const future of futures) {
    if (future.levers.length > 0)
      throw refuse(
        future.name,
        Object.keys(future.levers[0]!)[0]!,
        'Events, assumptions and dates: levers are chosen and belong to the options.',
      );
  }
  const seed = wholeNumber('seed', options.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER);
  const draws = 2 * Math.ceil(wholeNumber('draws', options.draws ?? DEFAULT_ROBUSTNESS_DRAWS, 40, 1_000_000) / 2);
  const threads = wholeNumber('threads', options.threads ?? usualThreads(), 1, MOST_THREADS);
  const plans = chosen.flatMap((option): Plan[] =>
    (futures.length === 0 ? [undefined] : futures).map((future) =>
      orThrow(buildPlan(data, future === undefined ? option : laidOver(option, future))),
    ),
  );
  // Places of for-profit providers are neither good nor bad by themselves: nothing is to be regretted there.
  const headlines = options.headlines ?? headlinesOfTheBoard(plans[0]!).filter((h) => h.sector !== 'for-profit');
  const thresholds = options.thresholds ?? {};
  for (const id of Object.keys(thresholds)) {
    const ids = headlines.map((h) => h.id);
    if (ids.includes(id)) continue;
    const near = nearestName(id, ids);
    throw refuse('thresholds', id, `${ids.join(', ')}.${near === undefined ? '' : ` Did you mean ${near}?`}`);
  }
  const answers = await study(
    plans.map((plan) => ({ plan, seed, draws })),
    headlines,
    {
      threads,
      ...(options.onProgress && { onProgress: options.onProgress }),
      ...(options.signal && { signal: options.signal }),
    },
  );
  const names = chosen.map((o) => o.name);
  const named = futures.map((f) => f.name);
  return {
    analysisId: digestOf(
      canonicalJson({ plans: plans.map((p) => p.digest), seed, draws, headlines, thresholds }),
    ).slice(0, 16),
    options: names,
    named,
    futures: named.length === 0 ? draws / 2 : named.length,
    draws,
    seed,
    status: weakestStatus(...plans.flatMap((p) => [p.childrenStatus, p.placesStatus])),
    headlines: headlines.map((h) => underHeadline(answers, names, named, h, thresholds[h.id], seed)),
    misses:
      named.length > 0
        ? []
        : answers.flatMap((answer, o) =>
            headlines
              .filter((h) => thresholds[h.id] !== undefined)
              .map((h) => ({
                option: names[o]!,
                ...discoverMisses(answer, h, (v) => isMissed(v, thresholds[h.id]!, betterOf(h)), seed),
              })),
          ),
  };
}

/** What happens in a future, laid over what an option chooses. Where both set an assumption, the future counts. */
export function laidOver(option: Scenario, future: Scenario): Scenario {
  return {
    ...option,
    name: `${option.name}-in-${future.name}`.slice(0, 60),
    title: `${option.title}, in the future: ${future.title}`.slice(0, 200),
    events: [...option.events, ...future.events],
    assumptions: { ...option.assumptions, ...future.assumptions },
    timetable: [...option.timetable, ...future.timetable],
    correlations: [...option.correlations, ...future.correlations],
  };
}

/** Whether less or more of a headline is better: more of places and of the share of them that is compliant, else less. */
export function betterOf(headline: Headline): Payoffs['better'] {
  return /^(places|compliant|not_for_profit_share|headroom|households|pipeline)/.test(headline.measure)
    ? 'more'
    : 'less';
}

const isMissed = (value: number, threshold: number, better: Payoffs['better']): boolean =>
  better === 'less' ? value > threshold : value < threshold;

function underHeadline(
  answers: readonly StudyAnswer[],
  options: readonly string[],
  named: readonly string[],
  headline: Headline,
  threshold: number | undefined,
  seed: number,
): HeadlineRobustness {
  const better = betterOf(headline);
  const values = answers.map((answer) => headlineValues(answer, headline));
  const sets = values[0]!.length / 2;
  const payoffsOf = (drawn: ArrayLike<number>): Payoffs => {
    const ofSet = (row: Float64Array, k: number): number => (row[2 * drawn[k]!]! + row[2 * drawn[k]! + 1]!) / 2;
    if (named.length === 0) {
      const futures = Array.from(drawn, (set) => `parameter set ${set}`);
      return { options, futures, better, values: values.flatMap((row) => futures.map((_, k) => ofSet(row, k))) };
    }
    const means = values.map(
      (row) => Array.from(drawn, (_, k) => ofSet(row, k)).reduce((s, v) => s + v, 0) / drawn.length,
    );
    return { options, futures: named, better, values: means };
  };
  const all = Array.from({ length: sets }, (_, k) => k);
  const figures = robustnessFigures(payoffsOf(all), threshold);
  const wanted: readonly FigureName[] =
    named.length === 0 ? WITH_INTERVAL : [...WITH_INTERVAL, ...WITH_INTERVAL_IF_NAMED];
  const ends = bootstrapIntervals(
    sets,
    (drawn) => robustnessFigures(payoffsOf(drawn), threshold).flatMap((f) => wanted.map((name) => f[name])),
    seed,
  );
  return {
    headline,
    better,
    ...(threshold !== undefined && { threshold }),
    figures,
    intervals: figures.map((_, o) => Object.fromEntries(wanted.map((name, k) => [name, ends[o * wanted.length + k]!]))),
    minimaxRegret: options[minimaxRegret(figures)]!,
  };
}

function refuse(file: string, value: string, allowed: string): InputError {
  const problem = 'Options cannot be set against futures with this.';
  return new InputError([{ kind: 'input', file, value, problem, allowed, mend: 'Change it, or take it out.' }]);
}
