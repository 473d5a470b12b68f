import { drift } from '../references/drift.ts';
import { simpleSmoothing } from '../references/exponential-smoothing.ts';
import { naive } from '../references/naive.ts';
import { negativeBinomialWalk } from '../references/negative-binomial-walk.ts';
import type { NormalForecast, SeriesMethod } from '../references/normal-forecast.ts';
import { pooledDampedTrend } from '../references/pooled-damped-trend.ts';
import { theta } from '../references/theta.ts';

/** A method that forecasts the series of one kind of count together, each without gaps. */
export type GroupMethod = (histories: readonly (readonly number[])[], steps: number) => NormalForecast[][];

const each =
  (method: SeriesMethod): GroupMethod =>
  (histories, steps) =>
    histories.map((y) => method(y, steps));

/** The methods that a forecast is put beside, by name. The first is the one that all are measured against. */
export const REFERENCE_METHODS: Readonly<Record<string, GroupMethod>> = {
  naive: each(naive),
  drift: each(drift),
  ses: each(simpleSmoothing),
  'damped-ets': pooledDampedTrend,
  theta: each((y, steps) => theta(y, steps)),
  'negative-binomial-walk': negativeBinomialWalk,
};

/** Name of the toolkit's own method in tables. */
export const OWN_METHOD = 'panel';
