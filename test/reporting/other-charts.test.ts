import { describe, expect, test } from 'vitest';
import type { Boundaries } from '../../src/reporting/boundaries.ts';
import { boundariesOf, WALES_BOUNDARIES_ATTRIBUTION } from '../../src/reporting/boundaries.ts';
import { classBreaks, classIndex, mapClasses } from '../../src/reporting/map-classes.ts';
import { mapOfWales } from '../../src/reporting/map-of-wales.ts';
import { needAgainstPlaces } from '../../src/reporting/need-against-places.ts';
import { stackedPlaces } from '../../src/reporting/stacked-places.ts';
import { SECTOR_COLOURS, SEQUENTIAL_BLUES } from '../../src/reporting/theme.ts';
import { context, fan, madeUpTopology, rules } from './made-up.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

describe('needAgainstPlaces', () => {
  const names = [
    'North Wales',
    'Powys',
    'West Wales',
    'West Glamorgan',
    'Cwm Taf Morgannwg',
    'Cardiff and Vale of Glamorgan',
  ];
  const regions = names.map((region, i) => ({
    region,
    childrenNeeding: { low: 60 + i * 9, central: 80 + i * 11, high: 104 + i * 14 },
    compliantPlaces: { low: 10 + i * 3, central: 22 + i * 14, high: 41 + i * 19 },
  }));
  const input = {
    ...context,
    title: 'Every region needs more compliant residential places than it has',
    date: '2030-03-31',
    placementType: 'residential care',
    regions,
  };

  test('is a sound picture with words beside each mark', async () => {
    const chart = needAgainstPlaces(input);
    const words = wordsOf(await expectSoundPicture(chart));
    for (const name of names) expect(words).toContain(name);
    expect(words).toContain('Children: 80 (60 to 104)');
    expect(words).toContain('Places: 22 (10 to 41)');
    expect(chart.altText).toContain('fewer places than children in 6 of 6');
    expect(chart.table.rows).toHaveLength(12);
    expect(chart.table.rows[1]).toEqual({
      region: 'North Wales',
      date: '2030-03-31',
      quantity: 'compliant places',
      low: 10,
      central: 22,
      high: 41,
    });
  });

  test('is sound with one region, no spread and nothing', async () => {
    const zero = { low: 0, central: 0, high: 0 };
    const one = [{ region: 'A', childrenNeeding: { low: 3, central: 3, high: 3 }, compliantPlaces: zero }];
    expect(wordsOf(await expectSoundPicture(needAgainstPlaces({ ...input, regions: one })))).toContain('Places: 0');
  });

  test('refuses a range out of order', () => {
    const bad = [{ ...regions[0]!, compliantPlaces: { low: 9, central: 3, high: 12 } }];
    expect(() => needAgainstPlaces({ ...input, regions: bad })).toThrow('North Wales, Places: 9, 3, 12');
  });
});

describe('stackedPlaces', () => {
  const rows = (['local-authority', 'not-for-profit', 'for-profit'] as const).flatMap((sector, i) =>
    fan(sector, sector, [90, 60, 900][i]!, [300, 160, 180][i]!, 0).points.map((p) => ({
      date: p.date,
      sector,
      mean: p.p50,
    })),
  );
  const input = {
    ...context,
    title: 'The fall in for-profit places outruns growth elsewhere',
    quantity: 'Residential places registered in Wales',
    unit: 'places',
    rows,
    rules,
  };

  test('is a sound picture of means in bound colours, named at the right', async () => {
    const chart = stackedPlaces(input);
    const svg = await expectSoundPicture(chart);
    for (const sector of ['local-authority', 'not-for-profit', 'for-profit'] as const)
      expect(svg).toContain(SECTOR_COLOURS[sector]);
    const words = wordsOf(svg);
    expect(words).toContain('For profit: 180');
    expect(words).toContain('Total: 640');
    expect(chart.subtitle).toContain('Means of the runs');
    expect(chart.table.rows).toHaveLength(rows.length);
    for (const row of rows) expect(chart.table.rows).toContainEqual(row);
  });

  test('rounds a label by its spread where that is known', async () => {
    const known = rows.map((r) => ({ ...r, p10: r.mean - 300, p90: r.mean + 300 }));
    expect(wordsOf(await expectSoundPicture(stackedPlaces({ ...input, rows: known })))).toContain('For profit: 200');
  });

  test('refuses a sector that is missing at a date, and a negative mean', () => {
    expect(() => stackedPlaces({ ...input, rows: rows.slice(1) })).toThrow(
      'local-authority, 2024-03-31: the figure is missing',
    );
    expect(() => stackedPlaces({ ...input, rows: [{ ...rows[0]!, mean: -1 }] })).toThrow('not a mean from 0 up');
  });
});

