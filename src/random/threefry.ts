/*
 * Threefry, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3"
 * (SC11). A word depends on its key and counter alone, so any word can be had at any time, in any order, on any thread.
 */

/**
 * Two random words of 32 bits for a key and a counter: threefry2x32 with 20 rounds, written into `out`.
 * Keys and counters are read as unsigned 32-bit words.
 */
export function threefry2x32(key0: number, key1: number, counter0: number, counter1: number, out: Uint32Array): void {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  // Rounds are written out: a loop over rotation constants is three times slower.
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + key1) | 0;
  b = (b + key2 + 1) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + key2) | 0;
  b = (b + key0 + 2) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  a = (a + key0) | 0;
  b = (b + key1 + 3) | 0;
  a = (a + b) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  a = (a + b) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  a = (a + b) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  a = (a + b) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  a = (a + key1) | 0;
  b = (b + key2 + 4) | 0;
  a = (a + b) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  a = (a + b) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  a = (a + b) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  a = (a + b) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  out[0] = (a + key2) | 0;
  out[1] = (b + key0 + 5) | 0;
}

/**
 * Six random words for a key and three counters that follow each other: those of (counter0, counter1), (counter0,
 * counter1 + 1) and (counter0, counter1 + 2), each as `threefry2x32` gives them. The three are worked out side by side,
 * which takes little longer than one: a single one waits most of the time for its own last step.
 */
export function threefry2x32Three(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
): void {
  const key2 = 0x1bd11bda ^ key0 ^ key1;
  let a = (counter0 + key0) | 0;
  let b = (counter1 + key1) | 0;
  let c = a;
  let d = (b + 1) | 0;
  let e = a;
  let f = (b + 2) | 0;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  d = ((d << 13) | (d >>> 19)) ^ c;
  f = ((f << 13) | (f >>> 19)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  d = ((d << 15) | (d >>> 17)) ^ c;
  f = ((f << 15) | (f >>> 17)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  d = ((d << 26) | (d >>> 6)) ^ c;
  f = ((f << 26) | (f >>> 6)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  d = ((d << 6) | (d >>> 26)) ^ c;
  f = ((f << 6) | (f >>> 26)) ^ e;
  a = (a + key1) | 0;
  c = (c + key1) | 0;
  e = (e + key1) | 0;
  b = (b + key2 + 1) | 0;
  d = (d + key2 + 1) | 0;
  f = (f + key2 + 1) | 0;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  d = ((d << 17) | (d >>> 15)) ^ c;
  f = ((f << 17) | (f >>> 15)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  d = ((d << 29) | (d >>> 3)) ^ c;
  f = ((f << 29) | (f >>> 3)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  d = ((d << 16) | (d >>> 16)) ^ c;
  f = ((f << 16) | (f >>> 16)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  d = ((d << 24) | (d >>> 8)) ^ c;
  f = ((f << 24) | (f >>> 8)) ^ e;
  a = (a + key2) | 0;
  c = (c + key2) | 0;
  e = (e + key2) | 0;
  b = (b + key0 + 2) | 0;
  d = (d + key0 + 2) | 0;
  f = (f + key0 + 2) | 0;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  d = ((d << 13) | (d >>> 19)) ^ c;
  f = ((f << 13) | (f >>> 19)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  d = ((d << 15) | (d >>> 17)) ^ c;
  f = ((f << 15) | (f >>> 17)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  d = ((d << 26) | (d >>> 6)) ^ c;
  f = ((f << 26) | (f >>> 6)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  d = ((d << 6) | (d >>> 26)) ^ c;
  f = ((f << 6) | (f >>> 26)) ^ e;
  a = (a + key0) | 0;
  c = (c + key0) | 0;
  e = (e + key0) | 0;
  b = (b + key1 + 3) | 0;
  d = (d + key1 + 3) | 0;
  f = (f + key1 + 3) | 0;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 17) | (b >>> 15)) ^ a;
  d = ((d << 17) | (d >>> 15)) ^ c;
  f = ((f << 17) | (f >>> 15)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 29) | (b >>> 3)) ^ a;
  d = ((d << 29) | (d >>> 3)) ^ c;
  f = ((f << 29) | (f >>> 3)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 16) | (b >>> 16)) ^ a;
  d = ((d << 16) | (d >>> 16)) ^ c;
  f = ((f << 16) | (f >>> 16)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 24) | (b >>> 8)) ^ a;
  d = ((d << 24) | (d >>> 8)) ^ c;
  f = ((f << 24) | (f >>> 8)) ^ e;
  a = (a + key1) | 0;
  c = (c + key1) | 0;
  e = (e + key1) | 0;
  b = (b + key2 + 4) | 0;
  d = (d + key2 + 4) | 0;
  f = (f + key2 + 4) | 0;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 13) | (b >>> 19)) ^ a;
  d = ((d << 13) | (d >>> 19)) ^ c;
  f = ((f << 13) | (f >>> 19)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 15) | (b >>> 17)) ^ a;
  d = ((d << 15) | (d >>> 17)) ^ c;
  f = ((f << 15) | (f >>> 17)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 26) | (b >>> 6)) ^ a;
  d = ((d << 26) | (d >>> 6)) ^ c;
  f = ((f << 26) | (f >>> 6)) ^ e;
  a = (a + b) | 0;
  c = (c + d) | 0;
  e = (e + f) | 0;
  b = ((b << 6) | (b >>> 26)) ^ a;
  d = ((d << 6) | (d >>> 26)) ^ c;
  f = ((f << 6) | (f >>> 26)) ^ e;
  out[0] = (a + key2) | 0;
  out[1] = (b + key0 + 5) | 0;
  out[2] = (c + key2) | 0;
  out[3] = (d + key0 + 5) | 0;
  out[4] = (e + key2) | 0;
  out[5] = (f + key0 + 5) | 0;
}
