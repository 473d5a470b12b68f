import type { TableRow } from '../../domain/csv.ts';
import type { Checked } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Peek } from './peek.ts';

/** A file as it was handed over: its bytes, and its name as messages and sources name it. */
export interface ImportSource {
  readonly bytes: Uint8Array;
  /** As the user named it. Its last part may hold what the file itself leaves unsaid, such as the year. */
  readonly fileName: string;
}

/** What an import is done with besides the files themselves. */
export interface ImportContext {
  /** Areas of the data set, with every level. */
  readonly areas: readonly AreaRow[];
  /** Folder of the data set; the shipped one where it is left out. */
  readonly dataDir?: string;
  /** The file that the areas are from, for messages. */
  readonly areasFile: string;
  /** Options of the command line by name, as text; only those that the format lists are there. */
  readonly options: Readonly<Record<string, string | undefined>>;
  /** Files that options name, by the name of the option. */
  readonly files: Readonly<Record<string, ImportSource | undefined>>;
}

/**
 * A table that an import makes. One that is named as a table of the package (`children`, `services`) is checked by its
 * schema before anything is written; any other is written as it is and needs its columns.
 */
export interface ImportedTable {
  /** Name of the file without `.csv`. */
  readonly name: string;
  /** Columns in order; those of the schema unless told. */
  readonly columns?: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Rows or cells of the file that are in no table, and why. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  /** The first of them, as row and content. */
  readonly example?: string;
}

/** What became of the files of an import. */
export interface ImportedTables {
  readonly tables: readonly ImportedTable[];
  /** What a reader of the tables must know, in whole sentences. */
  readonly notes: readonly string[];
  /** Figures (or rows, for a register) that were read, and how many of them are in a table or in a sum of a table. */
  readonly read: number;
  readonly kept: number;
  /** What `read` counts: `figures` or `rows`. */
  readonly unit: 'figures' | 'rows';
  readonly leftOut: readonly LeftOut[];
}

/** An option of the command line that some formats understand. */
export interface ImportOption {
  /** Without the two hyphens. */
  readonly name: string;
  /** What stands for its value in the help: `DATE`. */
  readonly value: string;
  readonly help: string;
  /** Whether the value is the path of a file, which is read and handed on in `context.files`. */
  readonly isFile?: boolean;
  /** A file of the folder to write that stands in where the option is not given: what people keep there for the next import. */
  readonly fromOutput?: string;
}

/** A file format that `import` reads. */
export interface ImportFormat {
  readonly name: string;
  /** What it reads, in one sentence, with where such files are from. */
  readonly reads: string;
  /** Tables that it can make. */
  readonly writes: readonly string[];
  readonly options: readonly ImportOption[];
  /** Why a file is of this format, as the rest of a sentence that begins "because"; undefined when it is not. */
  readonly recognise: (peek: Peek) => string | undefined;
  /**
   * Reads one or more files into tables. Nothing is written, nothing is guessed: what is repaired is listed, and what
   * cannot be understood is a problem.
   */
  readonly read: (sources: readonly ImportSource[], context: ImportContext) => Promise<Checked<ImportedTables>>;
}
