import { unzipSync, strFromU8 } from 'fflate';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/domain/errors.ts';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { patchWorkbook } from '../../../src/risk/workbook/patch.ts';
import { cellPlace } from '../../../src/risk/workbook/references.ts';
import { cellAt } from '../../../src/risk/workbook/sheet-part.ts';
import type { NewValue } from '../../../src/risk/workbook/values.ts';
import { excelLike } from './excel-like.ts';

const text = (t: string): NewValue => ({ kind: 'text', text: t });
const number = (n: number): NewValue => ({ kind: 'number', number: n });
const change = (cell: string, value: NewValue, sheet = 0) => ({ sheet, ...cellPlace(cell)!, value });
const patched = (bytes: Uint8Array, ...changes: ReturnType<typeof change>[]) =>
  patchWorkbook(openPackage(bytes, 'register.xlsx'), changes);
const valueOf = (bytes: Uint8Array, cell: string, sheet = 0) => {
  const { row, column } = cellPlace(cell)!;
  return cellAt(openPackage(bytes, 'r.xlsx').sheets[sheet]!.cells, row, column)?.value;
};
const differing = (a: Uint8Array, b: Uint8Array): string[] => {
  const [x, y] = [unzipSync(a), unzipSync(b)];
  expect(Object.keys(y)).toEqual(Object.keys(x));
  return Object.keys(x).filter((name) => Buffer.compare(x[name]!, y[name]!) !== 0);
};

describe('a patch of a workbook', () => {
  const before = excelLike();
  const { bytes, recalculated } = patched(
    before,
    change('C4', number(4)),
    change('F5', text('Low')),
    change('H4', text('A <new> note & more')),
  );

  it('changes the sheet, the sheet that calculates from it and the order to calculate, and no other part', () => {
    expect(differing(before, bytes)).toEqual([
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
  });

  it('keeps all bytes of a sheet outside the changed cells and the stored results', () => {
    const [x, y] = [before, bytes].map((b) => strFromU8(unzipSync(b)['xl/worksheets/sheet1.xml']!));
    expect(y).toBe(
      x!
        .replace('<c r="C4" s="2"><v>3</v></c>', '<c r="C4" s="2"><v>4</v></c>')
        .replace('si="0">C4*D4</f><v>15</v>', 'si="0">C4*D4</f>')
        .replace(
          /<c r="F5" s="2" t="s"><v>\d+<\/v><\/c>/,
          '<c r="F5" s="2" t="inlineStr"><is><t xml:space="preserve">Low</t></is></c>',
        )
        .replace(
          '<c r="H4" s="3"/>',
          '<c r="H4" s="3" t="inlineStr"><is><t xml:space="preserve">A &lt;new&gt; note &amp; more</t></is></c>',
        ),
    );
  });

  it('takes out the stored results of cells that depend on a change, and of no other', () => {
    expect([...recalculated].sort()).toEqual([
      'Lists & totals!B1',
      'Lists & totals!B3',
      'Lists & totals!C4',
      'Register!E4',
    ]);
    expect(valueOf(bytes, 'E5')).toEqual(number(8));
    expect(valueOf(bytes, 'B4', 1)).toEqual(number(2));
    expect(strFromU8(unzipSync(bytes)['xl/workbook.xml']!)).toContain('<calcPr calcId="191029" fullCalcOnLoad="1"/>');
  });

  it('keeps the packed bytes and the order of unchanged parts', () => {
    const [a, b] = [openPackage(before, 'a'), openPackage(bytes, 'b')];
    const same = a.zip.entries.filter((entry, i) => Buffer.compare(entry.record, b.zip.entries[i]!.record) === 0);
    expect(same.length).toBe(a.zip.entries.length - 3);
  });

  it('gives the new values to another reader', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes.slice().buffer as ArrayBuffer);
    const sheet = workbook.getWorksheet('Register')!;
    expect([sheet.getCell('C4').value, sheet.getCell('F5').value, sheet.getCell('H4').value]).toEqual([
      4,
      'Low',
      'A <new> note & more',
    ]);
  });

  it('touches nothing else where no formula reads the change', () => {
    expect(differing(before, patched(before, change('H6', text('x'))).bytes)).toEqual(['xl/worksheets/sheet1.xml']);
    expect(patched(before).bytes).toEqual(before);
  });

  it('keeps dates as dates, also where days are counted from 1904', () => {
    for (const workbook of [before, excelLike({ from1904: true })]) {
      const after = patched(workbook, change('G4', { kind: 'date', date: '2027-02-28' })).bytes;
      expect(valueOf(after, 'G4')).toEqual({ kind: 'date', date: '2027-02-28' });
      expect(strFromU8(unzipSync(after)['xl/worksheets/sheet1.xml']!)).toMatch(/<c r="G4" s="1"><v>\d+<\/v><\/c>/);
    }
    expect(valueOf(before, 'G4')).toEqual({ kind: 'date', date: '2025-12-09' });
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '_x000D_', ' blank ends ', 'two\nlines'])(
    'writes the text %j as text',
    async (value) => {
      const after = patched(before, change('H4', text(value))).bytes;
      expect(valueOf(after, 'H4')).toEqual(text(value));
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(after.slice().buffer as ArrayBuffer);
      expect(typeof workbook.getWorksheet('Register')!.getCell('H4').value).toBe('string');
    },
  );

  it('reads shared, rich and inline strings', () => {
    expect([valueOf(before, 'B4'), valueOf(before, 'B6'), valueOf(before, 'H5')]).toEqual([
      text('Largest owner leaves'),
      text('Carers lost'),
      text('Inline & here'),
    ]);
  });

  it('keeps the macros of a workbook that has them', () => {
    const macros = excelLike({ macros: true });
    expect(differing(macros, patched(macros, change('H6', text('x'))).bytes)).toEqual(['xl/worksheets/sheet1.xml']);
  });

  it('reads elements with a prefix, cells without names, and single quotes', () => {
    const odd = excelLike({
      part: (name, xml) =>
        name === 'xl/worksheets/sheet2.xml'
          ? `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c r='B1' s='2' t='b'><x:v>1</x:v></x:c></x:row><x:row r="4"/></x:sheetData></x:worksheet>`
          : xml,
    });
    const after = patched(
      odd,
      change('B1', text('b'), 1),
      change('C1', number(2), 1),
      change('B4', number(5), 1),
    ).bytes;
    expect(strFromU8(unzipSync(after)['xl/worksheets/sheet2.xml']!)).toContain(
      `<x:row><x:c><x:v>1</x:v></x:c><x:c r='B1' s='2' t="inlineStr"><x:is><x:t xml:space="preserve">b</x:t></x:is></x:c><x:c r="C1"><x:v>2</x:v></x:c></x:row><x:row r="4"><x:c r="B4"><x:v>5</x:v></x:c></x:row>`,
    );
  });
});

