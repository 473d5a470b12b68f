import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { riskUpdateCommand } from '../../../src/cli/risk-update.ts';
import { scoreRowsCsv } from '../../../src/risk/register/score-file.ts';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { cellPlace } from '../../../src/risk/workbook/references.ts';
import { cellAt } from '../../../src/risk/workbook/sheet-part.ts';
import { shownValue } from '../../../src/risk/workbook/values.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { excelLike } from '../workbook/excel-like.ts';
import { scoreRow } from './made-up-scores.ts';

const folder = await temporaryFolder();
const register = (): string => join(folder, 'register.xlsx');
const shown = (bytes: Uint8Array, ...cells: string[]): string[] =>
  cells.map((cell) => {
    const { row, column } = cellPlace(cell)!;
    const found = cellAt(openPackage(bytes, 'r').sheets[0]!.cells, row, column);
    return found === undefined ? '' : shownValue(found.value);
  });

async function update(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await riskUpdateCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('risk update', () => {
  const scores = [
    scoreRow({ risk_id: 'R-01' }),
    scoreRow({ risk_id: 'R-02', likelihood_level: 2, impact_level: 4, confidence: 'High' }),
    scoreRow({ risk_id: 'R-03', issue: 'yes', probability: 0.995 }),
    scoreRow({ risk_id: 'R-09', title: '=cmd|x' }),
  ];
  beforeAll(async () => {
    await writeFile(register(), excelLike());
    await writeFile(join(folder, 'risk-scores.csv'), scoreRowsCsv(scores));
  });

  it('lists what would change, and writes nothing else', async () => {
    const { code, out, err } = await update(register(), folder, '--out', join(folder, 'dry'));
    expect([code, err]).toEqual([0, '']);
    expect(await readdir(join(folder, 'dry'))).toEqual(['changes.csv', 'manifest.json']);
    const lines = (await readFile(join(folder, 'dry', 'changes.csv'), 'utf8')).trim().split('\r\n');
    expect(lines[0]).toBe('sheet,cell,risk id,column,before,after,why,workbook');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 6).join(','))).toEqual([
      'Register,C4,R-01,Likelihood,3,4',
      'Register,F4,R-01,Confidence,Medium,Low',
    ]);
    expect(lines[1]).toContain('6600 of 10000 draws');
    expect(lines[1]).toMatch(/sha256:[0-9a-f]{24}$/);
    for (const words of [
      'Register!E4',
      'R-03 happens in over 99 %',
      'R-09 is not in the register',
      '2 cells would change',
    ])
      expect(out).toContain(words);
    expect(await readFile(register())).toEqual(Buffer.from(excelLike()));
  });

  it('writes what was approved, and no more, into a new workbook', async () => {
    const list = join(folder, 'approved-one.csv');
    const lines = (await readFile(join(folder, 'dry', 'changes.csv'), 'utf8')).split('\r\n');
    await writeFile(list, `${lines[0]}\r\n${lines[1]}\r\n`);
    const { code, out } = await update(register(), folder, '--apply', list, '--out', join(folder, 'dry'));
    expect([code, out.split('\n')[0]]).toEqual([0, '1 cell of 2 proposed are written into a new workbook.']);
    const written = await readFile(join(folder, 'dry', 'register-updated.xlsx'));
    expect(shown(written, 'C4', 'D4', 'F4', 'C5')).toEqual(['4', '5', 'Medium', '2']);
    const [before, after] = [unzipSync(excelLike()), unzipSync(written)];
    expect(Object.keys(after).filter((name) => Buffer.compare(after[name]!, before[name]!) !== 0)).toEqual([
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
  });

  it('puts new risks under the last row when asked, and a text that looks like a formula arrives as text', async () => {
    const dir = join(folder, 'append');
    await update(register(), folder, '--append', '--out', dir);
    const { code, err } = await update(
      register(),
      folder,
      '--append',
      '--apply',
      join(dir, 'changes.csv'),
      '--out',
      dir,
    );
    expect([code, err]).toEqual([0, '']);
    const written = await readFile(join(dir, 'register-updated.xlsx'));
    expect(shown(written, 'A7', 'B7', 'C7', 'F7')).toEqual(['R-09', '=cmd|x', '4', 'Low']);
    const { row, column } = cellPlace('B7')!;
    expect(cellAt(openPackage(written, 'r').sheets[0]!.cells, row, column)?.formula).toBeUndefined();
    expect(cellAt(openPackage(written, 'r').sheets[0]!.cells, 7, 5)?.formula?.text).toBe('C7*D7');
  });

  const refused = async (name: string, bytes: Uint8Array | string, ...more: string[]): Promise<string> => {
    const dir = join(folder, name);
    await mkdir(dir);
    const file = join(dir, 'register.xlsx');
    await writeFile(file, bytes);
    const { code, err } = await update(file, folder, '--out', join(dir, 'out'), ...more);
    expect([code, await readdir(dir)]).toEqual([2, ['register.xlsx']]);
    return err;
  };

  it('refuses a list of another workbook, and a line that was changed', async () => {
    const list = join(folder, 'dry', 'changes.csv');
    const touched = excelLike({
      part: (name, xml) => (name === 'docProps/core.xml' ? xml.replace('Register', 'Another') : xml),
    });
    expect(await refused('later', touched, '--apply', list)).toContain(
      'The workbook has changed since the list was made',
    );
    const changed = join(folder, 'changed.csv');
    await writeFile(changed, (await readFile(list, 'utf8')).replace('Likelihood,3,4', 'Likelihood,3,5'));
    expect(await refused('edited', excelLike(), '--apply', changed)).toContain('record it with its reason');
  });

  it('shows both scores of an override in the list, and refuses one without a reason', async () => {
    const agreed = {
      risk_id: 'R-01',
      kind: 'agreed' as const,
      likelihood_level: 5,
      score: 25,
      who: 'Board',
      when: '2026-11-20',
    };
    const file = join(folder, 'override.csv');
    await writeFile(
      file,
      scoreRowsCsv([
        scoreRow({ risk_id: 'R-01' }),
        scoreRow({ ...agreed, reason: 'precaution', words: 'One owner has a third.' }),
      ]),
    );
    expect((await update(register(), file, '--out', join(folder, 'override'))).code).toBe(0);
    expect(await readFile(join(folder, 'override', 'changes.csv'), 'utf8')).toContain(
      'Register,C4,R-01,Likelihood,3,5,"current, agreed 25 (modelled 20) by Board on 2026-11-20: precaution. One owner has a third.',
    );
    await writeFile(file, scoreRowsCsv([scoreRow({ risk_id: 'R-01' }), scoreRow(agreed)]));
    const { code, err } = await update(register(), file, '--out', join(folder, 'no-reason'));
    expect([code, err]).toEqual([2, expect.stringContaining('differs from the modelled one, and no reason is given')]);
  });

  it('takes a list that a spreadsheet has opened and saved', async () => {
    const saved = join(folder, 'saved.csv');
    const list = await readFile(join(folder, 'dry', 'changes.csv'), 'utf8');
    await writeFile(saved, `\ufeff${list.replaceAll('\r\n', '\n').replace('Likelihood,3,4', 'Likelihood,3.0,4.00')}`);
    expect((await update(register(), folder, '--apply', saved, '--out', join(folder, 'saved'))).code).toBe(0);
  });

  it('refuses what is no register with one message, and writes nothing', async () => {
    const sheet = (change: (xml: string) => string): Uint8Array =>
      excelLike({ part: (name, xml) => (name === 'xl/worksheets/sheet1.xml' ? change(xml) : xml) });
    expect(
      await refused(
        'twice',
        sheet((xml) => xml.replace('<c r="A5" s="2" t="s"><v>10</v>', '<c r="A5" s="2" t="s"><v>9</v>')),
      ),
    ).toContain('Rows 4 and 5 have the same identifier');
    expect(
      await refused(
        'merged',
        sheet((xml) => xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="A4:A5"/></mergeCells>')),
      ),
    ).toContain('merged cells');
    expect(await refused('headers', excelLike({ part: (_, xml) => xml.replaceAll('Risk ID', 'Colour') }))).toContain(
      '--columns',
    );
    expect(await refused('lists', excelLike({ part: (_, xml) => xml.replaceAll('High,Medium,Low', 'A,B') }))).toContain(
      'does not have the new value',
    );
    expect(
      await refused(
        'locked',
        excelLike({ protect: true, part: (_, xml) => xml.replace('<protection locked="0"/>', '') }),
      ),
    ).toContain('--locked');
    expect(await refused('noise', 'Risk ID,Risk')).toContain('not an Excel workbook');
    expect(await refused('old', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toContain(
      'locked with a password',
    );
  });

  it('finds headers under headings over several columns, and keeps words where the register has words', async () => {
    const grouped = excelLike({
      part: (name, xml) =>
        name === 'xl/worksheets/sheet1.xml'
          ? xml
              .replace('<row r="3"', '<row r="2"><c r="C2" t="inlineStr"><is><t>Inherent</t></is></c></row><row r="3"')
              .replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="C2:D2"/></mergeCells>')
              .replace('<c r="C4" s="2"><v>3</v>', '<c r="C4" s="2" t="inlineStr"><is><t>3 - Possible</t></is>')
          : xml,
    });
    const dir = join(folder, 'grouped');
    await mkdir(dir);
    await writeFile(join(dir, 'r.xlsx'), grouped);
    await writeFile(
      join(dir, 's.csv'),
      scoreRowsCsv([
        scoreRow({ risk_id: 'R-01' }),
        scoreRow({ risk_id: 'R-01', state: 'inherent', likelihood_level: 5, likelihood_label: 'Certain' }),
      ]),
    );
    expect((await update(join(dir, 'r.xlsx'), join(dir, 's.csv'), '--out', join(dir, 'out'))).err).toBe('');
    const list = await readFile(join(dir, 'out', 'changes.csv'), 'utf8');
    expect(list).toContain('Register,C4,R-01,Likelihood,3 - Possible,5 - Certain,"inherent, modelled');
  });
});
