// @ts-check
/* A program that is timed from start to end, by the clock and by its own processors. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Runs node on some arguments, and tells the seconds by the clock and those of all threads of the child: those of this process
 * would say nothing of it.
 *
 * @param {readonly string[]} args
 * @returns {{ readonly output: string, readonly seconds: number, readonly cpuSeconds: number }}
 */
export function timedChild(args) {
  const folder = mkdtempSync(join(tmpdir(), 'timed-'));
  try {
    const told = join(folder, 'cpu');
    const hook = join(folder, 'hook.mjs');
    writeFileSync(
      hook,
      `import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  writeFileSync(${JSON.stringify(told)}, String((userCPUTime + systemCPUTime) / 1e6));
});
`,
    );
    const started = performance.now();
    const run = spawnSync(process.execPath, ['--import', pathToFileURL(hook).href, ...args], { encoding: 'utf8' });
    const seconds = (performance.now() - started) / 1000;
    if (run.status !== 0) throw new Error(run.stderr);
    const three = (/** @type {number} */ value) => Number(value.toPrecision(3));
    return { output: run.stdout, seconds: three(seconds), cpuSeconds: three(Number(readFileSync(told, 'utf8'))) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
