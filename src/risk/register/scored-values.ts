import type { IsoDate } from '../../domain/calendar.ts';
import type { CellValue, NewValue } from '../workbook/values.ts';
import { shownValue } from '../workbook/values.ts';
import type { RiskState, ScoreKind, ScoreRow } from '../score-row.ts';
import { RISK_STATES } from '../score-row.ts';
import { levelsText, levelValue, levelWords } from './level-words.ts';

/** Scores of one risk, by state and kind. */
export interface RiskScores {
  readonly id: string;
  readonly rows: readonly ScoreRow[];
}

/** The scores of each risk under one scheme, in the order of the file. */
export function scoresByRisk(rows: readonly ScoreRow[]): RiskScores[] {
  const byId = new Map<string, ScoreRow[]>();
  for (const row of rows) byId.set(row.risk_id, [...(byId.get(row.risk_id) ?? []), row]);
  return [...byId].map(([id, list]) => ({ id, rows: list }));
}

/** The score of a state and kind; undefined where there is none. */
export function scoreOf({ rows }: RiskScores, state: RiskState, kind: ScoreKind): ScoreRow | undefined {
  return rows.find((row) => row.state === state && row.kind === kind);
}

/** The score that counts: the agreed one, else the modelled one. An assessed score is an owner's view until it is agreed. */
export function standingScore(risk: RiskScores, state: RiskState): ScoreRow | undefined {
  return scoreOf(risk, state, 'agreed') ?? scoreOf(risk, state, 'modelled');
}

/** A new value of a field, and why it is proposed. */
export interface ScoredValue {
  readonly value: NewValue;
  readonly why: string;
  /** The field takes a word instead, where the register holds words: `Likely` in place of 4. */
  readonly word?: string;
  /** Both levels, where the likelihood does not sit firmly in its band: `3, could be 2`. */
  readonly levels?: string;
}

const text = (t: string): NewValue => ({ kind: 'text', text: t });
const number = (n: number): NewValue => ({ kind: 'number', number: n });
const percent = (share: number): string =>
  `${(100 * share).toFixed(share > 0 && share < 0.01 ? 2 : share > 0.995 && share < 1 ? 1 : 0)} %`;

/** One sentence on where a score comes from. */
export function whyOf(risk: RiskScores, row: ScoreRow): string {
  const modelled = scoreOf(risk, row.state, 'modelled');
  const levels = likelihoodText(row);
  const two = levels.includes('could be') ? ` Likelihood ${levels}.` : '';
  const basis = `${row.scheme}, to ${row.horizon}, run ${row.run_id}, status ${row.status}`;
  if (row.kind === 'modelled')
    return `${row.state}, modelled: ${sharesOf(row)} (${basis}).${two} Approving this row agrees it.`;
  const before = modelled === undefined ? '' : ` (modelled ${scoreText(modelled)})`;
  return `${row.state}, ${row.kind} ${scoreText(row)}${before} by ${row.who} on ${row.when}: ${row.reason}. ${row.words} (${basis})`;
}

function sharesOf({ hits, draws, probability, probability_low: low, probability_high: high }: ScoreRow): string {
  if (probability === undefined) return 'no probability';
  const range = low === undefined || high === undefined ? '' : `, ${percent(low)} to ${percent(high)}`;
  return hits === undefined || draws === undefined
    ? percent(probability) + range
    : `${hits} of ${draws} draws, ${percent(probability)}${range}`;
}

/** A score as people say it: `12`, or its band where the scheme has no scores. */
export function scoreText({ score, band, likelihood_level: l, impact_level: i }: ScoreRow): string {
  if (score !== undefined) return String(score);
  return band === '' ? `${l ?? '?'} x ${i ?? '?'}` : band;
}

/** Both levels where the likelihood does not sit firmly in its band: `3, could be 2`. */
export function likelihoodText(row: ScoreRow): string {
  return levelsText(row.likelihood_label, row.likelihood_level, row.other_likelihood_level);
}

/** The word of a level without its name: `Possible`. */
const wordOf = (label: string, level: number | undefined): string =>
  level === undefined ? '' : levelWords(label, level).own.word;

/**
 * New values of the fields of a register from the scores of a risk. A field without a score is left out.
 *
 * @param before values of the register as it is
 * @param date day of the update, for the field that holds it
 */
