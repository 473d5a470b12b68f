import { basename } from 'node:path';
import type { Checked, Repair } from '../../../domain/errors.ts';
import { fileProblem } from '../../file-bytes.ts';
import type { ImportFormat, ImportSource } from '../import-format.ts';
import type { Peek } from '../peek.ts';
import { refusal } from '../problems.ts';
import { AreaNames } from '../statistics/area-names.ts';
import { factsOf } from '../statistics/column-table.ts';
import type { FactTable } from '../statistics/fact.ts';
import { readStatistics, STATISTICS_OPTIONS, STATISTICS_TABLES } from '../statistics/read-statistics.ts';
import { columnsOf, isStatsGovWalesHeader } from './columns.ts';
import { readRecords } from './records.ts';

/** Rows in which the header is looked for; the publisher puts it first. */
const HEADER_WITHIN = 20;

/** Files of stats.gov.wales (StatsWales 3): CSV, XLSX and JSON, in English and Welsh, in every view. */
export const statsGovWales: ImportFormat = {
  name: 'stats-gov-wales',
  reads:
    'A table downloaded from stats.gov.wales or stats.llyw.cymru as CSV, Excel workbook or JSON, in English or Welsh, in any view: one figure a row in a column "Data values" or "Gwerthoedd data".',
  writes: STATISTICS_TABLES,
  options: STATISTICS_OPTIONS,
  recognise,
  read: async (sources, context) => {
    const areas = new AreaNames(context.areas);
    const tables: FactTable[] = [];
    for (const source of sources) {
      const table = await readFile(source, areas);
      if (!table.ok) return table;
      tables.push(table.value);
    }
    return readStatistics(tables, context, { name: 'Welsh Government, stats.gov.wales', suppressedHigh: 4, usualRounding: 5 });
  },
};

function recognise(peek: Peek): string | undefined {
  if (peek.kind === 'json')
    return /"(data values|gwerthoedd data)"/i.test(peek.text) ? 'its rows have a value named "Data values" or "Gwerthoedd data"' : undefined;
  const header = peek.rows.slice(0, HEADER_WITHIN).find((row) => isStatsGovWalesHeader(row));
  return header === undefined ? undefined : `its header has a column of figures as stats.gov.wales names it (${header.slice(0, 6).join(', ')})`;
}

async function readFile(source: ImportSource, areas: AreaNames): Promise<Checked<FactTable>> {
  const read = await readRecords(source);
  if (!read.ok) return read;
  const { rows, container, notes } = read.value;
  if (rows.length === 0)
    return refusal(
      fileProblem(source.fileName, 'nothing', 'The file holds no figures.', 'A header and at least one row.', 'The filters of the view may have left nothing; choose others and download the table again.'),
    );
  const at = rows.slice(0, HEADER_WITHIN).findIndex(({ cells }) => isStatsGovWalesHeader(cells));
  if (at < 0)
    return refusal(
      fileProblem(source.fileName, rows[0]!.cells.join(',').slice(0, 200), 'There is no header of stats.gov.wales.', 'A column "Data values" or "Gwerthoedd data" among the first rows.', 'Check that it is the file you mean; see import --list for other formats.'),
    );
  const header = rows[at]!.cells.map((cell) => cell.trim());
  while (header.length > 0 && header.at(-1) === '') header.pop();
  const above: Repair[] =
    at === 0 ? [] : [{ file: source.fileName, row: rows[0]!.row, found: `${at} rows above the header`, used: 'left out', why: 'the publisher puts the header first' }];
  const about = `${basename(source.fileName)} ${rows.slice(0, at).flatMap(({ cells }) => cells).join(' ')}`;
  return {
    ok: true,
    value: factsOf(
      {
        file: source.fileName,
        header,
        rows: rows.slice(at + 1),
        shortRowsAreWrong: container === 'text',
        about,
        notes,
        repairs: [...read.repairs, ...above],
      },
      columnsOf(header),
      areas,
    ),
    repairs: [],
  };
}
