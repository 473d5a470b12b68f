import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fanChart } from '../../src/reporting/fan-chart.ts';
import { renderPng, rasterise } from '../../src/reporting/render-png.ts';
import { renderSvg } from '../../src/reporting/render-svg.ts';
import { saveChart } from '../../src/reporting/save-chart.ts';
import { drawnTexts } from '../../src/reporting/svg-texts.ts';
import { textWidth, wrapText } from '../../src/reporting/text-metrics.ts';
import { FONT_FAMILY, PALETTE, SECTOR_COLOURS } from '../../src/reporting/theme.ts';
import { context, fan, rules } from './made-up.ts';
import { clippedWords, crossedWords, expectSoundPicture, overlappingWords, wordsOf } from './picture-checks.ts';

const chartWith = (more = {}) =>
  fanChart({
    ...context,
    title: 'Residential places fall by two fifths',
    quantity: 'Residential places registered in Wales',
    unit: 'places',
    series: fan('Residential', 'residential', 1068, 640, 150),
    rules,
    ...more,
  });

describe('a chart', () => {
  test('says that a projection is no forecast, and how firm its figures are', async () => {
    const chart = chartWith();
    expect(chart.scenarioLine).toBe(
      'Projection under the scenario “As legislated”, not a forecast. 1,000 runs, seed 1.',
    );
    const digest = '0de6de6a6118a49200000000';
    expect(chartWith({ scenario: { title: 'A', draws: 10, seed: 1, digest } }).scenarioLine).toBe(
      'Projection under the scenario “A”, not a forecast. 10 runs, seed 1, scenario 0de6de6a6118.',
    );
    expect(chart.statusLine).toBe(
      'Status: illustrative. Made from stand-in data on homes and agencies; not for decisions.',
    );
    expect(chart.sourceLine).toBe('Source: market-stability 0.1.0, made-up figures for a test.');
    expect(chart.spec['$schema']).toBe('https://vega.github.io/schema/vega-lite/v5.json');
  });

  test('takes the alternative text that a person wrote, and refuses one that is too long', () => {
    expect(chartWith().altTextIsDraft).toBe(true);
    expect(chartWith({ altText: 'Fan chart: places fall.' })).toMatchObject({
      altText: 'Fan chart: places fall.',
      altTextIsDraft: false,
    });
    expect(() => chartWith({ altText: 'x'.repeat(151) })).toThrow('has 151 characters; at most 150');
    expect(chartWith({ quantity: 'Places '.repeat(40) }).altText.length).toBeLessThanOrEqual(150);
  });

  test('needs a title and a source', () => {
    expect(() => chartWith({ title: ' ' })).toThrow('a chart needs a title');
    expect(() => chartWith({ source: '' })).toThrow('needs a source');
  });

  test('wraps long words round it and keeps them inside the picture', async () => {
    const long =
      'A title that is far longer than a picture is wide, because somebody wished to say everything at once in it';
    await expectSoundPicture(chartWith({ title: long, source: `${long}; ${long}; ${long}` }));
  });

  test('takes text from outside as text', async () => {
    const title = '<script>alert("1")</script> & url(#x) {{datum.x}} =1+1';
    const svg = await expectSoundPicture(chartWith({ title, source: '</text><image href="x"/>' }));
    expect(svg).not.toContain('<script');
    expect(svg).not.toContain('<image');
  });

  test('binds the colours of the sectors', () => {
    expect(SECTOR_COLOURS).toEqual({
      'local-authority': '#12436D',
      'not-for-profit': '#28A197',
      'for-profit': '#801650',
      other: '#F46A25',
    });
    expect(Object.values(PALETTE)).toHaveLength(6);
  });
});

