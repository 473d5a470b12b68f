import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITION_STATISTICS, COMPARISONS, RUNNING_PERIODS } from '../../../src/assumptions/condition/condition.ts';
import type {
  AreaScope,
  Condition,
  ConditionEvent,
  Estimand,
  Quantity,
  TimeScope,
} from '../../../src/assumptions/condition/condition.ts';
import { conditionText } from '../../../src/assumptions/condition/condition-text.ts';
import { parseCondition } from '../../../src/assumptions/condition/parse-condition.ts';
import { lastDay } from '../../../src/domain/calendar.ts';
import { formatProblem, orThrow } from '../../../src/domain/errors.ts';
import { allSeries } from '../../../src/measures/grid.ts';

const SERIES = allSeries();
const parse = (text: string): Condition => orThrow(parseCondition(text, SERIES));

/** The message of a refusal. */
function refusal(text: string): string {
  const checked = parseCondition(text, SERIES, '--until');
  if (checked.ok) expect.fail(`${text} was read as ${conditionText(checked.value)}`);
  expect(checked.problems).toHaveLength(1);
  return formatProblem(checked.problems[0]!);
}

const of = (measure: string, splits: Partial<Quantity> = {}): Quantity => ({
  measure,
  service_type: 'all',
  sector: 'all',
  age_band: 'all',
  need_class: 'all',
  reason: 'all',
  provider_country: 'all',
  ...splits,
});

describe('a condition', () => {
  it('is a stop rule, where compliant usable places are the measure that counts them', () => {
    const expected: Condition = {
      kind: 'precision',
      of: { kind: 'statistic', statistic: 'mean', quantity: of('places_compliant', { service_type: 'residential' }) },
      within: 0.01,
      scale: 'relative',
      time: { kind: 'on', date: '2030-03-31' },
    };
    expect(parse('places_usable residential compliant 2030-03-31 within 1 %')).toEqual(expected);
    expect(parse('mean of places_compliant residential within 1% on 2030-03-31')).toEqual(expected);
    expect(parse('median of places_compliant residential within 5 places')).toEqual({
      ...expected,
      of: { ...expected.of, statistic: 'p50' },
      within: 5,
      scale: 'absolute',
      time: undefined,
    });
  });

  it('is a tolerance: in the brackets what happens in a draw, outside where and by when it must be kept', () => {
    const event: ConditionEvent = {
      kind: 'event',
      quantity: of('shortfall_compliant', { service_type: 'residential' }),
      comparison: '>=',
      threshold: 10,
      running: { count: 2, period: 'quarter' },
    };
    const expected: Condition = {
      kind: 'bound',
      of: { kind: 'probability', event },
      comparison: '<=',
      limit: 0.1,
      area: { kind: 'every', level: 'region' },
      time: { kind: 'by', date: '2030-04-01' },
    };
    const inside = 'P(shortfall_compliant residential >= 10';
    for (const text of [
      `${inside} for 2 quarters) <= 10 % in every region by 2030-04-01`,
      `${inside} places for two quarters running) <= 0.1 by 2030-04-01 in every region`,
      `p ( shortfall_compliant residential ≥ 10 for 2 quarters ) ≤ 10% IN EVERY region BY 2030-04-01`,
    ])
      expect(parse(text)).toEqual(expected);
    expect(parse(`${inside} for 2 quarters in any region by 2030-04-01) <= 10 %`)).toEqual({
      ...expected,
      of: { kind: 'probability', event: { ...event, area: { kind: 'any', level: 'region' }, time: expected.time } },
      area: undefined,
      time: undefined,
    });
  });

  it('is an event of one draw when no statistic is named, and a bound when one is', () => {
    expect(
      parse('children_waiting residential > 1,000 for 3 months in W92000004 from 2026-01-01 to 2030-03-31'),
    ).toEqual({
      kind: 'event',
      quantity: of('children_waiting', { service_type: 'residential' }),
      comparison: '>',
      threshold: 1000,
      running: { count: 3, period: 'month' },
      area: { kind: 'area', code: 'W92000004' },
      time: { kind: 'from', from: '2026-01-01', to: '2030-03-31' },
    });
    expect(parse('p90 of cost_net <= 2.5e8 gbp-2024-25 in the country in 2029-30')).toEqual({
      kind: 'bound',
      of: { kind: 'statistic', statistic: 'p90', quantity: of('cost_net') },
      comparison: '<=',
      limit: 2.5e8,
      area: { kind: 'country' },
      time: { kind: 'year', ending: 2030 },
    });
    expect(parse('compliant_share residential < 80 %')).toMatchObject({ kind: 'event', threshold: 0.8 });
  });

  it('may name a measure alone where its splits are not known', () => {
    const checked = parseCondition('places_usable residential local-authority >= 3', ['places_usable']);
    const quantity = of('places_usable', { service_type: 'residential', sector: 'local-authority' });
    expect(orThrow(checked)).toMatchObject({ quantity, threshold: 3 });
    const two = parseCondition('places_usable other >= 3', ['places_usable']);
    expect(two.ok ? '' : formatProblem(two.problems[0]!)).toContain('service_type=other or sector=other');
    expect(orThrow(parseCondition('places_usable sector=other >= 3', ['places_usable']))).toMatchObject({
      quantity: of('places_usable', { sector: 'other' }),
    });
  });
});

