import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../../src/data/data-set.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import type { DataSet } from '../../../src/domain/tables.ts';
import { meanOverPairs, shareOverPairs } from '../../../src/experiments/compare/pairs.ts';
import { coalitionDesign } from '../../../src/experiments/compare/shapley.ts';
import { shareOut, waterfalls } from '../../../src/experiments/compare/waterfall.ts';
import type { CoalitionValues, Waterfall } from '../../../src/experiments/compare/waterfall.ts';
import { designWaterfall } from '../../../src/experiments/compare/waterfall-design.ts';
import { headlineValues, study } from '../../../src/experiments/study.ts';
import { headlinesOfTheBoard } from '../../../src/measures/headlines-of-the-board.ts';
import { THREE_AREAS } from '../../data/temporary-folder.ts';
import { planOf, plainScenario } from '../../simulation/small-country.ts';

let data: DataSet;
beforeAll(async () => {
  data = orThrow(await loadDataSet(THREE_AREAS));
});

const places = (area: string, count: number): Scenario['levers'][number] => ({
  places: { area, service_type: 'residential', sector: 'local-authority', places: count, opens: '2024-08-01' },
});
const from = plainScenario('2025-03-31', { name: 'from' });
const to = plainScenario('2025-03-31', {
  name: 'to',
  levers: [places('T01', 10), places('T02', 4)],
  assumptions: { staffed_share: 0.9 },
  events: [{ demand_shock: { from: '2024-06-01', months: 6, factor: 1.5 } }],
});

const sumOfBars = ({ bars }: Waterfall): number => bars.reduce((sum, bar) => sum + bar.mean.value, 0);

describe('a waterfall from one scenario to another', () => {
  let found: Waterfall[];
  beforeAll(async () => {
    found = await waterfalls({ data, from, to, draws: 10, seed: 2, threads: 1 });
  }, 120_000);
  const of = (id: string): Waterfall => found.find((w) => w.headline.id === id)!;

  it('has a bar for each thing that was changed, in plain words', () => {
    const { bars, plans, method } = of('cost');
    expect(bars.map((bar) => bar.part)).toEqual(['levers', 'levers', 'assumptions', 'events']);
    expect(bars[0]!.label).toMatch(/places/);
    expect([plans, method]).toEqual([16, 'shapley']);
  });

  it('adds up to the difference of the two scenarios run by themselves', async () => {
    const plans = [from, to].map((scenario) => planOf(data, scenario));
    const headlines = headlinesOfTheBoard(plans[0]!);
    const answers = await study(
      plans.map((plan) => ({ plan, seed: 2, draws: 10 })),
      headlines,
      { threads: 1 },
    );
    headlines.forEach((headline, h) => {
      const [a, b] = answers.map((answer) => headlineValues(answer, headline));
      const difference = b!.reduce((sum, x, d) => sum + x - a![d]!, 0) / 10;
      const scale = Math.max(...a!.map(Math.abs), ...b!.map(Math.abs), 1);
      const waterfall = found[h]!;
      expect(Math.abs(sumOfBars(waterfall) - difference)).toBeLessThan(1e-9 * scale);
      expect(Math.abs(waterfall.start.value + sumOfBars(waterfall) - waterfall.end.value)).toBeLessThan(1e-9 * scale);
    });
  });

  it('gives places to the levers that open them, and nothing of them to the others', () => {
    const { bars, interaction, difference } = of('places-local-authority');
    expect(difference.value).toBeCloseTo(14, 9);
    expect(bars.map((bar) => Math.round(bar.mean.value * 1e9) / 1e9)).toEqual([10, 4, 0, 0]);
    expect(interaction.value).toBeCloseTo(0, 9);
  });

  it('tells what acts together from what each adds alone', () => {
    const cost = of('cost');
    const alone = cost.bars.reduce((sum, bar) => sum + bar.alone.value, 0);
    expect((cost.difference.value - alone) / cost.interaction.value).toBeCloseTo(1, 6);
    expect(cost.interactionShare!.value).toBeCloseTo(cost.interaction.value / cost.difference.value, 9);
    expect(of('places-for-profit').interactionShare).toBeUndefined();
  });

  it('gives an interval for each bar', () => {
    const shock = of('cost').bars[3]!;
    expect(shock.mean.mcError).toBeGreaterThan(0);
    expect(shock.over['p05']!.value).toBeLessThanOrEqual(shock.over['p50']!.value);
    expect(shock.over['mean']!.value / shock.mean.value).toBeCloseTo(1, 5);
  });
});

