import type { Repair } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { FOSTER, INDEPENDENT } from '../constants.ts';
import { OLDER_BAND, OLDER_STAY, YOUNGER_BAND, youngerShareFor, youngerShareOfStock } from '../unaccompanied.ts';
import type { UnaccompaniedPlan } from '../unaccompanied.ts';
import type { Geography } from './plan.ts';

/** Central values of the assumptions on unaccompanied children. */
export interface UnaccompaniedAssumptions {
  /** Whether the data set says how many there are; where it does not, the two numbers below are 0. */
  readonly followed: boolean;
  /** Children who start a year. */
  readonly perYear: number;
  /** Share of the baseline. */
  readonly shareAtStart: number;
  /** Share of those of 16 and 17 in supported accommodation. */
  readonly independent: number;
}

/** Children of the baseline who are unaccompanied, by the kinds of cell that hold them. */
export interface UnaccompaniedStock {
  /** 10 to 15 years old, in foster care. */
  readonly younger: number;
  /** 16 and 17 years old, in supported accommodation and in foster care. */
  readonly independent: number;
  readonly olderFoster: number;
}

/** A steady stock of unaccompanied children by kind of cell, in whole children, of a baseline of so many children in all. */
export function unaccompaniedStock(children: number, assumed: UnaccompaniedAssumptions): UnaccompaniedStock {
  const all = Math.round(children * assumed.shareAtStart);
  const younger = Math.round(all * youngerShareOfStock(youngerShareFor(all, assumed.perYear)));
  const independent = Math.round((all - younger) * assumed.independent);
  return { younger, independent, olderFoster: all - younger - independent };
}

/** Numbers of a kind of cell for each area: even parts of a total by share, rounded so that the sums hold, and no more than there are. */
function allot(total: number, shares: Float64Array, most: (area: number) => number): number[] {
  let sum = 0;
  let given = 0;
  let over = 0;
  return Array.from(shares, (share, a) => {
    sum += total * share;
    const wanted = Math.round(sum) - given + over;
    given = Math.round(sum);
    const taken = Math.min(wanted, most(a));
    over = wanted - taken;
    return taken;
  });
}

/**
 * Marks the unaccompanied among the children of the baseline, spread over areas by child population, in cells of foster care
 * and supported accommodation. What an area's cell cannot hold goes to the next area; what no cell can hold is left out, and
 * is told as a repair.
 */
export function planUnaccompanied(
  data: DataSet,
  geography: Geography,
  cells: readonly number[],
  startMonth: number,
  assumed: UnaccompaniedAssumptions,
): { plan: UnaccompaniedPlan; repairs: Repair[] } {
  const childShare = childShares(data, geography, cells, startMonth);
  const inCell = new Int32Array(cells.length / 4);
  let total = 0;
  for (let k = 0; k < cells.length; k += 4) total += cells[k + 3]!;
  const yearly = assumed.perYear;
  const wanted = unaccompaniedStock(total, assumed);
  const cellOf = (area: number, type: number, band: number): number => {
    for (let k = 0; k < cells.length; k += 4) {
      if (cells[k] === area && cells[k + 1] === type && cells[k + 2] === band) return k / 4;
    }
    return -1;
  };
  const mark = (type: number, band: number, count: number): number => {
    const at = geography.areaCodes.map((_, a) => cellOf(a, type, band));
    const marked = allot(count, childShare, (a) => (at[a]! < 0 ? 0 : cells[at[a]! * 4 + 3]!));
    marked.forEach((n, a) => {
      if (n > 0) inCell[at[a]!] = n;
    });
    return marked.reduce((s, n) => s + n, 0);
  };
  const younger = mark(FOSTER, YOUNGER_BAND, wanted.younger);
  const independent = mark(INDEPENDENT, OLDER_BAND, wanted.independent);
  // Where supported accommodation holds too few, the others of that age are in foster care.
  const olderFoster = mark(FOSTER, OLDER_BAND, wanted.olderFoster + wanted.independent - independent);
  const atStart = younger + independent + olderFoster;
  const all = wanted.younger + wanted.independent + wanted.olderFoster;
  // Of those of 16 and 17, the ones who came before are in foster care and stay there.
  const share = youngerShareFor(atStart, yearly);
  const cameOlder = (yearly / 12) * (1 - share) * OLDER_STAY;
  const plan = {
    unaccompaniedInCell: inCell,
    unaccompaniedAtStart: atStart,
    unaccompaniedYearly: yearly,
    unaccompaniedFollowed: assumed.followed,
    olderIndependentShare: cameOlder > 0 ? Math.min(1, independent / cameOlder) : assumed.independent,
    childShare,
  };
  return { plan, repairs: atStart < all ? [tooFewPlaces(all, atStart)] : [] };
}

/**
 * Starts a year by age band without the unaccompanied. Counts of starts by age do not say who is unaccompanied: so many as
 * start a year are taken off the ages at which they come, as far as there are any.
 */
export function startsOfOthers(byBand: readonly number[], plan: UnaccompaniedPlan, yearly: number): number[] {
  const share = youngerShareFor(plan.unaccompaniedAtStart, plan.unaccompaniedYearly);
  return byBand.map((n, band) => {
    const own = band === YOUNGER_BAND ? share * yearly : band === OLDER_BAND ? (1 - share) * yearly : 0;
    return Math.max(0, n - own);
  });
}

function tooFewPlaces(wanted: number, found: number): Repair {
  return {
    file: 'children.csv',
    column: 'children',
    found: `${wanted} unaccompanied children by the assumption unaccompanied_at_start`,
    used: String(found),
    why: 'Foster care from 10 years on and supported accommodation hold no more children at the start.',
  };
}

/** Share of each area in the child population at the start; in the children looked after where that is not known. */
function childShares(data: DataSet, geography: Geography, cells: readonly number[], startMonth: number): Float64Array {
  const year = Math.floor(startMonth / 12);
  const counts = new Float64Array(geography.areaCodes.length);
  for (const row of data.population) {
    const a = geography.areaCodes.indexOf(row.area_code);
    if (a >= 0 && row.mid_year === year && row.age < 18) counts[a]! += row.population;
  }
  if (counts.some((n) => n === 0)) {
    counts.fill(0);
    for (let k = 0; k < cells.length; k += 4) counts[cells[k]!]! += cells[k + 3]!;
  }
  const all = counts.reduce((s, n) => s + n, 0);
  return counts.map((n) => (all > 0 ? n / all : 1 / counts.length));
}
