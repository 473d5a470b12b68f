// @ts-check
/* The engine itself: one draw, a run, its memory, and how cost grows with draws and with children. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { answerOf, Program } from '../lib/program.mjs';
import { benchFolder, projectFolder, scratch } from '../lib/project.mjs';
import { inTurn, spreadOf } from '../lib/rounds.mjs';
import { largerWales } from './larger-wales.mjs';

/** @typedef {import('../lib/rounds.mjs').Timed} Timed */
/** @typedef {import('../lib/rounds.mjs').Effort} Effort */
/** @typedef {import('../lib/program.mjs').Times} Times */

const here = (/** @type {string} */ file) => join(benchFolder, 'engine', file);

/** How draws are made: see draws.mjs. */
const WAYS = ['bare', 'recorded'];

/** What one draw does: random words, entries in calendars and months of children. */
export function countWork() {
  /** @type {{ draws: number, wordsPerDraw: number, calendarEntriesPerDraw: number, childMonthsPerDraw: number }} */
  const counts = answerOf(process.execPath, [here('count-work.mjs')]);
  return counts;
}

/**
 * CPU of a draw on one core, without and with the recorder, for Wales and for countries that are Wales several times over;
 * for Wales also of the expected path without chance.
 *
 * @param {readonly number[]} sizes
 * @param {Effort} effort
 */
export async function measureDraws(sizes, effort) {
  const programs = [];
  for (const times of sizes) {
    const settings = times === 1 ? {} : largerWales(times);
    const program = new Program('the engine', process.execPath, [here('draws.mjs'), JSON.stringify(settings)]);
    programs.push({ times, program, about: await program.answer() });
  }
  const timed = await inTurn(
    programs.flatMap(({ times, program }) =>
      [...WAYS, ...(times === 1 ? ['expected'] : [])].map((way) => ({
        name: `${way} ${times}`,
        run: (/** @type {number} */ draws) => program.ask(`${way} ${draws}`),
      })),
    ),
    effort,
  );
  for (const { program } of programs) await program.end();
  return programs.map(({ times, about }) => ({
    times,
    children: /** @type {number} */ (about.children),
    childMonths: /** @type {number} */ (about.childMonths),
    bare: /** @type {Timed} */ (timed.get(`bare ${times}`)),
    recorded: /** @type {Timed} */ (timed.get(`recorded ${times}`)),
    expected: timed.get(`expected ${times}`),
  }));
}

/**
 * The simulation alone on two threads, and the whole process with its files, in turn.
 *
 * @param {number} draws
 * @param {number} rounds
 */
export function measureRuns(draws, rounds) {
  /** @type {{ simulation: Times[], process: Times[] }} */
  const times = { simulation: [], process: [] };
  for (let round = 0; round < rounds; round++) {
    times.simulation.push(answerOf(process.execPath, [here('two-threads.mjs'), String(draws)]));
    times.process.push(wholeProcess(draws));
  }
  /** @param {Times[]} list */
  const spread = (list) => ({
    wallSeconds: spreadOf(list.map((t) => t.wallSeconds)),
    userSeconds: spreadOf(list.map((t) => t.userSeconds)),
  });
  return { draws, simulation: spread(times.simulation), process: spread(times.process) };
}

/**
 * Peak memory and CPU of the whole process at several numbers of draws.
 *
 * @param {readonly number[]} numbers
 */
export function measureMemory(numbers) {
  return numbers.map((draws) => ({ draws, ...wholeProcess(draws) }));
}

/**
 * Runs the built command with its files, as a user does.
 *
 * @param {number} draws
 * @returns {Times & { peakMebibytes: number }}
 */
function wholeProcess(draws) {
  const [out, usage] = [scratch('run'), scratch('usage.json')];
  rmSync(out, { recursive: true, force: true });
  rmSync(usage, { force: true });
  const result = spawnSync(
    process.execPath,
    [
      ...['--import', pathToFileURL(here('report-usage.mjs')).href],
      ...[join(projectFolder, 'bin', 'market-stability.js'), 'run', 'as-legislated'],
      ...['--draws', String(draws), '--seed', '1', '--threads', '2', '--out', out],
    ],
    { cwd: projectFolder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, MARKET_STABILITY_USAGE: usage } },
  );
  if (result.status !== 0) throw new Error(`The run of ${draws} draws failed:\n${result.stderr}`);
  const answer = JSON.parse(readFileSync(usage, 'utf8'));
  rmSync(out, { recursive: true, force: true });
  return answer;
}
