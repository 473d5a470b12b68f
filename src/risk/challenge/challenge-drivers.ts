import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { sizeAt } from '../../experiments/stress/drivers.ts';
import type { Driver } from '../../experiments/stress/drivers.ts';
import { percentileOf } from '../../experiments/stress/plausibility.ts';
import type { RecordedFigure } from '../../experiments/stress/plausibility.ts';
import { bootstrapCounts } from '../../experiments/stress/resample.ts';
import type { Shock } from '../../experiments/stress/reverse.ts';
import { ShockSearch, smallestShock } from '../../experiments/stress/smallest-shock.ts';
import type { SmallestShock } from '../../experiments/stress/smallest-shock.ts';
import { study } from '../../experiments/study.ts';
import type { StudyAnswer } from '../../experiments/study.ts';
import { defaultGrid } from '../../measures/grid.ts';
import type { Path } from '../../measures/headline.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { compileEvents } from '../events/compile-events.ts';
import { EventJudge } from '../events/judge-events.ts';
import type { RiskEvent } from '../events/risk-event.ts';

/** What one driver, or two together, would have to be for a likelihood to move one level. */
export interface DriverAnswer {
  readonly direction: 'up' | 'down';
  /** One driver, or two. */
  readonly drivers: readonly Driver[];
  readonly smallest: SmallestShock;
  /** Sizes in the units of the drivers; undefined where nothing in the range moves it. */
  readonly sizes: readonly number[] | undefined;
  /** Ends of the 95 % interval of the first size; undefined beyond the range. */
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** For each driver, the share of parameter sets that go less far; undefined where it is likened to nothing. */
  readonly percentiles: readonly (number | undefined)[];
  readonly recorded: readonly RecordedFigure[];
  /** Probability that would move the likelihood. */
  readonly edge: number;
}

