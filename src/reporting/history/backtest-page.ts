import { OWN_METHOD } from '../../calibration/backtest/methods.ts';
import type { BacktestSummaryRow } from '../../calibration/backtest/summarise-cases.ts';
import { statusSentence } from '../../domain/status.ts';
import type { Table, TableRow } from '../csv.ts';
import { escapeHtml, htmlTable } from '../html-table.ts';
import { headlineRows, LEVELS } from './backtest-headline.ts';
import type { Level, ScoredHistory } from './backtest-headline.ts';
import { backtestWords, METHOD_NAMES } from './backtest-words.ts';
import { statusOfForecast } from './history-study.ts';

const HEADINGS = {
  mae: 'MAE',
  mase: 'MASE',
  mase_of_series: 'MASE, mean of series',
  still_series: 'still series',
  rmsse: 'RMSSE',
  crps: 'CRPS',
  pinball: 'pinball loss',
  covered_50: 'in 50 %',
  covered_80: 'in 80 %',
  covered_90: 'in 90 %',
  covered_95: 'in 95 %',
  bias: 'median less count',
  area_level: 'areas',
  horizon: 'steps ahead',
  size: 'last count',
} as const;
const SCORES = [
  'cases',
  'mae',
  'mase',
  'rmsse',
  'crps',
  'pinball',
  'covered_50',
  'covered_80',
  'covered_90',
  'covered_95',
  'bias',
] as const;

function tableOf(
  rows: readonly BacktestSummaryRow[],
  labels: readonly string[],
  scores: readonly string[] = SCORES,
): Table {
  return {
    columns: [...labels, ...scores],
    rows: rows.map((row): TableRow => {
      const values = { ...row, method: METHOD_NAMES[row.method] ?? row.method, horizon: String(row.horizon) };
      return Object.fromEntries([...labels, ...scores].map((c) => [c, (values as TableRow)[c] ?? null]));
    }),
  };
}

/**
 * The page of a back-test: one paragraph, a picture and every score, as one HTML file that needs nothing else.
 *
 * @param svg the picture
 */
export function backtestPage(scored: ScoredHistory, title: string, svg: string): string {
  const names = Object.keys(scored.history.groups[0]!.labels);
  const levels = Object.keys(LEVELS) as Level[];
  const headline = levels.flatMap((level) => headlineRows(scored, level));
  const label = names.filter((name) => new Set(headline.map((row) => row[name])).size > 1);
  const own = scored.summary.filter((row) => row.method === OWN_METHOD);
  const print = (table: Table, caption: string): string =>
    table.rows.length === 0 ? '' : htmlTable(table, caption, { headings: HEADINGS, maximumRows: 400 });
  const whole = headline.filter((row) => row.horizon === 'all' && row.size === 'all');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>
body { font-family: 'Source Sans 3', Arial, sans-serif; color: #3D3D3D; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1.5rem 0; } th, td { padding: 0.2rem 0.6rem; border-bottom: 1px solid #E3E3E3; font-weight: normal; }
thead th { font-weight: bold; } svg { max-width: 100%; height: auto; } div { overflow-x: auto; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(backtestWords(scored))}</p>
<p><strong>${escapeHtml(statusSentence(statusOfForecast(scored.history.status)))}</strong> ${scored.draws} draws of each forecast, seed ${scored.seed}.</p>
<div>${svg.replace(/^<\?xml[^>]*>\s*/, '')}</div>
<h2>Every score</h2>
<div>
${print(tableOf(whole, ['method', 'area_level', ...label]), 'All methods')}
${print(
  tableOf(
    headline.filter((r) => r.method === OWN_METHOD && r.horizon !== 'all'),
    ['horizon', 'area_level', ...label],
  ),
  'This toolkit, by steps ahead',
)}
${print(
  tableOf(
    headline.filter((r) => r.method === OWN_METHOD && r.size !== 'all'),
    ['size', 'area_level', ...label],
  ),
  'This toolkit, by the count at the origin',
)}
${print(
  tableOf(
    own.filter((r) => r.horizon === 'all' && r.size === 'all'),
    [...names, 'area_level'],
    [...SCORES, 'mase_of_series', 'still_series'],
  ),
  'This toolkit, by what is counted',
)}
</div>
<p>MASE and RMSSE: errors over those of one naive step inside each history, both summed. CRPS and pinball loss: how far the whole
distribution lay from what came; less is better. Still series never moved in their history and have no part in the mean of series. Series that
were 0 at every date until the origin are scored apart (always 0) and are in no other row: a range from 0 to 0 holds nearly all of them.</p>
</body>
</html>
`;
}
