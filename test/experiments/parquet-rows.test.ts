import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { ParquetJoiner, ParquetRows } from '../../src/experiments/parquet-rows.ts';
import { IDENTITY_COLUMNS, OUTCOME_COLUMNS } from '../../src/measures/outcomes.ts';

/** Texts of a figure: each column its own, some the same for many figures. */
function identity(figure: number): string[] {
  return IDENTITY_COLUMNS.map((column, c) => (c === 0 ? 'Ynys Môn – run' : `${column} ${figure % (c + 1)}`));
}

const NUMBERS = [0, -0, 1.5, 1e-300, NaN, Infinity, -7];
const STATISTICS = ['mean', 'sd', 'p50'];

/** A part with so many figures of three rows, and the rows that a reader should find. */
function part(rows: ParquetRows, figures: number): Record<string, string | number | null>[] {
  const expected: Record<string, string | number | null>[] = [];
  for (let figure = 0; figure < figures; figure++) {
    const texts = identity(figure);
    const status = figure % 5 === 0 ? 'illustrative' : 'estimated';
    rows.figure(texts, status, STATISTICS.length);
    for (const [k, statistic] of STATISTICS.entries()) {
      const value = figures === 4 ? figure + k : NUMBERS[(figure + k) % NUMBERS.length]!;
      rows.row(statistic, value, figure);
      const shared = Object.fromEntries(IDENTITY_COLUMNS.map((column, c) => [column, texts[c]!]));
      expected.push({ ...shared, statistic, value: Number.isFinite(value) ? value : null, mc_error: figure, status });
    }
  }
  return expected;
}

describe('the rows of outcomes.parquet', () => {
  it('are read back as they were given: texts, missing numbers, parts of any size, an empty part', async () => {
    const rows = new ParquetRows();
    const joiner = new ParquetJoiner();
    const pieces: Uint8Array[] = [joiner.header()];
    const expected: Record<string, string | number | null>[] = [];
    // 12,000 figures of three rows are more than the columns have room for at first.
    for (const figures of [4, 12_000, 0, 50, 1]) {
      expected.push(...part(rows, figures));
      const taken = rows.take();
      joiner.add(taken);
      pieces.push(taken.bytes);
    }
    pieces.push(joiner.footer());
    const bytes = Buffer.concat(pieces);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    const found = await parquetReadObjects({ file });
    expect(found.length).toBe(expected.length);
    expect(Object.keys(found[0]!)).toEqual([...OUTCOME_COLUMNS]);
    // Compared one by one: a difference of one row among thousands is shown as that row.
    for (const [i, row] of expected.entries()) if (!same(found[i]!, row)) expect(found[i]).toEqual(row);
    const metadata = parquetMetadata(file);
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([12, 36_000, 150, 3]);
    expect(Number(metadata.num_rows)).toBe(expected.length);
  });
});

function same(found: Record<string, unknown>, expected: Record<string, unknown>): boolean {
  return OUTCOME_COLUMNS.every((column) => Object.is(found[column], expected[column]));
}
