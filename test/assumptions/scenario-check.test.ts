import { beforeAll, describe, expect, it } from 'vitest';
import { checkScenario } from '../../src/assumptions/scenario/check-scenario.ts';
import { mergeScenarios, scenarioDigest } from '../../src/assumptions/scenario/merge.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { formatProblems, orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';

let set: DataSet;
beforeAll(async () => {
  set = orThrow(await loadDataSet(THREE_AREAS));
});

const base = { name: 'test', title: 'A test' };
const places = { area: 'T01', service_type: 'residential', sector: 'local-authority', places: 3 };

function refusal(parts: Record<string, unknown>): string {
  const checked = checkScenario({ ...base, ...parts }, set, 'test.yaml');
  return checked.ok ? 'accepted' : formatProblems(checked.problems);
}

describe('a scenario that is right', () => {
  it('comes back with every part and the stated horizon', () => {
    const checked = checkScenario(base, set);
    expect(checked).toEqual({
      ok: true,
      value: {
        ...base,
        horizon: '2036-03-31',
        levers: [],
        assumptions: {},
        timetable: [],
        events: [],
        correlations: [],
      },
      repairs: [expect.objectContaining({ column: 'horizon', used: '2036-03-31' })],
    });
  });

  it('takes every lever and every event', () => {
    const from = '2027-04-01';
    const all = {
      levers: [
        { places },
        { places: { ...places, area: undefined, region: 'R1', opens: from, capital_gbp: 9e5 } },
        { places: { ...places, area: undefined } },
        { carers: { region: 'R2', sector: 'not-for-profit', households: 4, from, months: 12 } },
        { conversion_support: { from, convert_factor: 1.5, succeeds: 0.9 } },
        { prevention: { from, ramp_months: 12, entries_factor: 0.9 } },
        { reunification: { from, stay_factor: 0.95 } },
        { workforce: { from, staffed_share: 0.95 } },
        { approval_date: { service_type: 'foster', date: '2031-04-01' } },
        { kinship: { from, ramp_months: 6, share_factor: 1.2 } },
        { guardianship: { from, exit_factor: 1.1 } },
        { national_transfer: { from, children_per_year: 5 } },
        {
          when: {
            measure: 'children_waiting',
            above: 3,
            for_months: 2,
            then: [{ places }, { prevention: { entries_factor: 0.9 } }],
          },
        },
      ],
      events: [
        { close: { date: from, sector: 'for-profit', share: 0.2, notice_months: 6 } },
        { owner_leaves: { date: from, owner: 'largest' } },
        { owner_leaves: { date: from, owner: 'owner-1', region: 'R1' } },
        { convert: { date: from, owner: 'owner-2', share: 1 } },
        { demand_shock: { from, months: 12, factor: 1.2, age_band: '10-15' } },
        { price_shock: { from, months: 12, factor: 1.5 } },
        { staff_shortage: { from, months: 12, factor: 0.9, region: 'R1' } },
        { delay_projects: { from, months: 6, share: 0.5 } },
        { withdraw_from_area: { date: from, sector: 'for-profit', share: 0.3, area: 'T01' } },
      ],
      assumptions: { notice: 9, staffed_share: { low: 0.8, central: 0.9, high: 1 } },
      timetable: [{ milestone: 'growth ends', service_type: 'foster', provider_description: 'for-profit', date: null }],
      correlations: [{ a: 'notice', b: 'staffed_share', rank: -0.4 }],
      seed: 7,
      draws: 200,
    };
    expect(refusal(all)).toBe('accepted');
  });
});

const leverNames = 'One key out of: places, carers, conversion_support';

