import { largestEffects } from '../../experiments/sensitivity/largest-effects.ts';
import type { Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import { DIGEST_DIGITS } from '../../experiments/sensitivity/sensitivity-rows.ts';
import type { Table } from '../csv.ts';

const OWN = [
  ...['id', 'meaning', 'unit', 'distribution', 'low', 'central', 'high', 'quantiles'],
  ...['strength', 'source', 'owner', 'date', 'review_by'],
] as const;

/**
 * The table of assumptions with the measured effect beside each: a copy of `assumptions.csv` that is read like it. `effect` is the mean
 * size of what the headline does when the assumption goes from its 5th to its 95th quantile. A quantity that was not moved has none.
 */
export function effectsTable(found: Sensitivity): Table {
  const largest = largestEffects(found);
  const design_digest = found.screening.design.digest.slice(0, DIGEST_DIGITS);
  return {
    columns: [...OWN, 'effect', 'effect_unit', 'effect_class', 'headline', 'design_digest'],
    rows: found.assumptions.map((row) => {
      const own = Object.fromEntries(OWN.map((column) => [column, row[column as keyof typeof row]]));
      const measured = largest.get(row.id);
      if (measured === undefined) return own;
      return {
        ...own,
        effect: Number(measured.effect.muStar.value.toPrecision(4)),
        effect_unit: measured.unit,
        effect_class: measured.effect.effectClass,
        headline: measured.headline,
        design_digest,
      };
    }),
  };
}
