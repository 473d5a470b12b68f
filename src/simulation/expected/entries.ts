import { AGE_BANDS } from '../../domain/vocabulary.ts';
import { FOSTER, KINSHIP, PLACEMENT_TYPE_COUNT } from '../constants.ts';
import type { Parameters } from '../parameters.ts';
import { othersScale } from '../unaccompanied.ts';
import type { Plan } from '../plan/plan.ts';

const BANDS = AGE_BANDS.length;

/** Expected entries in a month, by area and age band. Overdispersion widens the count and leaves its mean. */
export function expectedEntries(plan: Plan, p: Parameters, month: number, area: number, band: number): number {
  const { children, geography, levers } = plan;
  const areas = geography.areaCodes.length;
  const year = Math.floor(month / 12);
  return (
    (children.entriesPerYear[area * BANDS + band]! *
      children.populationRatio[(year * areas + area) * BANDS + band]! *
      levers.entriesFactor[(month * areas + area) * BANDS + band]! *
      othersScale(plan, p) *
      (1 + p.entriesTrend) ** (month / 12)) /
    12
  );
}

/** Shares of entries by placement type in an area, age band and month, after a lever on kinship. Written into `out`. */
export function entryShares(plan: Plan, month: number, area: number, band: number, out: Float64Array): void {
  const { needCumulative, kinOverFoster } = plan.children;
  const at = (area * BANDS + band) * PLACEMENT_TYPE_COUNT;
  let before = 0;
  for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
    const upTo = type === PLACEMENT_TYPE_COUNT - 1 ? 1 : needCumulative[at + type]!;
    out[type] = Math.max(0, upTo - before);
    before = Math.max(before, upTo);
  }
  const factor = plan.levers.kinshipFactor[month]!;
  const toKin = factor > 1 ? Math.min(1, (factor - 1) * kinOverFoster[area * BANDS + band]!) * out[FOSTER]! : 0;
  const fromKin = factor < 1 ? Math.min(1, 1 - factor) * out[KINSHIP]! : 0;
  out[KINSHIP]! += toKin - fromKin;
  out[FOSTER]! += fromKin - toKin;
}
