import { daysInMonth } from '../../domain/calendar.ts';
import {
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  PLACEMENT_TYPE_COUNT,
  REGIONAL_POOL,
  RESIDENTIAL,
  SECTOR_COUNT,
  SERVICE_TYPE_COUNT,
  WAITING,
} from '../constants.ts';
import { FACTOR_EMERGENCY, FACTOR_OTHER, FACTORS, MARKETS } from '../money-state.ts';
import {
  ALLOWANCE,
  BOUGHT,
  COST_COLUMNS,
  COST_SLOTS,
  costSlot,
  costSlotWithoutService,
  EMERGENCY_SLOT,
  UNLISTED,
} from '../plan/money.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';
import { followScarcity, MONTHS_IN_QUARTER } from './scarcity.ts';

const DAYS_IN_WEEK = 7;
const LIVING = PLACEMENT_TYPE_COUNT + 1;
const CELLS = SERVICE_TYPE_COUNT * SECTOR_COUNT;

/**
 * The month's money, by the authority responsible for the child: nights at the end of the month times days, prices of the
 * base year with growth and scarcity, empty staffed places of an authority's own services, grants. Prices change once a
 * quarter.
 */
export function applyMoney(state: State): void {
  const { month, money } = state;
  if (month === 0) bringToBase(state);
  if (month % MONTHS_IN_QUARTER === 0 || money.shocked) setPrices(state);
  payMonth(state);
  if ((month + 1) % MONTHS_IN_QUARTER === 0) followScarcity(state);
}

/** Weekly prices in the money of the base year: the part that is pay by the pay index, the rest by consumer prices. */
function bringToBase(state: State): void {
  const { money, parameters: p, plan } = state;
  const { weekly, kind, payRatio, pricesRatio } = plan.money;
  for (let i = 0; i < COST_SLOTS; i++) {
    const pay = kind[i] === ALLOWANCE ? 0 : p.payShare;
    const level = kind[i] === BOUGHT ? p.priceLevelBought : p.priceLevelOwn;
    money.weekly[i] = weekly[i]! * (pay * payRatio[i]! + (1 - pay) * pricesRatio[i]!) * level;
  }
}

/**
 * Prices a day by row and kind of cost. A row is a region, or an area where a scenario multiplies prices somewhere. Real
 * growth runs from the middle of the base year to the middle of the quarter. Contracts of the two markets pay the price
 * that scarcity has come to, emergency nights the market's; what is not bought follows neither.
 */
function setPrices(state: State): void {
  const { money, parameters: p, plan, luck, month } = state;
  const { slots, factorOf, price, factor, paid, market, regions, shocked } = money;
  const { kind } = plan.money;
  const rows = shocked ? luck.areas : regions;
  for (let row = 0; row < rows; row++) {
    const region = shocked ? money.region[row]! : row;
    const shock = shocked ? plan.levers.priceFactor[month * luck.areas + row]! : 1;
    const at = row * FACTORS;
    for (let type = 0; type < MARKETS; type++) factor[at + type] = paid[type * regions + region]! * shock;
    factor[at + FACTOR_OTHER] = shock;
    factor[at + FACTOR_EMERGENCY] = market[RESIDENTIAL * regions + region]! * shock;
  }
  const quarter = month - (month % MONTHS_IN_QUARTER);
  const years = (quarter + MONTHS_IN_QUARTER / 2 - plan.money.baseMonth) / 12;
  const bought = (1 + p.priceGrowth) ** years / DAYS_IN_WEEK;
  const own = (1 + p.ownCostGrowth) ** years / DAYS_IN_WEEK;
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    const a = kind[slot] === ALLOWANCE ? 1 / DAYS_IN_WEEK : kind[slot] === BOUGHT ? bought : own;
    const base = money.weekly[slot]! * a;
    const f = factorOf[slot]!;
    for (let row = 0; row < rows; row++) price[row * COST_SLOTS + slot] = base * factor[row * FACTORS + f]!;
  }
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    // The same in every row: an authority's own services are not bought.
    const share = type === FOSTER ? p.fosterVoidCost : hasHomes(type) ? 1 : 0;
    money.emptyPrice[type] = price[costSlot(type, LOCAL_AUTHORITY)]! * share;
  }
}

