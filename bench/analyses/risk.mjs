// @ts-check
/*
 * How long does it take to score 30 events on the quarterly panel over 10,000 draws, once the draws are there?
 *
 *   node bench/analyses/risk.mjs [--draws N]
 *
 * Goal: under 2 s of processor time. The draws are made up, with the grid of Wales: half of the cells are 0, the others
 * uniform to 100. They take 200 kB a draw in the system's temporary folder (2 GB for 10,000) and are deleted. Prints one
 * line of JSON last; `checked` is with every block held against its digest.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, projectFolder } from '../lib/project.mjs';
import { machineInWords } from '../lib/machine.mjs';
import { setUp } from '../../scripts/set-up.mjs';

process.chdir(projectFolder);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { loadDataSet } = await built('data/data-set.js');
const { loadScenario } = await built('data/scenario-file.js');
const { buildPlan } = await built('simulation/plan/build-plan.js');
const { defaultGrid } = await built('measures/grid.js');
const { eachDraw } = await built('experiments/each-draw.js');
const { readEvents, shippedEvents } = await built('risk/events/read-events.js');
const { compileForRun } = await built('risk/score/judge-run.js');
const { EventJudge } = await built('risk/events/judge-events.js');
const { scoreEvent } = await built('risk/score/risk-score.js');
const { readScheme } = await built('risk/schemes/read-scheme.js');
const { readImpacts, shippedImpacts } = await built('risk/score/impact-scale.js');

const at = process.argv.indexOf('--draws');
const draws = at < 0 ? 10_000 : Number(process.argv[at + 1]);
const IN_BLOCK = 20;
const data = (await loadDataSet('data/wales')).value;
const scenario = (await loadScenario('as-legislated', data)).value;
const plan = buildPlan(data, scenario).value;
const { cells } = defaultGrid(plan);
const folder = await mkdtemp(join(tmpdir(), 'risk-'));
try {
  await mkdir(join(folder, 'blocks'));
  const blocks = [];
  let state = 1;
  const values = new Float32Array(cells * IN_BLOCK);
  for (let first = 0; first < draws; first += IN_BLOCK) {
    for (let i = 0; i < values.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      values[i] = state & 1 ? 0 : (state >>> 8) / 167772.16;
    }
    const file = `draws-${first}.f32`;
    const bytes = Buffer.from(values.buffer);
    await writeFile(join(folder, 'blocks', file), bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    blocks.push({ file, first_draw: first, draws: IN_BLOCK, sha256, unseated: [] });
  }
  const index = { draws, first_draw: 0, cells, blocks };
  const scheme = await readScheme('ons-2026');
  const impacts = await readImpacts(shippedImpacts());
  const score = async (/** @type {boolean} */ check) => {
    const [cpu, clock] = [process.cpuUsage(), performance.now()];
    const events = (await readEvents(shippedEvents(), data.areas)).slice(0, 30);
    const compiled = compileForRun(plan, events, 'events.yaml');
    const judge = new EventJudge(compiled, draws);
    eachDraw(folder, index, compiled.cells, check, (/** @type {number} */ draw, /** @type {Float32Array} */ v) =>
      judge.take(draw, v),
    );
    const about = { scheme, impacts, state: 'current', scenario: 'made up', runId: 'made up' };
    const scores = judge.judged.map((/** @type {any} */ judged) => scoreEvent([{ judged, weight: 1 }], about));
    const { user } = process.cpuUsage(cpu);
    return { events: scores.length, seconds: user / 1e6, clock: (performance.now() - clock) / 1000 };
  };
  const plain = await score(false);
  const checked = await score(true);
  const round = (/** @type {number} */ v) => Number(v.toPrecision(3));
  console.log(
    JSON.stringify({
      machine: machineInWords(),
      node: process.versions.node,
      draws,
      cells,
      events: plain.events,
      seconds: round(plain.seconds),
      clock: round(plain.clock),
      checked: round(checked.seconds),
      goal: 2,
      met: plain.seconds < 2,
    }),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
