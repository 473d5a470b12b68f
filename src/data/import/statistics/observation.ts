import type { ChildrenRow } from '../../../domain/tables.ts';
import type { Place } from '../problems.ts';
import type { Figure } from './figure.ts';
import type { AgeSpan, Sex } from './labels.ts';
import type { Subject } from './subject.ts';

/** A figure that is understood: what, where, when, of whom. */
export interface Observation {
  readonly place: Place;
  readonly subject: Subject;
  /** Day for children, 31 March for flows; `YYYY` of mid-year for population. */
  readonly date: string;
  readonly area: string;
  readonly age: AgeSpan;
  readonly sex: Sex;
  readonly placement: ChildrenRow['placement_type'];
  /** Label of the placement type as published; several may be of one type. */
  readonly placementLabel: string;
  /** Where the placement is, as published; undefined where the table does not say. */
  readonly location?: string;
  readonly figure: Exclude<Figure, { kind: 'fault' }>;
}

/** Name of an age span in messages. */
export function ageWords({ from, to }: AgeSpan): string {
  return to === Infinity ? (from === 0 ? 'all ages' : `${from} and over`) : from === to ? `age ${from}` : `${from} to ${to}`;
}

/** What makes an observation unique. */
export function observationKey(o: Observation): string {
  return [o.subject, o.date, o.area, o.placement, o.placementLabel, o.location ?? '', o.sex, o.age.from, o.age.to].join('|');
}
