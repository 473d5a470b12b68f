import { PARAMETER_IDS } from '../../simulation/parameters.ts';
import { runDraw } from '../../simulation/draw.ts';
import { MONTH } from '../../simulation/month.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { createState } from '../../simulation/create-state.ts';
import type { State } from '../../simulation/state.ts';

/** What a process of the month was seen to do in a draw. */
export interface TracedProcess {
  readonly name: string;
  /** Parts of the state that it looked at. */
  readonly reads: readonly string[];
  /** Parts of the state that it changed. */
  readonly writes: readonly string[];
  /** Ids of the assumptions that it read. */
  readonly assumptions: readonly string[];
}

export interface MonthTrace {
  /** In the order of a month. */
  readonly processes: readonly TracedProcess[];
  /** Months of the draw that were looked at, from the first simulated one at 0. */
  readonly months: readonly number[];
}

class Traced extends Error {}

type Copy = ReadonlyMap<string, readonly (readonly [string, unknown])[]>;

/** Parts that are the plan's own and never change; a trace of them would name each process. */
const FIXED = new Set(['plan', 'month']);

/**
 * Runs one draw of a plan and looks at what each process of the month reads and changes, so that the map of the model is
 * that of the code. The list and its order are those of the engine. Months are looked at a year apart and at each
 * date of the law; what a process does only in other months is not seen.
 */
export function traceMonth(plan: Plan, seed: number): MonthTrace {
  const seen = MONTH.map(() => ({
    reads: new Set<string>(),
    writes: new Set<string>(),
    assumptions: new Set<string>(),
  }));
  const months = monthsToLookAt(plan);
  const wanted = new Set(months);
  const begin = (state: State): void => {
    let current = seen[0]!;
    const watched = watch(state, () => current);
    for (let month = 0; month <= months.at(-1)!; month++) {
      state.month = month;
      MONTH.forEach((process, i) => {
        if (!wanted.has(month)) return process.apply(state);
        current = seen[i]!;
        const before = copyOf(state);
        process.apply(watched);
        for (const part of changedParts(before, state)) current.writes.add(part);
      });
    }
    throw new Traced();
  };
  try {
    runDraw(createState(plan), seed, 0, { begin, endMonth: () => undefined });
  } catch (error) {
    if (!(error instanceof Traced)) throw error;
  }
  const sorted = (set: ReadonlySet<string>): string[] => [...set].sort();
  return {
    months,
    processes: MONTH.map(({ name }, i) => ({
      name,
      reads: sorted(seen[i]!.reads),
      writes: sorted(seen[i]!.writes),
      assumptions: sorted(seen[i]!.assumptions),
    })),
  };
}

function monthsToLookAt(plan: Plan): number[] {
  const { policy } = plan;
  const steps = [
    ...policy.growthEndsMonth,
    ...policy.approvalMonth,
    ...policy.registrationEndsMonth,
    ...policy.approvalOutsidePrivateMonth,
  ];
  const months = new Set<number>();
  for (let month = 0; month < plan.months; month += 12) months.add(month);
  for (const step of steps) if (step >= 0 && step < plan.months) months.add(step);
  return [...months].sort((a, b) => a - b);
}

/** The state with an eye on what is read from it; what is written goes to the state itself. */
function watch(state: State, current: () => { readonly reads: Set<string>; readonly assumptions: Set<string> }): State {
  const parameters = new Proxy(state.parameters, {
    get: (target, name) => {
      if (Object.hasOwn(PARAMETER_IDS, name))
        current().assumptions.add(PARAMETER_IDS[name as keyof typeof PARAMETER_IDS]);
      return Reflect.get(target, name) as unknown;
    },
  });
  return new Proxy(state, {
    get: (target, name) => {
      if (name === 'parameters') return parameters;
      if (typeof name === 'string' && !FIXED.has(name)) current().reads.add(name);
      return Reflect.get(target, name) as unknown;
    },
  });
}

const isColumn = (value: unknown): value is Uint8Array => ArrayBuffer.isView(value);

/** The values of every part, columns copied; objects inside objects are looked into once. */
function copyOf(state: State): Copy {
  return new Map(
    Object.entries(state)
      .filter(([name]) => !FIXED.has(name) && name !== 'parameters')
      .map(([name, part]) => [
        name,
        leaves(part).map(([key, value]) => [key, isColumn(value) ? value.slice() : value]),
      ]),
  );
}

/**
 * The values inside a part. Columns that are views of one memory, as those of the children are, come as one: the memory that they
 * take between them.
 */
function leaves(part: unknown): (readonly [string, unknown])[] {
  const parts: [string, unknown][] =
    typeof part === 'object' && part !== null && !isColumn(part) && !Array.isArray(part)
      ? Object.entries(part)
      : [['', part]];
  const memories = new Map<ArrayBufferLike, [name: string, from: number, to: number]>();
  const rest: [string, unknown][] = [];
  for (const [name, value] of parts) {
    if (!isColumn(value)) {
      rest.push([name, value]);
      continue;
    }
    const { buffer, byteOffset: from, byteLength } = value;
    const known = memories.get(buffer);
    if (known === undefined) memories.set(buffer, [name, from, from + byteLength]);
    else memories.set(buffer, [known[0], Math.min(known[1], from), Math.max(known[2], from + byteLength)]);
  }
  const bytes = [...memories].map(([buffer, [name, from, to]]): [string, unknown] => [
    name,
    new Uint8Array(buffer, from, to - from),
  ]);
  return [...rest, ...bytes];
}

function changedParts(before: Copy, state: State): string[] {
  return [...before].flatMap(([name, old]) => {
    const now = new Map(leaves(state[name as keyof State]));
    return old.some(([key, value]) => !same(value, now.get(key))) ? [name] : [];
  });
}

function same(a: unknown, b: unknown): boolean {
  if (!isColumn(a) || !isColumn(b)) return Object.is(a, b);
  if (a.byteLength !== b.byteLength) return false;
  const bytes = (view: Uint8Array): Buffer => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
  return bytes(a).equals(bytes(b));
}
