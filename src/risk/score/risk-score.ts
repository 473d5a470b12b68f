import { InputError, nearestName } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import { quantileOfSorted } from '../../measures/quantile.ts';
import { independentDraws } from '../../measures/share-interval.ts';
import type { JudgedEvent } from '../events/judge-events.ts';
import type { RiskEvent } from '../events/risk-event.ts';
import { rateCell } from '../schemes/rate.ts';
import type { Rating } from '../schemes/rate.ts';
import type { Scheme } from '../schemes/scheme.ts';
import type { RiskState } from '../score-row.ts';
import { DIMENSIONS, impactLevel } from './impact-scale.ts';
import type { Dimension, ImpactScale, ImpactScales } from './impact-scale.ts';
import { jeffreys, likelihoodLevel, nameOfLevel, probabilityOfMoments } from './likelihood.ts';
import type { Likelihood, Probability } from './likelihood.ts';
import { lossFigures, tailMean, WORST_PART } from './losses.ts';
import type { LossFigures } from './losses.ts';

/** What an event does when it happens, on one dimension of harm. */
export interface ConditionalSeverity {
  readonly scale: ImpactScale;
  readonly dimension: Dimension;
  /** Mean over the draws in which it happened, and what 8 in 10 of them do not exceed (the harmful end is the high end). */
  readonly mean: number;
  readonly p80: number;
  /** Levels of the two, 1 for the mildest. */
  readonly level: number;
  readonly levelAtP80: number;
  /** Draws with the event in which the number cannot be had, because it is divided by 0. */
  readonly without: number;
}

/** The modelled score of a risk. */
export interface RiskScore {
  readonly event: RiskEvent;
  readonly state: RiskState;
  readonly scheme: Scheme;
  readonly scenario: string;
  readonly runId: string;
  /** Draws, and those in which the event happened; 0 and 0 for a mean of several scenarios. */
  readonly draws: number;
  readonly hits: number;
  /** Independent draws that they count for. */
  readonly independent: number;
  readonly probability: Probability;
  readonly likelihood: Likelihood;
  /** Children first; empty where the event happened in no draw. */
  readonly severities: readonly ConditionalSeverity[];
  /** Highest level over the dimensions and the dimension that has it; undefined where the event happened in no draw. */
  readonly impact?: { readonly level: number; readonly label: string; readonly dimension: Dimension };
  /** Undefined for an issue, and where there is no impact. */
  readonly rating?: Rating;
  readonly loss: LossFigures;
  readonly lossUnit: string;
  /** Months, from January of year 0, by which a tenth and half of the draws with the event have their first breach. */
  readonly proximity?: { readonly early: number; readonly middle: number };
  /** Over 99 % (or what the scheme says): an issue and no risk. */
  readonly issue: boolean;
  readonly status: EvidenceStatus;
  readonly confidence: 'High' | 'Medium' | 'Low';
  /** What a reader should know, in whole sentences. */
  readonly notes: readonly string[];
}

/** What an event did under one scenario, and how much that scenario counts; weights add up to 1. */
export interface WeightedEvent {
  readonly judged: JudgedEvent;
  readonly weight: number;
}

export interface ScoreSettings {
  readonly scheme: Scheme;
  readonly impacts: ImpactScales;
  readonly state: RiskState;
  readonly scenario: string;
  readonly runId: string;
}

/** Under so many draws with the event its severity is known badly. */
const FEW_HITS = 30;

/**
 * Scores an event from what it did in the draws of a run, or of several runs with their weights.
 *
 * @throws InputError when a scale of impact is missing, or does not fit the scheme
 */
