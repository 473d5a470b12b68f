import { FOR_PROFIT, LOCAL_AUTHORITY, NOT_FOR_PROFIT } from '../../simulation/constants.ts';
import type { State } from '../../simulation/state.ts';
import type { Levels, Series } from '../series.ts';

/*
 * A family is a block of additive series: quantities of one authority that add up to regions and to the country.
 * A new measure is a new file here that answers a Family, and one line in index.ts.
 */

/** A block of series and how their values of one month are read, authority by authority. */
export interface Family {
  readonly series: readonly Series[];
  /** Months in which it has to be read; others are skipped, since reading it takes time. */
  readonly every: 'month' | 'quarter' | 'financial-year';
  /** Writes value i of area a to `out[(at + i) * areas + a]`. */
  readonly read: (state: State, out: Float64Array, at: number) => void;
}

/** How often a series is reported at each level: named here once, so that like series are kept alike. */
export const EVERYWHERE: Levels = { country: 'month', region: 'quarter', authority: 'financial-year' };
export const COUNTRY: Levels = { country: 'month' };
export const COUNTRY_QUARTER: Levels = { country: 'quarter', region: 'quarter', authority: 'financial-year' };
export const COUNTRY_AND_AUTHORITIES: Levels = { country: 'month', authority: 'financial-year' };
export const YEARLY: Levels = { country: 'financial-year', authority: 'financial-year' };

/** Sectors that are reported; `all` holds `other` as well. */
export const SHOWN_SECTORS = [LOCAL_AUTHORITY, NOT_FOR_PROFIT, FOR_PROFIT] as const;

/** A family that copies cells of a counter: each series is a sum of some positions of an area's row. */
export function counterFamily(
  width: number,
  pick: (state: State) => Float64Array,
  parts: readonly { readonly series: Series; readonly cells: readonly number[] }[],
): Family {
  return {
    series: parts.map((p) => p.series),
    every: 'month',
    read: (state, out, at) => {
      const values = pick(state);
      const areas = state.luck.areas;
      for (let i = 0; i < parts.length; i++) {
        const { cells } = parts[i]!;
        for (let a = 0; a < areas; a++) {
          let sum = 0;
          for (let k = 0; k < cells.length; k++) sum += values[a * width + cells[k]!]!;
          out[(at + i) * areas + a] = sum;
        }
      }
    },
  };
}

/** Whole numbers from 0 to n - 1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
