import { defaultGrid } from '../measures/grid.ts';
import { EventRecorder, NUMBERS_OF_EVENT } from '../measures/event-recorder.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import { GridRecorder } from '../measures/grid-recorder.ts';
import { runDraw } from '../simulation/draw.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { createState } from '../simulation/create-state.ts';

/** What a block of draws gives: one row of the grid a draw (and after it the numbers of declared events), and how many published children found no seat at the start. */
export interface BlockResult {
  readonly values: Float32Array;
  readonly unseated: Int32Array;
}

/** Runs blocks of draws of one plan, with a state and a recorder that are made once. */
export class BlockRunner {
  private readonly state;
  private readonly recorder;
  private readonly cells;
  private readonly events: EventRecorder | undefined;
  private readonly both: Recorder;
  private readonly numbers: number;

  /** @param declared events that are judged inside the draw; none unless told */
  constructor(plan: Plan, declared: readonly DeclaredEvent[] = []) {
    const grid = defaultGrid(plan);
    this.cells = grid.cells;
    this.state = createState(plan);
    this.recorder = new GridRecorder(plan, grid);
    this.events = declared.length === 0 ? undefined : new EventRecorder(plan, declared);
    this.both = this.events === undefined ? this.recorder : together(this.recorder, this.events);
    this.numbers = grid.cells + declared.length * NUMBERS_OF_EVENT;
  }

  /** Draws `first` to `first + draws - 1`. What comes out depends on plan, seed and draw alone. */
  run(seed: number, first: number, draws: number): BlockResult {
    const values = new Float32Array(draws * this.numbers);
    const unseated = new Int32Array(draws);
    for (let d = 0; d < draws; d++) {
      const at = d * this.numbers;
      this.recorder.row = values.subarray(at, at + this.cells);
      if (this.events !== undefined) this.events.row = values.subarray(at + this.cells, at + this.numbers);
      runDraw(this.state, seed, first + d, this.both);
      unseated[d] = this.state.unseated;
    }
    return { values, unseated };
  }
}

/** Two recorders that look at one draw. */
function together(first: Recorder, second: Recorder): Recorder {
  return {
    begin: (state) => {
      first.begin(state);
      second.begin(state);
    },
    endMonth: (state) => {
      first.endMonth(state);
      second.endMonth(state);
    },
  };
}
