import { InputError } from '../../domain/errors.ts';
import { FIRST_PLAN_YEAR, planYear } from '../sufficiency-plan/plan-year.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';

/**
 * Reads the financial year of a pack as people write it, `2026-27` or `2026/27`; 2027-28 unless told. Unlike a plan a pack may
 * be about a year before the first that the duty covers.
 *
 * @throws InputError when it is no financial year
 */
export function packYear(text: string | undefined): PlanYear {
  if (text === undefined) return planYear(FIRST_PLAN_YEAR);
  const parts = /^(\d{4})[-/](\d{2})$/.exec(text.trim());
  const ending = parts === null ? NaN : Number(parts[1]) + 1;
  if (parts !== null && Number(parts[2]) === ending % 100) return planYear(ending);
  throw new InputError([
    {
      kind: 'input',
      file: '--year',
      value: text,
      problem: 'This is not a financial year.',
      allowed: 'Two years that follow each other, as 2027-28.',
      mend: 'Give --year such a year, or leave it out for 2027-28.',
    },
  ]);
}
