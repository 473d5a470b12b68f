import type { Checked, InputProblem } from '../../domain/errors.ts';

/** Where a problem of an imported file is. */
export interface Place {
  readonly file: string;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** A problem of an imported file, with its place. */
export function importProblem(
  place: Place,
  value: string | undefined,
  problem: string,
  allowed: string,
  mend: string,
): InputProblem {
  return {
    kind: 'input',
    file: place.file,
    ...(place.row === undefined ? {} : { row: place.row }),
    ...(place.column === undefined || place.column === '' ? {} : { column: place.column.slice(0, 200) }),
    ...(value === undefined ? {} : { value: value.slice(0, 200) }),
    problem,
    allowed,
    mend,
  };
}

/** A refusal with one problem or more. */
export function refusal(...problems: readonly InputProblem[]): Extract<Checked<never>, { ok: false }> {
  return { ok: false, problems };
}
