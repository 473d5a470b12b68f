import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import type { State } from '../../src/simulation/state.ts';

/** When one child came and went. Months count from the start of the run; a child at the start entered before month 0. */
export interface Life {
  readonly area: number;
  readonly identity: number;
  readonly birth: number;
  readonly entry: number;
  /** Month in which the child left, or undefined while it is there at the end. */
  readonly left: number | undefined;
}

/** One number for each child of a draw: an identity is a number of its own inside an area. Rows may be used again. */
export function childKey(area: number, identity: number): number {
  return area * 0x100000000 + identity;
}

/** Follows every child of one draw by looking at the rows at the end of each month. */
export class Lives implements Recorder {
  /** Everyone who was ever seen, in the order of first sight. */
  all: Life[] = [];
  /** Children there at the end of each month. */
  stocks: number[] = [];
  private there = new Map<number, { life: Life; seen: number }>();

  begin(state: State): void {
    this.all = [];
    this.stocks = [];
    this.there = new Map();
    this.look(state, -1);
  }

  endMonth(state: State): void {
    this.stocks.push(this.look(state, state.month));
  }

  private look({ children }: State, month: number): number {
    let present = 0;
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      present++;
      const [area, identity] = [children.area[c]!, children.identity[c]!];
      const key = childKey(area, identity);
      const known = this.there.get(key);
      if (known !== undefined) known.seen = month;
      else {
        const life: Life = { area, identity, birth: children.birth[c]!, entry: children.entry[c]!, left: undefined };
        this.all.push(life);
        this.there.set(key, { life, seen: month });
      }
    }
    for (const [key, { life, seen }] of this.there) {
      if (seen === month) continue;
      (life as { left: number | undefined }).left = month;
      this.there.delete(key);
    }
    return present;
  }
}

/** Share still there after each time at which someone left, allowing for those who were lost from sight before. */
export interface SurvivalStep {
  readonly time: number;
  readonly share: number;
  /** Greenwood's standard error of the share. */
  readonly error: number;
}

/**
 * The estimate of Kaplan and Meier (1958) from times and whether each was the event (else the person was last seen then).
 */
export function kaplanMeier(times: readonly { readonly time: number; readonly event: boolean }[]): SurvivalStep[] {
  const sorted = [...times].sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let share = 1;
  let sum = 0;
  for (let i = 0; i < sorted.length;) {
    const { time } = sorted[i]!;
    const atRisk = sorted.length - i;
    let events = 0;
    for (; i < sorted.length && sorted[i]!.time === time; i++) if (sorted[i]!.event) events++;
    if (events === 0) continue;
    share *= 1 - events / atRisk;
    sum += atRisk > events ? events / (atRisk * (atRisk - events)) : 0;
    steps.push({ time, share, error: share * Math.sqrt(sum) });
  }
  return steps;
}
