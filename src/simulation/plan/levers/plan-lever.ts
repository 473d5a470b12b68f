import type { Lever, LeverInsideWhen } from '../../../assumptions/scenario/levers.ts';
import { SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import type { LeverContext } from './context.ts';
import type { LeverEffect } from './effects.ts';
import { planCarers } from './new-carers.ts';

/** A lever that is neither a rule nor new places: those need to know when they start. */
export type PlainLever = Exclude<Lever | LeverInsideWhen, { when: unknown } | { places: unknown }>;

/** What a lever does, once it has started. Undefined where it was refused. */
export function planLever(context: LeverContext, lever: PlainLever, path: string): LeverEffect | undefined {
  if ('carers' in lever) return planCarers(context, lever.carers, `${path}.carers`);
  if ('conversion_support' in lever) {
    const { convert_factor, succeeds } = lever.conversion_support;
    return { kind: 'conversion', factor: convert_factor ?? 1, succeeds };
  }
  if ('prevention' in lever) {
    return { kind: 'entries', factor: lever.prevention.entries_factor, ramp: lever.prevention.ramp_months ?? 0 };
  }
  if ('reunification' in lever) {
    return { kind: 'stays', factor: lever.reunification.stay_factor, ramp: lever.reunification.ramp_months ?? 0 };
  }
  if ('guardianship' in lever) return { kind: 'guardianship', factor: lever.guardianship.exit_factor };
  if ('workforce' in lever) return { kind: 'staffing', share: lever.workforce.staffed_share };
  if ('kinship' in lever) {
    return { kind: 'kinship', factor: lever.kinship.share_factor, ramp: lever.kinship.ramp_months ?? 0 };
  }
  if ('national_transfer' in lever) return { kind: 'transfer', perYear: lever.national_transfer.children_per_year };
  return { kind: 'approval', type: SERVICE_TYPES.indexOf(lever.approval_date.service_type) };
}

/** The date from which a lever works, where it is written. */
export function startOf(lever: PlainLever): string | undefined {
  const fields = Object.values(lever)[0] as { readonly from?: string; readonly date?: string };
  return fields.from ?? fields.date;
}
