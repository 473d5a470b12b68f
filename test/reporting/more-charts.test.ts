import { describe, expect, test } from 'vitest';
import { exceedanceChart } from '../../src/reporting/exceedance-chart.ts';
import { heatTableChart } from '../../src/reporting/heat-table.ts';
import { lifeOfOwners } from '../../src/reporting/life-of-owners.ts';
import type { OwnerLife } from '../../src/reporting/life-of-owners.ts';
import { slopeChart } from '../../src/reporting/slope-chart.ts';
import { drawnTexts } from '../../src/reporting/svg-texts.ts';
import { context } from './made-up.ts';
import { contrast, greyProblems } from './grey-check.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

describe('exceedanceChart', () => {
  // 1 to 100 in pairs that share nothing: the chance of at least 41 is 60%.
  const even = Array.from({ length: 100 }, (_, i) => ((i * 37) % 100) + 1);
  const input = {
    ...context,
    title: 'Half as many children wait with more carers',
    quantity: 'Children waiting on 31 March 2030',
    unit: 'children',
    series: [
      { name: 'As legislated', values: even },
      { name: 'Managed transition with many more carers and places', values: even.map((v) => v / 2) },
      { name: 'No policy', values: even.map((v) => v * 1.4) },
    ],
  };

  test('is a sound picture that falls from all runs to none', async () => {
    const chart = exceedanceChart(input);
    const svg = await expectSoundPicture(chart);
    expect(wordsOf(svg)).toContain('half of the runs reach 50');
    const first = chart.table.rows.filter((r) => r['scenario'] === 'As legislated');
    const shares = first.map((r) => r['share_of_runs'] as number);
    expect(shares[0]).toBe(1);
    expect(shares.at(-1)).toBe(0);
    expect([...shares].sort((a, b) => b - a)).toEqual(shares);
  });

  test('says the chance of a threshold, which the table holds with its interval', async () => {
    const chart = exceedanceChart({ ...input, threshold: { value: 41, label: 'Tolerance: 41 children' } });
    const words = wordsOf(await expectSoundPicture(chart));
    expect(words).toContain('about 6 in 10 runs');
    expect(words).toContain('Tolerance: 41 children');
    const at = chart.table.rows.find((r) => r['at_least'] === 41 && r['scenario'] === 'As legislated')!;
    expect(at['share_of_runs']).toBe(0.6);
    expect(at['low']).toBeLessThan(0.6);
    expect(at['high']).toBeGreaterThan(0.6);
  });

  test('is sound where all draws are the same, and refuses what is no draw', async () => {
    await expectSoundPicture(exceedanceChart({ ...input, series: [{ name: 'One', values: [3, 3, 3, 3] }] }));
    expect(() => exceedanceChart({ ...input, series: [] })).toThrow('1 to 4 scenarios');
    expect(() => exceedanceChart({ ...input, series: [{ name: 'One', values: [1, NaN] }] })).toThrow('a draw of NaN');
  });
});

describe('slopeChart', () => {
  const series = [
    'As legislated',
    'Managed transition',
    'Early exit of for-profit providers',
    'No policy',
    'Demand surge',
  ].map((name, i) => ({
    name,
    first: { p10: 630, p50: 640, p90: 652 },
    last: { p10: 400 + i * 9, p50: 500 + i * 11, p90: 610 + i * 14 },
  }));
  const input = {
    ...context,
    title: 'Places fall under each scenario',
    quantity: 'Registered places in children’s homes',
    unit: 'places',
    dates: ['2026-03-31', '2030-03-31'] as const,
    series,
  };

  test('names each scenario once with its figure and range, and a shared start once', async () => {
    const chart = slopeChart(input);
    const svg = await expectSoundPicture(chart);
    const words = wordsOf(svg);
    for (const { name } of series.slice(1)) expect(words.split(name).length - 1).toBe(1);
    expect(words).toContain('500 (400 to 610)');
    expect(drawnTexts(svg).filter(({ text }) => text === '640')).toHaveLength(1);
    expect(chart.table.rows).toHaveLength(10);
  });

  test('is sound where nothing changes, and refuses a range out of order', async () => {
    const same = { p10: 7, p50: 7, p90: 7 };
    await expectSoundPicture(slopeChart({ ...input, series: [{ name: 'A', first: same, last: same }] }));
    expect(() =>
      slopeChart({ ...input, series: [{ name: 'A', first: same, last: { p10: 9, p50: 7, p90: 8 } }] }),
    ).toThrow('in order');
  });
});

