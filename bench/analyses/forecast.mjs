// @ts-check
/*
 * How long does a forecast of 150 areas and 8 placement types take, as the whole process of the command?
 *
 *   node bench/analyses/forecast.mjs [--quick]
 *
 * Goal: under 20 seconds. The history is made up: 14 yearly counts of 150 areas in 9 regions, 5 years ahead, 2,000 draws.
 * Prints one line of JSON last.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timedChild } from '../lib/child.mjs';
import { projectFolder, scratch } from '../lib/project.mjs';
import { machineInWords } from '../lib/machine.mjs';
import { setUp } from '../../scripts/set-up.mjs';

process.chdir(projectFolder);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const quick = process.argv.includes('--quick');
const AREAS = 150;
const YEARS = 14;
const REGIONS = 9;
const DRAWS = quick ? 200 : 2000;
const HORIZON = 5;
const TYPES = ['foster', 'kinship', 'residential', 'secure', 'parents', 'adoption', 'independent', 'other'];
const SHARES = [0.5, 0.15, 0.1, 0.01, 0.08, 0.04, 0.08, 0.04];

const folder = scratch('forecast');
mkdirSync(folder, { recursive: true });
const code = (/** @type {number} */ a) => `A${String(a).padStart(3, '0')}`;
const areas = ['area_code,level,name_en,name_cy,region_code,parent'];
for (let a = 0; a < AREAS; a++) areas.push(`${code(a)},authority,${a},${a},R${a % REGIONS},R${a % REGIONS}`);
for (let r = 0; r < REGIONS; r++) areas.push(`R${r},region,Region ${r},Rhanbarth ${r},,C`);
areas.push('C,country,Country,Gwlad,,', 'OUT,outside,Outside,Y tu allan,,');
const rows = ['date,area_code,placement_type,age_band,children,children_low,children_high,status,source'];
for (let a = 0; a < AREAS; a++)
  for (let t = 0; t < YEARS; t++) {
    const counts = SHARES.map((share, k) =>
      Math.round(share * (100 + 6 * a) * 1.02 ** t * (1 + 0.1 * Math.sin(a * 7.3 + t * (k + 2) * 1.7))),
    );
    const date = `${2011 + t}-03-31`;
    counts.forEach((n, k) => rows.push(`${date},${code(a)},${TYPES[k]},all,${n},,,illustrative,made up`));
    rows.push(`${date},${code(a)},all,all,${counts.reduce((s, n) => s + n, 0)},,,illustrative,made up`);
  }
writeFileSync(join(folder, 'areas.csv'), `${areas.join('\n')}\n`);
writeFileSync(join(folder, 'children.csv'), `${rows.join('\n')}\n`);

const { seconds, cpuSeconds } = timedChild([
  'bin/market-stability.js',
  'forecast',
  join(folder, 'children.csv'),
  '--horizon',
  String(HORIZON),
  '--draws',
  String(DRAWS),
  '--out',
  join(folder, 'out'),
  '--force',
]);
const written =
  readFileSync(join(folder, 'out', 'forecast.csv'), 'utf8')
    .trimEnd()
    .split('\n').length - 1;
console.log(
  JSON.stringify({
    machine: machineInWords(),
    node: process.versions.node,
    quick,
    areas: AREAS,
    types: TYPES.length,
    dates: YEARS,
    years: HORIZON,
    draws: DRAWS,
    rows: written,
    seconds,
    cpuSeconds,
    goalSeconds: 20,
    withinGoal: seconds < 20,
  }),
);
