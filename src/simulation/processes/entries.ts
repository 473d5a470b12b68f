import { ADULT_AGE_MONTHS, AGE_BANDS } from '../../domain/vocabulary.ts';
import { negativeBinomialAt } from '../../random/counts.ts';
import { mix32, uniformOf } from '../../random/keys.ts';
import { enterCalendar, NOT_DUE, setMoveClock, setNeedClock } from '../clocks.ts';
import {
  ALONE,
  FOSTER,
  INDEPENDENT,
  KINSHIP,
  NEVER,
  NOWHERE,
  PLACEMENT_TYPE_COUNT,
  SEEK_NEW,
  SEEK_NONE,
  WAITING,
} from '../constants.ts';
import { ENTRY_AGE_STEPS } from '../entry-ages.ts';
import { drawSixAreaWords, purposeIndex } from '../luck.ts';
import { comesWithParent, joinSiblings } from '../siblings.ts';
import { locationOf, moveChild, needsService, seekPlace, setNeed, UNCOUNTED } from '../placing.ts';
import { NEWCOMERS_TOGETHER, WORDS_OF_A_CHILD as WORDS } from '../newcomers.ts';
import { OLDER_BAND, YOUNGER_BAND, othersScale, unaccompaniedStarts, unaccompaniedMean } from '../unaccompanied.ts';
import { takeRow } from '../rows.ts';
import type { State } from '../state.ts';
import { leavingMonth, stayAt } from '../stays.ts';

const ENTRIES = purposeIndex('entries');
const ARRIVAL = purposeIndex('child arrival');

const BANDS = AGE_BANDS.length;
/** Entrants are numbered by calendar month, age band and ordinal inside an area: 12, 3 and 12 bits. */
const ORDINAL_LIMIT = 4096;
/** Months whose entries get their luck together. */
const MONTHS_TOGETHER = 6;

/** Unaccompanied children are numbered where a sixth band would be. */
const STREAM = 5;

const AGE_HASH = 0xa6e5e1;
const KIN_HASH = 0x6b1f3d;
const SEAT_HASH = 0x5ea7ed;

/*
 * The six words of a child: 0 its stay; 1 its need (24 bits) and how prone to moves it is (8); 2 its first change of need;
 * 3 its first move; 4 its age (16 bits) and class of need (16); 5 its luck in searching.
 */

/** Children enter: a number by area and age band that varies more than chance alone would make it. */
export function enterChildren(state: State): void {
  const { plan, luck, parameters, month, entryLuck, newcomers } = state;
  const { children: flow } = plan;
  const calendarMonth = plan.startMonth + month;
  const together = calendarMonth % MONTHS_TOGETHER;
  if (together === 0 || month === 0) drawEntryLuck(state, (calendarMonth - together) / MONTHS_TOGETHER);
  const years = Math.floor(month / 12);
  const trend = (1 + parameters.entriesTrend) ** (month / 12);
  const scale = (othersScale(plan, parameters) * trend) / 12;
  const spread = parameters.entriesOverdispersion;
  const cells = luck.areas * BANDS;
  newcomers.before = -1;
  for (let at = 0; at < cells; at++) {
    const mean =
      flow.entriesPerYear[at]! *
      flow.populationRatio[years * cells + at]! *
      state.levers.entriesFactor[month * cells + at]! *
      scale;
    if (mean <= 0) continue;
    const count = negativeBinomialAt(uniformOf(entryLuck[at * MONTHS_TOGETHER + together]!), mean, spread);
    if (count === 0) continue;
    if (count > ORDINAL_LIMIT) throw new Error('more entries in an area and month than a child can be numbered for');
    const area = Math.floor(at / BANDS);
    const band = at - area * BANDS;
    const first = (calendarMonth * 8 + band) * ORDINAL_LIMIT;
    for (let i = 0; i < count; i++) {
      // A full room is emptied before the next child is noted.
      if (newcomers.count === NEWCOMERS_TOGETHER) settleNewcomers(state);
      newcomers.area[newcomers.count] = area;
      newcomers.unaccompanied[newcomers.count] = 0;
      newcomers.band[newcomers.count] = band;
      newcomers.identity[newcomers.count++] = first + i;
    }
  }
  enterUnaccompanied(state, together);
  settleNewcomers(state);
}