export function scoredValues(
  risk: RiskScores,
  before: (field: string) => CellValue | undefined,
  date?: IsoDate,
): Map<string, ScoredValue> {
  const values = new Map<string, ScoredValue>();
  const set = (field: string, value: NewValue | undefined, why: string, word = '', levels = ''): void => {
    if (value !== undefined)
      values.set(field, { value, why, ...(word === '' ? {} : { word }), ...(levels === '' ? {} : { levels }) });
  };
  const levels = (prefix: string, row: ScoreRow | undefined): void => {
    if (row === undefined) return;
    const why = whyOf(risk, row);
    const { likelihood_label: l, likelihood_level: ll, impact_label: i, impact_level: il } = row;
    set(`${prefix}_likelihood`, levelValue(l, ll), why, wordOf(l, ll), likelihoodText(row));
    set(`${prefix}_impact`, levelValue(i, il), why, wordOf(i, il));
    set(`${prefix}_score`, optional(row.score), why);
    set(`${prefix}_band`, row.band === '' ? undefined : text(row.band), why);
  };
  for (const state of RISK_STATES) levels(state, standingScore(risk, state));
  for (const kind of ['modelled', 'assessed', 'agreed'] as const) levels(kind, scoreOf(risk, 'current', kind));
  const current = standingScore(risk, 'current');
  if (current === undefined) return values;
  const why = whyOf(risk, current);
  const modelled = scoreOf(risk, 'current', 'modelled') ?? current;
  const evidence = whyOf(risk, modelled);
  const sameRun = before('run_id')?.kind === 'text' && shownValue(before('run_id')!) === current.run_id;
  const direction = directionOf(before('current_score'), current);
  // The same run again says nothing new about the direction since the last meeting.
  if (!(sameRun && direction === 'Same')) set('direction', text(direction), why);
  set('probability', optional(modelled.probability), evidence);
  if (modelled.probability_low !== undefined && modelled.probability_high !== undefined)
    set(
      'probability_range',
      text(`${percent(modelled.probability_low)} to ${percent(modelled.probability_high)}`),
      evidence,
    );
  set('firmness', optional(modelled.firmness), evidence);
  set('expected_loss', optional(modelled.expected_loss), evidence);
  set('expected_shortfall', optional(modelled.expected_shortfall), evidence);
  for (const field of ['loss_unit', 'proximity', 'confidence'] as const)
    if (modelled[field] !== '') set(field, text(modelled[field]), evidence);
  for (const field of ['scheme', 'horizon', 'run_id'] as const)
    if (current[field] !== '') set(field, text(current[field]), why);
  set('evidence_status', text(modelled.status), evidence);
  const agreed = scoreOf(risk, 'current', 'agreed');
  if (agreed !== undefined) {
    set('agreed_by', text(agreed.who), why);
    set('agreed_on', { kind: 'date', date: agreed.when }, why);
    set('override_reason', text(agreed.reason === '' ? '' : `${agreed.reason}: ${agreed.words}`), why);
  }
  if (date !== undefined) set('updated', { kind: 'date', date }, why);
  return values;
}

const optional = (n: number | undefined): NewValue | undefined => (n === undefined ? undefined : number(n));

/** Direction of travel against the score that the register has: `Up 4`, `Same`, `Down 2`, `New`. */
export function directionOf(before: CellValue | undefined, row: ScoreRow): string {
  const old =
    before?.kind === 'number'
      ? before.number
      : Number(before === undefined ? NaN : shownValue(before).match(/^\d+(\.\d+)?/)?.[0]);
  if (!Number.isFinite(old)) return 'New';
  if (row.score === undefined) return 'Not scored';
  const moved = row.score - old;
  return moved === 0 ? 'Same' : moved > 0 ? `Up ${moved}` : `Down ${-moved}`;
}

/** Fields of a risk in words, from any of its rows: for a new row of a register. */
export function describedValues({ rows }: RiskScores): Map<string, NewValue> {
  const row = rows[0]!;
  const values = new Map<string, NewValue>();
  for (const field of [
    'risk_id',
    'title',
    'cause',
    'event',
    'consequence',
    'workstream',
    'owner',
    'category',
    'area',
    'placement_type',
    'raised_in',
    'concern_id',
  ] as const)
    if (row[field] !== '') values.set(field, text(row[field]));
  values.set('description', text([row.cause, row.event, row.consequence].filter(Boolean).join(' ')));
  return values;
}