describe('heatTableChart', () => {
  test('says each class in words on a fill on which they can be read', async () => {
    const chart = heatTableChart({
      ...context,
      title: 'Two regions are short of places',
      quantity: 'Class of each indicator',
      columns: ['Spare places', 'Places with the largest owner', 'Children outside their area'],
      rows: ['North Wales', 'Cardiff and Vale of Glamorgan', 'Gwent'].map((name, r) => ({
        name,
        cells: [0, 2, 4].map((tone) => ({
          tone: (tone + r) % 5,
          head: 'High or very high, and rising',
          words: `${r + 3} places`,
        })),
      })),
    });
    const words = wordsOf(await expectSoundPicture(chart));
    expect(words).toContain('Cardiff and Vale of Glamorgan');
    expect(chart.table.rows).toHaveLength(9);
  });
});

describe('lifeOfOwners', () => {
  const months = (places: (m: number) => number): OwnerLife['months'] =>
    Array.from({ length: 49 }, (_, m) => {
      const month = 2 + m;
      const day = new Date(Date.UTC(2026, month + 1, 0)).toISOString().slice(0, 10);
      return { date: day, places: places(m) };
    });
  const lives: OwnerLife[] = [
    {
      name: '10 services or more (3 owners)',
      sector: 'for-profit',
      months: months((m) => (m < 20 ? 120 : m < 40 ? 60 : 0)),
      leavings: [
        { date: '2027-11-30', kind: 'closed', places: 60 },
        { date: '2029-07-31', kind: 'converted', places: 60 },
      ],
    },
    { name: '1 service (40 owners)', sector: 'for-profit', months: months(() => 90), leavings: [] },
  ];
  const input = {
    ...context,
    title: 'Large owners leave first',
    quantity: 'Places in children’s homes',
    lives,
    basis: 'one drawn path' as const,
  };

  test('is as thick as the places, marks what left, and says so at the end of a row', async () => {
    const chart = lifeOfOwners(input);
    const words = wordsOf(await expectSoundPicture(chart));
    expect(words).toContain('120 to 0 from July 2029: 60');
    expect(words).toContain('One possible course');
    expect(chart.table.rows).toHaveLength(98);
    expect(chart.table.rows.find((r) => r['closed'] === 60)).toMatchObject({ date: '2027-11-30', converted: 0 });
  });

  test('refuses months with a gap', () => {
    const gap = { ...lives[0]!, months: [lives[0]!.months[0]!, lives[0]!.months[2]!] };
    expect(() => lifeOfOwners({ ...input, lives: [gap] })).toThrow('does not follow');
  });
});

describe('the grey check', () => {
  const square = (x: number, fill: string, more = ''): string =>
    `<path transform="translate(0,0)" d="M${x},0h10v10h-10Z" fill="${fill}"${more}/>`;

  test('finds neighbours as dark as each other, unless an outline or words tell them apart', () => {
    expect(contrast('#12436D', '#28A197')).toBeCloseTo(3.23, 1);
    const dark = `<svg>${square(0, '#12436D')}${square(10, '#801650')}</svg>`;
    expect(greyProblems(dark)).toHaveLength(1);
    expect(greyProblems(`<svg>${square(0, '#12436D')}${square(12, '#801650')}</svg>`)).toEqual([]);
    expect(greyProblems(`<svg>${square(0, '#12436D')}${square(10, '#28A197')}</svg>`)).toEqual([]);
    expect(greyProblems(`<svg>${square(0, '#12436D')}${square(10, '#801650', ' stroke="#ffffff"')}</svg>`)).toEqual([]);
  });
});
