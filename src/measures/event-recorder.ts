import type { ConditionEvent } from '../assumptions/condition/condition.ts';

/** An event that is judged inside the draws of a run, because the figures that are kept cannot tell it. */
export interface DeclaredEvent {
  readonly id: string;
  readonly condition: ConditionEvent;
}

/** What a declared event did, draw by draw. */
export interface DeclaredAnswer {
  /** 1 where it happened. */
  readonly happened: Uint8Array;
  /** Month, from January of year 0, in which the first period of the first breach ends; -1 where there is none. */
  readonly firstMonth: Int32Array;
  /** Most periods one after the other in which the comparison holds, in any area. */
  readonly longest: Float32Array;
  /** Furthest that the figure went to the side of the comparison, in any area. */
  readonly peak: Float32Array;
}
