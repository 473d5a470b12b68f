import { CsvRows } from '../figure-bytes.ts';
import type { Estimate } from './compare-headline.ts';
import type { Waterfall } from './waterfall.ts';

/**
 * Columns of `waterfall.csv`. `role` is `start`, `change`, `end`, `difference`, `interaction` or `interaction-share`; the
 * means of the changes of a headline add up to that of its difference. `step` numbers the changes from 1.
 */
export const WATERFALL_COLUMNS: readonly string[] = [
  'from_scenario',
  'to_scenario',
  'method',
  'headline',
  'title',
  'area_code',
  'measure',
  'unit',
  'role',
  'step',
  'part',
  'change',
  'statistic',
  'value',
  'mc_error',
  'status',
];

/** The rows of `waterfall.csv` as bytes. */
export function waterfallBytes(waterfalls: readonly Waterfall[], country: string): Uint8Array {
  const rows = new CsvRows();
  for (const w of waterfalls) {
    const { headline } = w;
    const about = [w.from.name, w.to.name, w.method, headline.id, headline.title, headline.area_code ?? country];
    const begin = (unit: string, role: string, step = '', part = '', change = ''): void =>
      rows.figure([...about, headline.measure, unit, role, step, part, change], w.status);
    const mean = ({ value, mcError }: Estimate): void => rows.row('mean', value, mcError);
    begin(w.unit, 'start');
    mean(w.start);
    w.bars.forEach((bar, k) => {
      begin(w.unit, 'change', String(k + 1), bar.part, bar.label);
      mean(bar.mean);
      for (const [name, { value, mcError }] of Object.entries(bar.over))
        if (name !== 'mean') rows.row(name, value, mcError);
      rows.row('mean_alone', bar.alone.value, bar.alone.mcError);
    });
    begin(w.unit, 'end');
    mean(w.end);
    begin(w.unit, 'difference');
    mean(w.difference);
    begin(w.unit, 'interaction');
    mean(w.interaction);
    if (w.interactionShare === undefined) continue;
    begin('share', 'interaction-share');
    mean(w.interactionShare);
  }
  const header = new TextEncoder().encode(`${WATERFALL_COLUMNS.join(',')}\r\n`);
  const body = rows.take();
  const bytes = new Uint8Array(header.length + body.length);
  bytes.set(header);
  bytes.set(body, header.length);
  return bytes;
}
