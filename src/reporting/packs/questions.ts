import type { IsoDate } from '../../domain/calendar.ts';
import type { ChildrenRow } from '../../domain/tables.ts';
import type { PlanContents, PlanFigure } from '../sufficiency-plan/plan-contents.ts';
import type { PrintedValues } from '../sufficiency-plan/plan-figure.ts';
import { formatDate, formatNumber, formatShare, listText } from '../text.ts';
import type { Question } from './pack-contents.ts';
import { inWords } from './pack-numbers.ts';
import { readingOf } from './reading.ts';
import type { SubmittedPlan } from './submitted-plan.ts';
import { APPLICATIONS_LINE } from './submitted-plan.ts';

/** Questions of a meeting: so many fit on two pages and in an hour. */
export const QUESTIONS = 5;

/** A for-profit share of children placed from which a question is asked. */
const MOSTLY_FOR_PROFIT = 0.5;

export interface QuestionFacts {
  readonly contents: PlanContents;
  readonly submitted?: SubmittedPlan;
  /** Children looked after as recorded, oldest first. */
  readonly recorded: readonly ChildrenRow[];
}

type Rule = (facts: QuestionFacts) => Question | undefined;

/** Rules in the order in which they ask; each says when it asks. */
const RULES: readonly Rule[] = [
  applicationsDiffer,
  ...(['residential', 'foster'] as const).map((type) => (facts: QuestionFacts) => shortfall(facts, type)),
  overdue,
  forProfit,
  fasterThanRecord,
  shadow,
  outsideWales,
  noSteps,
  ownKnowledge,
];

/** Questions that the rules draft from the figures, in the order of the rules, as many as fit a meeting. */
export function questionsFor(facts: QuestionFacts): Question[] {
  return RULES.flatMap((rule) => rule(facts) ?? []).slice(0, QUESTIONS);
}

const lineOf = ({ contents }: QuestionFacts, id: string): PlanFigure | undefined =>
  contents.figures.find((f) => f.id === id);
const valuesOf = (facts: QuestionFacts, id: string): PrintedValues | undefined => lineOf(facts, id)?.values;

function applicationsDiffer(facts: QuestionFacts): Question | undefined {
  const given = facts.submitted?.numbers.get(APPLICATIONS_LINE);
  const values = valuesOf(facts, APPLICATIONS_LINE);
  if (given === undefined || values === undefined || given === values.central) return undefined;
  return {
    rule: 'applications-differ',
    question: `The plan estimates ${formatNumber(given)} applications in ${facts.contents.year.name}; the projection has ${inWords(values)}. What does the authority know that makes the difference?`,
    because: `the estimate differs from the projection (${readingOf(given, values).words}).`,
  };
}

function shortfall(facts: QuestionFacts, type: 'residential' | 'foster'): Question | undefined {
  const values = valuesOf(facts, `c.shortfall-${type}.end`);
  if (values === undefined || values.central < 1) return undefined;
  const places = type === 'residential' ? "children's homes" : 'foster care';
  return {
    rule: `shortfall-${type}`,
    question: `At the end of ${facts.contents.year.name} ${inWords(values)} children may be short of a compliant place in ${places}. Which places or carers close this gap, from which day, and which gap is left?`,
    because: 'the central shortfall is at least one child.',
  };
}

function overdue({ contents }: QuestionFacts): Question | undefined {
  const late = contents.steps.filter((s) => s.kind === 'project' && s.timing === 'before the year');
  if (late.length === 0) return undefined;
  return {
    rule: 'planned-before',
    question: `${listText(late.map((s) => `${s.id.replace('e.project.', '')} (${formatNumber(s.amount ?? 0)} places, planned for ${formatDate(s.date!)}, stage ${s.stage ?? 'not known'})`))}: is each open, with how many children, and if not, on which day?`,
    because: `projects of the data set are planned to open before ${contents.year.name}.`,
  };
}

