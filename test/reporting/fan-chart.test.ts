import { describe, expect, test } from 'vitest';
import { fanChart } from '../../src/reporting/fan-chart.ts';
import { fanPanels } from '../../src/reporting/fan-panels.ts';
import { fanSeriesOf } from '../../src/reporting/fan-series.ts';
import type { FanSeries } from '../../src/reporting/fan-series.ts';
import { drawnTexts } from '../../src/reporting/svg-texts.ts';
import { SECTOR_COLOURS } from '../../src/reporting/theme.ts';
import { context, fan, rules } from './made-up.ts';
import { expectSoundPicture, wordsOf } from './picture-checks.ts';

const one = (series: FanSeries, more = {}) =>
  fanChart({
    ...context,
    title: 'Residential places fall by two fifths',
    quantity: 'Residential places registered in Wales',
    unit: 'places',
    series,
    rules,
    ...more,
  });

const nine = ['Residential care', 'Foster care', 'Secure accommodation'].flatMap((type, i) => {
  const scale = [1, 4, 0.02][i]!;
  return [
    fan(`${type}, local authority`, 'local-authority', 90 * scale, 300 * scale, 50 * scale),
    fan(`${type}, not for profit`, 'not-for-profit', 60 * scale, 160 * scale, 60 * scale),
    fan(`${type}, for profit`, 'for-profit', 900 * scale, 180 * scale, 140 * scale),
  ];
});

describe('fanChart', () => {
  const history = [2019, 2020, 2021, 2022, 2023, 2024].map((y, i) => ({ date: `${y}-03-31`, value: 760 + i * 61.6 }));

  test('is a sound picture with bands, dates of the law and history in words', async () => {
    const chart = one({ ...fan('Residential', 'residential', 1068, 640, 150), history });
    const words = wordsOf(await expectSoundPicture(chart));
    for (const rule of rules) expect(words).toContain(rule.label);
    expect(words).toContain('80% of runs: 450 to 870');
    expect(words).toContain('50% of runs: 540 to 740');
    expect(words).toContain('Median: 640');
    expect(words).toContain('Recorded');
    expect(words).toContain('1,200');
    expect(chart.altText).toBe(
      'Fan chart. Residential places registered in Wales: median falls from 1,066 to 640 by March 2036, 80% of runs between 450 and 870.',
    );
  });

  test('keeps the plotted values in its table', () => {
    const series = fan('Residential', 'residential', 1068, 640, 150);
    const { table, spec } = one({ ...series, history });
    expect(table.columns).toEqual(['date', 'recorded', 'p10', 'p25', 'p50', 'p75', 'p90']);
    expect(table.rows.filter((r) => r.recorded !== null).map((r) => r.recorded)).toEqual(history.map((h) => h.value));
    expect(table.rows.filter((r) => r.p50 !== null).map((r) => r.p50)).toEqual(series.points.map((p) => p.p50));
    const plotted = JSON.stringify(spec);
    for (const point of series.points) expect(plotted).toContain(`"p90":${point.p90}`);
  });

  test('starts the vertical scale at 0, and says so where it does not', async () => {
    const series = fan('Residential', 'residential', 1068, 940, 30);
    expect(drawnTexts(await expectSoundPicture(one(series))).some((t) => t.text === '0')).toBe(true);
    const cut = one(series, { fromZero: false });
    expect(drawnTexts(await expectSoundPicture(cut)).some((t) => t.text === '0')).toBe(false);
    expect(cut.subtitle).toContain('does not start at 0');
  });

  test.each([
    ['no spread', fan('Secure', 'secure', 18, 18, 0)],
    ['all zero', fan('None', 'secure', 0, 0, 0)],
    ['millions', fan('Cost', 'cost', 2_400_000, 3_900_000, 400_000)],
    ['one date', { name: 'One', points: [{ date: '2030-03-31', p10: 1, p25: 2, p50: 3, p75: 4, p90: 5 }] }],
    [
      'falling history',
      {
        ...fan('F', 'foster', 300, 500, 60),
        history: [1900, 1400, 800, 300].map((value, i) => ({ date: `${2021 + i}-03-31`, value })),
      },
    ],
    ['one recorded figure', { ...fan('F', 'foster', 300, 500, 60), history: [{ date: '2024-03-31', value: 300 }] }],
  ] as [string, FanSeries][])('is sound with %s', async (_, series) => {
    await expectSoundPicture(one(series));
  });

  test('turns to letters with a key where words would leave the picture', async () => {
    const late = [
      { date: '2034-04-01', label: 'The last day on which any for-profit registration may stand, April 2034' },
    ];
    const words = wordsOf(await expectSoundPicture(one(fan('R', 'residential', 1068, 640, 150), { rules: late })));
    expect(words).toContain('Dates in law: A: The last day');
  });

  test('refuses quantiles out of order, doubled dates and numbers that are none', () => {
    const point = { date: '2030-03-31', p10: 1, p25: 2, p50: 3, p75: 4, p90: 5 };
    expect(() => one({ name: 'A', points: [{ ...point, p25: 0 }] })).toThrow('"A" at 2030-03-31: p25 is below p10');
    expect(() => one({ name: 'A', points: [point, point] })).toThrow('the date is there twice');
    expect(() => one({ name: 'A', points: [{ ...point, p90: NaN }] })).toThrow('p90 is NaN');
    expect(() => one({ name: 'A', points: [] })).toThrow('has no points');
  });
});

