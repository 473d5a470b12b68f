import type { InputProblem } from '../../domain/errors.ts';
import type { Origin, Path } from './problem.ts';
import { problemAt } from './problem.ts';
import { whenMeasureKind } from './when-measures.ts';
import type { WhenMeasure } from './when-measures.ts';

/** What a rule asks of its measure that the measure does not have. `fields` have passed their schema. */
export function whenProblems(fields: Readonly<Record<string, unknown>>, path: Path, origin: Origin): InputProblem[] {
  const measure = fields['measure'] as WhenMeasure;
  const { types, share } = whenMeasureKind(measure);
  const problems: InputProblem[] = [];
  const type = fields['service_type'];
  if (type !== undefined && !types.includes(type as never))
    problems.push(
      problemAt(origin, [...path, 'service_type'], type, {
        problem: `${measure} is not kept for that service type.`,
        allowed: types.length === 0 ? 'No service type: it is kept for all together.' : `One of: ${types.join(', ')}.`,
        mend: types.length === 0 ? 'Delete the field.' : 'Choose another, or another measure.',
      }),
    );
  for (const field of ['above', 'below']) {
    const number = fields[field];
    if (share !== true || typeof number !== 'number' || (number >= 0 && number <= 1)) continue;
    problems.push(
      problemAt(origin, [...path, field], number, {
        problem: `${measure} is a share.`,
        allowed: 'A number from 0 to 1.',
        mend: number > 1 && number <= 100 ? `Write ${number / 100}.` : 'Correct the number.',
      }),
    );
  }
  return problems;
}
