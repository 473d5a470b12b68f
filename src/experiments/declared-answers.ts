import type { DeclaredAnswer, DeclaredEvent } from '../measures/event-recorder.ts';
import type { BlockIndex } from './draw-blocks.ts';
import type { Manifest } from './manifest.ts';

/** What events that were declared before a run answered, by their id; those that were not declared are left out. */
export function readDeclared(
  _folder: string,
  _manifest: Manifest,
  _index: BlockIndex,
  _events: readonly DeclaredEvent[],
): Map<string, DeclaredAnswer> {
  return new Map();
}
