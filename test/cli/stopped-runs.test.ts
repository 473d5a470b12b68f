import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { program, start } from './program.ts';
import { shortScenario } from './short-scenario.ts';

/* Runs in processes of their own that are stopped and killed for real, and blocks that are made in other processes. */

const folder = await temporaryFolder();
const DRAWS = 90;
let scenario: string;
let whole: Readonly<Record<string, string>>;

const args = (out: string, ...more: string[]): string[] => {
  const options = ['--data', THREE_AREAS, '--draws', String(DRAWS), '--threads', '2', '--out', out];
  return ['run', scenario, ...options, ...more];
};

/** Digest of every file of a folder by its path; of the manifest without the clock and the threads. */
async function digests(out: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    let bytes = await readFile(path);
    if (entry.name === 'manifest.json') {
      const { started, finished, seconds, threads, ...lasting } = JSON.parse(bytes.toString()) as Record<
        string,
        unknown
      >;
      expect([started, finished, seconds, threads]).not.toContain(undefined);
      bytes = Buffer.from(JSON.stringify(lasting));
    }
    found[path.slice(out.length + 1)] = digestOf(bytes);
  }
  return found;
}

const there = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Kills a program when a file is there and some milliseconds have passed. Answers whether it was still at work. */
async function killWhen(words: string[], file: string, milliseconds: number): Promise<boolean> {
  const { process, finished } = start(words);
  while (process.exitCode === null && !(await there(file))) await setTimeout(1);
  await setTimeout(milliseconds);
  process.kill('SIGKILL');
  return (await finished).code === null;
}

/** On a busy machine the signal may come after the end: then the run is begun again, five times at most. */
async function inTime(out: string, attempt: () => Promise<boolean>): Promise<void> {
  for (let times = 0; times < 5; times++) {
    await rm(out, { recursive: true, force: true });
    if (await attempt()) return;
  }
  expect.fail('The run was finished before the signal came, five times.');
}

beforeAll(async () => {
  scenario = await shortScenario(folder);
  const out = join(folder, 'whole');
  const { code, err } = await program(args(out));
  expect(code, err).toBe(0);
  whole = await digests(out);
  expect(Object.keys(whole).length).toBe(5 * 2 + 1 + 5);
}, 240_000);

describe('a run that is killed', () => {
  // Moments: before the first block, between blocks, while figures are written, between its last files.
  it.each([
    ['run-plan.json', 0, 350],
    ['blocks/draws-0000060.f32', 1, 900],
    ['outcomes.csv.partial', 30, 1600],
    ['blocks/index.json', 0, 2500],
  ])(
    'when %s is there, and %i ms, has the same files in the end as one that never was',
    async (file, milliseconds, later) => {
      const out = join(folder, `killed ${file.replace('/', ' ')} ${milliseconds}`);
      await killWhen(args(out), join(out, file), milliseconds);
      const left = Object.keys(await digests(out));
      // A file of figures is whole or not there, and the manifest comes last.
      for (const [name, digest] of Object.entries(await digests(out)))
        if (name === 'outcomes.csv' || name === 'outcomes.parquet') expect(digest, name).toBe(whole[name]);
      if (left.includes('manifest.json')) expect(left.sort()).toEqual(Object.keys(whole).sort());
      // Killed again while it goes on: while it loads, checks, draws or writes, as fast as the machine is.
      await killWhen(args(out, '--resume'), out, later);
      const { code, err } = await program(args(out, '--resume'));
      expect(code, err).toBe(0);
      expect(await digests(out)).toEqual(whole);
    },
    120_000,
  );

  it('is not written over without a word, and says what to do', async () => {
    const out = join(folder, 'not over');
    await inTime(out, () => killWhen(args(out), join(out, 'blocks', 'draws-0000020.json'), 0));
    const before = await digests(out);
    const again = await program(args(out));
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toMatch(/The folder holds draws that would be lost\. Found "\d+ draws .* Mend: Add --resume/);
    expect(await digests(out)).toEqual(before);
    expect((await program(args(out, '--force'))).code).toBe(0);
    expect(await digests(out)).toEqual(whole);
  }, 120_000);
});

describe('a run that Ctrl-C ends', () => {
  it('keeps its finished draws and nothing half-written, says how to go on, and that works', async () => {
    const out = join(folder, 'stopped');
    let err = '';
    await inTime(out, async () => {
      const { process, finished } = start(args(out));
      while (process.exitCode === null && !(await there(join(out, 'blocks', 'draws-0000020.json'))))
        await setTimeout(1);
      process.kill('SIGINT');
      const ended = await finished;
      err = ended.err;
      // Code 0: all was done before the signal came.
      if (ended.code !== 0) expect(ended.code, err).toBe(130);
      return ended.code !== 0;
    });
    expect(err).toMatch(/Stopped\. \d+ of 90 draws are finished and kept in /);
    expect(err).toContain(`  market-stability ${args(out).join(' ')} --resume`);
    const left = Object.keys(await digests(out));
    expect(left.filter((name) => !/^(run-plan\.json|blocks\/draws-\d{7}\.(f32|json))$/.test(name))).toEqual([]);
    const kept = left.filter((name) => /^blocks\/.*\.json$/.test(name)).length;
    expect(kept).toBeGreaterThan(0);
    const again = await program(args(out, '--resume'));
    expect(again.code, again.err).toBe(0);
    expect(again.out).toContain('of the draws were there and whole, and were not made again');
    expect(await digests(out)).toEqual(whole);
  }, 120_000);
});

describe('blocks that are made one by one', () => {
  it('in any order, in processes of their own, some twice and at once, are merged into the same files', async () => {
    const out = join(folder, 'merged');
    expect((await program(args(out, '--plan-only'))).code).toBe(0);
    expect(await readdir(out)).toEqual(['run-plan.json']);
    const plan = join(out, 'run-plan.json');
    const early = await program(['merge', out]);
    expect(early).toMatchObject({ code: 2, out: '' });
    expect(early.err).toContain('A block of draws is missing. It is block 0.');
    const elsewhere = join(folder, 'elsewhere');
    await mkdir(elsewhere);
    for (const pair of [
      ['3', '3'],
      ['2', '0'],
      ['2', '4'],
    ]) {
      const answers = await Promise.all(
        pair.map((block) =>
          program(['run-block', plan, '--block', block, ...(block === '4' ? ['--out', elsewhere] : [])]),
        ),
      );
      for (const { code, err } of answers) expect(code, err).toBe(0);
    }
    await killWhen(['run-block', plan, '--block', '1'], out, 700);
    const made = await program(['run-block', plan, '--block', '1']);
    expect(made.code, made.err).toBe(0);
    const missing = await program(['merge', out]);
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toContain(`draws-0000080.json: A block of draws is missing. It is block 4.`);
    expect(await there(join(out, 'manifest.json'))).toBe(false);
    await cp(join(elsewhere, 'blocks'), join(out, 'blocks'), { recursive: true });
    const merged = await program(['merge', out]);
    expect(merged.code, merged.err).toBe(0);
    expect(await digests(out)).toEqual(whole);
  }, 240_000);
});
