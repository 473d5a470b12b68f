import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { stationaryNeeds } from '../../dist/simulation/stationary-types.js';
import { holdMix } from './held-mix.mjs';
import { DATA, centralOf, sum } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

const SOURCE =
  'Solved so that the entries, the assumed stays (stays.csv) and the central changes of need hold the placement mix of the baseline at 31 March 2024 without unaccompanied children; the shape of stays is an assumption and no table of first placements by age was readable; see docs/data-baseline.md';
const DECIMALS = 6;

/** Shares rounded so that they add to exactly 1: units of the last decimal go to the largest remainders. */
function roundShares(shares) {
  const units = shares.map((share) => share * 10 ** DECIMALS);
  const whole = units.map(Math.floor);
  const order = [...units.keys()].sort((a, b) => units[b] - whole[b] - (units[a] - whole[a]) || a - b);
  for (const i of order.slice(0, 10 ** DECIMALS - sum(whole))) whole[i] += 1;
  return whole.map((n) => n / 10 ** DECIMALS);
}

/**
 * Writes the share of each placement type at entry by age band and returns how well the mix is held.
 * `stock` is the fitted baseline without unaccompanied children, by placement type and age band; `steady` the stays and
 * entries that hold its ages.
 */
export function buildNeeds(stock, steady) {
  const changes = { stepUpPerYear: centralOf('need_change'), stepDownPerYear: centralOf('need_change_down') };
  const start = stationaryNeeds(steady.survival, stock, changes, steady.ageShares);
  const found = holdMix({ ...steady, start, stock, changes });
  const shares = found.shares.map(roundShares);
  const rows = AGE_BANDS.flatMap((age_band, b) =>
    PLACEMENT_TYPES.map((placement_type, type) => ({
      age_band,
      placement_type,
      share_at_entry: shares[b][type].toFixed(DECIMALS),
      status: 'estimated',
      source: SOURCE,
    })),
  );
  writeCsv(`${DATA}needs.csv`, ['age_band', 'placement_type', 'share_at_entry', 'status', 'source'], rows);
  return { ...found, shares, changes };
}
