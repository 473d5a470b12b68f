import { lastDay } from '../../domain/calendar.ts';
import type { RiskEvent } from '../events/risk-event.ts';
import type { Rating } from '../schemes/rate.ts';
import type { ScoreRow } from '../score-row.ts';
import { nameOfLevel } from './likelihood.ts';
import type { Ranks } from './rank-check.ts';
import type { RiskScore } from './risk-score.ts';
import type { GivenScore, RiskScores } from './score-runs.ts';

/** Rows of `risk-scores.csv`: modelled scores, weighted ones, then assessed and agreed ones. None takes another's place. */
export function scoreRows({ modelled, weighted, given, ranks }: RiskScores): ScoreRow[] {
  return [
    ...modelled.map((score) =>
      modelledRow(
        score,
        ranks.find((rank) => rank.score === score),
      ),
    ),
    ...weighted.map((score) => modelledRow(score, undefined)),
    ...given.map(givenRow),
  ];
}

/** A month as the register has it: `2030-03`. */
export const monthText = (month: number): string => lastDay(month).slice(0, 7);

function textsOf(
  event: RiskEvent,
): Pick<
  ScoreRow,
  | 'risk_id'
  | 'title'
  | 'cause'
  | 'event'
  | 'consequence'
  | 'workstream'
  | 'owner'
  | 'category'
  | 'area'
  | 'placement_type'
  | 'raised_in'
  | 'concern_id'
  | 'horizon'
> {
  return {
    risk_id: event.id,
    title: event.title,
    cause: event.cause,
    event: event.event,
    consequence: event.consequence,
    workstream: event.workstream,
    owner: event.owner,
    category: event.category,
    area: event.areaName,
    placement_type: event.placement_type,
    raised_in: event.raised_in,
    concern_id: event.concern_id,
    horizon: event.horizon.slice(0, 7),
  };
}

function ratingOf(rating: Rating | undefined): Pick<ScoreRow, 'score' | 'band'> {
  return { ...(rating?.score === undefined ? {} : { score: rating.score }), band: bandText(rating) };
}

/** A band in words; with the cell where the scheme has letters or no score. */
export function bandText(rating: Rating | undefined): string {
  if (rating === undefined) return '';
  const { band, score, cell } = rating;
  if (score !== undefined) return band?.label ?? '';
  return band === undefined ? cell : `${band.label} (${cell})`;
}

function modelledRow(score: RiskScore, rank: Ranks | undefined): ScoreRow {
  const { event, probability, likelihood, impact, loss, proximity } = score;
  const { other } = likelihood;
  return {
    ...textsOf(event),
    state: score.state,
    kind: 'modelled',
    who: '',
    when: '',
    reason: '',
    words: score.notes.join(' '),
    scheme: score.scheme.id,
    scenario: score.scenario,
    run_id: score.runId,
    ...(score.draws > 0 && { draws: score.draws, hits: score.hits }),
    independent_draws: score.independent,
    probability: probability.share,
    probability_low: probability.low,
    probability_high: probability.high,
    ...(!score.issue && { likelihood_level: likelihood.band.level }),
    likelihood_label: likelihood.words,
    firmness: likelihood.firmness,
    ...(other !== undefined && other !== 'issue' && { other_likelihood_level: other.level }),
    ...(impact && { impact_level: impact.level }),
    impact_label: impact?.label ?? '',
    impact_dimension: impact?.dimension ?? '',
    ...ratingOf(score.rating),
    expected_loss: loss.expected,
    expected_shortfall: loss.shortfall,
    loss_unit: score.lossUnit,
    proximity: proximity === undefined ? '' : monthText(proximity.early),
    confidence: score.confidence,
    priority:
      event.priority !== ''
        ? event.priority
        : rank === undefined
          ? ''
          : `${rank.byExpectedLoss} of ${rank.among} by expected loss (${score.lossUnit})`,
    issue: score.issue ? 'yes' : 'no',
    status: score.status,
  };
}

function givenRow({ assessment, rating, modelled }: GivenScore): ScoreRow {
  const { kind, state, who, when, reason, words, priority } = assessment;
  return {
    ...textsOf(modelled.event),
    state,
    kind,
    who,
    when,
    reason,
    words,
    scheme: modelled.scheme.id,
    scenario: modelled.scenario,
    run_id: modelled.runId,
    likelihood_level: rating.likelihood.level,
    likelihood_label: nameOfLevel(rating.likelihood),
    impact_level: rating.impactLevel,
    impact_label: nameOfLevel(modelled.scheme.impact[rating.impactLevel - 1]!),
    impact_dimension: '',
    ...ratingOf(rating),
    loss_unit: '',
    proximity: '',
    confidence: '',
    priority: priority !== '' ? priority : modelled.event.priority,
    issue: 'no',
    status: modelled.status,
  };
}

/** `Agreed 20 (modelled 12)`, for a score that a person gave beside the modelled one. */
export function besideModelled({ assessment, rating, modelled }: GivenScore): string {
  const name = assessment.kind === 'agreed' ? 'Agreed' : 'Assessed';
  const own = modelled.issue ? 'an issue' : modelled.rating === undefined ? 'no score' : scoreText(modelled.rating);
  return `${name} ${scoreText(rating)} (modelled ${own})`;
}

/** Score of a rating as it is spoken of: the number, or the cell where there is none. */
export const scoreText = ({ score, cell }: Rating): string => (score === undefined ? cell : String(score));
