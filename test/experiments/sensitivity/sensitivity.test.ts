import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../../src/data/data-set.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import { askDesign, targetValues } from '../../../src/experiments/sensitivity/ask-design.ts';
import type { PlanAnswers } from '../../../src/experiments/sensitivity/ask-design.ts';
import { rankEffects } from '../../../src/experiments/sensitivity/classes.ts';
import { WrongAnswers } from '../../../src/experiments/sensitivity/design.ts';
import { factorsOf } from '../../../src/experiments/sensitivity/factors.ts';
import { MorrisAnalyser } from '../../../src/experiments/sensitivity/morris-effects.ts';
import type { MorrisEffect } from '../../../src/experiments/sensitivity/morris-effects.ts';
import { CHANCE, NOTHING, screeningDesign, varianceDesign } from '../../../src/experiments/sensitivity/plan-designs.ts';
import { analysePrepared, largestFactors } from '../../../src/experiments/sensitivity/sensitivity.ts';
import type { PreparedSensitivity, Sensitivity } from '../../../src/experiments/sensitivity/sensitivity.ts';
import { sensitivityRows } from '../../../src/experiments/sensitivity/sensitivity-rows.ts';
import { SobolAnalyser } from '../../../src/experiments/sensitivity/sobol-indices.ts';
import { targetsOf } from '../../../src/experiments/sensitivity/targets.ts';
import { themeOf } from '../../../src/experiments/sensitivity/themes.ts';
import { headlineValues, study, StudyDesk } from '../../../src/experiments/study.ts';
import { headlinesOfTheBoard } from '../../../src/measures/headlines-of-the-board.ts';
import type { Plan } from '../../../src/simulation/plan/plan.ts';
import { THREE_AREAS } from '../../data/temporary-folder.ts';
import { planOf, plainScenario, wales } from '../../simulation/small-country.ts';

let plan: Plan;
let other: Plan;
let prepared: PreparedSensitivity;
let found: Sensitivity;
beforeAll(async () => {
  const data = orThrow(await loadDataSet(THREE_AREAS));
  plan = planOf(data, plainScenario('2027-09-30'));
  other = planOf(data, plainScenario('2027-09-30', { assumptions: { staffed_share: 0.9 } }));
  const factors = factorsOf(plan);
  const headlines = headlinesOfTheBoard(plan);
  prepared = {
    plan,
    assumptions: data.assumptions,
    factors,
    headlines,
    trajectories: 4,
    points: 4,
    top: 3,
    seed: 7,
    threads: 1,
  };
  found = await analysePrepared(prepared);
}, 60_000);

describe('the factors of a plan', () => {
  it('hold every uncertain assumption once, shares as one, and list the others', () => {
    const { moved, fixed, notRead } = factorsOf(plan);
    const ids = plan.assumptions.map((row) => row.id);
    const columns = moved.flatMap((factor) => factor.columns);
    expect(new Set(columns).size).toBe(columns.length);
    expect([...columns.map((c) => ids[c]!), ...fixed, ...notRead].sort()).toEqual([...ids].sort());
    expect(moved.find((f) => f.id === 'home_owner_intent_*')).toMatchObject({
      meaning: 'share of for-profit home owners who: convert, sell, exit, remain',
      theme: "owners' intent",
      strength: 'X',
    });
    expect(moved.find((f) => f.id === 'home_owner_intent_*')!.columns.length).toBe(4);
    expect(fixed).toContain('placed_outside_share');
    expect(notRead).toContain('places_per_new_home');
    expect(factorsOf(other).fixed).toContain('staffed_share');
  });

  it('have a theme, all those of the shipped table', async () => {
    for (const row of (await wales()).assumptions) expect(themeOf(row.id), row.id).not.toBe('other');
  });
});

describe('the targets', () => {
  it('read what the headlines read, and years and regions add up to them', async () => {
    const headlines = headlinesOfTheBoard(plan);
    const targets = targetsOf(plan, headlines);
    const desk = new StudyDesk(
      targets.map((t) => t.path),
      1,
    );
    const design = screeningDesign(plan, prepared.factors.moved.slice(0, 2), { trajectories: 2, seed: 7 });
    const answers = await askDesign(desk, plan, design);
    await desk.close();
    const question = { plan, seed: 7, draws: 1, quantiles: design.points, later: design.lucks };
    const [answer] = await study([question], headlines, { threads: 1 });
    for (const headline of headlines) {
      const own = targets.filter((t) => t.headline === headline.id);
      const value = targetValues(answers, own[0]!);
      expect(value, headline.id).toEqual(headlineValues(answer!, headline));
      const regions = own.filter((t) => t.scope === 'region').map((t) => targetValues(answers, t));
      if (regions.length > 0 && !['compliant-share', 'shortfall', 'shortfall-on-the-eve'].includes(headline.id))
        for (const [row, whole] of value.entries())
          expect(regions.reduce((sum, r) => sum + r[row]!, 0) / (whole || 1), headline.id).toBeCloseTo(
            whole === 0 ? 0 : 1,
            4,
          );
    }
    const years = targets.filter((t) => t.headline === 'displaced' && t.scope === 'year');
    expect(years.map((t) => t.date)).toEqual(['2025-03-31', '2026-03-31', '2027-03-31']);
    expect(new Set(targets.map((t) => t.scope))).toEqual(new Set(['headline', 'region', 'year']));
  });
});

