import { afterEach, describe, expect, test, vi } from 'vitest';
import { fanChart } from '../../src/reporting/fan-chart.ts';
import { checkGroupSums, frameOf } from '../../src/reporting/frames.ts';
import { htmlTable, tableOf, textTable } from '../../src/reporting/html-table.ts';
import { chartBundle, escapeMarkdown, markdown, show, showMarkdown, showTable } from '../../src/reporting/notebook.ts';
import { context, fan } from './made-up.ts';

const rows = [
  { area: 'Powys', year: 2024, places: 1068, share: 0.1234 },
  { area: '<b>Môn</b> & "x"', year: 2025, places: null, share: 1.5 },
];

afterEach(() => vi.restoreAllMocks());

describe('tables', () => {
  test('have a caption, scopes and escaped cells', () => {
    const html = htmlTable(tableOf(rows), 'Places <i>by</i> area');
    expect(html).toContain('>Places &lt;i&gt;by&lt;/i&gt; area</caption>');
    expect(html.match(/scope="col"/g)).toHaveLength(4);
    expect(html.match(/scope="row"/g)).toHaveLength(2);
    expect(html).toContain('&lt;b&gt;Môn&lt;/b&gt; &amp; &quot;x&quot;');
    expect(html).toContain('>1,068</td>');
    expect(html).toContain('>2024</td>');
    expect(html).toContain('>0.12</td>');
    expect(html).not.toMatch(/null|NaN|undefined/);
  });

  test('are the same as text, columns in line', () => {
    expect(
      textTable(
        tableOf([
          { area: 'Powys', places: 41 },
          { area: 'Conwy', places: 1041 },
        ]),
        'Places',
      ),
    ).toBe('Places\narea   places\nPowys      41\nConwy   1,041');
  });

  test('say when rows are left out', () => {
    const many = Array.from({ length: 80 }, (_, i) => ({ n: i }));
    const html = htmlTable(tableOf(many), 'Many', { maximumRows: 10 });
    expect(html).toContain('The first 10 of 80 rows are shown.');
    expect(html.match(/<tr>/g)).toHaveLength(11);
  });

  test('refuse rows whose columns differ', () => {
    expect(() => tableOf([{ a: 1 }, { a: 1, b: 2 }])).toThrow('row 2 has the columns a, b; the first row has a');
    expect(() => tableOf([{ a: 1 }, { b: 2 }])).toThrow('row 2');
  });
});

describe('outside a notebook', () => {
  const chart = fanChart({
    ...context,
    title: 'Places fall',
    quantity: 'Registered places',
    unit: 'places',
    series: fan('R', 'residential', 1068, 640, 150),
  });

  test('a chart prints its words, and its bundle has three forms', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await show(chart);
    expect(log.mock.calls[0]![0]).toContain(chart.altText);
    expect(log.mock.calls[0]![0]).toContain(chart.statusLine);
    const bundle = await chartBundle(chart);
    expect(Object.keys(bundle)).toEqual(['application/vnd.vegalite.v5+json', 'image/svg+xml', 'text/plain']);
    expect(bundle['text/plain']).toBe(chart.altText);
  });

  test('tables and Markdown print as text', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    showTable(rows, 'Caption');
    showMarkdown('**Bold**');
    expect(log.mock.calls[0]![0]).toMatch(/^Caption\narea/);
    expect(log.mock.calls[1]![0]).toBe('**Bold**');
  });
});

test('values in Markdown are text, never markup', () => {
  expect(escapeMarkdown('[x](http://y) <b>\n# h')).not.toMatch(/[[\]()<>\n:/]/);
  expect(markdown`**${'a*b'}** needs ${40}.`).toBe('**a&#42;b** needs 40.');
});

describe('frames', () => {
  test('keep every value and state their types', async () => {
    const frame = await frameOf(rows.map((r) => ({ ...r, whole: 3 })));
    expect(frame.columns).toEqual(['area', 'year', 'places', 'share', 'whole']);
    expect(frame.dtypes).toEqual(['string', 'int32', 'float32', 'float32', 'int32']);
    expect(frame.values).toEqual([
      ['Powys', 2024, 1068, 0.1234, 3],
      ['<b>Môn</b> & "x"', 2025, NaN, 1.5, 3],
    ]);
  });

  test('look at every row for the type, not only at the first', async () => {
    const late = [...Array.from({ length: 40 }, (_, i) => ({ n: i })), { n: 2.5 }];
    expect((await frameOf(late)).dtypes).toEqual(['float32']);
    await expect(frameOf([...late, { n: 'x' }])).rejects.toThrow('column n mixes number and string');
    await expect(frameOf([{ a: 1 }, { a: 1, b: 2 }])).rejects.toThrow('row 2 has the columns');
    await expect(frameOf([])).rejects.toThrow('at least one row');
    await expect(frameOf([{ b: true }, { b: null }])).rejects.toThrow('one is missing');
  });

  test('group sums agree with the rows, and mixed groups are found out', async () => {
    const good = [
      { a: 'x', b: '1', n: 1.5 },
      { a: 'x', b: '1', n: 2 },
      { a: 'y', b: '1', n: 4 },
    ];
    const grouped = (await frameOf(good)).groupby(['a', 'b']).col(['n']).sum();
    expect(() => checkGroupSums(grouped, good, ['a', 'b'], 'n')).not.toThrow();
    const mixed = [
      { a: 'a-b', b: 'c', n: 1 },
      { a: 'a', b: 'b-c', n: 2 },
    ];
    const wrong = (await frameOf(mixed)).groupby(['a', 'b']).col(['n']).sum();
    expect(() => checkGroupSums(wrong, mixed, ['a', 'b'], 'n')).toThrow('1 groups, the rows have 2');
    expect(() =>
      checkGroupSums(
        {
          columns: ['a', 'n_sum'],
          values: [
            ['x', 3],
            ['y', 4],
          ],
        },
        good,
        ['a'],
        'n',
      ),
    ).toThrow('adds up to 3.5');
  });

  test('are shown as tables', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    showTable(await frameOf(rows), 'Frame');
    expect(log.mock.calls[0]![0]).toContain('Powys');
    expect(log.mock.calls[0]![0]).not.toContain('NaN');
  });
});
