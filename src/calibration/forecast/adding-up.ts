import { countsOf, seriesKey } from '../history/count-history.ts';
import type { CountHistory, HistoryArea } from '../history/count-history.ts';
import { isKnown } from './panel.ts';

/** A share by which the parts of a total may miss it at the last date and still be its parts, for rounding. */
const ROUNDING_SHARE = 0.02;

/** The parts of a total that are there; undefined when they do not make it up at the last date. */
function partsOf(
  history: CountHistory,
  draws: ReadonlyMap<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): Float64Array[] | undefined {
  const last = history.dates.length - 1;
  const known = parts.filter((g) => draws.has(seriesKey(g, area.code)));
  if (known.length === 0) return undefined;
  const counts = known.map((g) => countsOf(history, g, area));
  const whole = countsOf(history, total, area);
  if (!isKnown(whole.values[last]) || counts.some((s) => !isKnown(s.values[last]))) return undefined;
  const sum = counts.reduce((s, c) => s + c.values[last]!, 0);
  const width = [...counts, whole].reduce((s, c) => s + c.high[last]! - c.low[last]!, 0) / 2;
  const slack = Math.max(width, ROUNDING_SHARE * whole.values[last]!, known.length);
  if (Math.abs(sum - whole.values[last]!) > slack) return undefined;
  return known.map((g) => draws.get(seriesKey(g, area.code))!);
}

/** Scales the parts of a total to it, draw by draw: its long history says more on the level, theirs on the mix. */
export function shareOut(
  history: CountHistory,
  draws: Map<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): void {
  const whole = draws.get(seriesKey(total, area.code));
  const pieces = whole === undefined ? undefined : partsOf(history, draws, total, parts, area);
  if (whole === undefined || pieces === undefined) return;
  for (let i = 0; i < whole.length; i++) {
    let sum = 0;
    for (const piece of pieces) sum += piece[i]!;
    if (sum <= 0) continue;
    const factor = whole[i]! / sum;
    for (const piece of pieces) piece[i]! *= factor;
  }
}

/** A total is the sum of its parts where they make it up. */
export function addParts(
  history: CountHistory,
  draws: Map<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
): void {
  const pieces = partsOf(history, draws, total, parts, area);
  if (pieces !== undefined) draws.set(seriesKey(total, area.code), sumOf(pieces));
}

/** The sum of some paths, draw by draw. */
export function sumOf(list: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(list[0]!.length);
  for (const paths of list) for (let i = 0; i < sum.length; i++) sum[i]! += paths[i]!;
  return sum;
}

/**
 * Shares the whole numbers of a total among parts that are forecast for the country alone, in every draw, as their own draws
 * stand to each other; parts that are sums of authorities keep theirs. What is left over goes to the largest remainders.
 *
 * @param isAlone whether a part is forecast for the country alone
 */
export function apportion(
  history: CountHistory,
  draws: ReadonlyMap<string, Float64Array>,
  total: number,
  parts: readonly number[],
  area: HistoryArea,
  isAlone: (group: number) => boolean,
): void {
  const whole = draws.get(seriesKey(total, area.code));
  const free = parts.filter((part) => isAlone(part) && draws.has(seriesKey(part, area.code)));
  if (whole === undefined || free.length === 0 || partsOf(history, draws, total, parts, area) === undefined) return;
  const fixed = parts.filter((part) => !free.includes(part)).map((part) => draws.get(seriesKey(part, area.code)));
  const pieces = free.map((part) => draws.get(seriesKey(part, area.code))!);
  const unit = history.grid > 0 ? history.grid : 0;
  for (let i = 0; i < whole.length; i++) {
    const left = Math.max(0, whole[i]! - fixed.reduce((sum, paths) => sum + (paths?.[i] ?? 0), 0));
    const sum = pieces.reduce((s, piece) => s + piece[i]!, 0);
    const exact = pieces.map((piece) => (sum > 0 ? (left * piece[i]!) / sum : left / pieces.length));
    const floors = exact.map((value) => (unit > 0 ? unit * Math.floor(value / unit) : value));
    let rest = unit > 0 ? Math.round((left - floors.reduce((s, v) => s + v, 0)) / unit) : 0;
    const order = exact.map((_, k) => k).sort((a, b) => exact[b]! - floors[b]! - (exact[a]! - floors[a]!) || a - b);
    for (const k of order) if (rest-- > 0) floors[k]! += unit;
    pieces.forEach((piece, k) => (piece[i] = floors[k]!));
  }
}
