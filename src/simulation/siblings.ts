import { AGE_BANDS } from '../domain/vocabulary.ts';
import { mix32, uniformOf } from '../random/keys.ts';
import { ALONE, FOSTER, PLACEMENT_TYPE_COUNT, SPLIT } from './constants.ts';
import type { Parameters } from './parameters.ts';
import type { Plan } from './plan/plan.ts';
import { othersScale } from './unaccompanied.ts';
import type { State } from './state.ts';

/*
 * Children who come into foster care with others: brothers and sisters, who search for one service with room for all of
 * them, and a child under one with a parent, who takes a second place until they part.
 */

const SIBLING_HASH = 0x51b11e5;
const PARENT_HASH = 0x9a7e47;
const PARENT_MONTHS_HASH = 0x3d05b1;

/**
 * Chance that a child who comes into foster care came with the one before it in its area and month, so that on average the
 * assumed share of them have somebody with them. Inside a row of children the share is 1 - (1 - q)^2 and at its two ends q;
 * numbers of children by area and month are taken as negative binomial. Where a month seldom brings two children to an area,
 * the share is out of reach, and all who come together are brothers and sisters.
 */
export function siblingChance(plan: Plan, p: Parameters): number {
  if (p.siblingShare <= 0) return 0;
  const { entriesPerYear, needCumulative } = plan.children;
  const bands = AGE_BANDS.length;
  const scale = othersScale(plan, p);
  let all = 0;
  let ends = 0;
  let inside = 0;
  for (let a = 0; a < plan.geography.areaCodes.length; a++) {
    let entries = 0;
    let mean = 0;
    for (let b = a * bands; b < (a + 1) * bands; b++) {
      const monthly = (entriesPerYear[b]! * scale) / 12;
      entries += monthly;
      mean += monthly * needCumulative[b * PLACEMENT_TYPE_COUNT + FOSTER]!;
    }
    if (mean <= 0) continue;
    // Variance over mean of those who need foster care, when that of all entries is given.
    const spread = 1 + (mean / entries) * (p.entriesOverdispersion - 1);
    const none = spread > 1 ? Math.exp((-mean * Math.log(spread)) / (spread - 1)) : Math.exp(-mean);
    const one = (none * mean) / Math.max(1, spread);
    all += mean;
    ends += 1 - none - one;
    inside += mean - 2 + 2 * none + one;
  }
  // Children with somebody: 2 q ends + (2 q - q^2) inside = share x all.
  const both = ends + inside;
  const root = both * both - inside * p.siblingShare * all;
  return root < 0 ? 1 : Math.min(1, (p.siblingShare * all) / (both + Math.sqrt(root)));
}

/** Puts a child who has come into foster care into one ring with the child before, when its luck says that they came together. */
export function joinSiblings(state: State, c: number): void {
  const { children, newcomers } = state;
  const before = newcomers.before;
  newcomers.before = c;
  if (before < 0 || children.area[before] !== children.area[c]) return;
  if (uniformOf(mix32(children.searchWord[c]! ^ SIBLING_HASH)) >= state.siblingChance) return;
  const next = children.groupNext[before]!;
  children.groupNext[c] = next === ALONE ? before : next;
  children.groupNext[before] = c;
}

/** Whether a parent comes with a child, by its luck; then they take two places until they part some months later. */
export function comesWithParent(state: State, c: number): boolean {
  const { children, parameters, month } = state;
  const word = children.searchWord[c]!;
  if (uniformOf(mix32(word ^ PARENT_HASH)) >= parameters.parentAndChildShare) return false;
  children.uses[c] = 2;
  const months = -Math.log(uniformOf(mix32(word ^ PARENT_MONTHS_HASH))) * parameters.parentAndChildMonths;
  // Where the child then lives is sought like any other move.
  children.movesIn[c] = month + Math.max(1, Math.round(months));
  return true;
}

/** How many search together with a child, the child among them. */
export function countTogether(state: State, c: number): number {
  const { groupNext } = state.children;
  let count = 1;
  for (let one = groupNext[c]!; one !== c; one = groupNext[one]!) count++;
  return count;
}

/** No service took all: from now on each searches alone, and each is counted, once. */
export function splitSiblings(state: State, c: number): void {
  const { children, counters } = state;
  for (let one = c; one >= 0;) {
    const next = children.groupNext[one]!;
    children.groupNext[one] = SPLIT;
    counters.siblingsSplit[children.area[one]!]!++;
    one = next === c ? ALONE : next;
  }
}

/** Sets of places for those who search together that the services of a pool have, leaving one service out. */
export function setsOfPlaces(state: State, pool: number, except: number): number {
  const { services, placesSought } = state;
  let sets = 0;
  for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) {
    if (s !== except) sets += Math.floor(services.vacant[s]! / placesSought);
  }
  return sets;
}

/** The service that has the k-th set of places of a pool. */
export function serviceForAll(state: State, pool: number, k: number, except: number): number {
  const { services, placesSought } = state;
  let left = k;
  for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) {
    if (s === except) continue;
    left -= Math.floor(services.vacant[s]! / placesSought);
    if (left < 0) return s;
  }
  return -1;
}
