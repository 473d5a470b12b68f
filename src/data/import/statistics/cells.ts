import type { EvidenceStatus } from '../../../domain/status.ts';
import type { AgeSpan, Sex } from './labels.ts';
import type { Ranged } from './ranged.ts';

/** A figure of a table, made from one figure of the file or from the sum of several. */
export interface Cell {
  /** Undefined where any part is withheld. */
  readonly value?: number;
  readonly low: number;
  readonly high: number;
  readonly parts: readonly Ranged[];
}

/** Marks after which a figure is no count any more. */
const ESTIMATED_MARKS = ['a', 'e', 'f', 'u'];

/** Figures of one area, date and placement type, by sex and age. */
export class CellBlock {
  private readonly list: readonly Ranged[];
  private readonly sexes: readonly Sex[];
  private readonly labels: readonly string[];

  /**
   * @param list the figures
   * @param sexes parts that the file splits by sex, without the total
   * @param labels placement labels of the file that are of this type: all are needed for a sum
   */
  constructor(list: readonly Ranged[], sexes: readonly Sex[], labels: readonly string[]) {
    this.list = list;
    this.sexes = sexes;
    this.labels = labels;
  }

  /** The cell of an age span; undefined where it is not published and cannot be added up from what is. */
  cell(span: AgeSpan): Cell | undefined {
    const exact = this.ofSpan(span);
    if (exact !== undefined || span.to === Infinity) return exact;
    const parts: Cell[] = [];
    for (let age = span.from; age <= span.to; ) {
      const spans = this.list.filter((o) => o.age.from === age && o.age.to <= span.to).sort((a, b) => b.age.to - a.age.to);
      const next = spans.map((o) => this.ofSpan(o.age)).find((cell) => cell !== undefined);
      if (next === undefined) return undefined;
      parts.push(next);
      age = next.parts[0]!.age.to + 1;
    }
    return sumOf(parts);
  }

  private ofSpan(span: AgeSpan): Cell | undefined {
    const found = this.labels.map((label) => {
      const same = this.list.filter((o) => o.placementLabel === label && o.age.from === span.from && o.age.to === span.to);
      const total = same.find((o) => o.sex === 'all');
      const parts = total !== undefined ? [total] : this.sexes.map((sex) => same.find((o) => o.sex === sex));
      const known = parts.filter((o) => o !== undefined && o.figure.kind !== 'missing' && Number.isFinite(o.high)) as Ranged[];
      return known.length > 0 && known.length === parts.length ? known.map(cellOf) : undefined;
    });
    return found.length > 0 && found.every((cells) => cells !== undefined) ? sumOf(found.flatMap((cells) => cells!)) : undefined;
  }
}

const cellOf = (o: Ranged): Cell => ({ ...(o.value === undefined ? {} : { value: o.value }), low: o.low, high: o.high, parts: [o] });

function sumOf(cells: readonly Cell[]): Cell {
  const values = cells.map((cell) => cell.value);
  const known = values.every((value) => value !== undefined);
  return {
    ...(known ? { value: values.reduce((sum, value) => sum + value!, 0) } : {}),
    low: cells.reduce((sum, cell) => sum + cell.low, 0),
    high: cells.reduce((sum, cell) => sum + cell.high, 0),
    parts: cells.flatMap((cell) => cell.parts),
  };
}

/** Status of a cell: a published count, unless a mark says that the publisher estimated or foretold it. */
export function statusOfCell({ parts }: Cell): EvidenceStatus {
  return parts.some(({ figure }) => figure.marks.some((mark) => ESTIMATED_MARKS.includes(mark))) ? 'estimated' : 'published';
}

/** How a cell was made, as a part of its source. */
export function cellWords(cell: Cell): string {
  const { parts, low, high, value } = cell;
  const sexes = new Set(parts.map((o) => o.sex)).size > 1;
  const labels = new Set(parts.map((o) => o.placementLabel)).size > 1;
  const ages = new Set(parts.map((o) => o.age.from)).size > 1;
  const sum = [...(sexes ? ['the sexes'] : []), ...(labels ? ['placements of this type'] : []), ...(ages ? ['ages'] : [])];
  const withheld = parts.some(({ figure }) => figure.kind === 'suppressed' || figure.kind === 'low');
  const marks = new Set(parts.flatMap(({ figure }) => figure.marks));
  const words = [
    ...(sum.length > 0 ? [`sum of ${sum.join(' and ')}`] : []),
    ...(withheld ? [parts.length > 1 ? 'a part is withheld' : 'withheld'] : []),
    ...(value !== undefined && high > low ? ['rounded'] : []),
    ...(marks.has('p') ? ['provisional'] : []),
    ...(marks.has('r') ? ['revised'] : []),
    ...(marks.has('b') ? ['break of the series'] : []),
    ...(marks.has('e') ? ['estimated by the publisher'] : []),
    ...(marks.has('f') ? ['forecast by the publisher'] : []),
    ...(marks.has('u') ? ['of low reliability'] : []),
    ...(marks.has('a') ? ['an average'] : []),
  ];
  return words.join(', ');
}
