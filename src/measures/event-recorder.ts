import type { AreaScope, ConditionEvent } from '../assumptions/condition/condition.ts';
import { CONDITION_DIMENSIONS } from '../assumptions/condition/condition.ts';
import { quantityText } from '../assumptions/condition/condition-text.ts';
import { lastDay } from '../domain/calendar.ts';
import type { Period } from '../domain/calendar.ts';
import { OwnerPlaces } from '../simulation/owner-places.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { State } from '../simulation/state.ts';
import type { Groups, Reading } from './columns.ts';
import { ColumnSet, Columns, createReading, groupsOf, readSources } from './columns.ts';
import { cellsAtTime, cellsOfQuantity, NotRecorded, periodOfEvent } from './condition-cells.ts';
import { additiveFamilies } from './families/index.ts';
import { isPriced } from './families/money.ts';
import { allSeries, periodEnds } from './grid.ts';
import type { Grid } from './grid.ts';
import { ratioColumns } from './ratio-writer.ts';
import { LIMITED, RATIOS_OF_TYPE, ratioParts, readRatios } from './ratios.ts';
import type { RatioArea, RatioParts } from './ratios.ts';
import type { Series } from './series.ts';

/** An event that is judged inside the draws of a run, because the figures that are kept cannot tell it. */
export interface DeclaredEvent {
  readonly id: string;
  readonly condition: ConditionEvent;
}

/** What a declared event did, draw by draw. */
export interface DeclaredAnswer {
  /** 1 where it happened. */
  readonly happened: Uint8Array;
  /** Month, from January of year 0, in which the first period of the first breach ends; -1 where there is none. */
  readonly firstMonth: Int32Array;
  /** Most periods one after the other in which the comparison holds, in any area. */
  readonly longest: Float32Array;
  /** Furthest that the figure went to the side of the comparison, in any area. */
  readonly peak: Float32Array;
}

/** Numbers that a declared event writes for a draw: happened, first month from the start or -1, longest run, peak. */
export const NUMBERS_OF_EVENT = 4;

/** Areas of a level, and the sums of columns in them. */
interface Level {
  readonly name: RatioArea['level'];
  readonly groups: Groups;
  readonly sums: Float64Array;
}

/** One figure of one area through a draw. */
interface Watched {
  readonly level: number;
  readonly group: number;
  /** Total of a flow at the end of the period before. */
  before: number;
  now: number;
  most: number;
  /** Month in which the first period of the first long breach ended, or -1. */
  begun: number;
}

interface Asked {
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

/**
 * Judges declared events inside a draw: at the ends of months, quarters or years, in areas of any level. Writes four numbers
 * an event; set `row` before each draw. Ratios of owners are not known for single authorities and are refused there.
 *
 * @throws NotRecorded when an event cannot be judged
 */
export class EventRecorder implements Recorder {
  /** Where the current draw is written: `NUMBERS_OF_EVENT` numbers an event. */
  row: Float32Array = new Float32Array(0);
  private readonly plan: Plan;
  private readonly columns: Columns;
  private readonly reading: Reading;
  private readonly wanted: ColumnSet;
  private readonly sources: readonly number[];
  private readonly levels: readonly Level[];
  private readonly asked: readonly Asked[];
  private readonly parts: readonly RatioParts[];
  private readonly owners: OwnerPlaces;
  private readonly ratios = new Float64Array(RATIOS_OF_TYPE);
  private readonly area: RatioArea = { level: 'country', sums: new Float64Array(0), at: 0, slot: 0 };
  private readonly ratioTypes: ReadonlySet<number>;

  constructor(plan: Plan, declared: readonly DeclaredEvent[]) {
    const { regionOf, regionCodes, areaCodes, countryCode } = plan.geography;
    const families = additiveFamilies();
    const additive = families.flatMap((f) => f.series);
    this.plan = plan;
    this.columns = new Columns(families);
    this.reading = createReading(this.columns);
    this.parts = ratioParts(additive, this.columns);
    this.owners = new OwnerPlaces(regionCodes.length);
    const stride = this.columns.count;
    const level = (name: RatioArea['level'], groupOf: readonly number[], count: number): Level => ({
      name,
      groups: groupsOf(groupOf, count),
      sums: new Float64Array(count * stride),
    });
    const codes = [[countryCode], regionCodes, areaCodes];
    this.levels = [
      level(
        'country',
        areaCodes.map(() => 0),
        1,
      ),
      level('region', Array.from(regionOf), regionCodes.length),
      level(
        'authority',
        areaCodes.map((_, a) => a),
        areaCodes.length,
      ),
    ];
    this.asked = declared.map((event) => askedOf(plan, event, additive, this.columns, codes));
    this.ratioTypes = new Set(
      this.asked.filter(({ ratio }) => ratio >= 0).map(({ ratio }) => Math.floor(ratio / RATIOS_OF_TYPE)),
    );
    const needed = [
      ...this.asked.flatMap((asked) => asked.columns),
      ...(this.ratioTypes.size > 0 ? ratioColumns(additive, this.columns) : []),
    ];
    this.wanted = new ColumnSet(this.columns, needed);
    this.sources = [...this.wanted.sources];
  }

