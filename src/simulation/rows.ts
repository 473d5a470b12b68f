import { CHILD_ROW } from './child-rows.ts';
import { growChildren } from './state.ts';
import type { State } from './state.ts';

/*
 * Rows of children. The row of a child who has left is used again, but not in the same month, so that a look at the end of
 * a month sees everyone who came and went.
 */

/** A row for a child who comes: a free one, else the next that was never used. */
export function takeRow(state: State): number {
  if (state.freeRowCount > 0) return state.freeRows[--state.freeRowCount]!;
  const { children } = state;
  if (children.count === children.capacity * CHILD_ROW) growChildren(state);
  const c = children.count;
  children.count += CHILD_ROW;
  children.listed[c] = 0;
  return c;
}

/** Gives the row of a child who has left back, for use from the next month on. */
export function freeRow(state: State, c: number): void {
  state.leftRows[state.leftRowCount++] = c;
}

/** Makes rows that were given back last month free. Call it before the first child leaves in a month. */
export function turnRows(state: State): void {
  for (let i = 0; i < state.leftRowCount; i++) state.freeRows[state.freeRowCount++] = state.leftRows[i]!;
  state.leftRowCount = 0;
}
