import fc from 'fast-check';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import type { Lever } from '../../src/assumptions/scenario/levers.ts';
import type { ScenarioEvent } from '../../src/assumptions/scenario/events.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AreaRow, ChildrenRow, DataSet, ServiceRow } from '../../src/domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../src/domain/vocabulary.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';

/** Wales as shipped, read once for a test file. */
export async function wales(): Promise<DataSet> {
  return orThrow(await loadShippedDataSet());
}

/** A scenario that changes nothing, over some months after the baseline of 31 March 2024. */
export function plainScenario(horizon = '2036-03-31', parts: Partial<Scenario> = {}): Scenario {
  return {
    name: 'test',
    title: 'Test',
    horizon,
    levers: [],
    assumptions: {},
    timetable: [],
    events: [],
    correlations: [],
    ...parts,
  };
}

export function planOf(data: DataSet, scenario: Scenario): Plan {
  return orThrow(buildPlan(data, scenario));
}

const SHARED = { status: 'illustrative', source: 'made up for a test' } as const;

/** A made-up country from small random numbers: areas in two regions, services of all kinds, children of all types. */
export function smallCountry(
  base: DataSet,
  size: { areas: number; children: readonly number[]; homes: readonly number[]; households: readonly number[] },
): DataSet {
  const codes = Array.from({ length: size.areas }, (_, i) => `A${i}`);
  const areas: AreaRow[] = [
    { area_code: 'C', level: 'country', name_en: 'Country', name_cy: 'Gwlad' },
    { area_code: 'O', level: 'outside', name_en: 'Outside', name_cy: 'Tu allan' },
    { area_code: 'R0', level: 'region', name_en: 'North', name_cy: 'Gogledd', parent: 'C' },
    { area_code: 'R1', level: 'region', name_en: 'South', name_cy: 'De', parent: 'C' },
    ...codes.map((code, i): AreaRow => ({
      area_code: code,
      level: 'authority',
      name_en: code,
      name_cy: code,
      region_code: `R${i % 2}`,
      parent: `R${i % 2}`,
    })),
  ];
  let k = 0;
  const children: ChildrenRow[] = codes.flatMap((area_code) =>
    PLACEMENT_TYPES.flatMap((placement_type) =>
      AGE_BANDS.map((age_band): ChildrenRow => {
        const count = size.children[k++ % size.children.length]!;
        return {
          date: '2024-03-31',
          area_code,
          placement_type,
          age_band,
          children: count,
          children_low: count,
          children_high: count,
          ...SHARED,
        };
      }),
    ),
  );
  const sectors: Sector[] = ['for-profit', 'local-authority', 'not-for-profit'];
  const service = (id: string, parts: Partial<ServiceRow>): ServiceRow => ({
    service_id: id,
    name: id,
    service_type: 'residential',
    sector: 'for-profit',
    area_code: 'A0',
    evidence: 'made up',
    registered_for: 'general',
    regional: false,
    ...SHARED,
    ...parts,
  });
  const services: ServiceRow[] = [
    ...size.homes.map((places, i) =>
      service(`H${i}`, {
        area_code: codes[i % codes.length]!,
        sector: sectors[i % 3]!,
        owner_id: `OWN${i % 4}`,
        places,
        registered_for: i % 7 === 6 ? 'short-break' : 'general',
      }),
    ),
    ...size.households.map((households, i) =>
      service(`F${i}`, {
        service_type: 'foster',
        area_code: codes[i % codes.length]!,
        sector: sectors[(i + 1) % 3]!,
        owner_id: `AG${i % 3}`,
        households,
      }),
    ),
    service('S0', { service_type: 'secure', sector: 'local-authority', places: 18 }),
    service('I0', { service_type: 'independent', sector: 'other', places: 5 }),
  ];
  const near = codes.slice(1).map((code, i) => ({ area_code: codes[i]!, near_code: code, minutes: 20 + i }));
  // Amounts of Wales lend their spread alone, as when a set leaves the rows out.
  const assumptionsFromShipped = ['entries', 'foster_households_mainstream'];
  // A few unaccompanied children a year, of whom some draws have twice as many as others.
  const own: Readonly<Record<string, readonly number[]>> = {
    entries_unaccompanied: [2, 4, 8],
    unaccompanied_at_start: [0.05, 0.05, 0.05],
  };
  const assumptions = base.assumptions.map((row) => {
    const [low, central, high] = own[row.id] ?? [row.low, row.central, row.high];
    return { ...row, low: low!, central: central!, high: high! };
  });
  return {
    ...base,
    assumptions,
    assumptionsFromShipped,
    name: 'small',
    digest: JSON.stringify(size),
    areas,
    children,
    services,
    near,
    flows: [],
    population: [],
    projects: [],
  };
}

