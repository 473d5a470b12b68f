import { baselineDate, isBaselineRow } from '../../assumptions/scenario/baseline-date.ts';
import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { DataSet, StayRow } from '../../domain/tables.ts';
import { ADULT_AGE_MONTHS, AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, KINSHIP, RESIDENTIAL, SECURE } from '../constants.ts';
import { startTables } from '../stationary-types.ts';
import type { NeedChanges } from '../stationary-types.ts';
import { entryAgeShares, stockPerEntryAYear } from '../stationary.ts';
import { entriesByArea, nationalEntries, suppressedFlows } from './entries-of-areas.ts';
import { areaNeeds, needShares } from './need-shares.ts';
import type { ChildrenPlan, Geography } from './plan.ts';
import { populationRatios } from './population-ratios.ts';
import { planUnaccompanied } from './unaccompanied.ts';
import type { UnaccompaniedAssumptions } from './unaccompanied.ts';

export const BANDS = AGE_BANDS.length;

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
  repairs.push(...suppressedFlows(data));
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
