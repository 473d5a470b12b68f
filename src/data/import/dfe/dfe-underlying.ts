import { basename } from 'node:path';
import type { Checked, InputProblem } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import type { ImportContext, ImportedTables, ImportFormat, ImportSource } from '../import-format.ts';
import type { Peek } from '../peek.ts';
import { importProblem, refusal } from '../problems.ts';
import type { Fact, FactTable, Member } from '../statistics/fact.ts';
import { foldedLabel, isTotal } from '../statistics/labels.ts';
import { LeftOutList } from '../statistics/left-out-list.ts';
import { readStatistics, STATISTICS_OPTIONS, STATISTICS_TABLES } from '../statistics/read-statistics.ts';
import { readTextRows } from '../text-rows.ts';
import type { SourceRow } from '../text-rows.ts';
import { withoutTorn } from './torn-areas.ts';
import { areaOfRow, areasOfFile, areasToUse } from './dfe-areas.ts';
import type { AreaColumns } from './dfe-areas.ts';

/** Files of Explore education statistics: one row an area, year and group, indicators in columns of their own. */
export const dfeUnderlying: ImportFormat = {
  name: 'dfe-underlying',
  reads:
    'Underlying data of the Department for Education (England) as CSV: time_period, geographic_level, codes and names of areas, groups, and a column of numbers. Areas that the data set does not have are written as areas.csv.',
  writes: [...STATISTICS_TABLES, 'areas'],
  options: STATISTICS_OPTIONS,
  recognise: (peek: Peek) =>
    peek.kind === 'text' && isHeader(peek.rows[0] ?? []) ? 'its header has time_period and geographic_level, as underlying data of the Department for Education have' : undefined,
  read: (sources, context) => Promise.resolve(read(sources, context)),
};

const COUNTS = ['number', 'children_count', 'count', 'headcount', 'number_of_children', 'cla_number'];
const OTHER_INDICATORS = /^(percent|percentage|pct.*|.*_percent(age)?|rate.*|.*_rate|rate_per_.*|population_estimate|pop_estimate|average.*|mean.*)$/;
const PLACES = ['time_period', 'time_identifier', 'geographic_level', 'country_code', 'country_name', 'region_code', 'region_name', 'old_la_code', 'new_la_code', 'la_name', 'version'];
/** What a period is called: a year of some kind. */
const TIMES = /\b(year|quarter|month|term|week)\b|^(january|february|march|april|may|june|july|august|september|october|november|december)$/i;
const isHeader = (header: readonly string[]): boolean => ['time_period', 'geographic_level'].every((name) => header.includes(name));

interface Layout {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
  readonly at: AreaColumns;
  readonly value: number;
  readonly others: readonly number[];
  readonly filters: readonly number[];
  readonly repairs: FactTable['repairs'];
  readonly notes: readonly string[];
}

function read(sources: readonly ImportSource[], context: ImportContext): Checked<ImportedTables> {
  const layouts: Layout[] = [];
  for (const source of sources) {
    const layout = layoutOf(source);
    if (!layout.ok) return layout;
    layouts.push(layout.value);
  }
  const problems: InputProblem[] = [];
  const own = mergedAreas(layouts, problems);
  if (problems.length > 0) return refusal(...problems.slice(0, 10));
  const use = areasToUse(context.areas, own);
  const tables = layouts.map((layout) => factsOf(layout, use.added.length > 0));
  const made = readStatistics(tables, { ...context, areas: use.areas }, { name: 'Department for Education', suppressedHigh: undefined, usualRounding: 10, areasFromFile: use.added.length > 0 });
  if (!made.ok || use.added.length === 0) return made;
  const words = use.alone
    ? `The areas of the file are not those of ${context.areasFile}; areas.csv beside the table holds all ${use.areas.length} of them, with one row for all that lies outside.`
    : `${use.added.length} areas of the file are not in ${context.areasFile}; areas.csv beside the table holds them with the others: ${use.added.slice(0, 5).map((row) => row.name_en).join(', ')}.`;
  return {
    ...made,
    value: { ...made.value, tables: [...made.value.tables, { name: 'areas', rows: use.areas.map((row) => ({ ...row })) }], notes: [words, ...made.value.notes] },
  };
}

