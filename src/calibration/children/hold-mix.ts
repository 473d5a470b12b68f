import { ADULT_AGE_MONTHS, AGE_BANDS, PLACEMENT_TYPES, ageBandIndex } from '../../domain/vocabulary.ts';
import { STEP_UP_AGE_MONTHS } from '../../simulation/clocks.ts';
import { FOSTER, RESIDENTIAL, SECURE } from '../../simulation/constants.ts';
import { stationaryNeeds } from '../../simulation/stationary-types.ts';
import type { NeedChanges } from '../../simulation/stationary-types.ts';

const BANDS = AGE_BANDS.length;
const TYPES = PLACEMENT_TYPES.length;
const TABLE = TYPES * BANDS;
/** How much more the total of a placement type weighs than one of its cells. */
const WEIGHT_OF_TOTALS = 10;
const ROUNDS = 1000;

/** What holds a mix of placements. */
export interface SteadyFlow {
  readonly survival: readonly ArrayLike<number>[];
  readonly entriesPerYear: readonly number[];
  readonly ageShares: ArrayLike<number>;
  readonly changes: NeedChanges;
}

/** Children at a date by type and band now, for the entries of a band with a type: `[(type * BANDS + band) * TABLE + ...]`. */
function responseOf({ survival, entriesPerYear, ageShares, changes }: SteadyFlow): Float64Array {
  const monthly = (yearly: number): number => 1 - (1 - yearly) ** (1 / 12);
  const [up, down] = [monthly(changes.stepUpPerYear), monthly(changes.stepDownPerYear)];
  const found = new Float64Array(TABLE * TABLE);
  const add = (from: number, band: number, to: number, now: number, children: number): void => {
    found[(from * BANDS + band) * TABLE + to * BANDS + now]! += children;
  };
  for (let entry = 0; entry < ADULT_AGE_MONTHS; entry++) {
    const b = ageBandIndex(entry);
    let [fosterStays, residentialStays] = [1, 1];
    for (let age = entry; age < ADULT_AGE_MONTHS; age++) {
      if (age > entry) {
        const u = age > STEP_UP_AGE_MONTHS ? up : 0;
        fosterStays = fosterStays * (1 - u) + (1 - fosterStays) * down;
        residentialStays = residentialStays * (1 - down) + (1 - residentialStays) * u;
      }
      const children = ((entriesPerYear[b]! * ageShares[entry]!) / 12) * survival[b]![age - entry]!;
      const now = ageBandIndex(age);
      add(FOSTER, b, FOSTER, now, children * fosterStays);
      add(FOSTER, b, RESIDENTIAL, now, children * (1 - fosterStays));
      add(RESIDENTIAL, b, RESIDENTIAL, now, children * residentialStays);
      add(RESIDENTIAL, b, FOSTER, now, children * (1 - residentialStays));
      for (let type = SECURE + 1; type < TYPES; type++) add(type, b, type, now, children);
    }
  }
  return found;
}

/**
 * Shares of placement types at entry (columns) by age band (rows) with which steady entries hold a stock by type and band.
 * The shares of a band add to 1 at each step of an expectation-maximisation towards the greatest likelihood of the stock, in
 * which the total of a type weighs more than its cells. Secure care is entered from residential care and counts as that.
 *
 * @param stock children by placement type (rows) and age band
 */
export function needsThatHold(stock: readonly (readonly number[])[], flow: SteadyFlow): number[][] {
  const start = stationaryNeeds(flow.survival, stock, flow.changes, flow.ageShares);
  const response = responseOf(flow);
  const target = stock.map((row, type) =>
    row.map((n, c) => (type === RESIDENTIAL ? n + stock[SECURE]![c]! : type === SECURE ? 0 : n)),
  );
  const totals = target.map((row) => row.reduce((s, n) => s + n, 0));
  // A share of 0 would stay 0: a little of the stock's own mix is put in.
  let shares = start.map((row, b) => {
    const all = target.reduce((s, t) => s + t[b]!, 0);
    return row.map((share, type) => (all > 0 ? 0.98 * share + (0.02 * target[type]![b]!) / all : share));
  });
  for (let round = 0; round < ROUNDS; round++) {
    const held = new Float64Array(TABLE);
    for (let from = 0; from < TYPES; from++)
      for (let b = 0; b < BANDS; b++) {
        const share = shares[b]![from]!;
        if (share > 0) for (let i = 0; i < TABLE; i++) held[i]! += share * response[(from * BANDS + b) * TABLE + i]!;
      }
    const pull = Float64Array.from(held, (n, i) => {
      const type = Math.floor(i / BANDS);
      const sum = held.subarray(type * BANDS, (type + 1) * BANDS).reduce((s, v) => s + v, 0);
      const ofTotal = totals[type]! > 0 && sum > 0 ? (WEIGHT_OF_TOTALS * totals[type]!) / sum : 0;
      return (n > 0 ? target[type]![i % BANDS]! / n : 0) + ofTotal;
    });
    shares = shares.map((row, b) => {
      const next = row.map((share, type) => {
        let sum = 0;
        for (let i = 0; i < TABLE; i++) sum += response[(type * BANDS + b) * TABLE + i]! * pull[i]!;
        return share * sum;
      });
      const all = next.reduce((s, n) => s + n, 0);
      return all > 0 ? next.map((n) => n / all) : row;
    });
  }
  return shares;
}
