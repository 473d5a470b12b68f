import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { mix32 } from '../../random/keys.ts';

/** One thing that a design moves: some columns of its points at once, the luck of the draw, or nothing at all. */
export interface DesignFactor {
  /** Unique in its design. */
  readonly id: string;
  /** Columns of the points that move together. None: only luck moves, or nothing does. */
  readonly columns: readonly number[];
  /** Whether the draw's luck moves. */
  readonly luck?: boolean;
}

/** What a design is, in plain words and numbers: its points follow from this alone. */
export interface DesignLayout {
  readonly kind: 'morris' | 'saltelli';
  /** Way of making the points; another number means other points. */
  readonly version: number;
  readonly factors: readonly DesignFactor[];
  /** Numbers of a point. */
  readonly width: number;
  readonly seed: number;
  /** Trajectories of a Morris design, base points of a Saltelli design. */
  readonly size: number;
  /** Levels of the grid of a Morris design. */
  readonly levels?: number;
  /** Quantiles between which a design of levels moves. */
  readonly range?: readonly [number, number];
}

/** Points at which a model is asked, in an order that its analyser relies on. */
export interface Design {
  readonly layout: DesignLayout;
  readonly rows: number;
  /** Row after row of `layout.width` quantiles, 0 to 1. NaN: no factor moves this column. */
  readonly points: Float64Array;
  /** Number of the luck of each row. */
  readonly lucks: Int32Array;
  /** SHA-256 of layout, points and lucks. */
  readonly digest: string;
}

/** A design with its digest. */
export function sealDesign(layout: DesignLayout, points: Float64Array, lucks: Int32Array): Design {
  const text = canonicalJson({ layout, lucks, marks: marksOf(points, lucks, layout.width) });
  return { layout, rows: lucks.length, points, lucks, digest: digestOf(text) };
}

/** A 32-bit mark for each row, from its point and its luck: what an answer carries to show which row it belongs to. */
export function marksOf(points: Float64Array, lucks: Int32Array, width: number): Uint32Array {
  const words = new Uint32Array(points.buffer, points.byteOffset, points.length * 2);
  return Uint32Array.from(lucks, (luck, row) => {
    let mark = mix32(luck + 0x9e3779b9);
    for (let w = row * width * 2; w < (row + 1) * width * 2; w++) mark = mix32(mark ^ Math.imul(words[w]!, 0x85ebca6b));
    return mark;
  });
}

/** What a model answered at the rows of a design: one number a row for each of some outputs. */
export interface DesignAnswers {
  readonly designDigest: string;
  /** What answered: the digest of a plan, or the name of a function. */
  readonly model: string;
  /** Marks of the rows that were asked, in the order of the answers. */
  readonly marks: Uint32Array;
}

/** Why answers cannot be analysed. */
export class WrongAnswers extends Error {
  constructor(problem: string) {
    super(`These answers cannot be analysed with this design. ${problem}`);
    this.name = 'WrongAnswers';
  }
}

/**
 * Refuses answers of another design, of another model, or in another order.
 *
 * @throws WrongAnswers
 */
export function checkAnswers(design: Design, answers: DesignAnswers, model: string): void {
  if (answers.designDigest !== design.digest) throw new WrongAnswers('They were made for another design.');
  if (answers.model !== model) throw new WrongAnswers('They were made by another plan.');
  const marks = marksOf(design.points, design.lucks, design.layout.width);
  if (answers.marks.length !== marks.length)
    throw new WrongAnswers(`There are ${answers.marks.length} of them, and the design has ${marks.length} rows.`);
  const wrong = marks.findIndex((mark, row) => mark !== answers.marks[row]);
  if (wrong >= 0) throw new WrongAnswers(`They are in another order: row ${wrong} is not the one of the design.`);
}

/** Answers of a plain function of a point, such as one whose indices are known. */
export function answersOf(
  design: Design,
  model: string,
  of: (point: Float64Array, luck: number) => number,
): DesignAnswers & { readonly values: Float64Array } {
  const { width } = design.layout;
  return {
    designDigest: design.digest,
    model,
    marks: marksOf(design.points, design.lucks, width),
    values: Float64Array.from(design.lucks, (luck, r) => of(design.points.subarray(r * width, (r + 1) * width), luck)),
  };
}
