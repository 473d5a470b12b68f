import { baselineDate, isBaselineRow } from '../../assumptions/scenario/baseline-date.ts';
import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { DataSet, StayRow } from '../../domain/tables.ts';
import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, KINSHIP, RESIDENTIAL, SECURE } from '../constants.ts';
import { entryAgeShares, stationaryEntries, stockPerEntryAYear } from '../stationary.ts';
import { planUnaccompanied, startsOfOthers } from './unaccompanied.ts';
import type { UnaccompaniedAssumptions } from './unaccompanied.ts';
import type { UnaccompaniedPlan } from '../unaccompanied.ts';
import { startTables, stationaryNeeds } from '../stationary-types.ts';
import type { NeedChanges } from '../stationary-types.ts';
import type { ChildrenPlan, Geography } from './plan.ts';

const BANDS = AGE_BANDS.length;
const TYPES = PLACEMENT_TYPES.length;

/** Survival of stays by age band at entry for months 0 to 216: along straight lines between the months that are given. */
export function survivalTables(stays: readonly StayRow[]): Float64Array[] {
  return AGE_BANDS.map((band) => {
    const rows = stays.filter((r) => r.age_band === band).sort((a, b) => a.month - b.month);
    const table = new Float64Array(ADULT_AGE_MONTHS + 1);
    let k = 0;
    for (let m = 0; m <= ADULT_AGE_MONTHS; m++) {
      while (k + 1 < rows.length && rows[k + 1]!.month <= m) k++;
      const here = rows[k]!;
      const next = rows[k + 1];
      const part = next === undefined || next.month === here.month ? 0 : (m - here.month) / (next.month - here.month);
      table[m] = here.still_looked_after + part * ((next ?? here).still_looked_after - here.still_looked_after);
    }
    return table;
  });
}

/** Children of the baseline and what moves them, with the weakest status of the counts they are made from. */
export function planChildren(
  data: DataSet,
  geography: Geography,
  changes: NeedChanges,
  newbornShare: number,
  startMonth: number,
  months: number,
  unaccompanied: UnaccompaniedAssumptions,
): { plan: ChildrenPlan; status: EvidenceStatus; repairs: Repair[] } {
  const repairs: Repair[] = [];
  const areas = geography.areaCodes.length;
  const stockByArea = Array.from({ length: areas }, () => new Array<number>(BANDS).fill(0));
  const stockByType = Array.from({ length: areas }, () => new Array<number>(TYPES).fill(0));
  const stock = Array.from({ length: TYPES }, () => new Array<number>(BANDS).fill(0));
  const residential = new Float64Array(areas);
  const cells: number[] = [];
  let status: EvidenceStatus = 'published';
  let total = 0;
  const date = baselineDate(data.children);
  const rows = data.children.filter(
    (r) => r.date === date && isBaselineRow(r) && geography.areaCodes.includes(r.area_code),
  );
  for (const row of rows) {
    const area = geography.areaCodes.indexOf(row.area_code);
    const type = PLACEMENT_TYPES.indexOf(row.placement_type as (typeof PLACEMENT_TYPES)[number]);
    const band = AGE_BANDS.indexOf(row.age_band as (typeof AGE_BANDS)[number]);
    const count = row.children ?? Math.round((row.children_low + row.children_high) / 2);
    if (row.children === undefined) {
      repairs.push({
        file: 'children.csv',
        column: 'children',
        found: `${row.area_code} ${row.placement_type} ${row.age_band}: between ${row.children_low} and ${row.children_high}`,
        used: String(count),
        why: 'A run needs one number to start from: the middle of the range.',
      });
    }
    status = weakestStatus(status, row.status);
    if (count === 0) continue;
    cells.push(area, type, band, count);
    stockByArea[area]![band]! += count;
    stock[type]![band]! += count;
    stockByType[area]![type === SECURE ? RESIDENTIAL : type]! += count;
    if (type === RESIDENTIAL) residential[area]! += count;
    total += count;
  }
  const survival = survivalTables(data.stays);
  const ageShares = entryAgeShares(newbornShare);
  // What follows is about all others: the unaccompanied come and stay by a law of their own.
  const { plan: own, repairs: ownRepairs } = planUnaccompanied(data, geography, cells, startMonth, unaccompanied);
  repairs.push(...ownRepairs);
  own.unaccompaniedInCell.forEach((count, i) => {
    const [area, type, band] = [cells[i * 4]!, cells[i * 4 + 1]!, cells[i * 4 + 2]!];
    stockByArea[area]![band]! -= count;
    stock[type]![band]! -= count;
    stockByType[area]![type]! -= count;
  });
  const national = nationalEntries(data, survival, stock, ageShares, own);
  const needs = needShares(data, survival, stock, changes, ageShares);
  const tables = startTables(survival, national, needs, changes, ageShares);
  const entriesPerYear = entriesByArea(data, geography, survival, national, stockByArea, ageShares, own);
  const childYears = stockPerEntryAYear(survival, ageShares);
  const needCumulative = new Float64Array(areas * BANDS * TYPES);
  const kinOverFoster = new Float64Array(areas * BANDS);
  for (let a = 0; a < areas; a++) {
    const ownNeeds = areaNeeds(
      needs,
      childYears,
      national,
      stock,
      entriesPerYear.subarray(a * BANDS, (a + 1) * BANDS),
      stockByType[a]!,
    );
    ownNeeds.forEach((row, b) => {
      let sum = 0;
      row.forEach((share, type) => {
        sum += share;
        needCumulative[(a * BANDS + b) * TYPES + type] = sum;
      });
      kinOverFoster[a * BANDS + b] = row[FOSTER]! > 0 ? row[KINSHIP]! / row[FOSTER]! : 0;
    });
  }
  const residentialTotal = residential.reduce((s, v) => s + v, 0);
  return {
    plan: {
      cells: Int32Array.from(cells),
      entriesPerYear,
      entryAgeShares: ageShares,
      needCumulative,
      survival: Float64Array.from(survival.flatMap((t) => Array.from(t))),
      populationRatio: populationRatios(data, geography, startMonth, months),
      ageCumulative: tables.ageCumulative,
      elapsedCumulative: tables.elapsedCumulative,
      residentialShare: residential.map((v, a) =>
        residentialTotal > 0
          ? v / residentialTotal
          : total > 0
            ? stockByArea[a]!.reduce((s, x) => s + x, 0) / total
            : 1 / areas,
      ),
      kinOverFoster,
      total,
      othersYearly: entriesPerYear.reduce((s, v) => s + v, 0),
      ...own,
    },
    status,
    repairs,
  };
}

