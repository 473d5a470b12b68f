import {
  ADULT_AGE_MONTHS,
  AGE_BANDS,
  AGE_BAND_STARTS_MONTHS,
  PLACEMENT_TYPES,
  ageBandIndex,
} from '../../domain/vocabulary.ts';
import { FOSTER, INDEPENDENT, PLACEMENT_TYPE_COUNT, RESIDENTIAL } from '../constants.ts';
import { monthlyHazard } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import { STEP_UP_AGE_MONTHS } from '../clocks.ts';
import type { Plan } from '../plan/plan.ts';
import { stayStep } from '../stays.ts';
import {
  OLDER_BAND,
  YOUNGER_BAND,
  ageShareAtStart,
  unaccompaniedStarts,
  unaccompaniedMean,
  youngerShare,
} from '../unaccompanied.ts';
import { entryShares, expectedEntries } from './entries.ts';
import { quantity } from './quantity.ts';
import type { ExpectedValues } from './quantity.ts';

const BANDS = AGE_BANDS.length;
const SURVIVAL_MONTHS = ADULT_AGE_MONTHS + 1;
/** A path by month holds the children there by current age band, then those of them who need another type than at first. */
const CHANGED = BANDS;
const WIDTH = BANDS + 1;

/**
 * Children expected at the end of each month: all, by age band and by type needed, with those who start and cease.
 * Exact, since nobody's stay, birthday or need depends on another child or on places.
 *
 * The start is followed by type, month of age and elapsed stay; entries by age band and month of age at entry.
 */
export function expectChildren(plan: Plan, p: Parameters, values: ExpectedValues): void {
  const clock = stayClock(plan, p);
  const changed = changeTables(p, plan.months);
  const areas = plan.geography.areaCodes.length;
  const sums = new Sums(values, areas);
  const opening = new Float64Array(areas);
  const { cells } = plan.children;
  const paths = startPaths(plan, clock, changed);
  for (let k = 0; k < cells.length; k += 4) {
    const [area, type, band, count] = [cells[k]!, cells[k + 1]!, cells[k + 2]!, cells[k + 3]!];
    opening[area]! += count;
    const others = count - plan.children.unaccompaniedInCell[k / 4]!;
    sums.add(paths[type * BANDS + band]!, 0, plan.months, area, type, others);
  }
  enter(plan, p, clock, changed, sums);
  expectUnaccompanied(plan, p, values, sums);
  cease(values, opening, areas, plan.months);
  // Where no list limits supported accommodation, a child who needs it is in it.
  const independent = { serviceType: PLACEMENT_TYPES[INDEPENDENT] };
  values.of(quantity('children_looked_after', independent)).set(values.of(quantity('children_needing', independent)));
}

/** The running clock of stays at the start of each month: one a month, faster when children go home sooner. */
function stayClock(plan: Plan, p: Parameters): Float64Array {
  const clock = new Float64Array(plan.months + 1);
  for (let m = 0; m < plan.months; m++) clock[m + 1] = clock[m]! + stayStep(plan.levers, p, m);
  return clock;
}

/** Share of stays of an age band at entry that are longer than a number of months, along lines between whole months. */
function survivalBeyond(survival: Float64Array, band: number, months: number): number {
  if (months >= SURVIVAL_MONTHS) return 0;
  const at = band * SURVIVAL_MONTHS;
  const whole = Math.min(Math.floor(months), SURVIVAL_MONTHS - 1);
  const next = Math.min(whole + 1, SURVIVAL_MONTHS - 1);
  return survival[at + whole]! + (months - whole) * (survival[at + next]! - survival[at + whole]!);
}

/**
 * Share of children who need the other of foster and residential care than they did at first, k months on, by what they
 * needed at first (0 foster, 1 residential) and their age then. A yearly chance p is a monthly hazard of -ln(1 - p) / 12.
 */
function changeTables(p: Parameters, months: number): Float64Array[] {
  const up = 1 - Math.exp(-monthlyHazard(p.stepUp));
  const down = 1 - Math.exp(-monthlyHazard(p.stepDown));
  return [FOSTER, RESIDENTIAL].map((first) => {
    const table = new Float64Array(ADULT_AGE_MONTHS * (months + 1));
    for (let age = 0; age < ADULT_AGE_MONTHS; age++) {
      let changed = 0;
      for (let k = 1; k <= months; k++) {
        const upNow = age + k > STEP_UP_AGE_MONTHS ? up : 0;
        const away = first === FOSTER ? upNow : down;
        const back = first === FOSTER ? down : upNow;
        changed = (1 - changed) * away + changed * (1 - back);
        table[age * (months + 1) + k] = changed;
      }
    }
    return table;
  });
}

function changeTable(changed: readonly Float64Array[], type: number): Float64Array | undefined {
  return type === FOSTER || type === RESIDENTIAL ? changed[type] : undefined;
}

