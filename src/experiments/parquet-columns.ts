import type { ColumnChunk, SchemaElement } from 'hyparquet';
import type { ByteWriter } from 'hyparquet-writer';
import type { ColumnEncoder } from 'hyparquet-writer/src/types.js';
import { writeDataPageV2 } from 'hyparquet-writer/src/datapage.js';
import { writeDictionaryPage } from 'hyparquet-writer/src/dictionary.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';

const NO_LEVELS: number[] = [];
const encoder = new TextEncoder();

/** Rows of a column of texts: each different text once, and its number for every row. A text never misses. */
export class TextColumn {
  private readonly encode: ColumnEncoder;
  private readonly different: Uint8Array[] = [];
  private readonly numbers = new Map<string, number>();
  private codes = new Int32Array(1 << 15);
  private rows = 0;
  private lastText: string | undefined;
  private lastCode = 0;

  constructor(root: SchemaElement, element: SchemaElement) {
    this.encode = encoderOf(root, element);
  }

  /** Adds rows of the same text. */
  push(text: string, rows: number): void {
    if (text !== this.lastText) {
      this.lastText = text;
      this.lastCode = this.codeOf(text);
    }
    const end = this.rows + rows;
    if (end > this.codes.length) this.codes = grown(this.codes, end);
    for (let row = this.rows; row < end; row++) this.codes[row] = this.lastCode;
    this.rows = end;
  }

  /** Writes the rows as one column chunk and begins anew. */
  take(writer: ByteWriter): ColumnChunk {
    const start = writer.offset;
    const values = this.codes.subarray(0, this.rows);
    let size = writeDictionaryPage(writer, this.encode, this.different);
    const page = writer.offset;
    const pageData = { values, definitionLevels: NO_LEVELS, repetitionLevels: NO_LEVELS, maxDefinitionLevel: 0 };
    size += writeDataPageV2({ writer, column: this.encode, encoding: 'RLE_DICTIONARY', pageData });
    const chunk = chunkOf(this.encode, this.rows, writer.offset, size, page, start);
    this.different.length = 0;
    this.numbers.clear();
    this.rows = 0;
    this.lastText = undefined;
    return chunk;
  }

  private codeOf(text: string): number {
    let code = this.numbers.get(text);
    if (code === undefined) {
      code = this.different.length;
      this.different.push(encoder.encode(text));
      this.numbers.set(text, code);
    }
    return code;
  }
}

/** Rows of a column of numbers. What is not finite is missing. */
export class NumberColumn {
  private readonly encode: ColumnEncoder;
  private values = new Float64Array(1 << 15);
  /** 1 where there is a number, 0 where it is missing. */
  private levels = new Uint8Array(1 << 15);
  private rows = 0;
  private missing = 0;

  constructor(root: SchemaElement, element: SchemaElement) {
    this.encode = encoderOf(root, element);
  }

  push(value: number): void {
    if (this.rows === this.levels.length) {
      this.values = grown(this.values, 2 * this.rows);
      this.levels = grown(this.levels, 2 * this.rows);
    }
    const there = Number.isFinite(value);
    if (!there) this.missing++;
    this.levels[this.rows] = there ? 1 : 0;
    this.values[this.rows++] = value;
  }

  /** Writes the rows as one column chunk and begins anew. */
  take(writer: ByteWriter): ColumnChunk {
    const start = writer.offset;
    const rows = this.values.subarray(0, this.rows);
    const values = this.missing === 0 ? rows : Array.from(rows, (value) => (Number.isFinite(value) ? value : null));
    const definitionLevels = this.levels.subarray(0, this.rows) as ArrayLike<number> as number[];
    const pageData = { values, definitionLevels, repetitionLevels: NO_LEVELS, maxDefinitionLevel: 1 };
    const size = writeDataPageV2({ writer, column: this.encode, encoding: 'PLAIN', pageData });
    const chunk = chunkOf(this.encode, this.rows, writer.offset, size, start);
    this.rows = 0;
    this.missing = 0;
    return chunk;
  }
}

function encoderOf(root: SchemaElement, element: SchemaElement): ColumnEncoder {
  return {
    columnName: element.name,
    element,
    schemaPath: [root, element],
    codec: 'SNAPPY',
    compressors: { SNAPPY: snappyCompress },
    stats: false,
    pageSize: 0,
    columnIndex: false,
    offsetIndex: false,
  };
}

/** Record of a column chunk that ends at `end`: its first page, and the page of its texts before that where it has one. */
function chunkOf(
  { element, codec }: ColumnEncoder,
  rows: number,
  end: number,
  size: number,
  page: number,
  texts?: number,
): ColumnChunk {
  const start = texts ?? page;
  return {
    meta_data: {
      type: element.type!,
      encodings: texts === undefined ? ['PLAIN'] : ['PLAIN', 'RLE_DICTIONARY'],
      path_in_schema: [element.name],
      codec,
      num_values: BigInt(rows),
      total_compressed_size: BigInt(end - start),
      total_uncompressed_size: BigInt(size),
      data_page_offset: BigInt(page),
      dictionary_page_offset: texts === undefined ? undefined : BigInt(texts),
    },
    file_offset: BigInt(start),
  };
}

/** The same numbers in an array at least twice as long. */
function grown<T extends Uint8Array | Int32Array | Float64Array>(array: T, least: number): T {
  const longer = new (array.constructor as new (length: number) => T)(Math.max(least, 2 * array.length));
  longer.set(array);
  return longer;
}
