import { readCsv } from '../lib/csv.mjs';
import { AUTHORITIES, BASELINE_DATE, DATA, REFERENCE, REGIONS, sum } from './tables.mjs';
import { TOTAL } from './controls.mjs';

function must(holds, what) {
  if (!holds) throw new Error(`not so: ${what}`);
  console.log(`Verified: ${what}.`);
}

/** Reads the written files again and checks what must hold. Throws on the first thing that does not. */
export function verify() {
  const rows = readCsv(`${DATA}children.csv`).filter((row) => row.date === BASELINE_DATE && row.age_band !== 'all');
  const children = (kept) => sum(rows.filter(kept).map((row) => Number(row.children)));
  must(rows.length === AUTHORITIES.length * 5 * 8, `the baseline has ${rows.length} cells`);
  must(children(() => true) === TOTAL, `the baseline adds to ${TOTAL}`);
  must(
    rows.every(
      (r) =>
        Number.isInteger(Number(r.children)) &&
        Number(r.children_low) <= Number(r.children) &&
        Number(r.children) <= Number(r.children_high),
    ),
    'every cell is whole and inside its own range',
  );
  const byArea = new Map(AUTHORITIES.map((a) => [a.area_code, children((r) => r.area_code === a.area_code)]));
  const byRegion = REGIONS.map((region) =>
    sum(AUTHORITIES.filter((a) => a.region_code === region.area_code).map((a) => byArea.get(a.area_code))),
  );
  must(sum(byRegion) === TOTAL, `authorities add to regions, and regions (${byRegion.join(', ')}) to Wales`);
  const residuals = readCsv(`${REFERENCE}baseline-residuals.csv`);
  const controls = readCsv(`${DATA}baseline-controls.csv`);
  must(residuals.length === controls.length, `each of the ${controls.length} controls was checked`);
  must(
    residuals.every((row) => row.inside === 'yes'),
    'every control is inside its interval',
  );
}
