import type { Aim, AimYear, PurposeRun } from './aims.ts';
import type { PastFigure } from './past.ts';

/** Least share of the runs that must agree before a direction is told. */
export const AGREEMENT = 0.9;

/** What a projected year is set against. */
export type Base =
  { readonly kind: 'recorded'; readonly figure: PastFigure } | { readonly kind: 'first-year'; readonly year: AimYear };

/** How an aim moves in one run: the year asked about, what it is set against, and how the runs lie to that. */
export interface Direction {
  readonly aim: Aim;
  readonly run: PurposeRun;
  readonly year: AimYear;
  readonly base: Base;
  /** Share of the runs in which the figure is below the base; equal ones count for neither. */
  readonly below: number;
  readonly above: number;
  readonly verdict: 'below' | 'above' | 'unclear';
}

/**
 * How an aim moves up to a year. Entries and stays are set against what was recorded last where something was; else, and always
 * for the share at home, whose recorded counts are rounded otherwise, against the first year of the same run, draw by draw.
 * Undefined where the run has no such year, or no earlier one to set it against.
 */
export function directionOf(
  run: PurposeRun,
  aim: Aim,
  yearEnding: number,
  past: readonly PastFigure[],
): Direction | undefined {
  const years = run.aims[aim];
  const year = years.find((one) => one.yearEnding === yearEnding);
  const recorded = past.filter((figure) => figure.aim === aim && figure.yearEnding < yearEnding).at(-1);
  const [first] = years;
  if (year === undefined || first === undefined) return undefined;
  const usesRecord = aim !== 'home' && recorded !== undefined;
  if (!usesRecord && first.yearEnding >= yearEnding) return undefined;
  const base: Base = usesRecord ? { kind: 'recorded', figure: recorded } : { kind: 'first-year', year: first };
  let [below, above, known] = [0, 0, 0];
  year.values.forEach((value, d) => {
    const against = base.kind === 'recorded' ? base.figure.value : base.year.values[d]!;
    if (Number.isNaN(value) || Number.isNaN(against)) return;
    known += 1;
    if (value < against) below += 1;
    if (value > against) above += 1;
  });
  if (known === 0) return undefined;
  const shares = { below: below / known, above: above / known };
  const verdict = shares.below >= AGREEMENT ? 'below' : shares.above >= AGREEMENT ? 'above' : 'unclear';
  return { aim, run, year, base, ...shares, verdict };
}
