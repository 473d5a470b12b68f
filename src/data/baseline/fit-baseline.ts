import { InputError } from '../../domain/errors.ts';
import { cellsOf, sumOf, type CrossTable } from './cross-table.ts';
import { problemsOf, residualsOf, type ControlResidual, type IntervalControl } from './controls.ts';

/** Settings of a fit; the defaults suit counts of children. */
export interface FitOptions {
  /** Rounds of plain proportional fitting to the best figures, before the intervals rule. Default 100. */
  readonly roundsTowardsValues?: number;
  /** How far inside a bound a total is moved, in children, so that rounding cannot push it out. Default 0. */
  readonly insetChildren?: number;
  /** Rounds of interval fitting before giving up. Default 20000. */
  readonly maxRounds?: number;
}

/** A fitted table with the residual of each control, in the order given, and the rounds that it took. */
export interface BaselineFit {
  readonly table: CrossTable;
  readonly residuals: readonly ControlResidual[];
  readonly iterations: number;
}

interface Margin {
  readonly positions: Int32Array;
  readonly value?: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Iterative proportional fitting of a table to interval controls.
 *
 * First every control that has a best figure is scaled to it in turn, for a fixed number of rounds: where best figures
 * of different years contradict each other a little, this settles between them. Then only controls that are outside
 * their interval are moved, and only to the nearest bound: a total inside its interval carries no reason to move, and
 * moving one further than the bound would use up more of the seed than the evidence asks for.
 * Cells of 0 stay 0.
 *
 * @param seed counts of any size (only their ratios matter until a control scales them), none negative
 * @param controls totals as intervals; a point is low = high
 * @returns fitted cells (children, fractions), residuals and rounds
 * @throws InputError that names each control that cannot be met
 * @example
 * const seed = crossTable([{ name: 'row', members: ['a', 'b'] }, { name: 'column', members: ['x', 'y'] }], () => 1);
 * const point = (id: string, where: Selection, value: number) => ({ id, where, value, low: value, high: value });
 * fitBaseline(seed, [
 *   point('a', { row: ['a'] }, 30), point('b', { row: ['b'] }, 70),
 *   point('x', { column: ['x'] }, 40), point('y', { column: ['y'] }, 60),
 * ]).table.cells; // 12, 18, 28, 42
 */
export function fitBaseline(
  seed: CrossTable,
  controls: readonly IntervalControl[],
  options: FitOptions = {},
): BaselineFit {
  for (const count of seed.cells)
    if (!(count >= 0) || !Number.isFinite(count)) throw new Error(`a seed cell is ${count}; it must be 0 or more`);
  const { table, iterations, leftByOthers } = rake(seed, controls, options);
  const residuals = residualsOf(table, controls);
  if (residuals.some((r) => !r.inside)) {
    // The last control of a round is always met, so what each found before it was moved tells which one is at odds.
    const found = residuals.map((r, i) => {
      const fitted = leftByOthers[i]!;
      return { ...r, fitted, inside: r.inside && fitted >= r.low - 0.5 && fitted <= r.high + 0.5 };
    });
    throw new InputError(problemsOf(found));
  }
  return { table, residuals, iterations };
}

/**
 * The fitting itself: as near as the rounds allow, without a judgement whether that is near enough. `leftByOthers` is the
 * total that each control found in the last round, before it was moved.
 */
export function rake(
  seed: CrossTable,
  controls: readonly IntervalControl[],
  options: FitOptions = {},
): { readonly table: CrossTable; readonly iterations: number; readonly leftByOthers: Float64Array } {
  const { roundsTowardsValues = 100, insetChildren = 0, maxRounds = 20_000 } = options;
  const cells = Float64Array.from(seed.cells);
  const margins = controls.map((control): Margin => {
    const inset = Math.min(insetChildren, (control.high - control.low) / 4);
    return {
      positions: cellsOf(seed.dimensions, control.where),
      value: control.value,
      low: control.low === 0 ? 0 : control.low + inset,
      high: control.high - inset,
    };
  });

  for (let round = 0; round < roundsTowardsValues; round++)
    for (const margin of margins) if (margin.value !== undefined) scaleTo(cells, margin.positions, margin.value);

  const leftByOthers = new Float64Array(controls.length);
  let iterations = 0;
  for (; iterations < maxRounds; iterations++) {
    let worst = 0;
    for (const [i, margin] of margins.entries()) {
      const sum = sumOf(cells, margin.positions);
      leftByOthers[i] = sum;
      const target = sum < margin.low ? margin.low : sum > margin.high ? margin.high : sum;
      worst = Math.max(worst, Math.abs(target - sum));
      if (target !== sum) scaleTo(cells, margin.positions, target);
    }
    if (worst < 1e-9) break;
  }
  return { table: { dimensions: seed.dimensions, cells }, iterations, leftByOthers };
}

function scaleTo(cells: Float64Array, positions: Int32Array, target: number): void {
  const sum = sumOf(cells, positions);
  if (sum <= 0) return;
  const factor = target / sum;
  for (const cell of positions) cells[cell]! *= factor;
}
