import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS } from '../../domain/vocabulary.ts';
import { negativeBinomialAt } from '../../random/counts.ts';
import { uniformOf } from '../../random/keys.ts';
import {
  EVENT_HELD_PLACE_ENDS,
  EVENT_LEAVE,
  EVENT_MOVE,
  EVENT_NEED_CHANGE,
  EVENT_SECURE_ENDS,
  FOSTER,
  INDEPENDENT,
  KINSHIP,
  NOWHERE,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECURE,
  SEEK_MOVE,
  SEEK_NEW,
  SEEK_NONE,
  SEEK_STEP_DOWN,
  WAITING,
} from '../constants.ts';
import { setEvent } from '../events.ts';
import { drawAreaWords, purposeIndex } from '../luck.ts';
import { locationOf, moveChild, needsService, scheduleNeedChange, seekPlace, setNeed, UNCOUNTED } from '../placing.ts';
import { survivalAt } from '../stationary.ts';
import { refreshVacancy } from '../services.ts';
import { growChildren } from '../state.ts';
import type { State } from '../state.ts';
import { leaveSecure, vacateSecure } from './secure.ts';

const ENTRIES = purposeIndex('entries');
const ARRIVAL = purposeIndex('child arrival');
const NEED = purposeIndex('child need');
const MOVE = purposeIndex('child move');
const SEAT = purposeIndex('child seat');
const ADULT = purposeIndex('child adult');

const BANDS = AGE_BANDS.length;
const SURVIVAL_MONTHS = ADULT_AGE_MONTHS + 1;
/** Entrants are numbered by calendar month, age band and ordinal inside an area: 12, 3 and 12 bits. */
const ORDINAL_LIMIT = 4096;

/** Children leave or come of age, their needs change, and children enter: what the month's clocks hold. */
export function applyChildren(state: State): void {
  happen(state);
  enter(state);
}

function happen(state: State): void {
  const { events, children, month } = state;
  for (let e = events.head[month]!; e >= 0; e = events.next[e]!) {
    const subject = events.subject[e]!;
    const kind = events.kind[e]!;
    if (kind === EVENT_HELD_PLACE_ENDS) {
      releaseHeldPlace(state, subject);
      continue;
    }
    if (children.present[subject] === 0) continue;
    if (kind === EVENT_LEAVE) leaveCare(state, subject);
    else if (kind === EVENT_MOVE) plannedMove(state, subject);
    else if (events.stamp[e] !== children.stamp[subject]) continue;
    else if (kind === EVENT_NEED_CHANGE) changeNeed(state, subject);
    else if (kind === EVENT_SECURE_ENDS) leaveSecure(state, subject);
  }
}

/** A child stops being looked after. At 18 a share of those in foster care stay on and hold the place for a while. */
function leaveCare(state: State, c: number): void {
  const { children, counters, luck, parameters, services, month } = state;
  const area = children.area[c]!;
  counters.ceased[area]!++;
  const adult = month - children.birth[c]! >= ADULT_AGE_MONTHS;
  if (adult) counters.agedOut[area]!++;
  const service = children.place[c] === FOSTER ? children.service[c]! : -1;
  if (children.place[c] === SECURE) vacateSecure(state, c);
  setNeed(state, c, UNCOUNTED);
  moveChild(state, c, UNCOUNTED, -1, NOWHERE);
  children.present[c] = 0;
  children.seek[c] = SEEK_NONE;
  if (!adult || service < 0) return;
  drawAreaWords(luck, ADULT, area, children.identity[c]!, 0);
  if (uniformOf(luck.words[0]!) >= parameters.staysPutAt18) return;
  const months = -Math.log(uniformOf(luck.words[1]!)) * parameters.staysPutMonths;
  services.held[service]!++;
  refreshVacancy(state, service);
  setEvent(state.events, month + Math.max(1, Math.round(months)), EVENT_HELD_PLACE_ENDS, service, 0);
}

function releaseHeldPlace(state: State, s: number): void {
  // A service that closed, or that had to let its young people go, holds nothing any more.
  if (state.services.held[s] === 0) return;
  state.services.held[s]!--;
  refreshVacancy(state, s);
}

