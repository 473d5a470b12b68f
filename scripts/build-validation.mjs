// Writes docs/validation.md and its pictures: Wales forecast blind from 2014, beside what came. Run with `npm run validation`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { backtestCounts } from '../dist/calibration/backtest/backtest.js';
import { scoreOf } from '../dist/calibration/backtest/backtest-summary.js';
import { readHistory } from '../dist/calibration/history/read-history.js';
import * as blindCharts from '../dist/reporting/history/blind-charts.js';
import * as blindTest from '../dist/reporting/history/blind-test.js';
import { METHOD_NAMES } from '../dist/reporting/history/backtest-words.js';
import { renderSvg } from '../dist/reporting/render-svg.js';
import { agesOf, validation } from './validation/page.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const rowsOf = (path) => parse(readFileSync(at(path)), { columns: true });
const read = await readHistory(at('data/wales/children.csv'));
if (!read.ok) throw new Error('data/wales/children.csv cannot be read; run npm run data');
const kit = { ...blindTest, ...blindCharts, scoreOf, backtestCounts, METHOD_NAMES };
const { page, charts } = validation(kit, {
  history: read.value.history,
  names: new Map(rowsOf('data/wales/areas.csv').map((r) => [r.area_code, r.name_en])),
  ages: agesOf(rowsOf('data/wales/children.csv')),
});
writeFileSync(at('docs/validation.md'), page);
console.log('docs/validation.md');
for (const [name, chart] of Object.entries(charts)) {
  writeFileSync(at(`docs/pictures/${name}`), `${await renderSvg(chart)}\n`);
  console.log(`docs/pictures/${name}`);
}
