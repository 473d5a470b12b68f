import type { ChildrenRow } from '../../domain/tables.ts';
import { planContents } from '../sufficiency-plan/plan-contents.ts';
import type { PlanContents, PlanSource } from '../sufficiency-plan/plan-contents.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import { formatDate } from '../text.ts';
import { OLD_RUN, packOf } from './pack-base.ts';
import type { Pack, PackRow } from './pack-contents.ts';
import { comparedRow, refuseOtherPlan } from './plan-rows.ts';
import { QUESTIONS, questionsFor } from './questions.ts';
import type { SubmittedPlan } from './submitted-plan.ts';

/** Lines of the plan that a meeting looks at first, with short words. */
const LINES: Readonly<Record<string, string>> = {
  'a.looked-after.end': 'Children looked after',
  'c.needing-residential.end': "Children who need a children's home",
  'c.compliant-residential.end': "Compliant places in children's homes",
  'c.shortfall-residential.end': 'Children short of such a place',
  'c.needing-foster.end': 'Children who need foster care (not kin)',
  'c.compliant-foster.end': 'Compliant places in foster care',
  'c.shortfall-foster.end': 'Children short of such a place in foster care',
  'c.outside-wales.end': 'Children placed outside Wales',
  'd.statutory-all.year': 'Applications over the year (statutory number)',
  'd.shadow-all.year': 'Placements that would need approval (shadow number)',
};

/** Recorded years that are shown. */
const RECORDED_SHOWN = 5;

/**
 * Two-page pack for a meeting with an authority: its plan beside the projection, the projection beside the record, and questions
 * that stated rules draft from the figures.
 *
 * @throws InputError when there is no such authority, the run does not cover the year, or the plan is of another one
 */
export function meetingPack(source: PlanSource, area: string, year: PlanYear, submitted?: SubmittedPlan): Pack {
  const contents = planContents(source, area, year);
  refuseOtherPlan(submitted, contents);
  const { authority } = contents;
  const recorded = recordOf(source, contents);
  const questions = questionsFor({ contents, recorded, ...(submitted && { submitted }) });
  return packOf(source, {
    kind: 'meeting',
    title: `Meeting pack: ${authority.name_en}, ${year.name}`,
    lead: `${authority.name_en}’s plan against a projection under the scenario “${source.manifest.scenario_title}”, and against the record.`,
    area: authority,
    year,
    sections: [
      {
        heading: 'The plan against the projection',
        text:
          submitted === undefined
            ? ['No plan of the authority was given: its column is to be written.']
            : [`The plan: ${submitted.from}.`],
        tables: [
          {
            kind: 'compared',
            caption: `key figures at the end of ${year.name}, and over it where that is said`,
            leaveOut: 'When',
            givenHeading: 'In the plan',
            noteHeading: 'The plan to the projection',
            rows: contents.figures
              .filter((f) => LINES[f.id] !== undefined)
              .map((f) => ({ ...comparedRow(f, submitted), label: LINES[f.id]! })),
          },
        ],
      },
      {
        heading: 'The projection against the record',
        tables: [
          {
            kind: 'compared',
            caption: 'children looked after, as recorded and as projected',
            leaveOut: 'Figure',
            givenHeading: 'Recorded',
            rows: [...recorded.slice(-RECORDED_SHOWN).map(recordRow), ...lookedAfter(contents)],
          },
        ],
      },
      {
        heading: 'Questions to ask',
        text: [
          `Rules draft them from the figures above and from the plan’s tables. At most ${QUESTIONS} are asked, in the order of the rules.`,
        ],
        questions,
      },
    ],
    missing: source.inputs.recorded === undefined ? [`Children as recorded in earlier years. ${OLD_RUN}`] : [],
  });
}

/** Children of the authority in all, as recorded, oldest first. */
export function recordOf({ inputs }: PlanSource, { authority }: Pick<PlanContents, 'authority'>): ChildrenRow[] {
  return (inputs.recorded ?? [])
    .filter((row) => row.area_code === authority.area_code && row.children !== undefined)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

const recordRow = (row: ChildrenRow): PackRow => ({
  id: `record.${row.date}`,
  label: 'Children looked after',
  whenText: `On ${formatDate(row.date)}`,
  ...(row.children === undefined ? {} : { given: row.children }),
  unit: 'children',
  status: row.status,
  source: row.source,
});

function lookedAfter(contents: PlanContents): PackRow[] {
  return contents.figures
    .filter((f) => f.id === 'a.looked-after.start' || f.id === 'a.looked-after.end')
    .map((f) => comparedRow(f, undefined));
}