/** Unaccompanied children are noted: how many come, and who they are, has luck of its own. */
function enterUnaccompanied(state: State, together: number): void {
  const { plan, luck, parameters, month, entryLuck, newcomers } = state;
  const perYear = unaccompaniedStarts(plan, parameters) + state.levers.transferredPerYear[month]!;
  const first = ((plan.startMonth + month) * 8 + STREAM) * ORDINAL_LIMIT;
  for (let area = 0; area < luck.areas; area++) {
    const mean = unaccompaniedMean(plan, perYear, area);
    if (mean <= 0) continue;
    const u = uniformOf(entryLuck[(luck.areas * BANDS + area) * MONTHS_TOGETHER + together]!);
    const count = negativeBinomialAt(u, mean, parameters.entriesOverdispersion);
    if (count > ORDINAL_LIMIT) throw new Error('more entries in an area and month than a child can be numbered for');
    for (let i = 0; i < count; i++) {
      if (newcomers.count === NEWCOMERS_TOGETHER) settleNewcomers(state);
      newcomers.area[newcomers.count] = area;
      newcomers.unaccompanied[newcomers.count] = 1;
      newcomers.band[newcomers.count] = OLDER_BAND;
      newcomers.identity[newcomers.count++] = first + i;
    }
  }
}

/**
 * Brings in the children who were noted, each step for all of them before the next step: the code of one step stays close
 * at hand for the processor, which is several times faster than all steps for one child after the other.
 */
function settleNewcomers(state: State): void {
  const { children, counters, newcomers, luck, entryAges, month } = state;
  const { count, area, band, identity, row, words, need, leaves } = newcomers;
  newcomers.count = 0;
  for (let i = 0; i < count; i++) {
    drawSixAreaWords(luck, ARRIVAL, area[i]!, identity[i]!, 0);
    for (let k = 0; k < WORDS; k++) words[i * WORDS + k] = luck.six[k]!;
  }
  for (let i = 0; i < count; i++) {
    if (newcomers.unaccompanied[i] === 0) need[i] = needAtEntry(state, area[i]!, band[i]!, i);
    else {
      const younger = uniformOf(mix32(words[i * WORDS + 5]! ^ AGE_HASH)) < state.youngerShare;
      band[i] = younger ? YOUNGER_BAND : OLDER_BAND;
      const u = ((words[i * WORDS + 1]! >>> 8) + 0.5) / 0x1000000;
      need[i] = !younger && u < state.plan.children.olderIndependentShare ? INDEPENDENT : FOSTER;
    }
  }
  for (let i = 0; i < count; i++) {
    const age = entryAges[band[i]! * ENTRY_AGE_STEPS + (words[i * WORDS + 4]! >>> 20)]!;
    row[i] = month - age;
    if (newcomers.unaccompanied[i] === 1) leaves[i] = month - age + ADULT_AGE_MONTHS;
    else leaves[i] = leavingMonth(state, month - age, month, stayAt(state, band[i]!, uniformOf(words[i * WORDS]!), 0));
  }
  for (let i = 0; i < count; i++) {
    const c = addChild(state, area[i]!, identity[i]!, row[i]!, need[i]!, i);
    row[i] = c;
    children.entry[c] = month;
    children.leavesIn[c] = leaves[i]!;
    counters.started[area[i]!]!++;
  }
  for (let i = 0; i < count; i++) {
    if (!needsService(need[i]!)) continue;
    setNeedClock(state, row[i]!, month, words[i * WORDS + 2]!);
    setMoveClock(state, row[i]!, month, words[i * WORDS + 3]!);
  }
  for (let i = 0; i < count; i++) {
    if (need[i] === FOSTER && newcomers.unaccompanied[i] === 0 && !(band[i] === 0 && comesWithParent(state, row[i]!)))
      joinSiblings(state, row[i]!);
  }
  for (let i = 0; i < count; i++) enterCalendar(state, row[i]!);
  for (let i = 0; i < count; i++) settleNewcomer(state, row[i]!, words[i * WORDS + 5]!);
}