function mergedAreas(layouts: readonly Layout[], problems: InputProblem[]): AreaRow[] {
  const all = new Map<string, AreaRow>();
  for (const { rows, at, file } of layouts)
    for (const row of areasOfFile(rows, at, file, problems)) {
      const known = all.get(row.area_code);
      if (known !== undefined && known.name_en !== row.name_en)
        problems.push(importProblem({ file }, `${row.area_code} ${row.name_en}`, `The code is ${known.name_en} in another file.`, 'One name for each code.', 'Codes or names may be shifted by a row; download the files again.'));
      all.set(row.area_code, known ?? row);
    }
  return [...all.values()];
}

function layoutOf(source: ImportSource): Checked<Layout> {
  const text = readTextRows(source);
  if (!text.ok) return text;
  const file = source.fileName;
  const [first, ...rows] = text.value.rows;
  const header = (first?.cells ?? []).map((name) => name.trim().toLowerCase());
  while (header.length > 0 && header.at(-1) === '') header.pop();
  if (!isHeader(header))
    return refusal(importProblem({ file, row: 1 }, header.join(','), 'There is no header of underlying data.', 'time_period, geographic_level and codes of areas in the first row.', 'Check that it is the file you mean; see import --list.'));
  const find = (name: string): number => header.indexOf(name);
  const at: AreaColumns = { level: find('geographic_level'), countryCode: find('country_code'), countryName: find('country_name'), regionCode: find('region_code'), regionName: find('region_name'), code: find('new_la_code'), name: find('la_name') };
  const counts = COUNTS.filter((name) => header.includes(name));
  const repeated = header.find((name, c) => name === '' || header.indexOf(name) !== c);
  const wrong = (value: string, problem: string, allowed: string): Checked<Layout> => refusal(importProblem({ file, row: 1 }, value, problem, allowed, 'Check that it is the file you mean; download it again.'));
  if (repeated !== undefined) return wrong(repeated, 'A column has no name, or the name of another one.', 'Each column once.');
  if (at.countryCode < 0 || at.countryName < 0) return wrong(header.join(','), 'The country is not said.', 'Columns country_code and country_name.');
  if (counts.length !== 1) return wrong(header.join(','), counts.length === 0 ? 'There is no column of counts.' : 'There are several columns of counts.', `One column of: ${COUNTS.join(', ')}.`);
  const time = find('time_identifier');
  const odd = time < 0 ? undefined : rows.find(({ cells }) => !TIMES.test((cells[time] ?? '').trim()));
  if (odd !== undefined)
    return refusal(importProblem({ file, row: odd.row, column: 'time_identifier' }, (odd.cells[time] ?? '').trim(), 'This says no kind of year.', 'Reporting year, Financial year, Calendar year or Academic year.', 'Columns may be exchanged; download the file again.'));
  const others = header.flatMap((name, c) => (OTHER_INDICATORS.test(name) ? [c] : []));
  const value = find(counts[0]!);
  for (const { row, cells } of rows)
    if (cells.length !== header.length)
      return refusal(importProblem({ file, row }, `${cells.length} fields`, 'The row has not as many fields as the header.', `${header.length} fields.`, 'Texts with commas must be in quotation marks; download the file again.'));
  const filters = header.flatMap((name, c) => (PLACES.includes(name) || c === value || others.includes(c) ? [] : [c]));
  const notes = [...(text.value.endsWithLineBreak ? [] : [`${file} does not end with a line break; see that it was not cut off.`]), ...(others.length > 0 ? [`Not read: ${others.map((c) => header[c]).join(', ')}.`] : [])];
  return { ok: true, value: { file, header, rows, at, value, others, filters, repairs: text.repairs, notes }, repairs: [] };
}

/** Whether a rate per 10,000 is that of a count and a population, within the rounding of both; so where one is withheld. */
function rateAgrees(count: string, population: string, rate: string): boolean {
  const numbers = [count, population, rate].map((text) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN));
  const [n, p, r] = numbers as [number, number, number];
  if (numbers.some((number) => Number.isNaN(number)) || p === 0) return true;
  return Math.abs(r - (n * 10_000) / p) <= 1 + (10 * 10_000) / p;
}

