import type { State } from './state.ts';

/**
 * What looks at a draw while it runs. The simulation calls it; it never changes the state.
 * `measures` implements it, and tests hand in checks of their own.
 */
export interface Recorder {
  /** Called once when everyone is seated, before the first month. */
  begin(state: State): void;
  /** Called at the end of every month. */
  endMonth(state: State): void;
}
