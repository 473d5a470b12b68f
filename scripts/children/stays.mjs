import { AGE_BANDS, ADULT_AGE_MONTHS } from '../../dist/domain/vocabulary.js';
import { stationaryEntries } from '../../dist/simulation/stationary.js';
import { DATA, sum } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

/** Entries a year that hold the baseline steady: the published number of starts, about 2,000 in 2023-24. */
const ENTRIES_PER_YEAR = 2000;
const SOURCE =
  'No table is public for Wales: assumed falling hazards, scaled so that 2,000 starts a year hold the baseline; see docs/data-baseline.md';

/**
 * Monthly hazard of leaving by months since entry, before scaling in time: [from month, hazard]. High in the first six
 * months, then falling. Babies leave fastest (adoption, return home): the baseline holds fewer children aged 1 to 4 for
 * each year of age than under 1, which long stays of babies would not allow. All values are assumptions.
 */
const HAZARDS = {
  0: [
    [0, 0.06],
    [6, 0.054],
    [36, 0.03],
    [60, 0.004],
  ],
  '1-4': [
    [0, 0.035],
    [6, 0.018],
    [24, 0.009],
    [48, 0.003],
  ],
  '5-9': [
    [0, 0.03],
    [6, 0.009],
    [24, 0.004],
    [48, 0.0015],
  ],
  '10-15': [
    [0, 0.032],
    [6, 0.008],
    [24, 0.004],
    [48, 0.002],
  ],
  '16-17': [
    [0, 0.022],
    [6, 0.01],
    [24, 0.006],
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

/** Finds the stretch of time at which stationary entries add to the published starts, and writes the table. */
export function buildStays(stockByAgeBand) {
  const at = (stretch) => {
    const survival = AGE_BANDS.map((band) => survivalFor(band, stretch));
    return { survival, ...stationaryEntries({ survival, stockByAgeBand }) };
  };
  let short = 0.2;
  let long = 5;
  for (let i = 0; i < 40; i++) {
    const middle = (short + long) / 2;
    if (sum(at(middle).entriesPerYearByBand) > ENTRIES_PER_YEAR) short = middle;
    else long = middle;
  }
  const found = at(long);
  const rows = AGE_BANDS.flatMap((age_band, b) =>
    Array.from(found.survival[b], (share, month) => ({
      age_band,
      month,
      still_looked_after: Number(share.toFixed(6)),
      status: 'illustrative',
      source: SOURCE,
    })),
  );
  writeCsv(`${DATA}stays.csv`, ['age_band', 'month', 'still_looked_after', 'status', 'source'], rows);
  console.log(
    `Stays: times stretched by ${long.toFixed(4)}; entries ${sum(found.entriesPerYearByBand).toFixed(1)} a year.`,
  );
  return AGE_BANDS.map((age_band, b) => ({
    age_band,
    stock: stockByAgeBand[b],
    fitted: found.fittedStockByAgeBand[b],
    entries: found.entriesPerYearByBand[b],
    afterSixMonths: found.survival[b][6],
    afterTwoYears: found.survival[b][24],
  }));
}
