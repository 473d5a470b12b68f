import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { refuseFullDisk } from '../../src/experiments/blocks-folder.ts';
import type { BlockIndex } from '../../src/experiments/draw-blocks.ts';
import { readDraws } from '../../src/experiments/read-blocks.ts';
import { run } from '../../src/experiments/run.ts';
import type { Run } from '../../src/experiments/run.ts';
import { simulate } from '../../src/experiments/simulate.ts';
import { referenceSummary } from '../measures/reference-summary.ts';

const folder = await temporaryFolder();
const DRAWS = 43;
let result: Run;
let index: BlockIndex;
beforeAll(async () => {
  const scenario = await shortScenario(folder);
  result = await run({ scenario, dataDir: THREE_AREAS, draws: DRAWS, seed: 4, threads: 1, out: join(folder, 'run') });
  index = JSON.parse(await readFile(join(result.folder, 'blocks', 'index.json'), 'utf8')) as BlockIndex;
}, 120_000);

/** Values of a cell, read as any other program would: numbers of four bytes, least byte first, cell by cell. */
async function readPlainly(cell: number): Promise<number[]> {
  const values: number[] = [];
  for (const { file, draws } of index.blocks) {
    const bytes = await readFile(join(result.folder, 'blocks', file));
    for (let d = 0; d < draws; d++) values.push(bytes.readFloatLE(4 * (cell * draws + d)));
  }
  return values;
}

describe('the draws on disk', () => {
  it('are those of the simulation, in blocks of 20 whose list names run, plan and seed', async () => {
    const { plan, manifest } = result;
    const { column, grid, unseated } = await simulate(plan, { draws: DRAWS, seed: 4, threads: 1 });
    const { run_id, plan_digest } = manifest;
    expect(index).toMatchObject({ run_id, plan_digest, seed: 4, first_draw: 0, draws: DRAWS, cells: grid.cells });
    expect(index.blocks.map(({ first_draw, draws }) => [first_draw, draws])).toEqual([
      [0, 20],
      [20, 20],
      [40, 3],
    ]);
    expect(Math.max(...index.blocks.flatMap((block) => block.unseated))).toBe(unseated.most);
    expect(index.blocks.flatMap((block) => block.unseated).length).toBe(DRAWS);
    const read = await readDraws(result.folder, manifest);
    const expected = new Float32Array(DRAWS);
    const found = new Float32Array(DRAWS);
    const apart: number[] = [];
    for (let cell = 0; cell < grid.cells; cell++) {
      column(cell, expected);
      read.column(cell, found);
      if (Buffer.compare(Buffer.from(found.buffer), Buffer.from(expected.buffer)) !== 0) apart.push(cell);
    }
    expect(apart).toEqual([]);
    for (const cell of [0, 7, grid.cells - 1]) {
      column(cell, expected);
      expect(await readPlainly(cell)).toEqual([...expected]);
    }
  });

  it('are summarised without an error of rounding: every figure is that of the plain reference', async () => {
    const { column } = await readDraws(result.folder, result.manifest);
    const values = new Float32Array(DRAWS);
    let cell = -1;
    let expected: { statistic: string; value: number; mcError: number }[] = [];
    let figures = 0;
    const apart: unknown[] = [];
    for (const row of result.rows) {
      // Cell k is figure k of the file, and each figure begins with its mean.
      if (row.statistic === 'mean') {
        column(++cell, values);
        expected = referenceSummary(values, [1, 10]);
      }
      if (row.statistic.startsWith('share_')) continue;
      const one = expected.find((s) => s.statistic === row.statistic);
      figures++;
      if (!Object.is(one?.value, row.value) || !Object.is(one?.mcError, row.mc_error)) apart.push(row);
    }
    expect(apart).toEqual([]);
    expect(cell + 1).toBe(index.cells);
    expect(figures).toBeGreaterThan(10_000);
    const csv = parse(await readFile(join(result.folder, 'outcomes.csv')), { columns: true }) as unknown[];
    expect(csv.length).toBe(result.manifest.figures);
  });
});

describe('draws that cannot be relied on are refused', () => {
  const broken = async (breakIt: (blocks: string) => Promise<unknown>): Promise<unknown> => {
    const copy = join(await mkdtemp(join(folder, 'copy-')), 'run');
    await cp(result.folder, copy, { recursive: true });
    await breakIt(join(copy, 'blocks'));
    return readDraws(copy, result.manifest);
  };
  const second = 'draws-0000020.f32';

  it.each([
    ['a block is missing', (b: string) => rm(join(b, second)), 'A file of draws is missing.'],
    ['a block is too long', (b: string) => appendFile(join(b, second), 'x'), 'The file of draws should have'],
    [
      'a block is another',
      (b: string) => cp(join(b, 'draws-0000000.f32'), join(b, second)),
      'The file of draws is not the one of this run.',
    ],
    ['the list is missing', (b: string) => rm(join(b, 'index.json')), 'The draws of the run are not there.'],
    [
      'the list is another',
      (b: string) => writeFile(join(b, 'index.json'), JSON.stringify({ ...index, run_id: 'other' })),
      'The list of draws is not the one that the record of the run names.',
    ],
  ])('when %s', async (_what, breakIt, message) => {
    await expect(broken(breakIt)).rejects.toThrow(message);
  });

  it('when they are those of another run', async () => {
    const { manifest } = result;
    await expect(readDraws(result.folder, { ...manifest, run_id: 'other' })).rejects.toThrow('those of another run');
  });
});

describe('a disk without room', () => {
  it('is told before the first draw is made', async () => {
    await expect(refuseFullDisk('here', 1000, 50_000, 399e6)).rejects.toThrow(
      'here: The disk has no room for 1,000 draws, which go to disk while the run is made. Found "399 MB free". ' +
        'Allowed: A disk with 400 MB free.',
    );
    await refuseFullDisk('here', 1000, 50_000, 400e6);
  });
});
