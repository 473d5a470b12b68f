import { quantityText } from '../assumptions/condition/condition-text.ts';
import { CONDITION_DIMENSIONS } from '../assumptions/condition/condition.ts';
import type { AreaScope, ConditionEvent } from '../assumptions/condition/condition.ts';
import { lastDay } from '../domain/calendar.ts';
import type { Period } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Columns } from './columns.ts';
import type { Groups } from './columns.ts';
import { NotRecorded, cellsAtTime, cellsOfQuantity, periodOfEvent } from './condition-cells.ts';
import { isPriced } from './families/money.ts';
import { allSeries, periodEnds } from './grid.ts';
import type { Grid } from './grid.ts';
import { RATIOS_OF_TYPE } from './ratios.ts';
import type { RatioArea } from './ratios.ts';
import type { Series } from './series.ts';

/** An event that is judged inside the draws of a run, because the figures that are kept cannot tell it. */
export interface DeclaredEvent {
  readonly id: string;
  readonly condition: ConditionEvent;
}

/** Areas of a level, and the sums of columns in them. */
export interface Level {
  readonly name: RatioArea['level'];
  readonly groups: Groups;
  readonly sums: Float64Array;
}

/** One figure of one area through a draw. */
export interface Watched {
  readonly level: number;
  readonly group: number;
  /** Total of a flow at the end of the period before. */
  before: number;
  now: number;
  most: number;
  /** Month in which the first period of the first long breach ended, or -1. */
  begun: number;
}

export interface Asked {
  readonly condition: ConditionEvent;
  readonly series: Series;
  /** Columns that the figure is the sum of; none for a ratio. */
  readonly columns: readonly number[];
  /** Place among the ratios, or -1. */
  readonly ratio: number;
  readonly count: number;
  /** For each month: 0 no period ends, 1 one ends, 2 one ends that counts. */
  readonly ends: Uint8Array;
  /** Months that a run of `count` periods ends after its first period does, by month. */
  readonly startOfRun: Int32Array;
  readonly every: boolean;
  readonly areas: readonly Watched[];
}

/** Whether the figures that a run keeps can tell an event. */
export function isRecorded(plan: Plan, grid: Grid, { condition }: DeclaredEvent): boolean {
  try {
    for (const code of codesOfScope(plan, condition.area))
      cellsAtTime(
        cellsOfQuantity(plan, grid, condition.quantity, code, periodOfEvent(condition)),
        condition.time,
        false,
      );
    return true;
  } catch (error) {
    if (error instanceof NotRecorded) return false;
    throw error;
  }
}

/** Ratios that need the owners of an area, by their place among those of a type. */
const OF_OWNERS: ReadonlySet<number> = new Set([2, 3, 5]);
const PERIOD: Readonly<Record<string, Period>> = { month: 'month', quarter: 'quarter', year: 'financial-year' };

export function askedOf(
  plan: Plan,
  { condition }: DeclaredEvent,
  additive: readonly Series[],
  columns: Columns,
  codes: readonly (readonly string[])[],
): Asked {
  const { quantity, running } = condition;
  const list = allSeries();
  const at = list.findIndex(
    (s) => s.measure === quantity.measure && CONDITION_DIMENSIONS.every((d) => quantity[d] === dimensionOf(s, d)),
  );
  const series = list[at];
  if (series === undefined || !isPriced(plan, series))
    throw new NotRecorded(
      `${quantityText(quantity)} is not counted.`,
      'A measure that data/measures.csv lists, with those words.',
    );
  const ratio = at < additive.length ? -1 : at - additive.length;
  const period = running === undefined ? 'month' : PERIOD[running.period]!;
  const all = periodEnds(plan, period);
  const dates = all.map((m) => lastDay(plan.startMonth + m));
  const kept = cellsAtTime({ series, areaCode: '', cells: all.map((_, k) => k), dates }, condition.time, false).cells;
  const count = running?.count ?? 1;
  if (kept.length < count)
    throw new NotRecorded(`Only ${kept.length} periods end at that time.`, `${count} periods or more.`);
  const ends = new Uint8Array(plan.months);
  const startOfRun = new Int32Array(plan.months).fill(-1);
  for (const month of all) ends[month] = 1;
  for (const k of kept) {
    ends[all[k]!] = 2;
    startOfRun[all[k]!] = all[Math.max(0, k - count + 1)]!;
  }
  const areas = codesOfScope(plan, condition.area).map((code): Watched => {
    const level = codes.findIndex((of) => of.includes(code));
    if (level < 0) throw new NotRecorded(`There is no area ${code}.`, `${codes.flat().slice(0, 40).join(', ')}.`);
    if (level === 2 && ratio >= 0 && OF_OWNERS.has(ratio % RATIOS_OF_TYPE))
      throw new NotRecorded(`${quantity.measure} is not counted for one authority.`, 'The country, or a region.');
    return { level, group: codes[level]!.indexOf(code), before: 0, now: 0, most: 0, begun: -1 };
  });
  const every = condition.area?.kind === 'every';
  return {
    condition,
    series,
    columns: ratio < 0 ? columns.ofSeries[at]! : [],
    ratio,
    count,
    ends,
    startOfRun,
    every,
    areas,
  };
}

function dimensionOf(s: Series, dimension: (typeof CONDITION_DIMENSIONS)[number]): string {
  switch (dimension) {
    case 'service_type':
      return s.serviceType;
    case 'sector':
      return s.sector;
    case 'age_band':
      return s.ageBand;
    case 'need_class':
      return s.needClass;
    case 'reason':
      return s.reason;
    case 'provider_country':
      return s.providerCountry;
  }
}

function codesOfScope(
  { geography: { countryCode, regionCodes, areaCodes } }: Plan,
  area: AreaScope | undefined,
): readonly string[] {
  if (area === undefined || area.kind === 'country') return [countryCode];
  return area.kind === 'area' ? [area.code] : area.level === 'region' ? regionCodes : areaCodes;
}
