import type { CountSeries } from '../history/count-history.ts';
import { isKnown } from './panel.ts';

/*
 * A few homes, or the places in them, mostly stay as they are from one date to the next, and change by a whole home when they
 * change. A spread about a falling middle has the right mean and width for many areas together, and for one area a median that
 * is a little under the count that most likely stays. So the draws nearest to the last count are put on it, as many as small
 * counts of all areas stood still, and the others are moved out so that mean and spread stay what they were.
 */

/** Largest count that may be put on its last value. */
const MOST = 30;
/** Bands of counts within which all are held to stand still equally often, by their lower ends. */
const BANDS = [1, 2, 3, 4, 5, 7, 10, 15, 21] as const;
/** Cells that the usual share counts for in each band. */
const USUAL_CELLS = 10;
/** Part by which spread is made up for at the most. */
const MOST_STRETCH = 2;
const ROUNDS = 4;

/** Share of small counts that stand still in one step, by the count; 0 where the counts say nothing. */
export type StillShare = (count: number) => number;

/** How often counts of a group stood still from one date to the next in all areas together, by their size. */
export function stillShare(list: readonly CountSeries[]): StillShare {
  const still = BANDS.map(() => 0);
  const cells = BANDS.map(() => 0);
  for (const { values, low, high } of list)
    for (let t = 1; t < values.length; t++) {
      const [before, now] = [values[t - 1]!, values[t]!];
      if (!isKnown(before) || !isKnown(now) || low[t] !== high[t] || low[t - 1] !== high[t - 1]) continue;
      const band = bandOf(before);
      if (band < 0) continue;
      cells[band]!++;
      if (now === before) still[band]!++;
    }
  // What is usual is that of all small counts: each unit of a count stays by itself.
  let [exposed, moved] = [0, 0];
  BANDS.forEach((low, b) => {
    if (low > 5) return;
    exposed += cells[b]! * low;
    moved += cells[b]! === 0 ? 0 : -cells[b]! * Math.log((still[b]! + 0.5) / (cells[b]! + 1));
  });
  const rate = (moved + 1) / (exposed + 1);
  return (count) => {
    const band = bandOf(count);
    if (band < 0) return 0;
    return (still[band]! + USUAL_CELLS * Math.exp(-rate * count)) / (cells[band]! + USUAL_CELLS);
  };
}

function bandOf(count: number): number {
  if (count < 1 || count > MOST || !Number.isInteger(count)) return -1;
  return BANDS.findLastIndex((low) => count >= low);
}

/**
 * Puts the share of the draws of a count on its last value that small counts stand still, by a map that keeps their order.
 *
 * @param paths draws before they are rounded, `[step * draws + draw]`; changed in place
 */
export function holdStill(paths: Float64Array, draws: number, counts: CountSeries, share: StillShare): void {
  const at = counts.values.length - 1;
  const last = counts.values[at]!;
  if (counts.low[at] !== counts.high[at]) return;
  const once = share(last);
  if (once <= 0) return;
  for (let step = 0; step * draws < paths.length; step++)
    putOn(paths.subarray(step * draws, (step + 1) * draws), last, once ** (step + 1));
}

function putOn(values: Float64Array, last: number, share: number): void {
  const n = values.length;
  const held = Math.floor(share * n);
  const sorted = values.map((v) => v - last).sort();
  let near = 0;
  for (let i = 0; i < n; i++) if (Math.abs(sorted[i]!) < 0.5) near++;
  if (held <= near || held >= n) return;
  const before = new Float64Array(n + 1);
  let squares = 0;
  for (let i = 0; i < n; i++) {
    before[i + 1] = before[i]! + sorted[i]!;
    squares += sorted[i]! ** 2;
  }
  let [from, stretch] = [0, 1];
  for (let round = 0; round < ROUNDS; round++) {
    // The draws that are held have, together, what stretching the others adds to the mean.
    const wanted = before[n]! * (1 - 1 / stretch);
    from = 0;
    while (from < n - held && before[from + held]! - before[from]! < wanted) from++;
    let outer = squares;
    for (let i = from; i < from + held; i++) outer -= sorted[i]! ** 2;
    stretch = Math.min(MOST_STRETCH, Math.sqrt(squares / Math.max(outer, 1e-9)));
  }
  const [low, high] = [sorted[from]!, sorted[from + held - 1]!];
  for (let i = 0; i < n; i++) {
    const away = values[i]! - last;
    values[i] = away >= low && away <= high ? last : Math.max(0, last + stretch * away);
  }
}
