import { InputError } from '../../domain/errors.ts';
import type { PlanContents, PlanFigure } from '../sufficiency-plan/plan-contents.ts';
import type { PackRow } from './pack-contents.ts';
import { readingOf } from './reading.ts';
import type { SubmittedPlan } from './submitted-plan.ts';

/** A figure of the projection beside the number that the authority's plan has for it. */
export function comparedRow(figure: PlanFigure, submitted: SubmittedPlan | undefined): PackRow {
  const given = submitted?.numbers.get(figure.id);
  const { values } = figure;
  // Both numbers of applications have the same words for all services, so the part stands before them.
  const label = figure.number === undefined ? figure.label : `${figure.part}: ${figure.label.toLowerCase()}`;
  return {
    id: figure.id,
    label,
    whenText: figure.whenText,
    key: figure.key,
    ...(values === undefined ? {} : { values }),
    ...(given === undefined ? {} : { given }),
    ...(submitted === undefined
      ? {}
      : {
          note:
            given === undefined
              ? 'not in the plan'
              : values === undefined
                ? 'not in the run'
                : readingOf(given, values).words,
        }),
    status: values?.status ?? 'not recorded by this run',
    source: submitted === undefined ? 'outcomes.csv' : `outcomes.csv; ${submitted.from}`,
  };
}

/**
 * Refuses a plan of another authority or year than the one asked about.
 *
 * @throws InputError
 */
export function refuseOtherPlan(submitted: SubmittedPlan | undefined, { authority, year }: PlanContents): void {
  if (submitted === undefined) return;
  const { areaCode, year: of } = submitted;
  if ((areaCode ?? authority.area_code) === authority.area_code && (of ?? year.name) === year.name) return;
  throw new InputError([
    {
      kind: 'input',
      file: '--plan',
      value: `${areaCode ?? ''} ${of ?? ''}`.trim(),
      problem: 'The plan is of another authority or year than the one asked about.',
      allowed: `The plan of ${authority.name_en} (${authority.area_code}) for ${year.name}.`,
      mend: 'Give --area and --year of the plan, or the plan of this authority and year.',
    },
  ]);
}
