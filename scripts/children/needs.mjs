import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { totalOf } from '../../dist/data/baseline/index.js';
import { DATA } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

/** Writes the share of each placement type at entry by age band: the mix of the baseline, a start for the engine to solve from. */
export function buildNeeds(table) {
  const rows = AGE_BANDS.flatMap((age_band) => {
    const all = totalOf(table, { age_band: [age_band] });
    return PLACEMENT_TYPES.map((placement_type) => ({
      age_band,
      placement_type,
      share_at_entry: Number(
        (totalOf(table, { age_band: [age_band], placement_type: [placement_type] }) / all).toFixed(9),
      ),
      status: 'illustrative',
      source:
        'No table of first placements by age was readable: the mix of the fitted baseline at 31 March 2024 in this age band stands in',
    }));
  });
  writeCsv(`${DATA}needs.csv`, ['age_band', 'placement_type', 'share_at_entry', 'status', 'source'], rows);
}
