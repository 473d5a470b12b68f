// @ts-check
/* The floor: a C program that makes the random words and calendar entries of a draw and does nothing with them. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { answerOf } from '../lib/program.mjs';
import { benchFolder, scratch } from '../lib/project.mjs';
import { inTurn } from '../lib/rounds.mjs';

/** @typedef {import('../lib/rounds.mjs').Timed} Timed */
/** @typedef {import('../lib/rounds.mjs').Effort} Effort */

/**
 * @param {{ wordsPerDraw: number, calendarEntriesPerDraw: number }} work
 * @param {Effort} effort
 * @returns {Promise<{ missing: string } | { knownAnswers: boolean, timed?: Timed }>} milliseconds a draw
 */
export async function measureFloor({ wordsPerDraw, calendarEntriesPerDraw }, effort) {
  const program = scratch('floor');
  const compiled = spawnSync('gcc', ['-O3', '-march=native', '-o', program, join(benchFolder, 'floor', 'floor.c')], {
    encoding: 'utf8',
  });
  if (compiled.error) return { missing: 'there is no gcc here' };
  if (compiled.status !== 0) throw new Error(`The floor does not compile:\n${compiled.stderr}`);
  const args = [Math.ceil(wordsPerDraw / 2), calendarEntriesPerDraw, 144].map(String);
  if (spawnSync(program, [...args, '1'], { stdio: 'ignore' }).status === 1) return { knownAnswers: false };
  const run = async (/** @type {number} */ draws) => answerOf(program, [...args, String(draws)]);
  const timed = await inTurn([{ name: 'floor', run }], effort);
  return { knownAnswers: true, timed: /** @type {Timed} */ (timed.get('floor')) };
}
