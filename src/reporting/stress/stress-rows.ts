import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { StressResult } from '../../experiments/stress/stress-result.ts';
import { TO_BE_SET } from '../../experiments/stress/tolerances.ts';
import type { Table, TableRow } from '../csv.ts';
import { ownerRows } from './owner-rows.ts';
import { pairRows, recordedRows, reverseRows } from './reverse-rows.ts';
import { STRESS_COLUMNS, interval } from './stress-row.ts';
import type { StressRow } from './stress-row.ts';
import { breachText, toleranceText } from './stress-words.ts';

/** Weakest evidence behind a stress test: it is about children and places, and the places are those of the register. */
export function stressStatus({ plan }: Pick<StressResult, 'plan'>): EvidenceStatus {
  return weakestStatus('estimated', plan.childrenStatus, plan.placesStatus);
}

/**
 * All figures of a stress test, one row each. `analysis` is `test`, `tolerance` (a tolerance under a test), `n-1`,
 * `reverse`, `pair`, `recorded` (figures beside a driver) or `limits` (the tolerances). `low` and `high` are the 95 %
 * interval of the Monte Carlo error. What is not within the range that was searched is left empty, and `words` says so.
 */
export function stressTable(result: StressResult): Table {
  const status = stressStatus(result);
  const common: StressRow = {
    status,
    seed: result.seed,
    scenario: result.scenario.name,
    reference_digest: result.plan.digest,
    area_code: result.plan.geography.countryCode,
    draws: result.draws,
  };
  const rows: StressRow[] = [
    ...limitRows(result),
    ...testRows(result),
    ...ownerRows(result),
    ...reverseRows(result),
    ...pairRows(result),
    ...recordedRows(result),
  ];
  return {
    columns: STRESS_COLUMNS,
    rows: rows.map((row): TableRow => {
      const whole = { ...common, ...row };
      return Object.fromEntries(STRESS_COLUMNS.map((column) => [column, whole[column] ?? null]));
    }),
  };
}

function limitRows({ tolerances, reverseDraws, tests, draws }: StressResult): StressRow[] {
  return tolerances.map((tolerance) => ({
    analysis: 'limits',
    item: tolerance.id,
    item_title: tolerance.title,
    figure: tolerance.id,
    figure_title: tolerance.title,
    unit: tolerance.unit,
    statistic: 'limit',
    value: tolerance.limit,
    words: `${toleranceText(tolerance)} Owner: ${tolerance.owner}. ${tolerance.reason}`,
    source: tolerance.owner === TO_BE_SET ? 'a proposal of this toolkit' : tolerance.owner,
    draws: tests.length > 0 ? draws : reverseDraws,
  }));
}

function testRows({ tests }: StressResult): StressRow[] {
  return tests.flatMap(({ test, title, figures, tolerances, planDigest, replaced, labels }) => {
    const item: StressRow = { item: test.id, item_title: title, plan_digest: planDigest };
    const changes = [...labels, ...replaced.map((r) => `replaces the scenario's own: ${r}`)].join('; ');
    return [
      { analysis: 'changes', ...item, statistic: 'changes', value: labels.length, words: changes || 'none' },
      ...figures.flatMap((figure) => {
        const about: StressRow = {
          analysis: 'test',
          ...item,
          area_code: figure.headline.area_code ?? '',
          figure: figure.headline.id,
          figure_title: figure.headline.title,
          unit: figure.unit,
        };
        const { area_code, ...rest } = about;
        const own: StressRow = area_code === '' ? rest : about;
        return [
          { ...own, statistic: 'without_p50', ...interval(figure.without.p50) },
          { ...own, statistic: 'without_p90', ...interval(figure.without.p90) },
          { ...own, statistic: 'with_p50', ...interval(figure.with.p50) },
          { ...own, statistic: 'with_p90', ...interval(figure.with.p90) },
          { ...own, statistic: 'difference_mean', ...interval(figure.difference.mean) },
          { ...own, statistic: 'difference_p10', ...interval(figure.difference.p10) },
          { ...own, statistic: 'difference_p50', ...interval(figure.difference.p50) },
          { ...own, statistic: 'difference_p90', ...interval(figure.difference.p90) },
        ];
      }),
      ...tolerances.map((under) => ({
        analysis: 'tolerance',
        ...item,
        figure: under.tolerance.id,
        figure_title: under.tolerance.title,
        unit: 'probability',
        statistic: 'probability',
        ...interval(under.probability),
        words: breachText(under),
      })),
    ];
  });
}
