import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { replaceFile, writeEntry } from './block-entry.ts';
import type { BlockKey } from './block-entry.ts';
import { blockFile } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import type { BlockResult } from './simulate-block.ts';

/**
 * Writes a block of draws and then its entry, each beside its name and renamed, so that no half file can be taken for a
 * whole one. Writing it again gives the same bytes.
 */
export function writeBlock(
  folder: string,
  key: BlockKey,
  firstDraw: number,
  { values, unseated }: BlockResult,
): BlockEntry {
  const draws = unseated.length;
  const bytes = Buffer.from(cellByCell(values, draws).buffer);
  if (endianness() === 'BE') bytes.swap32();
  const file = blockFile(firstDraw);
  replaceFile(join(folder, file), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const entry = { file, first_draw: firstDraw, draws, sha256, unseated: Array.from(unseated) };
  writeEntry(folder, key, entry);
  return entry;
}

/** Numbers that stand draw by draw, put cell by cell. */
function cellByCell(values: Float32Array, draws: number): Float32Array<ArrayBuffer> {
  const cells = values.length / draws;
  const turned = new Float32Array(values.length);
  for (let d = 0; d < draws; d++)
    for (let c = 0, from = d * cells, to = d; c < cells; c++, from++, to += draws) turned[to] = values[from]!;
  return turned;
}
