import type { RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { OUTCOME_COLUMNS } from '../measures/outcomes.ts';
import { NumberColumn, TextColumn } from './parquet-columns.ts';

const NUMBERS: ReadonlySet<string> = new Set(['value', 'mc_error']);

/** Texts are always there; a number may be missing. */
function schemaOf(columns: readonly string[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map((name): SchemaElement =>
      NUMBERS.has(name)
        ? { name, type: 'DOUBLE', repetition_type: 'OPTIONAL' }
        : { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    ),
  ];
}

/** Row groups of `outcomes.parquet`, encoded as if they stood at the beginning of a file. */
export interface ParquetPart {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly groups: readonly RowGroup[];
}

/** Rows of a file of figures, gathered by column and encoded by hyparquet-writer. */
export class ParquetRows {
  private readonly names: readonly string[];
  private readonly columns: readonly (TextColumn | NumberColumn)[];
  /** Columns of the texts that all rows of a figure share: identity, then status. */
  private readonly shared: readonly TextColumn[];
  private readonly statistic: TextColumn;
  private readonly value: NumberColumn;
  private readonly mcError: NumberColumn;
  private rows = 0;

  /** @param names columns: those that say which figure it is, then `statistic`, `value`, `mc_error` and `status` */
  constructor(names: readonly string[] = OUTCOME_COLUMNS) {
    const schema = schemaOf(names);
    this.names = names;
    this.columns = names.map((name, c) =>
      NUMBERS.has(name) ? new NumberColumn(schema[0]!, schema[c + 1]!) : new TextColumn(schema[0]!, schema[c + 1]!),
    );
    const identity = names.slice(0, names.indexOf('statistic'));
    this.shared = [...identity, 'status'].map((name) => this.column(name, TextColumn));
    this.statistic = this.column('statistic', TextColumn);
    this.value = this.column('value', NumberColumn);
    this.mcError = this.column('mc_error', NumberColumn);
  }

  /** Begins a figure of so many rows, which differ in statistic, value and error alone. */
  figure(identity: readonly string[], status: string, rows: number): void {
    for (let c = 0; c < identity.length; c++) this.shared[c]!.push(identity[c]!, rows);
    this.shared[identity.length]!.push(status, rows);
    this.rows += rows;
  }

  /** Adds a row of the figure. */
  row(statistic: string, value: number, mcError: number): void {
    this.statistic.push(statistic, 1);
    this.value.push(value);
    this.mcError.push(mcError);
  }

  /** The rows so far as one row group; begins anew. */
  take(): ParquetPart {
    const { rows } = this;
    if (rows === 0) return { bytes: new Uint8Array(0), groups: [] };
    const writer = new ByteWriter(1 << 20);
    // As if the letters that a file begins with were there.
    writer.appendUint32(0);
    const columns = this.columns.map((column) => column.take(writer));
    const size = columns.reduce((sum, { meta_data }) => sum + meta_data!.total_uncompressed_size, 0n);
    const bytes = writer.getBytes().slice(HEADER_BYTES);
    const compressed = BigInt(bytes.length);
    this.rows = 0;
    const group = { columns, total_byte_size: size, num_rows: BigInt(rows), total_compressed_size: compressed };
    return { bytes, groups: [group] };
  }

  private column<C extends TextColumn | NumberColumn>(
    name: string,
    kind: new (root: SchemaElement, element: SchemaElement) => C,
  ): C {
    const column = this.columns[this.names.indexOf(name)];
    if (!(column instanceof kind)) throw new TypeError(`${name} is another kind of column`);
    return column;
  }
}

/** A Parquet file begins with four letters. */
const HEADER_BYTES = 4;

/** Joins parts into one file, in the order in which they are added. */
export class ParquetJoiner {
  private readonly writer = new ByteWriter();
  private readonly file: ParquetWriter;
  private offset = HEADER_BYTES;

  /** @param columns those of the parts */
  constructor(columns: readonly string[] = OUTCOME_COLUMNS) {
    this.file = new ParquetWriter({ writer: this.writer, schema: schemaOf(columns), statistics: false });
  }

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
