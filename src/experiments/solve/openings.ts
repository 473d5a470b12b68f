import type { Lever } from '../../assumptions/scenario/levers.ts';
import { financialYearEnding, financialYearName, firstDay, lastDay, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import { FOSTER, RESIDENTIAL } from '../../simulation/constants.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { SolveLevel, SolveTolerance } from './tolerance.ts';

/** What can be decided on. */
export const SOLVE_LEVERS = ['places', 'carers', 'conversion_support'] as const;
export type SolveLever = (typeof SOLVE_LEVERS)[number];

/** A financial year in which something may open. */
export interface OpeningYear {
  /** Calendar year in which it ends. */
  readonly ending: number;
  readonly name: string;
  /** Day on which places open (the middle of the year) or recruiting begins. */
  readonly from: IsoDate;
  /** Segment of time from which on it counts. */
  readonly segment: number;
}

/** When, where and how much may open. */
export interface Openings {
  readonly lever: SolveLever;
  readonly level: SolveLevel;
  /** Codes of the areas for which an amount is decided. */
  readonly units: readonly string[];
  readonly years: readonly OpeningYear[];
  /** Last days of the segments of the tolerance: the first until what opens after its beginning counts, and so on. */
  readonly segmentEnds: readonly IsoDate[];
  /** Most that may be open in each unit and segment. */
  readonly bounds: readonly (readonly number[])[];
  /** First guess of what one more does to the figure in its area. */
  readonly slope: number;
}

export const UNITS_OF_LEVER: Readonly<Record<SolveLever, string>> = {
  places: 'places',
  carers: 'households',
  conversion_support: 'per cent more owners who convert',
};

/** A registered place is staffed and still open with about this chance; a household brings about as many usable places. */
const FIRST_SLOPE: Readonly<Record<SolveLever, number>> = { places: 0.85, carers: 1.2, conversion_support: 0.2 };
/** Largest factor that the lever takes is 20: 1,900 per cent more. */
const MOST_PER_CENT_MORE = 1900;
const MONTHS_OF_RECRUITING = 12;

/**
 * Months from the decision to the first opening: those of a project for places, none for recruiting and for support.
 * @param decided first day on which work may begin
 */
export function earliestOpening(plan: Plan, lever: SolveLever, decided: IsoDate): IsoDate {
  const months = lever === 'places' ? Math.round(plan.projectMonthsCentral) : 0;
  return firstDay(Math.max(plan.startMonth + 1, monthOf(decided) + months));
}

/** The day on which for-profit homes may no longer register: the first on which replacing them is surely decided. */
export function usualDecision(plan: Plan): IsoDate {
  const month = plan.policy.registrationEndsMonth[RESIDENTIAL]!;
  return firstDay(plan.startMonth + (month > 0 && month < plan.months ? month : 0));
}

/**
 * Years, segments and bounds for a tolerance.
 *
 * @param earliest first day on which anything may open
 * @param mostAYear most that one unit may open in a year
 * @throws InputError when nothing can open before the tolerance ends
 */
export function planOpenings(
  plan: Plan,
  tolerance: SolveTolerance,
  lever: SolveLever,
  earliest: IsoDate,
  mostAYear = Infinity,
): Openings {
  const { from, to } = tolerance;
  const years: OpeningYear[] = [];
  const readyDays: IsoDate[] = [];
  const once = lever === 'conversion_support';
  for (let ending = financialYearEnding(monthOf(earliest)); ; ending++) {
    const opens = once ? earliest : lever === 'carers' ? `${ending - 1}-04-01` : `${ending - 1}-10-01`;
    const ready = lever === 'carers' ? lastDay(monthOf(opens) + MONTHS_OF_RECRUITING - 1) : opens;
    if (ready > to || (once && years.length > 0)) break;
    if (opens < earliest) continue;
    const segment = ready <= from ? 0 : (years.at(-1)?.segment ?? 0) + 1;
    if (segment > 0) readyDays.push(ready);
    years.push({ ending, name: financialYearName(ending), from: opens, segment });
  }
  if (years.length === 0) {
    const problem = `Nothing that is decided on can open before the tolerance ends on ${to}.`;
    const allowed = `An end after ${earliest}, or an earlier decision.`;
    throw new InputError([
      { kind: 'input', file: '--until', value: tolerance.text, problem, allowed, mend: 'Change the dates.' },
    ]);
  }
  const segmentEnds = [...readyDays.map((day) => lastDay(monthOf(day) - 1)), to];
  const level = once ? 'country' : tolerance.level;
  const units = once ? [plan.geography.countryCode] : tolerance.areas;
  const bounds = units.map((unit) =>
    segmentEnds.map((_, s) => {
      const opening = years.filter((y) => y.segment <= s).length;
      return opening === 0 ? 0 : Math.min(mostOf(plan, lever, unit), mostAYear * opening);
    }),
  );
  return { lever, level, units, years, segmentEnds, bounds, slope: FIRST_SLOPE[lever] };
}

/** More than a unit could use: twice the children in such care at the start, and some. */
function mostOf(plan: Plan, lever: SolveLever, unit: string): number {
  if (lever === 'conversion_support') return MOST_PER_CENT_MORE;
  const { cells } = plan.children;
  const { areaCodes, regionCodes, regionOf, countryCode } = plan.geography;
  const type = lever === 'places' ? RESIDENTIAL : FOSTER;
  let children = 0;
  for (let k = 0; k < cells.length; k += 4) {
    const area = cells[k]!;
    if (unit !== countryCode && unit !== areaCodes[area] && unit !== regionCodes[regionOf[area]!]) continue;
    if (cells[k + 1] === type) children += cells[k + 3]!;
  }
  return 2 * children + 20;
}

/** Amount of each year from what is open in each segment. What is open at the beginning is spread evenly over its years. */
export function amountsByYear({ years }: Openings, open: readonly number[]): number[] {
  const early = years.filter((y) => y.segment === 0).length;
  let before = -1;
  return years.map(({ segment }) => {
    if (segment > 0) return open[segment]! - open[segment - 1]!;
    before++;
    return Math.floor(((before + 1) * open[0]!) / early) - Math.floor((before * open[0]!) / early);
  });
}

/** Levers that open some amounts, row by unit; units and years with nothing have none. */
export function leversOf(
  openings: Openings,
  open: readonly (readonly number[])[],
  serviceType: 'residential' | 'foster',
): Lever[] {
  const { lever, level, units, years } = openings;
  return units.flatMap((unit, u) => {
    const where = level === 'country' ? {} : level === 'region' ? { region: unit } : { area: unit };
    return amountsByYear(openings, open[u]!).flatMap((amount, y): Lever[] => {
      if (amount === 0) return [];
      const { from } = years[y]!;
      if (lever === 'places')
        return [
          { places: { ...where, service_type: serviceType, sector: 'local-authority', places: amount, opens: from } },
        ];
      if (lever === 'carers')
        return [
          { carers: { ...where, sector: 'local-authority', households: amount, from, months: MONTHS_OF_RECRUITING } },
        ];
      return [{ conversion_support: { from, convert_factor: 1 + amount / 100 } }];
    });
  });
}