function drawEntryLuck(state: State, block: number): void {
  const { luck, entryLuck } = state;
  for (let a = 0; a < luck.areas; a++) {
    for (let band = 0; band < BANDS; band++) {
      drawSixAreaWords(luck, ENTRIES, a, block * 8 + band, 0);
      entryLuck.set(luck.six, (a * BANDS + band) * MONTHS_TOGETHER);
    }
    drawSixAreaWords(luck, ENTRIES, a, block * 8 + STREAM, 0);
    entryLuck.set(luck.six, (luck.areas * BANDS + a) * MONTHS_TOGETHER);
  }
}

/** Placement type needed at entry; a kinship lever turns a part of foster need into kin. */
function needAtEntry(state: State, area: number, band: number, at: number): number {
  const { plan, month } = state;
  const { words } = state.newcomers;
  const u = ((words[at * WORDS + 1]! >>> 8) + 0.5) / 0x1000000;
  const { needCumulative, kinOverFoster } = plan.children;
  const first = (area * BANDS + band) * PLACEMENT_TYPE_COUNT;
  let type = 0;
  while (type < PLACEMENT_TYPE_COUNT - 1 && u >= needCumulative[first + type]!) type++;
  const factor = state.levers.kinshipFactor[month]!;
  if (factor === 1) return type;
  // A factor above 1 takes from foster care what it gives to kin; one below 1 gives it back.
  const shifted =
    type === FOSTER && factor > 1
      ? (factor - 1) * kinOverFoster[area * BANDS + band]!
      : type === KINSHIP && factor < 1
        ? 1 - factor
        : 0;
  if (uniformOf(mix32(words[at * WORDS + 5]! ^ KIN_HASH)) < shifted) return type === FOSTER ? KINSHIP : FOSTER;
  return type;
}

/** Takes a row for the newcomer noted at a place and sets what is the same for those at the start and those who enter. */
export function addChild(
  state: State,
  area: number,
  identity: number,
  birth: number,
  need: number,
  at: number,
): number {
  const { parameters } = state;
  const { words } = state.newcomers;
  const c = takeRow(state);
  const { children } = state;
  children.area[c] = area;
  children.identity[c] = identity;
  children.birth[c] = birth;
  children.unaccompanied[c] = state.newcomers.unaccompanied[at]!;
  children.present[c] = 1;
  children.need[c] = UNCOUNTED;
  children.place[c] = UNCOUNTED;
  children.service[c] = -1;
  children.located[c] = NOWHERE;
  children.outsideExtra[c] = 0;
  children.seek[c] = SEEK_NONE;
  children.changesIn[c] = NEVER;
  children.movesIn[c] = NEVER;
  children.dueIn[c] = NOT_DUE;
  children.uses[c] = 1;
  const u = ((words[at * WORDS + 4]! & 0xffff) + 0.5) / 0x10000;
  const complex = parameters.needComplex + parameters.needVeryComplex;
  children.needClass[c] = u < parameters.needVeryComplex ? 2 : u < complex ? 1 : 0;
  children.placedSince[c] = state.month - 1;
  children.unregistered[c] = 0;
  children.groupNext[c] = ALONE;
  children.moves[c] = 0;
  children.frailty[c] = words[at * WORDS + 1]! & 255;
  children.needChanges[c] = 0;
  children.residentialAt[c] = -1;
  children.searchWord[c] = words[at * WORDS + 5]!;
  children.spell[c] = 0;
  children.decision[c] = -1;
  children.approved[c] = 0;
  children.leastSpell[c] = 0;
  setNeed(state, c, need);
  return c;
}

/** A child who enters searches for a place, or goes where none is needed. */
function settleNewcomer(state: State, c: number, searchWord: number): void {
  const { children, parameters, month } = state;
  const need = children.need[c]!;
  const area = children.area[c]!;
  if (needsService(need) && !(need === INDEPENDENT && !state.independentLimited)) {
    moveChild(state, c, WAITING, -1, NOWHERE);
    children.waitingSince[c] = month;
    seekPlace(state, c, SEEK_NEW);
  } else {
    const u = seatUniform(searchWord, 0);
    moveChild(state, c, need, -1, locationOf(u, area, parameters.ownAreaOther, parameters.placedOutsideShare));
  }
}

/** Uniforms of where a child lives that was not found by a search: `ordinal` tells them apart. */
export function seatUniform(searchWord: number, ordinal: number): number {
  return uniformOf(mix32(searchWord ^ (SEAT_HASH + ordinal)));
}
