import { InputError } from '../../domain/errors.ts';

const ALLOWED = 'An Excel workbook (.xlsx or .xlsm), without a password.';

/** A refusal of a workbook: one message, and nothing is written. */
export function workbookProblem(
  file: string,
  value: string,
  problem: string,
  mend: string,
  more: { readonly row?: number; readonly column?: string; readonly allowed?: string } = {},
): InputError {
  return new InputError([{ kind: 'input', file, value, problem, allowed: ALLOWED, mend, ...more }]);
}
