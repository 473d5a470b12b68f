import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedDataSet } from '../../../src/data/shipped.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import { checkWelsh } from '../../../src/reporting/language/check-welsh.ts';
import type { WelshRules } from '../../../src/reporting/language/check-welsh.ts';
import {
  dateIn,
  listIn,
  millionsIn,
  monthIn,
  numberIn,
  poundsIn,
  shareIn,
  sortedIn,
} from '../../../src/reporting/language/format.ts';
import { readGlossary, readPlaceNames, termOf } from '../../../src/reporting/language/glossary.ts';
import { Messages } from '../../../src/reporting/language/messages.ts';
import type { MessageEntry } from '../../../src/reporting/language/messages.ts';
import { formsOf } from '../../../src/reporting/language/mutations.ts';

let rules: WelshRules;
beforeAll(async () => {
  rules = { glossary: await readGlossary(), places: await readPlaceNames() };
});

describe('dates, money and order by CLDR', () => {
  it('has Welsh months, and pounds, millions and shares', () => {
    expect(dateIn('cy', '2030-07-01')).toBe('1 Gorffennaf 2030');
    expect(dateIn('en', '2030-07-01')).toBe('1 July 2030');
    expect(monthIn('cy', '2030-04-01')).toBe('Ebrill 2030');
    expect([numberIn('cy', 1068), shareIn('cy', 0.31), poundsIn('cy', 4857), poundsIn('en', -3)]).toEqual([
      '1,068',
      '31%',
      '£4,857',
      '-£3',
    ]);
    expect([millionsIn('en', 12.5, 1), millionsIn('cy', 1250)]).toEqual(['£12.5m', '£1,250M']);
    expect(numberIn('en', -0.2)).toBe('0');
    expect(listIn('en', ['a', 'b', 'c'])).toBe('a, b and c');
    // CLDR has "a(c)"; a paper has one of the two.
    expect(listIn('cy', ['Powys', 'Gwent'])).toBe('Powys a Gwent');
    expect(listIn('cy', ['Conwy', 'Gwynedd', '“Ynys Môn”'])).toBe('Conwy, Gwynedd, ac “Ynys Môn”');
  });

  it('sorts Welsh names by the Welsh alphabet', () => {
    const names = ['Chwilog', 'Conwy', 'Llanelli', 'Lampeter', 'Rhyl', 'Ruthin'];
    expect(sortedIn('cy', names, (n) => n)).toEqual(['Conwy', 'Chwilog', 'Lampeter', 'Llanelli', 'Ruthin', 'Rhyl']);
    expect(sortedIn('en', names, (n) => n)).toEqual(['Chwilog', 'Conwy', 'Lampeter', 'Llanelli', 'Rhyl', 'Ruthin']);
  });
});

describe('the glossary', () => {
  it('gives a status to every term, and a source to each that was seen', () => {
    expect(rules.glossary.length).toBeGreaterThan(90);
    for (const term of rules.glossary) expect(term.status !== 'V' || term.source !== '', term.english).toBe(true);
    expect(termOf(rules.glossary, 'Foster care').welsh).toBe('gofal maeth');
    expect(() => termOf(rules.glossary, 'made up')).toThrow('the glossary has no "made up"');
  });

  it('has the months that CLDR has', () => {
    const months = Array.from({ length: 12 }, (_, i) => `2030-${String(i + 1).padStart(2, '0')}-01`);
    for (const month of months) {
      const [english, welsh] = [monthIn('en', month), monthIn('cy', month)].map((text) => text.split(' ')[0]!);
      expect(termOf(rules.glossary, english!).welsh).toBe(welsh);
    }
  });

  it('spells places as the data set does', async () => {
    const { areas } = orThrow(await loadShippedDataSet());
    const authorities = areas.filter((a) => a.level === 'authority').map((a) => `${a.name_en}: ${a.name_cy}`);
    const listed = rules.places.filter((p) => p.kind === 'authority').map((p) => `${p.name_en}: ${p.name_cy}`);
    expect([...authorities].sort()).toEqual([...listed].sort());
  });
});

