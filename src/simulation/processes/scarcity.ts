import { FOSTER, POOL_KINDS, SERVICE_TYPE_COUNT } from '../constants.ts';
import { MARKETS } from '../money-state.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';

/** Quarters over which scarcity is averaged; those at the start set the level that later ones are held against. */
export const SCARCITY_QUARTERS = 4;
/** Bounds of scarcity relative to its start, and of what it does to the market's price. Counted when they bite. */
export const LARGEST_SCARCITY = 8;
export const LARGEST_PRICE_RISE = 3;
export const MONTHS_IN_QUARTER = 3;

/**
 * Scarcity of a market in a region, each quarter: searches begun over suitable vacancies (at the ends of quarters), both
 * summed over twelve months, relative to the first twelve. One is added to each sum, so that a region without either
 * stays at 1. The market's price follows it with the elasticity; the price paid comes near it as contracts are renewed.
 */
export function followScarcity(state: State): void {
  const { money, counters, parameters: p, luck, month, poolVacant } = state;
  const { regions, searched, headroom } = money;
  const areas = luck.areas;
  const markets = MARKETS * regions;
  const quarter = (month + 1) / MONTHS_IN_QUARTER;
  const now = quarter * markets;
  for (let i = 0; i < markets; i++) headroom[now + i] = headroom[now - markets + i]!;
  for (let type = 0; type < MARKETS; type++) {
    const suits = MONTHS_IN_QUARTER * (type === FOSTER ? p.matchedFoster : p.matchedOrdinary);
    for (let a = 0; a < areas; a++) {
      const at = now + type * regions + money.region[a]!;
      const pool = poolOf(areas, type, a, 0);
      let vacancies = 0;
      for (let kind = 0; kind < POOL_KINDS; kind++) vacancies += poolVacant[pool + kind]!;
      headroom[at]! += vacancies * suits;
      searched[at]! += counters.searches[a * SERVICE_TYPE_COUNT + type]!;
    }
  }
  if (quarter < SCARCITY_QUARTERS) return;
  const before = now - SCARCITY_QUARTERS * markets;
  const passed = Math.min(1, MONTHS_IN_QUARTER / p.pricePassThrough);
  for (let i = 0; i < markets; i++) {
    const ratio = (searched[now + i]! - searched[before + i]! + 1) / (headroom[now + i]! - headroom[before + i]! + 1);
    if (quarter === SCARCITY_QUARTERS) money.reference[i] = ratio;
    let scarcity = ratio / money.reference[i]!;
    let bounded = scarcity > LARGEST_SCARCITY || scarcity < 1 / LARGEST_SCARCITY;
    if (bounded) scarcity = scarcity > 1 ? LARGEST_SCARCITY : 1 / LARGEST_SCARCITY;
    let market = scarcity ** p.scarcityElasticity;
    if (market > LARGEST_PRICE_RISE || market < 1 / LARGEST_PRICE_RISE) {
      market = market > 1 ? LARGEST_PRICE_RISE : 1 / LARGEST_PRICE_RISE;
      bounded = true;
    }
    money.market[i] = market;
    money.paid[i]! += (market - money.paid[i]!) * passed;
    if (bounded) countBounded(state, i % regions);
  }
}

/** Counts a market of a region once, with the first of its authorities: only the total of the country is reported. */
function countBounded(state: State, region: number): void {
  const { money, counters } = state;
  counters.scarcityBounded[money.region.indexOf(region)]!++;
}