export function scoreEvent(parts: readonly WeightedEvent[], settings: ScoreSettings): RiskScore {
  const { scheme, impacts, state, scenario, runId } = settings;
  const { compiled } = parts[0]!.judged;
  const { event } = compiled;
  const single = parts.length === 1;
  const shares = parts.map(({ judged }) => shareOf(judged.happened));
  const independents = parts.map(({ judged }) => independentDraws(judged.happened));
  const share = parts.reduce((sum, { weight }, i) => sum + weight * shares[i]!, 0);
  const probability = single
    ? jeffreys(share, independents[0]!)
    : probabilityOfMoments(
        share,
        parts.reduce((sum, { weight }, i) => sum + weight ** 2 * varianceOf(shares[i]!, independents[i]!), 0),
      );
  const likelihood = likelihoodLevel(scheme, probability);
  const weights = drawWeights(parts);
  const hits = parts.reduce((sum, { judged }) => sum + count(judged.happened), 0);
  const severities = hits === 0 ? [] : severitiesOf(parts, weights, impacts, scheme);
  const worst = severities.reduce<ConditionalSeverity | undefined>(
    (most, s) => (most === undefined || s.level > most.level ? s : most),
    undefined,
  );
  const impact = worst && {
    level: worst.level,
    label: nameOfLevel(scheme.impact[worst.level - 1]!),
    dimension: worst.dimension,
  };
  const status = weakestStatus(...parts.map(({ judged }) => judged.compiled.status));
  const proximity = hits === 0 ? undefined : proximityOf(parts, weights);
  return {
    event,
    state,
    scheme,
    scenario,
    runId,
    draws: single ? parts[0]!.judged.happened.length : 0,
    hits: single ? hits : 0,
    independent: single ? independents[0]! : probability.alpha + probability.beta - 1,
    probability,
    likelihood,
    severities,
    ...(impact && { impact }),
    ...(impact && !likelihood.issue && { rating: rateCell(scheme, likelihood.band, impact.level) }),
    loss: single ? lossFigures(parts[0]!.judged.loss) : weightedLoss(parts, weights),
    lossUnit: event.countedAs ?? compiled.loss.ofUnit,
    ...(proximity && { proximity }),
    issue: likelihood.issue,
    status,
    confidence: status === 'illustrative' ? 'Low' : status === 'estimated' ? 'Medium' : 'High',
    notes: notesOf(hits, likelihood, severities),
  };
}

function notesOf(
  hits: number,
  { issue, other, words }: Likelihood,
  severities: readonly ConditionalSeverity[],
): string[] {
  const notes: string[] = [];
  if (issue) notes.push('It happens in over 99 % of draws: an issue, not a risk. The risk is that it gets worse.');
  if (other !== undefined) notes.push(`The likelihood is not firm: ${words}. More draws would tell.`);
  if (hits === 0) notes.push('It happened in no draw, so that nothing is known of its severity, and it has no score.');
  else if (hits < FEW_HITS) notes.push(`It happened in ${hits} draws only: its severity is known badly.`);
  for (const { without, scale } of severities)
    if (without > 0)
      notes.push(`In ${without} draws with the event ${scale.title} cannot be had, because it is divided by 0.`);
  return notes;
}

function severitiesOf(
  parts: readonly WeightedEvent[],
  weights: Float64Array,
  impacts: ImpactScales,
  scheme: Scheme,
): ConditionalSeverity[] {
  return parts[0]!.judged.compiled.event.severities
    .map(({ scale: id }, k): ConditionalSeverity | undefined => {
      const scale = scaleOf(impacts, id, parts[0]!.judged.compiled.event);
      const rows = rowsWhere(parts, weights, (judged, d) =>
        judged.happened[d] === 1 ? judged.severities[k]![d]! : NaN,
      );
      const without = parts.reduce((sum, { judged }) => sum + count(judged.happened), 0) - rows.length;
      if (rows.length === 0) return undefined;
      const mean = weightedMean(rows);
      const p80 = weightedQuantile(rows, scale.harm === 'high' ? 0.8 : 0.2);
      const levelOf = (value: number): number => impactLevel(scale, scheme.impact.length, value);
      return { scale, dimension: scale.dimension, mean, p80, level: levelOf(mean), levelAtP80: levelOf(p80), without };
    })
    .filter((s) => s !== undefined)
    .sort((a, b) => DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension));
}

