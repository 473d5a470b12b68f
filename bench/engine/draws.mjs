// @ts-check
/*
 * Draws of one plan on one core: node draws.mjs SETTINGS, a JSON text { dataDir?, assumptions? }.
 *
 * Reads commands, one a line, from standard input and answers with one line of JSON each:
 *   bare N       N draws with a recorder that does nothing
 *   recorded N   N draws that record the default grid, as a run does
 *   expected N   the expected path without chance of N parameter sets
 */
import { createInterface } from 'node:readline';
import { planOf } from '../lib/plan.mjs';
import { built } from '../lib/project.mjs';

const plan = await planOf(JSON.parse(process.argv[2]));
const [{ createState }, { runDraw }, { BlockRunner }] = [
  await built('simulation/create-state.js'),
  await built('simulation/draw.js'),
  await built('experiments/simulate-block.js'),
];
const { expectedPath } = await built('simulation/expected/expected-path.js');
const state = createState(plan);
const runner = new BlockRunner(plan);
let childMonths = 0;
const counting = {
  begin() {},
  /** @param {{ counters: { lookedAfter: Float64Array } }} now */
  endMonth: (now) => {
    for (const n of now.counters.lookedAfter) childMonths += n;
  },
};
const silent = { begin() {}, endMonth() {} };
runDraw(state, 1, 0, counting);

/** @param {object} message */
const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
answer({ ready: true, children: plan.children.total, childMonths });
// Each command goes on with new draws, so that no round repeats another.
let next = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [command, count] = line.split(' ');
  const draws = Number(count);
  const [wall, user] = [performance.now(), process.cpuUsage()];
  if (command === 'recorded') runner.run(1, next, draws);
  else if (command === 'expected') for (let d = 0; d < draws; d++) expectedPath(plan, { set: next + d, seed: 1 });
  else for (let d = 0; d < draws; d++) runDraw(state, 1, next + d, silent);
  answer({ wallSeconds: (performance.now() - wall) / 1e3, userSeconds: process.cpuUsage(user).user / 1e6 });
  next += draws;
}
