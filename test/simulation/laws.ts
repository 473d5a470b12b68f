import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  OUTSIDE,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
  WAITING,
  WINDING_DOWN,
} from '../../src/simulation/constants.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import type { State } from '../../src/simulation/state.ts';

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
  private occupants = new Map<number, number>();

  begin(state: State): void {
    this.check(state, true);
  }

  endMonth(state: State): void {
    this.check(state, false);
    this.months++;
  }

  private check(state: State, first: boolean): void {
    const children = this.children(state, first);
    const places = this.places(state, first);
    this.placements(state, first);
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
    const outside = new Float64Array(areas * PLACEMENT_TYPE_COUNT);
    const placed = new Float64Array(areas * SERVICE_TYPE_COUNT * SECTOR_COUNT);
    const inService = new Map<number, number>();
    for (let c = 0; c < children.count; c++) {
      if (children.present[c] === 0) continue;
      const a = children.area[c]!;
      const place = children.place[c]!;
      present[a]!++;
      must(place <= WAITING, 'a child is in exactly one state', c, place);
      must(state.month - children.birth[c]! < 216 || first, 'nobody of 18 or more is looked after', c);
      lookedAfter[a * (PLACEMENT_TYPE_COUNT + 1) + place]!++;
      needing[a * PLACEMENT_TYPE_COUNT + children.need[c]!]!++;
      if (place === WAITING) {
        waiting[a * PLACEMENT_TYPE_COUNT + children.need[c]!]!++;
        must(children.service[c] === -1, 'a child who waits is in no service', c);
        must(children.seek[c] !== 0, 'a child who waits searches', c);
      } else if (children.located[c] === OUTSIDE) outside[a * PLACEMENT_TYPE_COUNT + place]!++;
      const s = children.service[c]!;
      if (place === WAITING || s < 0) continue;
      inService.set(s, (inService.get(s) ?? 0) + 1);
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
      ['placed', placed, counters.placed],
    ] as const) {
      mine.forEach((v, i) =>
        must(v === theirs[i], `the counter of children ${name} agrees with the rows`, i, v, theirs[i]),
      );
    }
    for (let s = 0; s < services.count; s++) {
      must(services.occupied[s] === (inService.get(s) ?? 0), 'occupied places are children who live there', s);
      let chained = 0;
      for (let c = services.firstChild[s]!; c >= 0 && services.status[s] !== CLOSED; c = children.nextInService[c]!)
        chained++;
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

  /** New placements only into usable vacancies of services that take children, and none against the law of the month. */
  private placements(state: State, first: boolean): void {
    const { children, services, plan, month } = state;
    if (!first) {
      for (let c = 0; c < children.count; c++) {
        if (children.present[c] === 0 || children.place[c] === WAITING) continue;
        const s = children.service[c]!;
        if (s < 0 || this.occupants.get(c) === s || services.type[s] === SECURE) continue;
        const sector = services.sector[s]!;
        const type = services.type[s]!;
        must(services.status[s] !== WINDING_DOWN, 'no new child in a service that winds down', c, s);
        must(services.serves[s] === 1, 'no new child in a service that does not serve children looked after', c, s);
        if (sector !== FOR_PROFIT || (type !== RESIDENTIAL && type !== FOSTER)) continue;
        const needed = plan.policy.approvalNeeded[type * plan.months + month] === 1;
        must(!needed || children.approved[c] === 1, 'no new for-profit placement without approval', c, s, month);
      }
    }
    this.occupants.clear();
    for (let c = 0; c < children.count; c++) {
      if (children.present[c] === 1 && children.place[c] !== WAITING) this.occupants.set(c, children.service[c]!);
    }
  }
}

export { sum };
