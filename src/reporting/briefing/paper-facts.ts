import type { IsoDate } from '../../domain/calendar.ts';
import {
  endsPeriod,
  financialYearEnding,
  financialYearName,
  firstDay,
  lastDay,
  monthOf,
} from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { NumberBook } from '../document/numbers/number-book.ts';
import type { PaperRun } from './paper-source.ts';

/** The days that a paper speaks of. */
export interface PaperDates {
  /** First day on which a new for-profit placement needs approval; left out where none comes inside the run. */
  readonly approval?: IsoDate;
  /** Day of the stocks: the last end of a quarter before approval, or the last of the run. */
  readonly eve: IsoDate;
  /** Financial year of the flows, by the year in which it ends: the first with approval, or the last of the run. */
  readonly yearEnding: number;
}

/** Dates of a paper, from the dates of the law in force in its first run. */
export function paperDates({ manifest, inputs }: PaperRun, level: AreaRow['level']): PaperDates {
  const first = monthOf(manifest.first_month);
  const last = first + manifest.months - 1;
  const dates = inputs.timetable
    .filter((row) => row.milestone === 'placements need approval' && row.provider_description === 'for-profit')
    .flatMap((row) => row.date ?? [])
    .filter((date) => monthOf(date) > first && monthOf(date) <= last)
    .sort();
  const approval = dates[0];
  // Figures of authorities are recorded at the end of March alone.
  const period = level === 'authority' ? 'financial-year' : 'quarter';
  let eve = approval === undefined ? last : monthOf(approval) - 1;
  while (eve > first && !endsPeriod(eve, period)) eve -= 1;
  const lastWhole = financialYearEnding(last + 1) - 1;
  const yearEnding = approval === undefined ? lastWhole : Math.min(financialYearEnding(monthOf(approval)), lastWhole);
  return {
    ...(approval === undefined ? {} : { approval: firstDay(monthOf(approval)) }),
    eve: lastDay(eve),
    yearEnding,
  };
}

/** A main figure of the paper. */
export interface PaperFact {
  readonly id: FactId;
  /** Whether it is read on a day or summed over a year. */
  readonly when: 'day' | 'year';
  /** Reference without run and statistic: `shortfall_compliant.residential.W92000004.2030-03-31`. */
  readonly figure: string;
}

const FACTS = [
  { id: 'shortfall-residential', when: 'day', measure: 'shortfall_compliant', type: 'residential' },
  { id: 'shortfall-foster', when: 'day', measure: 'shortfall_compliant', type: 'foster' },
  { id: 'waiting', when: 'day', measure: 'children_waiting', type: 'all' },
  { id: 'compliant-share', when: 'day', measure: 'compliant_share', type: 'residential' },
  { id: 'for-profit-places', when: 'day', measure: 'places_registered[sector=for-profit]', type: 'residential' },
  { id: 'applications', when: 'year', measure: 'supplementary_applications', type: 'all' },
  { id: 'nights', when: 'year', measure: 'nights_unregistered', type: 'all' },
  { id: 'displaced', when: 'year', measure: 'children_displaced', type: 'all' },
  { id: 'outside', when: 'day', measure: 'placed_outside_wales', type: 'all' },
  { id: 'cost', when: 'year', measure: 'cost_gross', type: 'all' },
] as const;
export type FactId = (typeof FACTS)[number]['id'];

/** Figures that stand in the section on analysis; all others stand in its annex. */
export const FRONT_FACTS: readonly FactId[] = [
  'shortfall-residential',
  'shortfall-foster',
  'applications',
  'displaced',
  'cost',
];

/** The main figures that the first run recorded for an area. */
export function paperFacts(book: NumberBook, area: AreaRow, dates: PaperDates): PaperFact[] {
  return FACTS.map(({ id, when, measure, type }) => {
    const at = when === 'day' ? dates.eve : financialYearName(dates.yearEnding);
    return { id, when, figure: `${measure}.${type}.${area.area_code}.${at}` };
  }).filter(({ figure }) => book.has(`${figure}.p50-range`));
}
