import { appendFile, copyFile, cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { mergeRun } from '../../src/experiments/merge-run.ts';
import { prepareRun } from '../../src/experiments/prepare-run.ts';
import { readDraws } from '../../src/experiments/read-blocks.ts';
import { runPrepared } from '../../src/experiments/run.ts';
import type { RunOptions, WrittenRun } from '../../src/experiments/run.ts';
import { runBlock } from '../../src/experiments/run-block.ts';
import { readRunPlan, runPlanText } from '../../src/experiments/run-plan.ts';

const folder = await temporaryFolder();
let scenario: string;
/** A finished run of 50 draws: blocks of 20, 20 and 10. */
let fifty: string;
let files: Record<string, string>;

const make = async (options: Partial<RunOptions> & { out: string }): Promise<WrittenRun> => {
  const all = { scenario, dataDir: THREE_AREAS, threads: 1, seed: 1, draws: 50, ...options };
  return runPrepared(await prepareRun(all), all);
};

async function digests(out: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    let bytes: Uint8Array = await readFile(path);
    if (entry.name === 'manifest.json') {
      const { started, finished, seconds, ...lasting } = JSON.parse(bytes.toString()) as Record<string, unknown>;
      expect([started, finished, seconds]).not.toContain(undefined);
      bytes = Buffer.from(JSON.stringify(lasting));
    }
    found[path.slice(out.length + 1)] = digestOf(bytes);
  }
  return found;
}

/** A copy of the finished run. */
async function copy(): Promise<string> {
  const out = join(await mkdtemp(join(folder, 'copy-')), 'run');
  await cp(fifty, out, { recursive: true });
  return out;
}

/** A copy that lacks everything but the draws and the plan. */
async function unfinished(): Promise<string> {
  const out = await copy();
  for (const name of ['manifest.json', 'outcomes.csv', 'outcomes.parquet', 'inputs.json', 'blocks/index.json'])
    await rm(join(out, name));
  return out;
}

beforeAll(async () => {
  scenario = await shortScenario(folder);
  fifty = join(folder, 'fifty');
  await make({ out: fifty });
  files = await digests(fifty);
}, 120_000);

