/*
 * Builds data/wales/services.csv, the stand-in register of services at 31 March 2024, from published facts, and says
 * how well each fact is met. Deterministic: no clock, no network; the same bytes on every machine.
 *
 *   node node_modules/typescript/bin/tsc -p tsconfig.json && node scripts/build-services.mjs
 *
 * Run it after the baseline of children is built: supported accommodation has room for the children who live there.
 * The facts are in data/wales/published-supply-facts.csv; how they are used is in scripts/services/.
 * With --check nothing is written, and the facts are checked against the services.csv that is there: so a real
 * register can be held against the same facts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readCsv, writeCsv } from './lib/csv.mjs';
import { authorities } from './services/authorities.mjs';
import { factsTable, homesTable, householdsTable, replacePart, shown } from './services/document.mjs';
import { homeRows } from './services/homes.mjs';
import { measuresOf } from './services/measures.mjs';
import { otherRows } from './services/other-services.mjs';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const COLUMNS = [
  ...['service_id', 'name', 'service_type', 'sector', 'provider_id', 'owner_id', 'area_code', 'places', 'households'],
  ...['opened', 'closed', 'status', 'evidence', 'source', 'registered_for', 'age_min', 'age_max', 'regional'],
];

/** All rows; `children` are the rows of children.csv. Opening days are unknown and stay blank; so does the age range of homes. */
export function buildServices(tools, children = readCsv(at('data/wales/children.csv'))) {
  return [...homeRows(tools), ...otherRows(tools, children)].map((row) => ({
    status: 'illustrative',
    source: 'docs/data-register.md',
    registered_for: 'general',
    regional: 'no',
    ...row,
  }));
}

/** The published facts, numbers as numbers and blanks as undefined. */
export function readFacts(path = at('data/wales/published-supply-facts.csv')) {
  const number = (text) => (text === '' ? undefined : Number(text));
  return readCsv(path).map((row) => ({
    ...row,
    value: Number(row.value),
    low: number(row.low),
    high: number(row.high),
  }));
}

/** Each fact beside what the rows give. */
export const checkServices = (rows, tools) => tools.checkFacts(readFacts(), measuresOf(rows, tools));

/** The document with its tables brought up to date. */
export function documentOf(text, rows, checks) {
  const homes = rows.filter((row) => row.service_type === 'residential');
  const foster = rows.filter((row) => row.service_type === 'foster');
  const regions = new Map(authorities.map(({ code, region }) => [code, region]));
  const regionOf = (row) => regions.get(row.area_code);
  const parts = {
    'facts table': factsTable(checks),
    'homes by sector': homesTable(homes, 'sector', (row) => row.sector),
    'homes by use': homesTable(homes, 'registered for', (row) => row.registered_for),
    'homes by region': homesTable(homes, 'region', regionOf),
    'households by region': householdsTable(foster, regionOf),
  };
  return Object.entries(parts).reduce((done, [part, content]) => replacePart(done, part, content), text);
}

async function main() {
  const tools = await import('../dist/data/register/index.js');
  const onlyCheck = process.argv.includes('--check');
  const rows = onlyCheck ? readCsv(at('data/wales/services.csv')) : buildServices(tools);
  const checks = checkServices(rows, tools);
  if (!onlyCheck) {
    writeCsv(at('data/wales/services.csv'), COLUMNS, rows);
    const page = at('docs/data-register.md');
    writeFileSync(page, documentOf(readFileSync(page, 'utf8'), rows, checks));
  }
  console.log(factsTable(checks));
  const missed = checks.filter(({ verdict }) => verdict === 'missed');
  const checked = checks.filter(({ verdict }) => verdict !== 'context').length;
  console.log(`\n${shown(rows.length)} rows. ${checked - missed.length} of ${checked} checked facts are met.`);
  for (const { fact } of missed) console.log(`Missed: ${fact.fact_id}: ${fact.statement}`);
  if (missed.length > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
