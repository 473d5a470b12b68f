import type { TableRow } from '../../../domain/csv.ts';
import { AGE_BAND_STARTS_MONTHS, AGE_BANDS } from '../../../domain/vocabulary.ts';
import type { ImportedTable } from '../import-format.ts';
import { CellBlock, cellWords, statusOfCell } from './cells.ts';
import type { Cell } from './cells.ts';
import { ALL_AGES, isTotal } from './labels.ts';
import type { AgeSpan } from './labels.ts';
import type { Ranged } from './ranged.ts';

/** Published bands of age and all ages, each with its span. */
const SPANS: readonly (readonly [string, AgeSpan])[] = [
  ['all', ALL_AGES],
  ...AGE_BANDS.map((band, i): [string, AgeSpan] => [band, { from: AGE_BAND_STARTS_MONTHS[i]! / 12, to: AGE_BAND_STARTS_MONTHS[i + 1]! / 12 - 1 }]),
];

/** Tables made from figures, and which of the figures are in them. */
export interface MadeTables {
  readonly tables: readonly ImportedTable[];
  readonly used: ReadonlySet<Ranged>;
  /** Rows that could not be written because the table has no column for a range. */
  readonly withheldFlows: readonly Ranged[];
}

/** The tables that some figures fill: children, flows, population, and placements by location. */
export function makeTables(figures: readonly Ranged[], source: (o: Ranged) => string): MadeTables {
  const used = new Set<Ranged>();
  const withheldFlows: Ranged[] = [];
  const sourceOf = (cell: Cell): string => [source(cell.parts[0]!), cellWords(cell)].filter((text) => text !== '').join('; ');
  const use = (cell: Cell): void => cell.parts.forEach((o) => used.add(o));
  const children: TableRow[] = [];
  const locations: TableRow[] = [];
  const flows: TableRow[] = [];
  const population: TableRow[] = [];

  for (const { block, first, location } of blocksOf(figures)) {
    const spans = first.subject === 'population' ? YEARS : SPANS;
    for (const [age_band, span] of spans) {
      const cell = block.cell(span) ?? (age_band === 'all' && first.subject !== 'population' ? block.cell({ from: 0, to: 17 }) : undefined);
      if (cell === undefined) continue;
      const of = { area_code: first.area, status: statusOfCell(cell), source: sourceOf(cell) };
      if (first.subject === 'population') {
        if (cell.value === undefined) continue;
        population.push({ mid_year: Number(first.date), ...of, age: span.from, population: cell.value });
      } else if (first.subject === 'started' || first.subject === 'ceased') {
        if (cell.value === undefined) {
          withheldFlows.push(...cell.parts);
          continue;
        }
        flows.push({ year_ending: first.date, ...of, age_band, measure: first.subject, children: cell.value });
      } else {
        const range = { children: cell.value, children_low: cell.low, children_high: cell.high };
        const row = { date: first.date, ...of, placement_type: first.placement, age_band, ...range };
        if (location === undefined || isTotal(location)) children.push(row);
        if (location !== undefined) locations.push({ ...row, location });
      }
      use(cell);
    }
  }
  const tables: ImportedTable[] = [
    ...(children.length > 0 ? [{ name: 'children', rows: sorted(children, ['date', 'area_code', 'placement_type']) }] : []),
    ...(flows.length > 0 ? [{ name: 'flows', rows: sorted(flows, ['year_ending', 'area_code', 'measure']) }] : []),
    ...(population.length > 0 ? [{ name: 'population', rows: sorted(population, ['mid_year', 'area_code']) }] : []),
    ...(locations.length > 0
      ? [{ name: 'placement-locations', columns: LOCATION_COLUMNS, rows: sorted(locations, ['date', 'area_code', 'placement_type', 'location']) }]
      : []),
  ];
  return { tables, used, withheldFlows };
}

const YEARS: readonly (readonly [string, AgeSpan])[] = Array.from({ length: 18 }, (_, age) => [String(age), { from: age, to: age }] as const);

const LOCATION_COLUMNS = ['date', 'area_code', 'placement_type', 'location', 'age_band', 'children', 'children_low', 'children_high', 'status', 'source'];

/** Rows in the order of some columns, whatever the order of the file; bands of age stay in theirs. */
function sorted(rows: readonly TableRow[], columns: readonly string[]): TableRow[] {
  const key = (row: TableRow): string => columns.map((column) => String(row[column])).join('\u0000');
  return rows.map((row, i) => ({ row, i, key: key(row) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i)).map(({ row }) => row);
}

interface Block {
  readonly block: CellBlock;
  readonly first: Ranged;
  readonly location: string | undefined;
}

function blocksOf(figures: readonly Ranged[]): Block[] {
  const groups = new Map<string, Ranged[]>();
  const typeOf = (o: Ranged): string => `${o.subject}|${o.placement}`;
  const sexes = new Map<string, Set<Ranged['sex']>>();
  const labels = new Map<string, Set<string>>();
  const collect = <T>(map: Map<string, Set<T>>, key: string, value: T): void => {
    const set = map.get(key) ?? new Set<T>();
    map.set(key, set.add(value));
  };
  for (const o of figures) {
    if (o.sex !== 'all') collect(sexes, typeOf(o), o.sex);
    collect(labels, `${typeOf(o)}|${o.date}`, o.placementLabel);
    const key = [o.subject, o.date, o.area, o.placement, o.location ?? ''].join('|');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [o]);
    else group.push(o);
  }
  return [...groups.values()].map((list) => {
    const first = list[0]!;
    const parts = [...(sexes.get(typeOf(first)) ?? [])];
    const both = parts.includes('male') && parts.includes('female') ? parts : [];
    return {
      block: new CellBlock(list, both, [...labels.get(`${typeOf(first)}|${first.date}`)!]),
      first,
      location: first.location,
    };
  });
}
