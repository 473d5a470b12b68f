import { InputError } from '../../domain/errors.ts';
import { planContents } from '../sufficiency-plan/plan-contents.ts';
import type { PlanFigure, PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatNumber } from '../text.ts';
import { recordOf } from './meeting.ts';
import { packOf } from './pack-base.ts';
import type { Pack, PackRow, Question } from './pack-contents.ts';
import { inWords, numberText } from './pack-numbers.ts';
import { comparedRow, refuseOtherPlan } from './plan-rows.ts';
import { questionsFor } from './questions.ts';
import { readingOf } from './reading.ts';
import type { SubmittedPlan } from './submitted-plan.ts';
import { APPLICATIONS_LINE } from './submitted-plan.ts';

/** Rules of a meeting that also ask about a plan. */
const RULES_OF_A_NOTE: readonly string[] = ['applications-differ', 'shortfall-residential', 'shortfall-foster'];
/** Differences outside the range that questions are drafted of, largest first. */
const OUTSIDE_ASKED = 3;

/**
 * Feedback note to an authority on the plan that it has sent: which figures differ from the projection, by how much, inside or
 * outside its range, and what to ask.
 *
 * @throws InputError when no plan or number of applications is given, or it is of another authority or year
 */
export function feedbackPack(source: PlanSource, area: string, year: PlanYear, submitted?: SubmittedPlan): Pack {
  if (submitted === undefined) throw noPlan();
  const contents = planContents(source, area, year);
  refuseOtherPlan(submitted, contents);
  const { authority } = contents;
  const told = contents.figures.filter((f) => submitted.numbers.get(f.id) !== undefined && f.values !== undefined);
  const differ = told.filter((f) => readingOf(submitted.numbers.get(f.id)!, f.values!).difference !== 0);
  const outside = differ.filter((f) => readingOf(submitted.numbers.get(f.id)!, f.values!).inside80 === false);
  const empty = contents.figures.filter(
    (f) => submitted.numbers.has(f.id) && submitted.numbers.get(f.id) === undefined && f.values !== undefined,
  );
  const known = new Set([...contents.figures.map((f) => f.id), ...contents.steps.map((s) => s.id)]);
  const others = [...submitted.numbers.keys()].filter((line) => !known.has(line));
  const asked = questionsFor({ contents, submitted, recorded: recordOf(source, contents) }).filter((q) =>
    RULES_OF_A_NOTE.includes(q.rule),
  );
  const steps = contents.steps.flatMap((s): PackRow[] => {
    const given = submitted.numbers.get(s.id);
    if (given === undefined || s.amount === undefined || given === s.amount) return [];
    return [
      {
        id: s.id,
        label: s.label,
        whenText: s.timing,
        given,
        unit: s.unit ?? 'places',
        note: `the data set has ${formatNumber(s.amount)}`,
        status: s.status,
        source: `${submitted.from}; ${s.source}`,
      },
    ];
  });
  return packOf(source, {
    kind: 'feedback',
    title: `Feedback on the sufficiency plan of ${authority.name_en}, ${year.name}`,
    lead: `What the plan (${submitted.from}) has, beside a projection under the scenario “${source.manifest.scenario_title}”. A difference is no fault: an authority knows what a projection does not. It is a reason to ask.`,
    area: authority,
    year,
    sections: [
      {
        heading: 'In short',
        text: [
          `${formatNumber(told.length)} ${told.length === 1 ? 'figure' : 'figures'} of the plan can be set against the projection: ${formatNumber(told.length - differ.length)} the same, ${formatNumber(differ.length - outside.length)} different inside the range of 8 of 10 runs or without a range, ${formatNumber(outside.length)} outside it. By chance alone about 2 in 10 independent figures would.`,
          ...(empty.length === 0
            ? []
            : [`Figures that the projection has and that are empty in the plan: ${formatNumber(empty.length)}.`]),
          ...(others.length === 0
            ? []
            : [
                `${formatNumber(others.length)} lines of the plan are not among those of the projection and are not read here: ${others.slice(0, 5).join(', ')}.`,
              ]),
        ],
      },
      {
        heading: 'Figures that differ',
        ...(differ.length === 0 ? { text: ['No figure of the plan differs from the projection.'] } : {}),
        tables: [
          table(
            'the estimate of applications',
            told.filter((f) => f.id === APPLICATIONS_LINE),
            submitted,
          ),
          table(
            'outside the range of 8 of 10 runs',
            outside.filter((f) => f.id !== APPLICATIONS_LINE),
            submitted,
          ),
          table(
            'inside the range, or without one',
            differ.filter((f) => !outside.includes(f) && f.id !== APPLICATIONS_LINE),
            submitted,
          ),
          {
            kind: 'given',
            caption: 'steps whose number was changed',
            givenHeading: 'In the plan',
            noteHeading: 'Beside it',
            rows: steps,
          },
        ],
      },
      {
        heading: 'Questions',
        text: ['Rules draft them from the figures, in the order of the rules.'],
        questions: [...asked, ...outsideQuestions(outside, submitted)],
        toWrite: ['what the reader of the plan has found in its words: reasons, steps, information on providers.'],
      },
    ],
  });
}

const table = (
  caption: string,
  figures: readonly PlanFigure[],
  submitted: SubmittedPlan,
): NonNullable<Pack['sections'][0]['tables']>[0] => ({
  kind: 'compared',
  caption,
  givenHeading: 'In the plan',
  noteHeading: 'The plan to the projection',
  rows: figures.map((f) => comparedRow(f, submitted)),
});

/** A question on each of the largest differences outside the range, by their size beside the width of the range. */
function outsideQuestions(outside: readonly PlanFigure[], { numbers }: SubmittedPlan): Question[] {
  const size = (f: PlanFigure): number => {
    const { low80, high80 } = f.values!;
    return Math.abs(readingOf(numbers.get(f.id)!, f.values!).difference) / Math.max(1e-9, high80! - low80!);
  };
  return outside
    .filter((f) => f.id !== APPLICATIONS_LINE)
    .sort((a, b) => size(b) - size(a))
    .slice(0, OUTSIDE_ASKED)
    .map((f) => ({
      rule: `outside.${f.id}`,
      question: `${f.part}, ${f.label.charAt(0).toLowerCase()}${f.label.slice(1)} (${f.whenText.charAt(0).toLowerCase()}${f.whenText.slice(1)}): the plan has ${numberText(numbers.get(f.id)!, f.values!.unit)}, the projection ${inWords(f.values!)}. What is the plan’s figure made from?`,
      because:
        'the figure lies outside the range of 8 of 10 runs, and is among the three that lie farthest beside its width.',
    }));
}

function noPlan(): InputError {
  return new InputError([
    {
      kind: 'input',
      file: '--plan',
      problem: 'A feedback note needs the plan that it is about.',
      allowed:
        'The CODE-YEAR.csv of the plan with the numbers of the authority (--plan), or its number of applications (--applications).',
      mend: 'Give one of the two.',
    },
  ]);
}
