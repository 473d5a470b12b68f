import { foldIn, hashText, keyOfSeed, uniformOf } from '../random/keys.ts';
import type { Key } from '../random/keys.ts';
import { threefry2x32, threefry2x32Three } from '../random/threefry.ts';

/**
 * What a random word is for. The name, not the place in this list, is part of its key: a purpose may be added anywhere,
 * and no other word changes. A name is never used again for something else.
 */
export const PURPOSES = [
  'entries',
  'child arrival',
  'child need change',
  'child move',
  'child approval',
  'child adult',
  'home exit',
  'home exit outcome',
  'owner intent',
  'owner intent time',
  'home follows owner',
  'home intent',
  'home intent time',
  'transfer outcome',
  'transfer sale',
  'place kept',
  'place staffed',
  'owner failure',
  'owner failure rescue',
  'opening',
  'opening home',
  'project',
  'other country',
  'foster places',
  'carer leaves',
  'carer approved',
  'carers transfer',
  'secure referral',
  'secure stay',
  'secure other demand',
  'secure other stay',
  'event',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Position of a purpose, looked up once when a module loads and never inside a month. */
export function purposeIndex(purpose: Purpose): number {
  return PURPOSES.indexOf(purpose);
}

/** The keyed random words of one draw. */
export interface Luck {
  /** Key of each purpose, two words each. */
  readonly purposeKeys: Uint32Array;
  /** Key of each purpose folded with each area, for entities that are numbered inside an area. */
  readonly areaKeys: Uint32Array;
  readonly areas: number;
  /** The two words last drawn. */
  readonly words: Uint32Array;
  /** The six words last drawn by `drawSixAreaWords`. */
  readonly six: Uint32Array;
}

/** An empty set of keys for a number of areas, filled by `turnLuck` for each draw. */
export function createLuck(areas: number): Luck {
  return {
    purposeKeys: new Uint32Array(PURPOSES.length * 2),
    areaKeys: new Uint32Array(PURPOSES.length * areas * 2),
    areas,
    words: new Uint32Array(2),
    six: new Uint32Array(6),
  };
}

/** Sets the keys of a draw. Neither scenario nor policy is in a key, so all scenarios share their luck. */
export function turnLuck(luck: Luck, seed: number, chance: number, areaHashes: Uint32Array): void {
  const drawKey = foldIn(foldIn(keyOfSeed(seed), hashText('chance')), chance);
  PURPOSES.forEach((purpose, p) => {
    const key: Key = foldIn(drawKey, hashText(purpose));
    luck.purposeKeys[p * 2] = key[0];
    luck.purposeKeys[p * 2 + 1] = key[1];
    for (let a = 0; a < luck.areas; a++) {
      const at = (p * luck.areas + a) * 2;
      threefry2x32(key[0], key[1], 0, areaHashes[a]!, luck.words);
      luck.areaKeys[at] = luck.words[0]!;
      luck.areaKeys[at + 1] = luck.words[1]!;
    }
  });
}

/** Draws two words for an entity with an identity of its own (a service, an owner, a project) into `luck.words`. */
export function drawWords(luck: Luck, purpose: number, entity: number, ordinal: number): void {
  threefry2x32(luck.purposeKeys[purpose * 2]!, luck.purposeKeys[purpose * 2 + 1]!, entity, ordinal, luck.words);
}

/** Draws two words for an entity numbered inside an area (a child, an opening) into `luck.words`. */
export function drawAreaWords(luck: Luck, purpose: number, area: number, entity: number, ordinal: number): void {
  const at = (purpose * luck.areas + area) * 2;
  threefry2x32(luck.areaKeys[at]!, luck.areaKeys[at + 1]!, entity, ordinal, luck.words);
}

/** Draws six words for an entity numbered inside an area, at three ordinals in a row, into `luck.six`. */
export function drawSixAreaWords(luck: Luck, purpose: number, area: number, entity: number, ordinal: number): void {
  const at = (purpose * luck.areas + area) * 2;
  threefry2x32Three(luck.areaKeys[at]!, luck.areaKeys[at + 1]!, entity, ordinal, luck.six);
}

/** First uniform of an entity. */
export function uniformAt(luck: Luck, purpose: number, entity: number, ordinal: number): number {
  drawWords(luck, purpose, entity, ordinal);
  return uniformOf(luck.words[0]!);
}

/** Exponential threshold of mean 1 of an entity and cause: the event happens when its summed hazard passes it. */
export function thresholdAt(luck: Luck, purpose: number, entity: number, ordinal: number): number {
  return -Math.log(uniformAt(luck, purpose, entity, ordinal));
}
