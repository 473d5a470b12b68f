import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { STEP_UP_AGE_MONTHS } from '../../dist/simulation/clocks.js';
import { sum } from './tables.mjs';

const [FOSTER, RESIDENTIAL, SECURE] = ['foster', 'residential', 'secure'].map((type) => PLACEMENT_TYPES.indexOf(type));
const TYPES = [...PLACEMENT_TYPES.keys()];
const BANDS = [...AGE_BANDS.keys()];
/** How much more the total of a placement type weighs than one of its cells. */
const WEIGHT_OF_TOTALS = 10;
const ROUNDS = 3000;

const bandOf = (age) => AGE_BAND_STARTS_MONTHS.findLastIndex((first) => age >= first);
const zeros = () => TYPES.map(() => BANDS.map(() => 0));

/**
 * Children at the end of a month by placement type and age band, for all entries of one band with one type at entry:
 * `[type at entry][band at entry]` holds a table by type and band now.
 */
function stockFrom({ survival, entriesPerYearByBand, ageShares, changes }) {
  const monthly = (yearly) => 1 - (1 - yearly) ** (1 / 12);
  const [up, down] = [monthly(changes.stepUpPerYear), monthly(changes.stepDownPerYear)];
  const found = TYPES.map(() => BANDS.map(zeros));
  for (let entryAge = 0; entryAge < ADULT_AGE_MONTHS; entryAge++) {
    const b = bandOf(entryAge);
    let [fosterStays, residentialStays] = [1, 1];
    for (let age = entryAge; age < ADULT_AGE_MONTHS; age++) {
      if (age > entryAge) {
        const u = age > STEP_UP_AGE_MONTHS ? up : 0;
        fosterStays = fosterStays * (1 - u) + (1 - fosterStays) * down;
        residentialStays = residentialStays * (1 - down) + (1 - residentialStays) * u;
      }
      const children = ((entriesPerYearByBand[b] * ageShares[entryAge]) / 12) * survival[b][age - entryAge];
      const now = bandOf(age);
      found[FOSTER][b][FOSTER][now] += children * fosterStays;
      found[FOSTER][b][RESIDENTIAL][now] += children * (1 - fosterStays);
      found[RESIDENTIAL][b][RESIDENTIAL][now] += children * residentialStays;
      found[RESIDENTIAL][b][FOSTER][now] += children * (1 - residentialStays);
      for (const type of TYPES.slice(SECURE + 1)) found[type][b][type][now] += children;
    }
  }
  return found;
}

/** Children by placement type and band that shares at entry (`shares[band][type]`) hold. */
function heldBy(shares, stock) {
  const held = zeros();
  for (const b of BANDS)
    for (const type of TYPES)
      for (const now of TYPES) for (const c of BANDS) held[now][c] += shares[b][type] * stock[type][b][now][c];
  return held;
}

/**
 * Makes shares at entry hold a placement mix with the entries that the engine uses: those that hold the ages. A solution
 * for each type by itself asks for other entries in total where a type cannot be held exactly (children placed
 * for adoption leave care, while stays here depend on age alone), and bringing its shares to 1 then moves every other type.
 * So the shares of a band add to 1 at each step of an expectation-maximisation towards the greatest likelihood
 * of the stock, in which the total of each type weighs more than its cells.
 *
 * @param start shares by band and type, the solution for each type by itself
 * @param stock children by type and band; secure care is entered from residential care and counts as residential here
 * @returns the shares, the target and the stock that they hold, by type and band
 */
export function holdMix({ start, stock, survival, entriesPerYearByBand, ageShares, changes }) {
  const response = stockFrom({ survival, entriesPerYearByBand, ageShares, changes });
  const target = stock.map((row, type) =>
    row.map((n, c) => (type === RESIDENTIAL ? n + stock[SECURE][c] : type === SECURE ? 0 : n)),
  );
  const totals = target.map(sum);
  // A share of 0 would stay 0: mix in a little of the stock's own mix.
  let shares = start.map((row, b) => {
    const all = sum(target.map((t) => t[b]));
    return row.map((share, type) => 0.98 * share + (0.02 * target[type][b]) / all);
  });
  for (let round = 0; round < ROUNDS; round++) {
    const held = heldBy(shares, response);
    const pull = held.map((row, type) => {
      const ofTotal = totals[type] > 0 ? (WEIGHT_OF_TOTALS * totals[type]) / sum(row) : 0;
      return row.map((n, c) => (n > 0 ? target[type][c] / n : 0) + ofTotal);
    });
    shares = shares.map((row, b) => {
      const next = row.map(
        (share, type) =>
          share * sum(TYPES.map((now) => sum(BANDS.map((c) => response[type][b][now][c] * pull[now][c])))),
      );
      return next.map((n) => n / sum(next));
    });
  }
  return { shares, target, held: heldBy(shares, response), heldByStart: heldBy(start, response) };
}
