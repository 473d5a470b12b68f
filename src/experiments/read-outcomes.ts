import { parquetMetadata, parquetRead } from 'hyparquet';
import { OutcomeTable } from '../measures/outcome-table.ts';
import type { OutcomeColumns } from '../measures/outcome-table.ts';
import { OUTCOME_COLUMNS } from '../measures/outcomes.ts';

/** Reads the bytes of an `outcomes.parquet` into a table, one row group after the other. */
export async function readOutcomes(bytes: Uint8Array): Promise<OutcomeTable> {
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  const metadata = parquetMetadata(buffer);
  const table = new OutcomeTable();
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const columns = new Map<string, ArrayLike<unknown>>();
    await parquetRead({
      file: buffer,
      metadata,
      columns: [...OUTCOME_COLUMNS],
      rowStart,
      rowEnd: rowStart + rows,
      onChunk: (chunk) => columns.set(chunk.columnName, chunk.columnData),
    });
    const numbers = (name: string): Float64Array => {
      const found = columns.get(name) as ArrayLike<number | null>;
      const all = new Float64Array(found.length);
      for (let row = 0; row < all.length; row++) all[row] = found[row] ?? NaN;
      return all;
    };
    table.append({
      texts: Object.fromEntries(columns) as unknown as OutcomeColumns['texts'],
      value: numbers('value'),
      mcError: numbers('mc_error'),
      rows,
    });
    rowStart += rows;
  }
  return table;
}
