import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { translateCommand } from '../../../src/cli/translate.ts';
import { formatProblem } from '../../../src/domain/errors.ts';
import { answersCsv } from '../../../src/reporting/language/answers.ts';
import type { TranslatorAnswer } from '../../../src/reporting/language/answers.ts';
import { Messages } from '../../../src/reporting/language/messages.ts';
import { plainMessage, WELSH_PLURAL_FORMS } from '../../../src/reporting/language/plain-message.ts';
import type { Words } from '../../../src/reporting/language/words.ts';
import { entriesOf, readWords, wordsOf } from '../../../src/reporting/language/words.ts';
import { exportForTranslators, readFromTranslators } from '../../../src/reporting/translate/translate.ts';
import type { TranslationUnit } from '../../../src/reporting/translate/translation-units.ts';
import { allTexts, translationUnits } from '../../../src/reporting/translate/translation-units.ts';
import type { ReturnedRow } from '../../../src/reporting/translate/returned-row.ts';
import { takeAnswers } from '../../../src/reporting/translate/take-answers.ts';
import { ANSWER_COLUMNS } from '../../../src/reporting/translate/translator-workbook.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';

const folder = await temporaryFolder();
let count = 0;
const newPath = (name: string): string => join(folder, `${(count += 1)}-${name}`);

let shipped: Words;
let units: readonly TranslationUnit[];
let workbookFile: string;
let xliffFile: string;
let xliff: string;

beforeAll(async () => {
  shipped = await readWords();
  const made = await exportForTranslators({ out: join(folder, 'asked'), answers: newPath('none.csv') });
  units = made.units;
  [workbookFile, xliffFile] = made.files as [string, string];
  xliff = await readFile(xliffFile, 'utf8');
});

type Fill = Partial<Record<keyof typeof ANSWER_COLUMNS, string | Date | number>>;

/** A workbook as a translator sends it back, with some rows filled. Answers its path. */
async function returned(fills: Readonly<Record<string, Fill>>): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readFile(workbookFile)) as unknown as ArrayBuffer);
  const sheet = workbook.getWorksheet('To confirm')!;
  const names = Object.keys(ANSWER_COLUMNS);
  sheet.eachRow((row) => {
    const fill = fills[String(row.getCell(1).value)];
    for (const [name, value] of Object.entries(fill ?? {})) row.getCell(names.indexOf(name) + 1).value = value;
  });
  const path = newPath('back.xlsx');
  await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
  return path;
}

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await translateCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const BY = { confirmedBy: 'A. Translator', date: '2026-11-20' };

describe('what a translator is asked', () => {
  it('is every text whose Welsh is missing or not approved, once, with context and use', () => {
    const ids = units.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const missing = [...entriesOf(shipped, 'briefing')].filter(([, e]) => e.cy === undefined && e.term === undefined);
    for (const [id] of missing) expect(ids).toContain(`briefing/${id}`);
    expect(ids).toContain('term/supply');
    expect(ids).not.toContain('term/foster care');
    expect(ids).toContain('place/region/North Wales');
    expect(ids).not.toContain('place/authority/Cardiff');
    for (const unit of units) {
      expect(unit.context, unit.id).not.toBe('');
      expect(unit.used, unit.id).not.toBe('');
    }
    const forms = units.filter(({ id }) => id.startsWith('charts/foot.runs['));
    expect(forms.map(({ form }) => form)).toEqual([...WELSH_PLURAL_FORMS]);
  });

  it('shows sentences as they are printed, with places in braces, and can turn each back', () => {
    const unit = units.find(({ id }) => id === 'briefing/bottom.expected')!;
    expect(unit.english).toContain("need a children's home above");
    expect(unit.english).toContain('{number} children');
    for (const [id, entry] of entriesOf(shipped, 'briefing', 'charts'))
      if (entry.cy !== undefined) expect(() => plainMessage(entry.cy!), id).not.toThrow();
  });

  it('is XLIFF 1.2 with each place as a tag, and the same bytes again', async () => {
    expect(xliff).toContain('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">');
    expect(xliff).toMatch(/<ph id="1" ctype="x-place" equiv-text="\{area\}">\{area\}<\/ph>/);
    const again = await exportForTranslators({ out: join(folder, 'again'), answers: newPath('none.csv') });
    expect(await readFile(again.files[1]!, 'utf8')).toBe(xliff);
    expect(await readFile(again.files[0]!)).toEqual(await readFile(workbookFile));
  });
});

