import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { factorsOf } from '../../src/experiments/sensitivity/factors.ts';
import { largestEffects } from '../../src/experiments/sensitivity/largest-effects.ts';
import { analysePrepared } from '../../src/experiments/sensitivity/sensitivity.ts';
import type { Sensitivity } from '../../src/experiments/sensitivity/sensitivity.ts';
import { headlinesOfTheBoard } from '../../src/measures/headlines-of-the-board.ts';
import { rankChart } from '../../src/reporting/sensitivity/rank-chart.ts';
import { shownNumber, shownUnit } from '../../src/reporting/sensitivity/shown-unit.ts';
import { throughTimeChart } from '../../src/reporting/sensitivity/through-time-chart.ts';
import { floorSentence, weakEvidenceSentence } from '../../src/reporting/sensitivity/words.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario } from '../simulation/small-country.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

let found: Sensitivity;
beforeAll(async () => {
  const data = orThrow(await loadDataSet(THREE_AREAS));
  const plan = planOf(data, plainScenario('2028-03-31'));
  const headlines = headlinesOfTheBoard(plan);
  const asked = { plan, assumptions: data.assumptions, factors: factorsOf(plan), headlines, seed: 2, threads: 1 };
  found = await analysePrepared({ ...asked, trajectories: 3, points: 4, top: 3 });
}, 120_000);

describe('the charts of a sensitivity analysis', () => {
  it.each(['waiting-foster', 'cost', 'compliant-share', 'places-for-profit'])(
    'of %s are sound pictures',
    async (id) => {
      const ranked = rankChart(found, id);
      const words = wordsOf(await expectSoundPicture(ranked));
      const [first] = found.screening.rankings.get(id)!.effects;
      expect(words).toContain(first!.effectClass);
      expect(ranked.table.rows).toHaveLength(10);
      expect(ranked.table.rows[0]!['factor']).toBe(first!.factor);
      const through = throughTimeChart(found, id);
      expect(wordsOf(await expectSoundPicture(through))).toContain('chance alone');
      expect(new Set(through.table.rows.map((row) => row['date']))).toEqual(
        new Set(['2025-03-31', '2026-03-31', '2027-03-31', '2028-03-31']),
      );
    },
  );
});

describe('the words', () => {
  it('say what chance does, and how much weak evidence carries', () => {
    expect(floorSentence(found, 'cost')).toMatch(/moves this figure by 0, as it must\. New luck alone moves it by/);
    expect(weakEvidenceSentence(found, 'cost')).toMatch(
      /\d+ assumptions without a source \(strength X\) carry \d+% \(/,
    );
    expect(weakEvidenceSentence({ ...found, shares: undefined }, 'cost')).toBeUndefined();
  });

  it('show shares as points and money in millions', () => {
    expect(shownNumber(0.0312, 'share')).toBe('3.1');
    expect(shownNumber(1_234_567_890, 'gbp-2024-25')).toBe('1,235');
    expect(shownUnit('gbp-2024-25').words).toBe('£ million of 2024-25');
    expect(shownNumber(0, 'children')).toBe('0');
  });
});

describe('the largest effect of an assumption', () => {
  it('is that of the headline on which it matters most, for members of a group that of the group, for fixed ones none', () => {
    const largest = largestEffects(found);
    const group = ['convert', 'sell', 'exit', 'remain'].map((what) => largest.get(`home_owner_intent_${what}`));
    for (const member of group) expect(member).toEqual(group[0]);
    expect(group[0]!.effect.factor).toBe('home_owner_intent_*');
    expect(largest.has('placed_outside_share')).toBe(false);
    expect(largest.get('price_level_bought')!.headline).toBe('cost');
    for (const { headline, effect } of largest.values())
      for (const [other, { effects }] of found.screening.rankings) {
        const there = effects.find((e) => e.factor === effect.factor)!;
        if (there.seen && other !== headline) expect(effect.relative).toBeGreaterThanOrEqual(there.relative);
      }
  });
});
