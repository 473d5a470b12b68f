import { defaultGrid } from '../measures/grid.ts';
import { GridRecorder } from '../measures/grid-recorder.ts';
import { runDraw } from '../simulation/draw.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { createState } from '../simulation/state.ts';

/** What a block of draws gives: one row of the grid a draw, and how many published children found no seat at the start. */
export interface BlockResult {
  readonly values: Float32Array;
  readonly unseated: Int32Array;
}

/** Runs blocks of draws of one plan, with a state and a recorder that are made once. */
export class BlockRunner {
  private readonly state;
  private readonly recorder;
  private readonly cells;

  constructor(plan: Plan) {
    const grid = defaultGrid(plan);
    this.cells = grid.cells;
    this.state = createState(plan);
    this.recorder = new GridRecorder(plan, grid);
  }

  /** Draws `first` to `first + draws - 1`. What comes out depends on plan, seed and draw alone. */
  run(seed: number, first: number, draws: number): BlockResult {
    const values = new Float32Array(draws * this.cells);
    const unseated = new Int32Array(draws);
    for (let d = 0; d < draws; d++) {
      this.recorder.row = values.subarray(d * this.cells, (d + 1) * this.cells);
      runDraw(this.state, seed, first + d, this.recorder);
      unseated[d] = this.state.unseated;
    }
    return { values, unseated };
  }
}