describe('new rows', () => {
  const addition = (row: number, id: string) => ({
    sheet: 0,
    first: 4,
    last: 6,
    row,
    values: new Map<number, NewValue>([
      [1, text(id)],
      [2, text('New')],
      [3, number(2)],
      [4, number(3)],
      [7, { kind: 'date', date: '2026-11-22' }],
    ]),
  });

  it('go under the last one with its formats and formulas, and tables, filters, validations and formats grow with them', () => {
    const { bytes } = patchWorkbook(openPackage(excelLike(), 'r.xlsx'), [], [addition(7, 'R-04'), addition(8, 'R-05')]);
    const after = unzipSync(bytes);
    const sheet = strFromU8(after['xl/worksheets/sheet1.xml']!);
    expect(sheet).toContain('<row r="7" ht="30" customHeight="1" x14ac:dyDescent="0.3"><c r="A7" s="2" t="inlineStr">');
    expect(sheet).toContain('<c r="E8" s="2"><f>C8*D8</f></c>');
    for (const ref of ['ref="A1:H8"', 'sqref="E4:E8"', 'sqref="C4:D8"', 'sqref="F4:F8"', '<xm:sqref>E4:E8</xm:sqref>'])
      expect(sheet).toContain(ref);
    expect(strFromU8(after['xl/tables/table1.xml']!).match(/ref="A3:H8"/g)).toHaveLength(2);
    expect(after['xl/calcChain.xml']).toBeUndefined();
    expect(strFromU8(after['[Content_Types].xml']!)).not.toContain('calcChain');
    expect(strFromU8(after['xl/_rels/workbook.xml.rels']!)).not.toContain('calcChain');
  });

  it('are refused where something stands', () => {
    expect(() => patchWorkbook(openPackage(excelLike({ totals: true }), 'r.xlsx'), [], [addition(6, 'R-04')])).toThrow(
      InputError,
    );
    expect(() => patchWorkbook(openPackage(excelLike(), 'r.xlsx'), [], [addition(5, 'R-04')])).toThrow(
      /Something stands/,
    );
  });
});

describe('a change that would lose something', () => {
  it('is refused with the name of the cell', () => {
    const refused = (bytes: Uint8Array, ...c: ReturnType<typeof change>[]): string => {
      try {
        patched(bytes, ...c);
      } catch (error) {
        if (error instanceof InputError) return error.message;
        throw error;
      }
      return 'nothing';
    };
    expect(refused(excelLike(), change('E5', number(1)))).toContain('Register!E5 holds a formula');
    expect(refused(excelLike({ protect: true }), change('G4', text('x')))).toContain('Register!G4 is locked');
    expect(refused(excelLike({ protect: true }), change('C4', number(1)))).toBe('nothing');
    expect(refused(excelLike(), change('G4', number(5)))).toContain('shows dates');
    expect(refused(excelLike(), change('H4', text('a\u0007b')))).toContain('U+0007');
    const merged = excelLike({
      part: (_, xml) =>
        xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="C4:D4"/></mergeCells>'),
    });
    expect(refused(merged, change('D4', number(1)))).toContain('Register!D4 is hidden under a merged one');
    const spilled = excelLike({
      part: (_, xml) =>
        xml
          .replace('<f t="shared" ref="E4:E6" si="0">C4*D4</f>', '<f t="array" ref="C4:C6">A1</f>')
          .replaceAll('<f t="shared" si="0"/>', ''),
    });
    expect(refused(spilled, change('C5', number(1)))).toContain('Register!C5 is filled by a formula');
  });
});
