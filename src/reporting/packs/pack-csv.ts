import { writeCsv } from '../csv.ts';
import type { TableRow } from '../csv.ts';
import { PRINTED_COLUMNS, printedCells } from '../sufficiency-plan/printed-cells.ts';
import type { Pack } from './pack-contents.ts';

/** Columns of the CSV of a pack, in order. */
export const PACK_CSV_COLUMNS = [
  ...['pack', 'pack_area_code', 'pack_area', 'financial_year', 'section', 'table', 'line', 'figure', 'when'],
  ...PRINTED_COLUMNS,
  ...['given', 'note', 'status', 'source', 'scenario', 'run_id'],
];

/**
 * The numbers and questions of a pack as tidy CSV, one a row: results in `central` with their ranges, numbers of sources in
 * `given`. It begins with a byte order mark, because Excel reads `Ynys Môn` wrongly without one.
 */
export function packCsv(pack: Pack): string {
  const same = {
    pack: pack.kind,
    pack_area_code: pack.area.area_code,
    pack_area: pack.area.name_en,
    financial_year: pack.year.name,
    scenario: pack.run.scenario,
    run_id: pack.run.run_id,
  };
  const rows = pack.sections.flatMap((section): TableRow[] => [
    ...(section.tables ?? []).flatMap((table) =>
      table.rows.map((row): TableRow => {
        const v = row.values;
        return {
          ...same,
          section: section.heading,
          table: table.caption,
          line: row.id,
          figure: row.label,
          when: row.whenText,
          ...row.key,
          ...printedCells(v),
          ...(v === undefined ? { unit: row.unit } : {}),
          given: row.given,
          note: row.note,
          status: row.status,
          source: row.source,
        };
      }),
    ),
    ...(section.questions ?? []).map((q): TableRow => ({
      ...same,
      section: section.heading,
      line: `question.${q.rule}`,
      figure: q.question,
      note: q.because,
    })),
    ...(section.toWrite ?? []).map((words): TableRow => ({
      ...same,
      section: section.heading,
      figure: `To be written: ${words}`,
    })),
  ]);
  return `\uFEFF${writeCsv({ columns: PACK_CSV_COLUMNS, rows })}`;
}
