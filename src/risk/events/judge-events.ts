import type { Comparison } from '../../assumptions/condition/condition.ts';
import type { CompiledEvent, CompiledEvents, CompiledFigure, Places } from './compile-events.ts';
import type { DeclaredAnswer } from '../../measures/event-recorder.ts';

/** What an event did in each draw, in the order of the draws. */
export interface JudgedEvent {
  readonly compiled: CompiledEvent;
  /** 1 where it happened. */
  readonly happened: Uint8Array;
  /** Month, from January of year 0, in which the first period of the first breach ends; -1 where there is none. */
  readonly firstMonth: Int32Array;
  /** Most periods one after the other in which the comparison holds, in any area. */
  readonly longest: Float32Array;
  /** Furthest that the figure went to the side of the comparison, in any area. */
  readonly peak: Float32Array;
  /** One number a draw for each severity; NaN where it cannot be had, as when it is divided by 0. */
  readonly severities: readonly Float64Array[];
  /** Harm in the draws in which the event happened, 0 in the others. */
  readonly loss: Float64Array;
}

/** Asks events of one draw after the other, and keeps what they answer. */
export class EventJudge {
  readonly judged: readonly JudgedEvent[];
  private readonly byId: ReadonlyMap<string, JudgedEvent>;
  private readonly flags: Uint8Array;

  /**
   * @param draws how many there are
   * @param declared what events that were judged inside the run answered, by their id
   */
  constructor(compiled: CompiledEvents, draws: number, declared: ReadonlyMap<string, DeclaredAnswer> = new Map()) {
    this.judged = compiled.events.map((event) => {
      const known = declared.get(event.event.id);
      return {
        compiled: event,
        happened: known?.happened.slice() ?? new Uint8Array(draws),
        firstMonth: known?.firstMonth.slice() ?? new Int32Array(draws).fill(-1),
        longest: known?.longest.slice() ?? new Float32Array(draws),
        peak: known?.peak.slice() ?? new Float32Array(draws),
        severities: event.severities.map(() => new Float64Array(draws)),
        loss: new Float64Array(draws),
      };
    });
    this.byId = new Map(this.judged.map((j) => [j.compiled.event.id, j]));
    const longest = Math.max(1, ...compiled.events.flatMap(({ parts }) => parts.map(({ at }) => at.length)));
    this.flags = new Uint8Array(longest);
  }

  /**
   * Judges a draw.
   *
   * @param values numbers of the draw, in the order of the compiled cells
   */
  take(draw: number, values: ArrayLike<number>): void {
    for (const judged of this.judged) if (judged.compiled.parts.length > 0) judgeParts(judged, draw, values);
    for (const judged of this.judged) {
      if (judged.compiled.event.joint !== undefined) this.judgeJoint(judged, draw, values);
      const { compiled, severities, loss, happened } = judged;
      compiled.severities.forEach(({ of, per }, k) => {
        const x =
          of === 'peak' ? judged.peak[draw]! : of === 'longest_run' ? judged.longest[draw]! : reduce(of, values);
        severities[k]![draw] = per === undefined ? x : ratio(x, reduce(per, values));
      });
      loss[draw] = happened[draw] === 1 ? reduce(compiled.loss, values) : 0;
    }
  }