/** Entries a year by age band that hold the stock of the whole country. */
function nationalEntries(
  data: DataSet,
  survival: readonly Float64Array[],
  stock: readonly (readonly number[])[],
  ageShares: Float64Array,
  unaccompanied: UnaccompaniedPlan,
): number[] {
  const byBand = AGE_BANDS.map((_, b) => stock.reduce((s, row) => s + row[b]!, 0));
  const solved = stationaryEntries({ survival, stockByAgeBand: byBand, ageShares }).entriesPerYearByBand;
  const flows = latestFlows(data).filter((f) => f.age_band !== 'all');
  if (flows.length === 0) return solved;
  const all = AGE_BANDS.map((band) => flows.filter((f) => f.age_band === band).reduce((s, f) => s + f.children, 0));
  return startsOfOthers(all, unaccompanied, unaccompanied.unaccompaniedYearly);
}

/**
 * Entries a year by area and age band. From `flows.csv` where it has starts by authority; else those that hold each
 * area's own stock: one step of the national solution towards the area's ages, which keeps both totals.
 */
function entriesByArea(
  data: DataSet,
  geography: Geography,
  survival: readonly Float64Array[],
  national: readonly number[],
  stockByArea: readonly (readonly number[])[],
  ageShares: Float64Array,
  unaccompanied: UnaccompaniedPlan,
): Float64Array {
  const areas = geography.areaCodes.length;
  const ownYearly = (area: number): number => unaccompanied.unaccompaniedYearly * unaccompanied.childShare[area]!;
  const entries = new Float64Array(areas * BANDS);
  const flows = latestFlows(data).filter((f) => geography.areaCodes.includes(f.area_code));
  const byBand = flows.filter((f) => f.age_band !== 'all');
  if (byBand.length > 0) {
    for (const f of byBand) {
      entries[geography.areaCodes.indexOf(f.area_code) * BANDS + AGE_BANDS.indexOf(f.age_band as never)]! += f.children;
    }
    for (let a = 0; a < areas; a++) {
      const all = Array.from(entries.subarray(a * BANDS, (a + 1) * BANDS));
      entries.set(startsOfOthers(all, unaccompanied, ownYearly(a)), a * BANDS);
    }
    return entries;
  }
  const matrix = stockPerEntryAYear(survival, ageShares);
  const fitted = matrix.map((row) => row.reduce((s, m, b) => s + m * national[b]!, 0));
  for (let a = 0; a < areas; a++) {
    for (let b = 0; b < BANDS; b++) {
      let towards = 0;
      let column = 0;
      for (let c = 0; c < BANDS; c++) {
        column += matrix[c]![b]!;
        if (fitted[c]! > 0) towards += (matrix[c]![b]! * stockByArea[a]![c]!) / fitted[c]!;
      }
      entries[a * BANDS + b] = column > 0 ? (national[b]! * towards) / column : 0;
    }
    // Starts by authority without ages: their total, over the ages that the stock implies.
    const own = flows.filter((f) => f.age_band === 'all' && f.area_code === geography.areaCodes[a]);
    const sum = entries.subarray(a * BANDS, (a + 1) * BANDS).reduce((s, v) => s + v, 0);
    if (own.length > 0 && sum > 0) {
      const all = own.reduce((s, f) => s + f.children, 0);
      const total = Math.max(0, all - ownYearly(a));
      for (let b = 0; b < BANDS; b++) entries[a * BANDS + b]! *= total / sum;
    }
  }
  return entries;
}

