import { CsvRows } from '../figure-bytes.ts';
import { writeWhole } from '../whole-file.ts';
import type { HeadlineComparison } from './compare-headline.ts';

/** Columns of `headlines.csv`. `of` is `value`, `difference` (from the reference, draw by draw) or `luck`. */
export const HEADLINE_COLUMNS: readonly string[] = [
  'scenario',
  'reference_scenario',
  'headline',
  'title',
  'area_code',
  'measure',
  'unit',
  'over',
  'from',
  'to',
  'of',
  'statistic',
  'value',
  'mc_error',
  'status',
];

/** Writes `headlines.csv`. Answers its SHA-256. */
export async function writeHeadlines(
  path: string,
  headlines: readonly HeadlineComparison[],
  reference: string,
  country: string,
): Promise<string> {
  const rows = new CsvRows();
  for (const { headline, unit, status, scenario, level, difference, luck } of headlines) {
    const about = [headline.id, headline.title, headline.area_code ?? country, headline.measure, unit, headline.over];
    const days = [headline.from ?? '', headline.to ?? ''];
    const begin = (of: string): void => rows.figure([scenario, reference, ...about, ...days, of], status);
    begin('value');
    for (const [name, { value, mcError }] of Object.entries(level)) rows.row(name, value, mcError);
    if (difference === undefined) continue;
    begin('difference');
    for (const [name, { value, mcError }] of Object.entries(difference)) rows.row(name, value, mcError);
    if (luck === undefined) continue;
    begin('luck');
    rows.row('times_fewer_draws', luck.times, NaN);
    rows.row('times_fewer_draws_low', luck.low, NaN);
    rows.row('times_fewer_draws_high', luck.high, NaN);
  }
  const header = new TextEncoder().encode(`${HEADLINE_COLUMNS.join(',')}\r\n`);
  const body = rows.take();
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return writeWhole(path, bytes);
}