describe('pictures', () => {
  test('are the same bytes however they are drawn', async () => {
    const [a, b] = await Promise.all([renderSvg(chartWith()), renderSvg(chartWith())]);
    expect(a).toBe(b);
    expect(Buffer.compare(await renderPng(chartWith()), await renderPng(chartWith()))).toBe(0);
  });

  test('have their text drawn in the PNG, in both faces', async () => {
    const svg = await renderSvg(chartWith());
    const without = (weight: RegExp): string =>
      svg.replace(/<text[^>]*>.*?<\/text>/gs, (t) => (weight.test(t) ? '' : t));
    const whole = await rasterise(svg, 1);
    for (const weight of [/font-weight="bold"/, /^(?!.*font-weight="bold")/s]) {
      expect(without(weight)).not.toBe(svg);
      expect(Buffer.compare(whole, await rasterise(without(weight), 1))).not.toBe(0);
    }
    const regularOnly = svg.replaceAll('font-weight="bold"', 'font-weight="normal"');
    expect(Buffer.compare(whole, await rasterise(regularOnly, 1))).not.toBe(0);
    expect([...whole.slice(1, 4)].map((c) => String.fromCharCode(c)).join('')).toBe('PNG');
    expect(Buffer.from(whole).readUInt32BE(16)).toBe(800);
  });

  test('name the shipped font and state measured widths', async () => {
    const svg = await renderSvg(chartWith());
    expect(svg).toContain(FONT_FAMILY.split(',')[0]!.replaceAll("'", ''));
    const title = drawnTexts(svg).find((t) => t.text === chartWith().title)!;
    expect(svg).toContain(`textLength="${Number(title.width.toFixed(2))}"`);
  });

  test('would be found out if words were clipped or drawn over each other', () => {
    const text = (x: number, words: string): string =>
      `<text transform="translate(${x},50)" font-size="12px">${words}</text>`;
    const svg = `<svg viewBox="0 0 100 100">${text(80, 'leaves the picture')}${text(5, 'over')}${text(12, 'under')}</svg>`;
    expect(clippedWords(svg)).toEqual(['leaves the picture']);
    expect(overlappingWords(svg)).toEqual(['"over" and "under"']);
    expect(wordsOf(svg)).toBe('leaves the picture over under');
    const line = '<line transform="translate(20,60)" x2="0" y2="-30" stroke-dasharray="4,3"/>';
    expect(crossedWords(`<svg viewBox="0 0 100 100">${text(5, 'crossed')}${text(60, 'free')}${line}</svg>`)).toEqual([
      'crossed',
    ]);
  });
});

describe('text', () => {
  test('is measured from the font: capitals wider than stops, bold wider than regular, twice the size twice the width', () => {
    expect(textWidth('WWWW', 12)).toBeGreaterThan(3 * textWidth('....', 12));
    expect(textWidth('places', 12, true)).toBeGreaterThan(textWidth('places', 12));
    expect(textWidth('places', 24)).toBeCloseTo(2 * textWidth('places', 12), 9);
  });

  test('is wrapped at spaces to a width', () => {
    const lines = wrapText('one two three four five six seven', 60, 12);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe('one two three four five six seven');
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(60);
    expect(wrapText('', 60, 12)).toEqual([]);
  });
});

describe('saveChart', () => {
  test('writes four whole files and leaves nothing beside them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'charts-'));
    try {
      const chart = chartWith();
      const paths = await saveChart(chart, join(folder, 'deep'), 'places');
      expect((await readdir(join(folder, 'deep'))).sort()).toEqual([
        'places.csv',
        'places.png',
        'places.svg',
        'places.vl.json',
      ]);
      expect(JSON.parse(await readFile(paths.spec, 'utf8'))).toEqual(JSON.parse(JSON.stringify(chart.spec)));
      expect((await readFile(paths.csv, 'utf8')).split('\r\n')).toHaveLength(chart.table.rows.length + 2);
      expect(await readFile(paths.svg, 'utf8')).toBe(`${await renderSvg(chart)}\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each(['../up', 'a/b', '', '.hidden'])('refuses the name %j', async (name) => {
    await expect(saveChart(chartWith(), tmpdir(), name)).rejects.toThrow('cannot name a chart');
  });
});
