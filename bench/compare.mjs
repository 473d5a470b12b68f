// @ts-check
/*
 * What the same luck saves, and how long 12 scenarios of 1,000 draws take.
 *
 *   node bench/compare.mjs               48 draws of each scenario; about a minute; prints, and writes bench/compare.md
 *   node bench/compare.mjs --draws 400   more draws, narrower intervals
 *   node bench/compare.mjs --print       prints only
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setUp } from '../scripts/set-up.mjs';
import { built } from './lib/project.mjs';

const { values } = parseArgs({ options: { draws: { type: 'string' }, print: { type: 'boolean' } } });
const draws = Number(values.draws ?? 48);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const toolkit = await built('index.js');
const { PairedSummariser } = await built('experiments/compare/paired-summary.js');
const { defaultGrid } = await built('measures/grid.js');
const { GridRecorder } = await built('measures/grid-recorder.js');
const { createState } = await built('simulation/create-state.js');
const { runDraw } = await built('simulation/draw.js');

const SCENARIOS = 12;
const DRAWS = 1000;
const THREADS = 2;
const TARGET_SECONDS = 60;
const LEAST_GAIN = 20;

const data = toolkit.orThrow(await toolkit.loadShippedDataSet());
const plain = toolkit.orThrow(await toolkit.loadScenario('as-legislated', data));
const area = data.areas.find((/** @type {any} */ a) => a.level === 'authority' && a.name_en === 'Cardiff').area_code;
const places = {
  places: { area, service_type: 'residential', sector: 'local-authority', places: 30, opens: '2027-04-01' },
};
const plans = [plain, { ...plain, levers: [...plain.levers, places] }].map((scenario) =>
  toolkit.orThrow(toolkit.buildPlan(data, scenario)),
);
const headlines = toolkit.headlinesOfTheBoard(plans[0]);
const [reference, lever] = await toolkit.study(
  plans.map((/** @type {any} */ plan) => ({ plan, seed: 1, draws })),
  headlines,
  { threads: THREADS },
);
const lines = [
  '# What the same luck saves',
  '',
  `Thirty more council places in Cardiff from April 2027, against the law as it stands: ${draws} draws of each on the same luck, seed 1.`,
  `The gain is the sum of the variances over the variance of the difference, of means of pairs of draws; ${LEAST_GAIN} is wanted.`,
  '',
  '| headline | times fewer draws | 95% interval | at least 20 |',
  '| --- | ---: | ---: | --- |',
];
let misses = 0;
for (const headline of headlines) {
  const gain = toolkit.luckGain(toolkit.headlineValues(lever, headline), toolkit.headlineValues(reference, headline));
  const figure = (/** @type {number} */ x) =>
    Number.isFinite(x) ? toolkit.formatNumber(x, x < 100 ? 1 : 0) : 'no end';
  const met = gain.times >= LEAST_GAIN;
  if (!met) misses++;
  lines.push(
    `| ${headline.title} | ${figure(gain.times)} | ${figure(gain.low)} to ${figure(gain.high)} | ${met ? 'yes' : '**missed**'} |`,
  );
}
lines.push('', `Missed in ${misses} of ${headlines.length} headlines.`, '');

// One draw of the whole grid, as `run` makes it, in processor time.
const grid = defaultGrid(plans[0]);
const recorder = new GridRecorder(plans[0], grid);
const state = createState(plans[0]);
const measured = 24;
const rows = Array.from({ length: measured }, () => new Float32Array(grid.cells));
recorder.row = rows[0];
runDraw(state, 1, 0, recorder);
let before = process.cpuUsage();
for (let d = 0; d < measured; d++) {
  recorder.row = rows[d];
  runDraw(state, 1, d, recorder);
}
const drawSeconds = process.cpuUsage(before).user / 1e6 / measured;

// Statistics of differences of 1,000 draws, from the draws above taken again and again.
const sample = 2000;
const summariser = new PairedSummariser(DRAWS);
const [a, b] = [new Float32Array(DRAWS), new Float32Array(DRAWS)];
before = process.cpuUsage();
for (let k = 0; k < sample; k++) {
  const cell = Math.floor((k / sample) * grid.cells);
  for (let d = 0; d < DRAWS; d++) {
    a[d] = rows[d % measured][cell];
    b[d] = rows[(d * 7 + 5) % measured][cell];
  }
  summariser.summarise(a, b);
}
const cellSeconds = process.cpuUsage(before).user / 1e6 / sample;
const simulate = (SCENARIOS * DRAWS * drawSeconds) / THREADS;
const compare = (SCENARIOS - 1) * grid.cells * cellSeconds;
const seconds = (/** @type {number} */ x) => toolkit.formatNumber(x, x < 10 ? 1 : 0);
lines.push(
  `## ${SCENARIOS} scenarios of ${toolkit.formatNumber(DRAWS)} draws`,
  '',
  `Scaled from ${measured} draws and ${toolkit.formatNumber(sample)} figures, not run whole. Processor time; at most ${TARGET_SECONDS} s are wanted on two cores.`,
  '',
  '| part | measured | scaled | |',
  '| --- | ---: | ---: | --- |',
  `| simulating, on two threads | ${seconds(drawSeconds * 1000)} ms a draw | ${seconds(simulate)} s | ${simulate <= TARGET_SECONDS ? 'met' : '**missed**'} |`,
  `| comparing finished runs: ${toolkit.formatNumber(grid.cells)} figures, on one thread, without reading and writing files | ${seconds(cellSeconds * 1e6)} µs a figure | ${seconds(compare)} s | ${compare <= TARGET_SECONDS ? 'met' : '**missed**'} |`,
  '',
);
const text = lines.join('\n');
console.log(text);
if (values.print !== true) writeFileSync(new URL('compare.md', import.meta.url), text);
