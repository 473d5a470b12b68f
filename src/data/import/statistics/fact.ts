import type { InputProblem, Repair } from '../../../domain/errors.ts';
import type { Place } from '../problems.ts';
import type { LeftOutList } from './left-out-list.ts';

/** A member of a dimension as a file names it. */
export interface Member {
  /** Readable name; empty where the file gives a code alone. */
  readonly label: string;
  /** The publisher's code; undefined where there is none. */
  readonly code?: string | undefined;
}

/** One figure of a file with everything that says what it is. */
export interface Fact {
  readonly place: Place;
  /** The cell as it stands in the file. */
  readonly value: string;
  /** One member a dimension, in the order of `dimensions`. */
  readonly members: readonly Member[];
}

/** The figures of one file, before they are understood. */
export interface FactTable {
  readonly file: string;
  /** Headers of the dimensions. */
  readonly dimensions: readonly string[];
  readonly facts: readonly Fact[];
  /** Title, filters, name of the file: words that may say what is counted. */
  readonly about: string;
  /** Year that stands outside the rows, such as in a line `Year: 2018` or in the name of the file, and where. */
  readonly period?: { readonly text: string; readonly where: string };
  readonly repairs: readonly Repair[];
  /** What the reader of the tables must know. */
  readonly notes: readonly string[];
  /** Figures that the reader of the format left out by itself. */
  readonly leftOut?: LeftOutList;
  /** Problems that do not stop the reading; any of them stops the import. */
  readonly problems: readonly InputProblem[];
}
