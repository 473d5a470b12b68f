import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { agesOf, validation } from '../../scripts/validation/page.mjs';
import type { ValidationKit } from '../../scripts/validation/page.mjs';
import { backtestCounts } from '../../src/calibration/backtest/backtest.ts';
import { scoreOf } from '../../src/calibration/backtest/backtest-summary.ts';
import { readHistory } from '../../src/calibration/history/read-history.ts';
import { METHOD_NAMES } from '../../src/reporting/history/backtest-words.ts';
import * as blindCharts from '../../src/reporting/history/blind-charts.ts';
import * as blindTest from '../../src/reporting/history/blind-test.ts';
import { renderSvg } from '../../src/reporting/render-svg.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const rowsOf = (file: string): Record<string, string>[] => parse(read(file), { columns: true });

const history = await readHistory(path.join(projectFolder, 'data/wales/children.csv'));
if (!history.ok) throw new Error('data/wales/children.csv cannot be read');
const kit = { ...blindTest, ...blindCharts, scoreOf, METHOD_NAMES, backtestCounts } as unknown as ValidationKit;
const made = validation(kit, {
  history: history.value.history,
  names: new Map(rowsOf('data/wales/areas.csv').map((r) => [r['area_code']!, r['name_en']!])),
  ages: agesOf(rowsOf('data/wales/children.csv')),
});

describe('docs/validation.md', () => {
  it('is what its script gives (else: npm run validation)', () => {
    expect(read('docs/validation.md') === made.page).toBe(true);
  });

  it('has the pictures of the same run', async () => {
    for (const [name, chart] of Object.entries(made.charts))
      expect(read(`docs/pictures/${name}`) === `${await renderSvg(chart)}\n`, name).toBe(true);
  });

  it('puts published counts beside forecasts, 22 authorities for four years and Wales for ten', () => {
    const own = made.test.cases.filter((one) => one.method === 'panel');
    const wales = own.filter((one) => one.area.code === 'W92000004');
    // Welsh Government: 5,609 (2015), 6,407 (2018), 6,846 (2019), 7,188 (2023), 7,198 (2024).
    expect(wales.map((one) => one.actual)).toEqual([5609, 5661, 5961, 6407, 6846, 7150, 7263, 7053, 7188, 7198]);
    const before2019 = own.filter((one) => one.area.level === 'authority' && made.test.dateOf(one) < '2019');
    expect(before2019.length).toBe(88);
    expect(new Set(wales.map((one) => one.last))).toEqual(new Set([5743]));
  });

  it('names no figure that is no number', () => {
    expect(made.page).not.toMatch(/NaN|undefined|Infinity/);
  });
});
