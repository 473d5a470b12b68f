import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeUnits } from '../../../src/assumptions/scenario/change-units.ts';
import { applyChanges, changesBetween } from '../../../src/assumptions/scenario/changes.ts';
import type { ScenarioChange } from '../../../src/assumptions/scenario/changes.ts';
import { diffScenarios } from '../../../src/assumptions/scenario/diff.ts';
import { scenarioDigest } from '../../../src/assumptions/scenario/merge.ts';
import type { Scenario } from '../../../src/assumptions/scenario/scenario.ts';
import { canonicalJson } from '../../../src/domain/digest.ts';
import { anyScenario } from './any-scenario.ts';

/** What a scenario does, whatever it is called. */
const does = (scenario: Scenario): string => scenarioDigest({ ...scenario, name: 'x' });

const empty: Scenario = {
  name: 'empty',
  title: 'Empty',
  horizon: '2036-03-31',
  levers: [],
  events: [],
  assumptions: {},
  timetable: [],
  correlations: [],
};

describe('changes between two scenarios', () => {
  it('all of them make the second out of the first', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (a, b) => {
        expect(does(applyChanges(a, changesBetween(a, b)))).toBe(does(b));
      }),
      { numRuns: 500 },
    );
  });

  it('none of them leave the first as it is, and the order in which they are given does not matter', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, fc.infiniteStream(fc.nat()), (a, b, luck) => {
        expect(scenarioDigest(applyChanges(a, []))).toBe(scenarioDigest(a));
        const changes = changesBetween(a, b);
        const shuffled = changes
          .map((change) => ({ change, by: luck.next().value as number }))
          .sort((x, y) => x.by - y.by)
          .map(({ change }) => change);
        expect(does(applyChanges(a, shuffled))).toBe(does(b));
      }),
    );
  });

  it('what some of them leave to change is the rest of them, in number', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, fc.infiniteStream(fc.boolean()), (a, b, luck) => {
        const changes = changesBetween(a, b);
        const some = changes.filter(() => luck.next().value as boolean);
        const middle = applyChanges(a, some);
        // An item may now match another of the second scenario, so that less is left; never more.
        expect(changesBetween(middle, b).length).toBeLessThanOrEqual(changes.length - some.length);
        expect(does(applyChanges(middle, changesBetween(middle, b)))).toBe(does(b));
      }),
      { numRuns: 300 },
    );
  });

  it('are none exactly when both do the same', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (a, b) => {
        expect(changesBetween(a, a)).toEqual([]);
        expect(changesBetween(a, b).length === 0).toBe(does(a) === does(b));
      }),
    );
  });

  it('each have a place of their own, and back again undo them', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (a, b) => {
        const changes = changesBetween(a, b);
        expect(new Set(changes.map((c) => `${c.part} ${c.key}`)).size).toBe(changes.length);
        expect(does(applyChanges(applyChanges(a, changes), changesBetween(b, a)))).toBe(does(a));
        expect(canonicalJson(JSON.parse(JSON.stringify(changes)))).toBe(canonicalJson(changes));
      }),
    );
  });

  it('see a field that changes as one change, and another area as another lever', () => {
    const lever = { prevention: { from: '2027-04-01', entries_factor: 0.9 } };
    const other = { prevention: { from: '2027-04-01', entries_factor: 0.8 } };
    expect(changesBetween({ ...empty, levers: [lever] }, { ...empty, levers: [other] })).toEqual([
      {
        part: 'levers',
        key: '0',
        label:
          'Lever prevention: 0.9 times as many children start to be looked after, from 1 April 2027: becomes 0.8 times as many children start to be looked after, from 1 April 2027',
        before: lever,
        after: other,
      },
    ]);
    const places = (area: string): Scenario => ({
      ...empty,
      levers: [{ places: { area, service_type: 'residential', sector: 'local-authority', places: 3 } }],
    });
    expect(
      changesBetween(places('T01'), places('T02')).map((c) => [c.key, c.before !== undefined, c.after !== undefined]),
    ).toEqual([
      ['0', true, false],
      ['1+1', false, true],
    ]);
  });

  it('tell a date taken away from a date left to the data set', () => {
    const row = { milestone: 'growth ends', service_type: 'foster', provider_description: 'for-profit' } as const;
    const none: Scenario = { ...empty, timetable: [{ ...row, date: null }] };
    const [change] = changesBetween(empty, none);
    expect(change).toEqual({
      part: 'timetable',
      key: 'growth ends|foster|for-profit',
      label: 'Timetable, growth ends, foster, for-profit: as in the data set becomes no date',
      after: null,
    });
    expect(applyChanges(empty, [change!]).timetable).toEqual(none.timetable);
    expect(applyChanges(none, changesBetween(none, empty)).timetable).toEqual([]);
  });

  it('do not see the order of rows that have none', () => {
    const rows = [
      { a: 'notice', b: 'staffed_share', rank: 0.1 },
      { a: 'viable_months', b: 'notice', rank: 0.2 },
    ];
    const turned = [rows[1]!, { a: 'staffed_share', b: 'notice', rank: 0.1 }];
    const one: Scenario = { ...empty, correlations: rows };
    expect(changesBetween(one, { ...empty, correlations: turned })).toEqual([]);
    expect(scenarioDigest(one)).toBe(scenarioDigest({ ...empty, correlations: turned }));
  });

  it('are refused by another scenario than the one they were made for, and twice', () => {
    const a: Scenario = {
      ...empty,
      assumptions: { notice: 3 },
      events: [{ owner_leaves: { date: '2028-04-01', owner: 'largest' } }],
    };
    const changes = changesBetween(a, { ...empty, assumptions: { notice: 9 } });
    expect(changes.map((c) => c.part)).toEqual(['assumptions', 'events']);
    for (const change of changes) {
      expect(() => applyChanges(empty, [change])).toThrow(RangeError);
      expect(() => applyChanges(a, [change, change])).toThrow('two changes are about');
    }
    expect(() => applyChanges(a, [{ ...changes[1]!, key: '7' }])).toThrow('does not fit the scenario: events 7');
  });
});

