import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { fitChildrenBaseline, fitLocations, LOCATIONS, membersOf } from '../../src/data/baseline/index.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../src/domain/vocabulary.ts';

type Row = Record<string, string>;
const read = (name: string): Row[] =>
  parse(readFileSync(new URL(`../../data/wales/${name}.csv`, import.meta.url)), { columns: true });
const areas = read('areas');
const authorities = areas.filter((row) => row.level === 'authority').map((row) => row.area_code!);
const children = read('children');
const shipped = children.filter((row) => row.date === '2024-03-31' && row.area_code !== 'W92000004');
const controls = read('baseline-controls');
const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

function freshFit(rows: readonly Row[] = controls): ReturnType<typeof fitChildrenBaseline> {
  const known = new Map<string, number>();
  for (const row of children)
    if (row.date === '2018-03-31')
      known.set(
        `${row.area_code} ${row.age_band}`,
        row.children === '' ? (Number(row.children_low) + Number(row.children_high)) / 2 : Number(row.children),
      );
  const pattern = read('reference/baseline-pattern');
  const weight = new Map(
    pattern.map((row) => [
      `${row.age_band} ${row.placement_type}`,
      Number(row.share_of_type) * Number(row.national_children),
    ]),
  );
  return fitChildrenBaseline({
    areas: authorities,
    ageBands: AGE_BANDS,
    placementTypes: PLACEMENT_TYPES,
    known: (area, age) => known.get(`${area} ${age}`)!,
    pattern: (age, type) => weight.get(`${age} ${type}`)!,
    controls: rows,
    patternHalfWidth: 0.35,
  });
}

