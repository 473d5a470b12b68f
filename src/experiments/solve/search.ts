import { leastSchedule } from './least-schedule.ts';
import type { Response } from './least-schedule.ts';

/** Margins at some amounts: for each area and segment one number a draw, 0 or more being a breach. */
export type Margins = readonly (readonly Float64Array[])[];

/** Simulates amounts (row by unit, open in each segment) and answers the margins of every area. */
export type Evaluate = (open: readonly (readonly number[])[], draws: number) => Promise<Margins>;

/** What is looked for. */
export interface SearchTask {
  /** For each unit that is decided on, the areas that it must serve. */
  readonly units: readonly (readonly number[])[];
  readonly segments: number;
  /** Largest share of draws that may breach in an area. */
  readonly most: number;
  /** Most that may be open in each unit and segment. */
  readonly bounds: readonly (readonly number[])[];
  /** First guess of what one more place does to a margin, above 0. */
  readonly slope: number;
  /** Amounts to begin with; nothing unless told. */
  readonly start?: readonly (readonly number[])[];
  /** What one more place does, by area and segment, where that is known already. */
  readonly slopes?: readonly (readonly number[])[];
  /** Draws of the first look and of the close one, even numbers. */
  readonly draws: readonly [number, number];
  /** Evaluations at most with each number of draws; none for no first look. */
  readonly rounds: readonly [number, number];
  readonly evaluate: Evaluate;
}

/** Where a search ended. */
export interface SearchResult {
  /** Open in each unit and segment. */
  readonly open: readonly (readonly number[])[];
  /** Whether each unit met the bound on the draws of the search. */
  readonly met: readonly boolean[];
  /** Margins at `open`, on the draws of the search. */
  readonly margins: Margins;
  /** What one more place does, for each area and segment. */
  readonly slopes: readonly (readonly number[])[];
  readonly evaluations: number;
}

/** A slope that is measured may be this much smaller or larger than the first guess. */
const SLOPE_RANGE = [0.1, 2] as const;
/** Amounts that differ by less, or a slope from fewer draws, tell no slope. */
const LEAST_STEP = 3;
const LEAST_DRAWS = 6;

interface Known {
  pass: readonly number[] | undefined;
  fail: number;
}

/**
 * Looks for the least amounts in all units at once. Each round simulates all units together, so that what one does to its
 * neighbours is in the figures; works out for each unit the least schedule were margins straight lines; and keeps a bracket
 * of the largest total that failed and the least that met the bound, halving it where a straight line would leave it. A
 * first look with few draws comes before the close one.
 */
export async function searchLeast(task: SearchTask): Promise<SearchResult> {
  const { units, segments, most, evaluate } = task;
  const areas = Math.max(...units.flat()) + 1;
  let open = task.start ?? units.map(() => new Array<number>(segments).fill(0));
  const slopes = Array.from({ length: areas }, (_, a) => [
    ...(task.slopes?.[a] ?? new Array<number>(segments).fill(task.slope)),
  ]);
  let evaluations = 0;
  let margins: Margins = [];
  let met: boolean[] = [];
  for (const stage of [0, 1] as const) {
    const known = units.map((): Known => ({ pass: undefined, fail: -1 }));
    let before: { open: readonly (readonly number[])[]; margins: Margins } | undefined;
    for (let round = 0; round < task.rounds[stage]; round++) {
      margins = await evaluate(open, task.draws[stage]);
      evaluations++;
      if (before !== undefined) measureSlopes(task, before, { open, margins }, slopes);
      before = { open, margins };
      met = units.map((own) =>
        own.every((a) => breached(margins[a]!) <= Math.floor(most * margins[a]![0]!.length + 1e-9)),
      );
      const next = units.map((own, u) => {
        note(known[u]!, open[u]!, met[u]!);
        const responses = own.map((a): Response => ({ margins: margins[a]!, slopes: slopes[a]! }));
        const wanted = leastSchedule(open[u]!, responses, most).map((n, j) => Math.min(n, task.bounds[u]![j]!));
        const blind = own.every((a) => margins[a]!.every((segment) => isAtLeast(segment, most)));
        return inBracket(wanted, open[u]!, met[u]!, known[u]!, task.bounds[u]!, blind);
      });
      if (next.every((n, u) => same(n, open[u]!))) break;
      open = next;
      if (stage === 1 && round === task.rounds[1] - 1) {
        // No round is left: what is known to meet the bound, simulated together once more.
        open = open.map((n, u) => known[u]!.pass ?? n);
        margins = await evaluate(open, task.draws[1]);
        evaluations++;
        met = units.map((own) =>
          own.every((a) => breached(margins[a]!) <= Math.floor(most * margins[a]![0]!.length + 1e-9)),
        );
      }
    }
  }
  return { open, met, margins, slopes, evaluations };
}

