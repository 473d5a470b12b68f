import { beforeAll, describe, expect, it } from 'vitest';
import { parameterValues } from '../../../src/assumptions/sample.ts';
import type { Scenario } from '../../../src/assumptions/scenario/scenario.ts';
import type { DataSet, ServiceRow, TimetableRow } from '../../../src/domain/tables.ts';
import { AGE_BANDS } from '../../../src/domain/vocabulary.ts';
import { claims, expectedOutcomes } from '../../../src/measures/expected-outcomes.ts';
import { selectFigures } from '../../../src/measures/select.ts';
import { expectedPath } from '../../../src/simulation/expected/expected-path.ts';
import { pureCountry, withoutSpread } from '../pure-country.ts';
import { planOf, plainScenario, wales } from '../small-country.ts';
import { scores } from './against-draws.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const STATUS = { status: 'illustrative', source: 'made up for a test' } as const;

/** Children of all ages and types whose needs change, with levers and events on who comes and how long they stay. */
function childrenOnly(): DataSet {
  const types = ['foster', 'residential', 'kinship', 'parents', 'adoption', 'other'] as const;
  const data = pureCountry(base, {
    children: types.flatMap((type) => AGE_BANDS.map((band, b) => [type, band, 6 + 2 * b] as const)).map((c) => [...c]),
    entries: { '0': 40, '1-4': 30, '5-9': 20, '10-15': 60, '16-17': 30 },
    stays: base.stays,
    assumptions: {
      need_change: 0.3,
      need_change_down: 0.4,
      entries_trend: 0.05,
      entries_overdispersion: 1.8,
      entry_newborn_share: 0.5,
      stay_scale: 1.1,
    },
  });
  const shares = { foster: 0.5, residential: 0.2, kinship: 0.2, other: 0.1 };
  const needs = AGE_BANDS.flatMap((age_band) =>
    Object.entries(shares).map(([placement_type, share_at_entry]) => ({
      age_band,
      placement_type: placement_type as keyof typeof shares,
      share_at_entry,
      ...STATUS,
    })),
  );
  return { ...data, needs };
}

/** Unaccompanied children among others: more than hold the stock of the start, and some more from a lever. */
function unaccompaniedToo(): DataSet {
  const data = childrenOnly();
  const values = { entries_unaccompanied: 30, unaccompanied_at_start: 0.1, unaccompanied_independent: 0.4 };
  return {
    ...data,
    children: [
      ...data.children.filter((c) => c.age_band !== '16-17'),
      ...(['foster', 'independent', 'kinship'] as const).map((placement_type) => ({
        ...data.children[0]!,
        placement_type,
        age_band: '16-17' as const,
        children: 30,
        children_low: 30,
        children_high: 30,
      })),
    ],
    assumptions: withoutSpread(data.assumptions, values),
  };
}

const LEVERS: Partial<Scenario> = {
  levers: [
    { prevention: { from: '2025-06-01', ramp_months: 6, entries_factor: 0.7 } },
    { reunification: { from: '2026-01-01', ramp_months: 4, stay_factor: 0.8 } },
    { kinship: { from: '2025-01-01', share_factor: 1.5 } },
    { guardianship: { from: '2025-09-01', exit_factor: 2.5 } },
  ],
  events: [{ demand_shock: { from: '2025-02-01', months: 5, factor: 1.6, age_band: '10-15' } }],
};

function homesOnly(): DataSet {
  const sectors = ['for-profit', 'local-authority', 'not-for-profit'] as const;
  const services = Array.from({ length: 60 }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `home-${i}`,
    sector: sectors[i % 3]!,
    owner_id: `owner-${i % 12}`,
    places: 2 + (i % 4),
    registered_for: i % 10 === 9 ? 'short-break' : 'general',
  }));
  const assumptions = {
    home_exit_for_profit: 0.15,
    home_exit_local_authority: 0.1,
    home_exit_not_for_profit: 0.2,
    home_exit_converted: 0.3,
    home_exit_change_of_owner: 0.4,
    home_conversion: 0.1,
    home_openings_for_profit: 0.2,
    home_openings_not_for_profit: 0.1,
    generated_openings: 0.3,
    owner_failure: 0.05,
    owner_failure_rescued: 0.3,
    transfer_places_kept: 0.8,
    notice: 3,
  };
  return pureCountry(base, { services, assumptions });
}

