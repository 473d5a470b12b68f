import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { fitChildrenBaseline, fitLocations, LOCATIONS, membersOf } from '../../dist/data/baseline/index.js';
import { AUTHORITIES, BASELINE_DATE, REFERENCE, reference } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

/** Half-width that the assumed split of types over ages, and of both over authorities, adds to a cell. */
export const PATTERN_HALF_WIDTH = 0.35;
const SEED_DATE = '2018-03-31';

export const BASELINE_SOURCE =
  'Fitted for this data set (iterative proportional fitting) to the totals in baseline-controls.csv, from the ages of 2018 by authority and an assumed pattern of types by age; see docs/data-baseline.md';

/** Fits the baseline and its locations. `history` are rows of children.csv; `controls` rows of baseline-controls.csv. */
export function fitShipped(history, controls) {
  const text = controls.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, String(v ?? '')])));
  const known = new Map();
  for (const row of history)
    if (row.date === SEED_DATE && row.placement_type === 'all')
      known.set(`${row.area_code} ${row.age_band}`, row.children ?? (row.children_low + row.children_high) / 2);
  const weights = new Map(
    reference('baseline-pattern').map((row) => [
      `${row.age_band} ${row.placement_type}`,
      Number(row.share_of_type) * Number(row.national_children),
    ]),
  );
  const shares = new Map(
    reference('location-pattern').map((row) => [`${row.placement_type} ${row.location}`, Number(row.share_of_type)]),
  );
  const baseline = fitChildrenBaseline({
    areas: AUTHORITIES.map((a) => a.area_code),
    ageBands: AGE_BANDS,
    placementTypes: PLACEMENT_TYPES,
    known: (area, age) => known.get(`${area} ${age}`),
    pattern: (age, type) => weights.get(`${age} ${type}`),
    controls: text,
    patternHalfWidth: PATTERN_HALF_WIDTH,
  });
  const locations = fitLocations(baseline.table, (type, location) => shares.get(`${type} ${location}`), text);
  return { baseline, locations };
}

/** Rows of children.csv at the date of the baseline. */
export function baselineRows(baseline) {
  return baseline.cells.map((cell) => ({
    date: BASELINE_DATE,
    area_code: cell.area_code,
    placement_type: cell.placement_type,
    age_band: cell.age_band,
    children: cell.children,
    children_low: cell.children_low,
    children_high: cell.children_high,
    status: cell.status,
    source: BASELINE_SOURCE,
  }));
}

/** Writes children by authority, placement type and location. */
export function writeLocations(locations) {
  const rows = Array.from(locations.table.cells, (children, cell) => {
    const [area_code, placement_type, location] = membersOf(locations.table.dimensions, cell);
    const source =
      'Fitted for this data set to the location rows of baseline-controls.csv, from the assumed shares in location-pattern.csv; see docs/data-baseline.md';
    return { date: BASELINE_DATE, area_code, placement_type, location, children, status: 'estimated', source };
  });
  const columns = ['date', 'area_code', 'placement_type', 'location', 'children', 'status', 'source'];
  writeCsv(`${REFERENCE}baseline-locations.csv`, columns, rows);
}

export { LOCATIONS };