describe('a sensitivity analysis', () => {
  it('gives nothing no effect at all, and chance one whose mean is consistent with 0', () => {
    for (const { effects } of found.screening.targets) {
      expect(effects.find((e) => e.factor === NOTHING)).toMatchObject({
        mu: { value: 0 },
        muStar: { value: 0, high: 0 },
      });
    }
    const chances = found.screening.targets.flatMap(({ effects }) => effects.filter((e) => e.factor === CHANCE));
    const told = chances.filter(({ mu }) => Math.abs(mu!.value) > 4 * mu!.error && mu!.error > 0);
    // Four trajectories: a mean beyond four of its errors is rare, not impossible.
    expect(told.length / chances.length).toBeLessThan(0.1);
    expect(chances.some(({ muStar }) => muStar.value > 0)).toBe(true);
  });

  it('finds what must move a figure: more entries cost more, and the price of bought care moves costs alone', () => {
    const effect = (headline: string, factor: string): MorrisEffect =>
      found.screening.rankings.get(headline)!.effects.find((e) => e.factor === factor)!;
    expect(effect('cost', 'entries').mu!.value).toBeGreaterThan(0);
    expect(effect('cost', 'price_level_bought').mu!.low).toBeGreaterThan(0);
    for (const headline of prepared.headlines)
      if (headline.id !== 'cost') expect(effect(headline.id, 'price_level_bought').muStar.value).toBe(0);
    const cost = found.shares!.targets.find((t) => t.target.headline === 'cost' && t.target.scope === 'headline')!;
    expect(cost.indices.some((i) => i.factor === 'strength: X')).toBe(true);
    expect(cost.indices.filter((i) => !/[:(]/.test(i.factor)).map((i) => i.factor)).toEqual(found.shares!.largest);
  });

  it('gives the same figures again, begins a longer design with a shorter one, and refuses answers that are not its own', async () => {
    const targets = targetsOf(plan, prepared.headlines.slice(0, 2));
    const design = screeningDesign(plan, prepared.factors.moved.slice(0, 4), { trajectories: 2, seed: 3 });
    const ask = async (rows: typeof design): Promise<PlanAnswers> => {
      const desk = new StudyDesk(
        targets.map((t) => t.path),
        1,
      );
      const answers = await askDesign(desk, plan, rows);
      await desk.close();
      return answers;
    };
    const once = await ask(design);
    expect((await ask(design)).figures).toEqual(once.figures);
    const longer = screeningDesign(plan, prepared.factors.moved.slice(0, 4), { trajectories: 4, seed: 3 });
    expect((await ask(longer)).figures.slice(0, once.figures.length)).toEqual(once.figures);
    expect(() => new MorrisAnalyser(design, once, other.digest)).toThrow(WrongAnswers);
    const shares = varianceDesign(plan, prepared.factors.moved, ['entries'], { points: 2, seed: 3 });
    expect(() => new SobolAnalyser(shares, once, plan.digest)).toThrow('another design');
  });

  it('lists every figure once, with its design and status', () => {
    const rows = sensitivityRows(found);
    const keys = rows.map((r) => [r.method, r.headline, r.scope, r.area_code, r.date, r.factor, r.statistic].join('|'));
    expect(new Set(keys).size).toBe(rows.length);
    for (const row of rows) {
      expect(Number.isFinite(row.value)).toBe(true);
      expect(row.low).toBeLessThanOrEqual(row.high);
      expect(row.status).toBe('illustrative');
      expect([found.screening.design, found.shares!.design].map((d) => d.digest.slice(0, 16))).toContain(
        row.design_digest,
      );
    }
    const classes = new Set(rows.filter((r) => r.rank !== undefined).map((r) => r.effect_class));
    expect(classes.has('Low')).toBe(true);
    expect(classes.size).toBeGreaterThan(1);
  });
});

describe('the classes', () => {
  const estimate = (value: number, error = 0.1): MorrisEffect['muStar'] => ({
    value,
    low: value - 2 * error,
    high: value + 2 * error,
    error,
  });
  const effect = (factor: string, mu: number | undefined, size: number, error = 0.1): MorrisEffect => ({
    factor,
    mu: mu === undefined ? undefined : estimate(mu, error),
    muStar: estimate(size, error),
    sigma: undefined,
  });
  it('go by size beside the largest, and call nothing more than Low that chance could be', () => {
    const ranking = rankEffects(
      [
        effect('small', 0.5, 0.6),
        effect('large', -9, 9),
        effect('third', 3.1, 3.1),
        effect('tenth', 1, 1),
        effect('wild', 0.5, 5, 2),
        effect('shares', undefined, 4),
        effect('shares like chance', undefined, 1.9),
        effect(CHANCE, 0, 2),
        effect(NOTHING, 0, 0, 0),
      ],
      12,
    );
    expect(Object.fromEntries(ranking.effects.map((e) => [e.factor, e.effectClass]))).toEqual({
      large: 'High',
      wild: 'High',
      shares: 'High',
      third: 'High',
      'shares like chance': 'Low',
      tenth: 'Medium',
      small: 'Low',
    });
    // Mean .5 with an error of 2: no direction and not told from chance, but larger than chance.
    expect(ranking.effects.find((e) => e.factor === 'wild')).toMatchObject({ seen: false, direction: 0 });
    expect(ranking.effects.find((e) => e.factor === 'large')).toMatchObject({ seen: true, direction: -1 });
    expect(ranking.effects.find((e) => e.factor === 'shares')).toMatchObject({ seen: true, direction: 0 });
    expect(ranking.chanceIsCentred).toBe(true);
    expect(ranking.effects.map((e) => e.rank)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(largestFactors(new Map([['a', ranking]]), 2)).toEqual(['large', 'wild']);
  });
});
