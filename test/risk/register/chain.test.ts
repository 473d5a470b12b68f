import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { shippedEvents } from '../../../src/risk/events/read-events.ts';
import { levelsText, levelValue, levelWords } from '../../../src/risk/register/level-words.ts';
import { newRegister, publishRegister } from '../../../src/risk/register/new-register.ts';
import { scoreRowsCsv } from '../../../src/risk/register/score-file.ts';
import { readScoreHistory } from '../../../src/risk/register/score-history.ts';
import { readRegister } from '../../../src/risk/register/settle.ts';
import { splitRegister } from '../../../src/risk/register/split-register.ts';
import { updateRegister } from '../../../src/risk/register/update-register.ts';
import { readWorkstreams } from '../../../src/risk/register/workstreams.ts';
import { heightOf } from '../../../src/risk/register/workbook-writer.ts';
import { CONDENSED_COLUMNS } from '../../../src/risk/register/condensed.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { scoreRow } from './made-up-scores.ts';

const folder = await temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
/** Scores as `risk score` writes them: identifiers of events without a digit, and levels with their name and word. */
const real = { likelihood_label: '4 Likely', impact_label: '5 Severe', scheme: 'ons-2026 1', workstream: 'ws-1-4' };

async function sheetsOf(file: string): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook;
}
const identifiers = (sheet: ExcelJS.Worksheet | undefined): string[] => {
  const table = sheet!.getColumn(1).values.map(String);
  return table.slice(table.indexOf('Risk ID') + 1);
};

describe('the chain from scores to the register', () => {
  const letters = (i: number): string => String.fromCharCode(97 + Math.floor(i / 26), 97 + (i % 26));
  const many = Array.from({ length: 32 }, (_, i) =>
    scoreRow({ ...real, risk_id: `homes-${letters(i)}`, score: 20, expected_loss: 100 - i }),
  );
  const issue = scoreRow({
    ...real,
    risk_id: 'certain',
    issue: 'yes',
    hits: 9_990,
    probability: 0.999,
    likelihood_label: 'Issue',
    band: '',
    ...{ likelihood_level: undefined, score: undefined },
  });
  beforeAll(async () => {
    await writeFile(at('scores.csv'), scoreRowsCsv([...many, issue]));
    await newRegister({ scores: at('scores.csv'), date: '2026-11-22', tolerance: 12, out: at('new') });
  });

  it('finds risks whose identifiers have no digit in the register that it made', async () => {
    const { register } = await readRegister(at('new', 'register.xlsx'));
    expect([...register.rows.keys()]).toEqual(many.map(({ risk_id }) => risk_id));
    const published = await publishRegister({ register: at('new', 'register.xlsx'), out: at('published') });
    expect([published.risks, published.issues]).toEqual([32, 1]);
    const packs = await splitRegister({ register: at('new', 'register.xlsx'), date: '2026-11-22', out: at('packs') });
    expect(packs.map(({ workstream, risks }) => [workstream, risks])).toEqual([['Workstreams 1 and 4 merged', 32]]);
  });

  it('fits one page for the Board that can be read, and says where the others stand', async () => {
    const workbook = await sheetsOf(at('new', 'condensed.xlsx'));
    const first = workbook.getWorksheet('Condensed register')!;
    expect(first.pageSetup).toMatchObject({ fitToWidth: 1, fitToHeight: 1, orientation: 'landscape' });
    // A4 landscape is 842 by 595 points; a character is 5.25 points and its padding 3.75. 10 points shrink to 7 at least.
    const width = CONDENSED_COLUMNS.reduce((sum, column) => sum + 5.25 * column.width + 3.75, 0);
    let height = 0;
    first.eachRow((row) => (height += row.height || 13.5));
    const shrunk = Math.min(1, (842 - 0.6 * 72) / width, (595 - 1.2 * 72) / height);
    expect(10 * shrunk).toBeGreaterThan(6.9);
    const [shown, more] = [identifiers(first), identifiers(workbook.getWorksheet('More risks'))];
    expect(shown.length).toBeGreaterThan(7);
    expect([...shown, ...more]).toEqual(many.map(({ risk_id }) => risk_id));
    expect(String(first.getCell('A4').value)).toContain(
      `The first ${shown.length} stand here, the other ${more.length}`,
    );
    expect(heightOf(['word '.repeat(40)], [{ header: '', width: 20 }])).toBeGreaterThan(13.5 * 8);
  });

  it('keeps an issue out of the risks from the score to the page, and leaves its row alone in an update', async () => {
    const condensed = await sheetsOf(at('new', 'condensed.xlsx'));
    expect(identifiers(condensed.getWorksheet('Issues'))).toEqual(['certain']);
    const now = [...many.slice(1), { ...issue, risk_id: many[0]!.risk_id }];
    await writeFile(at('later.csv'), scoreRowsCsv(now));
    const from = { register: at('new', 'register.xlsx'), scores: at('later.csv'), out: at('later') };
    const { proposed, notices } = await updateRegister(from);
    expect([proposed, notices[0]]).toEqual([0, expect.stringContaining('homes-aa happens in over 99 % of draws')]);
    await writeFile(at('again.csv'), scoreRowsCsv([...many, issue]));
    const again = await updateRegister({ ...from, scores: at('again.csv'), out: at('again'), append: true });
    expect(again.proposed).toBe(0);
    expect(again.notices).toContain('certain stands on the sheet “Issues” and not in the register. It is left alone.');
  });

  it('writes the name of a level and its word once, also where the register has both', async () => {
    const row = {
      ...real,
      risk_id: 'homes-aa',
      likelihood_level: 3,
      likelihood_label: '3 Possible, could be 2 Unlikely',
    };
    await writeFile(at('words.csv'), scoreRowsCsv([scoreRow(row)]));
    const book = await sheetsOf(at('new', 'register.xlsx'));
    const sheet = book.getWorksheet('Register')!;
    const headers = (sheet.getRow(4).values as string[]).map(String);
    sheet.getCell(5, headers.indexOf('Current likelihood')).value = '4 - Likely';
    await book.xlsx.writeFile(at('worded.xlsx'));
    await updateRegister({ register: at('worded.xlsx'), scores: at('words.csv'), out: at('worded') });
    const list = await readFile(at('worded', 'changes.csv'), 'utf8');
    expect(list).toContain('homes-aa,Current likelihood,4 - Likely,3 - Possible,');
  });

  it('writes the history where the day is given, behind the one before', async () => {
    await writeFile(
      at('moved.csv'),
      scoreRowsCsv([scoreRow({ ...real, risk_id: 'homes-aa', score: 15, run_id: 'b'.repeat(16) })]),
    );
    const from = {
      register: at('new', 'register.xlsx'),
      scores: at('moved.csv'),
      date: '2027-01-10',
      history: at('new', 'risk-history.csv'),
    };
    const dry = await updateRegister({ ...from, out: at('moved') });
    expect(dry.files.some((file) => file.endsWith('risk-history.csv'))).toBe(false);
    await updateRegister({ ...from, apply: at('moved', 'changes.csv'), out: at('moved') });
    const history = await readScoreHistory(at('moved', 'risk-history.csv'));
    expect(history.filter(({ risk_id }) => risk_id === 'homes-aa').map(({ date, score }) => [date, score])).toEqual([
      ['2026-11-22', '20'],
      ['2027-01-10', '15'],
    ]);
    expect(history).toHaveLength(34);
  });
});

