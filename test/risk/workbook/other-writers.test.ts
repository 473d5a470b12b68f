import { unzipSync } from 'fflate';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { patchWorkbook } from '../../../src/risk/workbook/patch.ts';

describe('a workbook that another library wrote, with sizes behind its parts', () => {
  it('keeps validation, conditional formats, notes, pictures, names and protection, byte for byte', async () => {
    const made = new ExcelJS.Workbook();
    const sheet = made.addWorksheet('Risks');
    sheet.addRows([
      ['Risk ID', 'Score', 'Confidence'],
      ['R-01', 12, 'High'],
      ['R-02', { formula: 'B2+1', result: 13 }, 'Low'],
    ]);
    for (const cell of ['C2', 'C3']) sheet.getCell(cell).dataValidation = { type: 'list', formulae: ['"High,Low"'] };
    sheet.addConditionalFormatting({
      ref: 'B2:B3',
      rules: [{ type: 'dataBar', priority: 1, cfvo: [{ type: 'min' }, { type: 'max' }] } as never],
    });
    sheet.getCell('A2').note = 'Why?';
    for (const cell of ['B2', 'C2']) sheet.getCell(cell).protection = { locked: false };
    const picture = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    sheet.addImage(made.addImage({ buffer: picture as never, extension: 'png' }), 'E1:F3');
    made.definedNames.add('Risks!$B$2:$B$3', 'Scores');
    await sheet.protect('secret', {});
    const before = new Uint8Array(await made.xlsx.writeBuffer());
    const changes = [
      { sheet: 0, row: 2, column: 2, value: { kind: 'number' as const, number: 20 } },
      { sheet: 0, row: 2, column: 3, value: { kind: 'text' as const, text: 'Low' } },
    ];
    const { bytes, recalculated } = patchWorkbook(openPackage(before, 'a.xlsx'), changes);
    const [x, y] = [unzipSync(before), unzipSync(bytes)];
    expect(Object.keys(y)).toEqual(Object.keys(x));
    expect(Object.keys(x).filter((name) => Buffer.compare(x[name]!, y[name]!) !== 0)).toEqual([
      'xl/worksheets/sheet1.xml',
      'xl/workbook.xml',
    ]);
    expect(recalculated).toEqual(['Risks!B3']);
    const read = new ExcelJS.Workbook();
    await read.xlsx.load(bytes.slice().buffer as ArrayBuffer);
    const after = read.getWorksheet('Risks')!;
    expect([after.getCell('B2').value, after.getCell('C2').value, after.getCell('A2').note]).toEqual([
      20,
      'Low',
      expect.anything(),
    ]);
  });
});
