import fc from 'fast-check';
import type { Scenario } from '../../../src/assumptions/scenario/scenario.ts';

/** Few dates, places and amounts, so that two scenarios often share an item and often differ in one field of it. */
const date = fc.constantFrom('2027-04-01', '2029-04-01', '2031-04-01');
const amount = fc.constantFrom(2, 3, 12);
const share = fc.constantFrom(0.1, 0.5, 0.9);
const region = fc.constantFrom('R1', 'R2');
const sector = fc.constantFrom('local-authority' as const, 'not-for-profit' as const);
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
/** Fields that are left out are absent, as after reading a file. */
const fields = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K] | undefined> }): fc.Arbitrary<T> =>
  fc.record(model as never).map((value) => JSON.parse(JSON.stringify(value)) as T);

const lever = fc.oneof(
  fields({
    region,
    service_type: fc.constant('residential' as const),
    sector,
    places: amount,
    opens: optional(date),
  }).map((places) => ({ places })),
  fields({ from: date, staffed_share: share }).map((workforce) => ({ workforce })),
  fields({ from: date, entries_factor: share, ramp_months: optional(amount) }).map((prevention) => ({ prevention })),
  fc.record({ above: amount, staffed_share: share }).map(({ above, staffed_share }) => ({
    when: { measure: 'children_waiting' as const, above, then: [{ workforce: { staffed_share } }] },
  })),
);

const event = fc.oneof(
  fields({ date, sector: fc.constant('for-profit' as const), share: optional(share), region: optional(region) }).map(
    (close) => ({ close }),
  ),
  fields({ from: date, months: amount, factor: share }).map((demand_shock) => ({ demand_shock })),
);

const spread = fc.constantFrom(3, 9, { low: 1, central: 3, high: 9 }, { low: 1, central: 3, high: 12 });
const IDS = ['notice', 'staffed_share', 'viable_months', 'transfer_months'] as const;

const timetable = fc.uniqueArray(
  fc.record({
    milestone: fc.constantFrom('growth ends' as const, 'placements need approval' as const),
    service_type: fc.constantFrom('foster' as const, 'residential' as const),
    provider_description: fc.constant('for-profit' as const),
    date: fc.option(date, { nil: null }),
  }),
  { maxLength: 4, selector: (row) => `${row.milestone}${row.service_type}` },
);

const correlations = fc.uniqueArray(
  fc
    .record({ a: fc.constantFrom(...IDS), b: fc.constantFrom(...IDS), rank: fc.constantFrom(-0.1, 0.1, 0.2) })
    .filter((row) => row.a !== row.b),
  { maxLength: 4, selector: (row) => [row.a, row.b].sort().join() },
);

/** Any scenario of a small world: few values, so that two of them have much in common. */
export const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  name: fc.constantFrom('a', 'b'),
  title: fc.constantFrom('A', 'B'),
  horizon: fc.constantFrom('2030-03-31', '2036-03-31'),
  levers: fc.array(lever, { maxLength: 6 }),
  events: fc.array(event, { maxLength: 6 }),
  assumptions: fc.dictionary(fc.constantFrom(...IDS), spread, { maxKeys: 4 }),
  timetable,
  correlations,
});