describe('a Welsh text', () => {
  const spelling = (text: string): string[] =>
    checkWelsh(text, rules).flatMap((p) => (p.kind === 'spelling' ? [`${p.found} -> ${p.right}`] : []));

  it.each([
    'Gorffennaf',
    'Ynys Môn',
    '1 Gorffennaf 2030 yn Ynys Môn',
    'o Gasnewydd',
    'yng Nghaerdydd',
    'mae plant ym Mhowys',
    'Sir y Fflint a Sir Gaerfyrddin',
    'mis Mai; mae',
  ])('passes: %s', (text) => {
    expect(spelling(text)).toEqual([]);
  });

  it.each([
    ['Gorffennhaf', 'Gorffennaf'],
    ['Ynys Mon', 'Ynys Môn'],
    ['Ionwar', 'Ionawr'],
    ['Sir Gaerfyddin', 'Sir Gaerfyrddin'],
    ['Sir Y Fflint', 'Sir y Fflint'],
    ['Caerdyd', 'Caerdydd'],
    ['ynys môn', 'Ynys Môn'],
  ])('fails: %s', (text, right) => {
    expect(spelling(`Adroddiad ${text} 2030`)).toEqual([`${text} -> ${right}`]);
  });

  it('names every term that nobody has approved, also changed at its beginning', () => {
    const terms = (text: string): string[] =>
      checkWelsh(text, rules).flatMap((p) => (p.kind === 'term' ? [p.right] : []));
    expect(terms("plant sy'n derbyn gofal; galw; lleoedd gwag")).toEqual([]);
    expect(terms('galw a chyflenwad, gapasiti')).toEqual(['capacity', 'supply']);
    expect(terms('papur briffio')).toEqual(['briefing paper']);
    expect(terms('capasitiau')).toEqual([]);
  });

  it('knows words by their changed beginnings', () => {
    expect(formsOf('Caerdydd')).toEqual(['caerdydd', 'gaerdydd', 'nghaerdydd', 'chaerdydd']);
    expect(formsOf('Gwynedd')).toEqual(['gwynedd', 'wynedd', 'ngwynedd']);
    expect(formsOf('Llywodraeth')).toEqual(['llywodraeth', 'lywodraeth']);
  });
});

describe('messages', () => {
  const plural = '{n, plural, zero {sero} one {un} two {dau} few {ychydig} many {llawer} other {arall}}';
  const entries = new Map<string, MessageEntry>([
    [
      'count',
      { en: '{n, plural, one {{number} child} other {{number} children}} in {place}', cy: plural, status: 'V' },
    ],
    ['english-only', { en: 'Look at <b>{place}</b>' }],
    ['composed', { en: 'Supply', cy: 'Cyflenwad', status: 'U' }],
  ]);

  it('chooses the plural form, and keeps a bound number bound', () => {
    const number = { kind: 'number', text: '1', reference: 'a.b.c.2030-03-31.p50', run_id: 'r' } as const;
    const english = new Messages(entries, 'en');
    expect(english.runs('count', { n: 1, number, place: '<i>Cardiff</i>' })).toEqual([
      number,
      { kind: 'text', text: ' child in <i>Cardiff</i>' },
    ]);
    expect(english.text('count', { n: 2, number, place: 'Cardiff' })).toBe('1 children in Cardiff');
    const welsh = new Messages(entries, 'cy');
    const forms = [0, 1, 2, 3, 4, 6].map((n) => welsh.text('count', { n, number, place: 'x' }));
    expect(forms).toEqual(['sero', 'un', 'dau', 'ychydig', 'arall', 'llawer']);
  });

  it('leaves English where there is no Welsh, says so in its language, and lists it', () => {
    const welsh = new Messages(entries, 'cy');
    expect(welsh.runs('english-only', { place: 'Cardiff' })).toEqual([
      { kind: 'text', text: 'Look at <b>Cardiff</b>', language: 'en' },
    ]);
    welsh.runs('composed');
    welsh.runs('count', { n: 1, number: 'x', place: 'y' });
    expect(welsh.translationNeeds().map(({ id, status }) => [id, status])).toEqual([
      ['english-only', 'missing'],
      ['composed', 'U'],
    ]);
    const english = new Messages(entries, 'en');
    english.runs('composed');
    expect(english.translationNeeds()).toEqual([]);
    expect(() => english.runs('nothing')).toThrow('there is no message "nothing"');
  });
});
