import { uniformOf } from '../../random/keys.ts';
import { NEVER, NOWHERE, OUTSIDE, RESIDENTIAL, SECURE, SEEK_NEW, SEEK_NONE, WAITING } from '../constants.ts';
import { logGamma } from '../../random/quantiles.ts';
import { enterCalendar, renewNeedClock } from '../clocks.ts';
import { drawWords, purposeIndex, thresholdAt, uniformAt } from '../luck.ts';
import { moveChild, seekPlace, setNeed } from '../placing.ts';
import { addSecureHome, freeBed, homeWithBed, occupyBed } from '../secure-beds.ts';
import { setUsable, staffedShareNow } from '../usable-places.ts';
import type { State } from '../state.ts';
import { countPlaces } from '../place-counts.ts';

const REFERRAL = purposeIndex('secure referral');
const STAY = purposeIndex('secure stay');
const OTHER = purposeIndex('secure other demand');
const OTHER_STAY = purposeIndex('secure other stay');
const PLACE_STAFFED = purposeIndex('place staffed');

/** Youngest age, in months, at which secure care is sought without special approval. */
const YOUNGEST_MONTHS = 156;
/** Children of the list who are looked at before a referral is left without a child. */
const TRIES = 64;

/**
 * Length of a stay in months, with the mean of the assumption: an exponential amount to the power of the spread. Spread 0 makes
 * all stays alike, 1 exponential, more a longer tail (Weibull). Refusals for full beds do not depend on it (Erlang).
 */
export function secureStay(state: State, u: number): number {
  return state.secureStayUnit * (-Math.log1p(-u)) ** state.parameters.secureStaySpread;
}

/**
 * Opens the beds of the secure home of the data set that are for welfare placements and staffed. All the assumptions on
 * places are about one home: of several in the tables the last one admits children.
 */
export function startSecure(state: State): void {
  const { services, parameters: p } = state;
  state.secureStayUnit = p.secureStayMonths * Math.exp(-logGamma(1 + p.secureStaySpread));
  let home = -1;
  for (let s = 0; s < services.count; s++) if (services.type[s] === SECURE) home = s;
  if (home < 0) return;
  admit(state, home, Math.min(services.registered[home]!, Math.max(0, Math.round(p.secureWelfarePlaces))));
  services.usable[home] = services.staffed[home]!;
  countPlaces(state, home);
}

/** A secure home opens in the run: all its places are for welfare placements. */
export function openSecureHome(state: State, s: number): void {
  admit(state, s, state.services.registered[s]!);
  setUsable(state, s);
}

/** A home admits children to its staffed beds. With the first home referrals begin. */
function admit(state: State, s: number, places: number): void {
  const { services, luck, parameters: p } = state;
  const share = staffedShareNow(state, services.area[s]!);
  let beds = 0;
  for (let k = 0; k < places; k++) if (uniformAt(luck, PLACE_STAFFED, services.hash[s]!, k) < share) beds++;
  addSecureHome(state, s, beds);
  if (state.secure.homeCount > 1) return;
  state.secureNextReferral = state.month + gap(state, REFERRAL, state.secureReferrals, p.secureReferrals);
  state.secureNextOther = state.month + gap(state, OTHER, state.secureOthers, otherDemand(state));
}

/** Demand from elsewhere a year, so that it makes up its share of all demand. */
function otherDemand(state: State): number {
  const share = Math.min(0.99, state.parameters.secureOtherDemand);
  return (state.parameters.secureReferrals * share) / (1 - share);
}

function gap(state: State, purpose: number, ordinal: number, perYear: number): number {
  return perYear > 0 ? (thresholdAt(state.luck, purpose, 0, ordinal) * 12) / perYear : Infinity;
}