/** Care of the month, area by area. */
function payMonth(state: State): void {
  const { money, plan, luck, month, poolVacant } = state;
  const { placed, placedOutside, lookedAfter, waiting, waitingUnregistered, cost, costRunning, grants } =
    state.counters;
  const { listed, listedCells, withoutService } = plan.money;
  const { price, emptyPrice, region, shocked } = money;
  const days = daysInMonth(plan.startMonth + month);
  const areas = luck.areas;
  for (let a = 0; a < areas; a++) {
    const at = a * COST_SLOTS;
    const row = (shocked ? a : region[a]!) * COST_SLOTS;
    let total = 0;
    for (let i = 0; i < listed.length; i++) {
      const children = placed[a * CELLS + listedCells[i]!]!;
      if (children === 0) continue;
      const slot = listed[i]!;
      const pounds = children * days * price[row + slot]!;
      cost[at + slot]! += pounds;
      total += pounds;
    }
    for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
      const outside = placedOutside[a * PLACEMENT_TYPE_COUNT + type]!;
      if (outside !== 0) {
        const slot = type * COST_COLUMNS + UNLISTED;
        const pounds = outside * days * price[row + slot]!;
        cost[at + slot]! += pounds;
        total += pounds;
      }
      if (emptyPrice[type] === 0) continue;
      // Empty staffed places of an authority's own services, paid by the authority in which they lie.
      const pool = poolOf(areas, type, a, 0);
      const empty = poolVacant[pool + LOCAL_AUTHORITY]! + poolVacant[pool + REGIONAL_POOL]!;
      if (empty === 0) continue;
      const pounds = empty * days * emptyPrice[type]!;
      cost[at + type * COST_COLUMNS + LOCAL_AUTHORITY]! += pounds;
      total += pounds;
    }
    for (let i = 0; i < withoutService.length; i++) {
      const slot = costSlotWithoutService(withoutService[i]!);
      const pounds = lookedAfter[a * LIVING + withoutService[i]!]! * days * price[row + slot]!;
      cost[at + slot]! += pounds;
      total += pounds;
    }
    const without = lookedAfter[a * LIVING + WAITING]!;
    if (without > 0) {
      // Nights in settings without registration at the price of an emergency; the other nights of children without a
      // place at that of a place of the type needed, bought outside any list.
      const unregistered = waitingUnregistered[a]!;
      let pounds = 0;
      for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
        pounds += waiting[a * PLACEMENT_TYPE_COUNT + type]! * price[row + type * COST_COLUMNS + UNLISTED]!;
      }
      pounds = days * (pounds * (1 - unregistered / without) + unregistered * price[row + EMERGENCY_SLOT]!);
      cost[at + EMERGENCY_SLOT]! += pounds;
      total += pounds;
    }
    if (!state.independentLimited) total += payForUnlisted(state, a, row, days);
    costRunning[a]! += total;
  }
  if (month < plan.money.grantMonths) {
    for (let a = 0; a < areas; a++) grants[a]! += plan.money.grants[month * areas + a]!;
  }
}

/** Children in supported accommodation that no list names: where the data set lists none, it is not limited. */
function payForUnlisted(state: State, a: number, row: number, days: number): number {
  const { lookedAfter, placed, placedOutside, cost } = state.counters;
  const slot = costSlot(INDEPENDENT, UNLISTED);
  let children = lookedAfter[a * LIVING + INDEPENDENT]! - placedOutside[a * PLACEMENT_TYPE_COUNT + INDEPENDENT]!;
  for (let sector = 0; sector < SECTOR_COUNT; sector++) {
    children -= placed[a * CELLS + INDEPENDENT * SECTOR_COUNT + sector]!;
  }
  const pounds = children * days * state.money.price[row + slot]!;
  cost[a * COST_SLOTS + slot]! += pounds;
  return pounds;
}

/**
 * Counts capital on the day on which a service opens or is bought: the sum that a table or a lever gives, else, for an
 * authority's homes, the assumption a place. What other bodies spend and nobody states is not counted.
 */
export function payForOpening(state: State, s: number, stated: number): void {
  const { services, parameters } = state;
  const type = services.type[s]!;
  const assumed = services.sector[s] === LOCAL_AUTHORITY && hasHomes(type);
  if (!Number.isNaN(stated)) payOnce(state, s, stated);
  else if (assumed) payOnce(state, s, services.registered[s]! * parameters.capitalPerPlace);
}

/** Counts the price of a home that an authority has bought, by the places that it keeps. Carers are not bought. */
export function payForPurchase(state: State, s: number): void {
  const { services, counters, parameters } = state;
  const type = services.type[s]!;
  if (!hasHomes(type)) return;
  counters.placesBought[services.area[s]! * SERVICE_TYPE_COUNT + type]! += services.registered[s]!;
  payOnce(state, s, services.registered[s]! * parameters.acquisitionPrice);
}

function payOnce(state: State, s: number, pounds: number): void {
  const { services, counters } = state;
  const area = services.area[s]!;
  counters.costCapital[area * CELLS + services.type[s]! * SECTOR_COUNT + services.sector[s]!]! += pounds;
  counters.costOnce[area]! += pounds;
}

/** Types whose places are in buildings of their own: children's homes and supported accommodation. */
function hasHomes(type: number): boolean {
  return type === RESIDENTIAL || type === INDEPENDENT;
}