describe('levels', () => {
  it('have the name that their scheme gives them, not their place in it', () => {
    expect(levelValue('1 Major', 4)).toEqual({ kind: 'number', number: 1 });
    expect(levelValue('C Possible', 3)).toEqual({ kind: 'text', text: 'C' });
    expect(levelValue('Likely', 4)).toEqual({ kind: 'number', number: 4 });
    expect(levelsText('C Possible, could be D Unlikely', 3, 2)).toBe('C, could be D');
    expect(levelsText('5 Certain, could be an issue', 5, undefined)).toBe('5, could be an issue');
    expect(levelsText('Likely', 4, 3)).toBe('4, could be 3');
    expect(levelWords('5 Over 25 %', 5).own).toEqual({ name: '5', word: 'Over 25 %' });
  });

  it('that a register takes are those of the scheme', async () => {
    const lettered = {
      scheme: 'lettered-4x5 1',
      likelihood_label: 'B Likely',
      impact_label: '1 Major',
      impact_level: 4,
    };
    await writeFile(
      at('lettered.csv'),
      scoreRowsCsv([
        scoreRow({ risk_id: 'R-01', state: 'inherent', ...lettered }),
        scoreRow({ risk_id: 'R-01', ...lettered }),
      ]),
    );
    await newRegister({ scores: at('lettered.csv'), date: '2026-11-22', out: at('lettered') });
    const sheet = (await sheetsOf(at('lettered', 'register.xlsx'))).getWorksheet('Register')!;
    const headers = (sheet.getRow(4).values as string[]).map(String);
    const cell = (header: string): ExcelJS.Cell => sheet.getCell(5, headers.indexOf(header));
    expect([cell('Current likelihood').value, cell('Current impact').value]).toEqual(['B', 1]);
    expect(cell('Inherent likelihood').dataValidation).toMatchObject({ type: 'list', formulae: ['"E,D,C,B,A"'] });
    expect(cell('Current impact').dataValidation).toMatchObject({ type: 'whole', formulae: [1, 4] });
  });
});

describe('the shipped events', () => {
  it('are held by workstreams of the shipped file', async () => {
    const known = (await readWorkstreams()).map(({ id }) => id);
    const named = [...(await readFile(shippedEvents(), 'utf8')).matchAll(/^ {4}workstream: (.+)$/gm)].map((m) => m[1]!);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });
});
