import type { DataSet } from '../../domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { RESIDENTIAL, SECURE } from '../constants.ts';
import { stationaryNeeds } from '../stationary-types.ts';
import type { NeedChanges } from '../stationary-types.ts';

/** Placement type at entry by age band: `needs.csv` where the set has it, else the shares that hold the mix. */
export function needShares(
  data: DataSet,
  survival: readonly Float64Array[],
  stock: readonly (readonly number[])[],
  changes: NeedChanges,
  ageShares: Float64Array,
): number[][] {
  if (data.needs.length === 0) return stationaryNeeds(survival, stock, changes, ageShares);
  const shares = AGE_BANDS.map((band) =>
    PLACEMENT_TYPES.map((type) =>
      data.needs
        .filter((r) => r.age_band === band && r.placement_type === type)
        .reduce((s, r) => s + r.share_at_entry, 0),
    ),
  );
  // Secure care is entered by referral alone.
  for (const row of shares) {
    row[RESIDENTIAL]! += row[SECURE]!;
    row[SECURE] = 0;
  }
  return shares;
}

/** Children of an area whose mix counts as much as the country's, when the two are put together. */
const MIX_WEIGHT = 20;
const RAKING_ROUNDS = 60;

/**
 * Placement type at entry by age band in one area: the national shares, tilted by type until steady entries hold the area's
 * own mix of placements (raking). The area's mix is drawn a little towards the country's, so that a type which a small area
 * happens not to have at the start is not ruled out for ever.
 */
export function areaNeeds(
  needs: readonly (readonly number[])[],
  childYears: readonly (readonly number[])[],
  national: readonly number[],
  stock: readonly (readonly number[])[],
  entries: ArrayLike<number>,
  ownStock: readonly number[],
): number[][] {
  const stay = needs.map((_, b) => childYears.reduce((s, row) => s + row[b]!, 0));
  const countryStock = stock.map((row) => row.reduce((s, v) => s + v, 0));
  countryStock[RESIDENTIAL]! += countryStock[SECURE]!;
  countryStock[SECURE] = 0;
  const countryTotal = countryStock.reduce((s, v) => s + v, 0);
  const ownTotal = ownStock.reduce((s, v) => s + v, 0);
  const expected = needs.reduce((s, _, b) => s + entries[b]! * stay[b]!, 0);
  if (countryTotal === 0 || expected === 0) return needs.map((row) => [...row]);
  // Children by type they entered with, which changes of need turn into children by type they need.
  const entered = countryStock.map((_, k) => needs.reduce((s, row, b) => s + national[b]! * stay[b]! * row[k]!, 0));
  const target = countryStock.map((inCountry, k) => {
    const share = (ownStock[k]! + (MIX_WEIGHT * inCountry) / countryTotal) / (ownTotal + MIX_WEIGHT);
    return inCountry > 0 ? share * (entered[k]! / inCountry) : 0;
  });
  const targetTotal = target.reduce((s, v) => s + v, 0);
  let shares = needs.map((row) => [...row]);
  for (let round = 0; round < RAKING_ROUNDS && targetTotal > 0; round++) {
    const held = target.map((_, k) => shares.reduce((s, row, b) => s + entries[b]! * stay[b]! * row[k]!, 0) / expected);
    shares = shares.map((row) => {
      const tilted = row.map((v, k) => (held[k]! > 0 ? (v * target[k]!) / targetTotal / held[k]! : v));
      const sum = tilted.reduce((s, v) => s + v, 0);
      return sum > 0 ? tilted.map((v) => v / sum) : row;
    });
  }
  return shares;
}
