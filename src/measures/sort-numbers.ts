/** Widest range, in halves, in which numbers are sorted by counting them. */
const MOST_HALVES = 8192;
/** Bits of a number that one pass of the sort by digits looks at. */
const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/**
 * Sorts 32-bit numbers in ascending order, -0 before 0 and what is no number last, as `Float32Array.prototype.sort` does
 * and several times faster. Most figures are whole or half numbers of a small range: those are counted. All others are
 * sorted by their bits, eleven at a time.
 */
export class NumberSorter {
  private readonly counts = new Int32Array(Math.max(MOST_HALVES, 3 * DIGITS) + 1);
  private readonly keys: Uint32Array;
  private readonly swapped: Uint32Array;

  /** @param size most numbers that are sorted at a time */
  constructor(size: number) {
    this.keys = new Uint32Array(size);
    this.swapped = new Uint32Array(size);
  }

  /** Writes the numbers into `sorted`, which is of the same length, in ascending order. */
  sort(values: Float32Array, sorted: Float32Array): void {
    if (!this.sortByCounting(values, sorted)) this.sortByDigits(values, sorted);
  }

  /** Answers false, and changes nothing, unless all are whole or half numbers of a small range. */
  private sortByCounting(values: Float32Array, sorted: Float32Array): boolean {
    const n = values.length;
    let least = Infinity;
    let most = -Infinity;
    for (let i = 0; i < n; i++) {
      const twice = values[i]! * 2;
      if ((twice | 0) !== twice || (twice === 0 && 1 / twice < 0)) return false;
      if (twice < least) least = twice;
      if (twice > most) most = twice;
    }
    const range = most - least + 1;
    if (!(range <= MOST_HALVES && range <= 8 * n + 64)) return false;
    const counts = this.counts.fill(0, 0, range);
    for (let i = 0; i < n; i++) counts[values[i]! * 2 - least]!++;
    for (let half = 0, at = 0; half < range; half++) {
      const value = (half + least) / 2;
      for (let k = counts[half]!; k > 0; k--) sorted[at++] = value;
    }
    return true;
  }

  private sortByDigits(values: Float32Array, sorted: Float32Array): void {
    const n = values.length;
    const bits = new Uint32Array(values.buffer, values.byteOffset, n);
    const counts = this.counts.fill(0, 0, 3 * DIGITS);
    let from = this.keys;
    let to = this.swapped;
    for (let i = 0; i < n; i++) {
      const b = bits[i]!;
      // Negative numbers turned over, the others moved above them: keys in the order of the numbers.
      const key = (values[i]! !== values[i]! ? 0xffffffff : b & 0x80000000 ? ~b : b | 0x80000000) >>> 0;
      from[i] = key;
      counts[key & (DIGITS - 1)]!++;
      counts[DIGITS + ((key >>> DIGIT_BITS) & (DIGITS - 1))]!++;
      counts[2 * DIGITS + (key >>> (2 * DIGIT_BITS))]!++;
    }
    for (let pass = 0; pass < 3; pass++) {
      const base = pass * DIGITS;
      const shift = pass * DIGIT_BITS;
      if (counts[base + ((from[0]! >>> shift) & (DIGITS - 1))] === n) continue;
      for (let digit = 0, at = 0; digit < DIGITS; digit++) {
        const count = counts[base + digit]!;
        counts[base + digit] = at;
        at += count;
      }
      for (let i = 0; i < n; i++) {
        const key = from[i]!;
        to[counts[base + ((key >>> shift) & (DIGITS - 1))]!++] = key;
      }
      [from, to] = [to, from];
    }
    const out = new Uint32Array(sorted.buffer, sorted.byteOffset, n);
    for (let i = 0; i < n; i++) {
      const key = from[i]!;
      out[i] = key === 0xffffffff ? 0x7fc00000 : key & 0x80000000 ? key & 0x7fffffff : ~key;
    }
  }
}
