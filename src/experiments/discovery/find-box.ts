import { fitOf, openBox } from './box.ts';
import type { Box, Futures } from './box.ts';
import { paste, peel } from './peel.ts';
import { screen } from './screen.ts';

/** Quantities that a box may be limited in. */
const MOST_LIMITS = 4;
/** Quantities among which a box is looked for: those along which misses are spread most unevenly. */
const MOST_SCREENED = 6;
const STEP = 0.05;
/** Fewest futures that a box may hold, and the share of the futures that this is at least. */
export const LEAST_FUTURES = 15;
const LEAST_SHARE = 0.05;

export interface Candidate {
  readonly box: Box;
  /** (density - base) x root of mass: how far the misses inside are from luck, in standard errors but for a factor. */
  readonly gain: number;
}

/** A box with few limits: quantities come in one after the other, each time the one that gains the most. */
export function boxOf(futures: Futures, some: Int32Array): Box {
  const candidates = screen(futures, some, MOST_SCREENED);
  let best: Candidate | undefined;
  for (let among: number[] = []; among.length < MOST_LIMITS;) {
    const next = candidates
      .filter((q) => !among.includes(q))
      .map((q) => ({ q, found: bestBox(futures, some, [...among, q]) }))
      .reduce<{ q: number; found: Candidate } | undefined>(
        (most, one) => (most === undefined || one.found.gain > most.found.gain ? one : most),
        undefined,
      );
    if (next === undefined || (best !== undefined && next.found.gain <= best.gain)) break;
    best = next.found;
    among = [...among, next.q];
  }
  return best!.box;
}

/** The box of the peeling trajectory that is farthest from luck, pasted. Limited in some quantities at most. */
export function bestBox(futures: Futures, some: Int32Array, among: readonly number[]): Candidate {
  const own = columnsOf(futures, among);
  const options = { step: STEP, least: Math.max(LEAST_FUTURES, Math.ceil(LEAST_SHARE * some.length)) };
  const base = fitOf(openBox(0), { ...own, width: 0 }, some).density;
  const gainOf = (box: Box): number => {
    const { density, mass } = fitOf(box, own, some);
    return (density - base) * Math.sqrt(mass);
  };
  const peeled = peel(own, some, options).reduce<Candidate | undefined>((most, box) => {
    const gain = gainOf(box);
    return most === undefined || gain > most.gain ? { box, gain } : most;
  }, undefined)!;
  const pasted = paste(peeled.box, own, some, options);
  const box = openBox(futures.width);
  among.forEach((q, k) => {
    box.low[q] = pasted.low[k]!;
    box.high[q] = pasted.high[k]!;
  });
  return { box, gain: gainOf(pasted) };
}

/** The same futures with some of their quantities alone. */
function columnsOf({ width, values, missed }: Futures, among: readonly number[]): Futures {
  const own = new Float64Array(missed.length * among.length);
  for (let f = 0; f < missed.length; f++) {
    for (let k = 0; k < among.length; k++) own[f * among.length + k] = values[f * width + among[k]!]!;
  }
  return { width: among.length, values: own, missed };
}
