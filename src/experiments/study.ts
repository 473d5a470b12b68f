import { gridOfPaths, headlineReader } from '../measures/headline.ts';
import type { Headline, Path } from '../measures/headline.ts';
import type { Grid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { StudyTask } from './study-tasks.ts';
import { Thread } from './thread.ts';
import { usualThreads } from './usual-threads.ts';

/** Rows that a thread makes before it is asked again: enough to keep it busy, few enough to show progress. */
const ROWS_IN_TASK = 16;

/** One question of a study: draws of a plan, with their own parameter sets or at the points of a design. */
export interface StudyQuestion {
  readonly plan: Plan;
  readonly seed: number;
  /** First draw, 0 unless told. Draw d of two plans has the same luck. */
  readonly firstDraw?: number;
  /** Draws, of each point where there are points. */
  readonly draws: number;
  /**
   * Points of a design, one after the other, each with a quantile (0 to 1) for every row of `plan.assumptions`. NaN leaves
   * an assumption at its value in the draw's own parameter set.
   */
  readonly quantiles?: Float64Array;
  /** Number of draws by which the luck of each point is further on than `firstDraw`; 0 for all unless told. */
  readonly later?: Int32Array;
}

/** What a question of a study gave. */
export interface StudyAnswer {
  readonly plan: Plan;
  readonly seed: number;
  readonly firstDraw: number;
  readonly points: number;
  readonly draws: number;
  readonly grid: Grid;
  /** Row `point * draws + draw`, of `grid.cells` numbers each. */
  readonly rows: Float32Array;
}

export interface StudyOptions {
  /** Threads to use; all processors unless told. The answer is the same for any number. */
  readonly threads?: number;
  /** Called with the rows made so far and the rows of all questions. */
  readonly onProgress?: (done: number, rows: number) => void;
  /** Ends the study with its reason. */
  readonly signal?: AbortSignal;
}

/**
 * Threads that answer questions about some paths, of any number of plans, one study after the other. Kept open by what asks
 * again and again, such as a search for the least places; close it in the end.
 *
 * @example
 * const desk = new StudyDesk([{ measure: 'children_waiting' }]);
 * const [answer] = await desk.ask([{ plan, seed: 1, draws: 100 }]);
 * await desk.close();
 */
export class StudyDesk {
  private readonly paths: readonly Path[];
  private readonly threads: number;
  private hands: Hand[] | undefined;
  private readonly numbers = new Map<string, number>();

  constructor(paths: readonly Path[], threads: number = usualThreads()) {
    this.paths = paths.map((path) => ({ ...path }));
    this.threads = Math.max(1, threads);
  }

  /** Answers in the order of the questions. */
  async ask(questions: readonly StudyQuestion[], options: Omit<StudyOptions, 'threads'> = {}): Promise<StudyAnswer[]> {
    const answers = questions.map((question): StudyAnswer => {
      const grid = gridOfPaths(question.plan, this.paths);
      const points = pointsOf(question);
      const rows = new Float32Array(points * question.draws * grid.cells);
      const { plan, seed, firstDraw = 0, draws } = question;
      return { plan, seed, firstDraw, points, draws, grid, rows };
    });
    const tasks = questions.flatMap((question, q) => tasksOf(question, q, this.numberOf(question.plan)));
    const all = answers.reduce((sum, a) => sum + a.points * a.draws, 0);
    this.hands ??=
      this.threads === 1 ? [sameThread(this.paths)] : Array.from({ length: this.threads }, () => ownThread(this.paths));
    let next = 0;
    let done = 0;
    let failed = false;
    const work = async (hand: Hand): Promise<void> => {
      while (next < tasks.length && !failed) {
        options.signal?.throwIfAborted();
        const { question, task, row } = tasks[next++]!;
        const knows = hand.knows.has(task.plan);
        hand.knows.add(task.plan);
        const rows = await hand.ask(knows ? task : { ...task, content: questions[question]!.plan });
        answers[question]!.rows.set(rows, row * answers[question]!.grid.cells);
        done += task.points * task.draws;
        options.onProgress?.(done, all);
      }
    };
    // All hands are waited for, so that none is at work when the next questions come.
    const ends = await Promise.allSettled(
      this.hands.map((hand) =>
        work(hand).catch((error: unknown) => {
          failed = true;
          throw error;
        }),
      ),
    );
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return answers;
  }

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all((this.hands ?? []).map((hand) => hand.close()));
    this.hands = undefined;
  }

  private numberOf(plan: Plan): number {
    const known = this.numbers.get(plan.digest);
    if (known !== undefined) return known;
    this.numbers.set(plan.digest, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/**
 * Answers some questions about some paths, on threads that are started for it.
 *
 * @example
 * const [usual, shock] = await study([{ plan: a, seed: 1, draws: 200 }, { plan: b, seed: 1, draws: 200 }], headlines);
 * const difference = headlineValues(shock, headline).map((v, d) => v - headlineValues(usual, headline)[d]);
 */
export async function study(
  questions: readonly StudyQuestion[],
  paths: readonly Path[],
  options: StudyOptions = {},
): Promise<StudyAnswer[]> {
  const rows = questions.reduce((sum, q) => sum + pointsOf(q) * q.draws, 0);
  const most = Math.max(1, Math.ceil(rows / ROWS_IN_TASK));
  const desk = new StudyDesk(paths, Math.min(options.threads ?? usualThreads(), most));
  try {
    return await desk.ask(questions, options);
  } finally {
    await desk.close();
  }
}

/** Values of a headline, one for each row of an answer: points outermost, draws inside. */
export function headlineValues(answer: StudyAnswer, headline: Headline): Float64Array {
  const { plan, grid, rows } = answer;
  const read = headlineReader(plan, grid, headline);
  return Float64Array.from({ length: answer.points * answer.draws }, (_, r) =>
    read(rows.subarray(r * grid.cells, (r + 1) * grid.cells)),
  );
}

function pointsOf({ plan, quantiles, later }: StudyQuestion): number {
  if (quantiles === undefined) return 1;
  const points = quantiles.length / plan.assumptions.length;
  if (!Number.isInteger(points))
    throw new RangeError(`${quantiles.length} quantiles are no whole number of points of ${plan.assumptions.length}`);
  if (later !== undefined && later.length !== points)
    throw new RangeError(`the luck of ${later.length} points is told, and there are ${points}`);
  return points;
}

interface Placed {
  readonly question: number;
  readonly task: StudyTask;
  /** Row of the answer in which its rows begin. */
  readonly row: number;
}

/** Cuts a question into tasks: some points with all their draws, or some draws of one point. */
function tasksOf(question: StudyQuestion, index: number, plan: number): Placed[] {
  const { seed, firstDraw = 0, draws, quantiles, later } = question;
  const points = pointsOf(question);
  const width = question.plan.assumptions.length;
  const pointsAtOnce = Math.max(1, Math.floor(ROWS_IN_TASK / Math.max(1, draws)));
  const tasks: Placed[] = [];
  for (let point = 0; point < points; point += pointsAtOnce) {
    const some = Math.min(pointsAtOnce, points - point);
    const own = quantiles?.slice(point * width, (point + some) * width);
    const atOnce = some > 1 ? draws : ROWS_IN_TASK;
    for (let d = 0; d < draws; d += atOnce) {
      const task: StudyTask = {
        plan,
        seed,
        firstDraw: firstDraw + d,
        draws: Math.min(atOnce, draws - d),
        points: some,
        ...(own === undefined ? {} : { quantiles: own }),
        ...(later === undefined ? {} : { later: later.slice(point, point + some) }),
      };
      tasks.push({ question: index, task, row: point * draws + d });
    }
  }
  return tasks;
}

/** One that does tasks, and the plans that it has been given. */
interface Hand {
  readonly knows: Set<number>;
  readonly ask: (task: StudyTask) => Promise<Float32Array>;
  readonly close: () => Promise<unknown>;
}

function ownThread(paths: readonly Path[]): Hand {
  const thread = new Thread<StudyTask, Float32Array>('study-worker.js', paths);
  return { knows: new Set(), ask: (task) => thread.ask(task), close: () => thread.close() };
}

function sameThread(paths: readonly Path[]): Hand {
  const loaded = import('./study-tasks.ts').then(({ StudyTasks }) => new StudyTasks(paths));
  return {
    knows: new Set(),
    ask: async (task) => {
      // Lets a progress line be drawn and an interrupt be heard.
      await new Promise((resolve) => setImmediate(resolve));
      return (await loaded).do(task);
    },
    close: () => Promise.resolve(),
  };
}
