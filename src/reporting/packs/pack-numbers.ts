import type { PrintedValues } from '../sufficiency-plan/plan-figure.ts';
import { formatNumber, formatPounds, formatShare } from '../text.ts';
import type { PackRow } from './pack-contents.ts';

const MILLION = 1e6;
/** Below this many pounds money is printed to the pound. */
const IN_POUNDS = 1e5;

/** Unit in words, with the price base of money that the run has worked out. */
export function unitText(unit: string): string {
  return unit === 'gbp-2024-25' ? 'pounds, 2024-25 prices' : unit;
}

/** A number as printed: whole children and places, whole percentages, money in pounds or in millions to a tenth. */
export function numberText(value: number, unit: string, round: (x: number) => number = Math.round): string {
  if (unit.startsWith('share')) return formatShare(value);
  if (unit === 'ratio') return formatNumber(value, 2);
  if (unit.startsWith('gbp') || unit.startsWith('pounds'))
    return Math.abs(value) < IN_POUNDS
      ? formatPounds(round(value))
      : `£${formatNumber(round(Number(((value * 10) / MILLION).toPrecision(9))) / 10, 1)}m`;
  return formatNumber(value, Number.isInteger(value) ? 0 : 1);
}

/** The central value of a line; empty where the run did not record it. */
export function centralText({ values }: Pick<PackRow, 'values'>): string {
  return values === undefined ? '' : numberText(values.central, values.unit);
}

/** The range of 8 of 10 runs, rounded outward; empty for a share of runs, which has none. */
export function rangeOf({ values }: Pick<PackRow, 'values'>): string {
  if (values?.low80 === undefined || values.high80 === undefined) return '';
  return `${numberText(values.low80, values.unit, Math.floor)} to ${numberText(values.high80, values.unit, Math.ceil)}`;
}

/** A result in a sentence: `31 (8 of 10 runs: 22 to 40)`. */
export function inWords(values: PrintedValues): string {
  const range = rangeOf({ values });
  if (values.low80 === values.high80) return numberText(values.central, values.unit);
  return `${numberText(values.central, values.unit)}${range === '' ? '' : ` (8 of 10 runs: ${range})`}`;
}
