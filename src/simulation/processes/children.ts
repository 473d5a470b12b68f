import { ADULT_AGE_MONTHS } from '../../domain/vocabulary.ts';
import { uniformOf } from '../../random/keys.ts';
import { enterCalendar, NOT_DUE, renewMoveClock, renewNeedClock, TAKEN_OUT } from '../clocks.ts';
import {
  FOSTER,
  NOWHERE,
  RESIDENTIAL,
  SECURE,
  SEEK_MOVE,
  SEEK_NEW,
  SEEK_NONE,
  SEEK_STEP_DOWN,
  WAITING,
} from '../constants.ts';
import { holdUntil } from '../held-places.ts';
import { drawAreaWords, purposeIndex } from '../luck.ts';
import { moveChild, partFromParent, seekPlace, setNeed, UNCOUNTED } from '../placing.ts';
import { refreshVacancy } from '../vacancies.ts';
import { freeRow, turnRows } from '../rows.ts';
import type { State } from '../state.ts';
import { enterChildren } from './entries.ts';
import { leaveSecure, vacateSecure } from './secure.ts';
import { countPlaces } from '../place-counts.ts';

const ADULT = purposeIndex('child adult');

/** Children leave or come of age, their needs change, and children enter: what the month's clocks hold. */
export function applyChildren(state: State): void {
  turnRows(state);
  releaseHeldPlaces(state);
  happen(state);
  enterChildren(state);
}

/** The last who was put into the month comes first. */
function happen(state: State): void {
  const { children, calendar, month } = state;
  const due = calendar.lists[month]!;
  const count = calendar.lengths[month]!;
  // All come off the calendar first: to write to a row makes the processor fetch it, and it need not wait for one at a time.
  for (let i = 0; i < count; i++) if (due[i] !== TAKEN_OUT) children.dueIn[due[i]!] = NOT_DUE;
  for (let i = count - 1; i >= 0; i--) {
    const c = due[i]!;
    if (c === TAKEN_OUT) continue;
    if (children.leavesIn[c]! <= month) leaveCare(state, c);
    else {
      if (children.changesIn[c]! <= month) {
        if (children.need[c] === SECURE) leaveSecure(state, c);
        else changeNeed(state, c);
      }
      if (children.movesIn[c]! <= month) plannedMove(state, c);
      enterCalendar(state, c);
    }
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
  freeRow(state, c);
  if (!adult || service < 0) return;
  drawAreaWords(luck, ADULT, area, children.identity[c]!, 0);
  if (uniformOf(luck.words[0]!) >= parameters.staysPutAt18) return;
  const months = -Math.log(uniformOf(luck.words[1]!)) * parameters.staysPutMonths;
  services.held[service]!++;
  countPlaces(state, service);
  refreshVacancy(state, service);
  holdUntil(state.heldPlaces, month + Math.max(1, Math.round(months)), service);
}

function releaseHeldPlaces(state: State): void {
  const { heldPlaces, services, month } = state;
  for (let at = heldPlaces.first[month]!; at >= 0; at = heldPlaces.next[at]!) {
    const s = heldPlaces.service[at]!;
    // A service that closed, or that had to let its young people go, holds nothing any more.
    if (services.held[s] === 0) continue;
    services.held[s]!--;
    countPlaces(state, s);
    refreshVacancy(state, s);
  }
}

/** Foster care gives way to residential care (the placement ends), or a child in a home is ready for a foster family. */
function changeNeed(state: State, c: number): void {
  const { children, month } = state;
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
  renewNeedClock(state, c, month);
}

/** A move that has nothing to do with the market. The child keeps its place until another is found. */
function plannedMove(state: State, c: number): void {
  const { children } = state;
  if (children.uses[c]! > 1) partFromParent(state, c);
  const place = children.place[c]!;
  if ((place === FOSTER || place === RESIDENTIAL) && children.seek[c] === SEEK_NONE) seekPlace(state, c, SEEK_MOVE);
  renewMoveClock(state, c, state.month);
}
