/** Widest range, in halves, in which numbers are sorted by counting them. */
const MOST_HALVES = 8192;
/** Bits of -0 as a whole number with a sign. */
const MINUS_ZERO = -0x80000000;
/** From so many numbers on, digits of eleven bits are faster than digits of eight: fewer passes, but longer tables. */
const MANY = 8192;

/**
 * Sorts 32-bit numbers in ascending order, -0 before 0 and what is no number last, as `Float32Array.prototype.sort` does
 * and several times faster. Most figures are whole or half numbers of a small range: those are counted. All others are
 * sorted by their bits, eight or eleven at a time.
 */
export class NumberSorter {
  private readonly digitBits: number;
  private readonly counts: Int32Array;
  private readonly halves: Int32Array;
  private readonly keys: Uint32Array;
  private readonly swapped: Uint32Array;

  /** @param size most numbers that are sorted at a time */
  constructor(size: number) {
    this.digitBits = size < MANY ? 8 : 11;
    const passes = Math.ceil(32 / this.digitBits);
    this.counts = new Int32Array(Math.max(MOST_HALVES, passes << this.digitBits) + 1);
    this.halves = new Int32Array(size);
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
    const { halves } = this;
    const bits = new Int32Array(values.buffer, values.byteOffset, n);
    let negativeZeros = 0;
    let least = 0x7fffffff;
    let most = -0x80000000;
    for (let i = 0; i < n; i++) {
      const twice = values[i]! * 2;
      const half = twice | 0;
      if (half !== twice) return false;
      if (bits[i] === MINUS_ZERO) negativeZeros++;
      halves[i] = half;
      least = half < least ? half : least;
      most = half > most ? half : most;
    }
    if (negativeZeros > 0) return false;
    const range = most - least + 1;
    if (!(range <= MOST_HALVES && range <= 8 * n + 64)) return false;
    const counts = this.counts.fill(0, 0, range);
    for (let i = 0; i < n; i++) counts[halves[i]! - least]!++;
    for (let half = 0, at = 0; at < n; half++) {
      const end = at + counts[half]!;
      if (at === end) continue;
      const value = (half + least) / 2;
      do sorted[at++] = value;
      while (at < end);
    }
    return true;
  }

  private sortByDigits(values: Float32Array, sorted: Float32Array): void {
    const n = values.length;
    const { digitBits } = this;
    const digits = 1 << digitBits;
    const mask = digits - 1;
    const passes = Math.ceil(32 / digitBits);
    const bits = new Uint32Array(values.buffer, values.byteOffset, n);
    const counts = this.counts.fill(0, 0, passes << digitBits);
    let from = this.keys;
    let to = this.swapped;
    for (let i = 0; i < n; i++) {
      const b = bits[i]! | 0;
      // Negative numbers turned over, the others moved above them: keys in the order of the numbers.
      const key = values[i]! !== values[i]! ? -1 : b ^ ((b >> 31) | 0x80000000);
      from[i] = key;
      counts[key & mask]!++;
      counts[digits + ((key >>> digitBits) & mask)]!++;
      counts[2 * digits + ((key >>> (2 * digitBits)) & mask)]!++;
      if (passes === 4) counts[3 * digits + (key >>> 24)]!++;
    }
    for (let pass = 0; pass < passes; pass++) {
      const base = pass << digitBits;
      const shift = pass * digitBits;
      if (counts[base + ((from[0]! >>> shift) & mask)] === n) continue;
      for (let digit = base, at = 0; digit < base + digits; digit++) {
        const count = counts[digit]!;
        counts[digit] = at;
        at += count;
      }
      for (let i = 0; i < n; i++) {
        const key = from[i]!;
        to[counts[base + ((key >>> shift) & mask)]!++] = key;
      }
      [from, to] = [to, from];
    }
    const out = new Uint32Array(sorted.buffer, sorted.byteOffset, n);
    for (let i = 0; i < n; i++) {
      const key = from[i]! | 0;
      out[i] = key === -1 ? 0x7fc00000 : key ^ (~(key >> 31) | 0x80000000);
    }
  }
}
