import { firstDay, lastDay } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { RESIDENTIAL } from '../../simulation/constants.ts';
import type { Plan } from '../../simulation/plan/plan.ts';

/** Months before placements need approval at which the shocks of the reverse stress test come. */
const SHOCK_BEFORE_APPROVAL = 24;
/** Months after that date up to which harm is counted. */
const COUNTED_AFTER_APPROVAL = 24;

/** The days on which shocks come and between which harm is counted, from the law in the plan. */
export interface StressDates {
  /** First day of the year in which an owner leaves (N-1): the day from which for-profit homes cannot grow. */
  readonly ownerLeaves: IsoDate;
  /** First day of delays of projects: the day from which no for-profit service can be registered. */
  readonly delays: IsoDate;
  /** Day of the other shocks: two years before placements need approval. */
  readonly shock: IsoDate;
  /** Months from the shock to the end of the run. */
  readonly monthsFromShock: number;
  /** Last day on which harm is counted: two years after placements need approval, or the end of the run. */
  readonly countedTo: IsoDate;
}

/** Dates for a plan. Where a rule does not come into force inside the run, a day inside the run stands in for it. */
export function stressDates({ policy, startMonth, months }: Plan): StressDates {
  const inside = (month: number, otherwise: number): number =>
    month > 0 && month < months ? month : Math.floor(otherwise);
  const approval = inside(policy.approvalMonth[RESIDENTIAL]!, months / 2);
  const delays = inside(policy.registrationEndsMonth[RESIDENTIAL]!, approval / 3);
  const shock = Math.min(months - 1, Math.max(delays, approval - SHOCK_BEFORE_APPROVAL));
  return {
    ownerLeaves: firstDay(startMonth + inside(policy.growthEndsMonth[RESIDENTIAL]!, approval / 2)),
    delays: firstDay(startMonth + delays),
    shock: firstDay(startMonth + shock),
    monthsFromShock: months - shock,
    countedTo: lastDay(startMonth + Math.min(months, approval + COUNTED_AFTER_APPROVAL) - 1),
  };
}
