import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { Interval } from '../robustness/resampled.ts';
import { DEFAULT_SEED, MOST_THREADS, wholeNumber } from '../run.ts';
import { StudyDesk } from '../study.ts';
import { amountIntervals } from './amount-interval.ts';
import { askMargins, pathsOf, solvedScenario } from './ask.ts';
import type { Case } from './ask.ts';
import { whatBinds } from './binding.ts';
import type { Relaxed } from './binding.ts';
import { frontierOf } from './frontier.ts';
import type { FrontierPoint } from './frontier.ts';
import { leastSchedule } from './least-schedule.ts';
import { amountsByYear, earliestOpening, planOpenings, usualDecision } from './openings.ts';
import type { Openings, SolveLever } from './openings.ts';
import { searchLeast } from './search.ts';
import type { Margins, SearchResult } from './search.ts';
import { solveTolerance } from './tolerance.ts';
import type { SolveTolerance } from './tolerance.ts';
import { verifiedPaths, verify } from './verify.ts';
import type { Verified } from './verify.ts';
import { usualThreads } from '../usual-threads.ts';

/** Draws of the close search, and of the check on fresh draws. */
export const DEFAULT_SOLVE_DRAWS = 400;
const MOST_SOLVE_DRAWS = 100_000;
/** Tolerances of the frontier of cost against risk. */
export const FRONTIER = [0.05, 0.1, 0.2, 0.3, 0.5] as const;
/** Rounds of the first look and of the close search. */
const ROUNDS = [4, 6] as const;
/** How often amounts that fresh draws do not bear out are mended with those draws and checked on others. */
const MENDS = 2;

export interface SolveOptions {
  /** Name or path of a scenario, or a checked scenario with its data set. */
  readonly scenario: string | Scenario;
  readonly data?: DataSet;
  /** What must hold, such as `P(children_waiting residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01`. */
  readonly until: string;
  /** `places` of local authorities (or `carers`, the default for foster care), or `conversion_support`. */
  readonly lever?: SolveLever;
  /** Draws of the search and as many fresh ones to check it: 40 to 100,000, made even; 400 unless told. */
  readonly draws?: number;
  readonly seed?: number;
  readonly dataDir?: string;
  readonly threads?: number;
  /** First day on which work may begin; the day on which for-profit homes may no longer register unless told. */
  readonly decided?: IsoDate;
  /** Most that one area may open in a year. */
  readonly mostAYear?: number;
  /** Tolerances of the frontier; none for no frontier. */
  readonly frontier?: readonly number[];
  /** Told what is being done. */
  readonly onStep?: (words: string) => void;
  readonly signal?: AbortSignal;
}

/** How the answer stands on fresh draws. */
export type SolveVerdict = 'met' | 'met within error' | 'missed within error' | 'missed' | 'no feasible answer';

/** The least amounts, what they cost, and how sure that is. */
export interface Solution {
  readonly tolerance: SolveTolerance;
  readonly openings: Openings;
  readonly plan: Plan;
  readonly data: DataSet;
  readonly seed: number;
  /** Draws of the search, and of the check. */
  readonly draws: number;
  /** Amounts by unit and year. */
  readonly amounts: readonly (readonly number[])[];
  /** Interval of each amount, by unit and year; of the total of each unit; and of the total over all units. */
  readonly amountIntervals: readonly (readonly Interval[])[];
  readonly totalIntervals: readonly Interval[];
  readonly wholeInterval: Interval;
  readonly verified: Verified;
  /** By area of the tolerance. */
  readonly verdicts: readonly SolveVerdict[];
  /** The scenario with the levers of the answer; running it gives the figures of the check. */
  readonly scenario: Scenario;
  readonly frontier: readonly FrontierPoint[];
  /** What was tried when no amount meets the tolerance; empty when one does. */
  readonly relaxed: readonly Relaxed[];
  /** Simulations of all draws that the search took. */
  readonly evaluations: number;
}

/**
 * Finds the fewest places (or foster households, or the least help to convert) by area and financial year that keep the
 * chance of something unwelcome under a bound, checks them on draws that the search has not seen, and says what they cost
 * over the scenario without them, how the least cost rises as the risk falls, and what binds when nothing is enough.
 *
 * @throws InputError when the data, the scenario or what is asked is wrong
 * @example
 * const solution = await solve({
 *   scenario: 'as-legislated',
 *   until: 'P(children_waiting residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01',
 * });
 */
