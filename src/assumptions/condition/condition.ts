import type { IsoDate } from '../../domain/calendar.ts';

/*
 * Conditions on figures, in one small language for stop rules (`--until`), tolerances (`solve`), rules and risk events:
 *
 *   event        shortfall_compliant residential >= 10 for 2 quarters in every region from 2029-04-01
 *   bound        P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01
 *                p90 of children_waiting residential <= 20 on 2030-03-31
 *   precision    mean of places_compliant residential 2030-03-31 within 1 %
 *
 * A figure is a measure and the words that split it (residential, not-for-profit, 16-17; or sector=other where a word
 * would not be clear). A dimension that is not named is `all`.
 */

/** Dimensions by which a measure may be split, named as the columns of `outcomes.csv`. */
export const CONDITION_DIMENSIONS = [
  'service_type',
  'sector',
  'age_band',
  'need_class',
  'reason',
  'provider_country',
] as const;
export type ConditionDimension = (typeof CONDITION_DIMENSIONS)[number];

/** What is looked at: a measure, with a value for every dimension. */
export interface Quantity extends Readonly<Record<ConditionDimension, string>> {
  readonly measure: string;
}

export const COMPARISONS = ['>=', '<=', '>', '<'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Which areas are meant. `every` asks it of each; `any` is met when one of them meets it. Left out: the country. */
export type AreaScope =
  | { readonly kind: 'country' }
  | { readonly kind: 'area'; readonly code: string }
  | { readonly kind: 'every' | 'any'; readonly level: 'region' | 'authority' };

/**
 * Which periods are meant.
 * - `on`: the period that ends on the date, else the last one that ended before it.
 * - `year`: the financial year that ends on 31 March of `ending`.
 * - `from`: periods that end on or after the first date and, where there is one, on or before the second.
 * - `by`: in an event, periods that end on or before the date, so that it happens at some time up to then. In a bound it
 *   is the date by which the bound must be kept: periods that end on or after it, to the end of the run.
 * Left out: all periods for an event, the last one for a statistic.
 */
export type TimeScope =
  | { readonly kind: 'on'; readonly date: IsoDate }
  | { readonly kind: 'year'; readonly ending: number }
  | { readonly kind: 'from'; readonly from: IsoDate; readonly to?: IsoDate }
  | { readonly kind: 'by'; readonly date: IsoDate };

export const RUNNING_PERIODS = ['month', 'quarter', 'year'] as const;
export type RunningPeriod = (typeof RUNNING_PERIODS)[number];

/** Something that happens, or does not, in one draw: a figure stands on one side of a number, long enough. */
export interface ConditionEvent {
  readonly kind: 'event';
  readonly quantity: Quantity;
  readonly comparison: Comparison;
  /** In the unit of the measure; a share is between 0 and 1, also where it was written in per cent. */
  readonly threshold: number;
  /** How many periods one after the other; once when left out. */
  readonly running?: { readonly count: number; readonly period: RunningPeriod };
  readonly area?: AreaScope;
  readonly time?: TimeScope;
}

export const CONDITION_STATISTICS = ['mean', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95'] as const;
export type ConditionStatistic = (typeof CONDITION_STATISTICS)[number];

/** A number over draws: a statistic of a figure, or the share of draws in which an event happens. */
export type Estimand =
  | { readonly kind: 'statistic'; readonly statistic: ConditionStatistic; readonly quantity: Quantity }
  | { readonly kind: 'probability'; readonly event: ConditionEvent };

/** A tolerance: a number over draws must stay on one side of a limit. */
export interface ConditionBound {
  readonly kind: 'bound';
  readonly of: Estimand;
  readonly comparison: Comparison;
  /** In the unit of the measure; 0 to 1 for a probability or a share. */
  readonly limit: number;
  readonly area?: AreaScope;
  readonly time?: TimeScope;
}

/** How sure a number over draws must be: its Monte Carlo 95 % interval, 1.96 errors to either side. */
export interface ConditionPrecision {
  readonly kind: 'precision';
  readonly of: Estimand;
  /** Half the width of the interval: a share of the number itself (`relative`, 0.01 for 1 %), or in its own unit (`absolute`). */
  readonly within: number;
  readonly scale: 'relative' | 'absolute';
  readonly area?: AreaScope;
  readonly time?: TimeScope;
}

export type Condition = ConditionEvent | ConditionBound | ConditionPrecision;
