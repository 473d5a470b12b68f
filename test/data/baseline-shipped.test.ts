import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { fitChildrenBaseline, fitLocations, LOCATIONS, membersOf } from '../../src/data/baseline/index.ts';
import { AGE_BANDS, PLACEMENT_TYPES, ageBandIndex } from '../../src/domain/vocabulary.ts';
import { entryAgeShares, stationaryEntries } from '../../src/simulation/stationary.ts';

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

/** Survival by whole month of stay, by age band at entry, as shipped. */
const survival = (): number[][] => {
  const stays = read('stays');
  return AGE_BANDS.map((band) => stays.filter((r) => r.age_band === band).map((r) => Number(r.still_looked_after)));
};
const central = (id: string): number => Number(read('assumptions').find((r) => r.id === id)!.central);

/**
 * Unaccompanied children of the baseline by placement type and age band: whole children of the stock that so many who start
 * a year hold, at even ages from 10 or from 16 on, when all stay to 18 and the share who come before 16 makes up the number.
 */
function unaccompanied(): Map<string, number> {
  const all = Math.round(7198 * central('unaccompanied_at_start'));
  const monthly = central('entries_unaccompanied') / 12;
  const seen = (from: number, next: number, until: number): number =>
    sum(Array.from({ length: next - from }, (_, i) => until - from - i)) / (next - from);
  // Ends of months seen by one who comes: share x 60.5 + (1 - share) x 12.5.
  const share = (all / monthly - seen(192, 216, 216)) / (seen(120, 192, 216) - seen(192, 216, 216));
  const younger = Math.round(monthly * share * seen(120, 192, 192));
  const independent = Math.round((all - younger) * central('unaccompanied_independent'));
  return new Map([
    ['foster 10-15', younger],
    ['independent 16-17', independent],
    ['foster 16-17', all - younger - independent],
  ]);
}

function stockOfOthers(types: readonly string[], bands: readonly string[]): number {
  const own = unaccompanied();
  return sum(
    shipped
      .filter((r) => types.includes(r.placement_type!) && bands.includes(r.age_band!))
      .map((r) => Number(r.children)),
  ) - sum(types.flatMap((type) => bands.map((band) => own.get(`${type} ${band}`) ?? 0)));
}

function steadyEntries(): ReturnType<typeof stationaryEntries> {
  return stationaryEntries({
    survival: survival(),
    stockByAgeBand: AGE_BANDS.map((band) => stockOfOthers(PLACEMENT_TYPES, [band])),
    ageShares: entryAgeShares(central('entry_newborn_share')),
  });
}

