import type { EvidenceStatus } from '../../domain/status.ts';
import type { FinishedRun } from '../../experiments/read-run.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import { roundToFive, suppressedCells } from './disclosure.ts';
import type { ControlledCell, ControlledSum } from './disclosure.ts';

/** Levels below which nothing is published. */
export const PUBLISH_LEVELS = ['region', 'authority'] as const;
export type PublishLevel = (typeof PUBLISH_LEVELS)[number];

/** One published figure. A suppressed one has no numbers and the marker `c`. */
export interface PublishedRow {
  readonly run_id: string;
  readonly scenario: string;
  readonly area_code: string;
  readonly area_name_en: string;
  readonly area_name_cy: string;
  readonly area_level: string;
  readonly service_type: string;
  readonly sector: string;
  readonly age_band: string;
  readonly need_class: string;
  readonly reason: string;
  readonly provider_country: string;
  readonly date: string;
  readonly period: string;
  readonly measure: string;
  readonly unit: string;
  /** Middle of the draws. */
  readonly value: number | undefined;
  /** Eight in ten draws lie between lower and upper. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  readonly marker: 'c' | '';
  readonly status: EvidenceStatus;
}

const ALL = ['all'];
const TYPES = ['residential', 'foster'];

/**
 * Counts that are published below the country, with their types. Types and their total are never both there where they add up:
 * the total less one type would give the other. Of children looked after they do not: other types are not shown.
 */
export const COUNTS_BELOW_COUNTRY: Readonly<Record<string, readonly string[]>> = {
  children_looked_after: [...ALL, ...TYPES],
  children_needing: TYPES,
  children_waiting: TYPES,
  children_started: ALL,
  children_displaced: ALL,
  placed_out_of_area: ALL,
  placed_outside_wales: ALL,
  places_registered: TYPES,
  places_usable: TYPES,
  households_approved: ['foster'],
  supplementary_applications: ALL,
};
/** Units that do not add up, so that a region's figure does not follow from those of others. */
const NOT_ADDED = ['share', 'index', 'ratio'];
const BREAKDOWNS = ['sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

/** Figures of a run at the ends of financial years, rounded, with small counts below the country taken out. */
export function publishedRows(run: FinishedRun, inputs: RunInputs, level: PublishLevel): PublishedRow[] {
  const areas = new Map(inputs.areas.map((area) => [area.area_code, area]));
  const authorities = inputs.areas.filter((area) => area.level === 'authority');
  const regionOf = new Map(authorities.map((area) => [area.area_code, area.parent ?? area.region_code ?? '']));
  const sizes = new Map<string, number>();
  for (const region of regionOf.values()) sizes.set(region, (sizes.get(region) ?? 0) + 1);
  const single = (code: string): boolean => sizes.get(code) === 1;
  const figures = figuresOf(run.rows);
  const isTotal = ({ row }: Figure): boolean => BREAKDOWNS.every((dimension) => row[dimension] === 'all');
  const isCount = (figure: Figure): boolean =>
    isTotal(figure) && COUNTS_BELOW_COUNTRY[figure.row.measure]?.includes(figure.row.service_type) === true;
  const hidden = suppressedFigures(figures.filter(isCount), regionOf, single);
  return figures.flatMap((figure): PublishedRow[] => {
    const { row } = figure;
    const controlled = row.area_level !== 'country';
    if (row.area_level === 'authority' && (level === 'region' || !isCount(figure))) return [];
    if (row.area_level === 'region' && !isCount(figure) && !(NOT_ADDED.includes(row.unit) && !single(row.area_code)))
      return [];
    const suppressed = controlled && hidden.has(idOf(row));
    const coarse = row.area_level === 'authority' || (row.area_level === 'region' && single(row.area_code));
    const shown = (value: number): number | undefined =>
      suppressed ? undefined : coarse ? roundToFive(value) : roundedIn(row.unit, value);
    const area = areas.get(row.area_code);
    return [
      {
        run_id: row.run_id,
        scenario: row.scenario,
        area_code: row.area_code,
        area_name_en: area?.name_en ?? row.area_code,
        area_name_cy: area?.name_cy ?? row.area_code,
        area_level: row.area_level,
        service_type: row.service_type,
        sector: row.sector,
        age_band: row.age_band,
        need_class: row.need_class,
        reason: row.reason,
        provider_country: row.provider_country,
        date: row.date,
        period: row.period,
        measure: row.measure,
        unit: row.unit,
        value: shown(figure.p50),
        lower: shown(figure.p10),
        upper: shown(figure.p90),
        marker: suppressed ? 'c' : '',
        status: row.status,
      },
    ];
  });
}

interface Figure {
  readonly row: OutcomeRow;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

function figuresOf(rows: Iterable<OutcomeRow>): Figure[] {
  const figures: Figure[] = [];
  let low: OutcomeRow | undefined;
  let middle: OutcomeRow | undefined;
  for (const row of rows) {
    if (!row.date.endsWith('-03-31')) continue;
    if (row.statistic === 'p10') low = row;
    else if (row.statistic === 'p50') middle = row;
    else if (row.statistic === 'p90' && low !== undefined && middle !== undefined && idOf(low) === idOf(row))
      figures.push({ row, p10: low.value, p50: middle.value, p90: row.value });
  }
  return figures;
}

const keyOf = (row: OutcomeRow): string => [row.measure, row.service_type, row.date].join('|');
const idOf = (row: OutcomeRow): string =>
  [keyOf(row), row.area_code, row.period, ...BREAKDOWNS.map((dimension) => row[dimension])].join('|');

/** Figures of counts that must not show, table by table. The worst is assumed: that middles add up, and that sums are known exactly. */
function suppressedFigures(
  figures: readonly Figure[],
  regionOf: ReadonlyMap<string, string>,
  single: (region: string) => boolean,
): Set<string> {
  const tables = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = keyOf(figure.row);
    const table = tables.get(key);
    if (table === undefined) tables.set(key, [figure]);
    else table.push(figure);
  }
  const hidden = new Set<string>();
  for (const table of tables.values()) {
    const { cells, sums } = tableOf(table, regionOf, single);
    const codes = suppressedCells(cells, sums);
    for (const { row } of table) if (codes.has(row.area_code)) hidden.add(idOf(row));
  }
  return hidden;
}

/** Cells and sums of one table: authorities to regions, regions to the country. */
export function tableOf(
  table: readonly Pick<Figure, 'row' | 'p50'>[],
  regionOf: ReadonlyMap<string, string>,
  single: (region: string) => boolean,
): { cells: ControlledCell[]; sums: ControlledSum[] } {
  const authorities = table.filter(({ row }) => row.area_level === 'authority');
  const regions = new Map<string, number>();
  for (const { row, p50 } of authorities) {
    const region = regionOf.get(row.area_code)!;
    regions.set(region, (regions.get(region) ?? 0) + p50);
  }
  for (const { row, p50 } of table)
    if (row.area_level === 'region' && !regions.has(row.area_code)) regions.set(row.area_code, p50);
  const cells: ControlledCell[] = [
    ...authorities.map(({ row, p50 }) => ({ id: row.area_code, value: p50, rounded: true })),
    ...[...regions].map(([id, value]) => ({ id, value, rounded: single(id) })),
  ];
  const sums: ControlledSum[] = [...regions.keys()].flatMap((region) => {
    const parts = authorities.map(({ row }) => row.area_code).filter((code) => regionOf.get(code) === region);
    return parts.length === 0 ? [] : [{ parts, total: region }];
  });
  if (regions.size > 0)
    sums.push({ parts: [...regions.keys()], total: [...regions.values()].reduce((sum, value) => sum + value, 0) });
  return { cells, sums };
}

function roundedIn(unit: string, value: number): number {
  if (/gbp/.test(unit)) return Math.round(value / 1000) * 1000;
  return NOT_ADDED.includes(unit) && unit !== 'index' ? Number(value.toFixed(3)) : Math.round(value);
}
