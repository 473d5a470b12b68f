import { describe, expect, it } from 'vitest';
import type { OutcomeRow } from '../../../src/measures/outcomes.ts';
import { selectFigures } from '../../../src/measures/select.ts';
import type { Block, DocumentModel } from '../../../src/reporting/document/model.ts';
import { bindText } from '../../../src/reporting/document/numbers/bind-text.ts';
import { lintNumbers } from '../../../src/reporting/document/numbers/lint-numbers.ts';
import { NumberBook } from '../../../src/reporting/document/numbers/number-book.ts';
import { parseReference, referenceText } from '../../../src/reporting/document/numbers/reference.ts';
import { typedNumbers } from '../../../src/reporting/document/numbers/typed-numbers.ts';

const same = {
  scenario: 'made-up',
  area_code: 'W92000004',
  area_level: 'country',
  area_role: 'responsible',
  sector: 'all',
  age_band: 'all',
  need_class: 'all',
  reason: 'all',
  provider_country: 'all',
  mc_error: 1,
  status: 'estimated',
} as const;

const figure = (
  run_id: string,
  more: Pick<OutcomeRow, 'measure' | 'service_type' | 'date' | 'period' | 'unit'>,
  values: Readonly<Record<string, number>>,
): OutcomeRow[] => Object.entries(values).map(([statistic, value]) => ({ ...same, ...more, run_id, statistic, value }));

/** A book of one run in which a number of children wait. */
function bookOf(run_id: string, waiting: number): NumberBook {
  const stock = { service_type: 'residential', date: '2030-03-31', unit: 'children' };
  const spread = { p10: waiting - 60, p50: waiting, p90: waiting + 60, prob_ge_10: 0.31 };
  const rows = [
    ...figure(run_id, { ...stock, measure: 'children_waiting', period: 'month' }, spread),
    ...figure(run_id, { ...stock, measure: 'children_waiting', period: 'quarter' }, spread),
    ...figure(
      run_id,
      { ...stock, service_type: 'all', measure: 'cost_gross', period: 'financial-year', unit: 'gbp-2024-25' },
      { p10: 1.412e9, p50: 1.463e9, p90: 1.521e9 },
    ),
    ...figure(
      run_id,
      { ...stock, service_type: 'all', measure: 'nights', period: 'month', unit: 'nights' },
      { p10: 1, p50: 2, p90: 3 },
    ),
    ...figure(
      run_id,
      { ...stock, service_type: 'all', measure: 'nights', period: 'quarter', unit: 'nights' },
      { p10: 4, p50: 6, p90: 9 },
    ),
    ...figure(
      run_id,
      { ...stock, measure: 'compliant_share', period: 'quarter', unit: 'share' },
      { p10: 0.412, p50: 0.467, p90: 0.52 },
    ),
  ];
  const areas = [{ area_code: 'W92000004', level: 'country', name_en: 'Wales', name_cy: 'Cymru' }] as const;
  return new NumberBook([
    {
      name: 'made-up',
      manifest: { run_id, scenario_title: 'Made up', draws: 1000 },
      areas,
      figures: (where) => selectFigures(rows, where),
    },
  ]);
}

const WAITING = 'children_waiting.residential.wales.2030-03-31';

describe('a reference', () => {
  it.each([
    'shortfall_compliant.residential.wales.2030Q1.p50',
    'places_registered[sector=for-profit].residential.W06000015.2030-03-31.range',
    'early-exit@cost_gross.all.wales.2030-31.p50-range',
    'children_waiting.all.wales.2029-04.prob_ge_10',
  ])('reads and writes %s', (text) => {
    const read = parseReference(text);
    expect(typeof read).toBe('object');
    expect(referenceText(read as Exclude<typeof read, string>)).toBe(text);
  });

  it('says what is wrong with another text', () => {
    expect(parseReference('waiting')).toContain('measure.service_type.area.date.statistic');
    expect(parseReference('a.b.c.2030-13.p50')).toContain('"2030-13" is no day');
    expect(parseReference('a.b.c.2030-03.p51')).toContain('"p51" is no statistic');
    expect(parseReference('a[colour=red].b.c.2030-03.p50')).toContain('does not narrow');
  });
});

describe('a number', () => {
  const book = bookOf('aaaa', 183);
  const text = (reference: string, language: 'en' | 'cy' = 'en'): string => book.number(reference, language).text;

  it('is rounded to what its spread supports, with its unit and its range', () => {
    // A spread of 120 children supports steps of 10; one of 109 million pounds steps of 10 million; one of 11 points whole points.
    expect(text(`${WAITING}.p50-range`)).toBe('180 (between 120 and 240)');
    expect(text(`${WAITING}.range`, 'cy')).toBe('120–240');
    expect(text('cost_gross.all.wales.2029-30.p50-range')).toBe('£1,460m (between £1,410m and £1,520m)');
    expect(text('cost_gross.all.wales.2029-30.p50', 'cy')).toBe('£1,460M');
    expect(text('compliant_share.residential.wales.2030Q1.p50-range')).toBe('47% (between 41% and 52%)');
    expect(text(`${WAITING}.prob_ge_10`)).toBe('about 3 in 10 runs');
  });

  it('is refused where the reference is not clear', () => {
    expect(book.find('nights.all.wales.2030-03-31.p50', 'en')).toContain('a month and a quarter end');
    expect(text('nights.all.wales.2030Q1.p50')).toBe('6');
    expect(book.find('nothing.all.wales.2030Q1.p50', 'en')).toContain('did not record');
    expect(book.find(`other@${WAITING}.p50`, 'en')).toContain('There is no run "other"');
    expect(book.find(WAITING.replace('wales', 'mars') + '.p50', 'en')).toContain('no area "mars"');
    expect(() => book.number('waiting', 'en')).toThrow('{{waiting}}');
  });
});

