import '../../property-seed.ts';
import { IntlMessageFormat } from 'intl-messageformat';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSmallTable } from '../../../src/data/import/register/small-table.ts';
import { isIsoDate } from '../../../src/domain/calendar.ts';
import type { TranslatorAnswer } from '../../../src/reporting/language/answers.ts';
import { answersCsv, answersTable } from '../../../src/reporting/language/answers.ts';
import { icuPlural, icuText, plainMessage, WELSH_PLURAL_FORMS } from '../../../src/reporting/language/plain-message.ts';
import type { PluralForm } from '../../../src/reporting/language/plain-message.ts';
import { faultOfWelsh } from '../../../src/reporting/language/welsh-fault.ts';
import type { Words } from '../../../src/reporting/language/words.ts';
import { entriesOf, readWords, wordsOf } from '../../../src/reporting/language/words.ts';
import { readXliff } from '../../../src/reporting/translate/read-xliff.ts';
import { takeAnswers } from '../../../src/reporting/translate/take-answers.ts';
import { allTexts, translationUnits } from '../../../src/reporting/translate/translation-units.ts';
import { xliffText } from '../../../src/reporting/translate/xliff.ts';

/** Mutants; MARKET_STABILITY_MUTANTS asks for thousands. */
const MUTANTS = Number(process.env['MARKET_STABILITY_MUTANTS'] ?? 60);

let shipped: Words;
let english: ReadonlyMap<string, string>;
let xliff: string;
beforeAll(async () => {
  shipped = await readWords();
  english = allTexts(shipped);
  // A few texts of each kind: with places, with plural forms, a term, a name.
  const some = /^(term\/(supply|capacity)|place\/region\/West|briefing\/(edge|bottom|table\.t)|charts\/foot)/;
  xliff = xliffText(
    translationUnits(shipped)
      .filter(({ id }) => some.test(id))
      .map((unit) => (unit.welsh === '' ? { ...unit, welsh: `Cymraeg ${unit.english}` } : unit)),
    '0',
  );
});

function below(seed: number): (n: number) => number {
  let state = (seed + 1) * 2654435761;
  return (n) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % n;
  };
}

