import { AGE_BANDS, PLACEMENT_TYPES } from '../../dist/domain/vocabulary.js';
import { totalOf } from '../../dist/data/baseline/index.js';
import { unaccompaniedStock } from '../../dist/simulation/plan/unaccompanied.js';
import { youngerShareFor } from '../../dist/simulation/unaccompanied.js';
import { centralOf, sum } from './tables.mjs';

/**
 * The fitted baseline by placement type and age band without the unaccompanied children that a run marks in it at central
 * assumptions, and those children. They come and stay by a law of their own, so stays and needs are solved without them.
 */
export function withoutUnaccompanied(table) {
  const perYear = centralOf('entries_unaccompanied');
  const stock = unaccompaniedStock(totalOf(table), {
    followed: true,
    perYear,
    shareAtStart: centralOf('unaccompanied_at_start'),
    independent: centralOf('unaccompanied_independent'),
  });
  const taken = (type, age) => {
    if (type === 'foster') return age === '10-15' ? stock.younger : age === '16-17' ? stock.olderFoster : 0;
    return type === 'independent' && age === '16-17' ? stock.independent : 0;
  };
  const others = PLACEMENT_TYPES.map((type) =>
    AGE_BANDS.map((age) => totalOf(table, { age_band: [age], placement_type: [type] }) - taken(type, age)),
  );
  const all = sum(Object.values(stock));
  return { others, unaccompanied: { ...stock, all, perYear, youngerShare: youngerShareFor(all, perYear) } };
}
