import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { DataSet } from '../../domain/tables.ts';
import type { Headline } from '../../measures/headline.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyAnswer } from '../study.ts';
import type { OwnerLeaves } from './n-minus-one.ts';
import type { NamedTest } from './named-tests.ts';
import type { RecordedFigure } from './plausibility.ts';
import type { WithInterval } from './resample.ts';
import type { PairAnswer, ReverseAnswer } from './reverse.ts';
import type { StressDates } from './stress-dates.ts';
import type { Tolerance } from './tolerances.ts';

/** The parts of a stress test. */
export const STRESS_PARTS = ['tests', 'n-1', 'reverse', 'pairs'] as const;

export type StressPart = (typeof STRESS_PARTS)[number];

export interface StressOptions {
  /** Name or path of the scenario that is put under stress, or the scenario itself. */
  readonly scenario: string | Scenario;
  /** Draws of the named tests and of N-1, 2 to 1,000,000; 100 unless told. An even number keeps parameter sets whole. */
  readonly draws?: number;
  /** Draws of the reverse stress test, which tries many shocks; 40 unless told. */
  readonly reverseDraws?: number;
  readonly seed?: number;
  readonly dataDir?: string;
  readonly threads?: number;
  /** Parts to make; all unless told. `pairs` needs `reverse`. */
  readonly parts?: readonly StressPart[];
  /** Ids of the named tests, of the drivers and regions to take; all unless told. */
  readonly tests?: readonly string[];
  readonly drivers?: readonly string[];
  readonly regions?: readonly string[];
  /** Day on which an owner leaves; the day from which for-profit homes cannot grow unless told. */
  readonly ownerLeavesOn?: IsoDate;
  /** Tolerances to hold against; those of `proposedTolerances` unless told. */
  readonly tolerances?: (plan: Plan, dates: StressDates, reference?: StudyAnswer) => Tolerance[];
  /** Steps into which the range of a driver is cut at most: 4, 8, 16 or 32 (32 unless told). */
  readonly finest?: number;
  readonly onProgress?: (done: number, all: number, part: string) => void;
  readonly signal?: AbortSignal;
}

/** A figure of a headline with and without a shock, and the paired difference. */
export interface StressedFigure {
  readonly headline: Headline;
  readonly unit: string;
  readonly without: { readonly p50: WithInterval; readonly p90: WithInterval };
  readonly with: { readonly p50: WithInterval; readonly p90: WithInterval };
  readonly difference: {
    readonly mean: WithInterval;
    readonly p10: WithInterval;
    readonly p50: WithInterval;
    readonly p90: WithInterval;
  };
}

/** How likely a harm that is not tolerated is, with a shock. */
export interface ToleranceUnderStress {
  readonly tolerance: Tolerance;
  readonly probability: WithInterval;
  /** The same without the shock. */
  readonly without: number;
  readonly breached: boolean;
}

/** What a named test gave. */
export interface NamedTestResult {
  readonly test: NamedTest;
  readonly title: string;
  readonly summary: string;
  /** The changes in words, and values of the scenario's own that they replaced. */
  readonly labels: readonly string[];
  readonly replaced: readonly string[];
  readonly planDigest: string;
  readonly figures: readonly StressedFigure[];
  readonly tolerances: readonly ToleranceUnderStress[];
}

/** A smallest shock beside what it is likened to and what was recorded. */
export interface PlacedReverseAnswer extends ReverseAnswer {
  /** Share of parameter sets that are milder than the shock; undefined where there is no answer or nothing to liken. */
  readonly percentile: number | undefined;
  readonly recorded: readonly RecordedFigure[];
}

/** The whole stress test. */
export interface StressResult {
  readonly plan: Plan;
  readonly scenario: Scenario;
  readonly data: DataSet;
  readonly seed: number;
  readonly draws: number;
  readonly reverseDraws: number;
  readonly dates: StressDates;
  readonly tolerances: readonly Tolerance[];
  readonly tests: readonly NamedTestResult[];
  readonly ownersLeave: readonly OwnerLeaves[];
  readonly reverse: readonly PlacedReverseAnswer[];
  readonly pairs: readonly PairAnswer[];
  /** Draws simulated in all. */
  readonly simulated: number;
}