  /** Several events in one draw: at the end of one period, or each at any time. */
  private judgeJoint(judged: JudgedEvent, draw: number, values: ArrayLike<number>): void {
    const { atLeast, members, atOnce } = judged.compiled.event.joint!;
    const list = members.map((id) => this.byId.get(id)!);
    if (!atOnce) {
      const firsts = list.filter((m) => m.happened[draw] === 1).map((m) => m.firstMonth[draw]!);
      judged.peak[draw] = firsts.length;
      if (firsts.length < atLeast) return;
      judged.happened[draw] = 1;
      judged.firstMonth[draw] = firsts.sort((a, b) => a - b)[atLeast - 1]!;
      return;
    }
    const together = new Map<number, number>();
    for (const member of list) {
      if (member.happened[draw] === 0) continue;
      const { parts, event } = member.compiled;
      for (const part of parts) {
        const count = breaches(
          part,
          values,
          event.condition!.comparison,
          event.condition!.threshold,
          event.condition!.running?.count ?? 1,
          this.flags,
        );
        if (count === 0) continue;
        for (let k = 0; k < part.at.length; k++)
          if (this.flags[k] === 1) together.set(part.months[k]!, (together.get(part.months[k]!) ?? 0) + 1);
      }
    }
    let [most, running, longest, first] = [0, 0, 0, -1];
    for (const month of [...together.keys()].sort((a, b) => a - b)) {
      const count = together.get(month)!;
      most = Math.max(most, count);
      running = count >= atLeast ? running + 1 : 0;
      longest = Math.max(longest, running);
      if (count >= atLeast && first < 0) first = month;
    }
    judged.peak[draw] = most;
    judged.longest[draw] = longest;
    judged.firstMonth[draw] = first;
    judged.happened[draw] = first >= 0 ? 1 : 0;
  }
}

function judgeParts(judged: JudgedEvent, draw: number, values: ArrayLike<number>): void {
  const { parts, every, event } = judged.compiled;
  const { comparison, threshold, running } = event.condition!;
  const count = running?.count ?? 1;
  const up = comparison === '>=' || comparison === '>';
  let [met, first, longest] = [0, -1, 0];
  let peak = up ? -Infinity : Infinity;
  for (let p = 0; p < parts.length; p++) {
    const { at, months } = parts[p]!;
    let [now, most, begun] = [0, 0, -1];
    for (let k = 0; k < at.length; k++) {
      const value = values[at[k]!]!;
      if (up ? value > peak : value < peak) peak = value;
      now = holds(value, comparison, threshold) ? now + 1 : 0;
      if (now > most) most = now;
      if (now === count && begun < 0) begun = k - count + 1;
    }
    if (most > longest) longest = most;
    if (begun < 0) continue;
    met++;
    const month = months[begun]!;
    if (first < 0 || (every ? month > first : month < first)) first = month;
  }
  const yes = every ? met === parts.length : met > 0;
  judged.happened[draw] = yes ? 1 : 0;
  judged.firstMonth[draw] = yes ? first : -1;
  judged.longest[draw] = longest;
  judged.peak[draw] = peak;
}

/** Marks the periods that are part of a breach that lasts long enough. Answers how many. */
function breaches(
  { at }: Places,
  values: ArrayLike<number>,
  comparison: Comparison,
  threshold: number,
  count: number,
  flags: Uint8Array,
): number {
  let [now, marked] = [0, 0];
  for (let k = 0; k < at.length; k++) {
    now = holds(values[at[k]!]!, comparison, threshold) ? now + 1 : 0;
    flags[k] = 0;
    if (now === count) for (let b = k - count + 1; b < k; b++) flags[b] = 1;
    if (now >= count) flags[k] = 1;
  }
  for (let k = 0; k < at.length; k++) marked += flags[k]!;
  return marked;
}

/** Whether a comparison holds. */
export function holds(value: number, comparison: Comparison, threshold: number): boolean {
  if (comparison === '>=') return value >= threshold;
  if (comparison === '>') return value > threshold;
  return comparison === '<=' ? value <= threshold : value < threshold;
}

/** A figure of a draw as one number. */
export function reduce({ at, over, days, flow }: CompiledFigure, values: ArrayLike<number>): number {
  const n = at.length;
  if (over === 'first') return values[at[0]!]!;
  if (over === 'last') return values[at[n - 1]!]!;
  if (over === 'rise') return values[at[n - 1]!]! - values[at[0]!]!;
  let result = over === 'most' ? -Infinity : over === 'least' ? Infinity : 0;
  for (let k = 0; k < n; k++) {
    const value = values[at[k]!]!;
    if (over === 'most') result = value > result ? value : result;
    else if (over === 'least') result = value < result ? value : result;
    else result += value;
  }
  if (over === 'mean') return result / n;
  return over === 'nights' && !flow ? result * days : result;
}

const ratio = (x: number, per: number): number => (per === 0 ? NaN : x / per);