/** Children, but the unaccompanied, by placement type when the shipped entries, stays and needs go on for ever: cohort by cohort, month by month. */
function heldByNeeds(): Map<string, number> {
  const { entriesPerYearByBand } = steadyEntries();
  const shares = entryAgeShares(central('entry_newborn_share'));
  const present = survival();
  const needs = read('needs');
  const up = 1 - (1 - central('need_change')) ** (1 / 12);
  const down = 1 - (1 - central('need_change_down')) ** (1 / 12);
  const held = new Map<string, number>(PLACEMENT_TYPES.map((type) => [type, 0]));
  for (let entry = 0; entry < 216; entry++) {
    const b = ageBandIndex(entry);
    const mix = new Map<string, number>(
      needs.filter((r) => r.age_band === AGE_BANDS[b]).map((r) => [r.placement_type!, Number(r.share_at_entry)]),
    );
    for (let age = entry; age < 216; age++) {
      const steppedUp = age > entry && age > 120 ? mix.get('foster')! * up : 0;
      const steppedDown = age > entry ? mix.get('residential')! * down : 0;
      mix.set('foster', mix.get('foster')! - steppedUp + steppedDown);
      mix.set('residential', mix.get('residential')! + steppedUp - steppedDown);
      const children = ((entriesPerYearByBand[b]! * shares[entry]!) / 12) * present[b]![age - entry]!;
      for (const [type, share] of mix) held.set(type, held.get(type)! + children * share);
    }
  }
  return held;
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

  it('has room for the unaccompanied in every cell of the country that is said to hold them', () => {
    expect(sum([...unaccompanied().values()])).toBe(338);
    for (const [cell, count] of unaccompanied()) {
      const [type, band] = cell.split(' ') as [string, string];
      expect(count).toBeGreaterThan(50);
      expect(stockOfOthers([type], [band])).toBeGreaterThan(50);
    }
  });

  it('holds the ages with 2,000 entries a year, the unaccompanied among them, of which 400 to 550 are under one', () => {
    const { entriesPerYearByBand, fittedStockByAgeBand } = steadyEntries();
    expect(sum(entriesPerYearByBand) + central('entries_unaccompanied')).toBeCloseTo(2000, 0);
    expect(entriesPerYearByBand[0]).toBeGreaterThan(400);
    expect(entriesPerYearByBand[0]).toBeLessThan(550);
    expect(Math.min(...entriesPerYearByBand)).toBeGreaterThan(150);
    AGE_BANDS.forEach((band, b) =>
      expect(fittedStockByAgeBand[b]).toBeCloseTo(stockOfOthers(PLACEMENT_TYPES, [band]), 0),
    );
  });

  it('has needs that add to exactly 1 in each age band, in millionths', () => {
    const needs = read('needs');
    for (const band of AGE_BANDS) {
      const shares = needs.filter((r) => r.age_band === band).map((r) => r.share_at_entry!);
      expect(shares.length).toBe(PLACEMENT_TYPES.length);
      for (const share of shares) expect(share).toMatch(/^[01]\.\d{6}$/);
      expect(sum(shares.map((share) => Number(share.replace('.', ''))))).toBe(1_000_000);
    }
  });

  it('holds the number of children in each placement type with those needs, within half a per cent and a child and a half', () => {
    const held = heldByNeeds();
    for (const type of PLACEMENT_TYPES) {
      const types = type === 'residential' ? ['residential', 'secure'] : type === 'secure' ? [] : [type];
      const stock = stockOfOthers(types, AGE_BANDS);
      expect(Math.abs(held.get(type)! - stock)).toBeLessThan(1.5 + stock * 0.005);
    }
  });

  it('marks stays and needs as estimated and says in the source that the shape is assumed', () => {
    for (const row of [...read('stays'), ...read('needs')]) {
      expect(row.status).toBe('estimated');
      expect(row.source).toMatch(/the shape of (the hazards|stays) is an assumption/);
    }
  });

  describe('the population projection', () => {
    const population = read('population');
    const counts = new Map(population.map((r) => [`${r.mid_year} ${r.area_code} ${r.age}`, Number(r.population)]));
    const wales = (year: number, ages: readonly number[]): number =>
      sum(authorities.flatMap((area) => ages.map((age) => counts.get(`${year} ${area} ${age}`)!)));
    const all = Array.from({ length: 18 }, (_, age) => age);

    it('has a row for each year, authority and age, and is marked illustrative', () => {
      expect(counts.size).toBe(authorities.length * 18 * 18);
      for (const row of population)
        expect(row.status).toBe(Number(row.mid_year) > 2020 ? 'illustrative' : 'published');
    });

    it('ages each cohort by the change between mid-2019 and mid-2020 in Wales', () => {
      for (const age of all.slice(0, 17)) {
        const ratio = wales(2020, [age + 1]) / wales(2019, [age]);
        expect(ratio).toBeGreaterThan(1);
        for (const year of [2020, 2025, 2035])
          expect(wales(year + 1, [age + 1]) / wales(year, [age])).toBeCloseTo(ratio, 3);
      }
    });

    it('goes on from mid-2020 without a jump, in Wales and in each authority', () => {
      expect(wales(2021, all) / wales(2020, all)).toBeGreaterThan(0.995);
      expect(wales(2021, all) / wales(2020, all)).toBeLessThan(1.005);
      for (const area of authorities) {
        const total = (year: number): number => sum(all.map((age) => counts.get(`${year} ${area} ${age}`)!));
        expect(Math.abs(total(2021) / total(2020) - 1)).toBeLessThan(0.02);
      }
    });

    it('falls slowly, with births flat from 2025', () => {
      expect(wales(2024, all)).toBeGreaterThan(610_000);
      expect(wales(2024, all)).toBeLessThan(625_000);
      expect(wales(2036, all)).toBeGreaterThan(530_000);
      expect(wales(2036, all)).toBeLessThan(570_000);
      expect(wales(2024, [0])).toBeLessThan(wales(2021, [0]));
      expect(wales(2036, [0])).toBe(wales(2025, [0]));
    });
  });

  it('gives every figure a source in words', () => {
    for (const name of ['children', 'population', 'stays', 'needs', 'near', 'flows', 'timetable', 'assumptions', 'baseline-controls'])
      for (const row of read(name)) {
        expect(row.source!.length).toBeGreaterThan(12);
        expect(row.source).not.toMatch(/evidence\/|model\.md|\/work\/|^same$/);
      }
  });
});
