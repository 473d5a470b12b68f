import type { AreaScope, ConditionEvent } from '../../assumptions/condition/condition.ts';
import { monthOf } from '../../domain/calendar.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import { cellsAtTime, cellsOfQuantity, NotRecorded, periodOfEvent } from '../../measures/condition-cells.ts';
import type { QuantityCells } from '../../measures/condition-cells.ts';
import type { Grid } from '../../measures/grid.ts';
import { statusOf } from '../../measures/outcomes.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { ReducedFigure, RiskEvent } from './risk-event.ts';

/** Some cells of a draw, by their places in the numbers that are gathered, with the months in which their periods end. */
export interface Places {
  readonly at: Int32Array;
  /** Months from January of year 0. */
  readonly months: Int32Array;
  /** Days of each period. */
  readonly days: number;
  readonly unit: string;
  readonly flow: boolean;
}

/** A figure of a draw that becomes one number. */
export interface CompiledFigure extends Places {
  readonly over: ReducedFigure['over'];
  /** Unit of the number: nights where a count is turned into nights. */
  readonly ofUnit: string;
}

/** One event, ready to be asked of a draw. */
export interface CompiledEvent {
  readonly event: RiskEvent;
  /** Areas of the predicate; none where the event was judged inside the run, or is a joint one. */
  readonly parts: readonly Places[];
  /** Whether all areas must meet it, or one. */
  readonly every: boolean;
  readonly severities: readonly {
    readonly of: CompiledFigure | 'peak' | 'longest_run';
    readonly per?: CompiledFigure;
  }[];
  readonly loss: CompiledFigure;
  readonly status: EvidenceStatus;
  /** Why the run's figures cannot tell it: it has to be declared before the run. */
  readonly unrecorded?: NotRecorded;
}

/** Events and the cells that they read. */
export interface CompiledEvents {
  readonly events: readonly CompiledEvent[];
  /** Cells of a draw that are read, ascending; the numbers of a draw are gathered in this order. */
  readonly cells: Int32Array;
  readonly plan: Plan;
}

const DAYS: Readonly<Record<string, number>> = { month: 365.25 / 12, quarter: 365.25 / 4, 'financial-year': 365.25 };

/**
 * Finds the cells that some events read.
 *
 * @throws NotRecorded when a figure of severity or loss is not kept at all; a predicate that is not kept is only noted
 */
export function compileEvents(plan: Plan, grid: Grid, events: readonly RiskEvent[]): CompiledEvents {
  const used = new Map<number, number>();
  const place = (cell: number): number => {
    const known = used.get(cell);
    if (known !== undefined) return known;
    used.set(cell, used.size);
    return used.size - 1;
  };
  const periodOf = new Map(grid.runs.map((run) => [run.first, run.period]));
  const firsts = grid.runs.map((run) => run.first);
  const placesOf = (found: QuantityCells): Places => {
    const first = firsts[lastAtMost(firsts, found.cells[0]!)]!;
    const apart = found.dates.length > 1 ? monthOf(found.dates[1]!) - monthOf(found.dates[0]!) : undefined;
    const { series } = found;
    return {
      at: Int32Array.from(found.cells, place),
      months: Int32Array.from(found.dates, monthOf),
      days: apart === undefined ? DAYS[periodOf.get(first)!]! : (apart * 365.25) / 12,
      unit: series.unit,
      flow: series.kind === 'flow',
    };
  };
  const compiled = events.map((event): CompiledEvent => {
    const statuses: EvidenceStatus[] = [];
    const figure = (of: ReducedFigure): CompiledFigure => {
      const code = codeOf(plan, of.area, event);
      const all = quarterly(plan, grid, of, code);
      const found = cellsAtTime(all, { kind: 'from', from: of.from ?? '0000-01-01', to: event.horizon }, false);
      statuses.push(statusOf(found.series, plan));
      const places = placesOf(found);
      return { ...places, over: of.over, ofUnit: of.over === 'nights' ? 'nights' : places.unit };
    };
    const severities = event.severities.map(({ of, per }) => ({
      of: typeof of === 'string' ? of : figure(of),
      ...(per && { per: figure(per) }),
    }));
    const loss = figure(event.lossFigure);
    let parts: readonly Places[] = [];
    let unrecorded: NotRecorded | undefined;
    if (event.condition !== undefined)
      try {
        const found = cellsOfCondition(plan, grid, event.condition);
        parts = found.map(placesOf);
        statuses.push(...found.map(({ series }) => statusOf(series, plan)));
      } catch (error) {
        if (!(error instanceof NotRecorded)) throw error;
        unrecorded = error;
      }
    const every = event.condition?.area?.kind === 'every';
    const status = weakestStatus('estimated', ...statuses);
    return { event, parts, every, severities, loss, status, ...(unrecorded && { unrecorded }) };
  });
  // Places are given anew in the order of the cells, so that they are read from first to last.
  const order = [...used.keys()].sort((a, b) => a - b);
  const moved = new Int32Array(order.length);
  order.forEach((cell, k) => (moved[used.get(cell)!] = k));
  for (const { parts, severities, loss } of compiled)
    for (const places of [
      ...parts,
      loss,
      ...severities.flatMap(({ of, per }) => [typeof of === 'string' ? [] : [of], per ? [per] : []].flat()),
    ])
      places.at.forEach((old, k) => (places.at[k] = moved[old]!));
  return { events: compiled, cells: Int32Array.from(order), plan };
}

/** Cells of a predicate, area by area. */
export function cellsOfCondition(plan: Plan, grid: Grid, condition: ConditionEvent): QuantityCells[] {
  const count = condition.running?.count ?? 1;
  return codesOf(plan, condition.area).map((code) => {
    const all = cellsOfQuantity(plan, grid, condition.quantity, code, periodOfEvent(condition));
    const found = cellsAtTime(all, condition.time, false);
    if (found.cells.length < count)
      throw new NotRecorded(`Only ${found.cells.length} periods end at that time.`, `${count} periods or more.`);
    return found;
  });
}

/** A figure by quarter where it can be had so; else a flow by year, and anything else by the period that it is kept for. */
function quarterly(plan: Plan, grid: Grid, { quantity, over }: ReducedFigure, code: string): QuantityCells {
  // What is summed over a flow's months is the same as over its quarters, and its shortest period always is there.
  if (over === 'sum') return cellsOfQuantity(plan, grid, quantity, code);
  for (const period of ['quarter', 'financial-year'] as const)
    try {
      return cellsOfQuantity(plan, grid, quantity, code, period);
    } catch (error) {
      if (!(error instanceof NotRecorded)) throw error;
    }
  return cellsOfQuantity(plan, grid, quantity, code);
}

/** Areas that a scope means. */
export function codesOf(plan: Plan, area: AreaScope | undefined): readonly string[] {
  const { countryCode, regionCodes, areaCodes } = plan.geography;
  if (area === undefined || area.kind === 'country') return [countryCode];
  if (area.kind !== 'area') return area.level === 'region' ? regionCodes : areaCodes;
  return [area.code];
}

function codeOf(plan: Plan, area: AreaScope | undefined, event: RiskEvent): string {
  const named = area ?? event.condition?.area;
  if (named?.kind === 'area') return named.code;
  return named === undefined ? (event.regionCode ?? plan.geography.countryCode) : plan.geography.countryCode;
}

/** Place of the last number that is not above another; numbers ascend. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
