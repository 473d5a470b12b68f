import type { CountHistory } from '../history/count-history.ts';
import type { BacktestCase } from './backtest.ts';
import { ALWAYS_ZERO, scoreOf, SIZE_BANDS } from './backtest-summary.ts';
import type { BacktestScore } from './backtest-summary.ts';

/** One row of the summary: a method over some cases. */
export type BacktestSummaryRow = BacktestScore & {
  readonly method: string;
  readonly area_level: string;
  readonly horizon: number | 'all';
  /** Band of the count at the origin; `all`, which leaves out series that were always 0; or `always 0`, which is these. */
  readonly size: string;
} & Readonly<Record<string, string | number>>;

/** Label of the rows that take all groups but totals together. */
export const EVERY_PART = 'every part';

/**
 * Scores by method, level of area and group: over all steps ahead, by each, and by size of the count. Series that were always
 * 0 until the origin have rows of their own and a part in no other.
 */
export function summariseCases(history: CountHistory, cases: readonly BacktestCase[]): BacktestSummaryRow[] {
  const names = Object.keys(history.groups[0]!.labels);
  const total = history.groups.map((g) => g.parts.length > 0 || history.groups.length === 1);
  const rows: BacktestSummaryRow[] = [];
  const add = (labels: Readonly<Record<string, string>>, level: string, of: readonly BacktestCase[]): void => {
    if (of.length === 0) return;
    const horizons = [...new Set(of.map((c) => c.horizon))].sort((a, b) => a - b);
    for (const method of new Set(of.map((c) => c.method))) {
      const every = of.filter((c) => c.method === method);
      const own = every.filter((c) => !c.alwaysZero);
      const row = (horizon: number | 'all', size: string, list: readonly BacktestCase[]): void => {
        if (list.length > 0) rows.push({ method, area_level: level, ...labels, horizon, size, ...scoreOf(list) });
      };
      row('all', 'all', own);
      for (const h of horizons)
        row(
          h,
          'all',
          own.filter((c) => c.horizon === h),
        );
      for (const { name, low, high } of SIZE_BANDS)
        row(
          'all',
          name,
          own.filter((c) => c.last >= low && c.last < high),
        );
      row(
        'all',
        ALWAYS_ZERO,
        every.filter((c) => c.alwaysZero),
      );
    }
  };
  for (const level of ['authority', 'region', 'country']) {
    const at = cases.filter((c) => c.area.level === level);
    history.groups.forEach((group, g) => {
      add(
        group.labels,
        level,
        at.filter((c) => c.group === g),
      );
    });
    if (history.groups.length > 1)
      add(
        Object.fromEntries(names.map((name) => [name, EVERY_PART])),
        level,
        at.filter((c) => !total[c.group]!),
      );
  }
  return rows;
}
