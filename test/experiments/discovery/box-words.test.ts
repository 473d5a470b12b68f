import { describe, expect, it } from 'vitest';
import { discoveryText } from '../../../src/experiments/discovery/box-words.ts';
import type { Discovery } from '../../../src/experiments/discovery/discover.ts';

const NAMES = [
  { meaning: 'register exit of for-profit homes', unit: 'per year' },
  { meaning: 'registered places that are staffed', unit: 'share' },
  { meaning: 'price of a bought place', unit: 'GBP' },
];

const found: Discovery = {
  limits: [
    { quantity: 0, low: 0.06212, high: Infinity, luck: 1e-6, foundAgain: 1 },
    { quantity: 1, low: -Infinity, high: 0.9, luck: 1e-4, foundAgain: 0.85 },
  ],
  all: { inside: 120, mass: 0.24, density: 0.7, coverage: 0.56 },
  apart: { inside: 61, mass: 0.24, density: 0.69, coverage: 0.55 },
  density: { share: 0.69, low: 0.56, high: 0.79 },
  base: 0.3,
  futures: 500,
};

describe('a discovery in words', () => {
  it('says when, how many miss, how many that is, and how sure it is', () => {
    expect(discoveryText(found, NAMES, 'miss the target')).toBe(
      'Of 500 futures 30 in 100 miss the target. When register exit of for-profit homes is at least 0.0621 per year and ' +
        'registered places that are staffed is at most 90 %, 69 in 100 do (56 to 79, in futures that the ranges were not ' +
        'made from). That is 24 in 100 of all futures and holds 56 in 100 of those that miss the target. In random halves ' +
        'of the futures the limits are found again 100 % and 85 % of the time.',
    );
  });

  it('says so when there is nothing to be found', () => {
    expect(discoveryText({ ...found, limits: [] }, NAMES, 'miss the target')).toContain('No range of the uncertain');
    const one = discoveryText({ ...found, limits: [{ ...found.limits[0]!, quantity: 2, low: 250000 }] }, NAMES, 'miss');
    expect(one).toContain('price of a bought place is at least £250,000,');
  });
});
