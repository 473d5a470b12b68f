import type { CellValue } from '../workbook/values.ts';
import { EMPTY } from '../workbook/values.ts';
import { cellAt } from '../workbook/sheet-part.ts';
import type { WorkbookPackage } from '../workbook/package.ts';
import { columnLetters } from '../workbook/references.ts';
import type { FoundRegister } from './find-register.ts';

/** A cell of a register by risk and header. */
export interface TableCell {
  readonly value: CellValue;
  readonly formula: boolean;
}

/** A register as a table: its headers in order, and the cells of each risk. Headers without a text have the letters of their column. */
export interface RegisterTable {
  readonly headers: readonly string[];
  readonly columnOf: ReadonlyMap<string, number>;
  readonly risks: ReadonlyMap<string, ReadonlyMap<string, TableCell>>;
}

/** All columns of a register that have a header, also those that no field stands for. */
export function tableOfRegister({ sheets }: WorkbookPackage, register: FoundRegister): RegisterTable {
  const { cells } = sheets[register.sheet]!;
  const columnOf = new Map<string, number>();
  for (const [column, header] of [...register.headers].sort(([a], [b]) => a - b))
    columnOf.set(columnOf.has(header) ? `${header} (column ${columnLetters(column)})` : header, column);
  const risks = new Map(
    [...register.rows].map(([id, row]) => [
      id,
      new Map(
        [...columnOf].map(([header, column]) => {
          const cell = cellAt(cells, row, column);
          return [header, { value: cell?.value ?? EMPTY, formula: cell?.formula !== undefined }];
        }),
      ),
    ]),
  );
  return { headers: [...columnOf.keys()], columnOf, risks };
}