/** Foster care gives way to residential care (the placement ends), or a child in a home is ready for a foster family. */
function changeNeed(state: State, c: number): void {
  const { children, month } = state;
  children.needChanges[c]!++;
  if (children.need[c] === FOSTER) {
    if (children.place[c] === RESIDENTIAL) {
      // Ready to step down and still in the home: the need to be there has come back.
      setNeed(state, c, RESIDENTIAL);
      children.seek[c] = SEEK_NONE;
    } else {
      setNeed(state, c, RESIDENTIAL);
      if (children.place[c] !== WAITING) {
        moveChild(state, c, WAITING, -1, NOWHERE);
        children.waitingSince[c] = month;
      }
      children.seek[c] = SEEK_NONE;
      seekPlace(state, c, SEEK_NEW);
    }
  } else {
    setNeed(state, c, FOSTER);
    if (children.place[c] === WAITING) {
      children.seek[c] = SEEK_NONE;
      seekPlace(state, c, SEEK_NEW);
    } else seekPlace(state, c, SEEK_STEP_DOWN);
  }
  scheduleNeedChange(state, c, month);
}

/** A move that has nothing to do with the market. The child keeps its place until another is found. */
function plannedMove(state: State, c: number): void {
  const { children } = state;
  const place = children.place[c]!;
  if ((place === FOSTER || place === RESIDENTIAL) && children.seek[c] === SEEK_NONE) seekPlace(state, c, SEEK_MOVE);
  children.moves[c]!++;
  scheduleMove(state, c, state.month);
}

/** Sets the clock of the next planned move of a child in foster or residential care; children differ in how fast it runs. */
export function scheduleMove(state: State, c: number, since: number): void {
  const { children, luck, parameters } = state;
  const need = children.need[c]!;
  if (need !== FOSTER && need !== RESIDENTIAL) return;
  drawAreaWords(luck, MOVE, children.area[c]!, children.identity[c]!, 0);
  const frailty = state.moveFrailty[luck.words[1]! >>> 24]!;
  if (children.moves[c]! > 0) drawAreaWords(luck, MOVE, children.area[c]!, children.identity[c]!, children.moves[c]!);
  const hazard = (parameters.placementMoves / 12) * frailty;
  const wait = -Math.log(uniformOf(luck.words[0]!)) / hazard;
  if (wait < state.plan.months) setEvent(state.events, since + Math.max(1, Math.ceil(wait)), EVENT_MOVE, c, 0);
}

function enter(state: State): void {
  const { plan, luck, parameters, month } = state;
  const { children: flow } = plan;
  const calendarMonth = plan.startMonth + month;
  const years = Math.floor(month / 12);
  const trend = (1 + parameters.entriesTrend) ** (month / 12);
  const scale = ((parameters.entries / plan.entriesBase) * trend) / 12;
  for (let a = 0; a < luck.areas; a++) {
    for (let band = 0; band < BANDS; band++) {
      const mean =
        flow.entriesPerYear[a * BANDS + band]! *
        flow.populationRatio[(years * luck.areas + a) * BANDS + band]! *
        plan.levers.entriesFactor[(month * luck.areas + a) * BANDS + band]! *
        scale;
      if (mean <= 0) continue;
      const cell = calendarMonth * 8 + band;
      drawAreaWords(luck, ENTRIES, a, cell, 0);
      const count = negativeBinomialAt(uniformOf(luck.words[0]!), mean, parameters.entriesOverdispersion);
      if (count > ORDINAL_LIMIT) throw new Error('more entries in an area and month than a child can be numbered for');
      for (let i = 0; i < count; i++) enterChild(state, a, band, cell * ORDINAL_LIMIT + i);
    }
  }
}

function enterChild(state: State, area: number, band: number, identity: number): void {
  const { children, luck, plan, counters, month } = state;
  drawAreaWords(luck, ARRIVAL, area, identity, 0);
  const age = ageAtEntry(plan.children.entryAgeShares, band, uniformOf(luck.words[0]!));
  const stay = stayAt(plan.children.survival, band, uniformOf(luck.words[1]!), 0);
  const c = addChild(state, area, identity, month - age, needAtEntry(state, area, band, identity));
  children.entry[c] = month;
  counters.started[area]!++;
  scheduleLeaving(state, c, month, stay);
  settleNewcomer(state, c);
}

function ageAtEntry(shares: Float64Array, band: number, u: number): number {
  const next = AGE_BAND_STARTS_MONTHS[band + 1]!;
  let age = AGE_BAND_STARTS_MONTHS[band]!;
  let left = u - shares[age]!;
  while (left >= 0 && age < next - 1) left -= shares[++age]!;
  return age;
}

