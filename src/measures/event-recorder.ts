import { OwnerPlaces } from '../simulation/owner-places.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { State } from '../simulation/state.ts';
import { askedOf } from './asked-events.ts';
import type { Asked, DeclaredEvent, Level, Watched } from './asked-events.ts';
import { ColumnSet, Columns, createReading, groupsOf, readSources } from './columns.ts';
import type { Reading } from './columns.ts';
import { additiveFamilies } from './families/index.ts';
import { ratioColumns } from './ratio-writer.ts';
import { LIMITED, RATIOS_OF_TYPE, ratioParts, readRatios } from './ratios.ts';
import type { RatioArea, RatioParts } from './ratios.ts';
import { isMet } from './condition-targets.ts';

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
    const met = isMet(value, comparison, threshold);
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
