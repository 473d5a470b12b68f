import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { riskNewCommand } from '../../../src/cli/risk-new.ts';
import { riskPublishCommand } from '../../../src/cli/risk-publish.ts';
import { accessibilityFailures } from '../../../src/risk/register/accessible.ts';
import { scoreRowsCsv } from '../../../src/risk/register/score-file.ts';
import { updateRegister } from '../../../src/risk/register/update-register.ts';
import type { RiskState, ScoreKind } from '../../../src/risk/score-row.ts';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { shownValue } from '../../../src/risk/workbook/values.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { excelLike } from '../workbook/excel-like.ts';
import { scoreRow } from './made-up-scores.ts';

const folder = await temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);
const silent = { out: (): void => undefined, err: (): void => undefined };
const states = (risk_id: string, score: number, more: object = {}): ReturnType<typeof scoreRow>[] =>
  (['inherent', 'current', 'target'] as RiskState[]).map((state, i) =>
    scoreRow({ risk_id, state, score: score - 2 * i + 2, ...more }),
  );
const agreed = (risk_id: string, score: number): ReturnType<typeof scoreRow> =>
  scoreRow({
    risk_id,
    kind: 'agreed' as ScoreKind,
    score,
    who: 'Board',
    when: '2026-11-20',
    reason: 'precaution',
    words: 'One owner has a third of the places.',
  });
const rows = (bytes: Uint8Array, sheet: string): string[][] => {
  const { cells, tables } = openPackage(bytes, 'r').sheets.find(({ name }) => name === sheet)!;
  const { top, bottom, right } = tables[0]!.range;
  return Array.from({ length: bottom - top + 1 }, (_, r) =>
    Array.from({ length: right }, (_, c) => {
      const cell = cells.cells.get(top + r)?.get(c + 1);
      return cell === undefined ? '' : shownValue(cell.value);
    }),
  );
};
const column = (table: string[][], header: string): string[] =>
  table.slice(1).map((row) => row[table[0]!.indexOf(header)]!);

describe('a new register', () => {
  const first = [
    ...states('R-01', 12),
    ...states('R-02', 8),
    ...states('R-03', 16, { expected_loss: 90 }),
    ...states('R-04', 16),
  ];
  const second = [
    ...[...states('R-01', 12), agreed('R-01', 20)],
    ...states('R-02', 8),
    ...states('R-03', 12, { expected_loss: 90 }),
    ...states('R-04', 16, { likelihood_level: 3, other_likelihood_level: 2, firmness: 0.7 }),
    ...states('R-05', 4, { title: '=HYPERLINK("x")' }),
    ...states('R-06', 25, { issue: 'yes', probability: 0.999 }),
  ];
  const codes: number[] = [];
  beforeAll(async () => {
    await writeFile(at('first.csv'), scoreRowsCsv(first));
    await writeFile(at('second.csv'), scoreRowsCsv(second));
    codes.push(await riskNewCommand([at('first.csv'), '--date', '2026-08-20', '--out', at('one')], silent));
    codes.push(
      await riskNewCommand(
        [
          at('second.csv'),
          '--date',
          '2026-11-22',
          '--history',
          at('one', 'risk-history.csv'),
          '--tolerance',
          '15',
          '--out',
          at('two'),
        ],
        silent,
      ),
    );
    codes.push(
      await riskPublishCommand([at('two', 'register.xlsx'), '--tolerance', '15', '--out', at('published')], silent),
    );
  });

  it('is written', () => {
    expect(codes).toEqual([0, 0, 0]);
  });

  it('has one row a risk in the order of score, expected loss and proximity, and issues on a sheet of their own', async () => {
    const register = await readFile(at('two', 'register.xlsx'));
    expect(column(rows(register, 'Register'), 'Risk ID')).toEqual(['R-01', 'R-04', 'R-03', 'R-02', 'R-05']);
    expect(column(rows(register, 'Issues'), 'Risk ID')).toEqual(['R-06']);
    expect(column(rows(register, 'Register'), 'Direction')).toEqual(['Up 8', 'Same', 'Down 4', 'Same', 'New']);
    expect(column(rows(register, 'Register'), 'Current likelihood')).toEqual(['4', '3, could be 2', '4', '4', '4']);
    expect(column(rows(register, 'Register'), 'Workstream')[0]).toBe('Workstreams 1 and 4 merged');
    expect(column(rows(register, 'Register'), 'Risk')[4]).toBe('=HYPERLINK("x")');
  });

  it('keeps every score of every meeting with its run', async () => {
    const history = await readFile(at('two', 'risk-history.csv'), 'utf8');
    expect(history.trim().split('\r\n')).toHaveLength(1 + first.length + second.length);
    expect(history).toContain(
      '2026-08-20,abcdef0123456789,R-01,current,modelled,ons-2026 1.2,2030-03,4,5,12,High,0.66,,',
    );
  });

  it('shows the Board twelve columns and the risks above tolerance, new or moved, and both scores of an override', async () => {
    const condensed = rows(await readFile(at('two', 'condensed.xlsx')), 'Condensed register');
    expect(condensed[0]).toHaveLength(12);
    expect(column(condensed, 'Risk ID')).toEqual(['R-01', 'R-04', 'R-03', 'R-05']);
    expect(column(condensed, 'Current score')[0]).toContain('Agreed 20 (modelled 12)\nprecaution: One owner');
    expect(column(condensed, 'Current score')[1]).toContain('16 (3, could be 2 x 5) High');
  });

  it('prints one page wide, with marking, run, scheme and status at head and foot', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(at('two', 'condensed.xlsx'));
    const sheet = workbook.worksheets[0]!;
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, paperSize: 9 });
    expect(sheet.headerFooter.oddHeader).toContain('OFFICIAL');
    for (const words of ['abcdef0123456789', 'ons-2026 1.2', '2030-03', 'illustrative'])
      expect(sheet.headerFooter.oddFooter).toContain(words);
  });

  it('passes the checklist for accessible spreadsheets when published; the working copy fails four named items', async () => {
    expect(accessibilityFailures(await readFile(at('published', 'published.xlsx')))).toEqual([]);
    expect(accessibilityFailures(await readFile(at('two', 'register.xlsx'))).sort()).toEqual([
      'fills',
      'filters',
      'frozen panes',
      'headers or footers',
    ]);
    expect(accessibilityFailures(excelLike({ macros: true })).length).toBeGreaterThan(8);
  });

  it('publishes what people have written, says both scores, and leaves no cell empty', async () => {
    const table = rows(await readFile(at('published', 'published.xlsx')), 'Risks');
    expect(column(table, 'Current score')[0]).toContain('Agreed 20 (modelled 12)');
    expect(column(table, 'Key controls in place')).toEqual(Array(5).fill('Not stated'));
    expect(table.flat()).not.toContain('');
  });

  it('is read again by an update, which changes nothing where the scores are the same', async () => {
    const from = { register: at('two', 'register.xlsx'), scores: at('second.csv'), sheet: 'Register' };
    const done = await updateRegister({ ...from, out: at('again') });
    expect([done.proposed, (await readFile(at('again', 'changes.csv'), 'utf8')).split('\r\n')]).toEqual([
      0,
      [expect.any(String), ''],
    ]);
  });

  it('gives the same bytes for the same scores', async () => {
    await riskNewCommand([at('first.csv'), '--date', '2026-08-20', '--out', at('same')], silent);
    for (const name of ['register.xlsx', 'condensed.xlsx', 'manifest.json'])
      expect(await readFile(at('same', name))).toEqual(await readFile(at('one', name)));
  });
});