/** Registration of for-profit services ends, and after that a home that changes hands must find another sort of buyer. */
const rule = (
  milestone: TimetableRow['milestone'],
  service_type: TimetableRow['service_type'],
  date: string,
): TimetableRow => ({
  milestone,
  service_type,
  provider_description: 'for-profit',
  date,
  source: 'made up for a test',
});

function homesAfterRegistrationEnds(): DataSet {
  const data = homesOnly();
  const values = { owner_failure: 0, applications_lodged: 0 };
  return {
    ...data,
    timetable: [rule('registration ends', 'residential', '2025-04-01')],
    assumptions: withoutSpread(data.assumptions, values),
  };
}

function fosteringOnly(): DataSet {
  const sectors = ['for-profit', 'local-authority', 'not-for-profit'] as const;
  const services = Array.from({ length: 24 }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `row-${i}`,
    service_type: 'foster',
    sector: sectors[i % 3]!,
    owner_id: `agency-${i % 8}`,
    households: 10 + i,
  }));
  const data = pureCountry(base, {
    services,
    assumptions: {
      carer_leaving: 0.15,
      carer_approvals_local_authority: 0.12,
      carer_approvals_agencies: 0.1,
      agency_exit_for_profit: 0.2,
      agency_exit_not_for_profit: 0.1,
      agency_conversion: 0.1,
      home_exit_change_of_owner: 0.3,
      owner_failure: 0.05,
      carers_transfer: 0.6,
      carers_transfer_months: 3,
      transfer_places_kept: 0.9,
      foster_places_per_household: 1.7,
    },
  });
  return {
    ...data,
    timetable: [rule('growth ends', 'foster', '2026-04-01'), rule('registration ends', 'foster', '2025-04-01')],
  };
}

/** Wales with every assumption at its central value, as shipped or with all that looks at the state taken out. */
const shipped = (): DataSet => ({ ...base, assumptions: withoutSpread(base.assumptions) });
function linearWales(): DataSet {
  const sizes = ['1', '2_5', '6_20', '21_plus'].map((size) => [`home_exit_owner_size_${size}`, 1] as const);
  return {
    ...base,
    timetable: [],
    projects: [],
    services: base.services.filter((s) => s.service_type !== 'secure'),
    children: base.children.filter((c) => c.placement_type !== 'secure'),
    assumptions: withoutSpread(base.assumptions, {
      ...Object.fromEntries(sizes),
      stays_put_at_18: 0,
      // A whole agency leaves a few times in all the draws together: too seldom for a standard error. See fostering alone.
      agency_exit_for_profit: 0,
      agency_exit_not_for_profit: 0,
      agency_conversion: 0,
      owner_failure: 0,
    }),
  };
}

const countries: [string, () => DataSet, Partial<Scenario>, string, number, number][] = [
  ['children alone, with levers and a shock', childrenOnly, LEVERS, '2028-03-31', 600, 100],
  [
    'unaccompanied children among others, with a national transfer',
    unaccompaniedToo,
    { levers: [...LEVERS.levers!, { national_transfer: { from: '2025-07-01', children_per_year: 40 } }] },
    '2028-03-31',
    600,
    100,
  ],
  ['homes alone, with owners that fail', homesOnly, {}, '2028-03-31', 1500, 100],
  ['homes whose registration ends', homesAfterRegistrationEnds, {}, '2028-03-31', 1500, 100],
  ['fostering alone', fosteringOnly, {}, '2028-03-31', 1500, 100],
  ['Wales as shipped, without spread', shipped, {}, '2030-03-31', 40, 1500],
  ['Wales without a law, projects or secure care, without spread', linearWales, {}, '2028-03-31', 40, 2000],
];

