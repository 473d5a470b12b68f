import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { program } from '../cli/program.ts';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS, threeAreasWith } from '../data/temporary-folder.ts';
import { digestOf } from '../../src/domain/digest.ts';
import type { Manifest } from '../../src/experiments/manifest.ts';

const folder = await temporaryFolder();

interface Result {
  readonly csv: Buffer;
  readonly parquet: Buffer;
  readonly inputs: Buffer;
  readonly plan: Buffer;
  readonly manifest: Manifest;
  /** The files of draws and their list, by name. */
  readonly blocks: Readonly<Record<string, Buffer>>;
}

const FILES = ['outcomes.csv', 'outcomes.parquet', 'inputs.json', 'manifest.json', 'run-plan.json'] as const;
let runs = 0;

/** Runs the program in a process of its own, into a new folder. 50 draws are three blocks, so two threads share them. */
async function run(options: {
  data?: string;
  scenario?: string;
  seed?: number;
  draws?: number;
  threads?: number;
}): Promise<Result> {
  const out = join(folder, `run-${++runs}`);
  const { data = THREE_AREAS, scenario = join(folder, 'short.yaml'), seed = 1, draws = 50, threads = 1 } = options;
  const numbers = ['--seed', seed, '--draws', draws, '--threads', threads].map(String);
  const { code, err } = await program(['run', scenario, '--data', data, '--out', out, ...numbers]);
  expect(code, err).toBe(0);
  const [csv, parquet, inputs, manifest, plan] = await Promise.all(FILES.map((file) => readFile(join(out, file))));
  const blocks: Record<string, Buffer> = {};
  for (const name of await readdir(join(out, 'blocks'))) blocks[name] = await readFile(join(out, 'blocks', name));
  const about = JSON.parse(manifest!.toString()) as Manifest;
  return { csv: csv!, parquet: parquet!, inputs: inputs!, plan: plan!, manifest: about, blocks };
}

/** A manifest without what a clock and a machine put into it. */
function lasting(manifest: Manifest): Partial<Manifest> {
  const { started, finished, seconds, threads, machine, ...rest } = manifest;
  expect([started, finished, machine].every((text) => text.length > 0)).toBe(true);
  expect(seconds).toBeGreaterThan(0);
  expect(threads).toBeGreaterThan(0);
  return rest;
}

let first: Result;
beforeAll(async () => {
  await program(['--help']);
  await shortScenario(folder);
  first = await run({});
}, 240_000);

describe('the same inputs, seed and draws', () => {
  it('give the same bytes a second time', async () => {
    const second = await run({});
    expect(second.csv.equals(first.csv)).toBe(true);
    expect(second.parquet.equals(first.parquet)).toBe(true);
    expect(lasting(second.manifest)).toEqual(lasting(first.manifest));
  });

  it.each([2, 3])('give the same bytes on %i threads as on one, the draws too', async (threads) => {
    const second = await run({ threads });
    expect(second.manifest.threads).toBe(threads);
    expect(second.blocks).toEqual(first.blocks);
    // Three blocks, each with its entry, and the list of them.
    expect(Object.keys(first.blocks).length).toBe(7);
    expect(second.csv.equals(first.csv)).toBe(true);
    expect(second.parquet.equals(first.parquet)).toBe(true);
    expect(lasting(second.manifest)).toEqual(lasting(first.manifest));
  });

  it('give the same bytes wherever the data lie', async () => {
    const data = join(folder, 'moved', 'our-data');
    await cp(THREE_AREAS, data, { recursive: true });
    const second = await run({ data });
    expect(second.manifest.run_id).toBe(first.manifest.run_id);
    expect(second.csv.equals(first.csv)).toBe(true);
  });
});

describe('the name of a run', () => {
  it('changes with the seed, and so do the figures', async () => {
    const other = await run({ seed: 2 });
    expect(other.manifest.run_id).not.toBe(first.manifest.run_id);
    expect(figures(other)).not.toEqual(figures(first));
  });

  it('changes with the draws, the data and the scenario', async () => {
    const text = await readFile(join(THREE_AREAS, 'services.csv'), 'utf8');
    const data = await threeAreasWith(folder, { 'services.csv': text.replace(',T01,4,', ',T01,5,') });
    const scenario = await shortScenario(folder, 'shorter', 'assumptions: {notice: 3}\n');
    const ids = [
      first.manifest.run_id,
      (await run({ draws: 52 })).manifest.run_id,
      (await run({ data, draws: 2 })).manifest.run_id,
      (await run({ draws: 2 })).manifest.run_id,
      (await run({ scenario, draws: 2 })).manifest.run_id,
    ];
    expect(new Set(ids).size).toBe(ids.length);
  }, 60_000);
});

/** Figures of a run without its name, as they stand in the CSV. */
function figures(result: Result): string[] {
  return result.csv
    .toString()
    .split('\r\n')
    .slice(1)
    .map((line) => line.replace(/^[^,]*,/, ''));
}

describe('the files of a run', () => {
  it('hold the same figures as CSV and as Parquet, to the digits of the CSV', async () => {
    const path = join(folder, 'outcomes.parquet');
    await writeFile(path, first.parquet);
    const parquet = (await parquetReadObjects({ file: await asyncBufferFromFile(path) })) as Record<string, unknown>[];
    const csv = parse(first.csv, { columns: true }) as Record<string, string>[];
    expect(csv.length).toBe(parquet.length);
    expect(csv.length).toBeGreaterThan(10_000);
    // The text holds seven digits of a figure and four of its error, and whole numbers in full; Parquet holds both in full.
    const digits: Record<string, number> = { value: 7, mc_error: 4 };
    const text = (column: string, value: unknown): string =>
      typeof value === 'number'
        ? String(Number.isInteger(value) ? value : Number(value.toPrecision(digits[column])))
        : value === null
          ? ''
          : String(value);
    // A share of the spread has no value where the figure does not vary.
    expect(csv.filter((row) => row['value'] === '' && !row['statistic']!.startsWith('share_'))).toEqual([]);
    const different = csv.filter((row, i) =>
      Object.keys(row).some((column) => row[column] !== text(column, parquet[i]![column])),
    );
    expect(different).toEqual([]);
    expect(Object.keys(parquet[0]!)).toEqual(Object.keys(csv[0]!));
  });

  it('are the ones whose digests the manifest names', () => {
    expect(first.manifest.files).toEqual({
      'blocks/index.json': digestOf(first.blocks['index.json']!),
      'outcomes.csv': digestOf(first.csv),
      'outcomes.parquet': digestOf(first.parquet),
      'inputs.json': digestOf(first.inputs),
      'run-plan.json': digestOf(first.plan),
    });
  });
});
