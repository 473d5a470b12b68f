import { AGE_BANDS, ADULT_AGE_MONTHS } from '../../dist/domain/vocabulary.js';
import { entryAgeShares, stationaryEntries } from '../../dist/simulation/stationary.js';
import { DATA, centralOf, sum } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

/** Entries a year that hold the baseline steady: the published number of starts, about 2,000 in 2023-24. */
const ENTRIES_PER_YEAR = 2000;
const sourceOf = (others, unaccompanied) =>
  `Solved from the published stock and flow: times scaled so that ${others} of the 2,000 starts a year hold the baseline without unaccompanied children, who are the other ${unaccompanied} and stay to 18. No table of stays is public for Wales: the shape of the hazards is an assumption; see docs/data-baseline.md`;

/**
 * Monthly hazard of leaving by months since entry, before scaling in time: [from month, hazard]. High in the first six
 * months (return home), then falling. Children who enter under one have a second rise from 12 to 36 months: adoption and
 * special guardianship orders. All values are assumptions.
 */
export const HAZARDS = {
  0: [
    [0, 0.045],
    [6, 0.02],
    [12, 0.045],
    [36, 0.025],
    [60, 0.005],
  ],
  '1-4': [
    [0, 0.05],
    [6, 0.02],
    [24, 0.01],
    [60, 0.002],
  ],
  '5-9': [
    [0, 0.04],
    [6, 0.012],
    [24, 0.005],
    [48, 0.0015],
  ],
  '10-15': [
    [0, 0.055],
    [6, 0.015],
    [24, 0.006],
    [48, 0.002],
  ],
  '16-17': [
    [0, 0.03],
    [6, 0.015],
    [24, 0.008],
    [48, 0.004],
  ],
};

/** Sum of a piecewise constant hazard up to a time in months. */
function cumulativeHazard(pieces, time) {
  return sum(
    pieces.map(([from, hazard], i) => {
      const until = i + 1 < pieces.length ? pieces[i + 1][0] : Infinity;
      return hazard * Math.max(0, Math.min(time, until) - from);
    }),
  );
}

/** Survival by whole month of stay when all times are stretched by a factor. */
function survivalFor(band, stretch) {
  return Float64Array.from({ length: ADULT_AGE_MONTHS + 1 }, (_, month) =>
    Math.exp(-cumulativeHazard(HAZARDS[band], month / stretch)),
  );
}

/**
 * Finds the stretch of time at which stationary entries add to the published starts less the unaccompanied, and writes
 * the table. `stockByAgeBand`: the baseline without unaccompanied children.
 * Returns a row a band for the page, and `steady`: what the needs are solved from.
 */
export function buildStays(stockByAgeBand, unaccompaniedPerYear) {
  const others = ENTRIES_PER_YEAR - unaccompaniedPerYear;
  const newbornShare = centralOf('entry_newborn_share');
  const ageShares = entryAgeShares(newbornShare);
  const at = (stretch) => {
    const survival = AGE_BANDS.map((band) => survivalFor(band, stretch));
    return { survival, ...stationaryEntries({ survival, stockByAgeBand, ageShares }) };
  };
  let short = 0.2;
  let long = 5;
  for (let i = 0; i < 40; i++) {
    const middle = (short + long) / 2;
    if (sum(at(middle).entriesPerYearByBand) > others) short = middle;
    else long = middle;
  }
  const found = at(long);
  const source = sourceOf(others.toLocaleString('en-GB'), unaccompaniedPerYear);
  const rows = AGE_BANDS.flatMap((age_band, b) =>
    Array.from(found.survival[b], (share, month) => ({
      age_band,
      month,
      still_looked_after: Number(share.toFixed(6)),
      status: 'estimated',
      source,
    })),
  );
  writeCsv(`${DATA}stays.csv`, ['age_band', 'month', 'still_looked_after', 'status', 'source'], rows);
  console.log(
    `Stays: times stretched by ${long.toFixed(4)}; entries ${sum(found.entriesPerYearByBand).toFixed(1)} a year.`,
  );
  const stays = AGE_BANDS.map((age_band, b) => ({
    age_band,
    stock: stockByAgeBand[b],
    fitted: found.fittedStockByAgeBand[b],
    entries: found.entriesPerYearByBand[b],
    afterSixMonths: found.survival[b][6],
    afterTwoYears: found.survival[b][24],
    afterFiveYears: found.survival[b][60],
  }));
  const { survival, entriesPerYearByBand } = found;
  return { stays, stretch: long, newbornShare, steady: { survival, entriesPerYearByBand, ageShares } };
}