function breached(segments: readonly Float64Array[]): number {
  let count = 0;
  for (let d = 0; d < segments[0]!.length; d++) if (segments.some((s) => s[d]! >= 0)) count++;
  return count;
}

const totalOf = (open: readonly number[]): number => open.reduce((sum, n) => sum + n, 0);
const same = (a: readonly number[], b: readonly number[]): boolean => a.every((n, j) => n === b[j]);

function note(known: Known, open: readonly number[], met: boolean): void {
  const total = totalOf(open);
  if (met) {
    if (known.pass === undefined || total < totalOf(known.pass)) known.pass = open;
    if (known.fail >= total) known.fail = -1;
  } else {
    known.fail = Math.max(known.fail, total);
    if (known.pass !== undefined && totalOf(known.pass) <= total) known.pass = undefined;
  }
}

/**
 * Whether the draw that decides is one in which the figure is at its least, such as no shortfall at all: then there is more
 * than enough, and margins do not tell how much more.
 */
function isAtLeast(margins: Float64Array, most: number): boolean {
  const sorted = margins.slice().sort();
  const deciding = sorted[Math.max(0, sorted.length - 1 - Math.floor(most * sorted.length + 1e-9))]!;
  return deciding < 0 && deciding <= sorted[0]!;
}

/**
 * The amounts wanted, unless they would go where it is known to fail or to be more than enough.
 *
 * @param blind when there is more than enough and nothing tells how much more: half way to what failed, or to nothing
 */
function inBracket(
  wanted: readonly number[],
  now: readonly number[],
  met: boolean,
  known: Known,
  bounds: readonly number[],
  blind: boolean,
): readonly number[] {
  const total = totalOf(wanted);
  const { pass, fail } = known;
  if (met && total >= totalOf(now) && !blind) return now;
  if (pass === undefined) {
    if (total > fail) return wanted;
    // A straight line asks for no more than what has failed: a tenth more, one at least.
    return now.map((n, j) => Math.min(bounds[j]!, Math.max(n + 1, Math.ceil(n * 1.1))));
  }
  const enough = totalOf(pass);
  // Within a fiftieth of each other, or next to each other: near enough for amounts that carry their own interval.
  if (enough - Math.max(0, fail) <= Math.max(pass.length, enough / 50)) return pass;
  if (!blind && total > fail && total < enough) return wanted;
  const share = (enough + Math.max(0, fail)) / 2 / enough;
  return pass.map((n) => Math.floor(n * share));
}

/**
 * What one more place did between two evaluations: the mean over the draws that are worst now, on the same luck. Draws in
 * which the figure is at its least (no shortfall at all) tell nothing and are left out.
 */
function measureSlopes(
  { units, slope, segments }: SearchTask,
  before: { open: readonly (readonly number[])[]; margins: Margins },
  after: { open: readonly (readonly number[])[]; margins: Margins },
  slopes: number[][],
): void {
  units.forEach((own, u) => {
    for (const a of own) {
      for (let j = 0; j < segments; j++) {
        const more = after.open[u]![j]! - before.open[u]![j]!;
        const one = before.margins[a]![j]!;
        const other = after.margins[a]![j]!;
        if (Math.abs(more) < Math.max(LEAST_STEP, after.open[u]![j]! / 10) || one.length !== other.length) continue;
        const measured = meanFall(one, other) / more;
        if (!Number.isFinite(measured)) continue;
        slopes[a]![j] = Math.min(SLOPE_RANGE[1] * slope, Math.max(SLOPE_RANGE[0] * slope, measured));
      }
    }
  });
}

/** Mean fall of the margins from one evaluation to the other over the third of the draws that is worst in both together. */
function meanFall(one: Float64Array, other: Float64Array): number {
  const least = Math.min(...one, ...other);
  const sums = one.map((m, d) => m + other[d]!);
  const worst = sums.slice().sort()[Math.floor((2 * sums.length) / 3)]!;
  let fall = 0;
  let count = 0;
  for (let d = 0; d < one.length; d++) {
    if (sums[d]! < worst || one[d]! <= least || other[d]! <= least) continue;
    fall += one[d]! - other[d]!;
    count++;
  }
  return count < LEAST_DRAWS ? NaN : fall / count;
}