describe('mapOfWales', () => {
  const boundaries: Boundaries = boundariesOf(madeUpTopology(4, 5));
  const rows = boundaries.areas.map((a, i) => ({ area_code: a.code, value: 60 + ((i * i * 37) % 97) * 9 }));
  const input = {
    ...context,
    scenario: undefined,
    title: 'Two areas look after a third of the children',
    quantity: 'Children looked after at 31 March 2024',
    unit: 'children',
    boundaries,
    rows: rows.slice(1),
  };

  test('is a sound picture with both attributions, a numbered list and classes in words', async () => {
    const chart = mapOfWales(input);
    const words = wordsOf(await expectSoundPicture(chart));
    for (const line of WALES_BOUNDARIES_ATTRIBUTION) expect(chart.sourceLine).toContain(line);
    for (const area of boundaries.areas) expect(words).toContain(area.name);
    expect(words).toMatch(/\d+ or more/);
    expect(words).toContain('No figure');
    expect(chart.table.rows).toHaveLength(20);
    for (const row of input.rows) {
      expect(chart.table.rows).toContainEqual(expect.objectContaining({ area_code: row.area_code, value: row.value }));
    }
    expect(chart.table.rows.at(-1)).toMatchObject({ area_code: rows[0]!.area_code, value: null, class: 'No figure' });
  });

  test('shades each area by its class', async () => {
    const svg = await expectSoundPicture(mapOfWales({ ...input, rows, breaks: [100, 200, 300, 400] }));
    for (const [i, blue] of SEQUENTIAL_BLUES.entries()) {
      const inClass = rows.filter((r) => classIndex(r.value, [100, 200, 300, 400]) === i).length;
      // One path on the map, one square in the list, one in the legend.
      expect(svg.split(`fill="${blue.fill}"`).length - 1).toBe(2 * inClass + 1);
    }
  });

  test('is sound with ranges, one value for all, and decimals', async () => {
    const ranged = rows.map((r) => ({ ...r, low: r.value - 20, high: r.value + 40 }));
    expect(mapOfWales({ ...input, rows: ranged }).subtitle).toContain('middle 80% of runs');
    const words = wordsOf(await expectSoundPicture(mapOfWales({ ...input, rows: ranged })));
    // 393 with a spread of 60 is rounded to fives.
    expect(words).toContain('395 (375 to 435)');
    await expectSoundPicture(mapOfWales({ ...input, rows: rows.map((r) => ({ ...r, value: 7 })) }));
    await expectSoundPicture(
      mapOfWales({ ...input, decimals: 1, rows: rows.map((r) => ({ ...r, value: r.value / 71 })) }),
    );
  });

  test('refuses an unknown area and a doubled one', () => {
    expect(() => mapOfWales({ ...input, rows: [{ area_code: 'X1', value: 1 }] })).toThrow('X1 is no area');
    expect(() => mapOfWales({ ...input, rows: [rows[0]!, rows[0]!] })).toThrow('is there twice');
  });
});

describe('classes of a map', () => {
  test('hold their lower bound and say so in words', () => {
    expect(mapClasses([100, 200], true, 0).map((c) => c.label)).toEqual(['Under 100', '100 to 199', '200 or more']);
    expect(mapClasses([1, 2.5], false, 1).map((c) => c.label)).toEqual([
      'Under 1.0',
      '1.0 to under 2.5',
      '2.5 or more',
    ]);
    expect([99, 100, 199, 200].map((v) => classIndex(v, [100, 200]))).toEqual([0, 1, 1, 2]);
  });

  test('are about as large as each other and rise', () => {
    const breaks = classBreaks(Array.from({ length: 100 }, (_, i) => i * i));
    expect(breaks).toEqual([500, 1500, 3500, 6500]);
    expect(classBreaks([4, 4, 4])).toEqual([]);
  });
});
