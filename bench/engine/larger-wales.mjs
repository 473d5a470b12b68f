// @ts-check
/* A country that is Wales several times over, for showing how cost grows with children. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { csvText, readCsv, writeCsv } from '../../scripts/lib/csv.mjs';
import { projectFolder, scratch } from '../lib/project.mjs';

/** Tables with rows by authority; the others speak of the whole country and are left to their defaults. */
const TABLES = ['areas', 'children', 'services', 'near', 'population', 'projects'];
/** Assumptions that count something in the whole country. */
const COUNTRY_COUNTS = [
  'secure_referrals',
  'secure_places',
  'secure_welfare_places',
  'applications_lodged',
  'outside_capacity',
];
/** Columns that name what must be another one in each copy. */
const NAMES = ['service_id', 'provider_id', 'owner_id', 'project_id', 'region_code'];
const AUTHORITY = /W06(\d{6})/g;

/**
 * Writes a data set in which each authority of Wales, with its region, services and owners, is there `times` over.
 *
 * @param {number} times 1, 2, 3, ... 10
 * @returns {{ dataDir: string, assumptions: Record<string, number> }} its folder, and counts for the whole country that
 *   its size asks for
 */
export function largerWales(times) {
  const from = join(projectFolder, 'data', 'wales');
  const dataDir = scratch(`wales-times-${times}`);
  mkdirSync(dataDir, { recursive: true });
  for (const table of TABLES) {
    const rows = /** @type {Record<string, string>[]} */ (readCsv(join(from, `${table}.csv`)));
    const columns = Object.keys(rows[0]);
    const copies = Array.from({ length: times }, (_, copy) => rows.flatMap((row) => copyOf(row, columns, copy))).flat();
    writeCsv(join(dataDir, `${table}.csv`), columns, copies);
  }
  const central = /** @type {Record<string, string>[]} */ (readCsv(join(from, 'assumptions.csv')));
  const assumptions = Object.fromEntries(
    COUNTRY_COUNTS.map((id) => [id, times * Number(central.find((row) => row.id === id)?.central)]),
  );
  return { dataDir, assumptions };
}

/**
 * A row in copy 0, 1, 2, ...: as it is in the first; under other codes after it. Rows of the whole country are not copied.
 *
 * @param {Record<string, string>} row
 * @param {string[]} columns
 * @param {number} copy
 */
function copyOf(row, columns, copy) {
  if (copy === 0) return [row];
  const isRegion = row.level === 'region';
  const text = csvText(columns, [row]);
  if (!isRegion && !text.match(AUTHORITY)) return [];
  const changed = Object.fromEntries(
    columns.map((column) => {
      const value = row[column].replace(AUTHORITY, (_, number) => `W${copy}6${number}`);
      const isName =
        NAMES.includes(column) || (isRegion && column === 'area_code') || (column === 'parent' && !isRegion);
      return [column, isName && value !== '' ? `${value}-${copy}` : value];
    }),
  );
  return [changed];
}