describe('numbers that a person types', () => {
  it.each([
    ['On 1 April 2030, in 2027-28 and by 31 March, under section 75A(3) and Schedule 1A of the 2014 Act', []],
    ['Workstream 1 and 4, risk R-12, Annex 3, Table 2, run 309ba33bbcfb54b6, area W06000015, the 4Cs', []],
    ['About 120 children', ['120']],
    ['£12.5m and 31%', ['£12.5m', '31%']],
    ['In 2030 there are fewer; 2030 places are left', ['2030']],
    ['1,068 places', ['1,068']],
    ['55 ± 15', ['55', '15']],
    ['two hundred children, 40 per cent', ['40', 'hundred', 'per cent']],
    ['12 children', ['12']],
    ['3. Three', []],
  ] as const)('%s', (text, found) => {
    expect(typedNumbers(text)).toEqual(found);
  });
});

describe('the lint of numbers', () => {
  const documentOf = (...blocks: Block[]): DocumentModel => ({
    title: 'Paper',
    language: 'en',
    header: [],
    footer: [],
    blocks,
  });
  const written = 'Waiting on 31 March 2030: {{' + WAITING + '.p50-range}} children.';
  const paragraph = (book: NumberBook): Block => ({ kind: 'paragraph', runs: bindText(written, book, 'en').runs });

  it('lets a bound number pass, and every number follows when an input changes', () => {
    const [before, after] = [bookOf('aaaa', 183), bookOf('bbbb', 291)];
    expect(lintNumbers(documentOf(paragraph(before)), before)).toEqual([]);
    expect(bindText(written, after, 'en').runs[1]).toMatchObject({ text: '290 (between 230 and 350)', run_id: 'bbbb' });
    expect(lintNumbers(documentOf(paragraph(after)), after)).toEqual([]);
  });

  it('finds a number of another run, one that was changed by hand, and one that is gone', () => {
    const [before, after] = [bookOf('aaaa', 183), bookOf('bbbb', 291)];
    const [stale] = lintNumbers(documentOf(paragraph(before)), after);
    expect(stale).toMatchObject({
      rule: 'stale number',
      where: 'section "Paper", paragraph 1',
      found: '180 (between 120 and 240)',
    });
    expect(stale!.problem).toContain('run aaaa');
    const number = { ...before.number(`${WAITING}.p50-range`, 'en'), text: '18 (between 12 and 24)' };
    expect(lintNumbers(documentOf({ kind: 'paragraph', runs: [number] }), before)[0]).toMatchObject({
      rule: 'stale number',
      found: number.text,
    });
    const gone = { ...number, reference: 'gone.all.wales.2030Q1.p50' };
    expect(lintNumbers(documentOf({ kind: 'paragraph', runs: [gone] }), before)[0]).toMatchObject({
      rule: 'lost number',
    });
  });

  it('finds a number that was typed, anywhere, with its place and how to mend it', () => {
    const book = bookOf('aaaa', 183);
    const model = documentOf(
      { kind: 'heading', level: 2, runs: ['Analysis'] },
      {
        kind: 'list',
        ordered: false,
        items: [['Fine'], ['About 180 children wait.', { kind: 'note', runs: ['Or 190.'] }]],
      },
      {
        kind: 'table',
        caption: ['T'],
        columns: [{ heading: ['A'] }],
        rows: [[['17']], [[{ kind: 'text', text: '0.35', from: 'assumptions.csv' }]]],
      },
    );
    const found = lintNumbers(model, book);
    expect(found.map((p) => `${p.where}: ${p.found}`)).toEqual([
      'section "Analysis", list 1, item 2: 180',
      'section "Analysis", list 1, item 2, note 1: 190',
      'section "Analysis", table 1, row 1, column 1: 17',
    ]);
    expect(found[0]!.mend).toContain('{{');
  });

  it('asks for the range of a middle in its sentence, and not in a table', () => {
    const book = bookOf('aaaa', 183);
    const bare = book.number(`${WAITING}.p50`, 'en');
    expect(lintNumbers(documentOf({ kind: 'paragraph', runs: [bare] }), book)[0]).toMatchObject({
      rule: 'no range',
      mend: `Write {{${WAITING}.p50-range}}.`,
    });
    expect(
      lintNumbers(documentOf({ kind: 'paragraph', runs: [bare, ' ', book.number(`${WAITING}.range`, 'en')] }), book),
    ).toEqual([]);
    expect(
      lintNumbers(documentOf({ kind: 'table', caption: ['T'], columns: [{ heading: ['A'] }], rows: [[[bare]]] }), book),
    ).toEqual([]);
  });

  it('names a reference that leads nowhere', () => {
    const { problems, runs } = bindText('So {{gone.all.wales.2030Q1.p50}} wait', bookOf('aaaa', 1), 'en');
    expect(problems).toEqual([
      { reference: 'gone.all.wales.2030Q1.p50', problem: 'The run did not record this figure by quarter.' },
    ]);
    expect(runs.map((r) => (r.kind === 'note' ? '' : r.text)).join('')).toBe('So {{gone.all.wales.2030Q1.p50}} wait');
  });
});
