import { createHash } from 'node:crypto';
import { writeFileSync, renameSync, rmSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { blockFile } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { PARTIAL } from './partial.ts';
import type { BlockResult } from './simulate-block.ts';

/** Writes a block of draws beside its name and renames it, so that no half file can be taken for a whole one. */
export function writeBlock(folder: string, firstDraw: number, { values, unseated }: BlockResult): BlockEntry {
  const draws = unseated.length;
  const bytes = Buffer.from(cellByCell(values, draws).buffer);
  if (endianness() === 'BE') bytes.swap32();
  const file = blockFile(firstDraw);
  const path = join(folder, file);
  try {
    writeFileSync(path + PARTIAL, bytes);
    renameSync(path + PARTIAL, path);
  } catch (error) {
    rmSync(path + PARTIAL, { force: true });
    throw error;
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, first_draw: firstDraw, draws, sha256, unseated: Array.from(unseated) };
}

/** Numbers that stand draw by draw, put cell by cell. */
function cellByCell(values: Float32Array, draws: number): Float32Array<ArrayBuffer> {
  const cells = values.length / draws;
  const turned = new Float32Array(values.length);
  for (let d = 0; d < draws; d++)
    for (let c = 0, from = d * cells, to = d; c < cells; c++, from++, to += draws) turned[to] = values[from]!;
  return turned;
}
