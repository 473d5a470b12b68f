import { fileURLToPath } from 'node:url';
import { readCsv } from '../lib/csv.mjs';

/** Folder of the data set, whatever the working folder is. */
export const DATA = fileURLToPath(new URL('../../data/wales/', import.meta.url));
/** Tidied public tables that the shipped files are made from. */
export const REFERENCE = `${DATA}reference/`;

export const WALES = 'W92000004';
export const BASELINE_DATE = '2024-03-31';

const areas = readCsv(`${DATA}areas.csv`);
/** Authorities in the order of `areas.csv`, with code, names and region. */
export const AUTHORITIES = areas.filter((row) => row.level === 'authority');
export const REGIONS = areas.filter((row) => row.level === 'region');

/** Code of an authority by its English name. */
export function codeOf(name) {
  const found = AUTHORITIES.find((row) => row.name_en === name);
  if (!found) throw new Error(`no authority is called ${name}`);
  return found.area_code;
}

/** Rows of a reference table. */
export const reference = (name) => readCsv(`${REFERENCE}${name}.csv`);

/** Sum of a list of numbers. */
export const sum = (numbers) => numbers.reduce((total, n) => total + n, 0);

/** Central value of a row of assumptions.csv. */
export function centralOf(id) {
  const found = readCsv(`${DATA}assumptions.csv`).find((row) => row.id === id);
  const value = Number(found?.central || NaN);
  if (!Number.isFinite(value)) throw new Error(`data/wales/assumptions.csv has no central value for ${id}`);
  return value;
}
