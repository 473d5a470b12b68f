import { backtestCounts } from '../../calibration/backtest/backtest.ts';
import type { BacktestCase } from '../../calibration/backtest/backtest.ts';
import { scoreOf } from '../../calibration/backtest/backtest-summary.ts';
import type { BacktestScore } from '../../calibration/backtest/backtest-summary.ts';
import { OWN_METHOD, REFERENCE_METHODS } from '../../calibration/backtest/methods.ts';
import type { CountHistory } from '../../calibration/history/count-history.ts';
import { countsOf } from '../../calibration/history/count-history.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { AreaLevel } from '../../domain/vocabulary.ts';

/** A count that is known. */
export interface KnownCount {
  readonly date: IsoDate;
  readonly value: number;
}

/** Forecasts of all children from one date on, blind, beside what came. */
export interface BlindTest {
  readonly history: CountHistory;
  readonly origin: IsoDate;
  readonly draws: number;
  readonly seed: number;
  /** Cases of every method. */
  readonly cases: readonly BacktestCase[];
  /** Date that a case is a forecast of. */
  readonly dateOf: (one: BacktestCase) => IsoDate;
}

/**
 * Forecasts the total of a history from one of its dates with nothing but what was known then, by the panel and by the
 * reference methods, and puts what came beside it.
 *
 * @param origin a date of the history
 * @throws Error when the origin is no date of the history
 * @example
 * blindTest(history, '2014-03-31', { steps: 10, draws: 2000, seed: 1 });
 */
export function blindTest(
  history: CountHistory,
  origin: IsoDate,
  { steps, draws, seed }: { readonly steps: number; readonly draws: number; readonly seed: number },
): BlindTest {
  const place = history.dates.indexOf(origin);
  if (place < 0) throw new Error(`${origin} is no date of the history, which has ${history.dates.join(', ')}`);
  const total = totalOf(history);
  const cases = backtestCounts(history, { steps, draws, seed, firstOrigin: place, lastOrigin: place }).filter(
    (one) => one.group === total,
  );
  return { history, origin, draws, seed, cases, dateOf: (one) => history.dates[place + one.horizon]! };
}

/** Number of the group that holds all others; the only one where there is one. */
export function totalOf(history: CountHistory): number {
  return Math.max(
    0,
    history.groups.findIndex((group) => group.parts.length > 0 || Object.values(group.labels).includes('all')),
  );
}

/** Known counts of all in an area, in order of date. */
export function knownCounts(history: CountHistory, areaCode: string): KnownCount[] {
  const area = history.areas.find((one) => one.code === areaCode);
  if (area === undefined) return [];
  const { values } = countsOf(history, totalOf(history), area);
  return history.dates.flatMap((date, t) => (Number.isNaN(values[t]!) ? [] : [{ date, value: values[t]! }]));
}

/** Scores by method of the cases of a level up to a date, the toolkit's own first. */
export function blindScores(
  test: BlindTest,
  level: AreaLevel,
  until: IsoDate,
): { readonly method: string; readonly score: BacktestScore }[] {
  return [OWN_METHOD, ...Object.keys(REFERENCE_METHODS)].map((method) => ({
    method,
    score: scoreOf(
      test.cases.filter((one) => one.method === method && one.area.level === level && test.dateOf(one) <= until),
    ),
  }));
}