describe('a scenario that is wrong says where, what, and how to mend it', () => {
  const cases: readonly [name: string, parts: Record<string, unknown>, says: readonly string[]][] = [
    [
      'a misspelt lever',
      { levers: [{ placess: places }] },
      ['column levers[0].placess', 'Found "placess"', leverNames, 'Did you mean places?'],
    ],
    [
      'a misspelt event',
      { events: [{ cloze: {} }] },
      ['column events[0].cloze', 'no event cloze', 'Did you mean close?'],
    ],
    [
      'an assumption under levers',
      { levers: [{ notice: 9 }] },
      ['column levers[0].notice', 'is an assumption: write it under assumptions'],
    ],
    ['an event under levers', { levers: [{ close: {} }] }, ['is an event: write it under events']],
    ['a lever under events', { events: [{ prevention: {} }] }, ['is a lever: write it under levers']],
    [
      'a lever under assumptions',
      { assumptions: { prevention: 0.9 } },
      ['column assumptions.prevention', 'is a lever, not an assumption', 'Write it under levers'],
    ],
    ['an event under assumptions', { assumptions: { close: 1 } }, ['is an event, not an assumption']],
    ['a lever at the margin', { prevention: {} }, ['column prevention', 'is a lever: write it under levers']],
    ['an unknown part', { lever: [] }, ['column lever:', 'Did you mean levers?', 'Parts: name, title']],
    [
      'an unknown assumption',
      { assumptions: { notise: 9 } },
      ['column assumptions.notise', 'Found "9"', 'Did you mean notice?'],
    ],
    [
      'a misspelt field',
      { levers: [{ places: { ...places, plases: 3 } }] },
      ['levers[0].places.plases', 'no field plases', 'Fields: area, region'],
    ],
    [
      'a missing field',
      { levers: [{ workforce: { from: '2027-01-01' } }] },
      ['levers[0].workforce', 'staffed_share is missing', 'A number from 0 to 1'],
    ],
    [
      'a share over 1',
      { levers: [{ workforce: { from: '2027-01-01', staffed_share: 95 } }] },
      ['levers[0].workforce.staffed_share', 'Found "95"', 'from 0 to 1'],
    ],
    [
      'a percentage',
      { levers: [{ workforce: { from: '2027-01-01', staffed_share: '95%' } }] },
      ['Found "95%"', '0.25, not as 25%'],
    ],
    [
      'a fraction of a place',
      { levers: [{ places: { ...places, places: 2.5 } }] },
      ['levers[0].places.places', 'Found "2.5"', 'whole number of places'],
    ],
    [
      'a date in another order',
      { levers: [{ prevention: { from: '01/04/2027', entries_factor: 0.9 } }] },
      ['levers[0].prevention.from', 'Found "01/04/2027"', 'year first'],
    ],
    [
      'a day that does not exist',
      { levers: [{ prevention: { from: '2027-02-30', entries_factor: 0.9 } }] },
      ['Found "2027-02-30"'],
    ],
    [
      'a day before the start',
      { events: [{ close: { date: '2024-03-31', sector: 'for-profit' } }] },
      ['events[0].close.date', 'after 2024-03-31'],
    ],
    [
      'an unknown area',
      { levers: [{ places: { ...places, area: 'T9' } }] },
      ['levers[0].places.area', 'no area T9', 'Did you mean T01?'],
    ],
    ['a region as area', { levers: [{ places: { ...places, area: 'R1' } }] }, ['no area R1', 'level authority']],
    [
      'area and region together',
      { levers: [{ places: { ...places, region: 'R1' } }] },
      ['levers[0].places', 'area and region cannot stand together', 'At most one of: area, region.'],
    ],
    [
      'an unknown service type',
      { levers: [{ places: { ...places, service_type: 'residental' } }] },
      ['Found "residental"', 'Did you mean residential?'],
    ],
    [
      'an unknown owner',
      { events: [{ owner_leaves: { date: '2027-01-01', owner: 'owner-9' } }] },
      ['events[0].owner_leaves.owner', 'Did you mean owner-'],
    ],
    [
      'an unknown service',
      { events: [{ close: { date: '2027-01-01', service: 'home-99' } }] },
      ['events[0].close.service', 'service_id of services.csv'],
    ],
    [
      'an event that names nothing to close',
      { events: [{ close: { date: '2027-01-01', share: 0.5 } }] },
      ['events[0].close', 'service_type or sector or owner or service'],
    ],
    [
      'an age band without quotation marks',
      { events: [{ demand_shock: { from: '2027-01-01', months: 3, factor: 2, age_band: 0 } }] },
      ['Found "0"', 'quotation marks: "0"'],
    ],
    [
      'two levers after one hyphen',
      { levers: [{ places, prevention: {} }] },
      ['levers[0]', 'has 2 keys', 'hyphen of its own'],
    ],
    ['fields that are not indented', { levers: [{ places: null, area: 'T01' }] }, ['Indent area under places']],
    ['a lever without a list', { levers: { places } }, ['column levers', 'A list of levers is needed', 'hyphen']],
    ['a lever that is a word', { levers: ['places'] }, ['levers[0]', 'Found "places"', 'one key with its fields']],
    [
      'a rule with two limits',
      { levers: [{ when: { measure: 'children_waiting', above: 1, below: 2, then: [{ places }] } }] },
      ['levers[0].when', 'Exactly one of: above, below'],
    ],
    [
      'a rule on an unknown measure',
      { levers: [{ when: { measure: 'children_wating', above: 1, then: [{ places }] } }] },
      ['levers[0].when.measure', 'Did you mean children_waiting?'],
    ],
    [
      'a mistake inside a rule',
      { levers: [{ when: { measure: 'children_waiting', above: 1, then: [{ places: { ...places, area: 'X' } }] } }] },
      ['levers[0].when.then[0].places.area'],
    ],
    [
      'a rule inside a rule',
      { levers: [{ when: { measure: 'children_waiting', above: 1, then: [{ when: {} }] } }] },
      ['then[0].when', 'cannot stand inside a rule'],
    ],
    [
      'a share assumption over 1',
      { assumptions: { staffed_share: 93 } },
      ['assumptions.staffed_share', 'Found "93"', '0 to 1 (share)'],
    ],
    ['negative months', { assumptions: { notice: -1 } }, ['assumptions.notice', 'from 0 up (months)']],
    [
      'a range out of order',
      { assumptions: { notice: { low: 9, central: 6, high: 12 } } },
      ['assumptions.notice', 'low <= central <= high'],
    ],
    [
      'a range outside the unit',
      { assumptions: { staffed_share: { low: 0.5, central: 0.9, high: 9 } } },
      ['assumptions.staffed_share.high', 'Found "9"'],
    ],
    ['a range without a middle', { assumptions: { notice: { low: 1, high: 2 } } }, ['central is missing']],
    [
      'a range for a fixed quantity',
      { assumptions: { placed_outside_share: { low: 0.1, central: 0.2, high: 0.3 } } },
      ['is fixed and has no spread'],
    ],
    [
      'one share of a group',
      { assumptions: { home_owner_intent_convert: 0.9 } },
      ['assumptions.home_owner_intent_convert', 'add to 1.65', 'all shares of the group'],
    ],
    ['text for an assumption', { assumptions: { notice: 'nine' } }, ['Found "nine"', 'not a number']],
    ['a list of assumptions', { assumptions: [{ notice: 9 }] }, ['column assumptions', 'without a hyphen']],
    [
      'a horizon inside a month',
      { horizon: '2036-03-30' },
      ['column horizon', 'Found "2036-03-30"', 'Write 2036-03-31'],
    ],
    ['a horizon before the start', { horizon: '2024-03-31' }, ['column horizon', 'after 2024-03-31']],
    [
      'a misspelt milestone',
      {
        timetable: [
          { milestone: 'growth end', service_type: 'foster', provider_description: 'for-profit', date: '2027-04-01' },
        ],
      },
      ['timetable[0].milestone', 'Did you mean growth ends?'],
    ],
    [
      'approval_date and timetable on the same row',
      {
        levers: [{ approval_date: { service_type: 'foster', date: '2029-04-01' } }],
        timetable: [
          {
            milestone: 'placements need approval',
            service_type: 'foster',
            provider_description: 'for-profit',
            date: '2031-04-01',
          },
        ],
      },
      ['levers[0].approval_date', 'timetable[0] both set', 'Found "foster, 2029-04-01"', 'Delete one'],
    ],
    [
      'an unknown assumption in a correlation',
      { correlations: [{ a: 'notice', b: 'notise', rank: 0.1 }] },
      ['correlations[0].b', 'Did you mean notice?'],
    ],
    [
      'a rank over 1',
      { correlations: [{ a: 'notice', b: 'staffed_share', rank: 2 }] },
      ['correlations[0].rank', 'from -1 to 1'],
    ],
    [
      'correlations that contradict each other',
      {
        correlations: [
          { a: 'notice', b: 'staffed_share', rank: 0.9 },
          { a: 'staffed_share', b: 'viable_occupancy', rank: 0.9 },
          { a: 'notice', b: 'viable_occupancy', rank: -0.9 },
        ],
      },
      ['column correlations', 'contradict each other'],
    ],
    ['a negative seed', { seed: -1 }, ['column seed', 'Found "-1"', 'whole number from 0']],
    ['a name with spaces', { name: 'My scenario' }, ['column name', 'Lower-case letters']],
    ['extends that is not taken in', { extends: 'other' }, ['column extends', 'loadScenario']],
  ];
  it.each(cases)('%s', (_name, parts, says) => {
    const said = refusal(JSON.parse(JSON.stringify(parts)) as Record<string, unknown>);
    for (const part of ['test.yaml', ...says, ' Found "', ' Allowed: ', ' Mend: ']) expect(said).toContain(part);
  });

  it.each([null, 'text', 3, [], undefined])('%s is no scenario', (raw) => {
    const checked = checkScenario(raw, set);
    expect(!checked.ok && formatProblems(checked.problems)).toContain('set of named parts');
  });
});

