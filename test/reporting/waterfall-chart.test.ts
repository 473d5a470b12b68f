import { describe, expect, it } from 'vitest';
import type { Waterfall } from '../../src/experiments/compare/waterfall.ts';
import { waterfallChart } from '../../src/reporting/waterfall-chart.ts';
import { plainScenario } from '../simulation/small-country.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

const at = (value: number, mcError = 3): { value: number; mcError: number } => ({ value, mcError });
const bar = (label: string, mean: number, mcError = 3): Waterfall['bars'][number] => ({
  label,
  name: label,
  part: 'levers',
  changes: [],
  mean: at(mean, mcError),
  over: { p10: at(mean - 20), p90: at(mean + 20) },
  alone: at(mean + 2),
});
const waterfall: Waterfall = {
  headline: {
    id: 'waiting',
    title: 'Children waiting for foster care, 31 March 2036',
    measure: 'children_waiting',
    over: 'at',
  },
  unit: 'children',
  status: 'illustrative',
  from: { ...plainScenario(), name: 'a', title: 'As legislated' },
  to: { ...plainScenario(), name: 'b', title: 'Managed transition' },
  fromDigest: 'aaaaaaaaaaaaaaaaaaaa',
  toDigest: 'bbbbbbbbbbbbbbbbbbbb',
  seed: 1,
  draws: 40,
  plans: 8,
  method: 'shapley',
  designDigest: 'x',
  start: at(420, 60),
  end: at(293, 50),
  difference: at(-127, 12),
  bars: [
    bar('Lever carers: 300 more households of local authorities, from October 2026, for 36 months: added', -141),
    bar('Twice as many owners convert', 19, 4),
    bar(
      'More council places in every region, fifty each on 1 April 2028, 2029 and 2030, in all of Wales: added',
      -5,
      0,
    ),
  ],
  interaction: at(-4, 2),
  interactionShare: at(0.03, 0.02),
};
const input = { title: 'New carers do most to shorten the wait', source: 'made-up figures for a test', waterfall };

describe('waterfallChart', () => {
  it('is a sound picture with the figure of each step', async () => {
    const chart = waterfallChart(input);
    const words = wordsOf(await expectSoundPicture(chart));
    expect(words).toContain('-141 (-147 to -135)');
    expect(words).toContain('+19 (11 to 27)');
    expect(words).toContain('Projections under the scenarios “As legislated” and “Managed transition”, not forecasts.');
    expect(words).toContain('scenarios aaaaaaaaaaaa and bbbbbbbbbbbb');
    expect(words).not.toContain(': added');
    expect(words).toContain('Acting together: -4 (-8 to 0), 3% of the difference');
    expect(chart.altText).toMatch(/^Waterfall from As legislated to Managed transition: -127/);
    expect(chart.table.rows.map((row) => row['step'])).toEqual(['start', '1', '2', '3', 'end', 'acting together']);
    const means = chart.table.rows.map((row) => row['mean'] as number);
    expect(means[0]! + means[1]! + means[2]! + means[3]!).toBeCloseTo(means[4]!, 9);
  });

  it('is sound in money, below 0, with one bar and names of its own', async () => {
    const money: Waterfall = {
      ...waterfall,
      unit: 'gbp-2024-25',
      start: at(5.1e9, 1e8),
      end: at(4.9e9, 1e8),
      difference: at(-2e8, 2e7),
      bars: [bar('x', -2e8, 2e7)],
      method: 'ordered',
    };
    const words = wordsOf(await expectSoundPicture(waterfallChart({ ...input, waterfall: money, names: ['Places'] })));
    expect(words).toContain('-£200m (-£240m to -£160m)');
    expect(words).toContain('The scale does not start at 0.');
    expect(words).toContain('one after the other');
    const none: Waterfall = {
      ...waterfall,
      start: at(0, 0),
      end: at(0, 0),
      difference: at(0, 0),
      bars: [bar('x', 0, 0)],
    };
    const { interactionShare: _share, ...unclear } = none;
    expect(wordsOf(await expectSoundPicture(waterfallChart({ ...input, waterfall: unclear })))).toContain(
      'not told apart',
    );
  });

  it('refuses names that do not fit, and more bars than can be read', () => {
    expect(() => waterfallChart({ ...input, names: ['one'] })).toThrow('1 names are given for 3 bars');
    const many = { ...waterfall, bars: Array.from({ length: 15 }, (_, k) => bar(`${k}`, 1)) };
    expect(() => waterfallChart({ ...input, waterfall: many })).toThrow('at most 14 bars');
  });
});
