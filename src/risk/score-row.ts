import type { EvidenceStatus } from '../domain/status.ts';

/** The three runs of a risk: controls off, controls in force, planned actions delivered. */
export const RISK_STATES = ['inherent', 'current', 'target'] as const;
export type RiskState = (typeof RISK_STATES)[number];

/** Who says so: the model proposes, the owner assesses, the Board agrees. One never overwrites another. */
export const SCORE_KINDS = ['modelled', 'assessed', 'agreed'] as const;
export type ScoreKind = (typeof SCORE_KINDS)[number];

/**
 * A row of `risk-scores.csv`: one score of one risk under one scheme. Texts that do not apply are empty; numbers that do not
 * apply are left out.
 */
export interface ScoreRow {
  readonly risk_id: string;
  /** Short name of the risk. */
  readonly title: string;
  /** "Because ...", "There is a risk that ...", "As a result ...": one sentence each. */
  readonly cause: string;
  readonly event: string;
  readonly consequence: string;
  /** Identifier of the workstream as its file has it. */
  readonly workstream: string;
  readonly owner: string;
  readonly category: string;
  /** Area in words, `Wales` for all; the placement type in words, empty for all. */
  readonly area: string;
  readonly placement_type: string;
  readonly raised_in: string;
  readonly concern_id: string;
  readonly state: RiskState;
  readonly kind: ScoreKind;
  /** Who gave the score, on which day (ISO), for which reason of the list, in which words; empty for a modelled score. */
  readonly who: string;
  readonly when: string;
  readonly reason: string;
  readonly words: string;
  /** Identifier of the scheme with its version. */
  readonly scheme: string;
  /** Last month of the horizon, `2030-03`. */
  readonly horizon: string;
  readonly scenario: string;
  readonly run_id: string;
  /** Draws, and draws in which the event happened. */
  readonly draws?: number;
  readonly hits?: number;
  /** Independent draws that they count for: fewer than there are, because pairs of draws share their assumptions. */
  readonly independent_draws?: number;
  /** Share of draws with its interval of 95 %, 0 to 1: luck of the draws only, not doubt about the model. */
  readonly probability?: number;
  readonly probability_low?: number;
  readonly probability_high?: number;
  /** Level from 1, its word, and the share of the posterior inside its band, 0 to 1. */
  readonly likelihood_level?: number;
  readonly likelihood_label: string;
  readonly firmness?: number;
  /** The next most probable level where the firmness is under 0.9. */
  readonly other_likelihood_level?: number;
  readonly impact_level?: number;
  readonly impact_label: string;
  /** Dimension that drives the impact. */
  readonly impact_dimension: string;
  /** Score as an index; left out where the scheme has none. */
  readonly score?: number;
  readonly band: string;
  /** Expected loss, and expected shortfall in the worst tenth, in `loss_unit`. */
  readonly expected_loss?: number;
  readonly expected_shortfall?: number;
  readonly loss_unit: string;
  /** First quarter in which the event could bite, as its last month: `2027-06`. */
  readonly proximity: string;
  /** High, Medium or Low: confidence in the evidence, apart from the probability. */
  readonly confidence: string;
  /** Priority of the Board or the rank of the model; no likelihood is bent to be heard. */
  readonly priority: string;
  /** `yes` where the event happens in over 99 % of draws: an issue, not a risk. */
  readonly issue: 'yes' | 'no';
  readonly status: EvidenceStatus;
}

/** Columns of `risk-scores.csv` in order. */
export const SCORE_COLUMNS = [
  ...['risk_id', 'title', 'cause', 'event', 'consequence', 'workstream', 'owner', 'category', 'area', 'placement_type'],
  ...['raised_in', 'concern_id', 'state', 'kind', 'who', 'when', 'reason', 'words', 'scheme', 'horizon', 'scenario'],
  ...[
    'run_id',
    'draws',
    'hits',
    'independent_draws',
    'probability',
    'probability_low',
    'probability_high',
    'likelihood_level',
  ],
  ...['likelihood_label', 'firmness', 'other_likelihood_level', 'impact_level', 'impact_label', 'impact_dimension'],
  ...['score', 'band', 'expected_loss', 'expected_shortfall', 'loss_unit', 'proximity', 'confidence', 'priority'],
  ...['issue', 'status'],
] as readonly string[] as readonly (keyof ScoreRow)[];

/** Columns of `risk-scores.csv` that hold numbers; empty where a number is left out. */
export const SCORE_NUMBERS: readonly (keyof ScoreRow)[] = [
  ...(['draws', 'hits', 'independent_draws', 'probability', 'probability_low'] as const),
  ...(['probability_high', 'likelihood_level'] as const),
  ...(['firmness', 'other_likelihood_level', 'impact_level', 'score', 'expected_loss', 'expected_shortfall'] as const),
];
