import { RESIDENTIAL, SERVICE_TYPE_COUNT } from './constants.ts';
import { BOUGHT, COST_SLOTS, EMERGENCY_SLOT, FIRST_WITHOUT_SERVICE, typeOfSlot } from './plan/money.ts';
import type { Plan } from './plan/plan.ts';

/** Service types whose prices follow scarcity: foster and residential care, the first two. */
export const MARKETS = RESIDENTIAL + 1;
/** Columns of `factor` after the markets: other bought care, emergency nights, what does not follow a market. */
export const FACTOR_OTHER = MARKETS;
export const FACTOR_EMERGENCY = MARKETS + 1;
const FACTOR_NONE = MARKETS + 2;
export const FACTORS = MARKETS + 3;

/** What the process of money keeps while a draw runs. Regions, and after them areas that belong to none. */
export interface MoneyState {
  /** Region of each area; the last for areas without one. */
  readonly region: Int32Array;
  readonly regions: number;
  /** Whether a scenario multiplies prices anywhere: then a row of prices is an area, else a region. */
  readonly shocked: boolean;
  /** Kinds of cost that are priced, and the column of `factor` that each follows. */
  readonly slots: Int32Array;
  readonly factorOf: Uint8Array;
  /** Pounds a week in the money of the base year before growth and scarcity, by kind of cost. */
  readonly weekly: Float64Array;
  /** Pounds a day this quarter, by row and kind of cost; and for an empty place of an authority's own, by type. */
  readonly price: Float64Array;
  readonly emptyPrice: Float64Array;
  /** What scarcity and price shocks make of prices, by row. */
  readonly factor: Float64Array;
  /** Price paid over the price without scarcity, by market and region: follows the market's as contracts are renewed. */
  readonly paid: Float64Array;
  /** The market's price over the price without scarcity, by market and region. */
  readonly market: Float64Array;
  /** Searches begun and suitable vacancies, summed from the start, by quarter, market and region. */
  readonly searched: Float64Array;
  readonly headroom: Float64Array;
  /** Searches a suitable vacancy in the first twelve months, by market and region. */
  readonly reference: Float64Array;
}

export function createMoney(plan: Plan): MoneyState {
  const { regionOf, regionCodes, areaCodes } = plan.geography;
  const regions = regionCodes.length + 1;
  const rows = Math.max(regions, areaCodes.length);
  const quarters = Math.floor(plan.months / 3) + 1;
  const { priced, kind } = plan.money;
  return {
    region: regionOf.map((r) => (r < 0 ? regions - 1 : r)),
    regions,
    shocked: plan.levers.priceFactor.some((f) => f !== 1),
    slots: Int32Array.from(priced.keys()).filter((slot) => priced[slot] === 1),
    factorOf: kind.map((k, slot) => (k === BOUGHT ? followed(slot) : FACTOR_NONE)),
    weekly: new Float64Array(COST_SLOTS),
    price: new Float64Array(rows * COST_SLOTS),
    emptyPrice: new Float64Array(SERVICE_TYPE_COUNT),
    factor: new Float64Array(rows * FACTORS),
    paid: new Float64Array(MARKETS * regions),
    market: new Float64Array(MARKETS * regions),
    searched: new Float64Array(quarters * MARKETS * regions),
    headroom: new Float64Array(quarters * MARKETS * regions),
    reference: new Float64Array(MARKETS * regions),
  };
}

function followed(slot: number): number {
  if (slot === EMERGENCY_SLOT) return FACTOR_EMERGENCY;
  return slot < FIRST_WITHOUT_SERVICE && typeOfSlot(slot) < MARKETS ? typeOfSlot(slot) : FACTOR_OTHER;
}

export function resetMoney(money: MoneyState): void {
  money.paid.fill(1);
  money.market.fill(1);
  money.factor.fill(1);
  money.searched.fill(0);
  money.headroom.fill(0);
  money.reference.fill(1);
}
