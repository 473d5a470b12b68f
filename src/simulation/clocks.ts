import { uniformOf } from '../random/keys.ts';
import { FOSTER, NEVER, RESIDENTIAL, SECURE } from './constants.ts';
import { drawAreaWords, purposeIndex } from './luck.ts';
import type { State } from './state.ts';

/*
 * The calendar of children. Each child has three clocks: the month in which it leaves care, the month in which its need
 * changes (or its stay in secure care ends), and the month of its next move. It stands once in the calendar, in the list
 * of the month in which the first of the three is due, so that a month costs the children to whom something happens.
 */

const NEED_CHANGE = purposeIndex('child need change');
const MOVE = purposeIndex('child move');
/** Youngest age, in months, at which a foster placement may give way to residential care: the 10-15 band begins. */
export const STEP_UP_AGE_MONTHS = 120;

/** A child who is not in the calendar. */
export const NOT_DUE = -1;

/** Stands in a list where a child was taken out before its month came. */
export const TAKEN_OUT = -1;

/** Who is due in each month, in the order in which they were put there. */
export interface Calendar {
  readonly lists: Int32Array[];
  readonly lengths: Int32Array;
}

export function createCalendar(months: number): Calendar {
  return { lists: Array.from({ length: months }, () => new Int32Array(256)), lengths: new Int32Array(months) };
}

/** Puts a child into the calendar where its clocks now say. Call it after a clock has been set. */
export function enterCalendar(state: State, c: number): void {
  const { children } = state;
  const { lists, lengths } = state.calendar;
  let month = children.leavesIn[c]!;
  if (children.changesIn[c]! < month) month = children.changesIn[c]!;
  if (children.movesIn[c]! < month) month = children.movesIn[c]!;
  if (children.dueIn[c] === month) return;
  leaveCalendar(state, c);
  if (month >= lengths.length) return;
  const at = lengths[month]!++;
  if (at === lists[month]!.length) lists[month] = twiceAsLong(lists[month]!);
  lists[month]![at] = c;
  children.dueIn[c] = month;
  children.dueAt[c] = at;
}

/** Takes a child out of the calendar. */
function leaveCalendar(state: State, c: number): void {
  const { children, calendar } = state;
  const month = children.dueIn[c]!;
  if (month === NOT_DUE) return;
  calendar.lists[month]![children.dueAt[c]!] = TAKEN_OUT;
  children.dueIn[c] = NOT_DUE;
}

function twiceAsLong(list: Int32Array): Int32Array {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}

/**
 * Sets the clock of the next change of need, up from foster care or down from residential care, running from a month.
 * `word` is the luck of this change.
 */
export function setNeedClock(state: State, c: number, since: number, word: number): void {
  const { children } = state;
  const need = children.need[c]!;
  if (children.unaccompanied[c] === 1) {
    children.changesIn[c] = NEVER;
    return;
  }
  const hazard = need === FOSTER ? state.stepUpHazard : need === RESIDENTIAL ? state.stepDownHazard : 0;
  if (hazard <= 0) {
    children.changesIn[c] = NEVER;
    return;
  }
  const from = need === FOSTER ? Math.max(since, children.birth[c]! + STEP_UP_AGE_MONTHS) : since;
  children.changesIn[c] = from + Math.max(1, Math.ceil(-Math.log(uniformOf(word)) / hazard));
}

/** The next change of need after one that has happened, with luck of its own. */
export function renewNeedClock(state: State, c: number, since: number): void {
  const { children, luck } = state;
  drawAreaWords(luck, NEED_CHANGE, children.area[c]!, children.identity[c]!, ++children.needChanges[c]!);
  setNeedClock(state, c, since, luck.words[0]!);
  enterCalendar(state, c);
}

/** Sets the clock of the next planned move of a child in foster or residential care; children differ in how fast it runs. */
export function setMoveClock(state: State, c: number, since: number, word: number): void {
  const { children, parameters } = state;
  const need = children.need[c]!;
  children.movesIn[c] = NEVER;
  if (need !== FOSTER && need !== RESIDENTIAL && need !== SECURE) return;
  const hazard = (parameters.placementMoves / 12) * state.moveFrailty[children.frailty[c]!]!;
  const wait = -Math.log(uniformOf(word)) / hazard;
  if (wait < state.plan.months) children.movesIn[c] = since + Math.max(1, Math.ceil(wait));
}

/** The next planned move after one that has happened. Two words are drawn at a time: one for this wait, one for the next. */
export function renewMoveClock(state: State, c: number, since: number): void {
  const { children, luck } = state;
  const moves = ++children.moves[c]!;
  let word = children.moveWord[c]!;
  if (moves % 2 === 1) {
    drawAreaWords(luck, MOVE, children.area[c]!, children.identity[c]!, moves);
    word = luck.words[0]!;
    children.moveWord[c] = luck.words[1]!;
  }
  setMoveClock(state, c, since, word);
}
