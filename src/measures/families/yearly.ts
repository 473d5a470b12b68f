import type { Levels } from '../series.ts';
import type { Family } from './family.ts';
import { flowFamilies } from './flows.ts';

/** Flows that are reported by financial year for the country too. */
const YEARLY_MEASURES: ReadonlySet<string> = new Set([
  'children_started',
  'children_ceased',
  'nights_unregistered',
  'unregistered_placements',
  'secure_referrals',
  'secure_refused',
  'children_displaced',
  'moves_forced',
  'placements_for_profit_new',
  'placements_would_need_approval',
  'supplementary_applications',
  'supplementary_approved',
]);

/**
 * Flows of the country by financial year. A range for a year cannot be had from ranges for its months, and the numbers
 * that the law asks for are by financial year.
 */
export function yearlyFamilies(): Family[] {
  const year: Levels = { country: 'financial-year' };
  return flowFamilies().flatMap((family) => {
    const kept = family.series.map((_, i) => i).filter((i) => YEARLY_MEASURES.has(family.series[i]!.measure));
    if (kept.length !== family.series.length) return [];
    return [{ ...family, series: family.series.map((s) => ({ ...s, levels: year })) }];
  });
}