function forProfit(facts: QuestionFacts): Question | undefined {
  const [own, charity, profit] = (['local-authority', 'not-for-profit', 'for-profit'] as const).map((sector) =>
    valuesOf(facts, `b.placed-residential-${sector}.end`),
  );
  if (own?.average === undefined || charity?.average === undefined || profit?.average === undefined) return undefined;
  const share = profit.average / (own.average + charity.average + profit.average);
  if (!(share >= MOSTLY_FOR_PROFIT)) return undefined;
  return {
    rule: 'for-profit',
    question: `${inWords(profit)} children may live in for-profit homes in Wales at the end of ${facts.contents.year.name}. What have their providers said they will do, and what is agreed for each child if a home closes?`,
    because: `for-profit homes have ${formatShare(share)} of the authority’s children in homes in Wales on average, and ${formatShare(MOSTLY_FOR_PROFIT)} or more asks.`,
  };
}

/** Change a year between two dates of 31 March. */
const perYear = (from: number, to: number, start: IsoDate, end: IsoDate): number =>
  (to - from) / Math.max(1, Number(end.slice(0, 4)) - Number(start.slice(0, 4)));

function fasterThanRecord(facts: QuestionFacts): Question | undefined {
  const values = valuesOf(facts, 'a.looked-after.end');
  const counts = facts.recorded.filter(
    (r): r is ChildrenRow & { readonly children: number } => r.children !== undefined,
  );
  const last = counts.at(-1);
  if (values === undefined || last === undefined || counts.length < 3) return undefined;
  const changes = counts
    .slice(1)
    .map((row, i) => perYear(counts[i]!.children, row.children, counts[i]!.date, row.date));
  const projected = perYear(last.children, values.central, last.date, facts.contents.year.lastDay);
  const mean = changes.reduce((sum, x) => sum + x, 0) / changes.length;
  if (Math.sign(projected) === Math.sign(mean) && Math.abs(projected) <= Math.abs(mean)) return undefined;
  return {
    rule: 'against-record',
    question: `The projection goes from ${formatNumber(last.children)} children on ${formatDate(last.date)} to ${inWords(values)}, ${changeWords(projected)} a year; the record since ${counts[0]!.date.slice(0, 4)} has ${changeWords(mean)} a year on average. Which of the two does the authority plan on, and why?`,
    because: 'the projection moves against the record, or faster than its average.',
  };
}

const changeWords = (change: number): string => `${formatNumber(Math.abs(change), 1)} ${change < 0 ? 'fewer' : 'more'}`;

function shadow(facts: QuestionFacts): Question | undefined {
  const values = valuesOf(facts, 'd.shadow-all.year');
  if (values === undefined || values.central < 1) return undefined;
  return {
    rule: 'shadow',
    question: `${inWords(values)} placements in ${facts.contents.year.name} would need approval if the rule were in force. Which of them could be made elsewhere by the day on which it is?`,
    because: 'the central shadow number is at least one placement.',
  };
}

function outsideWales(facts: QuestionFacts): Question | undefined {
  const values = valuesOf(facts, 'c.outside-wales.end');
  if (values === undefined || values.central < 1) return undefined;
  return {
    rule: 'outside-wales',
    question: `${inWords(values)} children may live outside Wales at the end of ${facts.contents.year.name}. For which of them is a place in Wales sought, and of what kind?`,
    because: 'the central number placed outside Wales is at least one child.',
  };
}

function noSteps({ contents }: QuestionFacts): Question | undefined {
  if (contents.steps.some((s) => s.kind === 'project' && s.timing !== 'before the year')) return undefined;
  return {
    rule: 'no-steps',
    question: `The data set knows of no project that opens in ${contents.year.name} or later. Which steps does the authority take, and what does each add by when?`,
    because: 'no project of the data set opens in the year or after it.',
  };
}

function ownKnowledge({ contents }: QuestionFacts): Question | undefined {
  return {
    rule: 'own-knowledge',
    question: `Which figures of this pack does the authority’s own register contradict, and may its figures take their place?`,
    because: `the figures are ${contents.status}; it is asked of every authority.`,
  };
}