function scaleOf({ scales }: ImpactScales, id: string, event: RiskEvent): ImpactScale {
  const scale = scales.find((s) => s.id === id);
  if (scale !== undefined) return scale;
  throw unknownScale(
    id,
    event,
    scales.map((s) => s.id),
  );
}

interface WeightedNumber {
  readonly value: number;
  readonly weight: number;
}

function rowsWhere(
  parts: readonly WeightedEvent[],
  weights: Float64Array,
  of: (judged: JudgedEvent, draw: number) => number,
): WeightedNumber[] {
  const rows: WeightedNumber[] = [];
  parts.forEach(({ judged }, p) => {
    for (let d = 0; d < judged.happened.length; d++) {
      const value = of(judged, d);
      if (!Number.isNaN(value)) rows.push({ value, weight: weights[p]! });
    }
  });
  return rows;
}

function weightedMean(rows: readonly WeightedNumber[]): number {
  let [sum, all] = [0, 0];
  for (const { value, weight } of rows) {
    sum += value * weight;
    all += weight;
  }
  return sum / all;
}

/** Quantile of some numbers with weights: that of `quantileOfSorted` where all weigh alike. */
function weightedQuantile(rows: readonly WeightedNumber[], share: number): number {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  if (sorted.every(({ weight }) => weight === sorted[0]!.weight))
    return quantileOfSorted(
      sorted.map(({ value }) => value),
      share,
    );
  const wanted = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
  let before = 0;
  for (const { value, weight } of sorted) {
    before += weight;
    if (before >= wanted) return value;
  }
  return sorted.at(-1)!.value;
}

/** Weight of each draw of each part: its scenario's weight over its draws. */
function drawWeights(parts: readonly WeightedEvent[]): Float64Array {
  return Float64Array.from(parts, ({ judged, weight }) => weight / judged.happened.length);
}

function weightedLoss(parts: readonly WeightedEvent[], weights: Float64Array): LossFigures {
  const rows = rowsWhere(parts, weights, (judged, d) => judged.loss[d]!);
  return {
    expected: weightedMean(rows),
    p50: weightedQuantile(rows, 0.5),
    p80: weightedQuantile(rows, 0.8),
    p95: weightedQuantile(rows, 0.95),
    shortfall: tailMean(
      rows.map(({ value }) => value),
      WORST_PART,
      rows.map(({ weight }) => weight),
    ),
  };
}

function proximityOf(
  parts: readonly WeightedEvent[],
  weights: Float64Array,
): { readonly early: number; readonly middle: number } | undefined {
  const rows = rowsWhere(parts, weights, (judged, d) => (judged.firstMonth[d]! >= 0 ? judged.firstMonth[d]! : NaN));
  if (rows.length === 0) return undefined;
  // The month of a draw, never one between two.
  const at = (share: number): number => {
    const sorted = [...rows].sort((a, b) => a.value - b.value);
    const wanted = share * sorted.reduce((sum, { weight }) => sum + weight, 0);
    let before = 0;
    return sorted.find(({ weight }) => (before += weight) >= wanted * (1 - 1e-12))!.value;
  };
  return { early: at(0.1), middle: at(0.5) };
}

function count(happened: Uint8Array): number {
  let sum = 0;
  for (const h of happened) sum += h;
  return sum;
}

const shareOf = (happened: Uint8Array): number => count(happened) / happened.length;

/** Variance of a probability by its posterior. */
function varianceOf(share: number, independent: number): number {
  const { alpha, beta } = jeffreys(share, independent);
  return (alpha * beta) / ((alpha + beta) ** 2 * (alpha + beta + 1));
}

function unknownScale(id: string, event: RiskEvent, ids: readonly string[]): InputError {
  return new InputError([
    {
      kind: 'input',
      file: `event ${event.family}`,
      column: 'severity',
      value: id,
      problem: 'There is no such scale of impact.',
      allowed: `${ids.join(', ')}.`,
      mend: `Did you mean ${nearestName(id, ids) ?? ids[0] ?? 'another'}? Or add it to the file of impacts.`,
    },
  ]);
}
