// @ts-check
/*
 * How long does it take to solve for the places of all regions, and how sure is the answer?
 *
 *   node bench/analyses/solve.mjs [--quick]
 *
 * Goal on two idle processors: the answer with its check and its frontier in five minutes. Prints one line of JSON last.
 * The time of the processors is given too, since that of the clock depends on what else runs.
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
const { solve, DEFAULT_SOLVE_DRAWS } = await built('experiments/solve/solve.js');
const quick = process.argv.includes('--quick');
const draws = quick ? 40 : DEFAULT_SOLVE_DRAWS;
const UNTIL =
  'P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region from 2030-04-01 to 2030-12-31';
const started = performance.now();
const cpu = process.cpuUsage();
const solution = await solve({
  scenario: 'as-legislated',
  until: UNTIL,
  draws,
  ...(quick ? { frontier: [] } : {}),
  onStep: (/** @type {string} */ words) => console.error(words),
});
const { user, system } = process.cpuUsage(cpu);
const round = (/** @type {number} */ v) => Number(v.toPrecision(3));
console.log(
  JSON.stringify({
    machine: machineInWords(),
    node: process.versions.node,
    quick,
    until: UNTIL,
    draws,
    evaluations: solution.evaluations,
    seconds: round((performance.now() - started) / 1000),
    cpuSeconds: round((user + system) / 1e6),
    goalSeconds: 300,
    places: solution.amounts.flat().reduce((/** @type {number} */ s, /** @type {number} */ n) => s + n, 0),
    placesInterval: [solution.wholeInterval.low, solution.wholeInterval.high],
    verdicts: solution.verdicts,
    /** Risk on fresh draws with its interval, by region. */
    reached: solution.verified.reached.map((/** @type {any} */ r) => [r.share, r.low, r.high].map(round)),
    frontier: solution.frontier.map((/** @type {any} */ p) => ({
      tolerance: p.tolerance,
      places: p.total,
      risk: round(p.reached.share),
      capital: Math.round(p.cost.capital.mean),
      dominated: p.dominated,
    })),
  }),
);
