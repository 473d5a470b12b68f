import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { patchWorkbook } from '../../../src/risk/workbook/patch.ts';
import { cellName } from '../../../src/risk/workbook/references.ts';
import { cellAt } from '../../../src/risk/workbook/sheet-part.ts';
import { sameValue } from '../../../src/risk/workbook/values.ts';
import type { NewValue } from '../../../src/risk/workbook/values.ts';
import { escapeCellText } from '../../../src/risk/workbook/xml.ts';
import { excelLike } from './excel-like.ts';

const shell = unzipSync(excelLike());
const wordsOf = fc.string({
  unit: fc.constantFrom('a', 'B', '<', '&', '"', "'", '=', ' ', '\n', '\r', '\t', ']]>', '_x000D_', '\u{1f600}', 'ŵ'),
  maxLength: 8,
});
const cellOf = fc.oneof(
  fc.record({ kind: fc.constant('number' as const), number: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
  fc.record({ kind: fc.constant('text' as const), text: wordsOf }),
  fc.constant({ kind: 'empty' as const }),
);
const columns = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { maxLength: 5 });
const grid = fc.array(fc.tuple(columns, fc.array(cellOf, { minLength: 9, maxLength: 9 })), {
  minLength: 1,
  maxLength: 5,
});
const edits = fc.uniqueArray(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 12 }), cellOf), {
  maxLength: 6,
  selector: ([row, column]) => `${row} ${column}`,
});

/** A sheet of rows with gaps between them; cells are written as Excel writes them. */
function workbookOf(rows: readonly (readonly [readonly number[], readonly NewValue[]])[]): Uint8Array {
  const xml = rows.map(([used, values], i) => {
    const cells = [...used]
      .sort((a, b) => a - b)
      .map((column) => {
        const value = values[column - 1]!;
        const name = cellName(2 * i + 1, column);
        if (value.kind === 'number') return `<c r="${name}" s="2"><v>${value.number}</v></c>`;
        if (value.kind === 'text')
          return `<c r="${name}" t="inlineStr"><is><t xml:space="preserve">${escapeCellText(value.text)}</t></is></c>`;
        return `<c r="${name}" s="4"/>`;
      });
    return cells.length === 0 ? `<row r="${2 * i + 1}"/>` : `<row r="${2 * i + 1}" spans="1:3">${cells.join('')}</row>`;
  });
  const sheet = strFromU8(shell['xl/worksheets/sheet2.xml']!).replace(
    /<sheetData>.*<\/sheetData>/,
    () => `<sheetData>${xml.join('')}</sheetData>`,
  );
  return zipSync({ ...shell, 'xl/worksheets/sheet2.xml': strToU8(sheet) }, { level: 1 });
}

describe('patching a random sheet', () => {
  it('reads back exactly the new values, and all else as it was', () => {
    fc.assert(
      fc.property(grid, edits, (rows, wanted) => {
        const before = openPackage(workbookOf(rows), 'a.xlsx');
        const changes = wanted
          .filter(([row]) => row < rows.length)
          .map(([row, column, value]) => ({ sheet: 1, row: 2 * row + 1, column, value }));
        const after = openPackage(patchWorkbook(before, changes).bytes, 'b.xlsx');
        for (let row = 1; row <= 10; row++)
          for (let column = 1; column <= 12; column++) {
            const old = cellAt(before.sheets[1]!.cells, row, column);
            const now = cellAt(after.sheets[1]!.cells, row, column);
            const meant = changes.find((change) => change.row === row && change.column === column)?.value ??
              old?.value ?? { kind: 'empty' };
            expect(sameValue(now?.value ?? { kind: 'empty' }, meant)).toBe(true);
            if (old !== undefined) expect(now?.style).toBe(old.style);
          }
        const differs = after.zip.entries.filter(
          ({ record }, i) => Buffer.compare(record, before.zip.entries[i]!.record) !== 0,
        );
        expect(differs.map(({ name }) => name).filter((name) => name !== 'xl/worksheets/sheet2.xml')).toEqual([]);
      }),
      { numRuns: Number(process.env['MARKET_STABILITY_MUTANTS'] ?? 60), seed: 20261122 },
    );
  }, 600_000);
});
