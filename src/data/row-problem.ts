import type { InputProblem } from '../domain/errors.ts';
import { rowNumberOf } from './tables/row-numbers.ts';

/** A problem of one row that shows only beside other rows or tables. */
export function rowProblem(
  file: string,
  row: object | undefined,
  column: string,
  value: string,
  text: { readonly problem: string; readonly allowed: string; readonly mend: string },
): InputProblem {
  const number = row === undefined ? undefined : rowNumberOf(row);
  return {
    kind: 'input',
    file,
    ...(number === undefined ? {} : { row: number }),
    column,
    value,
    problem: text.problem,
    allowed: text.allowed,
    mend: text.mend,
  };
}
