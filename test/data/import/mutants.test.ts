import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { completeAreas } from '../../../src/data/complete-areas.ts';
import { checkTables } from '../../../src/data/import/check-tables.ts';
import { formatNamed } from '../../../src/data/import/recognise.ts';
import { readTable } from '../../../src/data/read-table.ts';
import { shippedDataDir } from '../../../src/data/shipped-paths.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import type { AreaRow } from '../../../src/domain/tables.ts';
import { asJson, asWorkbook, FIXTURES, odataPages, odataRecords, published, statsGovWalesTable } from './make-files.ts';
import { BYTE_CHANGES, GRID_CHANGES, luckOf, TEXT_CHANGES } from './mutate.ts';
import type { Grid } from './mutate.ts';

/** Mutants of each format: one of each change, and the ten thousand when this is set. */
const MUTANTS = Number(process.env['MARKET_STABILITY_MUTANTS'] ?? NaN);
/** Most seconds of processor that a mutant may take. */
const MOST_SECONDS = 5;

/** Changes after which a file is another one, which nothing in it tells apart: figures, or names that nothing repeats. */
type Untold = (change: string) => boolean;

interface Format {
  readonly name: string;
  readonly format: string;
  readonly fileName: string;
  readonly head: number;
  readonly grid: Grid;
  readonly render: (grid: Grid) => Promise<Uint8Array> | Uint8Array;
  readonly isText: boolean;
  readonly untold: Untold;
}

const csv = (grid: Grid): string => grid.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\n') + '\n';
const gridOf = (table: { columns: string[]; rows: Record<string, string>[] }): Grid => [table.columns, ...table.rows.map((row) => table.columns.map((c) => row[c]!))];
const gridOfCsv = (file: string): Grid => parse(readFileSync(join(FIXTURES, file)), { relax_column_count: true, skip_empty_lines: true }) as unknown as Grid;
const tableOf = (grid: Grid): { columns: string[]; rows: Record<string, string>[] } => ({ columns: grid[0]!, rows: grid.slice(1).map((row) => Object.fromEntries(grid[0]!.map((name, c) => [name, row[c] ?? '']))) });

const FACTS = published([2018]);
/** Wales and five authorities, for the formats that take long to make. */
const FEW = FACTS.filter(({ code }) => code === 'W92000004' || code <= 'W06000005');
const ID = 'd2120b16-0406-4242-a515-0dd7eaf79c98';
// Figures that trade places, or a column of them that is moved, can only be told where sums or codes tell.
const figuresMoved: Untold = (change) => change === 'two cells of a column swapped' || change === 'column shifted by a row';

const records = odataRecords(FACTS);
const odataGrid: Grid = [Object.keys(records[0]!), ...records.map((row) => Object.values(row).map(String))];
const FORMATS: readonly Format[] = [
  { name: 'stats.gov.wales CSV', format: 'stats-gov-wales', fileName: `${ID}.csv`, head: 1, grid: gridOf(statsGovWalesTable(FACTS, 'cy', 'extended')), render: (grid) => Buffer.from(csv(grid)), isText: true, untold: figuresMoved },
  { name: 'stats.gov.wales JSON', format: 'stats-gov-wales', fileName: `${ID}.json`, head: 1, grid: gridOf(statsGovWalesTable(FEW, 'en', 'extended')), render: (grid) => Buffer.from(asJson(tableOf(grid))), isText: true, untold: figuresMoved },
  { name: 'stats.gov.wales workbook', format: 'stats-gov-wales', fileName: `${ID}.xlsx`, head: 1, grid: gridOf(statsGovWalesTable(FEW, 'en', 'old ids')), render: (grid) => asWorkbook(tableOf(grid)), isText: false, untold: figuresMoved },
  { name: 'saved view', format: 'statswales-view', fileName: 'CLA_31MAR_2018.csv', head: 4, grid: gridOfCsv('view/CLA_31MAR_2018.csv'), render: (grid) => Buffer.from(csv(grid)), isText: true, untold: (change) => figuresMoved(change) || change === 'headers swapped' || change === 'a block lost' },
  { name: 'open data JSON', format: 'statswales-odata', fileName: 'looked-after.json', head: 1, grid: odataGrid, render: (grid) => Buffer.from(odataPages(tableOf(grid).rows.map((row) => ({ ...row, Data: /^\d+$/.test(row['Data'] ?? '') ? Number(row['Data']) : row['Data'] })), 1e6)[0]!), isText: true, untold: figuresMoved },
  { name: 'bulk zip', format: 'statswales-odata', fileName: 'looked-after.zip', head: 1, grid: gridOfBulk(), render: (grid) => zipSync({ 'CARE0001.csv': Buffer.from(csv(grid)) }), isText: false, untold: figuresMoved },
  { name: 'underlying data of England', format: 'dfe-underlying', fileName: 'cla.csv', head: 1, grid: gridOfCsv('dfe-north-east-2023.csv'), render: (grid) => Buffer.from(csv(grid)), isText: true, untold: figuresMoved },
];

