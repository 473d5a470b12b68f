/** Numbers between 0 and 1, the same in every run of a test (Park and Miller's generator). */
export function uniform(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
