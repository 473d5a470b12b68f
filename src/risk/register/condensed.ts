import { formatDate, isIsoDate } from '../../domain/calendar.ts';
import type { RegisterEntry } from './register-entry.ts';
import { numberField, shownField } from './register-entry.ts';

/** A column of the condensed register. */
export interface CondensedColumn {
  readonly header: string;
  /** Width in characters. */
  readonly width: number;
  readonly text: (entry: RegisterEntry) => string;
}

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);
const joined = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join('\n');
const dateOf = (text: string): string => (isIsoDate(text) ? formatDate(text) : text);

/** A score with its levels and its band in words: `20 (4 x 5) High`. */
function scoreOf(entry: RegisterEntry, state: string): string {
  const part = (name: string): string => shownField(entry, `${state}_${name}`);
  const levels =
    part('likelihood') === '' || part('impact') === '' ? '' : `(${part('likelihood')} x ${part('impact')})`;
  return [part('score'), levels, part('band')].filter(Boolean).join(' ');
}

function currentScore(entry: RegisterEntry): string {
  const [agreed, modelled] = [numberField(entry, 'agreed_score'), numberField(entry, 'modelled_score')];
  const shown = scoreOf(entry, 'current');
  return agreed !== undefined && modelled !== undefined && agreed !== modelled
    ? joined(shown, `Agreed ${agreed} (modelled ${modelled})`, shownField(entry, 'override_reason'))
    : shown;
}

/** What the event is, for a page on which whole sentences on its cause and consequence have no room. */
export const briefRisk = (entry: RegisterEntry): string =>
  sentence(shownField(entry, 'event')) || sentence(shownField(entry, 'title')) || riskText(entry);

function riskText(entry: RegisterEntry): string {
  const parts = ['cause', 'event', 'consequence'].map((field) => sentence(shownField(entry, field))).filter(Boolean);
  const told = parts.length > 0 ? parts.join(' ') : sentence(shownField(entry, 'description'));
  return joined(sentence(shownField(entry, 'title')), told);
}

/** The direction, and where the score moved, one sentence on it. */
function directionText(entry: RegisterEntry): string {
  const direction = shownField(entry, 'direction');
  return /^(new|same)$/i.test(direction) ? direction : joined(direction, shownField(entry, 'change'));
}

/** The twelve columns that a Board sees. */
export const CONDENSED_COLUMNS: readonly CondensedColumn[] = [
  { header: 'Risk ID', width: 12, text: (e) => e.id },
  { header: 'Risk', width: 52, text: riskText },
  {
    header: 'Workstream and owner',
    width: 23,
    text: (e) => joined(shownField(e, 'workstream'), shownField(e, 'owner')),
  },
  { header: 'Inherent score', width: 10, text: (e) => scoreOf(e, 'inherent') },
  { header: 'Current score', width: 19, text: currentScore },
  {
    header: 'Direction since last meeting',
    width: 10,
    text: directionText,
  },
  {
    header: 'Target score and date',
    width: 12,
    text: (e) => joined(scoreOf(e, 'target'), dateOf(shownField(e, 'target_date'))),
  },
  { header: 'Proximity', width: 9, text: (e) => shownField(e, 'proximity') },
  { header: 'Confidence', width: 10, text: (e) => shownField(e, 'confidence') },
  { header: 'Key controls in place', width: 17, text: (e) => shownField(e, 'controls') },
  { header: 'Mitigating actions, next milestone', width: 18, text: (e) => shownField(e, 'actions') },
  { header: 'What the Board is asked to do', width: 15, text: (e) => shownField(e, 'ask') },
];

/** What is said of a register as a whole, on its pages and in its files. */
export interface RegisterLabels {
  readonly title: string;
  /** Protective marking, such as OFFICIAL. */
  readonly marking: string;
  readonly schemes: readonly string[];
  readonly horizons: readonly string[];
  readonly runs: readonly string[];
  /** The weakest status of its figures. */
  readonly status: string;
}

/** Labels of a register from its entries. */
export function labelsOf(entries: readonly RegisterEntry[], title: string, marking: string): RegisterLabels {
  const all = (field: string): string[] => [
    ...new Set(entries.map((entry) => shownField(entry, field)).filter(Boolean)),
  ];
  const statuses = all('evidence_status');
  const status = ['illustrative', 'estimated', 'published'].find((word) => statuses.includes(word)) ?? 'not stated';
  return { title, marking, schemes: all('scheme'), horizons: all('horizon'), runs: all('run_id'), status };
}