/** Referrals and others' demand arrive in continuous time inside the month and find a bed, or do not. */
export function applySecure(state: State): void {
  if (state.secure.homeCount === 0) return;
  const end = state.month + 1;
  while (Math.min(state.secureNextReferral, state.secureNextOther) < end) {
    const referral = state.secureNextReferral <= state.secureNextOther;
    const now = referral ? state.secureNextReferral : state.secureNextOther;
    freeBeds(state, now);
    if (referral) {
      refer(state, now, state.secureReferrals++);
      state.secureNextReferral = now + gap(state, REFERRAL, state.secureReferrals, state.parameters.secureReferrals);
    } else {
      const ordinal = state.secureOthers++;
      const home = homeWithBed(state);
      if (home >= 0) {
        occupyBed(state, home, now + secureStay(state, uniformAt(state.luck, OTHER_STAY, 0, ordinal)), -1);
      }
      state.secureNextOther = now + gap(state, OTHER, state.secureOthers, otherDemand(state));
    }
  }
  freeBeds(state, end);
}

/** Gives back the beds whose stays are over; the children in them need a residential place again. */
function freeBeds(state: State, now: number): void {
  const { secure } = state;
  for (let i = secure.occupied - 1; i >= 0; i--) {
    if (secure.ends[i]! > now) continue;
    const c = secure.child[i]!;
    freeBed(state, i);
    if (c >= 0) leaveSecure(state, c);
  }
}

/** A referral of a child with residential need: refused for fit, placed, offered a bed outside, or left with nothing. */
function refer(state: State, now: number, ordinal: number): void {
  const { luck, parameters, counters, children, services } = state;
  drawWords(luck, REFERRAL, 1, ordinal);
  const fits = uniformOf(luck.words[0]!) >= parameters.secureRefusedForFit;
  const offeredOutside = uniformOf(luck.words[1]!) < parameters.secureOutsideOffer;
  drawWords(luck, STAY, 0, ordinal);
  const stay = secureStay(state, uniformOf(luck.words[0]!));
  const c = chooseChild(state, uniformOf(luck.words[1]!));
  if (c < 0) return;
  counters.secureReferrals[children.area[c]!]!++;
  const home = fits ? homeWithBed(state) : -1;
  const bed = home >= 0;
  if (!bed && !offeredOutside) {
    counters.secureRefused[children.area[c]!]!++;
    // Nothing secure: the place where the child lives may be staffed more, else there is no substitute either.
    const substitute = uniformAt(luck, REFERRAL, 2, ordinal) < parameters.secureSubstitute;
    if (substitute && children.place[c] === RESIDENTIAL) counters.secureSubstituted[children.area[c]!]!++;
    return;
  }
  setNeed(state, c, SECURE);
  children.seek[c] = SEEK_NONE;
  // In a bed of the country the end of the stay comes in continuous time; outside, by the calendar.
  children.changesIn[c] = bed ? NEVER : Math.max(state.month + 1, Math.floor(now + stay));
  enterCalendar(state, c);
  if (bed) {
    occupyBed(state, home, now + stay, c);
    moveChild(state, c, SECURE, home, services.area[home]!);
  } else {
    moveChild(state, c, SECURE, -1, OUTSIDE);
  }
}

/** A child with residential need who is old enough, from one uniform; -1 when none of those looked at is. */
function chooseChild(state: State, u: number): number {
  const { residentialList, residentialCount, children, month } = state;
  if (residentialCount === 0) return -1;
  const first = Math.floor(u * residentialCount);
  for (let i = 0; i < Math.min(TRIES, residentialCount); i++) {
    const c = residentialList[(first + i) % residentialCount]!;
    if (month - children.birth[c]! >= YOUNGEST_MONTHS && children.place[c] !== SECURE) return c;
  }
  return -1;
}

/** The stay in secure care is over: the child needs a residential place again. */
export function leaveSecure(state: State, c: number): void {
  const { children, month } = state;
  setNeed(state, c, RESIDENTIAL);
  moveChild(state, c, WAITING, -1, NOWHERE);
  children.waitingSince[c] = month;
  seekPlace(state, c, SEEK_NEW);
  renewNeedClock(state, c, month);
}

/** Gives back the bed of a child who left care before its secure stay was over. */
export function vacateSecure(state: State, c: number): void {
  const { secure } = state;
  for (let i = 0; i < secure.occupied; i++) if (secure.child[i] === c) return freeBed(state, i);
}