/** For one child of the baseline, by placement type and age band: a path over the months. */
function startPaths(plan: Plan, clock: Float64Array, changed: readonly Float64Array[]): Float64Array[] {
  const { ageCumulative, elapsedCumulative, survival } = plan.children;
  const { months } = plan;
  const paths = Array.from({ length: PLACEMENT_TYPE_COUNT * BANDS }, () => new Float64Array(months * WIDTH));
  const there = Array.from({ length: PLACEMENT_TYPE_COUNT }, () => new Float64Array(months));
  const still = new Float64Array(months);
  for (let age = 0; age < ADULT_AGE_MONTHS; age++) {
    const lasts = Math.min(months, ADULT_AGE_MONTHS - 1 - age);
    for (const row of there) row.fill(0);
    for (let elapsed = 0; elapsed <= age; elapsed++) {
      const band = ageBandIndex(age - elapsed);
      const now = survivalBeyond(survival, band, elapsed);
      if (now <= 0) continue;
      for (let m = 0; m < lasts; m++) still[m] = survivalBeyond(survival, band, elapsed + clock[m + 1]!) / now;
      for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
        const share = shareAt(elapsedCumulative, (type * ADULT_AGE_MONTHS + age) * SURVIVAL_MONTHS, elapsed, age);
        for (let m = 0; m < lasts; m++) there[type]![m]! += still[m]! * share;
      }
    }
    const band = ageBandIndex(age);
    for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
      const first = AGE_BAND_STARTS_MONTHS[band]!;
      const last = AGE_BAND_STARTS_MONTHS[band + 1]! - 1;
      const share = shareAt(ageCumulative, type * ADULT_AGE_MONTHS + first, age - first, last - first);
      const path = paths[type * BANDS + band]!;
      const table = changeTable(changed, type);
      for (let m = 0; m < lasts; m++) {
        const children = share * there[type]![m]!;
        path[m * WIDTH + ageBandIndex(age + m + 1)]! += children;
        if (table !== undefined) path[m * WIDTH + CHANGED]! += children * table[age * (months + 1) + m + 1]!;
      }
    }
  }
  return paths;
}

/** Share at a position of a list of cumulative shares; the last takes what is left. */
function shareAt(cumulative: Float64Array, at: number, i: number, last: number): number {
  return (i === last ? 1 : cumulative[at + i]!) - (i === 0 ? 0 : cumulative[at + i - 1]!);
}

/** For one child who enters in an age band and whose stay has no end: a path over the months since. */
function entryPath(plan: Plan, band: number, table: Float64Array | undefined): Float64Array {
  const { months } = plan;
  const path = new Float64Array(months * WIDTH);
  const first = AGE_BAND_STARTS_MONTHS[band]!;
  const next = AGE_BAND_STARTS_MONTHS[band + 1]!;
  let left = 1;
  for (let age = first; age < next; age++) {
    // The last age of a band takes what is left of one, as the engine's search for an age does.
    const share = age === next - 1 ? left : plan.children.entryAgeShares[age]!;
    left -= share;
    for (let k = 0; k < months && age + k < ADULT_AGE_MONTHS; k++) {
      path[k * WIDTH + ageBandIndex(age + k)]! += share;
      if (table !== undefined) path[k * WIDTH + CHANGED]! += share * table[age * (months + 1) + k]!;
    }
  }
  return path;
}

function enter(plan: Plan, p: Parameters, clock: Float64Array, changed: readonly Float64Array[], sums: Sums): void {
  const { months } = plan;
  const started = sums.values.of(quantity('children_started'));
  const shares = new Float64Array(PLACEMENT_TYPE_COUNT);
  const thinned = new Float64Array(months * WIDTH);
  for (let band = 0; band < BANDS; band++) {
    const paths = PLACEMENT_TYPES.map((_, type) => entryPath(plan, band, changeTable(changed, type)));
    for (let m = 0; m < months; m++) {
      const still = Float64Array.from({ length: months - m }, (_, k) =>
        k === 0 ? 1 : survivalBeyond(plan.children.survival, band, clock[m + k + 1]! - clock[m + 1]!),
      );
      for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
        for (let i = 0; i < still.length * WIDTH; i++) thinned[i] = paths[type]![i]! * still[Math.floor(i / WIDTH)]!;
        for (let a = 0; a < sums.areas; a++) {
          const entries = expectedEntries(plan, p, m, a, band);
          if (type === 0) started[m * sums.areas + a]! += entries;
          entryShares(plan, m, a, band, shares);
          if (entries * shares[type]! > 0) sums.add(thinned, m, months - m, a, type, entries * shares[type]!);
        }
      }
    }
  }
}

