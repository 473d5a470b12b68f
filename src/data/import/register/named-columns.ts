import type { InputProblem } from '../../../domain/errors.ts';
import { nearestName } from '../../../domain/errors.ts';
import { ownText } from './own-text.ts';

/** What a reader wants of an export: for each role, the names that its column has had. The first name is the usual one. */
export type Roles = Readonly<Record<string, readonly string[]>>;

/** The cells of a row that have a role; an absent column is an empty text. */
export type Named<R extends Roles> = Readonly<Record<keyof R, string>>;

/** A name of a column without capitals, line breaks, accents of dashes and double spaces. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\s_]+/g, ' ')
    .trim();
}

/**
 * The columns of an export, found by name. A row gives only the cells that have a role, as texts of their own: whatever else it
 * holds (names of people, telephone numbers, addresses of e-mail) is dropped with the row.
 */
export class NamedColumns<R extends Roles> {
  readonly width: number;
  private readonly positions: readonly (readonly [keyof R, number])[];

  private constructor(width: number, positions: readonly (readonly [keyof R, number])[]) {
    this.width = width;
    this.positions = positions;
  }

  /** Finds the columns in a header, or says which needed one is missing or stands there twice. */
  static find<R extends Roles>(
    header: readonly string[],
    roles: R,
    needed: readonly (keyof R)[],
    file: string,
    row: number,
  ): NamedColumns<R> | InputProblem[] {
    const names = header.map(plainName);
    while (names.length > 0 && names.at(-1) === '') names.pop();
    const problems: InputProblem[] = [];
    const positions: [keyof R, number][] = [];
    for (const [role, aliases] of Object.entries(roles)) {
      const alias = aliases.map(plainName).find((name) => names.includes(name));
      const usual = aliases[0]!;
      const at = alias === undefined ? -1 : names.indexOf(alias);
      if (at >= 0 && names.lastIndexOf(alias!) !== at)
        problems.push(columnProblem(file, row, usual, 'The column stands in the header twice.', 'Download the file again.'));
      else if (at >= 0) positions.push([role, at]);
      else if (needed.includes(role)) {
        const near = nearestName(plainName(usual), names.filter(Boolean));
        positions.push([role, -1]);
        problems.push(
          columnProblem(
            file,
            row,
            usual,
            'The column is missing.',
            `${near === undefined ? '' : `Is it "${near}"? `}Download the whole file again; its columns may have new names.`,
          ),
        );
      } else positions.push([role, -1]);
    }
    return problems.length > 0 ? problems : new NamedColumns<R>(names.length, positions);
  }

  /** The cells with a role, without spaces round them. A tab or a line break stays, and is no part of a number. */
  pick(cells: readonly string[]): Named<R> {
    const picked: Record<string, string> = {};
    for (const [role, at] of this.positions) picked[role as string] = at < 0 ? '' : ownText((cells[at] ?? '').replace(/^[ \u00a0]+|[ \u00a0]+$/g, ''));
    return picked as Named<R>;
  }

  /** Whether the export has a column for a role. */
  has(role: keyof R): boolean {
    return this.positions.some(([name, at]) => name === role && at >= 0);
  }

  /** What is wrong with the number of fields of a row. Its texts are not shown: they may hold names of people. */
  widthProblem(cells: readonly string[], file: string, row: number): InputProblem | undefined {
    if (cells.length >= this.width && cells.slice(this.width).every((cell) => cell.trim() === '')) return undefined;
    return {
      kind: 'input',
      file,
      row,
      value: `${cells.length} fields`,
      problem: cells.length < this.width ? 'The row has too few fields; the file may be cut off.' : 'The row has too many fields.',
      allowed: `${this.width} fields, as many as the header has.`,
      mend: 'Download the file again, and do not change it by hand.',
    };
  }
}

function columnProblem(file: string, row: number, column: string, problem: string, mend: string): InputProblem {
  return { kind: 'input', file, row, column, problem, allowed: 'The columns of the export, in any order.', mend };
}
