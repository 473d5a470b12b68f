import { formatDate, formatNumber } from '../text.ts';
import { FIRST_PLAN_YEAR, planYear } from './plan-year.ts';
import type { PlanContents } from './plan-contents.ts';

/** The authority in both languages, where they differ. */
export function authorityName({ authority }: PlanContents): string {
  const { name_en, name_cy } = authority;
  return name_en === name_cy ? name_en : `${name_en} / ${name_cy}`;
}

/** Scenario and run in one line, for the top and the foot of every sheet. */
export function runLine({ run }: PlanContents): string {
  return `Scenario: ${run.scenario_title} (${run.scenario}). Run ${run.run_id}, ${formatNumber(run.draws)} draws, seed ${run.seed}.`;
}

/** When drafts are due: Social Services and Well-being (Wales) Act 2014, section 75B. */
export function dueText({ year }: PlanContents): string {
  return year.name === planYear(FIRST_PLAN_YEAR).name
    ? 'First draft due with the Welsh Ministers in December 2026 (the Act: at least four months before the year).'
    : `Draft due with the Welsh Ministers at least two months before ${formatDate(year.firstDay)}.`;
}

export const STATUS_WORDS: readonly (readonly [string, string])[] = [
  ['published', 'Printed by an official source. No figure of a projection is published.'],
  ['estimated', 'Worked out from published figures by a stated method.'],
  [
    'illustrative',
    'Rests on stand-in data on homes, agencies and carers. It shows what the method does. It is not for decisions, and not for a plan that is sent, until the real register is put in.',
  ],
];

export const READING_WORDS: readonly (readonly [string, string])[] = [
  [
    'Central value',
    'The middle of the runs: half of the runs lie above it and half below. Quote this one, with the range of 8 of 10 runs that stands in brackets or beside it.',
  ],
  ['80% range', '8 of 10 runs lie in it. 1 of 10 lies below and 1 of 10 above.'],
  ['90% range', '9 of 10 runs lie in it.'],
  ['Average', 'The mean of the runs. Only averages may be added up. Never add central values or ranges.'],
  [
    'Sampling error',
    'By how much the central value would typically move if other draws were made. More draws make it smaller. It does not hold what the model leaves out.',
  ],
  [
    'Rounding',
    'Counts are whole. The ends of ranges are rounded outward. Parts may so differ from their total by a few.',
  ],
  [
    'Start and end',
    'Children and places are counted on the last day of the year before (start) and of the year (end). What happens in the year is summed over it.',
  ],
];

export const LIMIT_WORDS: readonly (readonly [string, string])[] = [
  [
    'What it is',
    'A first draft of the figures that section 75A(3) of the Social Services and Well-being (Wales) Act 2014 asks for, from a simulation of children and places month by month. What only the authority knows is left open and marked.',
  ],
  [
    'What it is not',
    'Not a prediction: a projection under one scenario. Not a target, not a budget, and not a comparison of authorities. Not an assessment of any child, home or provider.',
  ],
  [
    'Usable places',
    'Registered or approved places that are staffed or available. A usable place does not suit every child. Places of short breaks, of parent-and-child care and of residential schools are left out.',
  ],
  [
    'Compliant',
    'Run by an authority or a not-for-profit provider, in Wales. Secure accommodation is one home for all of Wales and is not counted by authority; our reading is that it does not count here.',
  ],
  [
    'Near to the area',
    'The Act says "within, or near to". The tables count places in the area and, for the gap, in the region. Neighbouring areas are not added up.',
  ],
  [
    'Waiting',
    'Waiting children and settings without registration are held roughly: read them as pressure, not as a count. Brothers and sisters search together when they enter, and not again later.',
  ],
  [
    'Money',
    'No cost is projected here. Capital on the sheet of steps is in pounds as its source gives it, in the money of its time; it is not brought to one price base.',
  ],
  [
    'Statutory and shadow',
    'The statutory number is the number of applications for supplementary placements that the Act asks for. It is 0 until approval is needed. The shadow number counts placements that would need approval if the rule were in force; a child who moves again is counted again. It is not an estimate of applications. The two are never added.',
  ],
];