/** A mutant of a text: pieces between marks are cut, doubled, changed over or made something odd. */
function mutant(text: string, seed: number): string {
  const pick = below(seed);
  const parts = text.split(/(?<=[>{}"\n,])/);
  const odd = [
    '',
    '<b>',
    '{',
    '}',
    '{x}',
    '&#x202e;',
    '<ph id="9"/>',
    '=1',
    '</target>',
    '&amp;lt;',
    '\u0000',
    'x'.repeat(5000),
    '{n, plural, other {a}}',
  ];
  for (let i = 0; i <= pick(3); i++) {
    const [at, other] = [pick(parts.length), pick(parts.length)];
    const way = pick(4);
    if (way === 0) parts.splice(at, 1 + pick(3));
    else if (way === 1) parts.splice(at, 0, parts[at] ?? '');
    else if (way === 2) [parts[at], parts[other]] = [parts[other]!, parts[at]!];
    else parts[at] = odd[pick(odd.length)]! + parts[at]!;
  }
  return parts.join('');
}

/** What holds of answers that were taken: each has its id, name and date, and a text that every document can print. */
function expectSound(answers: readonly TranslatorAnswer[]): void {
  for (const { id, english: about, welsh, confirmed_by, date } of answers) {
    if (!english.has(id)) throw new Error(`there is no ${id}`);
    expect(confirmed_by).not.toBe('');
    expect(isIsoDate(date)).toBe(true);
    expect(faultOfWelsh(welsh, about)).toBeUndefined();
  }
  const byId = new Map(answers.map((one) => [one.id, one]));
  const words = wordsOf(shipped.glossary, shipped.places, shipped.files, { file: 'a', digest: '', byId });
  for (const [id, { en, cy }] of entriesOf(words, 'briefing', 'charts')) {
    if (cy === undefined) continue;
    const places = [...en.matchAll(/\{([a-z]+)\}/gi)].map((match) => match[1]!);
    const values = Object.fromEntries(places.map((name) => [name, `<${name}>`]));
    const printed = String(
      new IntlMessageFormat(cy, 'cy-GB', undefined, { ignoreTag: true }).format({ n: 3, ...values }),
    );
    for (const name of places) expect(printed, id).toContain(`<${name}>`);
  }
}

describe('hostile answers', () => {
  it('in XLIFF are refused in words, or every document can print them', () => {
    let [refused, taken] = [0, 0];
    for (let i = 0; i < MUTANTS; i++) {
      const by = { confirmedBy: 'A', date: '2026-11-20', takeAll: true };
      const rows = readXliff(mutant(xliff, i), 'a.xlf', by);
      const columns = { id: 'id', welsh: 'target', confirmedBy: 'by', date: 'date' };
      const found = Array.isArray(rows)
        ? takeAnswers(rows as never, { file: 'a.xlf', columns }, new Map(), english, shipped)
        : { problems: [rows] };
      if ('problems' in found) refused++;
      else {
        taken++;
        // Printing every message takes longest: each tenth of those that were taken.
        if (taken % 10 === 1) expectSound(found.answers);
        else for (const { welsh, english: about } of found.answers) expect(faultOfWelsh(welsh, about)).toBeUndefined();
      }
    }
    expect(refused).toBeGreaterThan(MUTANTS / 20);
    expect(taken).toBeGreaterThan(0);
  });

  it('in the file that is kept are refused in words, or have all that they must', () => {
    const rows = [...english]
      .slice(0, 40)
      .map(([id, about]) => ({ id, english: about, welsh: `Cymraeg ${about}`, confirmed_by: 'A', date: '2026-11-20' }));
    const csv = answersCsv(rows);
    let refused = 0;
    for (let i = 0; i < MUTANTS; i++) {
      const read = readSmallTable(new TextEncoder().encode(mutant(csv, i)), 'a.csv', answersTable);
      if (!read.ok) {
        refused++;
        for (const problem of read.problems) expect(problem.mend).not.toBe('');
      } else
        for (const { confirmed_by, date } of read.value)
          expect([confirmed_by !== '', isIsoDate(date)]).toEqual([true, true]);
    }
    expect(refused).toBeGreaterThan(MUTANTS / 20);
  });
});

describe('a text of a translator', () => {
  const words = fc.string({
    unit: fc.constantFrom('a', 'ŵ', "'", '#', '<', '|', ' ', '&', '\\', '’', '0'),
    maxLength: 12,
  });
  const plain = fc
    .array(fc.oneof(words, fc.constantFrom('{area}', '{n}')), { maxLength: 6 })
    .map((parts) => parts.join(''));
  const filled = (text: string): string => text.replaceAll('{area}', 'Conwy').replaceAll('{n}', '5');
  const print = (icu: string): string =>
    String(
      new IntlMessageFormat(icu, 'cy-GB', undefined, { ignoreTag: true }).format({ area: 'Conwy', n: '5', count: 3 }),
    );

  it('is printed as it was written, whatever signs it holds', () => {
    fc.assert(
      fc.property(plain, (text) => {
        expect(print(icuText(text))).toBe(filled(text));
        if (text !== '') expect(plainMessage(icuText(text)).text).toBe(text);
      }),
    );
  });

  it('is printed as it was written in each plural form', () => {
    fc.assert(
      fc.property(fc.array(plain, { minLength: 6, maxLength: 6 }), (texts) => {
        const forms = Object.fromEntries(WELSH_PLURAL_FORMS.map((form, i) => [form, texts[i]!])) as Record<
          PluralForm,
          string
        >;
        const icu = icuPlural('count', forms);
        expect(print(icu)).toBe(filled(forms.few));
        expect(plainMessage(icu).plural!.forms).toEqual(forms);
      }),
    );
  });
});