export async function solve(options: SolveOptions): Promise<Solution> {
  const data = options.data ?? orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const scenario =
    typeof options.scenario === 'string'
      ? orThrow(await loadScenario(options.scenario, data, options.dataDir))
      : options.scenario;
  const plan = orThrow(buildPlan(data, scenario));
  const seed = wholeNumber('seed', options.seed ?? scenario.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER);
  const draws = 2 * Math.ceil(wholeNumber('draws', options.draws ?? DEFAULT_SOLVE_DRAWS, 40, MOST_SOLVE_DRAWS) / 2);
  const threads = wholeNumber('threads', options.threads ?? usualThreads(), 1, MOST_THREADS);
  const tolerance = solveTolerance(options.until, plan);
  const lever = options.lever ?? (tolerance.path.service_type === 'foster' ? 'carers' : 'places');
  const earliest = earliestOpening(plan, lever, options.decided ?? usualDecision(plan));
  const openings = planOpenings(plan, tolerance, lever, earliest, options.mostAYear);
  const own: Case = { data, scenario, tolerance, seed };
  const { signal, onStep = () => undefined } = options;
  const units = unitsOf(openings, tolerance);
  const first = Math.min(draws, Math.max(40, 2 * Math.round(draws / 8)));

  const searching = new StudyDesk(pathsOf(tolerance), threads);
  const checking = new StudyDesk(verifiedPaths(own, openings, plan.geography.countryCode), threads);
  let round = 0;
  try {
    // Both stages of a search may ask for the same amounts with the same draws: they are simulated once.
    const known = new Map<string, Margins>();
    const evaluate: Parameters<typeof searchLeast>[0]['evaluate'] = async (open, n) => {
      const asked = JSON.stringify([n, open]);
      const before = known.get(asked);
      if (before !== undefined) return before;
      onStep(`Search, round ${++round}: ${n} draws with ${totalOf(open)} ${lever === 'carers' ? 'households' : lever}`);
      const margins = await askMargins(searching, own, openings, open, n, signal);
      known.set(asked, margins);
      return margins;
    };
    const task = {
      units,
      segments: openings.segmentEnds.length,
      most: tolerance.most,
      slope: openings.slope,
      evaluate,
    };
    let result = await searchLeast({ ...task, bounds: openings.bounds, draws: [first, draws], rounds: ROUNDS });
    onStep(`Check on ${draws} fresh draws`);
    let [verified] = await verify(checking, own, openings, [result.open], draws, 0, signal);
    for (let mend = 1; mend <= MENDS && result.met.every(Boolean); mend++) {
      const open = mended(result, verified!, units, openings, tolerance.most);
      if (open === undefined) break;
      result = { ...result, open, margins: shifted(verified!, open, result, units) };
      onStep(`Fresh draws ask for more; check again on ${draws} others`);
      [verified] = await verify(checking, own, openings, [open], draws, mend, signal);
    }
    const verdicts = verified!.reached.map(({ share, low, high }, a): SolveVerdict => {
      const unit = units.findIndex((areas) => areas.includes(a));
      if (result.met[unit] !== true && share > tolerance.most) return 'no feasible answer';
      if (share > tolerance.most) return low > tolerance.most ? 'missed' : 'missed within error';
      return high <= tolerance.most ? 'met' : 'met within error';
    });
    const infeasible = verdicts.includes('no feasible answer');
    if (infeasible) onStep('No amount is enough; looking for what binds');
    const relaxed = infeasible
      ? await whatBinds(searching, own, plan, lever, openings, options.mostAYear !== undefined, first, signal)
      : [];
    const amounts = result.open.map((open) => amountsByYear(openings, open));
    const intervals = intervalsOf(result, units, openings, tolerance.most, seed);
    const wanted = infeasible ? [] : (options.frontier ?? FRONTIER);
    if (wanted.length > 0) onStep(`Frontier of cost against risk: ${wanted.length} tolerances`);
    const frontier = await frontierOf({
      searching,
      checking,
      own,
      openings,
      units,
      result,
      verified: verified!,
      wanted,
      draws,
      signal,
    });
    return {
      tolerance,
      openings,
      plan,
      data,
      seed,
      draws,
      amounts,
      ...intervals,
      verified: verified!,
      verdicts,
      scenario: solvedScenario(own, openings, result.open),
      frontier,
      relaxed,
      evaluations: round,
    };
  } finally {
    await Promise.all([searching.close(), checking.close()]);
  }
}

/** For each unit the areas of the tolerance that it serves: its own, or all where one lever serves the country. */
function unitsOf(openings: Openings, tolerance: SolveTolerance): number[][] {
  const all = tolerance.areas.map((_, a) => a);
  return openings.units.length === tolerance.areas.length ? all.map((a) => [a]) : [all];
}

/** Amounts that the fresh draws ask for, in units that they do not bear out; undefined when there is nothing to mend. */
function mended(
  result: SearchResult,
  verified: Verified,
  units: readonly (readonly number[])[],
  openings: Openings,
  most: number,
): number[][] | undefined {
  const missed = units.map((own) => own.some((a) => verified.reached[a]!.low > most));
  if (!missed.some(Boolean)) return undefined;
  return units.map((own, u) => {
    if (!missed[u]) return [...result.open[u]!];
    const responses = own.map((a) => ({ margins: verified.margins[a]!, slopes: result.slopes[a]! }));
    return leastSchedule(result.open[u]!, responses, most).map((n, j) => Math.min(n, openings.bounds[u]![j]!));
  });
}

/** Margins of the draws that were checked, moved in straight lines to other amounts. */
function shifted(
  verified: Verified,
  open: readonly (readonly number[])[],
  result: SearchResult,
  units: readonly (readonly number[])[],
): Float64Array[][] {
  return verified.margins.map((segments, a) => {
    const u = units.findIndex((own) => own.includes(a));
    return segments.map((m, j) => m.map((v) => v - result.slopes[a]![j]! * (open[u]![j]! - verified.open[u]![j]!)));
  });
}

function intervalsOf(
  result: SearchResult,
  units: readonly (readonly number[])[],
  openings: Openings,
  most: number,
  seed: number,
): Pick<Solution, 'amountIntervals' | 'totalIntervals' | 'wholeInterval'> {
  const years = openings.years.length;
  const figures = (open: readonly (readonly number[])[]): number[] => [
    ...open.flatMap((own) => amountsByYear(openings, own)),
    ...open.map((own) => own.at(-1)!),
    totalOf(open),
  ];
  const all = amountIntervals(result, units, most, openings.bounds, figures, seed);
  return {
    amountIntervals: units.map((_, u) => all.slice(u * years, (u + 1) * years)),
    totalIntervals: all.slice(units.length * years, units.length * (years + 1)),
    wholeInterval: all.at(-1)!,
  };
}

/** All that is open in the end. */
function totalOf(open: readonly (readonly number[])[]): number {
  return open.reduce((sum, own) => sum + own.at(-1)!, 0);
}