function gridOfBulk(): Grid {
  return [odataGrid[0]!.map((name) => (name === 'Data' ? 'Data_DEC' : `${name}_STR`)), ...odataGrid.slice(1)];
}

let areas: readonly AreaRow[];
beforeAll(async () => {
  areas = orThrow(completeAreas(orThrow(await readTable(join(shippedDataDir(), 'areas.csv'), 'areas')), 'areas.csv'));
});

interface Outcome {
  /** Figures by what they count; undefined where the file was refused. */
  readonly figures?: ReadonlyMap<string, string>;
  /** Everything that is said of the file. */
  readonly said: string;
}

async function outcomeOf(format: Format, bytes: Uint8Array): Promise<Outcome> {
  const read = await orThrow(formatNamed(format.format)).read([{ bytes, fileName: format.fileName }], { areas, areasFile: 'areas.csv', options: {}, files: {} });
  if (!read.ok) {
    expect(read.problems.length).toBeGreaterThan(0);
    for (const problem of read.problems) expect(problem.problem.length * problem.allowed.length * problem.mend.length).toBeGreaterThan(0);
    return { said: read.problems[0]!.problem };
  }
  const checked = await checkTables(read.value.tables, areas, format.fileName);
  if (!checked.ok) return { said: checked.problems[0]!.problem };
  const figures = new Map<string, string>();
  for (const { name, rows } of read.value.tables.map((table) => ({ name: table.name, rows: table.rows })))
    for (const { source: _source, children, children_low, children_high, population, name_en, name_cy, status: _status, ...rest } of rows)
      figures.set(`${name} ${Object.values(rest).join(' ')}`, [children, children_low, children_high, population, name_en, name_cy].join(' '));
  return { figures, said: JSON.stringify([read.value.notes, read.value.leftOut, read.repairs]) };
}

/** What is wrong with the outcome of a mutant; undefined where it was refused, gave the same table, or less of it and said so. */
function silentFault(base: Outcome, mutant: Outcome): string | undefined {
  if (mutant.figures === undefined) return undefined;
  for (const [key, figure] of mutant.figures) {
    const before = base.figures!.get(key);
    if (before === undefined) return `new row: ${key} = ${figure}`;
    if (before !== figure && !(saysLess(before, figure) && mutant.said !== base.said)) return `${key}: ${before} became ${figure}`;
  }
  return mutant.figures.size < base.figures!.size && mutant.said === base.said ? `${base.figures!.size - mutant.figures.size} rows lost without a word` : undefined;
}

/** Whether a figure has a wider range than before that still holds what both can stand for: a total that was made from its parts. */
function saysLess(before: string, after: string): boolean {
  const [low, high, newLow, newHigh] = [before.split(' ')[1], before.split(' ')[2], after.split(' ')[1], after.split(' ')[2]].map(Number) as [number, number, number, number];
  return newHigh - newLow > high - low && newLow <= high && newHigh >= low;
}

describe.each(FORMATS)('mutants of a file: $name', (format) => {
  it(
    'never crash, never hang, and give no wrong number in silence',
    async () => {
      const base = await outcomeOf(format, await format.render(format.grid));
      expect(base.figures?.size, base.said).toBeGreaterThan(20);
      const changes = [...Object.keys(GRID_CHANGES), ...Object.keys(BYTE_CHANGES), ...(format.isText ? Object.keys(TEXT_CHANGES) : [])];
      const faults: string[] = [];
      const tally = { refused: 0, same: 0, less: 0, untold: 0 };
      for (let i = 0; i < (MUTANTS || changes.length); i++) {
        const change = changes[i % changes.length]!;
        const luck = luckOf(i + 1);
        const gridChange = GRID_CHANGES[change];
        const grid = gridChange === undefined ? format.grid : gridChange(format.grid, format.head, luck);
        let bytes: Uint8Array = await format.render(grid);
        bytes = (TEXT_CHANGES[change] ?? BYTE_CHANGES[change])?.(bytes, luck) ?? bytes;
        const started = process.cpuUsage().user;
        const outcome = await outcomeOf(format, bytes);
        const seconds = (process.cpuUsage().user - started) / 1e6;
        if (seconds > MOST_SECONDS) faults.push(`mutant ${i}, ${change}: ${seconds} s`);
        const fault = silentFault(base, outcome);
        if (fault !== undefined && format.untold(change)) tally.untold += 1;
        else if (fault !== undefined) faults.push(`mutant ${i}, ${change}: ${fault}`);
        else if (outcome.figures === undefined) tally.refused += 1;
        else if (outcome.figures.size === base.figures!.size) tally.same += 1;
        else tally.less += 1;
      }
      if (MUTANTS >= 1000) console.log(format.name, tally);
      expect(faults).toEqual([]);
      expect(tally.refused).toBeGreaterThan(0);
    },
    MUTANTS >= 1000 ? 3_600_000 : 60_000,
  );
});