describe('the design of a waterfall', () => {
  it('keeps together what can only be changed together', () => {
    const changed = { ...from, assumptions: { owner_intent_convert: 0.4, owner_intent_sell: 0.2 } };
    const ids = data.assumptions.map((row) => row.id).filter((id) => /intent/.test(id));
    const shares = ids.slice(0, 4);
    const both = { ...changed, assumptions: Object.fromEntries(shares.map((id, i) => [id, [0.4, 0.2, 0.2, 0.2][i]!])) };
    expect(designWaterfall(data, from, both).groups).toHaveLength(1);
  });

  it('puts levers of a name together when bars stand for kinds', () => {
    const byKind = designWaterfall(data, from, to, 'kind').groups;
    expect(byKind.map((group) => group.changes.length)).toEqual([2, 1, 1]);
    expect(byKind[0]!.name).toBe('Lever places: 2 changes');
    expect(designWaterfall(data, from, to).groups).toHaveLength(4);
  });

  it('goes one after the other beyond eight', () => {
    const many = { ...from, levers: Array.from({ length: 10 }, (_, i) => places(`T0${1 + (i % 3)}`, 2 + i)) };
    const design = designWaterfall(data, from, many);
    expect(design.coalitions.method).toBe('ordered');
    expect(design.coalitions.coalitions).toHaveLength(20);
    expect(design.plan(10).digest).toBe(planOf(data, { ...many, name: from.name }).digest);
  });

  it('refuses scenarios that do the same, or end on different days', () => {
    expect(() => designWaterfall(data, from, { ...from, name: 'again' })).toThrow('do the same');
    expect(() => designWaterfall(data, from, { ...to, horizon: '2026-03-31' })).toThrow('end on different days');
  });
});

describe('values of another design', () => {
  const design = {
    groups: [0, 1].map((g) => ({ label: `${g}`, name: `${g}`, part: 'levers' as const, changes: [] })),
    coalitions: coalitionDesign(2),
  };
  const digests = ['a', 'b', 'c', 'd'];
  const values = digests.map((planDigest, c): CoalitionValues => ({
    planDigest,
    seed: 1,
    firstDraw: 0,
    values: Float64Array.of(c, c + 1, c * c, c + 2),
  }));

  it('are refused: in another order, of another plan, too few, on other luck', () => {
    expect(shareOut(design, digests, values).bars).toHaveLength(2);
    const [a, b, c, d] = values as [CoalitionValues, CoalitionValues, CoalitionValues, CoalitionValues];
    expect(() => shareOut(design, digests, [a, c, b, d])).toThrow('not those of the design');
    expect(() => shareOut(design, digests, [a, b, c])).toThrow('not those of the design');
    expect(() => shareOut(design, digests, [...values, d])).toThrow('not those of the design');
    expect(() => shareOut(design, digests, [a, b, c, { ...d, seed: 2 }])).toThrow('not on the same luck');
    expect(() => shareOut(design, digests, [a, b, c, { ...d, firstDraw: 2 }])).toThrow('not on the same luck');
  });
});

describe('errors over pairs', () => {
  it('are those worked out by hand', () => {
    // Means of pairs 2, -1, 5: standard deviation 3 over the root of 3.
    const { value, mcError } = meanOverPairs([1, 3, 0, -2, 5, 5]);
    expect(value).toBe(2);
    expect(mcError).toBeCloseTo(Math.sqrt(3), 12);
    // Half of the whole in every draw: no error.
    const share = shareOverPairs([1, 2, 3, 4], [2, 4, 6, 8]);
    expect(share).toEqual({ value: 0.5, mcError: 0 });
    expect(meanOverPairs([1, 2]).mcError).toBeNaN();
  });
});