describe('a text that is no condition', () => {
  it.each([
    ['', 'character 1', 'The condition ends where a measure should stand.', ''],
    [
      'children_wating residential within 1 %',
      'character 1',
      'There is no such measure.',
      'Did you mean children_waiting?',
    ],
    ['children_waiting residental >= 1', 'character 18', 'is not split by this word', 'Did you mean residential?'],
    ['children_waiting secure >= 1', 'character 18', 'is not split by this word', ''],
    ['places_usable >= 10', 'character 1', 'not kept for these words together', 'Use one of these.'],
    ['places_usable residential foster >= 10', 'character 27', 'named twice', ''],
    ['children_waiting residential', 'character 29', 'does not say what must be met', 'within 1 %'],
    ['children_waiting residential >= many', 'character 33', 'should be a number', ''],
    ['children_waiting residential >= 10 nights', 'character 36', 'counted in children', ''],
    ['children_waiting residential >= 10 %', 'character 36', 'not in per cent', ''],
    ['children_waiting residential >= 1 >= 2', 'character 35', 'cannot stand here', ''],
    ['children_waiting residential >= 1 on 2030-02-30', 'character 38', 'should be a date', ''],
    ['children_waiting residential >= 1 by 2030-02-03 by 2031-02-03', 'character 49', 'more than one date', ''],
    ['children_waiting residential >= 1 from 2030-02-03 to 2029-02-03', 'character 54', 'before the one after', ''],
    ['children_waiting residential >= 1 in every county', 'character 44', 'not a level', ''],
    ['children_waiting residential >= 1 for 0 quarters', 'character 39', 'not a number of periods', ''],
    ['children_waiting residential >= 1 for 2 weeks', 'character 41', 'should be a period', ''],
    ['children_waiting residential within 0 %', 'character 37', 'more than 0', ''],
    ['children_waiting residential within 1 % for 2 quarters', 'character', 'do not go together', ''],
    ['p99 of children_waiting residential within 1 %', 'character 1', 'no such statistic', 'Did you mean p9'],
    ['P(children_waiting residential >= 1 <= 10 %', 'character 37', 'bracket that closes', ''],
    ['P(children_waiting residential >= 1', 'character 36', 'bracket that closes', ''],
    ['P(children_waiting residential >= 1) <= 110 %', 'character 41', 'not a share', ''],
    ['P(children_waiting residential >= 1) within 2 %', 'character 47', 'not clear', '2 points'],
    ['children_waiting residential ; 1', 'character 30', 'no meaning', ''],
    ['compliant_share residential > 80', 'character 31', 'not a share', ''],
  ])('%s', (text, where, problem, mend) => {
    const message = refusal(text);
    expect(message).toContain(`--until, column ${where}`);
    expect(message).toContain(problem);
    expect(message).toContain(mend);
    expect(message).toMatch(/ Allowed: .+ Mend: .+/);
  });
});

