import { mix32 } from '../../../random/keys.ts';
import { SEEK_NONE } from '../../constants.ts';
import type { State } from '../../state.ts';

/**
 * Puts those who search into `state.sortedSeekers` by urgency and then by the spell's own luck turned by the month, and
 * answers how many they are. A counting sort by urgency and the first eight bits of luck, then a sort by insertion, which
 * has next to nothing left to do.
 */
export function orderSeekers(state: State): number {
  const { children, seekers, seekerKeys, sortedSeekers, sortedKeys, bucketEnds } = state;
  const turn = Math.imul(state.month, 0x9e3779b9);
  bucketEnds.fill(0);
  let count = 0;
  for (let i = 0; i < state.seekerCount; i++) {
    const c = seekers[i]!;
    const urgency = children.seek[c]!;
    if (children.present[c] === 0 || urgency === SEEK_NONE) {
      children.listed[c] = 0;
      continue;
    }
    const luck = mix32((children.spellWord[c]! + turn) | 0);
    seekers[count] = c;
    seekerKeys[count++] = urgency * 0x100000000 + luck;
    bucketEnds[(urgency << 8) | (luck >>> 24)]!++;
  }
  let end = 0;
  for (let b = 0; b < bucketEnds.length; b++) end = bucketEnds[b] = end + bucketEnds[b]!;
  for (let i = count - 1; i >= 0; i--) {
    const key = seekerKeys[i]!;
    const at = --bucketEnds[Math.floor(key / 0x1000000)]!;
    sortedKeys[at] = key;
    sortedSeekers[at] = seekers[i]!;
  }
  for (let i = 1; i < count; i++) {
    const key = sortedKeys[i]!;
    if (sortedKeys[i - 1]! <= key) continue;
    const c = sortedSeekers[i]!;
    let at = i;
    while (at > 0 && sortedKeys[at - 1]! > key) {
      sortedKeys[at] = sortedKeys[at - 1]!;
      sortedSeekers[at] = sortedSeekers[--at]!;
    }
    sortedKeys[at] = key;
    sortedSeekers[at] = c;
  }
  return count;
}
