import type { EvidenceStatus } from '../../domain/status.ts';
import type { AgeBand, PlacementType } from '../../domain/vocabulary.ts';
import { InputError } from '../../domain/errors.ts';
import { cellRange } from './cell-range.ts';
import { controlOfRow, problemsOf, residualsOf, type ControlResidual, type ControlRow, type IntervalControl } from './controls.ts';
import { crossTable, membersOf, totalOf, type CrossTable, type Dimension } from './cross-table.ts';
import { fitBaseline } from './fit-baseline.ts';
import { roundTable } from './round-table.ts';
import { seedFrom } from './seed.ts';

/** Where a child lives against the authority that looks after it. */
export const LOCATIONS = ['own-area', 'elsewhere-in-wales', 'outside-wales', 'unknown'] as const;

/** What the fit of a baseline needs. Nothing here knows the country. */
export interface BaselineInputs {
  /** Codes of the authorities, in the order of the output. */
  readonly areas: readonly string[];
  readonly ageBands: readonly AgeBand[];
  readonly placementTypes: readonly PlacementType[];
  /** Children by authority and age band in the last year that was published; the seed of who is where at which age. */
  readonly known: (areaCode: string, ageBand: string) => number;
  /** Weight of each placement type within an age band; only ratios within a band matter. 0 cannot happen. */
  readonly pattern: (ageBand: string, placementType: string) => number;
  /** Rows of `baseline-controls.csv` as text. */
  readonly controls: readonly ControlRow[];
  /** Half-width that the pattern adds to the range of a cell, as a share: a judgement. */
  readonly patternHalfWidth: number;
}

/** One fitted cell of a baseline. */
export interface BaselineCell {
  readonly area_code: string;
  readonly age_band: AgeBand;
  readonly placement_type: PlacementType;
  readonly children: number;
  readonly children_low: number;
  readonly children_high: number;
  /** A fitted cell is never better than estimated. */
  readonly status: EvidenceStatus;
}

/** A baseline in whole children, with the residual of each control before and after rounding. */
export interface ChildrenBaseline {
  readonly cells: readonly BaselineCell[];
  readonly table: CrossTable;
  readonly residuals: readonly ControlResidual[];
  readonly iterations: number;
}

/** Children by which an interval is narrowed in the fit, so that rounding cannot push a total out of it. */
const INSET_CHILDREN = 2;

/**
 * Children by authority, age band and placement type that meet a list of interval controls.
 * Controls on the location are left to `fitLocations`.
 *
 * @throws InputError that names each control outside its interval, after fitting or after rounding
 */
export function fitChildrenBaseline(inputs: BaselineInputs): ChildrenBaseline {
  const area = { name: 'area_code', members: inputs.areas };
  const age = { name: 'age_band', members: inputs.ageBands };
  const type = { name: 'placement_type', members: inputs.placementTypes };
  const seed = seedFrom({ first: area, shared: age, last: type, known: inputs.known, pattern: inputs.pattern });
  const controls = controlsFor(inputs.controls, [area, age, type]);
  const fit = fitBaseline(seed, controls, { insetChildren: INSET_CHILDREN });
  const table = roundTable(fit.table, ['area_code', 'placement_type', 'age_band']);
  const residuals = checked(table, controls);
  const cells = Array.from(table.cells, (children, cell): BaselineCell => {
    const [areaCode, ageBand, placementType] = membersOf(table.dimensions, cell);
    const widths = [
      relativeHalfWidth(controls, 'area_code', areaCode!),
      relativeHalfWidth(controls, 'age_band', ageBand!),
      relativeHalfWidth(controls, 'placement_type', placementType!),
      inputs.patternHalfWidth,
    ];
    // A cell that rounds to 0 but can happen keeps the range of its fraction.
    const range = cellRange(children === 0 ? fit.table.cells[cell]! : children, widths);
    return {
      area_code: areaCode!,
      age_band: ageBand as AgeBand,
      placement_type: placementType as PlacementType,
      children,
      children_low: range.low,
      children_high: range.high,
      status: 'estimated',
    };
  });
  return { cells, table, residuals, iterations: fit.iterations };
}

/** Children by authority, placement type and location, in whole children that add to a fitted baseline. */
export interface LocationBaseline {
  readonly table: CrossTable;
  readonly residuals: readonly ControlResidual[];
  readonly iterations: number;
}

/**
 * Splits a baseline by where children live: by authority, placement type and location.
 *
 * @param baseline whole children by authority, age band and placement type
 * @param pattern share of each location within a placement type, the same everywhere before the controls
 * @param controlRows all rows of `baseline-controls.csv`; those with an age band are left out
 * @throws InputError that names each control outside its interval
 */
export function fitLocations(
  baseline: CrossTable,
  pattern: (placementType: string, location: string) => number,
  controlRows: readonly ControlRow[],
  locations: readonly string[] = LOCATIONS,
): LocationBaseline {
  const [area, , type] = baseline.dimensions as [Dimension, Dimension, Dimension];
  const location = { name: 'location', members: locations };
  const known = crossTable([area, type], ([a, t]) => totalOf(baseline, { area_code: [a!], placement_type: [t!] }));
  const seed = seedFrom({
    first: area,
    shared: type,
    last: location,
    known: (a, t) => totalOf(known, { area_code: [a], placement_type: [t] }),
    pattern,
  });
  const whole = Array.from(known.cells, (children, cell): IntervalControl => {
    const [a, t] = membersOf(known.dimensions, cell);
    const where = { area_code: [a!], placement_type: [t!] };
    return { id: `baseline ${a} ${t}`, where, value: children, low: children, high: children };
  });
  const controls = controlsFor(controlRows, [area, type, location]).filter((c) => c.where.location !== undefined);
  const fit = fitBaseline(seed, [...controls, ...whole], { insetChildren: INSET_CHILDREN });
  const table = roundTable(fit.table, ['area_code', 'placement_type', 'location']);
  return { table, residuals: checked(table, controls), iterations: fit.iterations };
}

function controlsFor(rows: readonly ControlRow[], dimensions: readonly Dimension[]): IntervalControl[] {
  return rows.flatMap((row) => controlOfRow(row, dimensions) ?? []);
}

function checked(table: CrossTable, controls: readonly IntervalControl[]): ControlResidual[] {
  const residuals = residualsOf(table, controls);
  const problems = problemsOf(residuals);
  if (problems.length > 0) throw new InputError(problems);
  return residuals;
}

/** Half-width of the control on one member alone, as a share of its best figure; 0 where there is none. */
function relativeHalfWidth(controls: readonly IntervalControl[], dimension: string, member: string): number {
  const control = controls.find(({ where }) => {
    return Object.keys(where).length === 1 && where[dimension]?.length === 1 && where[dimension][0] === member;
  });
  if (!control?.value) return 0;
  return Math.max(control.value - control.low, control.high - control.value) / control.value;
}