export interface DriverSearch {
  readonly data: DataSet;
  readonly scenario: Scenario;
  /** The event, and before it the members of a joint one. */
  readonly events: readonly RiskEvent[];
  readonly direction: 'up' | 'down';
  readonly drivers: readonly Driver[];
  /** Probability at which the level is reached (up) or left (down). */
  readonly edge: number;
  readonly seed: number;
  readonly draws: number;
  /** Steps into which a range is cut at most: 4, 8, 16 or 32. */
  readonly finest: number;
  readonly recorded: readonly RecordedFigure[];
  /** Pairs of drivers that are tried. */
  readonly pairs: number;
  readonly threads?: number;
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

const RESAMPLES = 200;

/** Finds for each driver, and for some pairs, the smallest size with which the likelihood of an event moves one level. */
export async function searchDrivers(search: DriverSearch): Promise<DriverAnswer[]> {
  const { data, scenario, drivers, direction, edge, seed, draws, finest } = search;
  const base = orThrow(buildPlan(data, scenario));
  const rows = base.assumptions;
  const counts = bootstrapCounts(draws, RESAMPLES);
  const probability = direction === 'up' ? edge : 1 - edge;
  const tryShocks = async (shocks: readonly Shock[]): Promise<Uint8Array[]> => {
    const plans = shocks.map((shock) => orThrow(buildPlan(data, shocked(scenario, shock, drivers))));
    const { threads, onProgress, signal } = search;
    const answers = await study(
      plans.map((plan) => ({ plan, seed, draws })),
      pathsOf(base, search.events),
      { ...(threads !== undefined && { threads }), ...(onProgress && { onProgress }), ...(signal && { signal }) },
    );
    return answers.map((answer) => happenedIn(answer, search.events, direction));
  };
  const [without] = await tryShocks([{}]);
  const walk = async (shockAt: ((size: number) => Shock)[]): Promise<SmallestShock[]> => {
    const searches = shockAt.map((at) => ({ at, search: new ShockSearch([without!], [probability], finest) }));
    for (;;) {
      const wanted = searches.flatMap((one) => one.search.wanted().map((size) => ({ ...one, size })));
      if (wanted.length === 0) break;
      const came = await tryShocks(wanted.map(({ at, size }) => at(size)));
      wanted.forEach((one, i) => {
        one.search.give(one.size, [came[i]!]);
      });
    }
    return searches.map((one) => smallestShock(one.search.evaluations(0), probability, counts));
  };
  const alone = await walk(drivers.map((driver) => (size: number): Shock => ({ [driver.id]: size })));
  const percentile = (driver: Driver, size: number | undefined): number | undefined =>
    size === undefined ? undefined : percentileOf(driver, rows, size);
  const answer = (own: readonly Driver[], ends: readonly number[], smallest: SmallestShock): DriverAnswer => {
    const inUnit = (size: number, k = 0): number | undefined =>
      Number.isFinite(size) ? sizeAt(own[k]!, size * ends[k]!) : undefined;
    const sizes = Number.isFinite(smallest.size) ? own.map((_, k) => inUnit(smallest.size, k)!) : undefined;
    return {
      direction,
      drivers: own,
      smallest,
      sizes,
      low: inUnit(smallest.low),
      high: inUnit(smallest.high),
      percentiles: own.map((driver, k) => percentile(driver, sizes?.[k])),
      recorded: search.recorded.filter(({ driver }) => direction === 'up' && own.some(({ id }) => id === driver)),
      edge,
    };
  };
  const single = drivers.map((driver, d) => answer([driver], [1], alone[d]!));
  const able = single.filter(({ smallest }) => smallest.found !== 'without').sort((a, b) => reach(b) - reach(a));
  const pairs = able.flatMap((a, i) => able.slice(i + 1).map((b) => [a, b] as const)).slice(0, search.pairs);
  // Both go along together, each up to its own answer alone, or to the end of its range where it has none.
  const ends = pairs.map((pair) =>
    pair.map(({ smallest }) => Math.min(1, Number.isFinite(smallest.size) ? smallest.size : 1)),
  );
  const paired = await walk(
    pairs.map(([a, b], p) => (size: number): Shock => ({
      [a.drivers[0]!.id]: size * ends[p]![0]!,
      [b.drivers[0]!.id]: size * ends[p]![1]!,
    })),
  );
  return [...single, ...pairs.map(([a, b], p) => answer([a.drivers[0]!, b.drivers[0]!], ends[p]!, paired[p]!))];
}

/** How far a driver alone brings the event at the end of its range: those that do most are paired first. */
const reach = ({ smallest }: DriverAnswer): number =>
  Number.isFinite(smallest.size) ? 2 - smallest.size : smallest.most;

function shocked(scenario: Scenario, shock: Shock, drivers: readonly Driver[]): Scenario {
  return Object.entries(shock).reduce((s, [id, share]) => {
    const driver = drivers.find((d) => d.id === id)!;
    return share === 0 ? s : driver.shock(s, sizeAt(driver, share));
  }, scenario);
}

/** Paths of the cells that some events read. */
function pathsOf(plan: Plan, events: readonly RiskEvent[]): Path[] {
  const grid = defaultGrid(plan);
  const { cells } = compileEvents(plan, grid, events);
  const runs = new Set(
    Array.from(cells, (cell) => grid.runs.find((run) => cell >= run.first && cell < run.first + run.count)!),
  );
  return [...runs].map(({ series, areaCode, period }) => {
    const { measure, serviceType, sector, ageBand, needClass, reason, providerCountry } = grid.series[series]!;
    return {
      measure,
      service_type: serviceType,
      sector,
      age_band: ageBand,
      need_class: needClass,
      reason,
      provider_country: providerCountry,
      area_code: areaCode,
      period,
    };
  });
}

/** For each draw 1 where the event happened (up), or where it did not (down). */
function happenedIn(
  { plan, grid, rows, draws }: StudyAnswer,
  events: readonly RiskEvent[],
  direction: 'up' | 'down',
): Uint8Array {
  const compiled = compileEvents(plan, grid, events);
  const judge = new EventJudge(compiled, draws);
  const values = new Float32Array(compiled.cells.length);
  for (let d = 0; d < draws; d++) {
    compiled.cells.forEach((cell, k) => (values[k] = rows[d * grid.cells + cell]!));
    judge.take(d, values);
  }
  const { happened } = judge.judged.at(-1)!;
  return direction === 'up' ? happened : happened.map((h) => 1 - h);
}
