import { GridRecorder } from '../measures/grid-recorder.ts';
import { gridOfPaths } from '../measures/headline.ts';
import type { Path } from '../measures/headline.ts';
import { runDraw } from '../simulation/draw.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { createState } from '../simulation/create-state.ts';

/** Some rows of one question of a study. */
export interface StudyTask {
  /** Number of the plan. */
  readonly plan: number;
  /** The plan itself, the first time that a thread is asked about it. */
  readonly content?: Plan;
  readonly seed: number;
  readonly firstDraw: number;
  readonly draws: number;
  /** Quantiles of the assumptions for each point, one after the other. */
  readonly quantiles?: Float64Array;
  readonly points: number;
  /** Draws by which the luck of each point is further on. */
  readonly later?: Int32Array;
}

/** Does the tasks of a study on whatever thread it is. It keeps the state of the plan it was asked about last. */
export class StudyTasks {
  private readonly paths: readonly Path[];
  private readonly plans = new Map<number, Plan>();
  private last = -1;
  private work:
    { readonly state: ReturnType<typeof createState>; readonly recorder: GridRecorder; cells: number } | undefined;

  constructor(paths: readonly Path[]) {
    this.paths = paths;
  }

  /** One row of the study's grid for each point and draw, points outermost. */
  do({ plan: number, content, seed, firstDraw, draws, quantiles, points, later }: StudyTask): Float32Array {
    if (content !== undefined) this.plans.set(number, content);
    const plan = this.plans.get(number)!;
    if (this.last !== number || this.work === undefined) {
      const grid = gridOfPaths(plan, this.paths);
      this.work = { state: createState(plan), recorder: new GridRecorder(plan, grid), cells: grid.cells };
      this.last = number;
    }
    const { state, recorder, cells } = this.work;
    const width = plan.assumptions.length;
    const rows = new Float32Array(points * draws * cells);
    for (let point = 0; point < points; point++) {
      const given = quantiles?.subarray(point * width, (point + 1) * width);
      for (let d = 0; d < draws; d++) {
        const row = point * draws + d;
        recorder.row = rows.subarray(row * cells, (row + 1) * cells);
        runDraw(state, seed, firstDraw + (later?.[point] ?? 0) + d, recorder, given);
      }
    }
    return rows;
  }
}
