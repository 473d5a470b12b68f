import { financialYearName, lastDay } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';

/**
 * First financial year for which a sufficiency plan is made, by the year in which it ends: 2027-28. Source: Social Services
 * and Well-being (Wales) Act 2014, section 75B, in force 1 July 2026; first drafts are due in December 2026.
 */
export const FIRST_PLAN_YEAR = 2028;

/** A financial year, April to March. */
export interface PlanYear {
  /** `2027-28`. */
  readonly name: string;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  /** Last day of the year before: stocks at the start of the year are read at its end. */
  readonly dayBefore: IsoDate;
}

/** A financial year by the year in which it ends: 2028 is 2027-28. */
export function planYear(ending: number): PlanYear {
  const march = ending * 12 + 2;
  return {
    name: financialYearName(ending),
    firstDay: `${ending - 1}-04-01`,
    lastDay: lastDay(march),
    dayBefore: lastDay(march - 12),
  };
}

/**
 * Reads a financial year as people write it: `2027-28`, or `2027/28`.
 *
 * @throws InputError when it is no financial year, or one for which there is no plan
 */
export function parsePlanYear(text: string): PlanYear {
  const parts = /^(\d{4})[-/](\d{2})$/.exec(text.trim());
  const ending = parts === null ? NaN : Number(parts[1]) + 1;
  if (parts === null || Number(parts[2]) !== ending % 100)
    throw problem(text, 'This is not a financial year.', 'Two years that follow each other, as 2027-28.');
  if (ending < FIRST_PLAN_YEAR)
    throw problem(text, 'There is no plan for this year.', 'The duty covers 2027-28 and later years.');
  return planYear(ending);
}

function problem(value: string, text: string, allowed: string): InputError {
  const mend = 'Give --year such a year, or leave it out for 2027-28.';
  return new InputError([{ kind: 'input', file: '--year', value, problem: text, allowed, mend }]);
}