/** The population that another row gave for the same area, year and group; undefined where it is the same, or there is none. */
function otherPopulation(seen: Map<string, string>, key: readonly string[], population: string): string | undefined {
  if (!/^\d+$/.test(population)) return undefined;
  const name = JSON.stringify(key);
  const before = seen.get(name);
  if (before === undefined) seen.set(name, population);
  return before === population ? undefined : before;
}

/** What a group of children is about, by its name in a column such as cla_group. */
function groupRole(group: string): 'age' | 'sex' | 'placement' | 'total' | undefined {
  const name = foldedLabel(group);
  if (/^age\b/.test(name)) return 'age';
  if (/^(gender|sex)$/.test(name)) return 'sex';
  if (/^(placement|placement type|type of placement)$/.test(name)) return 'placement';
  return /^(total|all)\b/.test(name) ? 'total' : undefined;
}

function factsOf(layout: Layout, byCodeAlone: boolean): FactTable {
  const { file, header, rows, at, value, others, filters } = layout;
  const group = filters.find((c) => /(^|_)group$/.test(header[c]!) && header.some((name) => name === 'characteristic'));
  const characteristic = group === undefined ? -1 : header.indexOf('characteristic');
  const plain = filters.filter((c) => c !== group && c !== characteristic);
  const leftOut = new LeftOutList();
  const problems: InputProblem[] = [];
  const facts: Fact[] = [];
  const populations = new Map<string, string>();
  for (const { row, cells } of rows) {
    const text = (c: number): string => (cells[c] ?? '').trim();
    const place = { file, row, column: header[value]! };
    const figure = { place, value: text(value) };
    const area = areaOfRow(cells, at);
    if (area === undefined) {
      leftOut.add(`geographic_level "${text(at.level)}" is no level of the tables`, figure);
      continue;
    }
    const share = others.find((c) => /^(percent|pct)/.test(header[c]!) && Number(text(c)) > 100);
    if (share !== undefined) problems.push(importProblem({ ...place, column: header[share] }, text(share), 'A share is greater than 100 %.', 'From 0 to 100.', 'Columns may be exchanged; download the file again.'));
    const [population, rate] = [others.find((c) => header[c] === 'population_estimate'), others.find((c) => header[c] === 'rate_per_10000')];
    if (population !== undefined && rate !== undefined && !rateAgrees(text(value), text(population), text(rate)))
      problems.push(importProblem({ ...place, column: header[rate] }, text(rate), `The rate is not that of ${text(value)} among ${text(population)}.`, 'number / population_estimate x 10,000, as rounded.', 'Columns may be exchanged or a cell changed; download the file again.'));
    const people = population === undefined ? undefined : otherPopulation(populations, [area.code, text(header.indexOf('time_period')), ...filters.filter((c) => header[c] !== 'population_count').map(text)], text(population));
    if (people !== undefined) problems.push(importProblem({ ...place, column: 'population_estimate' }, text(population!), `The population of ${area.name} is ${people} in another row of the same year.`, 'One population for an area and a year.', 'Parts of two rows may have run together; download the file again.'));
    const role = group === undefined ? 'total' : isTotal(text(characteristic)) ? 'total' : groupRole(text(group));
    if (role === undefined) {
      leftOut.add(`the group "${text(group!)}" is none of the tables`, figure);
      continue;
    }
    const of = (one: 'age' | 'sex' | 'placement'): Member => ({ label: role === one ? text(characteristic) : 'Total' });
    facts.push({
      ...figure,
      members: [
        { label: byCodeAlone ? '' : area.name, code: area.code },
        { label: text(header.indexOf('time_period')) },
        ...(group === undefined ? [] : [of('age'), of('sex'), of('placement')]),
        ...plain.map((c): Member => ({ label: text(c) })),
      ],
    });
  }
  return {
    file,
    dimensions: ['area', 'time_period', ...(group === undefined ? [] : ['age', 'sex', 'placement']), ...plain.map((c) => header[c]!)],
    facts: withoutTorn(facts, leftOut),
    about: `${basename(file)} ${plain.map((c) => header[c]).join(' ')}`,
    leftOut,
    repairs: layout.repairs,
    notes: layout.notes,
    problems: problems.slice(0, 10),
  };
}
