import { basename } from 'node:path';
import type { Checked, InputProblem } from '../../../domain/errors.ts';
import type { ImportFormat, ImportSource } from '../import-format.ts';
import type { Peek } from '../peek.ts';
import { importProblem, refusal } from '../problems.ts';
import { AreaNames } from '../statistics/area-names.ts';
import type { Fact, FactTable, Member } from '../statistics/fact.ts';
import { isTotal } from '../statistics/labels.ts';
import { readStatistics, STATISTICS_OPTIONS, STATISTICS_TABLES } from '../statistics/read-statistics.ts';
import { roleOf } from '../statistics/roles.ts';
import type { Role } from '../statistics/roles.ts';
import { yearInName } from '../statistics/year-in-name.ts';
import { isStatsGovWalesHeader } from '../stats-gov-wales/columns.ts';
import { readTextRows } from '../text-rows.ts';
import type { SourceRow } from '../text-rows.ts';
import { columnPaths, gridOf } from './grid.ts';
import type { Grid } from './grid.ts';

/** Views of the older StatsWales as they were saved to CSV: names at the left, two rows of headers or more above. */
export const statsWalesView: ImportFormat = {
  name: 'statswales-view',
  reads:
    'A view of StatsWales 2 (closed in 2024) saved as CSV: names of areas at the left, one row of headers or more above, marks such as * and (1); with or without a title and filters above. One file a year is usual: name them all.',
  writes: STATISTICS_TABLES,
  options: STATISTICS_OPTIONS,
  recognise,
  read: (sources, context) => {
    const areas = new AreaNames(context.areas);
    const tables: FactTable[] = [];
    const problems: InputProblem[] = [];
    for (const source of sources) {
      const table = readView(source, areas);
      if (table.ok) tables.push(table.value);
      else problems.push(...table.problems);
    }
    const publisher = { name: 'Welsh Government, StatsWales', suppressedHigh: 4, usualRounding: 5 };
    return Promise.resolve(problems.length > 0 ? refusal(...problems) : readStatistics(tables, context, publisher));
  },
};

function recognise(peek: Peek): string | undefined {
  if (peek.kind !== 'text' || peek.rows.some((row) => isStatsGovWalesHeader(row))) return undefined;
  const grid = gridOf(peek.rows.map((cells, i) => ({ row: i + 1, cells })));
  return grid === undefined ? undefined : `it has ${grid.headers.length} ${grid.headers.length === 1 ? 'row' : 'rows'} of headers over figures and names at the left, as views of StatsWales 2 were saved`;
}

function readView(source: ImportSource, areas: AreaNames): Checked<FactTable> {
  const read = readTextRows(source);
  if (!read.ok) return read;
  const file = source.fileName;
  const grid = gridOf(read.value.rows);
  if (grid === undefined)
    return refusal(
      importProblem({ file }, read.value.rows[0]?.cells.join(',') ?? '', 'The rows do not lie as in a saved view of StatsWales 2.', 'Names at the left, and rows of headers that are blank over the names.', 'Check that it is the file you mean; see import --list for other formats.'),
    );
  const problems = gridProblems(grid, file);
  const width = Math.max(...grid.headers.map(({ cells }) => lastFilled(cells) + 1));
  const paths = columnPaths(grid, width);
  const filters = filtersOf(grid);
  const columnRoles = levelRoles(grid.headers.map((_, level) => distinct(paths.map((path) => path[level]))), areas);
  const rowRoles = levelRoles(
    Array.from({ length: grid.labelColumns }, (_, c) => distinct(grid.body.map(({ cells }) => cells[c]?.trim() || undefined))),
    areas,
  );
  const both = rowRoles.find((role) => role !== undefined && role !== 'total' && columnRoles.includes(role));
  if (both !== undefined)
    problems.push(importProblem({ file }, both, 'Names of one kind stand both at the left and above.', 'Each kind of name on one side.', 'Download the table again.'));
  const dimensions: Role[] = [...new Set([...columnRoles, ...rowRoles])].filter((role) => role !== undefined && role !== 'total') as Role[];
  const strange = unknownLevels(grid, columnRoles, rowRoles, paths);
  const facts: Fact[] = [];
  for (const { row, cells } of grid.body) {
    const names = cells.slice(0, grid.labelColumns).map((cell) => (cell.trim() === '' ? undefined : cell.trim()));
    if (names.every((name) => name === undefined))
      problems.push(importProblem({ file, row }, cells.join(','), 'The row has no name.', 'A name at the left of every row of figures.', 'Download the table again.'));
    if (lastFilled(cells) + 1 > width || cells.length < width)
      problems.push(importProblem({ file, row }, `${cells.length} fields`, 'The row has not as many fields as the headers.', `${width} fields.`, 'Download the table again; do not save it from a spreadsheet.'));
    for (const [i, path] of paths.entries()) {
      const column = grid.labelColumns + i;
      facts.push({
        place: { file, row, column: path.findLast((name) => name !== undefined) ?? String(column + 1) },
        value: (cells[column] ?? '').trim(),
        members: [
          ...dimensions.map((role): Member => ({ label: lastOf(role, columnRoles, path) ?? lastOf(role, rowRoles, names) ?? 'Total' })),
          ...strange.map(({ side, level }): Member => ({ label: (side === 'above' ? path[level] : names[level]) ?? 'Total' })),
          ...filters.map(({ value }): Member => ({ label: value })),
        ],
      });
    }
  }
  const cut = read.value.endsWithLineBreak ? [] : [`${file} does not end with a line break; see that it was not cut off.`];
  const year = yearInName(file);
  return {
    ok: true,
    value: {
      file,
      dimensions: [...dimensions, ...strange.map(({ side, level }) => `names ${side}, level ${level + 1}`), ...filters.map(({ name }) => name)],
      facts,
      about: `${basename(file)} ${grid.title.flatMap(({ cells }) => cells).join(' ')}`,
      ...(year === undefined ? {} : { period: { text: year, where: 'the name' } }),
      repairs: read.repairs,
      notes: cut,
      problems: problems.slice(0, 20),
    },
    repairs: [],
  };
}

