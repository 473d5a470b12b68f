import { FOR_PROFIT, LOCAL_AUTHORITY, NOT_FOR_PROFIT, OTHER_SECTOR, SECTOR_COUNT } from '../constants.ts';

/** What a fitted hazard of a home is of, in the order of the table. */
export const CLOSE = 0;
export const TRANSFER = 1;
export const CONVERT = 2;
const CAUSES = ['close', 'transfer', 'convert'] as const;
/** Bands of registered places: 1-2, 3-4, 5+. */
const BANDS = ['1-2', '3-4', '5+'] as const;
const SECTORS = [
  ['local-authority', LOCAL_AUTHORITY],
  ['not-for-profit', NOT_FOR_PROFIT],
  ['for-profit', FOR_PROFIT],
  ['other', OTHER_SECTOR],
] as const;
const HAZARD_ID =
  /^hazard\.(close|transfer|convert)\.(local-authority|not-for-profit|for-profit|other)(\.(?:1-2|3-4|5\+))?(\.\d{4})?$/;

/** Fitted hazards of homes by cause, sector, band of places and calendar year. */
export interface HazardPlan {
  /** Calendar year of the first month. */
  readonly firstYear: number;
  readonly years: number;
  /** Place among the assumptions, by `hazardSlot`; -1 where no row says anything. */
  readonly rowAt: Int32Array;
}

/** Place of a hazard in a table by year, cause, sector and band. */
export function hazardSlot(year: number, cause: number, sector: number, band: number): number {
  return ((year * CAUSES.length + cause) * SECTOR_COUNT + sector) * BANDS.length + band;
}

/** Band of a number of registered places. */
export function bandOfPlaces(places: number): number {
  return places <= 2 ? 0 : places <= 4 ? 1 : 2;
}

/**
 * Which assumption says each hazard of homes. The most specific row wins: size and year, else size, else year, else the
 * sector. A year after the last fitted one has the row of all years. Undefined where no row is a hazard.
 */
export function planHazards(ids: readonly string[], startMonth: number, months: number): HazardPlan | undefined {
  const at = new Map(ids.flatMap((id, i) => (HAZARD_ID.test(id) ? [[id, i] as const] : [])));
  if (at.size === 0) return undefined;
  const firstYear = Math.floor(startMonth / 12);
  const years = Math.floor((startMonth + months - 1) / 12) - firstYear + 1;
  const rowAt = new Int32Array(hazardSlot(years, 0, 0, 0)).fill(-1);
  for (let year = 0; year < years; year++) {
    CAUSES.forEach((cause, c) => {
      for (const [name, sector] of SECTORS) {
        const stem = `hazard.${cause}.${name}`;
        BANDS.forEach((band, b) => {
          const found = [`${stem}.${band}.${firstYear + year}`, `${stem}.${band}`, `${stem}.${firstYear + year}`, stem];
          rowAt[hazardSlot(year, c, sector, b)] = found.map((id) => at.get(id)).find((i) => i !== undefined) ?? -1;
        });
      }
    });
  }
  return { firstYear, years, rowAt };
}
