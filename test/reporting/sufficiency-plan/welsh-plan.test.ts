import { describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/reporting/document/check-document.ts';
import type { DocumentModel } from '../../../src/reporting/document/model.ts';
import { linesOf, plainText } from '../../../src/reporting/document/runs.ts';
import { plainMessage } from '../../../src/reporting/language/plain-message.ts';
import { Messages } from '../../../src/reporting/language/messages.ts';
import { entriesOf, readWords, wordsOf } from '../../../src/reporting/language/words.ts';
import type { Words } from '../../../src/reporting/language/words.ts';
import type { LookBack } from '../../../src/reporting/sufficiency-plan/look-back.ts';
import { planContents } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import { planDocument } from '../../../src/reporting/sufficiency-plan/plan-document.ts';
import { planLines } from '../../../src/reporting/sufficiency-plan/plan-lines.ts';
import { LEVER_WORDS } from '../../../src/reporting/sufficiency-plan/plan-steps.ts';
import { readPlanTemplate } from '../../../src/reporting/sufficiency-plan/plan-template.ts';
import { READING_WORDS } from '../../../src/reporting/sufficiency-plan/plan-words.ts';
import { planYear } from '../../../src/reporting/sufficiency-plan/plan-year.ts';
import { welshPlan } from '../../../src/reporting/sufficiency-plan/welsh-plan.ts';
import { translationUnits } from '../../../src/reporting/translate/translation-units.ts';
import { madeUpInputs, madeUpManifest, madeUpRows, madeUpSource } from './made-up-run.ts';

const words = await readWords();
const template = await readPlanTemplate();
const manifest = madeUpManifest({ draws: 20, warnings: ['Some children found no place.'] });
const contents = planContents(madeUpSource({ manifest }), 'A1', planYear(2028));
const scored = { central: 4, low80: 2, high80: 8, low90: 1, high90: 9, difference: 2 } as const;
const lookBack: LookBack = {
  areaCode: 'A1',
  year: '2027-28',
  runId: 'r1',
  scenario: 'made-up',
  rows: [
    {
      ...scored,
      line: 'd.statutory-all.year',
      figure: 'All services',
      actual: 6,
      inside80: true,
      inside90: true,
      reading: 'inside the range of 8 of 10 runs',
      status: 'estimated',
    },
  ],
  withoutEstimate: [],
};
const english = planDocument(contents, template, { lookBack });
const welsh = await welshPlan(contents, template, words, 'A1-2027-28', { lookBack });

/** Figures of the made-up run, moved to another year. */
const rowsOf = (ending: number): ReturnType<typeof madeUpRows> =>
  madeUpRows().map((row) => ({
    ...row,
    date: `${Number(row.date.slice(0, 4)) + ending - 2028}${row.date.slice(4)}` as typeof row.date,
  }));
const inEnglish = (document: DocumentModel): string[] =>
  linesOf(document).flatMap(({ runs }) =>
    runs.flatMap((r) => (r.kind === 'text' && r.language === 'en' ? [r.text] : [])),
  );
const tablesOf = ({ blocks }: DocumentModel): string[][][] =>
  blocks.flatMap((b) => (b.kind === 'table' ? [b.rows.map((row) => row.map((cell) => plainText(cell)))] : []));

describe('the words of a plan', () => {
  const sections = template.sections.flatMap((s) => [s.heading, ...s.text, ...s.to_write]);
  it.each([
    ['label', planLines().map((line) => line.label)],
    ['part', planLines().map((line) => line.part)],
    ['layout', [template.title, template.lead, ...sections]],
    ['word', READING_WORDS.map(([word]) => word)],
    ['meaning', READING_WORDS.map(([, meaning]) => meaning)],
    ['lever', Object.values(LEVER_WORDS)],
  ])('%s: each text of the plan has a message with its English and Welsh, and each message a text', (kind, texts) => {
    const entries = [...words.files.get('plan')!].filter(([id]) => id.startsWith(`${kind}.`));
    const own = entries.map(([, entry]) => plainMessage(entry.en).text);
    expect(own.sort()).toEqual([...new Set(texts)].sort());
    for (const [id, { cy, status }] of entries) expect([cy === undefined, status], id).toEqual([false, status ?? 'U']);
  });

  it('have the English that the English paper prints: with it in place of the Welsh, the papers differ in names of months alone', () => {
    const mirrored = new Map(
      [...entriesOf(words, 'plan', 'charts')].map(([id, { en }]) => [id, { en, cy: en, status: 'C' as const }]),
    );
    const inputs = madeUpSource().inputs;
    const areas = inputs.areas.map((area) => ({ ...area, name_cy: area.name_en }));
    for (const [approval, ending] of [
      ['2030-04-01', 2028],
      ['2028-10-01', 2029],
      ['2027-10-01', 2029],
    ] as const) {
      const own = { ...madeUpInputs(approval), areas };
      const one = planContents(madeUpSource({ manifest, inputs: own }, rowsOf(ending)), 'A1', planYear(ending));
      const [a, b] = [{ messages: new Messages(mirrored, 'cy'), places: [] }, undefined].map((language) =>
        linesOf(planDocument(one, template, { lookBack, ...(language === undefined ? {} : { words: language }) })),
      );
      const textOf = (lines: ReturnType<typeof linesOf>): string =>
        lines.map(({ where, runs }) => `${where}: ${plainText(runs)}`).join('\n');
      const months = words.glossary.filter(({ source }) => source.startsWith('Unicode CLDR'));
      const inEnglishMonths = months.reduce(
        (text, month) => text.replaceAll(` ${month.welsh} `, ` ${month.english} `),
        textOf(a!),
      );
      expect(inEnglishMonths).toBe(textOf(b!));
    }
  });

  it('are offered to translators, each with where it is used', () => {
    const asked = translationUnits(words).find(({ id }) => id === 'plan/label.households')!;
    expect(asked).toMatchObject({ question: 'confirm', used: 'sufficiency plan, label.households' });
  });
});

describe('the paper of a plan in Welsh', () => {
  const { document } = welsh;

  it('is sound, in Welsh, and holds the numbers of the English one in the same cells', () => {
    expect(checkDocument(document)).toEqual([]);
    expect(document).toMatchObject({ language: 'cy', title: 'Cynllun digonolrwydd blynyddol 2027-28: Ynys Dŵr' });
    const digits = (tables: string[][][]): string[][][] =>
      tables.map((rows) => rows.map((row) => row.slice(1).map((cell) => cell.replace(/[^\d,%£+()]+/g, ' ').trim())));
    expect(digits(tablesOf(document))).toEqual(digits(tablesOf(english)));
    const text = JSON.stringify(document);
    for (const part of ['31 Mawrth 2028', '1 Ebrill 2030, ar ôl y flwyddyn 2027-28', '12 o aelwydydd', '4 o leoedd'])
      expect(text.replaceAll(' ', ' '), part).toContain(part);
  });

  it('marks as English what is in English only: a warning of the run, its scenario, what a lever holds', () => {
    expect([...new Set(inEnglish(document))].sort()).toEqual([
      ' (entries factor 0.9)',
      ' (months 24)',
      'Made up',
      'Some children found no place.',
    ]);
    expect(inEnglish(english)).toEqual([]);
  });

  it('says that its Welsh is not confirmed, and lists it', async () => {
    expect(plainText(document.draft!)).toContain('nid yw cyfieithydd wedi cadarnhau');
    const own = { ...template, sections: [{ ...template.sections[0]!, heading: 'Words of {authority}' }] };
    const other = await welshPlan(contents, own, words, 'A1');
    expect(inEnglish(other.document)).toContain('Words of Isle of Sand');
    const list = new TextDecoder().decode(other.files.at(-1)!.bytes);
    expect(list).toContain('translate,Words of Isle of Sand,,missing');
    expect(list).toContain('Some children found no place.');
  });

  it('prints what a translator has confirmed, and no mark once all is confirmed', async () => {
    const answered = (ids?: readonly string[]): Words => {
      const units = translationUnits(words).filter(({ id }) => ids?.includes(id) !== false);
      const by = { confirmed_by: 'A', date: '2026-11-20' } as const;
      const byId = new Map(
        units.map(({ id, english, welsh }) => [
          id,
          { ...by, id, english, welsh: ids ? `${welsh} CADARN` : welsh || english },
        ]),
      );
      return wordsOf(words.glossary, words.places, words.files, { file: 'a', digest: '', byId });
    };
    const one = await welshPlan(contents, template, answered(['plan/label.households']), 'A1', { lookBack });
    expect(JSON.stringify(one.document)).toContain('Aelwydydd maethu cymeradwy, pob sector CADARN');
    expect(one.toConfirm).toBe(welsh.toConfirm - 1);
    const quiet = { ...contents, warnings: contents.warnings.slice(0, 1) };
    const all = await welshPlan(quiet, template, answered(), 'A1', { lookBack });
    expect([all.toConfirm, all.files.map(({ name }) => name)]).toEqual([0, ['A1-cy.docx', 'A1-cy.html']]);
    expect(plainText(all.document.draft!)).not.toContain('cyfieithydd');
  });
});
