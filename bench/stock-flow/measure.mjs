// @ts-check
/* The stock-flow reduction in four engines: first whether they agree, then how long each takes. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planOf } from '../lib/plan.mjs';
import { Program } from '../lib/program.mjs';
import { benchFolder, scratch } from '../lib/project.mjs';
import { inTurn } from '../lib/rounds.mjs';
import { INPUTS, inputRows, MONTHS, OUTPUTS } from './inputs.mjs';

/** @typedef {import('../lib/rounds.mjs').Timed} Timed */
/** @typedef {import('../lib/rounds.mjs').Effort} Effort */

/** Largest difference that still counts as equal, relative to the larger of the value and one child, place or night. */
export const TOLERANCE = 1e-9;
const WIDTH = (MONTHS + 1) * OUTPUTS.length;

/**
 * @typedef {object} EngineResult
 * @property {string} engine
 * @property {string} [missing] why it did not run
 * @property {number} [comparedSets]
 * @property {number} [worst] largest relative difference from plain JavaScript
 * @property {string} [worstAt]
 * @property {boolean} [equal]
 * @property {number} [timedSets] parameter sets of a round
 * @property {Timed} [timed] milliseconds a parameter set
 */

/**
 * @param {{ sets: number, slowSets: number, slowRound: number, effort: Effort }} options parameter sets for all engines but
 *   the slow one, for the slow one, and of the slow one in a round
 * @returns {Promise<{ sets: number, shortShare: number, engines: EngineResult[] }>}
 */
export async function measureStockFlow({ sets, slowSets, slowRound, effort }) {
  const rows = await inputRows(await planOf(), sets);
  const file = scratch('inputs.f64');
  writeFileSync(file, new Uint8Array(rows.buffer));
  const settings = scratch('stock-flow.json');
  writeFileSync(settings, JSON.stringify({ file, sets, months: MONTHS, inputs: INPUTS, outputs: OUTPUTS }));

  const competitor = join(benchFolder, 'stock-flow', 'competitor.mjs');
  /** @param {string} name */
  const node = (name) => ({ command: process.execPath, args: [competitor, name, settings] });
  const entrants = [
    { engine: 'plain JavaScript', ...node('reduction'), compared: sets, round: sets },
    { engine: 'numpy', ...numpy(settings), compared: sets, round: sets },
    { engine: 'SDEverywhere', ...node('sdeverywhere'), compared: sets, round: sets },
    { engine: 'npm simulation', ...node('simulation'), compared: slowSets, round: slowRound },
  ];
  /** @type {EngineResult[]} */
  const engines = [];
  /** @type {{ name: string, units: number, run: (sets: number) => Promise<any>, program: Program }[]} */
  const contestants = [];
  /** @type {Float64Array | undefined} */
  let reference;
  for (const entrant of entrants) {
    const { engine, command, args, compared, round } = entrant;
    if (command === undefined) {
      engines.push({ engine, missing: entrant.missing });
      continue;
    }
    const program = new Program(engine, command, args);
    await program.answer();
    const outFile = scratch('outputs.f64');
    await program.ask(`equal ${compared} ${outFile}`);
    const bytes = readFileSync(outFile);
    const outputs = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    reference ??= outputs;
    engines.push({ engine, comparedSets: compared, timedSets: round, ...compare(outputs, reference, compared) });
    contestants.push({ name: engine, units: round, run: (n) => program.ask(`time ${n}`), program });
  }
  // Speed says nothing about engines that disagree.
  if (engines.every((e) => e.missing !== undefined || e.equal)) {
    const timed = await inTurn(contestants, effort);
    for (const e of engines) e.timed = timed.get(e.engine);
  }
  for (const { program } of contestants) await program.end();
  return { sets, shortShare: shortShare(/** @type {Float64Array} */ (reference)), engines };
}

/** @param {string} settings */
function numpy(settings) {
  const found = spawnSync('python3', ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0;
  if (!found)
    return { command: undefined, args: [], missing: 'there is no python3 with numpy here (Debian: python3-numpy)' };
  return { command: 'python3', args: [join(benchFolder, 'stock-flow', 'numpy_reduction.py'), settings] };
}

/**
 * @param {Float64Array} outputs
 * @param {Float64Array} reference
 * @param {number} sets
 */
function compare(outputs, reference, sets) {
  if (outputs.length < sets * WIDTH) return { equal: false, worst: Infinity, worstAt: 'outputs are missing' };
  let [worst, at] = [0, 0];
  for (let i = 0; i < sets * WIDTH; i++) {
    const difference = Math.abs(outputs[i] - reference[i]) / Math.max(1, Math.abs(reference[i]));
    // A value that is no number is as wrong as can be.
    if (difference <= worst) continue;
    [worst, at] = [Number.isNaN(difference) ? Infinity : difference, i];
  }
  const [set, month] = [Math.floor(at / WIDTH), Math.floor((at % WIDTH) / OUTPUTS.length)];
  return { equal: worst <= TOLERANCE, worst, worstAt: `${OUTPUTS[at % OUTPUTS.length]}, set ${set}, month ${month}` };
}

/** Share of set-months in which places or carers fall short: the comparison means little where the limits never bind.
 * @param {Float64Array} outputs */
function shortShare(outputs) {
  const [homes, carers] = [OUTPUTS.indexOf('shortfall_residential'), OUTPUTS.indexOf('shortfall_foster')];
  let short = 0;
  for (let at = 0; at < outputs.length; at += OUTPUTS.length) {
    if (outputs[at + homes] > 0 || outputs[at + carers] > 0) short++;
  }
  return short / (outputs.length / OUTPUTS.length);
}