  begin(state: State): void {
    this.read(state);
    for (const asked of this.asked)
      for (const watched of asked.areas) {
        watched.before = asked.series.kind === 'flow' ? this.value(state, asked, watched) : 0;
        watched.now = 0;
        watched.most = 0;
        watched.begun = -1;
      }
    this.asked.forEach(({ condition }, e) => {
      const up = condition.comparison === '>=' || condition.comparison === '>';
      this.row[e * NUMBERS_OF_EVENT + 3] = up ? -Infinity : Infinity;
    });
  }

  endMonth(state: State): void {
    const month = state.month;
    if (this.asked.every(({ ends }) => ends[month] === 0)) return;
    this.read(state);
    for (const type of this.ratioTypes) this.owners.count(state, LIMITED[type]!, this.plan.geography.regionOf);
    for (let e = 0; e < this.asked.length; e++) {
      const asked = this.asked[e]!;
      if (asked.ends[month] === 0) continue;
      // Owners are counted for one type at a time.
      if (asked.ratio >= 0 && this.ratioTypes.size > 1)
        this.owners.count(state, LIMITED[Math.floor(asked.ratio / RATIOS_OF_TYPE)]!, this.plan.geography.regionOf);
      for (const watched of asked.areas) this.look(state, asked, watched, e, month);
      this.write(asked, e);
    }
  }

  private look(state: State, asked: Asked, watched: Watched, e: number, month: number): void {
    const total = this.value(state, asked, watched);
    const value = Math.fround(asked.series.kind === 'flow' ? total - watched.before : total);
    if (asked.series.kind === 'flow') watched.before = total;
    if (asked.ends[month] !== 2) return;
    const { comparison, threshold } = asked.condition;
    const at = e * NUMBERS_OF_EVENT + 3;
    const up = comparison === '>=' || comparison === '>';
    if (up ? value > this.row[at]! : value < this.row[at]!) this.row[at] = value;
    const met =
      comparison === '>='
        ? value >= threshold
        : comparison === '>'
          ? value > threshold
          : comparison === '<='
            ? value <= threshold
            : value < threshold;
    watched.now = met ? watched.now + 1 : 0;
    if (watched.now > watched.most) watched.most = watched.now;
    if (watched.now === asked.count && watched.begun < 0) watched.begun = asked.startOfRun[month]!;
  }

  private write({ areas, every }: Asked, e: number): void {
    let [met, first, longest] = [0, -1, 0];
    for (const { most, begun } of areas) {
      if (most > longest) longest = most;
      if (begun < 0) continue;
      met++;
      if (first < 0 || (every ? begun > first : begun < first)) first = begun;
    }
    const yes = every ? met === areas.length : met > 0;
    const at = e * NUMBERS_OF_EVENT;
    this.row[at] = yes ? 1 : 0;
    this.row[at + 1] = yes ? first : -1;
    this.row[at + 2] = longest;
  }

  private value(_state: State, asked: Asked, { level, group }: Watched): number {
    const { sums, name } = this.levels[level]!;
    const at = group * this.columns.count;
    if (asked.ratio < 0) {
      let sum = 0;
      for (const column of asked.columns) sum += sums[at + column]!;
      return sum;
    }
    this.area.level = name;
    this.area.sums = sums;
    this.area.at = at;
    this.area.slot = name === 'country' ? 0 : name === 'region' ? group + 1 : -1;
    readRatios(this.parts[Math.floor(asked.ratio / RATIOS_OF_TYPE)]!, this.area, this.owners, this.ratios);
    return this.ratios[asked.ratio % RATIOS_OF_TYPE]!;
  }

  private read(state: State): void {
    readSources(this.columns, this.sources, state, true, this.reading);
    for (const { groups, sums } of this.levels) this.wanted.sumGroups(this.reading, groups, sums, this.columns.count);
  }
}

/** Ratios that need the owners of an area, by their place among those of a type. */
const OF_OWNERS: ReadonlySet<number> = new Set([2, 3, 5]);
const PERIOD: Readonly<Record<string, Period>> = { month: 'month', quarter: 'quarter', year: 'financial-year' };

function askedOf(
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
