/**
 * Writes the children's side of data/wales from the tables in data/wales/reference, and docs/data-baseline.md.
 * The same tables always give the same bytes. Build first: node node_modules/typescript/bin/tsc -p tsconfig.json
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AGE_BANDS } from '../dist/domain/vocabulary.js';
import { writeCsv } from './lib/csv.mjs';
import { baselineRows, fitShipped, writeLocations } from './children/baseline.mjs';
import { CONTROL_COLUMNS, controlRows } from './children/controls.mjs';
import { documentText, residualTable } from './children/document.mjs';
import { mixRows, needsRows } from './children/document-steady.mjs';
import { CHILDREN_COLUMNS, historyRows } from './children/history.mjs';
import { buildNear } from './children/near.mjs';
import { buildNeeds } from './children/needs.mjs';
import { buildPopulation } from './children/population.mjs';
import { buildStays } from './children/stays.mjs';
import { AUTHORITIES, DATA, REFERENCE, sum } from './children/tables.mjs';
import { withoutUnaccompanied } from './children/unaccompanied.mjs';
import { verify } from './children/verify.mjs';

buildPopulation();
buildNear();

const controls = controlRows();
writeCsv(`${DATA}baseline-controls.csv`, CONTROL_COLUMNS, controls);
const history = historyRows();
const { baseline, locations } = fitShipped(history, controls);
writeCsv(`${DATA}children.csv`, CHILDREN_COLUMNS, [...history, ...baselineRows(baseline)]);
writeLocations(locations);
const { others, unaccompanied } = withoutUnaccompanied(baseline.table);
const steady = buildStays(
  AGE_BANDS.map((_, band) => sum(others.map((row) => row[band]))),
  unaccompanied.perYear,
);
const needs = buildNeeds(others, steady.steady);

const residuals = residualTable(controls, [...baseline.residuals, ...locations.residuals]);
writeCsv(
  `${REFERENCE}baseline-residuals.csv`,
  ['control_id', 'target', 'low', 'high', 'fitted', 'residual', 'inside', 'status'],
  residuals,
);
const text = documentText({
  controls,
  residuals,
  baseline,
  locations,
  steady,
  needs,
  unaccompanied,
  authorities: AUTHORITIES,
});
writeFileSync(fileURLToPath(new URL('../docs/data-baseline.md', import.meta.url)), text);

console.table(residuals.map(({ status: _, ...row }) => row));
console.table(steady.stays);
console.table(needsRows(needs));
console.table(mixRows(needs));
verify();