const date = fc.constantFrom('2024-06-01', '2025-01-15', '2026-04-01', '2027-09-30');
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** A random lever that names no area. */
const lever: fc.Arbitrary<Lever> = fc.oneof(
  fc.record({
    places: fc.record({
      service_type: fc.constantFrom('residential' as const, 'foster' as const, 'secure' as const),
      sector: fc.constantFrom('local-authority' as const, 'not-for-profit' as const),
      places: fc.integer({ min: 1, max: 9 }),
      opens: fc.option(date, { nil: undefined }),
    }),
  }),
  fc.record({
    carers: fc.record({
      sector: fc.constantFrom('local-authority' as const, 'not-for-profit' as const),
      households: fc.integer({ min: 1, max: 20 }),
      from: date,
      months: fc.integer({ min: 1, max: 24 }),
    }),
  }),
  fc.record({ prevention: fc.record({ from: date, entries_factor: fc.double({ min: 0, max: 2, noNaN: true }) }) }),
  fc.record({ reunification: fc.record({ from: date, stay_factor: fc.double({ min: 0.3, max: 2, noNaN: true }) }) }),
  fc.record({ guardianship: fc.record({ from: date, exit_factor: fc.double({ min: 0, max: 5, noNaN: true }) }) }),
  fc.record({ workforce: fc.record({ from: date, staffed_share: share }) }),
  fc.record({
    conversion_support: fc.record({
      from: date,
      convert_factor: fc.double({ min: 0, max: 4, noNaN: true }),
      succeeds: share,
    }),
  }),
  fc.record({ kinship: fc.record({ from: date, share_factor: fc.double({ min: 1, max: 2, noNaN: true }) }) }),
  fc.record({ national_transfer: fc.record({ from: date, children_per_year: fc.integer({ min: 0, max: 60 }) }) }),
);

const inside = (given: Lever): Lever => {
  const [name, fields] = Object.entries(given)[0]! as [string, object];
  // Half of the levers inside a rule start when it fires.
  const { from: _from, opens: _opens, ...free } = fields as { from?: string; opens?: string };
  return { [name]: free } as unknown as Lever;
};

/** A random rule about children, places or approval, with one or two random levers inside. */
const rule: fc.Arbitrary<Lever> = fc
  .record({
    measure: fc.constantFrom('children_waiting', 'occupancy_compliant', 'children_started', 'hhi', 'cost_gross'),
    above: fc.constantFrom(0, 0.5, 3),
    for_months: fc.integer({ min: 1, max: 9 }),
    repeat: fc.boolean(),
    then: fc.array(fc.oneof(lever, lever.map(inside)), { minLength: 1, maxLength: 2 }),
    approval: fc.boolean(),
  })
  .map(({ approval, then, ...fields }) => {
    const soon = { approval_date: { service_type: 'residential' as const } };
    return { when: { ...fields, then: approval ? [...then, soon] : then } } as unknown as Lever;
  });

/** A random event that names no area. */
const event: fc.Arbitrary<ScenarioEvent> = fc.oneof(
  fc.record({
    close: fc.record({
      date,
      sector: fc.constantFrom('for-profit' as const, 'local-authority' as const),
      share,
      notice_months: fc.integer({ min: 0, max: 6 }),
    }),
  }),
  fc.record({ owner_leaves: fc.record({ date, owner: fc.constant('largest') }) }),
  fc.record({ convert: fc.record({ date, share }) }),
  fc.record({
    demand_shock: fc.record({
      from: date,
      months: fc.integer({ min: 1, max: 12 }),
      factor: fc.double({ min: 0, max: 4, noNaN: true }),
    }),
  }),
  fc.record({
    price_shock: fc.record({
      from: date,
      months: fc.integer({ min: 1, max: 12 }),
      factor: fc.double({ min: 0, max: 4, noNaN: true }),
      region: fc.option(fc.constant('R0'), { nil: undefined }),
    }),
  }),
  fc.record({
    staff_shortage: fc.record({
      from: date,
      months: fc.integer({ min: 1, max: 12 }),
      factor: fc.double({ min: 0, max: 1, noNaN: true }),
      region: fc.option(fc.constant('R0'), { nil: undefined }),
    }),
  }),
  fc.record({ delay_projects: fc.record({ from: date, months: fc.integer({ min: 1, max: 12 }), share }) }),
  fc.record({ withdraw_from_area: fc.record({ date, sector: fc.constant('for-profit' as const), share }) }),
) as fc.Arbitrary<ScenarioEvent>;

/** Random levers, events and a random date from which for-profit registration itself ends, or none. */
export const randomScenario: fc.Arbitrary<Scenario> = fc
  .record({
    levers: fc.array(fc.oneof({ weight: 7, arbitrary: lever }, { weight: 2, arbitrary: rule }), { maxLength: 4 }),
    events: fc.array(event, { maxLength: 4 }),
    ends: fc.option(fc.constantFrom('2025-06-01', '2027-01-01'), { nil: undefined }),
  })
  .map(({ levers, events, ends }) =>
    plainScenario('2028-03-31', {
      levers,
      events,
      timetable: [
        {
          milestone: 'placements need approval',
          service_type: 'residential',
          provider_description: 'for-profit',
          date: '2026-04-01',
        },
        {
          milestone: 'placements need approval',
          service_type: 'foster',
          provider_description: 'for-profit',
          date: '2026-10-01',
        },
        ...(ends === undefined
          ? []
          : (['residential', 'foster'] as const).map((service_type) => ({
              milestone: 'for-profit registration ends' as const,
              service_type,
              provider_description: 'for-profit' as const,
              date: ends,
            }))),
      ],
    }),
  );

/** Sizes of a random small country. */
export const randomSize = fc.record({
  areas: fc.integer({ min: 1, max: 5 }),
  children: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 30 }),
  homes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 14 }),
  households: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 9 }),
});
