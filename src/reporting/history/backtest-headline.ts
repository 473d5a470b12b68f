import { OWN_METHOD } from '../../calibration/backtest/methods.ts';
import { EVERY_PART } from '../../calibration/backtest/summarise-cases.ts';
import type { BacktestSummaryRow } from '../../calibration/backtest/summarise-cases.ts';
import type { CountHistory } from '../../calibration/history/count-history.ts';

/** What a back-test is told from: its history and its scores. */
export interface ScoredHistory {
  readonly kind: 'children' | 'register-history';
  readonly history: CountHistory;
  readonly summary: readonly BacktestSummaryRow[];
  readonly draws: number;
  readonly seed: number;
}

/** Levels of areas from the lowest up, with their names. */
export const LEVELS = { authority: 'authorities', region: 'regions', country: 'the country' } as const;
export type Level = keyof typeof LEVELS;

/** Label of the groups that are told of first: the one total of a history of children, else all parts together. */
export function headlineLabel({ history }: Pick<ScoredHistory, 'history'>): string {
  const totals = history.groups.filter((group) => group.parts.length > 0);
  if (history.groups.length === 1) return Object.values(history.groups[0]!.labels)[0]!;
  return totals.length === 1 ? 'all' : EVERY_PART;
}

/** Scores over all steps ahead, sizes and areas of a level, of the groups that are told of first. */
export function headlineRow(scored: ScoredHistory, level: Level, method: string): BacktestSummaryRow | undefined {
  return headlineRows(scored, level).find(
    (row) => row.method === method && row.horizon === 'all' && row.size === 'all',
  );
}

/** All rows of the groups that are told of first, at a level. */
export function headlineRows(scored: ScoredHistory, level: Level): BacktestSummaryRow[] {
  const label = headlineLabel(scored);
  const names = Object.keys(scored.history.groups[0]!.labels);
  const column =
    label === 'all' || label === EVERY_PART ? (names.includes('sector') ? 'sector' : names[0]!) : names[0]!;
  return scored.summary.filter((row) => row.area_level === level && row[column] === label);
}

/** A score of the toolkit's method over that of another, less one: -0.06 is 6 % under it. NaN where one is missing. */
export function against(scored: ScoredHistory, level: Level, score: 'mae' | 'crps', method = 'naive'): number {
  const [own, other] = [headlineRow(scored, level, OWN_METHOD), headlineRow(scored, level, method)];
  return own === undefined || other === undefined || other[score] === 0 ? NaN : own[score] / other[score] - 1;
}
