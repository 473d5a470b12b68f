import { financialYearEnding, financialYearName, lastDay } from '../../domain/calendar.ts';
import { weakestStatus } from '../../domain/status.ts';
import { runIdOf } from '../../experiments/manifest.ts';
import { UNITS_OF_LEVER } from '../../experiments/solve/openings.ts';
import type { Solution, SolveVerdict } from '../../experiments/solve/solve.ts';
import type { ExtraCost } from '../../experiments/solve/verify.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import type { Table, TableRow } from '../csv.ts';

/** Columns of `solution.csv`, in order. Amounts, pounds and probabilities have their 95 % interval beside them. */
export const SOLUTION_COLUMNS = [
  ...['run_id', 'scenario', 'area_code', 'area_name', 'area_level', 'year', 'opens', 'lever', 'unit'],
  ...['amount', 'amount_low', 'amount_high', 'capital', 'capital_low', 'capital_high', 'capital_p50'],
  ...[
    'running',
    'running_low',
    'running_high',
    'running_p10',
    'running_p50',
    'running_p90',
    'money_unit',
    'probability',
    'probability_low',
    'probability_high',
  ],
  ...['probability_without', 'probability_without_low', 'probability_without_high', 'tolerance', 'until', 'answer'],
  ...['status', 'statistic', 'seed', 'search_draws', 'check_draws', 'plan_digest'],
] as const;

/** Columns of `frontier.csv`. */
export const FRONTIER_COLUMNS = [
  ...['run_id', 'scenario', 'lever', 'unit', 'tolerance', 'amount', 'worst_area', 'probability', 'probability_low'],
  ...[
    'probability_high',
    'capital',
    'capital_low',
    'capital_high',
    'running',
    'running_low',
    'running_high',
    'running_p50',
  ],
  ...['money_unit', 'dominated', 'status', 'statistic', 'seed', 'check_draws'],
] as const;

/** Columns of `binding.csv`, which is there when no amount meets the tolerance. */
export const BINDING_COLUMNS = [
  ...['run_id', 'scenario', 'relaxed', 'worst_area', 'probability', 'probability_low', 'probability_high', 'meets'],
  ...['tolerance', 'until', 'status'],
] as const;

/** Name of the whole of a table: all areas, or all years. */
const ALL = 'all';

/** Weakest evidence behind an answer: children, places and money. */
export function statusOfSolution({ plan }: Solution): ReturnType<typeof weakestStatus> {
  return weakestStatus(plan.childrenStatus, plan.placesStatus, plan.money.status);
}

/** Worst of some verdicts. */
export function worstVerdict(verdicts: readonly SolveVerdict[]): SolveVerdict {
  const order: readonly SolveVerdict[] = [
    'met',
    'met within error',
    'missed within error',
    'missed',
    'no feasible answer',
  ];
  return verdicts.reduce((worst, v) => (order.indexOf(v) > order.indexOf(worst) ? v : worst));
}

/** Name of an area in English; its code where the data has none. */
export function areaName({ data }: Solution, code: string): string {
  return data.areas.find((area) => area.area_code === code)?.name_en ?? code;
}

/** Financial years that the answer speaks of: from the first in which something may open to the last of the run. */
export function yearsOf({ openings, plan }: Solution): number[] {
  const first = openings.years[0]!.ending;
  const last = financialYearEnding(plan.startMonth + plan.months - 1);
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}

/** One row an area and financial year, one an area for all years, and the same for the whole country. */
export function solutionTable(solution: Solution): Table {
  const { openings, plan, verified, tolerance } = solution;
  const { countryCode } = plan.geography;
  const rows: TableRow[] = [];
  openings.units.forEach((unit, u) => {
    const served = openings.units.length === tolerance.areas.length ? [u] : tolerance.areas.map((_, a) => a);
    const worst = served.reduce(
      (w, a) => (verified.reached[a]!.share > verified.reached[w]!.share ? a : w),
      served[0]!,
    );
    const own = {
      ...shared(solution, unit, openings.level),
      ...probability('probability', verified.reached[worst]!),
      ...probability('probability_without', verified.without[worst]!),
      answer: worstVerdict(served.map((a) => solution.verdicts[a]!)),
    };
    for (const ending of yearsOf(solution)) {
      const y = openings.years.findIndex((year) => year.ending === ending);
      rows.push({
        ...own,
        year: financialYearName(ending),
        opens: openings.years[y]?.from,
        ...(y < 0
          ? { amount: 0, amount_low: 0, amount_high: 0 }
          : amount(solution.amounts[u]![y]!, solution.amountIntervals[u]![y]!)),
        ...money(verified.costs.get(unit)!.get(ending)),
      });
    }
    const total = solution.amounts[u]!.reduce((sum, n) => sum + n, 0);
    const whole = { year: ALL, ...amount(total, solution.totalIntervals[u]!), ...money(verified.wholeCosts.get(unit)) };
    rows.push({ ...own, ...whole });
  });
  if (openings.units.length > 1) {
    const own = { ...shared(solution, countryCode, 'country'), answer: worstVerdict(solution.verdicts) };
    for (const ending of yearsOf(solution)) {
      const y = openings.years.findIndex((year) => year.ending === ending);
      const opened = y < 0 ? 0 : solution.amounts.reduce((sum, years) => sum + years[y]!, 0);
      const costs = money(verified.costs.get(countryCode)!.get(ending));
      rows.push({ ...own, year: financialYearName(ending), opens: openings.years[y]?.from, amount: opened, ...costs });
    }
    const total = solution.amounts.flat().reduce((sum, n) => sum + n, 0);
    rows.push({
      ...own,
      year: ALL,
      ...amount(total, solution.wholeInterval),
      ...money(verified.wholeCosts.get(countryCode)),
    });
  }
  return { columns: SOLUTION_COLUMNS, rows };
}

