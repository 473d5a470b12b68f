// @ts-check
/*
 * How long does the fit of a national register take, as a process of its own?
 *
 *   node bench/analyses/fit.mjs
 *
 * Makes up a register of 5,000 homes in 150 areas and 12 yearly copies, and times `fit` from start to end. Goal: ten seconds on
 * two idle processors. Prints one line of JSON last; the time of the program's processors is given too, since that of the
 * clock depends on what else runs.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timedChild } from '../lib/child.mjs';
import { machineInWords } from '../lib/machine.mjs';
import { built, projectFolder } from '../lib/project.mjs';
import { setUp } from '../../scripts/set-up.mjs';

process.chdir(projectFolder);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { foldIn, keyOfSeed, uniformOf } = await built('random/keys.js');
const SERVICES = 5000;
const YEARS = 12;
const SECTORS = ['for-profit', 'local-authority', 'not-for-profit'];
/** Chances a year of closing, of a change of owner and of a registration anew. */
const CLOSE = [0.05, 0.03, 0.08];
const TRANSFER = 0.04;
const ANEW = 0.03;
let at = 0;
const next = () => uniformOf(foldIn(keyOfSeed(1), at++)[0]);

const lines = [
  'snapshot_date,service_id,name,service_type,sector,owner_id,area_code,places,status,evidence,source,registered_for,snapshot_complete',
];
let homes = 0;
const open = (/** @type {number} */ from) => {
  const home = ++homes;
  const s = Math.floor(next() * 3);
  const area = `A${1 + Math.floor(next() * 150)}`;
  const places = 1 + Math.floor(next() * 6);
  let owner = `O${s}-${Math.floor(next() * 1200)}`;
  let registration = 0;
  for (let year = from; year < YEARS; year++) {
    lines.push(
      `${2012 + year}-03-31,H${home}-${registration},Home ${home},residential,${SECTORS[s]},${owner},${area},${places},illustrative,made up,made up,general,yes`,
    );
    if (next() < CLOSE[s]) return;
    if (next() < TRANSFER) owner = `T${home}-${year}`;
    if (next() < ANEW) registration++;
  }
};
for (let i = 0; i < SERVICES; i++) open(0);
for (let year = 1; year < YEARS; year++) for (let i = 0; i < SERVICES * 0.05; i++) open(year);

const folder = mkdtempSync(join(tmpdir(), 'fit-'));
try {
  const file = join(folder, 'register-history.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const { output, seconds, cpuSeconds } = timedChild([
    'bin/market-stability.js',
    'fit',
    file,
    '--out',
    join(folder, 'fit'),
  ]);
  console.error(output);
  console.log(
    JSON.stringify({
      machine: machineInWords(),
      node: process.versions.node,
      services: homes,
      snapshots: YEARS,
      rows: lines.length - 1,
      seconds,
      goalSeconds: 10,
      withinGoal: seconds < 10,
      cpuSeconds,
    }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
