import { strategySheets } from '../../data/import/workbook/strategy-form.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { workbookBytes } from '../sufficiency-plan/workbook-bytes.ts';
import { FormWriter } from './form-workbook.ts';

/** An empty workbook for what the placement commissioning strategies of a country's authorities say, as bytes. */
export async function strategiesTemplate(areas: readonly AreaRow[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.title = 'Placement commissioning strategies';
  const writer = new FormWriter(workbook);
  writer.text('Instructions', 'What the placement commissioning strategies say', [
    [
      'What this is for',
      [
        'One workbook for the strategies of all authorities: planned places, needs and money, typed from the documents.',
        'Planned places become projects and money becomes funding of a data set. Needs are set beside what a run finds.',
      ],
    ],
    [
      'How to fill it in',
      [
        '1. One row for one statement, with the document and the page in the column Source.',
        '2. Type what is printed. Leave out what has no number; do not work out numbers of your own.',
        '3. Grey rows marked Example show how it is done and are not read. Your own rows have nothing in the column Row.',
        '4. Save it as an Excel workbook (.xlsx) and run: market-stability import strategies FILE.',
      ],
    ],
  ]);
  for (const form of strategySheets(areas)) writer.rows(form);
  writer.finish();
  return workbookBytes(workbook);
}
