import { AGE_BANDS, AGE_BAND_STARTS_MONTHS } from '../domain/vocabulary.ts';
import type { Plan } from './plan/plan.ts';

/** Even steps of chance in which ages at entry are tabled. */
export const ENTRY_AGE_STEPS = 4096;

/** Age in months at entry at the middle of each even step of chance, by age band. */
export function entryAges(plan: Plan): Int16Array {
  const { entryAgeShares } = plan.children;
  const ages = new Int16Array(AGE_BANDS.length * ENTRY_AGE_STEPS);
  AGE_BANDS.forEach((_, band) => {
    const next = AGE_BAND_STARTS_MONTHS[band + 1]!;
    let age = AGE_BAND_STARTS_MONTHS[band]!;
    let reached = entryAgeShares[age]!;
    for (let step = 0; step < ENTRY_AGE_STEPS; step++) {
      const u = (step + 0.5) / ENTRY_AGE_STEPS;
      while (u >= reached && age < next - 1) reached += entryAgeShares[++age]!;
      ages[band * ENTRY_AGE_STEPS + step] = age;
    }
  });
  return ages;
}
