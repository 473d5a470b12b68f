import { daysInMonth } from '../../src/domain/calendar.ts';
import { ageBandIndex } from '../../src/domain/vocabulary.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { CLOSED, FOR_PROFIT, FOSTER, OUTSIDE, RESIDENTIAL, SECURE, WAITING } from '../../src/simulation/constants.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import type { State } from '../../src/simulation/state.ts';

/** Counts of one month by area, worked out from the rows of children and services alone. */
export type Count = Record<string, number[]>;

/** Names of series as `measure service_type sector age_band`, and how much one row adds to them. */
function countChildren(state: State, add: (name: string, area: number, by?: number) => void, was: Uint8Array): void {
  const { children, month, plan } = state;
  const days = daysInMonth(plan.startMonth + month);
  for (let c = 0; c < children.count; c += CHILD_ROW) {
    const area = children.area[c]!;
    // A row is not used again in the month in which its child left, so everyone who came or went is still to be seen.
    const came = children.entry[c] === month;
    if (children.present[c] === 0) {
      if (was[c] === 1) add('children_ceased all all all', area);
      continue;
    }
    if (came) add('children_started all all all', area);
    const place = children.place[c]!;
    add('children_looked_after all all all', area);
    add(`children_looked_after all all band-${ageBandIndex(month - children.birth[c]!)}`, area);
    if (place === FOSTER) add('children_looked_after foster all all', area);
    if (place === RESIDENTIAL) add('children_looked_after residential all all', area);
    if (children.need[c] === RESIDENTIAL) add('children_needing residential all all', area);
    if (place === WAITING) add('children_waiting all all all', area);
    else if (children.located[c] === OUTSIDE) add('placed_outside_wales all all all', area);
    else if (children.located[c] !== area) add('placed_out_of_area all all all', area);
    if (place === WAITING && children.unregistered[c] === 1) add('nights_unregistered all all all', area, days);
  }
}

function countServices(state: State, add: (name: string, area: number, by?: number) => void): void {
  const { services, children } = state;
  const lodgers = new Map<number, number>();
  for (let c = 0; c < children.count; c += CHILD_ROW) {
    const s = children.service[c]!;
    if (children.present[c] === 1 && s >= 0) lodgers.set(s, (lodgers.get(s) ?? 0) + children.uses[c]!);
  }
  for (let s = 0; s < services.count; s++) {
    if (services.status[s] === CLOSED) continue;
    const area = services.area[s]!;
    if (services.type[s] === FOSTER) add('households_approved foster all all', area, services.households[s]!);
    if (services.serves[s] === 0) continue;
    const type = [FOSTER, RESIDENTIAL, SECURE].indexOf(services.type[s]!);
    if (type < 0) continue;
    const name = ['foster', 'residential', 'secure'][type]!;
    const used = (lodgers.get(s) ?? 0) + services.otherCountry[s]! + services.held[s]!;
    add(`places_registered ${name} all all`, area, services.registered[s]!);
    add(`places_usable ${name} all all`, area, services.usable[s]!);
    add(`places_occupied ${name} all all`, area, used);
    if (services.sector[s] === FOR_PROFIT)
      add(`places_registered ${name} for-profit all`, area, services.registered[s]!);
  }
}

/** Counts anew at the end of every month what the grid should say, without a look at the engine's counters. */
export class Recount implements Recorder {
  readonly months: Count[] = [];
  /** Whether each child was there at the end of the month before. */
  private was = new Uint8Array(1 << 22);

  begin(state: State): void {
    this.months.length = 0;
    this.remember(state);
  }

  endMonth(state: State): void {
    const count: Count = {};
    const add = (name: string, area: number, by = 1): void => {
      count[name] ??= new Array<number>(state.luck.areas).fill(0);
      count[name][area]! += by;
    };
    countChildren(state, add, this.was);
    countServices(state, add);
    this.months.push(count);
    this.remember(state);
  }

  private remember(state: State): void {
    this.was.fill(0);
    for (let c = 0; c < state.children.count; c += CHILD_ROW) this.was[c] = state.children.present[c]!;
  }
}
