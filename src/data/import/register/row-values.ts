import type { InputProblem } from '../../../domain/errors.ts';

/** A text on one line without control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').trim();
}

/** Whether a text can name a row of the tables. */
export function isIdentifier(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/.test(text);
}

/** Words and marks that stand for no number. */
const NO_NUMBER = /^(none|n\/?a|redacted|not known|unknown|[.\-–*]*)$/i;

/** Registered places: a whole number to 5,000; undefined where there is none; `wrong` for anything else. */
export function placesOf(text: string): number | undefined | 'wrong' {
  if (NO_NUMBER.test(text)) return undefined;
  if (!/^\d{1,4}(\.0+)?$/.test(text)) return 'wrong';
  const places = Number(text);
  return places <= 5000 ? places : 'wrong';
}

/** A problem of a row of a register. */
export function refusal(
  file: string,
  row: number | undefined,
  column: string | undefined,
  value: string | undefined,
  problem: string,
  allowed: string,
  mend = 'Download the file again; correct the cell if you changed it by hand.',
): InputProblem {
  return {
    kind: 'input',
    file,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value: value.slice(0, 200) }),
    problem,
    allowed,
    mend,
  };
}
