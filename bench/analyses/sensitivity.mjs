// @ts-check
/*
 * How long does it take to rank all assumptions, and to share out the variance among the largest, and how sure is the answer?
 *
 *   node bench/analyses/sensitivity.mjs [--quick]
 *
 * Goals on two idle processors: all assumptions screened in 60 s, shares of the ten largest in five minutes. Prints one line of
 * JSON last.
 */
import { projectFolder, built } from '../lib/project.mjs';
import { machineInWords } from '../lib/machine.mjs';
import { setUp } from '../../scripts/set-up.mjs';

process.chdir(projectFolder);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { analysePrepared, prepareSensitivity, DEFAULT_POINTS, DEFAULT_TRAJECTORIES } = await built(
  'experiments/sensitivity/sensitivity.js',
);
const quick = process.argv.includes('--quick');
const HEADLINE = 'waiting-foster';

/** @param {number} trajectories @param {number} points */
async function measure(trajectories, points) {
  const prepared = await prepareSensitivity({ scenario: 'as-legislated', trajectories, points });
  const started = performance.now();
  const cpu = process.cpuUsage();
  const found = await analysePrepared(prepared);
  const { user, system } = process.cpuUsage(cpu);
  return { found, seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

const trajectories = quick ? 2 : DEFAULT_TRAJECTORIES;
const points = quick ? 8 : DEFAULT_POINTS;
const screening = await measure(trajectories, 0);
const { effects, chance } = screening.found.screening.rankings.get(HEADLINE);
// The screening before it is the smallest that there is, and its time is taken off.
const both = await measure(2, points);
const perDraw = screening.seconds / screening.found.screening.design.rows;
const shares = both.found.shares;
const own = shares.targets.find(
  (/** @type {any} */ t) => t.target.headline === HEADLINE && t.target.scope === 'headline',
);
const round = (/** @type {number} */ v) => Number(v.toPrecision(3));
console.log(
  JSON.stringify({
    machine: machineInWords(),
    node: process.versions.node,
    quick,
    headline: HEADLINE,
    screening: {
      trajectories,
      factors: screening.found.factors.moved.length,
      draws: screening.found.screening.design.rows,
      seconds: round(screening.seconds),
      cpuSeconds: round(screening.cpuSeconds),
      goalSeconds: 60,
      largest: effects[0].factor,
      relativeError: round(effects[0].muStar.error / effects[0].muStar.value),
      chanceOverLargest: round(chance.muStar.value / effects[0].muStar.value),
    },
    shares: {
      points,
      draws: shares.design.rows,
      seconds: round(both.seconds - perDraw * both.found.screening.design.rows),
      goalSeconds: 300,
      largestErrorOfFirstOrder: round(Math.max(...own.indices.map((/** @type {any} */ i) => i.first.error))),
      largestErrorOfTotalOrder: round(Math.max(...own.indices.map((/** @type {any} */ i) => i.total.error))),
    },
  }),
);