describe('the mean of the draws is the expected path, in every claimed figure of the grid', () => {
  it.each(countries)(
    '%s',
    (_name, data, scenario, horizon, draws, least) => {
      const { scored, rare } = scores(planOf(data(), plainScenario(horizon, scenario)), draws);
      expect(scored.length).toBeGreaterThan(least);
      const worst = scored.reduce((w, s) => (Math.abs(s.z) > Math.abs(w.z) ? s : w));
      // The largest of K standard Normal scores passes this in one test of a thousand at most (Bonferroni: 2 K (1 - Phi(z))
      // = 0.001 gives z = 4.9 for 1,000 and 5.5 for 20,000), whatever depends on what. Half a unit more for the tails of a
      // mean of few draws.
      const limit = Math.sqrt(2 * Math.log(scored.length / 0.001)) + 0.5;
      if (process.env['SHOW_SCORES'] !== undefined) {
        const rms = Math.sqrt(scored.reduce((sum, s) => sum + s.z ** 2, 0) / scored.length);
        console.log(_name, scored.length, 'cells, root mean square z', rms.toFixed(3), 'worst', JSON.stringify(worst));
      }
      expect(Math.abs(worst.z), JSON.stringify(worst)).toBeLessThan(limit);
      // Where nearly all draws agree: an event of size J that would move the mean by d has chance d / J a draw, and none of n
      // draws shows it with chance exp(-n d / J), which is under one in a million when d passes 14 J / n. A home has at most
      // 12 places and an agency, which leaves as one, at most 900; everything else moves by ones or by what was seen.
      for (const s of rare) {
        const size = /places\w* foster/.test(s.name) ? 900 : /places\w* residential/.test(s.name) ? 12 : 1;
        expect(Math.abs(s.mean - s.expected), JSON.stringify(s)).toBeLessThan((14 * Math.max(s.range, size)) / draws);
      }
    },
    240_000,
  );
});

