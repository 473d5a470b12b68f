import { mkdtemp, open } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { BlockColumns } from '../../src/experiments/block-columns.ts';
import { blockFile, blocksOf, DRAWS_IN_BLOCK, NUMBER_BYTES } from '../../src/experiments/draw-blocks.ts';
import { run } from '../../src/experiments/run.ts';
import { defaultGrid } from '../../src/measures/grid.ts';

const folder = await temporaryFolder();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are in use, without what only waits to be collected. */
function inUse(): number {
  // Memory of arrays is freed by the collection after the one that finds them.
  for (let k = 0; k < 3; k++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const MEGABYTE = 2 ** 20;

describe('the memory of a run', () => {
  it('does not grow while draws are made: four times the draws take no more', async () => {
    const scenario = await shortScenario(folder);
    const made = async (draws: number): Promise<{ used: number; bytes: number }> => {
      let used = NaN;
      const { plan } = await run({
        scenario,
        dataDir: THREE_AREAS,
        draws,
        seed: 1,
        threads: 1,
        out: await mkdtemp(join(folder, 'run-')),
        force: true,
        onProgress: (done) => {
          // When all draws are made and their figures are still to come.
          if (done === draws) used = inUse();
        },
      });
      return { used, bytes: draws * defaultGrid(plan).cells * NUMBER_BYTES };
    };
    // The first runs load the program and fill what is kept between runs. The second of them may hold some megabytes more than any
    // run after it, in Node 24, while its code is compiled anew.
    await made(5 * DRAWS_IN_BLOCK);
    await made(5 * DRAWS_IN_BLOCK);
    const few = await made(5 * DRAWS_IN_BLOCK);
    const many = await made(20 * DRAWS_IN_BLOCK);
    // Kept in memory, the draws would add this much, twice the bound at least.
    expect(many.bytes - few.bytes).toBeGreaterThan(3 * MEGABYTE);
    expect(many.used - few.used).toBeLessThan(1.5 * MEGABYTE);
  }, 120_000);

  it('is 16 MB and one figure when draws are read again, however many there are', async () => {
    const cells = 2000;
    const held = async (draws: number): Promise<number> => {
      const blocks = await mkdtemp(join(folder, 'blocks-'));
      const files = Array.from({ length: blocksOf(draws) }, (_, k) => ({
        file: blockFile(k * DRAWS_IN_BLOCK),
        draws: DRAWS_IN_BLOCK,
      }));
      // Files of noughts that take no room on the disk.
      for (const { file } of files) {
        const handle = await open(join(blocks, file), 'w');
        await handle.truncate(cells * DRAWS_IN_BLOCK * NUMBER_BYTES);
        await handle.close();
      }
      const into = new Float32Array(draws);
      const before = inUse();
      const columns = new BlockColumns(blocks, files, cells);
      columns.read(0, into, cells);
      columns.read(cells - 1, into, cells);
      const used = inUse() - before;
      expect(columns.draws).toBe(draws);
      return used;
    };
    // All draws of all cells are 80 and 320 MB.
    for (const draws of [10_000, 40_000]) {
      const used = await held(draws);
      expect(used).toBeGreaterThan(14 * MEGABYTE);
      expect(used).toBeLessThan(17 * MEGABYTE);
    }
  }, 60_000);
});
