// @ts-check
/* The simulation alone on two threads: node two-threads.mjs DRAWS. Prints one line of JSON. */
import { planOf } from '../lib/plan.mjs';
import { built } from '../lib/project.mjs';

const draws = Number(process.argv[2]);
const [plan, { simulate }] = [await planOf(), await built('experiments/simulate.js')];
const [wall, usage] = [performance.now(), process.cpuUsage()];
await simulate(plan, { draws, seed: 1, threads: 2 });
console.log(
  JSON.stringify({ wallSeconds: (performance.now() - wall) / 1e3, userSeconds: process.cpuUsage(usage).user / 1e6 }),
);