describe('units of changes', () => {
  const change = (part: ScenarioChange['part'], key: string, before?: unknown, after?: unknown): ScenarioChange => ({
    part,
    key,
    label: '',
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  });

  it('hold every change once, in order', () => {
    fc.assert(
      fc.property(anyScenario, anyScenario, (a, b) => {
        const changes = changesBetween(a, b);
        const units = changeUnits(changes);
        expect(new Set(units.flat())).toEqual(new Set(changes));
        expect(units.flat()).toHaveLength(changes.length);
        const first = units.map((unit) => changes.indexOf(unit[0]!));
        expect([...first].sort((x, y) => x - y)).toEqual(first);
      }),
    );
  });

  it('keep together shares, correlations, one date of the law, and what a horizon cuts off', () => {
    const changes = [
      change('horizon', 'horizon', '2036-03-31', '2030-03-31'),
      change('levers', '0+1', undefined, { approval_date: { service_type: 'foster', date: '2029-04-01' } }),
      change('levers', '1', { workforce: { from: '2032-04-01', staffed_share: 0.9 } }),
      change('levers', '2', { workforce: { from: '2028-04-01', staffed_share: 0.9 } }),
      change('assumptions', 'home_owner_intent_convert', undefined, 0.5),
      change('assumptions', 'notice', undefined, 9),
      change('assumptions', 'home_owner_intent_exit', undefined, 0.05),
      change('timetable', 'placements need approval|foster|for-profit', null),
      change('timetable', 'placements need approval|secure|for-profit', null),
      change('correlations', 'a|b', undefined, 0.1),
      change('correlations', 'a|c', undefined, 0.1),
    ];
    expect(changeUnits(changes).map((unit) => unit.map((c) => changes.indexOf(c)))).toEqual([
      [0, 2],
      [1, 7],
      [3],
      [4, 6],
      [5],
      [8],
      [9, 10],
    ]);
  });
});

describe('diff', () => {
  it('says in plain words what differs, with the names of the data set', () => {
    const b: Scenario = {
      ...empty,
      horizon: '2040-03-31',
      levers: [
        {
          places: {
            area: 'T01',
            service_type: 'residential',
            sector: 'local-authority',
            places: 12,
            opens: '2028-04-01',
            capital_gbp: 3_600_000,
          },
        },
        {
          when: {
            measure: 'children_waiting',
            region: 'R1',
            above: 5,
            for_months: 3,
            then: [{ workforce: { staffed_share: 0.95 } }],
          },
        },
      ],
      events: [
        {
          close: {
            date: '2029-10-01',
            service_type: 'residential',
            sector: 'for-profit',
            share: 0.3,
            notice_months: 3,
          },
        },
      ],
      assumptions: { notice: { low: 1, central: 3, high: 6 } },
      timetable: [
        {
          milestone: 'placements need approval',
          service_type: 'foster',
          provider_description: 'for-profit',
          date: '2029-04-01',
        },
      ],
      correlations: [{ a: 'notice', b: 'staffed_share', rank: -0.3 }],
    };
    const names = {
      areaName: (code: string) => (code === 'T01' ? 'Aber' : undefined),
      assumption: (id: string) =>
        id === 'notice' ? { meaning: 'notice before closure', unit: 'months', central: 6 } : undefined,
    };
    expect(diffScenarios(empty, b, names)).toEqual([
      { part: 'horizon', what: 'Last day of the run', before: '31 March 2036', after: '31 March 2040' },
      {
        part: 'levers',
        what: 'Lever places',
        before: 'none',
        after: '12 residential places of local authorities, in Aber, open on 1 April 2028, for £3,600,000',
      },
      {
        part: 'levers',
        what: 'Lever when',
        before: 'none',
        after:
          'the first time that children_waiting in R1 is above 5 for 3 months: 95% of registered places are staffed',
      },
      {
        part: 'assumptions',
        what: 'Assumption notice (notice before closure, months)',
        before: 'as in the data set (middle 6)',
        after: '1 to 6, middle 3',
      },
      {
        part: 'timetable',
        what: 'Timetable, placements need approval, foster, for-profit',
        before: 'as in the data set',
        after: '1 April 2029',
      },
      {
        part: 'events',
        what: 'Event close',
        before: 'none',
        after: '30% of for-profit residential services close, on 1 October 2029, with 3 months of notice',
      },
      { part: 'correlations', what: 'Rank correlation of notice and staffed_share', before: '0', after: '-0.3' },
    ]);
    expect(diffScenarios(b, b, names)).toEqual([]);
  });
});
