import { daysInMonth, financialYearEnding, monthOf } from '../../src/domain/calendar.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { PLACEMENT_TYPES, SECTORS } from '../../src/domain/vocabulary.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  RESIDENTIAL,
  SECURE,
  WAITING,
  WINDING_DOWN,
} from '../../src/simulation/constants.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import type { State } from '../../src/simulation/state.ts';

const BASE = 2025;

/**
 * Counts every month's money anew from the rows of children and services, the tables and the drawn assumptions, without a
 * look at the engine's counters of cost, and holds it against them. Only what scarcity has made of prices is taken over.
 */
export class MoneyRecount implements Recorder {
  months = 0;
  /** Areas and months in which something was spent once. */
  spentOnce = 0;
  private readonly data: DataSet;
  private costBefore: number[] = [];
  private onceBefore: number[] = [];
  private paid: number[] = [];
  private market: number[] = [];
  private sectors: number[] = [];

  constructor(data: DataSet) {
    this.data = data;
  }

  begin(state: State): void {
    this.costBefore = Array.from(state.counters.costRunning);
    this.onceBefore = Array.from(state.counters.costOnce);
    this.keep(state);
  }

  endMonth(state: State): void {
    const areas = state.luck.areas;
    const care = new Array<number>(areas).fill(0);
    this.children(state, care);
    this.emptyPlaces(state, care);
    for (let a = 0; a < areas; a++) {
      const counted = state.counters.costRunning[a]! - this.costBefore[a]!;
      close(counted, care[a]!, state.counters.costRunning[a]!, `care of area ${a} in month ${state.month}`);
    }
    this.once(state);
    this.costBefore = Array.from(state.counters.costRunning);
    this.onceBefore = Array.from(state.counters.costOnce);
    this.keep(state);
    this.months++;
  }

  private keep(state: State): void {
    const { services, money, month } = state;
    // Prices change once a quarter, with what scarcity was at the end of the one before.
    if (this.paid.length === 0 || (month + 1) % 3 === 0) {
      this.paid = Array.from(money.paid);
      this.market = Array.from(money.market);
    }
    this.sectors = Array.from({ length: services.count }, (_, s) => services.sector[s]!);
  }