describe('fanPanels', () => {
  const panels = (more = {}) =>
    fanPanels({
      ...context,
      title: 'For-profit places fall in every kind of care',
      quantity: 'Registered places in Wales',
      unit: 'places',
      series: nine,
      rules,
      ...more,
    });

  test('is a sound picture with one heading and one median a panel, and a key of the dates', async () => {
    const chart = panels({ scale: 'row' });
    const svg = await expectSoundPicture(chart);
    const words = wordsOf(svg);
    for (const series of nine) expect(words).toContain(series.name);
    expect(words).toContain('Dates in law: A: No new for-profit services, April 2026. B: No growth');
    expect(chart.subtitle).toContain('Panels in a row have the same scale.');
    expect(chart.table.rows).toHaveLength(9 * 49);
    for (const sector of ['local-authority', 'not-for-profit', 'for-profit'] as const) {
      expect(svg).toContain(SECTOR_COLOURS[sector]);
    }
  });

  test('shares one scale or gives each panel its own, and says which', async () => {
    const ticks = async (scale: string): Promise<number> =>
      drawnTexts(await expectSoundPicture(panels({ scale }))).filter((t) => t.text === '4,000').length;
    expect(await ticks('shared')).toBe(9);
    expect(await ticks('own')).toBe(1);
    expect(panels({ scale: 'shared' }).subtitle).toContain('All panels have the same scale.');
    expect(panels({ scale: 'own' }).subtitle).toContain('Each panel has its own scale.');
  });

  test.each([2, 3, 4, 5, 12])('is sound with %i panels', async (count) => {
    const series = Array.from({ length: count }, (_, i) => ({ ...nine[i % 9]!, name: `Panel ${i + 1}` }));
    await expectSoundPicture(panels({ series, scale: 'own' }));
  });

  test('refuses no panel and more than twelve', () => {
    expect(() => panels({ series: [] })).toThrow('1 to 12 panels');
    expect(() => panels({ series: [...nine, ...nine] })).toThrow('not 18');
  });
});

describe('fanSeriesOf', () => {
  const rows = ['for-profit', 'local-authority'].flatMap((sector, s) =>
    ['2024-03-31', '2025-03-31'].flatMap((date, d) =>
      ['mean', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'].map((statistic, q) => ({
        date,
        area_code: 'W92000004',
        service_type: 'residential',
        sector,
        statistic,
        value: 1000 * s + 100 * d + q,
      })),
    ),
  );

  test('gives one series a sector with its printed name', () => {
    const series = fanSeriesOf(rows, 'sector');
    expect(series.map((s) => [s.name, s.category])).toEqual([
      ['For profit', 'for-profit'],
      ['Local authority', 'local-authority'],
    ]);
    expect(series[1]!.points[1]).toEqual({ date: '2025-03-31', p10: 1101, p25: 1102, p50: 1103, p75: 1104, p90: 1105 });
  });

  test('refuses a figure that is there twice or is missing', () => {
    expect(() => fanSeriesOf(rows, 'service_type')).toThrow('residential, 2024-03-31: p10 is there twice');
    expect(() =>
      fanSeriesOf(
        rows.filter((r) => r.statistic !== 'p75'),
        'sector',
      ),
    ).toThrow('p75 is missing');
  });
});
