import { describe, expect, it } from 'vitest';
import { planContents } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import { planLines } from '../../../src/reporting/sufficiency-plan/plan-lines.ts';
import { parsePlanYear, planYear } from '../../../src/reporting/sufficiency-plan/plan-year.ts';
import { firstWithSameFigure, madeUpInputs, madeUpManifest, madeUpRows, madeUpSource } from './made-up-run.ts';

const year = planYear(2028);
const contents = planContents(madeUpSource(), 'A1', year);

describe('the contents of a plan', () => {
  it('hold a line for each of (a) to (d), in order, each with an id of its own', () => {
    expect([...new Set(contents.figures.map((f) => f.section))]).toEqual(['a', 'b', 'c', 'd']);
    const ids = contents.figures.map((f) => f.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(contents.notRecorded).toEqual([]);
  });

  it('take each figure from its own row: area, date, dimensions and the financial year', () => {
    for (const line of planLines()) {
      const i = firstWithSameFigure(line);
      const found = contents.figures.find((f) => f.id === line.id)!;
      const expected = line.statistic === 'p50' ? (line.number === 'statutory' ? 0 : i) : undefined;
      if (expected !== undefined) expect(found.values!.central, line.id).toBe(expected);
      expect(found.key).toMatchObject(line.where);
      expect(found.key.area_code).toBe(line.level === 'region' ? 'R1' : 'A1');
      expect(found.key.date).toBe(line.when === 'start' ? '2027-03-31' : '2028-03-31');
      expect(found.key.period).toBe('financial-year');
    }
  });

  it('print whole children and places, with ends of ranges rounded outward and the error rounded up', () => {
    const line = planLines().findIndex((l) => l.id === 'c.needing-residential.end');
    // The made-up quantiles lie -3.2, -2.7, 0.2, 2.3 and 4.4 from the position of the line, and the mean 0.44.
    expect(contents.figures[line]!.values).toEqual({
      central: line,
      low80: line - 3,
      high80: line + 3,
      low90: line - 4,
      high90: line + 5,
      average: line + 0.4,
      samplingError: 0.4,
      status: 'estimated',
      unit: 'children',
    });
  });

  it('print a chance as a share of runs, without a range', () => {
    const chance = contents.figures.find((f) => f.id === 'c.chance-10-foster.end')!.values;
    expect(chance).toEqual({ central: 0.26, samplingError: 0.31, status: 'estimated', unit: 'share of runs' });
  });

  it('carry the weakest status of their figures', () => {
    expect(contents.status).toBe('illustrative');
    expect(contents.figures.find((f) => f.id === 'a.looked-after.end')!.values!.status).toBe('estimated');
  });

  it('say which figures the run did not record, and leave their lines in place', () => {
    const rows = madeUpRows().filter((row) => row.measure !== 'children_not_with_parents');
    const some = planContents(madeUpSource({}, rows), 'A1', year);
    expect(some.notRecorded).toEqual([
      'Children expected to be looked after: Of these, not placed with a parent (a)(ii)',
    ]);
    const line = some.figures.find((f) => f.id === 'a.not-with-parents.end')!;
    expect(line).toMatchObject({ key: { measure: 'children_not_with_parents', area_code: 'A1' } });
    expect(line.values).toBeUndefined();
  });

  it('warn of too few draws once, and hand on what else the run warned of', () => {
    const warnings = ['Only 20 draws: ranges and probabilities are rough.', 'Some children found no place.'];
    const few = planContents(madeUpSource({ manifest: madeUpManifest({ draws: 20, warnings }) }), 'A1', year);
    expect(few.warnings).toEqual([expect.stringContaining('The run made 20 draws'), 'Some children found no place.']);
    expect(contents.warnings).toEqual([]);
  });
});

describe('the statutory number and the shadow number', () => {
  it('are lines of different measures, and none is made from both', () => {
    const numbers = contents.figures.filter((f) => f.number !== undefined);
    expect(numbers.length).toBe(16);
    for (const f of numbers)
      expect(f.where.measure).toBe(
        f.number === 'statutory' ? 'supplementary_applications' : 'placements_would_need_approval',
      );
    const without = contents.figures.filter((f) => f.number === undefined).map((f) => f.where.measure);
    expect(without).not.toContain('supplementary_applications');
    expect(without).not.toContain('placements_would_need_approval');
  });

  it('stand in pairs: the same line of each', () => {
    const of = (number: string): string[] =>
      contents.figures.filter((f) => f.number === number).map((f) => f.id.replace(number, ''));
    expect(of('statutory')).toEqual(of('shadow'));
  });

  it('give the reason by the dates of the run', () => {
    expect(contents.statutoryReason).toHaveLength(4);
    for (const text of contents.statutoryReason)
      expect(text).toMatch(
        /approval is needed from 1 April 2030, after the year 2027-28, so no application is expected/,
      );
    const inputs = madeUpInputs('2027-10-01');
    const early = planContents(madeUpSource({ inputs }), 'A1', year).statutoryReason;
    for (const text of early) expect(text).toMatch(/from 1 October 2027, so part of the year 2027-28 counts/);
    const none = { ...inputs, timetable: inputs.timetable.map(({ date: _date, ...row }) => row) };
    const [first] = planContents(madeUpSource({ inputs: none }), 'A1', year).statutoryReason;
    expect(first).toMatch(/sets no day/);
  });
});

describe('the steps of a plan', () => {
  it("are the authority's own projects by date, then the levers that reach it", () => {
    const short = contents.steps.map((s) => [s.id, s.amount, s.date, s.timing, s.where]);
    expect(short).toEqual([
      ['e.project.early', 3, '2027-09-30', 'in the year', 'Isle of Sand'],
      ['e.project.late', 4, '2028-09-30', 'after the year', 'Isle of Sand'],
      ['e.lever.1', 5, '2026-04-01', 'before the year', 'Isle of Sand'],
      ['e.lever.2', 12, '2027-04-01', 'in the year', 'Region West, shared by its authorities'],
      ['e.lever.4', undefined, '2029-04-01', 'after the year', 'The whole country'],
    ]);
    expect(contents.steps[4]!.label).toBe('Fewer children start to be looked after (entries factor 0.9)');
    expect(contents.steps[0]).toMatchObject({ capitalGbp: 900000, fund: 'Test fund', stage: 'building' });
  });
});

describe('the authority of a plan', () => {
  const named = (area: string): string => planContents(madeUpSource(), area, year).authority.area_code;

  it.each([
    ['a1', 'A1'],
    ['isle of sand', 'A1'],
    ['Ynys Dŵr', 'A1'],
    ['YNYS DWR', 'A1'],
    ['Y-Clogwyn', 'A3'],
    ['Powys', 'A2'],
  ])('%s is %s', (text, code) => expect(named(text)).toBe(code));

  it.each([
    ['Ynys Dwl', /--area: There is no such authority.*Found "Ynys Dwl".*Did you mean Ynys Dŵr/],
    ['Clif', /Did you mean Cliff/],
    ['R1', /West is a region.*One of: Isle of Sand \(A1\), Cliff \(A3\)\./],
    ['Gwlad', /Land is the country/],
    ['Outside', /Outside is outside the country/],
    ['', /There is no such authority/],
  ])('%s is refused', (text, message) => expect(() => named(text)).toThrow(message));
});

describe('the year of a plan', () => {
  it.each(['2027-28', ' 2027/28 '])('%s is April 2027 to March 2028', (text) =>
    expect(parsePlanYear(text)).toEqual({
      name: '2027-28',
      firstDay: '2027-04-01',
      lastDay: '2028-03-31',
      dayBefore: '2027-03-31',
    }),
  );

  it('may end a century', () => expect(parsePlanYear('2099-00').lastDay).toBe('2100-03-31'));

  it.each([
    ['2027', /not a financial year/],
    ['2027-29', /not a financial year/],
    ['2027-2028', /not a financial year/],
    ['next', /not a financial year/],
    ['2026-27', /The duty covers 2027-28 and later years/],
  ])('%s is refused', (text, message) => expect(() => parsePlanYear(text)).toThrow(message));

  it('is refused when the run ends before it, or begins after its eve', () => {
    const covers = (first_month: string, months: number, ending = 2028): unknown =>
      planContents(madeUpSource({ manifest: madeUpManifest({ first_month, months }) }), 'A1', planYear(ending));
    expect(() => covers('2024-04-01', 47)).toThrow(/does not cover this year.*29 February 2028.*2028-03-31/);
    expect(covers('2024-04-01', 48)).toBeDefined();
    expect(covers('2027-03-01', 13)).toBeDefined();
    expect(() => covers('2027-04-01', 12)).toThrow(/does not cover/);
  });
});