describe('the text of a condition', () => {
  const quantity = fc.constantFrom(...SERIES).map((s) => ({
    share: s.unit === 'share',
    quantity: of(s.measure, {
      service_type: s.serviceType,
      sector: s.sector,
      age_band: s.ageBand,
      need_class: s.needClass,
      reason: s.reason,
      provider_country: s.providerCountry,
    }),
  }));
  const date = fc.integer({ min: 2000 * 12, max: 2100 * 12 }).map((month) => lastDay(month));
  const area: fc.Arbitrary<AreaScope | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.constant<AreaScope>({ kind: 'country' }),
    fc.constantFrom('W92000004', 'T01', 'K02000001').map((code): AreaScope => ({ kind: 'area', code })),
    fc.record({ kind: fc.constantFrom('every', 'any'), level: fc.constantFrom('region', 'authority') }),
  );
  const time: fc.Arbitrary<TimeScope | undefined> = fc.oneof(
    fc.constant(undefined),
    fc.record({ kind: fc.constantFrom('on', 'by'), date }),
    fc.integer({ min: 2000, max: 2100 }).map((ending): TimeScope => ({ kind: 'year', ending })),
    date.map((from): TimeScope => ({ kind: 'from', from })),
    fc.tuple(date, date).map(([a, b]): TimeScope => ({ kind: 'from', from: a < b ? a : b, to: a < b ? b : a })),
  );
  const share = fc.double({ min: 0, max: 1, noNaN: true }).map((v) => (v === 0 ? 0 : v));
  const number = fc.oneof(
    fc.integer({ min: -1000, max: 1_000_000 }).map((v) => v + 0),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((v) => (v === 0 ? 0 : v)),
  );
  const positive = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
  const some = <T extends object>(value: T): T =>
    Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
  const event = fc
    .record({
      q: quantity,
      comparison: fc.constantFrom(...COMPARISONS),
      number,
      share,
      running: fc.option(
        fc.record({ count: fc.integer({ min: 1, max: 1000 }), period: fc.constantFrom(...RUNNING_PERIODS) }),
        { nil: undefined },
      ),
      area,
      time,
    })
    .map(({ q, number: n, share: s, ...rest }): ConditionEvent =>
      some({ kind: 'event', quantity: q.quantity, threshold: q.share ? s : n, ...rest } as ConditionEvent),
    );
  const estimand: fc.Arbitrary<{ of: Estimand; share: boolean }> = fc.oneof(
    fc.tuple(fc.constantFrom(...CONDITION_STATISTICS), quantity).map(([statistic, q]) => ({
      of: { kind: 'statistic' as const, statistic, quantity: q.quantity },
      share: q.share,
    })),
    event.map((e) => ({ of: { kind: 'probability' as const, event: e }, share: true })),
  );
  const bound = fc
    .tuple(estimand, fc.constantFrom(...COMPARISONS), number, share, area, time)
    .map(([e, comparison, n, s, where, when]) =>
      some<Condition>({ kind: 'bound', of: e.of, comparison, limit: e.share ? s : n, area: where, time: when }),
    );
  const precision = fc
    .tuple(estimand, fc.boolean(), positive, share, area, time)
    .map(([e, relative, n, s, where, when]) => {
      const probability = e.of.kind === 'probability';
      const scale = relative && !probability ? 'relative' : 'absolute';
      const hundredths = Math.max(1e-9, s);
      const within = probability || scale === 'relative' ? hundredths : n;
      return some<Condition>({ kind: 'precision', of: e.of, within, scale, area: where, time: when });
    });

  it('reads back as the same condition, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(event, bound, precision), (condition: Condition) => {
        const text = conditionText(condition);
        expect(parse(text), text).toEqual(condition);
        expect(conditionText(parse(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  it('is what a person would write', () => {
    expect(conditionText(parse('P(shortfall_compliant residential>=10 for 2 quarters)<=0.1 in every region'))).toBe(
      'P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region',
    );
    expect(conditionText(parse('places_usable residential compliant within 1 % 2030-03-31'))).toBe(
      'mean of places_compliant residential within 1 % on 2030-03-31',
    );
    expect(conditionText(parse('P(children_waiting residential >= 1) within 2 points'))).toBe(
      'P(children_waiting residential >= 1) within 2 points',
    );
  });
});