describe('a workbook that comes back', () => {
  it('confirms what is proposed, takes other Welsh, and leaves the rest open', async () => {
    const answers = newPath('answers.csv');
    const file = await returned({
      'term/supply': { confirmedBy: 'A. Translator', date: new Date(Date.UTC(2026, 10, 20)) },
      'term/capacity': { welsh: 'cynhwysedd', ...BY, note: 'As in TermCymru' },
      'briefing/edge.run': { welsh: 'Rhediad {runs}. Cynllun risg: {scheme}.', ...BY },
    });
    const { code, out, err } = await command('read', file, '--answers', answers);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain(`3 texts are confirmed; ${units.length - 3} are still open.`);
    const words = await readWords(answers);
    const term = (english: string): unknown => words.glossary.find((t) => t.english === english);
    expect(term('supply')).toMatchObject({
      welsh: 'cyflenwad',
      status: 'C',
      source: 'Confirmed by A. Translator, 2026-11-20',
    });
    expect(term('capacity')).toMatchObject({ welsh: 'cynhwysedd', status: 'C' });
    expect(words.answers!.byId.get('term/capacity')!.note).toBe('As in TermCymru');
    const messages = new Messages(entriesOf(words, 'briefing'), 'cy');
    // The space at the end of the English is the program's, and stays.
    expect(messages.text('edge.run', { runs: 'a', scheme: 'b' })).toBe('Rhediad a. Cynllun risg: b. ');
    expect(messages.translationNeeds()).toEqual([]);
    const asked = translationUnits(words).map(({ id }) => id);
    for (const id of ['term/supply', 'term/capacity', 'briefing/edge.run']) expect(asked).not.toContain(id);
    expect(asked.length).toBe(units.length - 3);
    // The answers outlive the next reading, and can be read twice.
    const once = await readFile(answers, 'utf8');
    await readFromTranslators(await returned({ 'term/risk owner': BY }), { answers });
    const twice = await readFile(answers, 'utf8');
    for (const line of once.trim().split('\r\n')) expect(twice).toContain(line);
    expect((await readWords(answers)).inForce.size).toBe(4);
  });

  it.each<[why: string, fills: Record<string, Fill>, message: RegExp]>([
    ['no name', { 'term/supply': { date: '2026-11-20' } }, /row 2, column Confirmed by: term\/supply: Nobody is named/],
    ['no date', { 'term/supply': { confirmedBy: 'A' } }, /column Date: term\/supply: There is no date/],
    ['a date that is none', { 'term/supply': { ...BY, date: '20/11/2026' } }, /This is no date\. Found "20\/11\/2026"/],
    ['nothing to confirm', { 'briefing/heading.risks': BY }, /heading\.risks: There is no Welsh/],
    [
      'markup',
      { 'briefing/heading.risks': { welsh: '<b>Risgiau</b>', ...BY } },
      /holds markup.*Found "<b>Risgiau<\/b>"/,
    ],
    ['an entity', { 'briefing/heading.risks': { welsh: 'Risgiau&nbsp;', ...BY } }, /holds markup/],
    ['a formula', { 'briefing/heading.risks': { welsh: '=HYPERLINK("x")', ...BY } }, /begins like a formula/],
    ['unseen signs', { 'briefing/heading.risks': { welsh: 'Risg\u202eiau', ...BY } }, /cannot be seen \(U\+202E\)/],
    ['a lost place', { 'briefing/edge.run': { welsh: 'Rhediad {runs}.', ...BY } }, /has lost \{scheme\}/],
    [
      'a renamed place',
      { 'briefing/edge.run': { welsh: 'Rhediad {rhediadau}. {scheme}', ...BY } },
      /has \{rhediadau\} where the English has \{runs\}/,
    ],
    ['an added place', { 'briefing/heading.risks': { welsh: 'Risgiau {area}', ...BY } }, /fills \{area\}/],
    ['an open brace', { 'briefing/heading.risks': { welsh: 'Risgiau {', ...BY } }, /brace that is not closed/],
    [
      'an id of nothing',
      { 'term/supply': { id: 'term/suply', ...BY } },
      /no text with this id.*Did you mean term\/supply/,
    ],
    ['an id twice', { 'term/supply': { id: 'term/capacity', ...BY } }, /The id is there twice; first in row/],
  ])('is refused with %s', (_, fills, message) => {
    const rows = Object.entries(fills).flatMap(([id, fill], i): ReturnedRow[] => {
      const { english, welsh: proposed } = units.find((unit) => unit.id === id)!;
      const given = { welsh: '', confirmedBy: '', date: '', note: '', id, ...(fill as Partial<ReturnedRow>) };
      const row = { row: i + 2, english, proposed, confirmed: true, ...given };
      // An id that stands twice has its own row before it.
      return given.id === id || id !== 'term/supply' || given.id !== 'term/capacity'
        ? [row]
        : [{ ...row, row: 9, id: 'term/capacity' }, row];
    });
    const taken = takeAnswers(
      rows,
      { file: 'back.xlsx', columns: ANSWER_COLUMNS },
      new Map(),
      allTexts(shipped),
      shipped,
    );
    const lines = 'problems' in taken ? taken.problems.map(formatProblem) : [];
    expect(lines.join('\n')).toMatch(message);
    for (const line of lines) expect(line).toMatch(/back\.xlsx, row \d+, column .* Allowed: .* Mend: /);
  });

  it('has all its faults listed, not the first alone', async () => {
    const file = await returned({
      'term/supply': { confirmedBy: 'A' },
      'term/capacity': { welsh: '<i>x</i>' },
      'briefing/heading.risks': BY,
    });
    const answers = newPath('answers.csv');
    const { code, err } = await command('read', file, '--answers', answers);
    expect(code).toBe(2);
    expect(err.split('\n').filter((line) => line.includes('Mend: '))).toHaveLength(5);
    expect(err).toContain('Nothing was changed.');
    await expect(readFile(answers)).rejects.toThrow();
  });

  it('tells of an accent in two pieces that was put together, and of names that look misspelt', async () => {
    const file = await returned({
      'place/region/North Wales': { welsh: 'Ynys Mo\u0302n', ...BY },
      'term/supply': { welsh: 'Gorffennhaf', ...BY },
    });
    const { code, out } = await command('read', file, '--answers', newPath('answers.csv'));
    expect(code).toBe(0);
    expect(out).toMatch(/Mended: row \d+\. .*used "Ynys Môn"/);
    expect(out).toContain('Look again: term/supply: "Gorffennhaf" should be "Gorffennaf".');
  });

  it('is refused where its sheet or a heading is gone, or it is older than what is kept', async () => {
    const answers = newPath('answers.csv');
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('Sheet1').addRow(['Id']);
    const path = newPath('other.xlsx');
    await writeFile(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect((await command('read', path, '--answers', answers)).err).toMatch(/The sheet of answers is missing/);
    await readFromTranslators(await returned({ 'term/supply': { welsh: 'darpariaeth', ...BY } }), { answers });
    const older = await returned({ 'term/supply': { ...BY, date: '2026-11-01' } });
    expect((await command('read', older, '--answers', answers)).err).toMatch(
      /A later answer of 2026-11-20 by A\. Translator is kept/,
    );
    const later = await returned({ 'term/supply': { ...BY, date: '2026-12-01' } });
    expect((await command('read', later, '--answers', answers)).out).toContain(
      'Changed: term/supply. "darpariaeth" is "cyflenwad" now.',
    );
  });
});

describe('an XLIFF file that comes back', () => {
  const filled = (id: string, target: string, state = 'final'): string =>
    xliff.replace(
      new RegExp(`(resname="${id.replace(/[.[\]/]/g, '\\$&')}"[\\s\\S]*?)<target[\\s\\S]*?</target>`),
      `$1<target state="${state}">${target}</target>`,
    );
  const read = async (text: string, ...more: string[]): Promise<Answer & { readonly answers: string }> => {
    const path = newPath('back.xlf');
    await writeFile(path, text);
    const answers = newPath('answers.csv');
    const args = [
      'read',
      path,
      '--answers',
      answers,
      '--confirmed-by',
      'A. Translator',
      '--date',
      '2026-11-20',
      ...more,
    ];
    return { ...(await command(...args)), answers };
  };

  it('confirms what the tool calls final, with tags in another order, moved or emptied', async () => {
    const text = filled('briefing/edge.run', 'Cynllun <ph id="2">{scheme}</ph>, <x id="1"/> &amp; mwy');
    const { code, out, err, answers } = await read(text);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('1 texts are confirmed');
    const messages = new Messages(entriesOf(await readWords(answers), 'briefing'), 'cy');
    expect(messages.text('edge.run', { runs: 'a', scheme: 'b' })).toBe('Cynllun b, a & mwy ');
  });

  it('leaves what is only translated, unless all is taken', async () => {
    const text = filled('briefing/heading.risks', 'Risgiau', 'translated');
    expect((await read(text)).out).toContain('0 texts are confirmed');
    const { out } = await read(text, '--take-all');
    expect(out).toContain(`${units.filter(({ welsh }) => welsh !== '').length + 1} texts are confirmed`);
  });

  it('round-trips every text that has Welsh', async () => {
    const { answers } = await read(xliff, '--take-all');
    const words = await readWords(answers);
    for (const { id, english, welsh } of units.filter((unit) => unit.welsh !== ''))
      expect(words.answers!.byId.get(id)).toMatchObject({ id, english, welsh });
    expect(translationUnits(words).every(({ welsh }) => welsh === '')).toBe(true);
    // The Welsh that is printed is that which was there.
    const [before, after] = [shipped, words].map((w) => entriesOf(w, 'charts'));
    for (const [id, { cy, term }] of before!)
      if (cy !== undefined && term === undefined)
        expect(plainMessage(after!.get(id)!.cy!), id).toEqual(plainMessage(cy));
  });

  it.each([
    ['<b>x</b>', 'x', 1],
    ['&lt;script&gt;', '', 0],
    ['Rhediad <ph id="1">{runs}</ph>', '', 0],
  ])('has no markup and no lost place: %s', async (target, welsh, confirmed) => {
    const id = target.includes('ph id') ? 'briefing/edge.run' : 'briefing/heading.risks';
    const { code, answers } = await read(filled(id, target));
    expect(code).toBe(confirmed === 1 ? 0 : 2);
    if (confirmed === 1) expect((await readWords(answers)).answers!.byId.get(id)!.welsh).toBe(welsh);
  });

  it.each([
    ['<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><xliff/>', /declares a document type/],
    ['<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file>', /not XML that can be read/],
    ['<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0"></xliff>', /The file is XLIFF 2\.1\./],
    ['<html></html>', /The file is not XLIFF/],
  ])('is refused: %s', async (text, message) => {
    const { code, err } = await read(text);
    expect(err).toMatch(message);
    expect(code).toBe(2);
  });

  it('needs a name and a date', async () => {
    const { code, err } = await command('read', xliffFile, '--answers', newPath('answers.csv'), '--date', '2026-11-20');
    expect(code).toBe(2);
    expect(err).toMatch(/--confirmed-by.*does not say who confirmed/);
  });
});

describe('answers in force', () => {
  const answer = (id: string, english: string, welsh: string): TranslatorAnswer => ({
    id,
    english,
    welsh,
    confirmed_by: 'A',
    date: '2026-11-20',
  });
  const withAnswers = (...answers: TranslatorAnswer[]): Words =>
    wordsOf(shipped.glossary, shipped.places, shipped.files, {
      file: 'answers.csv',
      digest: '',
      byId: new Map(answers.map((one) => [one.id, one])),
    });

  it('change every message that is the term, and ask again for sentences that hold the old one', () => {
    const words = withAnswers(
      answer('term/scenario', 'scenario', 'sefyllfa'),
      answer(
        'briefing/table.side-by-side',
        plainMessage(entriesOf(shipped, 'briefing').get('table.side-by-side')!.en).text,
        'Tabl {n}: {share} o senario',
      ),
    );
    const messages = new Messages(entriesOf(words, 'briefing', 'charts'), 'cy');
    expect(messages.text('table.scenario')).toBe('Sefyllfa');
    expect(messages.text('record.scenario')).toBe('Sefyllfa');
    expect(messages.translationNeeds()).toEqual([]);
    // Charts and the sentence that hold "senario" wait for a translator again.
    expect(words.inForce.has('briefing/table.side-by-side')).toBe(false);
    const asked = translationUnits(words).find(({ id }) => id === 'charts/foot.digest')!;
    expect(asked.context).toContain('The term “senario” is “sefyllfa” now.');
  });

  it('lapse when the English changes, and the old Welsh is proposed again', () => {
    const words = withAnswers(answer('briefing/heading.risks', 'Risk', 'Risg'));
    expect(words.lapsed).toEqual([{ answer: answer('briefing/heading.risks', 'Risk', 'Risg'), english: 'Risks' }]);
    const messages = new Messages(entriesOf(words, 'briefing'), 'cy');
    expect(messages.text('heading.risks')).toBe('Risks');
    expect(messages.translationNeeds()).toHaveLength(1);
    expect(translationUnits(words).find(({ id }) => id === 'briefing/heading.risks')).toMatchObject({
      question: 'confirm again',
      welsh: 'Risg',
      english: 'Risks',
      context: 'The English was: Risk. Heading.',
    });
  });

  it('need all six plural forms', () => {
    const english = plainMessage(entriesOf(shipped, 'charts').get('foot.runs')!.en).plural!.forms;
    const forms = WELSH_PLURAL_FORMS.map((form) =>
      answer(`charts/foot.runs[${form}]`, form === 'one' ? english.one! : english.other!, `${form} {draws}`),
    );
    const printed = (words: Words): string[] => {
      const messages = new Messages(entriesOf(words, 'charts'), 'cy');
      return [0, 1, 2, 3, 6, 1000].map((n) => messages.text('foot.runs', { n, draws: String(n) }));
    };
    expect(printed(withAnswers(...forms))).toEqual(['zero 0', 'one 1', 'two 2', 'few 3', 'many 6', 'other 1000']);
    const five = withAnswers(...forms.slice(0, 5));
    expect(printed(five)[0]).toBe('0 rhediad');
    expect(entriesOf(five, 'charts').get('foot.runs')!.status).toBe('U');
    expect(translationUnits(five).map(({ id }) => id)).toContain('charts/foot.runs[other]');
  });

  it('are held to the same rules when a person has changed the file', async () => {
    const path = newPath('answers.csv');
    await writeFile(path, answersCsv([answer('briefing/edge.run', 'Run {runs}. Risk scheme: {scheme}.', 'Rhediad')]));
    await expect(readWords(path)).rejects.toThrow(
      /row 2, column welsh: briefing\/edge\.run: The Welsh has lost \{runs\}/,
    );
    await writeFile(path, answersCsv([answer('a', 'b', 'c')]).replace('2026-11-20', 'soon'));
    await expect(readWords(path)).rejects.toThrow(/row 2, column date/);
  });
});
