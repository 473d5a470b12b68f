// @ts-check
/*
 * How fast is it, and beside what? Equality first, then speed.
 *
 *   npm run bench                     everything; writes bench/results.json, bench/results.md and the figures of docs/speed.md
 *   npm run bench -- --quick          about a minute, fewer draws; writes outputs/bench only
 *   npm run bench -- --node 20,24     in these major versions of Node, one after the other
 *
 * Exit code 1: engines that should agree do not.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireNode } from '../scripts/set-up/node-version.mjs';
import { setUp } from '../scripts/set-up.mjs';
import { countWork, measureDraws, measureMemory, measureRuns } from './engine/measure.mjs';
import { measureFloor } from './floor/measure.mjs';
import { installBenchPackages } from './lib/install.mjs';
import { machineInWords } from './lib/machine.mjs';
import { built, projectFolder } from './lib/project.mjs';
import { tableOf, writeResults } from './lib/report.mjs';
import { measureStockFlow } from './stock-flow/measure.mjs';

requireNode();
/** @type {{ quick?: boolean, node?: string, help?: boolean }} */
let options;
try {
  options = parseArgs({
    options: { quick: { type: 'boolean' }, node: { type: 'string' }, help: { type: 'boolean' } },
  }).values;
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(2);
}
if (options.help) {
  console.log('Usage: npm run bench -- [--quick] [--node 20,24]');
  process.exit(0);
}
if (options.node !== undefined && !/^\d+(,\d+)*$/.test(options.node)) {
  console.error(`--node: "${options.node}" is not a list of major versions, as 20,24.`);
  process.exit(2);
}
const problem = (await setUp()) ?? installBenchPackages();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
process.exitCode =
  options.node === undefined ? await bench(options.quick === true) : inOtherNodes(options.node.split(','));

/** @param {readonly string[]} versions */
function inOtherNodes(versions) {
  for (const version of versions) {
    const own = process.versions.node.startsWith(`${version}.`);
    const [command, first] = own ? [process.execPath, []] : ['npx', ['-y', '-p', `node@${version}`, 'node']];
    const result = spawnSync(
      command,
      [...first, fileURLToPath(import.meta.url), ...(options.quick ? ['--quick'] : [])],
      { cwd: projectFolder, stdio: 'inherit', shell: !own && process.platform === 'win32' },
    );
    if (result.error) console.error(`${command} could not be started (${result.error.message}).`);
    if (result.status !== 0) return result.status ?? 1;
  }
  return 0;
}

/** @param {boolean} quick */
async function bench(quick) {
  const { commitOfSources, packageVersion } = await built('experiments/manifest.js');
  const effort = quick
    ? { rounds: 3, warmSeconds: 0.5, roundSeconds: 0.2 }
    : { rounds: 7, warmSeconds: 4, roundSeconds: 1.5 };
  console.log(`Node ${process.versions.node}, ${machineInWords()}${quick ? ', quick' : ''}`);

  console.log('The same stock-flow model in four engines ...');
  const stockFlow = await measureStockFlow({
    sets: 1000,
    slowSets: quick ? 20 : 1000,
    slowRound: quick ? 5 : 20,
    effort,
  });
  for (const { engine, missing, worst, worstAt, comparedSets, equal } of stockFlow.engines) {
    if (missing !== undefined) console.log(`  ${engine}: not run, ${missing}`);
    else
      console.log(`  ${engine}: ${equal ? 'equal' : 'NOT EQUAL'}, ${comparedSets} sets, worst ${worst} (${worstAt})`);
  }
  console.log('What a draw does, and the floor ...');
  const work = countWork();
  const floor = await measureFloor(work, effort);
  console.log('Draws on one core, for Wales and for several times Wales ...');
  const sizes = await measureDraws([1, 2, 4, 8], effort);
  console.log('Whole runs ...');
  // Quick: as many draws as take a quarter of a minute on two threads.
  const fewest = Math.max(4, Math.min(250, Math.floor(30_000 / 21 / sizes[0].recorded.wallMs.median)));
  const draws = quick ? [fewest, 4 * fewest, 16 * fewest] : [250, 1000, 4000];
  const runs = measureRuns(draws[1], quick ? 1 : 5);
  const memory = measureMemory(draws);

  const result = {
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    machine: machineInWords(),
    version: packageVersion(),
    commit: commitOfSources(),
    quick,
    rounds: effort.rounds,
    work,
    floor,
    sizes,
    runs,
    memory,
    stockFlow,
  };
  const all = writeResults(result);
  console.log(`\n${tableOf(all)}`);
  const wrong = [
    ...stockFlow.engines.filter((e) => e.equal === false).map((e) => `${e.engine} differs at ${e.worstAt}`),
    ...('knownAnswers' in floor && !floor.knownAnswers
      ? ['the floor does not give the known answers of Threefry']
      : []),
  ];
  for (const text of wrong) console.error(`Not equal: ${text}.`);
  return wrong.length > 0 ? 1 : 0;
}
