import { daysInMonth } from '../../src/domain/calendar.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import {
  ALONE,
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  OUTSIDE,
  OUTSIDE_PRIVATE,
  OUTSIDE_VOLUNTARY,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
  SPLIT,
  WAITING,
  WINDING_DOWN,
} from '../../src/simulation/constants.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import type { State } from '../../src/simulation/state.ts';
import { childKey } from './lives.ts';

/** Fails with words when a law does not hold. Much faster than an assertion for each of millions of checks. */
function must(holds: boolean, law: string, ...facts: unknown[]): void {
  if (!holds) throw new Error(`${law}: ${facts.map((f) => JSON.stringify(f)).join(', ')}`);
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((s, v) => s + v, 0);

/**
 * What must always hold, worked out anew from the rows of children and services at the end of every month and held
 * against the counters that the simulation keeps.
 */
export class Laws implements Recorder {
  months = 0;
  private childrenBefore: number[] = [];
  private placesBefore: number[] = [];
  private startedBefore: number[] = [];
  private flowsBefore: Record<string, number[]> = {};
  /** Service of each child at the end of the month before, by who the child is: rows are used again. */
  private occupants = new Map<number, number>();
  /** First month and month of birth of each child looked after at the end of the month before. */
  private there = new Map<number, { first: number; birth: number }>();
  private childMonths = 0;
  private monthsOfThoseWhoLeft = 0;
  private startedTotal = 0;

  begin(state: State): void {
    this.there.clear();
    this.childMonths = 0;
    this.monthsOfThoseWhoLeft = 0;
    this.startedTotal = 0;
    this.check(state, true);
  }

  endMonth(state: State): void {
    this.check(state, false);
    this.months++;
  }

  private check(state: State, first: boolean): void {
    const children = this.children(state, first);
    const places = this.places(state, first);
    this.lives(state, first);
    this.nights(state, first);
    this.placements(state, first);
    this.together(state, first);
    this.childrenBefore = children;
    this.placesBefore = places;
  }

  /** Opening + entries - leavers = closing, by area; every child in one state; counters agree with the rows. */
  private children(state: State, first: boolean): number[] {
    const { children, counters, luck, services } = state;
    const areas = luck.areas;
    const present = new Array<number>(areas).fill(0);
    const lookedAfter = new Float64Array(areas * (PLACEMENT_TYPE_COUNT + 1));
    const waiting = new Float64Array(areas * PLACEMENT_TYPE_COUNT);
    const needing = new Float64Array(areas * PLACEMENT_TYPE_COUNT);
    const unaccompanied = new Float64Array(areas);
    const outside = new Float64Array(areas * PLACEMENT_TYPE_COUNT);
    const placed = new Float64Array(areas * SERVICE_TYPE_COUNT * SECTOR_COUNT);
    const inService = new Map<number, number>();
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      const a = children.area[c]!;
      const place = children.place[c]!;
      present[a]!++;
      must(place <= WAITING, 'a child is in exactly one state', c, place);
      must(state.month - children.birth[c]! < 216 || first, 'nobody of 18 or more is looked after', c);
      lookedAfter[a * (PLACEMENT_TYPE_COUNT + 1) + place]!++;
      if (children.unaccompanied[c] === 1) {
        unaccompanied[a]!++;
        const need = children.need[c]!;
        must(
          need === FOSTER || need === INDEPENDENT,
          'an unaccompanied child needs foster care or independence',
          c,
          need,
        );
        must(children.groupNext[c] === ALONE, 'an unaccompanied child has no brothers and sisters here', c);
        must(children.leavesIn[c] === Math.max(0, children.birth[c]! + 216), 'and stays to the 18th birthday', c);
        must(state.month - children.birth[c]! >= 120 || first, 'and is 10 or more', c);
      }
      needing[a * PLACEMENT_TYPE_COUNT + children.need[c]!]!++;
      if (place === WAITING) {
        waiting[a * PLACEMENT_TYPE_COUNT + children.need[c]!]!++;
        must(children.service[c] === -1, 'a child who waits is in no service', c);
        must(children.seek[c] !== 0, 'a child who waits searches', c);
      } else if (children.located[c] === OUTSIDE) outside[a * PLACEMENT_TYPE_COUNT + place]!++;
      const s = children.service[c]!;
      if (place === WAITING || s < 0) continue;
      inService.set(s, (inService.get(s) ?? 0) + children.uses[c]!);
      must(services.status[s] !== CLOSED, 'nobody lives in a closed service', c, s);
      must(services.type[s] === place, 'a child lives in a service of its placement type', c, s);
      placed[(a * SERVICE_TYPE_COUNT + services.type[s]!) * SECTOR_COUNT + services.sector[s]!]!++;
    }
    if (!first) {
      present.forEach((now, a) => {
        const before = this.childrenBefore[a]! + counters.started[a]! - this.startedBefore[a]!;
        const left = counters.ceased[a]! - this.flowsBefore['ceased']![a]!;
        must(now === before - left, 'opening + entries - leavers = closing', a, now, before, left);
      });
    }
    this.startedBefore = Array.from(counters.started);
    this.flowsBefore['ceased'] = Array.from(counters.ceased);
    for (const [name, mine, theirs] of [
      ['looked after', lookedAfter, counters.lookedAfter],
      ['waiting', waiting, counters.waiting],
      ['needing', needing, counters.needing],
      ['outside', outside, counters.placedOutside],
      ['unaccompanied', unaccompanied, counters.unaccompanied],
      ['placed', placed, counters.placed],
    ] as const) {
      mine.forEach((v, i) =>
        must(v === theirs[i], `the counter of children ${name} agrees with the rows`, i, v, theirs[i]),
      );
    }
    must(
      state.residentialCount === sum(needing.filter((_, i) => i % PLACEMENT_TYPE_COUNT === RESIDENTIAL)),
      'the list of those with residential need holds them all',
    );
    for (let s = 0; s < services.count; s++) {
      must(
        services.occupied[s] === (inService.get(s) ?? 0),
        'occupied places are those that the children who live there use',
        s,
      );
      let chained = 0;
      for (let c = services.firstChild[s]!; c >= 0 && services.status[s] !== CLOSED; c = children.nextInService[c]!)
        chained += children.uses[c]!;
      must(
        chained === services.occupied[s] || services.status[s] === CLOSED,
        'the list of a service holds its children',
        s,
      );
    }
    return present;
  }

  /** Opening + opened + gained - closed - lost + in - out = closing, by area, type and sector; occupied <= registered. */
  private places(state: State, first: boolean): number[] {
    const { services, counters, luck } = state;
    const width = SERVICE_TYPE_COUNT * SECTOR_COUNT;
    const registered = new Array<number>(luck.areas * width).fill(0);
    const vacant = new Float64Array(state.poolVacant.length);
    for (let s = 0; s < services.count; s++) {
      if (services.status[s] === CLOSED) {
        must(services.occupied[s] === 0, 'a closed service is empty', s);
        continue;
      }
      const at = services.area[s]! * width + services.type[s]! * SECTOR_COUNT + services.sector[s]!;
      registered[at]! += services.registered[s]!;
      const used = services.occupied[s]! + services.otherCountry[s]! + services.held[s]!;
      must(
        used <= services.registered[s]!,
        'occupied <= registered',
        s,
        used,
        services.registered[s],
        services.type[s],
      );
      must(services.usable[s]! <= services.registered[s]!, 'usable <= registered', s);
    }
    for (let pool = 0; pool < vacant.length; pool++) {
      for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) vacant[pool]! += services.vacant[s]!;
    }
    vacant.forEach((v, p) => must(v === state.poolVacant[p], 'vacancies of a pool add up', p));
    const now = {
      opened: Array.from(counters.placesOpened),
      gained: Array.from(counters.placesGained),
      in: Array.from(counters.placesTransferredIn),
      closed: Array.from(counters.placesClosed),
      lost: Array.from(counters.placesLost),
      out: Array.from(counters.placesTransferredOut),
    };
    if (!first) {
      const change = (name: keyof typeof now, i: number): number => now[name][i]! - this.flowsBefore[name]![i]!;
      registered.forEach((closing, i) => {
        const opening = this.placesBefore[i]!;
        const flows =
          change('opened', i) +
          change('gained', i) +
          change('in', i) -
          change('closed', i) -
          change('lost', i) -
          change('out', i);
        must(closing === opening + flows, 'opening + flows = closing places', i, opening, flows, closing);
      });
    }
    Object.assign(this.flowsBefore, now);
    return registered;
  }

  /**
   * Little's law along every path: months spent in care are the sum of the stocks. Those who come of age are those who leave
   * with 18 years, and who enters was not there before.
   */
  private lives({ children, counters, month }: State, first: boolean): void {
    const now = new Map<number, { first: number; birth: number }>();
    let ofThoseThere = 0;
    let entered = 0;
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      const key = childKey(children.area[c]!, children.identity[c]!);
      must(!now.has(key), 'every child has one row', c, key);
      const from = Math.max(0, children.entry[c]!);
      now.set(key, { first: from, birth: children.birth[c]! });
      ofThoseThere += first ? 0 : month - from + 1;
      if (!this.there.has(key)) entered++;
    }
    if (first) {
      this.there = now;
      this.flowsBefore['agedOut'] = Array.from(counters.agedOut);
      return;
    }
    let aged = 0;
    for (const [key, life] of this.there) {
      if (now.has(key)) continue;
      this.monthsOfThoseWhoLeft += month - life.first;
      if (month - life.birth >= 216) aged++;
    }
    this.childMonths += now.size;
    must(
      this.childMonths === this.monthsOfThoseWhoLeft + ofThoseThere,
      "Little's law: the stocks add up to the months spent in care",
      this.childMonths,
      this.monthsOfThoseWhoLeft,
      ofThoseThere,
    );
    const agedOut = sum(counters.agedOut) - sum(this.flowsBefore['agedOut']!);
    must(agedOut === aged, 'those who age out are those who leave at 18', agedOut, aged);
    this.flowsBefore['agedOut'] = Array.from(counters.agedOut);
    const started = sum(counters.started) - this.startedTotal;
    must(started === entered, 'who starts was not there before', started, entered);
    this.startedTotal = sum(counters.started);
    this.there = now;
  }

  /** Nights of the month add up to children x days: those in settings without registration, recounted from the rows. */
  private nights({ children, counters, luck, month, plan }: State, first: boolean): void {
    const unregistered = new Float64Array(luck.areas);
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0 || children.unregistered[c] === 0) continue;
      must(children.place[c] === WAITING, 'a child in a setting without registration waits for a place', c);
      unregistered[children.area[c]!]!++;
    }
    const days = daysInMonth(plan.startMonth + Math.max(0, month));
    unregistered.forEach((n, a) => {
      must(
        n === counters.waitingUnregistered[a],
        'the counter of those without registration agrees with the rows',
        a,
        n,
      );
      if (first) return;
      const nights = counters.nightsUnregistered[a]! - this.flowsBefore['nights']![a]!;
      must(nights === n * days, 'nights are children x days', a, n, days, nights);
    });
    this.flowsBefore['nights'] = Array.from(counters.nightsUnregistered);
  }

  /** Whoever came together has searched by the end of the month: all are in one place, or each is counted as split. */
  private together({ children, counters, month, luck }: State, first: boolean): void {
    const split = new Float64Array(luck.areas);
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      must(children.groupNext[c]! < 0, 'nobody waits for a brother or sister to search', c);
      must(
        children.uses[c] === 1 || (children.uses[c] === 2 && !first),
        'a child uses one place, or two with a parent',
        c,
      );
      if (children.groupNext[c] === SPLIT && children.entry[c] === month) split[children.area[c]!]!++;
    }
    split.forEach((n, a) => {
      const counted = counters.siblingsSplit[a]! - (first ? 0 : this.flowsBefore['split']![a]!);
      must(counted === n, 'each of those who were split is counted, once', a, n, counted);
    });
    this.flowsBefore['split'] = Array.from(counters.siblingsSplit);
  }

  /** New placements only into usable vacancies of services that take children, and none against the law of the month. */
  private placements(state: State, first: boolean): void {
    const { children, services, plan, policy, month } = state;
    const approvedFor = (c: number, type: number, rule: Uint8Array): boolean =>
      rule[type * plan.months + month] !== 1 || children.approved[c] === 1;
    const placements = new Map<number, number>();
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0 || children.place[c] === WAITING) continue;
      const key = childKey(children.area[c]!, children.identity[c]!);
      const s = children.service[c]!;
      placements.set(key, s);
      const type = children.place[c]!;
      // A child who moves with a carer or a bed is not placed: only the search sets the month of a placement.
      const placed = !first && this.occupants.get(key) !== s && children.placedSince[c] === month;
      if (!placed) continue;
      if (s < 0) {
        if (children.located[c] !== OUTSIDE || (type !== RESIDENTIAL && type !== FOSTER)) continue;
        const { approvalNeededOutsidePrivate, approvalNeededOutsideVoluntary } = policy;
        const provider = children.outsideExtra[c]!;
        must(provider > 0, 'a new placement outside has a provider', c);
        if (provider === OUTSIDE_PRIVATE)
          must(approvedFor(c, type, approvalNeededOutsidePrivate), 'no private placement outside without approval', c);
        if (provider === OUTSIDE_VOLUNTARY)
          must(
            approvedFor(c, type, approvalNeededOutsideVoluntary),
            'no voluntary placement outside without approval',
            c,
          );
        continue;
      }
      if (services.type[s] === SECURE) continue;
      must(services.status[s] !== CLOSED, 'no new child in a closed service', c, s);
      must(services.status[s] !== WINDING_DOWN, 'no new child in a service that winds down', c, s);
      must(services.refuses[s] === 0, 'no new child in a service that refuses children of the country', c, s);
      must(services.serves[s] === 1, 'no new child in a service that does not serve children looked after', c, s);
      const used = services.occupied[s]! + services.otherCountry[s]! + services.held[s]!;
      must(used <= services.usable[s]!, 'a new child takes a usable vacancy', c, s, used, services.usable[s]);
      if (services.sector[s] !== FOR_PROFIT || (type !== RESIDENTIAL && type !== FOSTER)) continue;
      must(approvedFor(c, type, policy.approvalNeeded), 'no new for-profit placement without approval', c, s);
    }
    this.occupants = placements;
  }
}

export { sum };
