import type { Table } from '../../domain/csv.ts';
import { writeCsv } from '../../domain/csv.ts';
import type { Checked, InputProblem } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { readTableBytes } from '../read-table.ts';
import { definitionOf, isTableKind } from '../tables/tables.ts';
import type { ImportedTable } from './import-format.ts';

/** A table as the text of its file. */
export interface TableText {
  readonly name: string;
  readonly rows: number;
  readonly text: string;
}

/**
 * The tables of an import as CSV, each read back by the schema of its name, so that nothing is written that the package
 * would refuse. Codes of areas are checked against those of the import where it makes a table of areas, else against those
 * of the data set.
 */
export async function checkTables(
  tables: readonly ImportedTable[],
  areas: readonly AreaRow[],
  madeFrom: string,
): Promise<Checked<readonly TableText[]>> {
  const own = tables.find((table) => table.name === 'areas');
  const known = new Map((own === undefined ? areas : (own.rows as unknown as AreaRow[])).map((row) => [row.area_code, row.level]));
  const texts: TableText[] = [];
  const problems: InputProblem[] = [];
  for (const table of tables) {
    const file = `${madeFrom.slice(0, 300)}, made into ${table.name}.csv`;
    const text = writeCsv(asTable(table));
    texts.push({ name: table.name, rows: table.rows.length, text });
    if (!isTableKind(table.name)) continue;
    const checked = await readTableBytes(Buffer.from(text), 'text', file, table.name, { areas: known });
    if (!checked.ok) problems.push(...checked.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: texts, repairs: [] };
}

function asTable({ name, columns, rows }: ImportedTable): Table {
  if (columns !== undefined) return { columns, rows };
  if (!isTableKind(name)) throw new Error(`the table ${name} is none of the package's and has no list of columns`);
  const all = Object.entries(definitionOf(name).columns);
  return { columns: all.filter(([column, { required }]) => required || rows.some((row) => row[column] !== undefined)).map(([column]) => column), rows };
}