const lastFilled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '');
const distinct = (labels: readonly (string | undefined)[]): string[] => [...new Set(labels.filter((label) => label !== undefined))];

/** The role of each level of names; a level is all names of one row of headers, or of one column at the left. */
function levelRoles(levels: readonly (readonly string[])[], areas: AreaNames): (Role | undefined)[] {
  return levels.map((labels) => (labels.length === 0 ? 'total' : roleOf('', labels.map((label) => ({ label })), areas)));
}

/** The innermost name of a role in a path. */
function lastOf(role: Role, roles: readonly (Role | undefined)[], path: readonly (string | undefined)[]): string | undefined {
  return path.findLast((name, level) => roles[level] === role && name !== undefined);
}

/** Levels whose names are not understood and which divide the figures; they are handed on, and refused there. */
function unknownLevels(
  grid: Grid,
  columnRoles: readonly (Role | undefined)[],
  rowRoles: readonly (Role | undefined)[],
  paths: readonly (readonly (string | undefined)[])[],
): { readonly side: 'above' | 'at the left'; readonly level: number }[] {
  const above = columnRoles.flatMap((role, level) => (role === undefined && paths.some((path) => path[level] !== undefined) ? [{ side: 'above' as const, level }] : []));
  const left = rowRoles.flatMap((role, level) => (role === undefined && grid.body.some(({ cells }) => !isTotal(cells[level] ?? '')) ? [{ side: 'at the left' as const, level }] : []));
  return [...above, ...left];
}

/** Lines such as `Year: 2023` above the table, which hold for all of its figures. */
function filtersOf({ title }: Grid): { readonly name: string; readonly value: string }[] {
  const start = title.findIndex(({ cells }) => /^(filters|hidlyddion|hidlau):?$/i.test((cells[0] ?? '').trim()));
  if (start < 0) return [];
  return title.slice(start + 1).flatMap(({ cells }) => {
    const found = /^([^:]{1,80}):\s*(.+)$/.exec((cells[0] ?? '').trim());
    return found === null ? [] : [{ name: found[1]!.trim(), value: found[2]!.trim() }];
  });
}

function gridProblems({ footer, labelColumns }: Grid, file: string): InputProblem[] {
  const figures = (row: SourceRow): number => row.cells.slice(labelColumns).filter((cell) => /^\d[\d,]*$/.test(cell.trim())).length;
  const second = footer.find((row) => figures(row) >= 2);
  return second === undefined
    ? []
    : [importProblem({ file, row: second.row }, second.cells.join(','), 'Figures stand under the end of the table.', 'One table a file, with notes alone under it.', 'A row may be damaged or moved; download the table again.')];
}
