// @ts-check
/* The results as files and as one plain table, with a column for each version of Node. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

/** @typedef {import('./rounds.mjs').Spread} Spread */
/** @typedef {Record<string, any>} Result what bench/run.mjs puts together for one version of Node */

const MARKS = ['<!-- figures: written by npm run bench -->', '<!-- end of figures -->'];

/**
 * Puts a result beside those of other versions of Node and writes all: into bench and docs/speed.md, or, when quick, into
 * outputs/bench.
 *
 * @param {Result} result
 * @returns {Result[]} all results, oldest Node first
 */
export function writeResults(result) {
  const folder = join(projectFolder, ...(result.quick ? ['outputs', 'bench'] : ['bench']));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'results.json');
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const major = (/** @type {Result} */ r) => Number.parseInt(r.node, 10);
  const all = [...before.filter((/** @type {Result} */ r) => major(r) !== major(result)), result];
  all.sort((a, b) => major(a) - major(b));
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
  const table = tableOf(all);
  writeFileSync(join(folder, 'results.md'), `# Results of the bench\n\n${table}\n`);
  const page = join(projectFolder, 'docs', 'speed.md');
  if (!result.quick && existsSync(page)) {
    const text = readFileSync(page, 'utf8');
    const [from, to] = MARKS.map((mark) => text.indexOf(mark));
    if (from >= 0 && to > from)
      writeFileSync(page, `${text.slice(0, from + MARKS[0].length)}\n\n${table}\n\n${text.slice(to)}`);
  }
  return all;
}

/**
 * One table of all results, and lines that say when and where they were measured.
 *
 * @param {readonly Result[]} results
 */
export function tableOf(results) {
  const rows = results.map(rowsOf);
  const names = [...new Set(rows.flatMap((r) => [...r.keys()]))];
  const heads = results.map((r) => `Node ${r.node}${r.quick ? ', quick' : ''}`);
  const lines = [
    `| What | ${heads.join(' | ')} |`,
    `|---|${heads.map(() => '---|').join('')}`,
    ...names.map((name) => `| ${name} | ${rows.map((r) => r.get(name) ?? '').join(' | ')} |`),
  ];
  const where = results.map(
    (r) =>
      `Node ${r.node}: ${r.date}, version ${r.version}, commit ${String(r.commit ?? 'unknown').slice(0, 10)}, ${r.machine}; ${r.rounds} rounds in turn.`,
  );
  return `${lines.join('\n')}\n\n${where.join('\n\n')}`;
}

/** Three figures that count, without a power of ten for readable sizes. @param {number} n */
function number(n) {
  if (n === 0) return '0';
  if (!Number.isFinite(n)) return 'not a number';
  if (Math.abs(n) < 1e-3) return n.toExponential(1);
  return Number(n.toPrecision(3)).toLocaleString('en-GB', { maximumFractionDigits: 6 });
}

/** @param {Spread} spread @param {string} unit */
const range = (spread, unit) =>
  `${number(spread.median)} ${unit}` +
  (spread.least === spread.most ? '' : ` (${number(spread.least)} to ${number(spread.most)})`);

/** @param {number} figure @param {number} target */
const verdict = (figure, target) =>
  figure <= target ? '; met' : `; missed, ${number(figure / target)} times the target`;