describe('an expected path by itself', () => {
  const country = (data: DataSet, measure: string, serviceType?: string): number[] => {
    const path = expectedPath(planOf(data, plainScenario('2026-04-30')));
    return Array.from(path.monthly({ measure, ...(serviceType === undefined ? {} : { serviceType }) }));
  };

  it('of a closed cohort is P0 (1 - h)^t, to the last digits', () => {
    const left = country(
      pureCountry(base, { children: [['other', '0', 100]], leavingPerMonth: 0.1 }),
      'children_looked_after',
    );
    for (const [step, expected] of [
      [1, 90],
      [2, 81],
      [5, 59.049],
      [10, 34.8678440100001],
      [25, 7.17897987691853],
    ] as const)
      expect(left[step - 1]).toBeCloseTo(expected, 10);
  });

  it('of arrivals and departures is L (1 - (1 - h)^t) / h', () => {
    const data = pureCountry(base, { children: [['other', '0', 0]], entries: { '0': 2.4 }, leavingPerMonth: 0.01 });
    country(data, 'children_looked_after').forEach((n, k) =>
      expect(n).toBeCloseTo((0.2 * (1 - 0.99 ** (k + 1))) / 0.01, 9),
    );
  });

  it('of two needs that pass into each other at 0.1 and 0.05 is 100 / 3 + (200 / 3) 0.85^t', () => {
    const yearly = (monthly: number): number => 1 - (1 - monthly) ** 12;
    const data = pureCountry(base, {
      // From 10 years on a foster placement may give way; nobody comes of age in two years.
      children: [['foster', '10-15', 100]],
      assumptions: { need_change: yearly(0.1), need_change_down: yearly(0.05) },
    });
    const foster = country(data, 'children_needing', 'foster').slice(0, 24);
    foster.forEach((n, k) => expect(n).toBeCloseTo(100 / 3 + (200 / 3) * 0.85 ** (k + 1), 9));
  });

  it('is refused by name, with the reason, where it would look at the state', () => {
    const path = expectedPath(planOf(base, plainScenario('2026-03-31')));
    expect(() => path.monthly({ measure: 'children_waiting' })).toThrow(
      'No expected path of children_waiting. It depends on the search for a place',
    );
    expect(() =>
      path.monthly({ measure: 'places_registered', serviceType: 'residential', sector: 'for-profit' }),
    ).toThrow(/places_registered \(residential, for-profit\)\./);
    expect(() => path.monthly({ measure: 'hhi', serviceType: 'foster' })).toThrow('a ratio');
    expect(() => path.monthly({ measure: 'secure_refused' })).toThrow('loss system');
  });

  it('claims of Wales as shipped what no place and no rule can change, and of the same without a law more', () => {
    const claimed = (data: DataSet): string[] =>
      claims(planOf(data, plainScenario('2026-03-31')))
        .filter((c) => c.claimed)
        .map((c) => [c.measure, c.serviceType, c.sector, c.ageBand].filter((d) => d !== 'all').join(' '));
    const asShipped = claimed(shipped());
    expect(asShipped).toEqual(
      expect.arrayContaining([
        'children_looked_after',
        'children_started',
        'children_ceased',
        'unaccompanied_children',
        'children_looked_after 0',
      ]),
    );
    expect(asShipped).toContain('children_looked_after kinship');
    expect(asShipped).not.toContain('places_registered residential');
    const linear = claimed(linearWales());
    expect(linear).toEqual(expect.arrayContaining(asShipped));
    for (const more of [
      'places_registered residential for-profit',
      'households_approved foster',
      'children_needing foster',
    ])
      expect(linear).toContain(more);
    for (const c of claims(planOf(base, plainScenario('2026-03-31')))) expect(c.claimed).toBe(c.why === '');
  });

  it('loses each claim about homes to the one thing that looks at the state', () => {
    const why = (data: DataSet, scenario: Partial<Scenario> = {}): string | undefined =>
      expectedPath(planOf(data, plainScenario('2028-03-31', scenario))).whyNot({
        measure: 'places_registered',
        serviceType: 'residential',
        sector: 'all',
        ageBand: 'all',
      });
    const data = homesOnly();
    expect(why(data)).toBeUndefined();
    const with_ = (values: Record<string, number>): DataSet => ({
      ...data,
      assumptions: withoutSpread(data.assumptions, values),
    });
    expect(why(with_({ home_exit_owner_size_1: 1.2 }))).toContain('how many homes its owner has left');
    expect(why({ ...data, timetable: [rule('placements need approval', 'residential', '2030-04-01')] })).toContain(
      'owners of for-profit services decide',
    );
    expect(why({ ...data, timetable: [rule('registration ends', 'residential', '2026-04-01')] })).toContain('rescued');
    expect(why(data, { events: [{ close: { date: '2025-01-01', share: 0.1 } }] })).toContain('by events');
    expect(
      why(data, { levers: [{ places: { service_type: 'residential', sector: 'local-authority', places: 4 } }] }),
    ).toContain('Projects');
  });

  it('of a parameter set is that of a table in which each assumption is fixed at the value of the set', () => {
    const data = linearWales();
    // The tables of the start are made with the central changes of need and number of unaccompanied, so these keep theirs.
    const held = withoutSpread(base.assumptions);
    const spreads = {
      ...data,
      assumptions: base.assumptions.map((r, i) =>
        r.id.startsWith('need_change') || r.id === 'entries_unaccompanied' ? held[i]! : r,
      ),
    };
    const plan = planOf(spreads, plainScenario('2026-03-31'));
    const values = parameterValues(plan.assumptions, 5, 7);
    const fixed = withoutSpread(
      plan.assumptions,
      Object.fromEntries(plan.assumptions.map((r, i) => [r.id, values[i]!] as const)),
    );
    const path = (p: ReturnType<typeof expectedPath>): Float64Array => p.monthly({ measure: 'children_looked_after' });
    const drawn = path(expectedPath(plan, { set: 7, seed: 5 }));
    const same = path(expectedPath(planOf({ ...spreads, assumptions: fixed }, plainScenario('2026-03-31'))));
    drawn.forEach((n, i) => expect(n).toBeCloseTo(same[i]!, 9));
    expect(drawn).not.toEqual(path(expectedPath(plan)));
  });

  it('becomes rows of outcomes: means without Monte Carlo error, for the parameters that are asked for', () => {
    const plan = planOf(base, plainScenario('2026-03-31'));
    const rows = expectedOutcomes(plan);
    expect(new Set(rows.map((r) => `${r.statistic} ${r.mc_error}`))).toEqual(new Set(['mean 0']));
    const all = selectFigures(rows, { measure: 'children_looked_after', area_level: 'country', period: 'month' });
    expect(all).toHaveLength(24);
    const started = (period: string): number =>
      selectFigures(rows, { measure: 'children_started', area_level: 'country', period: period as 'month' })
        .filter((r) => r.date <= '2025-03-31')
        .reduce((sum, r) => sum + r.value, 0);
    expect(started('month')).toBeCloseTo(started('financial-year'), 6);
    const other = expectedOutcomes(plan, { set: 3, seed: 1 });
    expect(other[0]!.run_id).not.toBe(rows[0]!.run_id);
    expect(other.map((r) => r.value)).not.toEqual(rows.map((r) => r.value));
  });
});
