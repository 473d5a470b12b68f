import { availableParallelism } from 'node:os';
import { afterEach, expect, it, vi } from 'vitest';
import { usualThreads } from '../../src/experiments/usual-threads.ts';

afterEach(() => vi.unstubAllEnvs());

it('takes all processors unless the environment says how many, and refuses what is no number of threads', () => {
  vi.stubEnv('MARKET_STABILITY_THREADS', '');
  expect(usualThreads()).toBe(availableParallelism());
  vi.stubEnv('MARKET_STABILITY_THREADS', '3');
  expect(usualThreads()).toBe(3);
  for (const wrong of ['0', '1.5', 'two', '257']) {
    vi.stubEnv('MARKET_STABILITY_THREADS', wrong);
    expect(usualThreads).toThrow('This is not a number of threads');
  }
});