/** @param {Result} r @returns {Map<string, string>} */
function rowsOf(r) {
  /** @type {Map<string, string>} */
  const rows = new Map();
  const [wales] = r.sizes;
  const bare = wales.bare.userMs.median;
  rows.set(
    '**One draw of Wales, 144 months, one core**: CPU without the recorder (target 5 ms)',
    range(wales.bare.userMs, 'ms') + verdict(bare, 5),
  );
  rows.set('the same, wall clock', range(wales.bare.wallMs, 'ms'));
  rows.set('CPU with the recorder', range(wales.recorded.userMs, 'ms'));
  rows.set('the same with it, wall clock', range(wales.recorded.wallMs, 'ms'));

  rows.set('CPU of the expected path without chance, one parameter set', range(wales.expected.userMs, 'ms'));

  const { draws, simulation, process: whole } = r.runs;
  const full = draws === 1000;
  rows.set(
    `**${draws.toLocaleString('en-GB')} draws, two threads**: simulation alone, wall clock${full ? ' (target 3 s)' : ''}`,
    range(simulation.wallSeconds, 's') + (full ? verdict(simulation.wallSeconds.median, 3) : ''),
  );
  rows.set('CPU of the simulation alone', range(simulation.userSeconds, 's'));
  rows.set(
    `whole process with its files, wall clock${full ? ' (target 6 s)' : ''}`,
    range(whole.wallSeconds, 's') + (full ? verdict(whole.wallSeconds.median, 6) : ''),
  );
  rows.set('CPU of the whole process', range(whole.userSeconds, 's'));

  r.memory.forEach((/** @type {any} */ m, /** @type {number} */ i) => {
    const label = m.draws.toLocaleString('en-GB');
    rows.set(
      `${i === 0 ? '**Peak memory** of a run' : 'Peak memory'}, ${label} draws`,
      `${number(m.peakMebibytes)} MiB`,
    );
    if (i === 0) return;
    const before = r.memory[i - 1];
    const more = m.draws - before.draws;
    rows.set(
      `CPU of each draw more, ${before.draws.toLocaleString('en-GB')} to ${label} draws`,
      `${number(((m.userSeconds - before.userSeconds) / more) * 1000)} ms`,
    );
  });

  for (const s of r.sizes) {
    const label = s.times === 1 ? '**Children**: Wales' : `${s.times} times Wales`;
    const nanoseconds = (/** @type {any} */ timed) => number((timed.userMs.median * 1e6) / s.childMonths);
    rows.set(
      `${label}, ${s.children.toLocaleString('en-GB')} children: CPU of a draw, without and with the recorder`,
      `${range(s.bare.userMs, 'ms')}; ${range(s.recorded.userMs, 'ms')}`,
    );
    rows.set(
      `CPU of a child-month, ${s.times === 1 ? 'Wales' : `${s.times} times Wales`}, without and with the recorder`,
      `${nanoseconds(s.bare)} ns; ${nanoseconds(s.recorded)} ns`,
    );
  }

  const { stockFlow, work, floor } = r;
  for (const e of stockFlow.engines.slice(1)) {
    rows.set(
      `**Stock-flow model** in ${e.engine}: equal to plain JavaScript (at most 1e-9)`,
      e.missing ??
        `${e.equal ? 'equal' : 'NOT EQUAL'}, worst ${number(e.worst)}, ${number(e.comparedSets)} parameter sets`,
    );
  }
  rows.set('runs and months in which places or carers fall short', `${number(stockFlow.shortShare * 100)} %`);
  const plain = stockFlow.engines[0].timed?.userMs.median;
  for (const e of stockFlow.engines) {
    if (e.timed === undefined) continue;
    // Milliseconds a set are seconds a thousand sets.
    rows.set(`1,000 parameter sets in ${e.engine}, CPU`, range(e.timed.userMs, 's'));
    rows.set(`the same in ${e.engine}, wall clock`, range(e.timed.wallMs, 's'));
    if (e.timed.userMs.median !== plain) {
      rows.set(`CPU of ${e.engine} over plain JavaScript`, `${number(e.timed.userMs.median / plain)} times`);
    }
  }
  if (plain !== undefined) {
    rows.set('CPU of a draw of the engine over a run of the stock-flow model', `${number(bare / plain)} times`);
  }

  rows.set('**Floor**: random words in a draw', work.wordsPerDraw.toLocaleString('en-GB'));
  rows.set('entries in calendars in a draw', work.calendarEntriesPerDraw.toLocaleString('en-GB'));
  if (floor.missing !== undefined) rows.set('C program that only makes these', floor.missing);
  else if (!floor.knownAnswers)
    rows.set('C program that only makes these', 'NOT EQUAL to the known answers of Threefry');
  else {
    rows.set('C program that only makes these, CPU', range(floor.timed.userMs, 'ms'));
    rows.set('CPU of a draw over the floor', `${number(bare / floor.timed.userMs.median)} times`);
  }
  return rows;
}