describe('resuming', () => {
  it('makes nothing again where all is whole, and says so', async () => {
    const out = await copy();
    const { manifest, reusedDraws } = await make({ out, resume: true });
    expect(reusedDraws).toBe(50);
    expect(manifest).toEqual(JSON.parse(await readFile(join(fifty, 'manifest.json'), 'utf8')));
    expect(await digests(out)).toEqual(files);
  });

  it('uses every block that is whole', async () => {
    const out = await unfinished();
    const told: number[][] = [];
    const { reusedDraws } = await make({
      out,
      resume: true,
      onProgress: (done, draws, headline, before) => told.push([done, draws, before, headline()!.draws]),
    });
    expect(reusedDraws).toBe(50);
    expect(told).toEqual([[50, 50, 50, 50]]);
    expect(await digests(out)).toEqual(files);
  });

  const block = (out: string, name: string): string => join(out, 'blocks', `draws-0000020.${name}`);
  it.each<[string, (out: string) => Promise<unknown>]>([
    ['a block without its entry', (out) => rm(block(out, 'json'))],
    ['an entry without its block', (out) => rm(block(out, 'f32'))],
    ['a block that is too short', (out) => truncate(block(out, 'f32'), 1000)],
    ['a block that is too long', (out) => appendFile(block(out, 'f32'), 'more')],
    ['a block of the right length with another number in it', (out) => changeByte(block(out, 'f32'))],
    ['a block of other draws', (out) => copyFile(join(out, 'blocks', 'draws-0000000.f32'), block(out, 'f32'))],
    ['an entry of other draws', (out) => copyFile(join(out, 'blocks', 'draws-0000000.json'), block(out, 'json'))],
    ['a torn entry', (out) => truncate(block(out, 'json'), 100)],
    ['an entry that was changed', (out) => changeText(block(out, 'json'), '"unseated":[', '"unseated":[1')],
    ['an entry that is empty', (out) => writeFile(block(out, 'json'), '')],
    ['half-written files beside', (out) => writeFile(`${block(out, 'f32')}.0123456789ab.partial`, 'half')],
  ])('does not trust %s', async (what, harm) => {
    const out = await unfinished();
    await harm(out);
    const { reusedDraws } = await make({ out, resume: true });
    expect(reusedDraws).toBe(what.startsWith('half') ? 50 : 30);
    expect(await digests(out)).toEqual(files);
  });

  it('mends a finished run of which a file is gone or changed, with its draws', async () => {
    const out = await copy();
    await appendFile(join(out, 'outcomes.csv'), 'more');
    await rm(join(out, 'inputs.json'));
    expect((await make({ out, resume: true })).reusedDraws).toBe(50);
    expect(await digests(out)).toEqual(files);
  });

  it('makes a finished run longer: blocks that align are used, a last short one is made again', async () => {
    const longer = join(folder, 'hundred');
    await make({ out: longer, draws: 100 });
    const out = await copy();
    const { reusedDraws } = await make({ out, draws: 100, resume: true });
    expect(reusedDraws).toBe(40);
    expect(await digests(out)).toEqual(await digests(longer));
    await readDraws(out, JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as never);
  });

  it('goes on without draws being kept, and takes them away in the end', async () => {
    const bare = join(folder, 'bare');
    await make({ out: bare, keepDraws: false });
    const out = await unfinished();
    expect((await make({ out, keepDraws: false, resume: true })).reusedDraws).toBe(50);
    expect(await digests(out)).toEqual(await digests(bare));
    expect(Object.keys(await digests(bare)).sort()).toEqual([
      'inputs.json',
      'manifest.json',
      'outcomes.csv',
      'outcomes.parquet',
    ]);
  });

  it('refuses what is of another run, with one message and nothing written', async () => {
    const other = await shortScenario(folder, 'short-other', 'assumptions: {notice: 3}\n');
    const cases: [Partial<RunOptions>, (out: string) => Promise<unknown>, RegExp][] = [
      [{ seed: 2 }, () => Promise.resolve(), /draws of another run.*Found "run-plan\.json: seed 1"/],
      [{ scenario: other }, () => Promise.resolve(), /Found "run-plan\.json: another plan/],
      [{ draws: 40 }, () => Promise.resolve(), /more draws than the run should have\. Found ".*draws up to 50"/],
      [{ draws: 45 }, () => Promise.resolve(), /more draws than the run should have/],
      [{}, (out) => foreignEntry(out, { seed: 7 }), /Found "blocks\/draws-0000020\.f32: seed 7"/],
      [{}, (out) => foreignEntry(out, { engine: '0.0.1' }), /another version of the program, 0\.0\.1/],
      [{}, (out) => foreignEntry(out, { plan_digest: 'x' }), /draws-0000020\.f32: another plan/],
      [{}, (out) => foreignEntry(out, { cells: 3 }), /3 figures a draw/],
      [{ force: true }, () => Promise.resolve(), /cannot be given together with --force/],
    ];
    for (const [options, harm, message] of cases) {
      const out = await unfinished();
      await harm(out);
      const before = await digests(out);
      await expect(make({ out, resume: true, ...options })).rejects.toThrow(message);
      expect(await digests(out)).toEqual(before);
    }
    const finished = await copy();
    await expect(make({ out: finished, seed: 2, resume: true })).rejects.toThrow(/Found "manifest\.json: seed 1"/);
    expect(await digests(finished)).toEqual(files);
    const strange = await mkdtemp(join(folder, 'strange-'));
    await writeFile(join(strange, 'notes.txt'), 'mine');
    await expect(make({ out: strange, resume: true })).rejects.toThrow(/without the manifest or the plan of a run/);
  }, 60_000);

  it('begins where there is nothing', async () => {
    const out = join(folder, 'new');
    expect((await make({ out, resume: true })).reusedDraws).toBe(0);
    expect(await digests(out)).toEqual(files);
  });
});

/** Adds one to a byte in the middle of a file. */
async function changeByte(path: string): Promise<void> {
  const bytes = await readFile(path);
  bytes[bytes.length >> 1]! += 1;
  await writeFile(path, bytes);
}

async function changeText(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

/** Puts an entry that a run with another key has written where one of this run stood. */
async function foreignEntry(out: string, other: Record<string, unknown>): Promise<void> {
  const { writeEntry } = await import('../../src/experiments/block-entry.ts');
  const path = join(out, 'blocks', 'draws-0000020.json');
  const entry = JSON.parse(await readFile(path, 'utf8')) as Parameters<typeof writeEntry>[2] &
    Parameters<typeof writeEntry>[1];
  writeEntry(join(out, 'blocks'), { ...entry, ...other }, entry);
}

describe('merging', () => {
  it('gives the files of a run from its blocks', async () => {
    const out = await unfinished();
    await mergeRun(out, { threads: 1 });
    expect(await digests(out)).toEqual(files);
  });

  it('names a block that is changed, foreign, of other draws or too many, and writes nothing', async () => {
    const cases: [(out: string) => Promise<unknown>, RegExp][] = [
      [
        (out) => changeByte(join(out, 'blocks', 'draws-0000020.f32')),
        /draws-0000020\.f32: .*not as it was made.* block 1\./,
      ],
      [
        (out) => truncate(join(out, 'blocks', 'draws-0000040.f32'), 8),
        /draws-0000040\.f32: .*not as it was made.* block 2\./,
      ],
      [(out) => foreignEntry(out, { seed: 7 }), /draws-0000020\.json: .*of another run.* block 1\..*Found "seed 7"/],
      [
        (out) => writeFile(join(out, 'blocks', 'draws-0000060.json'), ''),
        /draws-0000060\.json: The plan has no such block/,
      ],
      [(out) => rm(join(out, 'run-plan.json')), /There is no plan of a run/],
      [(out) => changeText(join(out, 'run-plan.json'), '"seed":1', '"seed":2'), /The plan is not as it was written/],
    ];
    for (const [harm, message] of cases) {
      const out = await unfinished();
      await harm(out);
      const before = await digests(out);
      await expect(mergeRun(out, { threads: 1 })).rejects.toThrow(message);
      expect(await digests(out)).toEqual(before);
    }
  }, 60_000);

  it('and making a block are refused to a plan of another version of the program', async () => {
    const out = await unfinished();
    const plan = await readRunPlan(out);
    await writeFile(join(out, 'run-plan.json'), runPlanText({ ...plan, engine: '0.0.1 x node 20' }));
    await expect(mergeRun(out, { threads: 1 })).rejects.toThrow(/plan was made by another version/);
    await expect(runBlock({ plan: join(out, 'run-plan.json'), block: 0 })).rejects.toThrow(/another version/);
  });
});

describe('one block', () => {
  it('is the same made alone, is left where it stands, and is made again where it is torn', async () => {
    const out = await unfinished();
    const plan = join(out, 'run-plan.json');
    expect((await runBlock({ plan, block: 1 })).stood).toBe(true);
    await changeByte(join(out, 'blocks', 'draws-0000020.f32'));
    expect((await runBlock({ plan, block: 1 })).stood).toBe(false);
    const elsewhere = join(folder, 'elsewhere');
    await runBlock({ plan, block: 2, out: elsewhere });
    const name = 'blocks/draws-0000040.f32';
    expect((await digests(elsewhere))[name]).toBe(files[name]);
    const { 'manifest.json': _m, 'outcomes.csv': _c, 'outcomes.parquet': _p, 'inputs.json': _i, ...rest } = files;
    const { 'blocks/index.json': _x, ...blocks } = rest;
    expect(await digests(out)).toEqual(blocks);
    await expect(runBlock({ plan, block: 3 })).rejects.toThrow(/--block.*A whole number from 0 to 2/s);
    await foreignEntry(out, { seed: 7 });
    await expect(runBlock({ plan, block: 1 })).rejects.toThrow(/A block of another run stands in the folder/);
  });
});