/** Adds unaccompanied children to all others: those of the baseline, then those who enter. */
function expectUnaccompanied(plan: Plan, p: Parameters, values: ExpectedValues, sums: Sums): void {
  const all = values.of(quantity('children_looked_after'));
  const others = all.slice();
  const { cells, unaccompaniedInCell } = plan.children;
  const share = youngerShare(plan, p);
  const paths = AGE_BANDS.map((_, band) => unaccompaniedPath(plan, share, band));
  unaccompaniedInCell.forEach((count, i) => {
    const [area, type, band] = [cells[i * 4]!, cells[i * 4 + 1]!, cells[i * 4 + 2]!];
    if (count > 0) sums.add(paths[band]!, 0, plan.months, area, type, count);
  });
  enterUnaccompanied(plan, p, sums);
  const own = values.of(quantity('unaccompanied_children'));
  for (let i = 0; i < all.length; i++) own[i] = all[i]! - others[i]!;
}

/** For one unaccompanied child of the baseline, of an age band: a path over the months to its 18th birthday. */
function unaccompaniedPath(plan: Plan, share: number, band: number): Float64Array {
  const path = new Float64Array(plan.months * WIDTH);
  if (band !== YOUNGER_BAND && band !== OLDER_BAND) return path;
  for (let age = AGE_BAND_STARTS_MONTHS[band]!; age < AGE_BAND_STARTS_MONTHS[band + 1]!; age++) {
    const part = ageShareAtStart(share, band, age);
    for (let m = 0; m < plan.months && age + m + 1 < ADULT_AGE_MONTHS; m++) {
      path[m * WIDTH + ageBandIndex(age + m + 1)]! += part;
    }
  }
  return path;
}

function enterUnaccompanied(plan: Plan, p: Parameters, sums: Sums): void {
  const started = sums.values.of(quantity('children_started'));
  const perYear = unaccompaniedStarts(plan, p);
  const younger = youngerShare(plan, p);
  const independent = (1 - younger) * plan.children.olderIndependentShare;
  const paths = [YOUNGER_BAND, OLDER_BAND].map((band) => entryPath(plan, band, undefined));
  for (let m = 0; m < plan.months; m++) {
    for (let a = 0; a < sums.areas; a++) {
      const mean = unaccompaniedMean(plan, perYear + plan.levers.transferredPerYear[m]!, a);
      if (mean <= 0) continue;
      const left = plan.months - m;
      started[m * sums.areas + a]! += mean;
      if (younger > 0) sums.add(paths[0]!, m, left, a, FOSTER, mean * younger);
      if (younger + independent < 1) sums.add(paths[1]!, m, left, a, FOSTER, mean * (1 - younger - independent));
      if (independent > 0) sums.add(paths[1]!, m, left, a, INDEPENDENT, mean * independent);
    }
  }
}

/** Opening + started - closing = ceased. */
function cease(values: ExpectedValues, opening: Float64Array, areas: number, months: number): void {
  const all = values.of(quantity('children_looked_after'));
  const started = values.of(quantity('children_started'));
  const ceased = values.of(quantity('children_ceased'));
  for (let m = 0; m < months; m++) {
    for (let a = 0; a < areas; a++) {
      const before = m === 0 ? opening[a]! : all[(m - 1) * areas + a]!;
      ceased[m * areas + a] = before + started[m * areas + a]! - all[m * areas + a]!;
    }
  }
}

/** Adds paths of single children to the values of an area. */
class Sums {
  readonly values: ExpectedValues;
  readonly areas: number;
  private readonly all: Float64Array;
  private readonly byBand: readonly Float64Array[];
  private readonly needing: readonly Float64Array[];

  constructor(values: ExpectedValues, areas: number) {
    this.values = values;
    this.areas = areas;
    this.all = values.of(quantity('children_looked_after'));
    this.byBand = AGE_BANDS.map((ageBand) => values.of(quantity('children_looked_after', { ageBand })));
    this.needing = PLACEMENT_TYPES.map((serviceType, type) =>
      // A type without services is where its children are: what they need and where they live are one.
      values.of(quantity(type > INDEPENDENT ? 'children_looked_after' : 'children_needing', { serviceType })),
    );
  }

  /** `weight` children of an area and type whose path begins in a month. */
  add(path: Float64Array, from: number, months: number, area: number, type: number, weight: number): void {
    const other = type === FOSTER ? RESIDENTIAL : FOSTER;
    for (let k = 0; k < months; k++) {
      const at = (from + k) * this.areas + area;
      let there = 0;
      for (let b = 0; b < BANDS; b++) {
        const children = weight * path[k * WIDTH + b]!;
        there += children;
        this.byBand[b]![at]! += children;
      }
      const changed = weight * path[k * WIDTH + CHANGED]!;
      this.all[at]! += there;
      this.needing[type]![at]! += there - changed;
      if (changed !== 0) this.needing[other]![at]! += changed;
    }
  }
}