describe('scenarios that build on each other', () => {
  const row = { milestone: 'growth ends', service_type: 'foster', provider_description: 'for-profit' } as const;
  const parent = {
    name: 'parent',
    title: 'Parent',
    summary: 'About the parent.',
    horizon: '2030-03-31',
    levers: [{ workforce: { from: '2027-04-01', staffed_share: 0.9 } }],
    assumptions: { notice: 9, staffed_share: 0.8 },
    timetable: [{ ...row, date: '2028-04-01' }],
  } as const;

  it('add levers and replace by key', () => {
    const merged = mergeScenarios([
      parent,
      {
        name: 'child',
        title: 'Child',
        levers: [{ approval_date: { service_type: 'foster', date: '2031-04-01' } }],
        assumptions: { notice: 3 },
        timetable: [{ ...row, date: '2029-04-01' }],
      },
    ]);
    expect(merged).toMatchObject({
      name: 'child',
      title: 'Child',
      horizon: '2030-03-31',
      assumptions: { notice: 3, staffed_share: 0.8 },
    });
    expect(merged.levers!.map((lever) => Object.keys(lever)[0])).toEqual(['workforce', 'approval_date']);
    expect(merged.timetable).toEqual([{ ...row, date: '2029-04-01' }]);
    expect(merged.summary).toBeUndefined();
  });

  it('have a digest of what they do, whatever they are titled', () => {
    const one = orThrow(checkScenario(parent, set));
    const titled = orThrow(checkScenario({ ...parent, title: 'Another', seed: 3 }, set));
    const other = orThrow(checkScenario({ ...parent, assumptions: { notice: 8 } }, set));
    expect(scenarioDigest(one)).toMatch(/^[0-9a-f]{64}$/);
    expect(scenarioDigest(titled)).toBe(scenarioDigest(one));
    expect(scenarioDigest(other)).not.toBe(scenarioDigest(one));
  });
});
