import type { InputProblem } from '../../domain/errors.ts';
import { cellsOf, sumOf, type CrossTable, type Dimension, type Selection } from './cross-table.ts';

/** A published or estimated total as an interval: rounding, revision or a shift of year make it wider than a point. */
export interface IntervalControl {
  readonly id: string;
  /** The cells that it is a total of. */
  readonly where: Selection;
  /** Best figure. Left out where only the bounds are known; then the fit does not start from it. */
  readonly value?: number;
  readonly low: number;
  /** `Infinity` when there is no upper bound. */
  readonly high: number;
}

/** How far a table is from one control. */
export interface ControlResidual {
  readonly id: string;
  readonly value?: number;
  readonly low: number;
  readonly high: number;
  readonly fitted: number;
  /** Fitted less the best figure; undefined where there is none. */
  readonly residual?: number;
  readonly inside: boolean;
}

/** Sums this close to a bound, in children, count as on it. */
export const CONTROL_TOLERANCE_CHILDREN = 1e-6;

/** Each control beside what a table says. */
export function residualsOf(table: CrossTable, controls: readonly IntervalControl[]): ControlResidual[] {
  return controls.map((control) => {
    const fitted = sumOf(table.cells, cellsOf(table.dimensions, control.where));
    const { id, value, low, high } = control;
    const inside = fitted >= low - CONTROL_TOLERANCE_CHILDREN && fitted <= high + CONTROL_TOLERANCE_CHILDREN;
    return { id, value, low, high, fitted, residual: value === undefined ? undefined : fitted - value, inside };
  });
}

/** One problem for each control that is outside its interval, with its name; the one furthest out for its size first. */
export function problemsOf(residuals: readonly ControlResidual[], file = 'baseline-controls.csv'): InputProblem[] {
  return residuals
    .filter((r) => !r.inside)
    .sort((a, b) => strain(b) - strain(a))
    .map((r) => ({
      kind: 'input',
      file,
      column: 'low, high',
      value: String(Math.round(r.fitted * 1000) / 1000),
      problem: `the control "${r.id}" cannot be met together with the others: this is what they leave for it.`,
      allowed: `${r.low} to ${r.high === Infinity ? 'any higher number' : r.high}.`,
      mend: 'check this control against those that share its cells, or widen its interval and say why.',
    }));
}

/** How far a total is from its interval, as the logarithm of the factor that would bring it there. */
function strain({ fitted, low, high }: ControlResidual): number {
  return fitted < low ? Math.log(low / fitted) : fitted > high ? Math.log(fitted / Math.max(high, 1e-9)) : 0;
}

/** A row of a table of controls as text: `all` or empty for no restriction, several members joined with `+`. */
export type ControlRow = Readonly<Record<string, string>>;

/** The control of a row, for tables with these dimensions; undefined when it restricts a dimension they do not have. */
export function controlOfRow(
  row: ControlRow,
  dimensions: readonly Dimension[],
  restricting: readonly string[] = ['area_code', 'placement_type', 'age_band', 'location'],
): IntervalControl | undefined {
  const where: Record<string, readonly string[]> = {};
  for (const name of restricting) {
    const text = row[name] ?? 'all';
    if (text === 'all' || text === '') continue;
    if (!dimensions.some((d) => d.name === name)) return undefined;
    where[name] = text.split('+');
  }
  const number = (column: string, missing: number | undefined): number | undefined => {
    const text = row[column] ?? '';
    if (text === '') return missing;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0)
      throw new Error(`control "${row.control_id}", column ${column}: "${text}" is not a number of children`);
    return value;
  };
  const control = { id: row.control_id!, where, low: number('low', 0)!, high: number('high', Infinity)! };
  const value = number('value', undefined);
  if (control.low > control.high) throw new Error(`control "${row.control_id}": low is above high`);
  return value === undefined ? control : { ...control, value };
}
