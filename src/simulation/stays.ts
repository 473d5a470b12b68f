import { ADULT_AGE_MONTHS, ageBandIndex } from '../domain/vocabulary.ts';
import { uniformOf } from '../random/keys.ts';
import { CHILD_ROW } from './child-rows.ts';
import { enterCalendar } from './clocks.ts';
import { drawAreaWords, purposeIndex } from './luck.ts';
import type { Parameters } from './parameters.ts';
import type { LeversPlan, Plan } from './plan/plan.ts';
import type { State } from './state.ts';

const ARRIVAL = purposeIndex('child arrival');

/** Months of a table of survival: 0 to the 18th birthday of a newborn child. */
export const SURVIVAL_MONTHS = ADULT_AGE_MONTHS + 1;
/** Even steps of survival at which the search in a table may begin. */
const GUIDE_STEPS = 256;

/** For each age band and step k, the last month at which more than k / 256 of the children are still looked after. */
export function stayGuide(plan: Plan): Int16Array {
  const { survival } = plan.children;
  const bands = survival.length / SURVIVAL_MONTHS;
  const guide = new Int16Array(bands * (GUIDE_STEPS + 1));
  for (let band = 0; band < bands; band++) {
    const table = survival.subarray(band * SURVIVAL_MONTHS, (band + 1) * SURVIVAL_MONTHS);
    for (let step = 0; step <= GUIDE_STEPS; step++) {
      let month = 0;
      while (month + 1 < SURVIVAL_MONTHS && table[month + 1]! > step / GUIDE_STEPS) month++;
      guide[band * (GUIDE_STEPS + 1) + step] = month;
    }
  }
  return guide;
}

/**
 * How far the running clock of stays goes in a month: one, faster when children go home or to a special guardian sooner.
 * A factor on those who go to a special guardian speeds up that part of all leaving, and so all stays, by their share.
 */
export function stayStep(levers: LeversPlan, p: Parameters, month: number): number {
  const guardians = 1 + p.guardianshipShare * (levers.guardianFactor[month]! - 1);
  return (levers.staySpeed[month]! * guardians) / p.stayScale;
}

/** Sets the running clock of stays anew from a month on; what lies before stays. */
export function runStayClock(state: State, from: number): void {
  const { stayClock, levers, parameters, plan } = state;
  if (from === 0) stayClock[0] = 0;
  for (let m = from; m < plan.months; m++) stayClock[m + 1] = stayClock[m]! + stayStep(levers, parameters, m);
}

/** After the clock of stays has changed: every child who is there leaves when its own stay, of its own luck, is now over. */
export function leaveAnew(state: State): void {
  const { children, luck } = state;
  for (let c = 0; c < children.count; c += CHILD_ROW) {
    // Unaccompanied children stay to their 18th birthday, whatever the clock says.
    if (children.present[c] === 0 || children.unaccompanied[c] === 1) continue;
    const birth = children.birth[c]!;
    const entry = children.entry[c]!;
    drawAreaWords(luck, ARRIVAL, children.area[c]!, children.identity[c]!, 0);
    const elapsed = Math.max(0, -1 - entry);
    const stay = stayAt(state, ageBandIndex(entry - birth), uniformOf(luck.words[0]!), elapsed) - elapsed;
    children.leavesIn[c] = leavingMonth(state, birth, Math.max(-1, entry), stay);
    enterCalendar(state, c);
  }
}

/**
 * Length of a stay in months by age band at entry, at a uniform u, given that `elapsed` whole months have passed: the stay
 * that is outlived with probability u. Between whole months the table is read along a straight line.
 */
export function stayAt(state: State, band: number, u: number, elapsed: number): number {
  const { survival } = state.plan.children;
  const base = band * SURVIVAL_MONTHS;
  const level = elapsed === 0 ? u * survival[base]! : u * survival[base + Math.min(elapsed, SURVIVAL_MONTHS - 1)]!;
  if (survival[base + SURVIVAL_MONTHS - 1]! > level) return SURVIVAL_MONTHS;
  // The guide gives the last month above the next even step up, so never one too late.
  const step = Math.min(GUIDE_STEPS, Math.floor(level * GUIDE_STEPS) + 1);
  let high = Math.max(elapsed, state.stayGuide[band * (GUIDE_STEPS + 1) + step]!) + 1;
  while (survival[base + high]! > level) high++;
  const low = high - 1;
  const drop = survival[base + low]! - survival[base + high]!;
  return drop > 0 ? low + (survival[base + low]! - level) / drop : high;
}

/**
 * Month in which a child leaves: when the running clock of stays has gone on for its stay since it entered, or the month
 * of its 18th birthday if that comes first. `entered` is -1 for children at the start, whose stay is then what is left.
 */
export function leavingMonth(state: State, birth: number, entered: number, stay: number): number {
  const { stayClock, plan } = state;
  const birthday = birth + ADULT_AGE_MONTHS;
  const target = stayClock[entered + 1]! + stay;
  let month = birthday;
  if (stayClock[plan.months]! >= target) {
    // The clock runs nearly evenly: begin at the month that an even one would give.
    let at = Math.min(plan.months, Math.max(entered + 2, entered + 1 + Math.floor(stay * state.parameters.stayScale)));
    while (at > entered + 2 && stayClock[at - 1]! >= target) at--;
    while (stayClock[at]! < target) at++;
    month = Math.min(birthday, at - 1);
  }
  return Math.max(month, entered + 1);
}