/** Placement type needed at entry; a kinship lever turns a part of foster need into kin. */
function needAtEntry(state: State, area: number, band: number, identity: number): number {
  const { luck, plan, month } = state;
  drawAreaWords(luck, NEED, area, identity, 0);
  const u = uniformOf(luck.words[0]!);
  const { needCumulative, kinOverFoster } = plan.children;
  const at = (area * BANDS + band) * PLACEMENT_TYPE_COUNT;
  let type = 0;
  while (type < PLACEMENT_TYPE_COUNT - 1 && u >= needCumulative[at + type]!) type++;
  const factor = plan.levers.kinshipFactor[month]!;
  // A factor above 1 takes from foster care what it gives to kin; one below 1 gives it back.
  const shifted =
    type === FOSTER && factor > 1
      ? (factor - 1) * kinOverFoster[area * BANDS + band]!
      : type === KINSHIP && factor < 1
        ? 1 - factor
        : 0;
  if (shifted > 0) {
    drawAreaWords(luck, NEED, area, identity, 1);
    if (uniformOf(luck.words[0]!) < shifted) return type === FOSTER ? KINSHIP : FOSTER;
  }
  return type;
}

/** Adds a row for a child and sets everything that is the same for those at the start and those who enter. */
export function addChild(state: State, area: number, identity: number, birth: number, need: number): number {
  const { children, luck, parameters } = state;
  const c = children.count++;
  if (c === children.area.length) growChildren(state);
  children.area[c] = area;
  children.identity[c] = identity;
  children.birth[c] = birth;
  children.present[c] = 1;
  children.need[c] = UNCOUNTED;
  children.place[c] = UNCOUNTED;
  children.service[c] = -1;
  children.located[c] = NOWHERE;
  children.seek[c] = SEEK_NONE;
  children.listed[c] = 0;
  children.spell[c] = 0;
  children.placedSince[c] = state.month - 1;
  children.moves[c] = 0;
  children.needChanges[c] = 0;
  children.stamp[c] = 0;
  children.unregistered[c] = 0;
  children.decision[c] = -1;
  children.approved[c] = 0;
  children.residentialAt[c] = -1;
  children.outsideExtra[c] = 0;
  drawAreaWords(luck, NEED, area, identity, 0);
  const u = uniformOf(luck.words[1]!);
  const complex = parameters.needComplex + parameters.needVeryComplex;
  children.needClass[c] = u < parameters.needVeryComplex ? 2 : u < complex ? 1 : 0;
  setNeed(state, c, need);
  return c;
}

/** A child who enters searches for a place, or goes where none is needed. */
function settleNewcomer(state: State, c: number): void {
  const { children, luck, parameters, month } = state;
  const need = children.need[c]!;
  const area = children.area[c]!;
  if (needsService(need) && !(need === INDEPENDENT && !state.independentLimited)) {
    moveChild(state, c, WAITING, -1, NOWHERE);
    children.waitingSince[c] = month;
    seekPlace(state, c, SEEK_NEW);
  } else {
    drawAreaWords(luck, SEAT, area, children.identity[c]!, 0);
    const u = uniformOf(luck.words[0]!);
    moveChild(state, c, need, -1, locationOf(u, area, parameters.ownAreaOther, parameters.placedOutsideShare));
  }
  scheduleNeedChange(state, c, month);
  scheduleMove(state, c, month);
}

/**
 * Length of a stay in months by age band at entry, at a uniform u, given that `elapsed` months have passed: the stay that
 * is outlived with probability u. Between whole months the table is read along a straight line.
 */
export function stayAt(survival: Float64Array, band: number, u: number, elapsed: number): number {
  const table = survival.subarray(band * SURVIVAL_MONTHS, (band + 1) * SURVIVAL_MONTHS);
  const level = u * survivalAt(table, elapsed);
  let low = elapsed;
  let high = SURVIVAL_MONTHS - 1;
  if (table[high]! > level) return SURVIVAL_MONTHS;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (table[middle]! > level) low = middle;
    else high = middle;
  }
  const drop = table[low]! - table[high]!;
  return drop > 0 ? low + (table[low]! - level) / drop : high;
}

/**
 * Sets when a child leaves: when the running clock of stays has gone on for its stay since it entered, or in the month
 * of its 18th birthday if that comes first. `entered` is -1 for children at the start, whose stay is then what is left.
 */
export function scheduleLeaving(state: State, c: number, entered: number, stay: number): void {
  const { stayClock, children, plan } = state;
  const birthday = children.birth[c]! + ADULT_AGE_MONTHS;
  const target = stayClock[entered + 1]! + stay;
  let month = birthday;
  if (stayClock[plan.months]! >= target) {
    let low = entered + 1;
    let high = plan.months;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (stayClock[middle]! >= target) high = middle;
      else low = middle;
    }
    month = Math.min(birthday, high - 1);
  }
  setEvent(state.events, Math.max(month, entered + 1), EVENT_LEAVE, c, 0);
}
