import { financialYearEnding, financialYearName, monthOf } from '../../domain/calendar.ts';
import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { DataSet, IndexRow, PriceRow } from '../../domain/tables.ts';
import { PLACEMENT_TYPES, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import {
  FOR_PROFIT,
  FOSTER,
  KINSHIP,
  LOCAL_AUTHORITY,
  OTHER_SECTOR,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
} from '../constants.ts';
import type { Geography, ProjectPlan, ServicesPlan } from './plan.ts';

/** Financial year to whose prices all money is brought, by the year in which it ends. */
export const PRICE_BASE_YEAR = 2025;
/** The price base in words, and the unit of every measure of money. */
export const PRICE_BASE = financialYearName(PRICE_BASE_YEAR);
export const MONEY_UNIT = `gbp-${PRICE_BASE}`;

/** Places that no list names: outside the country, and supported accommodation where the data set lists none. */
export const UNLISTED = SECTOR_COUNT;
export const COST_COLUMNS = SECTOR_COUNT + 1;
/** First of the placement types without services; then nights in settings without registration. */
export const FIRST_WITHOUT_SERVICE = SERVICE_TYPE_COUNT * COST_COLUMNS;
export const EMERGENCY_SLOT = FIRST_WITHOUT_SERVICE + PLACEMENT_TYPES.length - SERVICE_TYPE_COUNT;
/** Kinds of cost: each service type by sector and unlisted, each type without services, emergency nights. */
export const COST_SLOTS = EMERGENCY_SLOT + 1;

/** Service type and sector of a kind of cost below the first without services. */
export const typeOfSlot = (slot: number): number => Math.floor(slot / COST_COLUMNS);
export const columnOfSlot = (slot: number): number => slot % COST_COLUMNS;

/** Kind of cost of a service type (the first four numbers) and a sector or `UNLISTED`. */
export function costSlot(type: number, column: number): number {
  return type * COST_COLUMNS + column;
}

/** Kind of cost of a placement type without services: kinship and those after it. */
export function costSlotWithoutService(type: number): number {
  return FIRST_WITHOUT_SERVICE + type - KINSHIP;
}

/** How a cost moves: allowances with consumer prices, own services with pay and prices, bought care with its market. */
export const ALLOWANCE = 0;
export const OWN = 1;
export const BOUGHT = 2;

/** What the tables say about money, brought to one price base. */
export interface MoneyPlan {
  /** `2024-25`. */
  readonly priceBase: string;
  /** Pounds a week in the money of the day of the price, by kind of cost; 0 where `priced` is 0. */
  readonly weekly: Float64Array;
  readonly priced: Uint8Array;
  /** ALLOWANCE, OWN or BOUGHT. */
  readonly kind: Uint8Array;
  /** Kinds of cost of places in listed services that are priced and can happen in this data set. */
  readonly listed: Int32Array;
  /** For each of these, type times sectors plus sector. */
  readonly listedCells: Int32Array;
  /** Placement types without services that are priced. */
  readonly withoutService: Int32Array;
  /** Index of the price base over that of the day of the price, for pay and for consumer prices. */
  readonly payRatio: Float64Array;
  readonly pricesRatio: Float64Array;
  /** Grants by month (from the start) and area, pounds of the price base. */
  readonly grants: Float64Array;
  /** Months from the start after which no grant is known. */
  readonly grantMonths: number;
  /** Months from the start to the middle of the base year: real growth is counted from there. */
  readonly baseMonth: number;
  /** What can happen in this data set and has no price: left out of every cost, never taken as 0. */
  readonly notPriced: readonly string[];
  readonly status: EvidenceStatus;
}

interface Cost {
  readonly slot: number;
  readonly name: string;
  readonly kind: number;
  /** Rows of `prices.csv` that may price it, the first found counts. */
  readonly rows: readonly (readonly [type: string, sector: string])[];
  /** Whether it can happen in this data set. */
  readonly happens: boolean;
}

/** Every kind of cost with what may price it. */
function costs(services: ServicesPlan, projects: readonly ProjectPlan[]): Cost[] {
  const list: Cost[] = [];
  const known = (t: number, k: number): boolean =>
    services.type.some((v, i) => v === t && services.sector[i] === k) ||
    projects.some((p) => p.type === t && p.sector === k);
  SERVICE_TYPES.forEach((type, t) => {
    SECTORS.forEach((sector, k) => {
      // Openings, sales and conversions make services of the three sectors out of others.
      const changes = t === FOSTER || t === RESIDENTIAL || known(t, FOR_PROFIT);
      list.push({
        slot: costSlot(t, k),
        name: `${type}, ${sector}`,
        kind: t === SECURE ? OWN : k !== LOCAL_AUTHORITY ? BOUGHT : t === FOSTER ? ALLOWANCE : OWN,
        rows: [
          [type, sector],
          [type, 'all'],
        ],
        happens: known(t, k) || (changes && k !== OTHER_SECTOR),
      });
    });
    list.push({
      slot: costSlot(t, UNLISTED),
      name: `${type}, outside the country or not listed`,
      kind: t === SECURE ? OWN : BOUGHT,
      rows: [
        [type, SECTORS[FOR_PROFIT]!],
        [type, 'all'],
      ],
      happens: true,
    });
  });
  PLACEMENT_TYPES.forEach((type, t) => {
    if (t < KINSHIP) return;
    list.push({ slot: costSlotWithoutService(t), name: type, kind: ALLOWANCE, rows: [[type, 'all']], happens: true });
  });
  list.push({ slot: EMERGENCY_SLOT, name: 'emergency', kind: BOUGHT, rows: [['emergency', 'all']], happens: true });
  return list;
}

/** Brings prices and funding to the price base. A year without an index takes the nearest year, and is listed. */
export function planMoney(
  data: DataSet,
  geography: Geography,
  services: ServicesPlan,
  projects: readonly ProjectPlan[],
  childrenAtStart: readonly number[],
  startMonth: number,
  months: number,
): { readonly plan: MoneyPlan; readonly repairs: Repair[] } {
  const repairs: Repair[] = [];
  const ratio = (index: IndexRow['index'], year: number): number => ratioToBase(data.indices, index, year, repairs);
  const weekly = new Float64Array(COST_SLOTS);
  const priced = new Uint8Array(COST_SLOTS);
  const kind = new Uint8Array(COST_SLOTS);
  const payRatio = new Float64Array(COST_SLOTS).fill(1);
  const pricesRatio = new Float64Array(COST_SLOTS).fill(1);
  const listed: number[] = [];
  const notPriced: string[] = [];
  const used: PriceRow[] = [];
  for (const cost of costs(services, projects)) {
    kind[cost.slot] = cost.kind;
    const row = cost.rows.map(([type, sector]) => latestPrice(data.prices, type, sector)).find((r) => r !== undefined);
    if (row === undefined) {
      if (cost.happens) notPriced.push(cost.name);
      continue;
    }
    const year = financialYearEnding(monthOf(row.price_date));
    used.push(row);
    weekly[cost.slot] = row.weekly_gbp;
    priced[cost.slot] = 1;
    if (cost.happens && cost.slot < FIRST_WITHOUT_SERVICE && cost.slot % COST_COLUMNS !== UNLISTED)
      listed.push(cost.slot);
    payRatio[cost.slot] = ratio('pay', year);
    pricesRatio[cost.slot] = ratio('prices', year);
  }
  const grants = planGrants(data, geography, childrenAtStart, startMonth, months, (year) => ratio('prices', year));
  return {
    plan: {
      priceBase: PRICE_BASE,
      weekly,
      priced,
      kind,
      listed: Int32Array.from(listed),
      listedCells: Int32Array.from(listed, (slot) => typeOfSlot(slot) * SECTOR_COUNT + columnOfSlot(slot)),
      withoutService: Int32Array.from(PLACEMENT_TYPES.keys()).filter(
        (type) => type >= KINSHIP && priced[costSlotWithoutService(type)] === 1,
      ),
      payRatio,
      pricesRatio,
      grants,
      grantMonths: Math.ceil((grants.findLastIndex((pounds) => pounds !== 0) + 1) / geography.areaCodes.length),
      baseMonth: (PRICE_BASE_YEAR - 1) * 12 + 9 - startMonth,
      notPriced,
      // The indices are known to whole points: nothing made with them is better than estimated.
      status: weakestStatus('estimated', ...used.map((r) => r.status), ...data.funding.map((r) => r.status)),
    },
    repairs: unique(repairs),
  };
}

function latestPrice(prices: readonly PriceRow[], type: string, sector: string): PriceRow | undefined {
  return prices
    .filter((r) => r.service_type === type && r.sector === sector)
    .reduce<PriceRow | undefined>(
      (last, r) => (last === undefined || r.price_date > last.price_date ? r : last),
      undefined,
    );
}

/** Index of the base year over that of a year. */
function ratioToBase(rows: readonly IndexRow[], index: IndexRow['index'], year: number, repairs: Repair[]): number {
  const known = rows.filter((r) => r.index === index);
  const at = (wanted: number): number => {
    let best: IndexRow | undefined;
    for (const r of known) if (best === undefined || Math.abs(r.year - wanted) < Math.abs(best.year - wanted)) best = r;
    if (best?.year !== wanted) {
      repairs.push({
        file: 'indices.csv',
        found: `no ${index} index for the financial year ${financialYearName(wanted)}`,
        used: best === undefined ? 'no change of money' : `that of ${financialYearName(best.year)}`,
        why: `money of that year is brought to the prices of ${PRICE_BASE}`,
      });
    }
    return best?.value ?? 1;
  };
  return year === PRICE_BASE_YEAR ? 1 : at(PRICE_BASE_YEAR) / at(year);
}

/**
 * Grants by month and area: a year's money evenly over its months until the fund ends. Money for the country or a region
 * is shared over its authorities by their children looked after at the start.
 */
function planGrants(
  data: DataSet,
  geography: Geography,
  childrenAtStart: readonly number[],
  startMonth: number,
  months: number,
  toBase: (year: number) => number,
): Float64Array {
  const { areaCodes, regionCodes, regionOf, countryCode } = geography;
  const grants = new Float64Array(months * areaCodes.length);
  for (const row of data.funding) {
    const region = regionCodes.indexOf(row.area_code);
    const members = areaCodes.flatMap((code, a) =>
      code === row.area_code || row.area_code === countryCode || (region >= 0 && regionOf[a] === region) ? [a] : [],
    );
    const children = members.reduce((sum, a) => sum + childrenAtStart[a]!, 0);
    const last = row.ends === undefined ? Infinity : monthOf(row.ends) - startMonth;
    const inYear = (m: number): boolean => financialYearEnding(startMonth + m) === row.year && m <= last;
    const monthly = (((row.capital_gbp ?? 0) + (row.revenue_gbp ?? 0)) / 12) * toBase(row.year);
    for (let m = 0; m < months; m++) {
      if (!inYear(m)) continue;
      for (const a of members) {
        const share = children > 0 ? childrenAtStart[a]! / children : 1 / members.length;
        grants[m * areaCodes.length + a]! += monthly * share;
      }
    }
  }
  return grants;
}

function unique(repairs: readonly Repair[]): Repair[] {
  return repairs.filter((r, i) => repairs.findIndex((other) => other.found === r.found) === i);
}