  private children(state: State, care: number[]): void {
    const { children, services } = state;
    const without: { children: number; unregistered: number; interim: number }[] = [];
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      const a = children.area[c]!;
      const place = children.place[c]!;
      const s = children.service[c]!;
      const unlisted = (type: number): number => this.price(state, a, type, FOR_PROFIT);
      if (place === WAITING) {
        const row = (without[a] ??= { children: 0, unregistered: 0, interim: 0 });
        row.children++;
        row.unregistered += children.unregistered[c]!;
        row.interim += unlisted(children.need[c]!);
      } else if (place > INDEPENDENT) care[a]! += this.price(state, a, place, -1);
      else care[a]! += s >= 0 ? this.price(state, a, place, services.sector[s]!) : unlisted(place);
    }
    // Which of an area's children without a place are in a setting without registration makes no difference to the price
    // of the others: each pays for the mean of what they need.
    without.forEach((row, a) => {
      const emergency = row.unregistered * this.price(state, a, WAITING, -1);
      care[a]! += emergency + row.interim * (1 - row.unregistered / row.children);
    });
  }

  /** Staffed places of authorities that nobody uses: homes in full, foster places by the share that is paid. */
  private emptyPlaces(state: State, care: number[]): void {
    const { services, parameters } = state;
    for (let s = 0; s < services.count; s++) {
      const type = services.type[s]!;
      const offered = services.serves[s] === 1 && services.refuses[s] === 0;
      const open = services.status[s] !== CLOSED && services.status[s] !== WINDING_DOWN;
      if (services.sector[s] !== LOCAL_AUTHORITY || type === SECURE || !open || !offered) continue;
      const empty = services.usable[s]! - services.occupied[s]! - services.otherCountry[s]! - services.held[s]!;
      const share = type === FOSTER ? parameters.fosterVoidCost : 1;
      const a = services.area[s]!;
      care[a]! += Math.max(0, empty) * share * this.price(state, a, type, LOCAL_AUTHORITY);
    }
  }

  /** Authorities' homes that opened or were bought this month, and projects with a sum of their own. */
  private once(state: State): void {
    const { services, parameters: p, plan, luck, counters } = state;
    const once = new Array<number>(luck.areas).fill(0);
    const unsure = new Set<number>();
    for (let s = 0; s < services.count; s++) {
      const a = services.area[s]!;
      const known = this.sectors[s];
      const homes = services.type[s] === RESIDENTIAL || services.type[s] === INDEPENDENT;
      const project = known === undefined ? plan.projects.find((q) => q.hash === services.hash[s]) : undefined;
      // Opened or bought and closed again inside the month: its places can be seen no more.
      if (services.status[s] === CLOSED && known !== services.sector[s]) unsure.add(a);
      else if (project !== undefined && !Number.isNaN(project.capital)) once[a]! += project.capital;
      else if (services.sector[s] === LOCAL_AUTHORITY && homes && known !== LOCAL_AUTHORITY) {
        once[a]! += services.registered[s]! * (known === undefined ? p.capitalPerPlace : p.acquisitionPrice);
      }
    }
    for (let a = 0; a < luck.areas; a++) {
      if (once[a]! > 0) this.spentOnce++;
      const counted = counters.costOnce[a]! - this.onceBefore[a]!;
      if (!unsure.has(a))
        close(counted, once[a]!, counters.costOnce[a]!, `capital of area ${a} in month ${state.month}`);
    }
  }

  /** Pounds for one child and the days of the month: type of placement (WAITING for an emergency) and sector (-1 for all). */
  private price(state: State, area: number, type: number, sector: number): number {
    const { data } = this;
    const { parameters: p, plan, month } = state;
    const name = type === WAITING ? 'emergency' : PLACEMENT_TYPES[type]!;
    const named = (s: string): (typeof data.prices)[number] | undefined =>
      data.prices.find((r) => r.service_type === name && r.sector === s);
    const row = named(SECTORS[sector] ?? 'all') ?? named('all');
    if (row === undefined) return 0;
    const own = type === SECURE || (sector === LOCAL_AUTHORITY && type !== FOSTER);
    const allowance = (type > INDEPENDENT && type !== WAITING) || (sector === LOCAL_AUTHORITY && type === FOSTER);
    const year = financialYearEnding(monthOf(row.price_date));
    const index = (kind: string, y: number): number =>
      data.indices.find((r) => r.index === kind && r.year === y)!.value;
    const change = (kind: string): number => index(kind, BASE) / index(kind, year);
    const pay = allowance ? 0 : p.payShare;
    const level = own || allowance ? p.priceLevelOwn : p.priceLevelBought;
    const base = row.weekly_gbp * (pay * change('pay') + (1 - pay) * change('prices')) * level;
    // The middle of the quarter, in years from October 2024.
    const years = (plan.startMonth + month - (month % 3) + 1.5 - (2024 * 12 + 9)) / 12;
    const growth = allowance ? 0 : own ? p.ownCostGrowth : p.priceGrowth;
    const region = plan.geography.regionOf[area]!;
    const regions = this.paid.length / 2;
    let market = 1;
    if (!own && !allowance) {
      if (type === WAITING) market = this.market[regions + region]!;
      else if (type === FOSTER || type === RESIDENTIAL) market = this.paid[type * regions + region]!;
      market *= plan.levers.priceFactor[month * state.luck.areas + area]!;
    }
    return ((base * (1 + growth) ** years * market) / 7) * daysInMonth(plan.startMonth + month);
  }
}

/** Sums of doubles in another order: equal to a part in 10^12 of the running total. */
function close(found: number, expected: number, total: number, what: string): void {
  if (Math.abs(found - expected) <= 1e-11 * Math.max(1, Math.abs(total))) return;
  throw new Error(`${what}: counted ${found}, expected ${expected}`);
}