describe('the shipped baseline of Wales', () => {
  const fit = freshFit();

  it('equals a fresh fit, cell by cell, with ranges', () => {
    expect(
      shipped.map((r) => [
        r.area_code,
        r.age_band,
        r.placement_type,
        Number(r.children),
        Number(r.children_low),
        Number(r.children_high),
        r.status,
      ]),
    ).toEqual(
      fit.cells.map((c) => [
        c.area_code,
        c.age_band,
        c.placement_type,
        c.children,
        c.children_low,
        c.children_high,
        'estimated',
      ]),
    );
  });

  it('adds to 7,198 with the published shares of foster and kinship care', () => {
    const of = (...types: string[]): number =>
      sum(shipped.filter((r) => types.includes(r.placement_type!)).map((r) => Number(r.children)));
    expect(of(...PLACEMENT_TYPES)).toBe(7198);
    expect(((100 * of('foster', 'kinship')) / 7198).toFixed(1)).toBe('67.7');
    expect(((100 * of('kinship')) / of('foster', 'kinship')).toFixed(1)).toBe('34.2');
  });

  it('has every control inside its interval, those on location too, and the printed residuals', () => {
    const shares = new Map(
      read('reference/location-pattern').map((r) => [`${r.placement_type} ${r.location}`, Number(r.share_of_type)]),
    );
    const located = fitLocations(fit.table, (type, location) => shares.get(`${type} ${location}`)!, controls);
    const residuals = [...fit.residuals, ...located.residuals];
    expect(residuals.map((r) => r.id).sort()).toEqual(controls.map((row) => row.control_id).sort());
    expect(residuals.filter((r) => !r.inside)).toEqual([]);
    const printed = new Map(read('reference/baseline-residuals').map((row) => [row.control_id, Number(row.fitted)]));
    for (const r of residuals) expect(printed.get(r.id)).toBe(r.fitted);
    const rows = read('reference/baseline-locations');
    const table = located.table;
    expect(rows.map((r) => [r.area_code, r.placement_type, r.location, Number(r.children)])).toEqual(
      Array.from(table.cells, (count, cell) => [...membersOf(table.dimensions, cell), count]),
    );
    expect(table.dimensions[2]!.members).toEqual([...LOCATIONS]);
  });

  it('keeps what cannot happen at 0', () => {
    const wrong = fit.cells.filter(
      (c) =>
        c.children > 0 &&
        ((c.placement_type === 'independent' && c.age_band !== '16-17') ||
          (c.placement_type === 'adoption' && ['10-15', '16-17'].includes(c.age_band)) ||
          (c.placement_type === 'secure' && !['10-15', '16-17'].includes(c.age_band))),
    );
    expect(wrong).toEqual([]);
  });

  it('stops and names a control that is made impossible', () => {
    const impossible = controls.map((row) =>
      row.control_id === 'area-powys' ? { ...row, value: '9000', low: '9000', high: '9001' } : row,
    );
    expect(() => freshFit(impossible)).toThrow(/^[^"]*"area-powys"/);
  });
});

describe('the other shipped tables of children', () => {
  it('writes a suppressed cell as a range without a count', () => {
    const anglesey = (age: string): Row =>
      children.find((r) => r.date === '2018-03-31' && r.area_code === 'W06000001' && r.age_band === age)!;
    // Anglesey 2018: under 1 is suppressed for both sexes; 1 to 4 is 20 boys and 10 girls.
    expect(anglesey('0')).toMatchObject({ children: '', children_low: '0', children_high: '8' });
    expect(anglesey('1-4')).toMatchObject({ children: '30', children_low: '26', children_high: '34' });
    expect(anglesey('all')).toMatchObject({ children: '145', children_low: '143', children_high: '147' });
  });

  it('has the national series with revised values, one row a key', () => {
    const wales = new Map(
      children
        .filter((r) => r.area_code === 'W92000004' && r.placement_type === 'all' && r.age_band === 'all')
        .map((r) => [r.date!.slice(0, 4), Number(r.children)]),
    );
    expect(wales.size).toBe(22);
    expect([wales.get('2003'), wales.get('2018'), wales.get('2023'), wales.get('2024')]).toEqual([
      4194, 6407, 7188, 7198,
    ]);
    const keys = children.map((r) => `${r.date} ${r.area_code} ${r.placement_type} ${r.age_band}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('gives every authority a neighbour, with the same minutes both ways', () => {
    const near = read('near');
    const minutes = new Map(near.map((r) => [`${r.area_code} ${r.near_code}`, r.minutes]));
    for (const r of near) expect(minutes.get(`${r.near_code} ${r.area_code}`)).toBe(r.minutes);
    expect(new Set(near.map((r) => r.area_code)).size).toBe(authorities.length);
  });

  it('has survival that starts at 1 and falls, by month to the 18th birthday', () => {
    const stays = read('stays');
    for (const band of AGE_BANDS) {
      const shares = stays.filter((r) => r.age_band === band).map((r) => Number(r.still_looked_after));
      expect(shares.length).toBe(217);
      expect(shares[0]).toBe(1);
      expect(shares.every((s, i) => i === 0 || (s < shares[i - 1]! && s > 0))).toBe(true);
      // The hazard falls: the first six months lose a larger share than the next six.
      expect(shares[6]!).toBeLessThan(shares[12]! / shares[6]!);
    }
  });

  it('has needs that add to 1 in each age band', () => {
    const needs = read('needs');
    for (const band of AGE_BANDS)
      expect(sum(needs.filter((r) => r.age_band === band).map((r) => Number(r.share_at_entry)))).toBeCloseTo(1, 6);
  });

  it('ages cohorts by one year in the projection and marks it illustrative', () => {
    const population = read('population');
    const at = (year: number, age: number): Row =>
      population.find((r) => r.mid_year === String(year) && r.area_code === 'W06000015' && r.age === String(age))!;
    expect(at(2024, 9).population).toBe(at(2020, 5).population);
    expect(at(2020, 5).status).toBe('published');
    expect(at(2036, 0).status).toBe('illustrative');
    expect(population.length).toBe(authorities.length * 18 * 18);
  });

  it('gives every figure a source in words', () => {
    for (const name of ['children', 'population', 'stays', 'needs', 'near', 'flows', 'timetable', 'assumptions', 'baseline-controls'])
      for (const row of read(name)) {
        expect(row.source!.length).toBeGreaterThan(12);
        expect(row.source).not.toMatch(/evidence\/|model\.md|\/work\/|^same$/);
      }
  });
});
