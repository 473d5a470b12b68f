// Writes data/measures.csv, the combinations that a run records, from the grid in dist. Run after `npm run build`:
//   node scripts/build-measures.mjs [FILE]
import { fileURLToPath } from 'node:url';
import { allSeries } from '../dist/measures/grid.js';
import { writeCsv } from './lib/csv.mjs';

const COLUMNS = [
  'measure',
  'unit',
  'area_role',
  'service_type',
  'sector',
  'age_band',
  'need_class',
  'reason',
  'provider_country',
  'levels',
];
const file = process.argv[2] ?? fileURLToPath(new URL('../data/measures.csv', import.meta.url));
// Series without a level only help to work out others.
const rows = allSeries()
  .filter((s) => Object.keys(s.levels).length > 0)
  .map((s) => ({
    measure: s.measure,
    unit: s.unit,
    area_role: s.areaRole,
    service_type: s.serviceType,
    sector: s.sector,
    age_band: s.ageBand,
    need_class: s.needClass,
    reason: s.reason,
    provider_country: s.providerCountry,
    levels: Object.entries(s.levels)
      .map(([level, period]) => `${level}:${period}`)
      .join(' '),
  }));
writeCsv(file, COLUMNS, rows);
console.log(`${rows.length} combinations in ${file.replace(/^.*[\\/]/, '')}`);
