import type { RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { IDENTITY_COLUMNS, OUTCOME_COLUMNS } from '../measures/outcomes.ts';

const NUMBERS: ReadonlySet<string> = new Set(['value', 'mc_error']);

/** Texts are always there; a number may be missing. */
const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: OUTCOME_COLUMNS.length },
  ...OUTCOME_COLUMNS.map((name): SchemaElement =>
    NUMBERS.has(name)
      ? { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }
      : { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
  ),
];

/** Row groups of `outcomes.parquet`, encoded as if they stood at the beginning of a file. */
export interface ParquetPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly groups: readonly RowGroup[];
}

/** Rows of `outcomes.parquet`, gathered by column and encoded by hyparquet-writer. */
export class ParquetRows {
  private readonly identity = IDENTITY_COLUMNS.map(() => [] as string[]);
  private readonly statistic: string[] = [];
  private readonly value: (number | null)[] = [];
  private readonly mcError: (number | null)[] = [];
  private readonly status: string[] = [];
  private figureIdentity: readonly string[] = [];
  private figureStatus = '';

  /** Begins a figure: its rows differ in statistic, value and error alone. */
  figure(identity: readonly string[], status: string): void {
    this.figureIdentity = identity;
    this.figureStatus = status;
  }

  /** Adds a row of the figure. */
  row(statistic: string, value: number, mcError: number): void {
    for (let c = 0; c < this.identity.length; c++) this.identity[c]!.push(this.figureIdentity[c]!);
    this.statistic.push(statistic);
    this.value.push(Number.isFinite(value) ? value : null);
    this.mcError.push(Number.isFinite(mcError) ? mcError : null);
    this.status.push(this.figureStatus);
  }

  /** The rows so far as one row group; begins anew. */
  take(): ParquetPart {
    const columns = [...this.identity, this.statistic, this.value, this.mcError, this.status];
    const rows = this.statistic.length;
    const writer = new ByteWriter(1 << 20);
    const file = new ParquetWriter({ writer, schema: SCHEMA, statistics: false });
    const columnData = OUTCOME_COLUMNS.map((name, c) => ({
      name,
      data: columns[c]!,
      offsetIndex: false,
      ...(NUMBERS.has(name) ? {} : { encoding: 'RLE_DICTIONARY' as const }),
    }));
    if (rows > 0) void file.write({ columnData, rowGroupSize: rows });
    for (const column of columns) column.length = 0;
    return { bytes: writer.getBytes().slice(HEADER_BYTES), groups: file.row_groups };
  }
}

/** A Parquet file begins with four letters. */
const HEADER_BYTES = 4;

/** Joins parts into one file, in the order in which they are added. */
export class ParquetJoiner {
  private readonly writer = new ByteWriter();
  private readonly file = new ParquetWriter({ writer: this.writer, schema: SCHEMA, statistics: false });
  private offset = HEADER_BYTES;

  /** What a file begins with. */
  header(): Uint8Array {
    return this.writer.getBytes().slice(0, HEADER_BYTES);
  }

  /** Takes the record of the next part; its bytes go into the file as they are. */
  add({ bytes, groups }: ParquetPart): void {
    const moved = BigInt(this.offset - HEADER_BYTES);
    for (const group of groups) {
      this.file.row_groups.push({
        ...group,
        columns: group.columns.map(({ meta_data: about, ...chunk }) => ({
          ...chunk,
          file_offset: chunk.file_offset + moved,
          meta_data: about && {
            ...about,
            data_page_offset: about.data_page_offset + moved,
            ...(about.dictionary_page_offset === undefined
              ? {}
              : { dictionary_page_offset: about.dictionary_page_offset + moved }),
          },
        })),
      });
      this.file.num_rows += group.num_rows;
    }
    this.offset += bytes.length;
  }

  /** What a file ends with. */
  footer(): Uint8Array {
    void this.file.finish();
    return this.writer.getBytes().slice(HEADER_BYTES);
  }
}