/** The frontier of cost against risk, from the strictest tolerance to the loosest. */
export function frontierTable(solution: Solution): Table {
  const rows = solution.frontier.map((point): TableRow => {
    const { run_id, scenario, lever, unit, money_unit, status, statistic, seed, check_draws } = shared(
      solution,
      ALL,
      ALL,
    );
    return {
      ...{ run_id, scenario, lever, unit, money_unit, status, statistic, seed, check_draws },
      tolerance: point.tolerance,
      amount: point.total,
      worst_area: point.area,
      ...probability('probability', point.reached),
      ...money(point.cost),
      dominated: point.dominated,
    };
  });
  return { columns: FRONTIER_COLUMNS, rows };
}

/** What was relaxed to find what binds. */
export function bindingTable(solution: Solution): Table {
  const { run_id, scenario, tolerance, until, status } = shared(solution, ALL, ALL);
  const rows = solution.relaxed.map(({ relaxed, reached, area, meets }): TableRow => ({
    ...{ run_id, scenario, tolerance, until, status },
    relaxed,
    worst_area: area,
    ...probability('probability', reached),
    meets,
  }));
  return { columns: BINDING_COLUMNS, rows };
}

function shared(
  solution: Solution,
  area: string,
  level: string,
): Record<(typeof SOLUTION_COLUMNS)[number], TableRow[string]> {
  const { plan, seed, draws, openings, tolerance, verified } = solution;
  return {
    ...(Object.fromEntries(SOLUTION_COLUMNS.map((c) => [c, undefined])) as Record<
      (typeof SOLUTION_COLUMNS)[number],
      undefined
    >),
    run_id: runIdOf({ ...plan, digest: verified.planDigest }, seed, draws),
    scenario: plan.scenarioName,
    area_code: area,
    area_name: areaName(solution, area),
    area_level: level,
    lever: openings.lever,
    unit: UNITS_OF_LEVER[openings.lever],
    money_unit: `gbp-${plan.money.priceBase}`,
    tolerance: tolerance.most,
    until: tolerance.text,
    status: statusOfSolution(solution),
    statistic: 'mean',
    seed,
    search_draws: draws,
    check_draws: draws,
    plan_digest: verified.planDigest,
  };
}

function amount(value: number, { low, high }: { low: number; high: number }): TableRow {
  return { amount: value, amount_low: Math.floor(low), amount_high: Math.ceil(high) };
}

function probability(name: string, { share, low, high }: ShareInterval): TableRow {
  return { [name]: share, [`${name}_low`]: low, [`${name}_high`]: high };
}

/** Pounds, whole: no draw knows them better. */
function money(cost: ExtraCost | undefined): TableRow {
  if (cost === undefined) return {};
  const of = (name: string, { mean, low, high }: ExtraCost['capital']): TableRow => ({
    [name]: Math.round(mean),
    [`${name}_low`]: Number.isNaN(low) ? undefined : Math.round(low),
    [`${name}_high`]: Number.isNaN(high) ? undefined : Math.round(high),
  });
  return {
    ...{ ...of('capital', cost.capital), capital_p50: Math.round(cost.capital.p50) },
    ...{ ...of('running', cost.running), running_p10: Math.round(cost.running.p10) },
    ...{ running_p50: Math.round(cost.running.p50), running_p90: Math.round(cost.running.p90) },
  };
}

/** Last day of the run, for words about money. */
export function endOfRun({ plan }: Solution): string {
  return lastDay(plan.startMonth + plan.months - 1);
}
