import type { AreaScope, ConditionEvent, Quantity } from '../../assumptions/condition/condition.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { EventContent, SeverityReduction } from './event.ts';

/** A figure of an area, reduced to one number of a draw. */
export interface ReducedFigure {
  readonly quantity: Quantity;
  /** Area that was named; that of the event where none was. */
  readonly area?: AreaScope;
  readonly over: SeverityReduction;
  /** Periods that end from this day on; all unless told. */
  readonly from?: IsoDate;
}

/** What is measured of an event's harm, on one scale. */
export interface Severity {
  /** Scale of impacts by its id. */
  readonly scale: string;
  /** Where the harm is read: a figure of the run, or the event's own peak or longest run. */
  readonly of: ReducedFigure | 'peak' | 'longest_run';
  readonly per?: ReducedFigure;
}

/** A risk with an event that a draw can be asked about. */
export interface RiskEvent extends Omit<EventContent, 'severity' | 'loss' | 'horizon' | 'joint'> {
  readonly horizon: IsoDate;
  /** The predicate; left out for a joint event. */
  readonly condition?: ConditionEvent;
  readonly joint?: { readonly atLeast: number; readonly members: readonly string[]; readonly atOnce: boolean };
  readonly severities: readonly Severity[];
  readonly lossFigure: ReducedFigure;
  /** What the loss counts, in words; its unit where nobody said. */
  readonly countedAs?: string;
  /** Region for which the event was made; undefined for others. */
  readonly regionCode?: string;
  /** The area in words. */
  readonly areaName: string;
  /** Id of the family in the file; that of the event itself where it is no family. */
  readonly family: string;
}