/** Starts of the latest year that has any by authority. */
function latestFlows(data: DataSet): DataSet['flows'] {
  const authorities = new Set(data.areas.filter((a) => a.level === 'authority').map((a) => a.area_code));
  const started = data.flows.filter((f) => f.measure === 'started' && authorities.has(f.area_code));
  const latest = started.reduce((d, f) => (f.year_ending > d ? f.year_ending : d), '');
  return started.filter((f) => f.year_ending === latest);
}

/** Placement type at entry by age band: `needs.csv` where the set has it, else the shares that hold the mix. */
function needShares(
  data: DataSet,
  survival: readonly Float64Array[],
  stock: readonly (readonly number[])[],
  changes: NeedChanges,
  ageShares: Float64Array,
): number[][] {
  if (data.needs.length === 0) return stationaryNeeds(survival, stock, changes, ageShares);
  const shares = AGE_BANDS.map((band) =>
    PLACEMENT_TYPES.map((type) =>
      data.needs
        .filter((r) => r.age_band === band && r.placement_type === type)
        .reduce((s, r) => s + r.share_at_entry, 0),
    ),
  );
  // Secure care is entered by referral alone.
  for (const row of shares) {
    row[RESIDENTIAL]! += row[SECURE]!;
    row[SECURE] = 0;
  }
  return shares;
}

/** Children of an area whose mix counts as much as the country's, when the two are put together. */
const MIX_WEIGHT = 20;
const RAKING_ROUNDS = 60;

/**
 * Placement type at entry by age band in one area: the national shares, tilted by type until steady entries hold the area's
 * own mix of placements (raking). The area's mix is drawn a little towards the country's, so that a type which a small area
 * happens not to have at the start is not ruled out for ever.
 */
function areaNeeds(
  needs: readonly (readonly number[])[],
  childYears: readonly (readonly number[])[],
  national: readonly number[],
  stock: readonly (readonly number[])[],
  entries: ArrayLike<number>,
  ownStock: readonly number[],
): number[][] {
  const stay = needs.map((_, b) => childYears.reduce((s, row) => s + row[b]!, 0));
  const countryStock = stock.map((row) => row.reduce((s, v) => s + v, 0));
  countryStock[RESIDENTIAL]! += countryStock[SECURE]!;
  countryStock[SECURE] = 0;
  const countryTotal = countryStock.reduce((s, v) => s + v, 0);
  const ownTotal = ownStock.reduce((s, v) => s + v, 0);
  const expected = needs.reduce((s, _, b) => s + entries[b]! * stay[b]!, 0);
  if (countryTotal === 0 || expected === 0) return needs.map((row) => [...row]);
  // Children by type they entered with, which changes of need turn into children by type they need.
  const entered = countryStock.map((_, k) => needs.reduce((s, row, b) => s + national[b]! * stay[b]! * row[k]!, 0));
  const target = countryStock.map((inCountry, k) => {
    const share = (ownStock[k]! + (MIX_WEIGHT * inCountry) / countryTotal) / (ownTotal + MIX_WEIGHT);
    return inCountry > 0 ? share * (entered[k]! / inCountry) : 0;
  });
  const targetTotal = target.reduce((s, v) => s + v, 0);
  let shares = needs.map((row) => [...row]);
  for (let round = 0; round < RAKING_ROUNDS && targetTotal > 0; round++) {
    const held = target.map((_, k) => shares.reduce((s, row, b) => s + entries[b]! * stay[b]! * row[k]!, 0) / expected);
    shares = shares.map((row) => {
      const tilted = row.map((v, k) => (held[k]! > 0 ? (v * target[k]!) / targetTotal / held[k]! : v));
      const sum = tilted.reduce((s, v) => s + v, 0);
      return sum > 0 ? tilted.map((v) => v / sum) : row;
    });
  }
  return shares;
}

/** Child population by year of the run, area and age band, relative to the year of the start; 1 where it is not known. */
function populationRatios(data: DataSet, geography: Geography, startMonth: number, months: number): Float64Array {
  const areas = geography.areaCodes.length;
  const years = Math.ceil(months / 12);
  const ratios = new Float64Array(years * areas * BANDS).fill(1);
  const startYear = Math.floor(startMonth / 12);
  const sums = new Map<string, number>();
  let last = 0;
  for (const row of data.population) {
    const band = AGE_BAND_STARTS_MONTHS.findIndex(
      (first, b) => row.age * 12 >= first && row.age * 12 < AGE_BAND_STARTS_MONTHS[b + 1]!,
    );
    const key = `${row.mid_year}|${row.area_code}|${band}`;
    sums.set(key, (sums.get(key) ?? 0) + row.population);
    last = Math.max(last, row.mid_year);
  }
  for (let y = 0; y < years; y++) {
    for (let a = 0; a < areas; a++) {
      for (let b = 0; b < BANDS; b++) {
        const code = geography.areaCodes[a]!;
        const base = sums.get(`${startYear}|${code}|${b}`);
        const then = sums.get(`${Math.min(startYear + y, last)}|${code}|${b}`);
        if (base !== undefined && base > 0 && then !== undefined) ratios[(y * areas + a) * BANDS + b] = then / base;
      }
    }
  }
  return ratios;
}
