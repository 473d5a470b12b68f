import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS, ageBandIndex } from '../../domain/vocabulary.ts';

const BANDS = AGE_BANDS.length;
/** Whole years for which a stay can have lasted: 0 to 17. */
export const STAY_YEARS = 18;
/** Stretches of time for which the response is worked out: even steps of their logarithm from a quarter to four. */
const STEPS = 57;
const WIDEST = Math.log(4);

/** Survival after a number of months, along a straight line between whole months. */
export function survivalAfter(table: ArrayLike<number>, months: number): number {
  const last = table.length - 1;
  if (months >= last) return table[last]!;
  const k = Math.floor(months);
  return table[k]! + (months - k) * (table[k + 1]! - table[k]!);
}

/** The survival of stays when all times are stretched: `stretch` 2 makes every stay twice as long. */
export function stretchedSurvival(table: ArrayLike<number>, stretch: number): Float64Array {
  return Float64Array.from({ length: ADULT_AGE_MONTHS + 1 }, (_, k) => survivalAfter(table, k / stretch));
}

/**
 * Children who are looked after at a date for each child who enters a year: by the stretch of stays, age band at entry,
 * age band now, and whole years since entry.
 */
export interface StayResponse {
  /** Writes the response of one age band at entry into `out`: `[band now * STAY_YEARS + years since entry]`. */
  readonly at: (logStretch: number, entryBand: number, out: Float64Array) => void;
}

/**
 * @param survival by age band at entry, months 0 to 216
 * @param ageShares share of a band's entries at each month of age (see `entryAgeShares`)
 */
export function stayResponse(survival: readonly ArrayLike<number>[], ageShares: ArrayLike<number>): StayResponse {
  const size = BANDS * STAY_YEARS;
  const table = new Float64Array(STEPS * BANDS * size);
  for (let step = 0; step < STEPS; step++) {
    const stretch = Math.exp(-WIDEST + (2 * WIDEST * step) / (STEPS - 1));
    survival.forEach((curve, b) => {
      const stretched = stretchedSurvival(curve, stretch);
      const at = (step * BANDS + b) * size;
      for (let entry = AGE_BAND_STARTS_MONTHS[b]!; entry < AGE_BAND_STARTS_MONTHS[b + 1]!; entry++)
        for (let age = entry; age < ADULT_AGE_MONTHS; age++)
          table[at + ageBandIndex(age) * STAY_YEARS + Math.floor((age - entry) / 12)]! +=
            (ageShares[entry]! / 12) * stretched[age - entry]!;
    });
  }
  return {
    at: (logStretch, entryBand, out) => {
      const place = Math.max(0, Math.min(STEPS - 1.000001, ((logStretch + WIDEST) / (2 * WIDEST)) * (STEPS - 1)));
      const step = Math.floor(place);
      const part = place - step;
      const here = (step * BANDS + entryBand) * size;
      const next = here + BANDS * size;
      for (let i = 0; i < size; i++) out[i] = table[here + i]! + part * (table[next + i]! - table[here + i]!);
    },
  };
}
