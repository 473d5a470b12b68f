import type { Checked, InputProblem } from '../../../domain/errors.ts';
import { importProblem, refusal } from '../problems.ts';
import type { Observation } from './observation.ts';

/** An observation with the range that its figure can stand for; no range where the figure is missing. */
export interface Ranged extends Observation {
  /** The figure as printed; undefined where it is withheld. */
  readonly value?: number;
  readonly low: number;
  readonly high: number;
}

/** How a publisher withholds and rounds. */
export interface Disclosure {
  /** Most that a withheld cell can hold; undefined where also larger ones are withheld. */
  readonly suppressedHigh: number | undefined;
  /** What the publisher rounds to where figures that are too few to show it could be rounded to it. */
  readonly usualRounding: number;
}

/** What figures are rounded to, by whether their area is an authority. */
export interface Rounding {
  readonly authority: number;
  readonly above: number;
  readonly notes: readonly string[];
}

/** Figures that are too few to tell their rounding. */
const TOO_FEW = 10;
/** Share of multiples from which the others are looked at as mistakes. */
const NEARLY_ALL = 0.9;

/**
 * What figures are rounded to: 10, 5 or 1, as all of them show. A few that are no multiples among many that are mean that
 * cells were changed, and are refused.
 *
 * @param usual what the publisher rounds to
 * @param asked the number that the user gives, which is not doubted
 */
export function roundingOf(observations: readonly Observation[], isAuthority: (code: string) => boolean, usual: number, asked?: number): Checked<Rounding> {
  if (asked !== undefined) return { ok: true, value: { authority: asked, above: asked, notes: [] }, repairs: [] };
  const numbers = observations.filter((o) => o.figure.kind === 'number' && o.subject !== 'population');
  const levels = [numbers.filter((o) => isAuthority(o.area)), numbers.filter((o) => !isAuthority(o.area))];
  const problems: InputProblem[] = [];
  const notes: string[] = [];
  const bases = levels.map((level) => {
    const own = baseOf(level, problems);
    const whole = own === undefined ? baseOf(numbers, []) : undefined;
    const base = own ?? whole ?? [usual, 5].find((one) => level.length > 0 && allMultiples(level, one)) ?? 1;
    if (level.length > 0 && own === undefined && whole === undefined && base > 1)
      notes.push(`The figures are too few to show their rounding; they are taken as rounded to ${base}, which their ranges allow for (--rounding says otherwise).`);
    return base;
  });
  if (problems.length > 0) return refusal(...problems.slice(0, 5));
  const [authority, above] = bases as [number, number];
  return { ok: true, value: { authority, above, notes: [...new Set(notes)] }, repairs: [] };
}

function baseOf(list: readonly Observation[], problems: InputProblem[]): number | undefined {
  if (list.length < TOO_FEW) return undefined;
  if (allMultiples(list, 10)) return 10;
  if (allMultiples(list, 5)) return 5;
  const wrong = list.filter((o) => !isMultiple(o, 5));
  if (wrong.length <= list.length * (1 - NEARLY_ALL) && list.length >= 2 * TOO_FEW)
    for (const o of wrong.slice(0, 3))
      problems.push(
        importProblem(o.place, printed(o), `The figure is not rounded to 5, and ${list.length - wrong.length} of ${list.length} figures are.`, 'Figures that are all rounded alike.', 'A cell may have been changed; download the file again. If the figures are right, say --rounding 1.'),
      );
  return 1;
}

const printed = (o: Observation): string => (o.figure.kind === 'number' ? String(o.figure.value) : '');
const isMultiple = (o: Observation, base: number): boolean => o.figure.kind === 'number' && o.figure.value % base === 0;
const allMultiples = (list: readonly Observation[], base: number): boolean => list.every((o) => isMultiple(o, base));

/** The range of each figure. */
export function rangesOf(observations: readonly Observation[], rounding: Rounding, disclosure: Disclosure, isAuthority: (code: string) => boolean): Ranged[] {
  return observations.map((o): Ranged => {
    const base = isAuthority(o.area) ? rounding.authority : rounding.above;
    const half = Math.floor(base / 2);
    switch (o.figure.kind) {
      case 'number':
        return { ...o, value: o.figure.value, low: Math.max(0, o.figure.value - half), high: o.figure.value + half };
      case 'suppressed':
        return { ...o, low: 0, high: disclosure.suppressedHigh ?? Infinity };
      case 'low':
        return { ...o, low: 0, high: base === 1 ? 4 : half };
      case 'missing':
        return { ...o, low: 0, high: Infinity };
    }
  });
}

/**
 * The same figures with a top for withheld ones that have none: their total less the least that the other parts hold. It is
 * looked for among ages, sexes and placement types; what has no total keeps no top.
 */
export function boundedByTotals(figures: readonly Ranged[]): Ranged[] {
  const keyOf = (o: Ranged, age: Ranged['age'], sex: Ranged['sex'], placement: string): string =>
    [o.subject, o.date, o.area, o.location ?? '', age.from, age.to, sex, placement].join('|');
  const totals = new Map(figures.map((o) => [keyOf(o, o.age, o.sex, o.placement), o]));
  const sums = new Map<string, number>();
  const allAges = { from: 0, to: Infinity };
  const totalKeys = (o: Ranged): string[] => [
    ...(o.age.to === Infinity && o.age.from === 0 ? [] : [`age ${keyOf(o, allAges, o.sex, o.placement)}`]),
    ...(o.sex === 'all' ? [] : [`sex ${keyOf(o, o.age, 'all', o.placement)}`]),
    ...(o.placement === 'all' ? [] : [`placement ${keyOf(o, o.age, o.sex, 'all')}`]),
  ];
  for (const o of figures) for (const key of totalKeys(o)) sums.set(key, (sums.get(key) ?? 0) + o.low);
  return figures.map((o) => {
    if (o.figure.kind !== 'suppressed' || Number.isFinite(o.high)) return o;
    const tops = totalKeys(o).flatMap((key) => {
      const total = totals.get(key.slice(key.indexOf(' ') + 1));
      const overlaps = key.startsWith('placement');
      return total === undefined || !Number.isFinite(total.high) ? [] : [overlaps ? total.high : total.high - sums.get(key)! + o.low];
    });
    return tops.length === 0 ? o : { ...o, high: Math.max(o.low, Math.min(...tops)) };
  });
}
