import { monthOf } from '../../domain/calendar.ts';
import type { TimetableRow } from '../../domain/tables.ts';
import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import type { Milestone, ProviderDescription } from '../../domain/vocabulary.ts';
import { NEVER } from '../constants.ts';
import type { Policy } from './plan.ts';

/** The law month by month. A rule is in force from the month that holds its date. */
export function planPolicy(timetable: readonly TimetableRow[], startMonth: number, months: number): Policy {
  const monthFor = (milestone: Milestone, type: string, provider: ProviderDescription): number => {
    const dates = timetable
      .filter((r) => r.milestone === milestone && r.service_type === type && r.provider_description === provider)
      .flatMap((r) => (r.date === undefined ? [] : [Math.max(0, monthOf(r.date) - startMonth)]));
    return dates.length === 0 ? NEVER : Math.min(...dates);
  };
  const fill = (milestone: Milestone, provider: ProviderDescription): [Uint8Array, Int32Array] => {
    const inForce = new Uint8Array(SERVICE_TYPES.length * months);
    const from = new Int32Array(SERVICE_TYPES.length);
    SERVICE_TYPES.forEach((type, t) => {
      from[t] = monthFor(milestone, type, provider);
      if (from[t]! < months) inForce.fill(1, t * months + from[t]!, (t + 1) * months);
    });
    return [inForce, from];
  };
  const [registrationEnded, registrationEndsMonth] = fill('registration ends', 'for-profit');
  const [growthEnded, growthEndsMonth] = fill('growth ends', 'for-profit');
  const [approvalNeeded, approvalMonth] = fill('placements need approval', 'for-profit');
  const [approvalNeededOutsidePrivate, approvalOutsidePrivateMonth] = fill(
    'placements need approval',
    'outside-private',
  );
  const [approvalNeededOutsideVoluntary, approvalOutsideVoluntaryMonth] = fill(
    'placements need approval',
    'outside-voluntary',
  );
  const [forProfitEnded] = fill('for-profit registration ends', 'for-profit');
  return {
    registrationEnded,
    growthEnded,
    approvalNeeded,
    approvalNeededOutsidePrivate,
    approvalNeededOutsideVoluntary,
    forProfitEnded,
    growthEndsMonth,
    approvalMonth,
    approvalOutsidePrivateMonth,
    approvalOutsideVoluntaryMonth,
    registrationEndsMonth,
  };
}
