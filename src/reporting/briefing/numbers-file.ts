import { writeCsv } from '../csv.ts';
import type { DocumentModel } from '../document/model.ts';
import type { NumberBook } from '../document/numbers/number-book.ts';
import { linesOf } from '../document/runs.ts';

const COLUMNS = ['where', 'printed', 'reference', 'run_id', 'value', 'unit', 'status'];

/** Every bound number of a document with its place, its reference, its run and its value before rounding, as CSV. */
export function numbersCsv(document: DocumentModel, book: NumberBook): string {
  const rows = linesOf(document).flatMap(({ where, runs }) =>
    runs.flatMap((run) => {
      if (run.kind !== 'number') return [];
      const found = book.find(run.reference, run.language ?? document.language);
      if (typeof found === 'string') throw new Error(`${where}: {{${run.reference}}}: ${found}`);
      const { value, unit, status } = found;
      return [{ where, printed: run.text, reference: run.reference, run_id: run.run_id, value, unit, status }];
    }),
  );
  return writeCsv({ columns: COLUMNS, rows });
}
