import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { PlanContents } from '../sufficiency-plan/plan-contents.ts';
import type { FigureKey, PrintedValues } from '../sufficiency-plan/plan-figure.ts';
import type { PackChart } from './pack-charts.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';

/** Kinds of pack that are made from a run. */
export const PACK_KINDS = ['market-stability', 'funding', 'grant-return', 'meeting', 'feedback'] as const;
export type PackKind = (typeof PACK_KINDS)[number];

/** A figure of a run, or a number that a source gives, in one line of a pack. */
export interface PackRow {
  /** Stable name within the pack, `demand.looked-after`. */
  readonly id: string;
  readonly label: string;
  /** Date of a stock or span of a flow, in words. */
  readonly whenText: string;
  /** Where a result stands in `outcomes.csv`. */
  readonly key?: FigureKey;
  /** The result; undefined where the run did not record it, and for numbers of sources. */
  readonly values?: PrintedValues;
  /** A number that the data set, a plan or a record gives, beside a result or alone. Money in pounds. */
  readonly given?: number;
  /** Unit of the number given, where there is no result beside it. */
  readonly unit?: string;
  /** How the number given lies to the result, or what else is to be said, in words. */
  readonly note?: string;
  readonly status: EvidenceStatus | 'not recorded by this run';
  readonly source: string;
}

export interface PackTable {
  /** `results`: central value and range. `given`: numbers of sources. `compared`: both side by side. */
  readonly kind: 'results' | 'given' | 'compared';
  readonly caption: string;
  readonly rows: readonly PackRow[];
  /** Heading of the column of numbers given. */
  readonly givenHeading?: string;
  /** Heading of the column of notes; no such column without one. */
  readonly noteHeading?: string;
  /** Column that says the same in every row, and is left out on the page. */
  readonly leaveOut?: 'Figure' | 'When' | 'Unit';
}

export interface PackSection {
  readonly heading: string;
  readonly text?: readonly string[];
  readonly tables?: readonly PackTable[];
  /** Charts of the section, each with the table behind it. */
  readonly charts?: readonly PackChart[];
  /** Questions to ask, in order. */
  readonly questions?: readonly Question[];
  /** What only people know. */
  readonly toWrite?: readonly string[];
}

/** A question that a stated rule has drafted from the figures. */
export interface Question {
  readonly rule: string;
  readonly question: string;
  /** The rule in words: when it asks. */
  readonly because: string;
}

/** Everything that a pack says, without any layout. */
export interface Pack {
  readonly kind: PackKind;
  readonly title: string;
  /** What it is, in one or two sentences. */
  readonly lead: string;
  readonly area: AreaRow;
  readonly year: PlanYear;
  readonly run: PlanContents['run'];
  readonly sections: readonly PackSection[];
  /** Weakest status of its numbers. */
  readonly status: EvidenceStatus;
  readonly warnings: readonly string[];
  /** Labels of figures that the run did not record, and inputs that it does not hold. */
  readonly missing: readonly string[];
}
