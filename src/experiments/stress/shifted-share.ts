import type { Spread } from '../../assumptions/scenario/scenario.ts';
import type { AssumptionRow } from '../../domain/tables.ts';

/** As in the distributions: a logit has no place for 0 and 1. */
const odds = (share: number): number => {
  const inside = share >= 1 ? 0.99 : share <= 0 ? 0.01 : share;
  return inside / (1 - inside);
};
const shareOf = (o: number): number => o / (1 + o);

/**
 * The spread of a share with another middle: all odds are multiplied alike, so that every draw moves the same way and the
 * order of draws stays. A share without a spread becomes the new middle.
 *
 * @param middle the new middle, above 0 and under 1
 */
export function shiftedShare(row: AssumptionRow, middle: number): number | Spread {
  if (row.distribution === 'fixed' || row.low === undefined || row.high === undefined) return middle;
  const times = odds(middle) / odds(row.central);
  const moved = (share: number): number => shareOf(odds(share) * times);
  return { low: moved(row.low), central: middle, high: moved(row.high) };
}
