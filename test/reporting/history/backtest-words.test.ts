import { describe, expect, it } from 'vitest';
import type { BacktestScore } from '../../../src/calibration/backtest/backtest-summary.ts';
import { backtestCounts } from '../../../src/calibration/backtest/backtest.ts';
import type { BacktestSummaryRow } from '../../../src/calibration/backtest/summarise-cases.ts';
import { summariseCases } from '../../../src/calibration/backtest/summarise-cases.ts';
import { childrenHistory } from '../../../src/calibration/history/children-history.ts';
import { backtestChart } from '../../../src/reporting/history/backtest-chart.ts';
import { backtestPage } from '../../../src/reporting/history/backtest-page.ts';
import { backtestWords } from '../../../src/reporting/history/backtest-words.ts';
import type { ScoredHistory } from '../../../src/reporting/history/backtest-headline.ts';
import { count, madeUpAreas } from '../../calibration/made-up-history.ts';

const history = childrenHistory(
  Array.from({ length: 8 }, (_, t) =>
    [1, 2, 3].map((a) => count(2015 + t, `A${a}`, 60 * a + ((t * a * 7) % 11))),
  ).flat(),
  madeUpAreas(3),
  'children.csv',
);

const SCORE: BacktestScore = {
  ...{ cases: 100, mae: 10, mase: 1.1, mase_of_series: 1.1, still_series: 0, rmsse: 1.2, crps: 7, pinball: 2 },
  ...{ covered_50: 0.5, covered_80: 0.8, covered_90: 0.9, covered_95: 0.95, bias: -1 },
};

/** A back-test with the scores that are told; what is not told is as above. */
function scored(own: Partial<BacktestScore>, others: Readonly<Record<string, Partial<BacktestScore>>>): ScoredHistory {
  const row = (method: string, score: Partial<BacktestScore>, rest: object = {}): BacktestSummaryRow => ({
    ...SCORE,
    ...score,
    method,
    area_level: 'authority',
    placement_type: 'all',
    horizon: 'all',
    size: 'all',
    ...rest,
  });
  return {
    kind: 'children',
    history,
    draws: 100,
    seed: 1,
    summary: [
      row('panel', own),
      row('panel', own, { horizon: 3 }),
      row('panel', { bias: -4.2 }, { size: '20 to 99' }),
      ...Object.entries(others).map(([method, score]) => row(method, score)),
    ],
  };
}

describe('the paragraph on a back-test', () => {
  it('says how far under the last count the forecasts were, and what their ranges held', () => {
    const words = backtestWords(scored({ mae: 9, crps: 6.3 }, { naive: { mae: 10, crps: 7 } }));
    expect(words).toContain('missed by 9.00 on average, 10% under that of the last count');
    expect(words).toContain('scored 10% under that of the last count (CRPS)');
    expect(words).toContain('No method that it was put beside did better');
    expect(words).toContain('80% ranges held 80% of the counts, and');
    expect(words).toContain('-4.2 where the last count was 20 to 99');
    expect(words).not.toMatch(/NaN|undefined/);
  });

  it('says so where it is worse, which method is better, and where ranges are too narrow', () => {
    const words = backtestWords(
      scored({ mae: 11, covered_80: 0.6, covered_95: 0.99 }, { naive: {}, theta: { mae: 9, crps: 6 } }),
    );
    expect(words).toContain('10% over that of the last count');
    expect(words).toContain(
      'It was not the best of all: last count (naive) and theta had the smaller error, and theta',
    );
    expect(words).toContain('80% ranges held 60% of the counts, so ranges are too narrow');
    expect(words).toContain('95% ranges held 99% of the counts, so they are wider than they need be');
  });
});

describe('the page of a back-test', () => {
  const cases = backtestCounts(history, { steps: 2, draws: 50, seed: 1, firstOrigin: 4 });
  const whole: ScoredHistory = {
    ...{ kind: 'children' as const, history, draws: 50, seed: 1 },
    summary: summariseCases(history, cases),
  };

  it('holds every score of every method, and nothing of a title is markup', () => {
    const page = backtestPage(whole, 'Back-test of <b>', '<svg></svg>');
    for (const name of [
      'MASE',
      'RMSSE',
      'CRPS',
      'pinball loss',
      'in 50 %',
      'in 80 %',
      'in 90 %',
      'in 95 %',
      'median less count',
    ])
      expect(page).toContain(name);
    for (const method of [
      'this toolkit',
      'last count (naive)',
      'drift',
      'theta',
      'damped trend (ETS)',
      'simple smoothing',
    ])
      expect(page).toContain(`>${method}</th>`);
    expect(page).toContain('Back-test of &lt;b&gt;');
    expect(page).not.toContain('<b>');
    expect(page).toContain(backtestWords(whole).slice(0, 40));
  });

  it('counts an area in the band of its count at the origin, which is what was known', () => {
    const small = whole.summary.filter(
      (r) => r.method === 'panel' && r.area_level === 'authority' && r.size === '20 to 99',
    );
    const known = cases.filter((c) => c.method === 'panel' && c.area.level === 'authority' && c.last < 100);
    expect(small.map((r) => r.cases)).toEqual([known.length]);
  });

  it('scores series that were always 0 apart, and says how many there are', () => {
    // The third area has none until 2021, and 4 in the last year.
    const rows = Array.from({ length: 8 }, (_, t) => [
      ...[1, 2].map((a) => count(2015 + t, `A${a}`, 60 * a + ((t * a * 7) % 11))),
      count(2015 + t, 'A3', t === 7 ? 4 : 0),
    ]).flat();
    const own = childrenHistory(rows, madeUpAreas(3), 'children.csv');
    const found = backtestCounts(own, { steps: 1, draws: 50, seed: 1, firstOrigin: 4 });
    const summary = summariseCases(own, found);
    const cases = (size: string): number =>
      summary.find(
        (r) => r.method === 'panel' && r.area_level === 'authority' && r.horizon === 'all' && r.size === size,
      )!.cases;
    expect([cases('all'), cases('always 0')]).toEqual([6, 3]);
    const words = backtestWords({ kind: 'children', history: own, draws: 50, seed: 1, summary });
    expect(words).toContain('3 counts of series that had always been 0 are scored apart');
    // Nobody could know of the 4: a third of 4, and two of three inside.
    expect(words).toContain('the median missed by 1.33 on average, and the 95% ranges held 67%');
  });

  it('draws a score for each method and four shares for each level of areas', () => {
    const chart = backtestChart(whole, 'a test');
    expect(chart.table.rows.length).toBe(7 + 4);
    expect(chart.altText.length).toBeLessThanOrEqual(150);
  });
});
