import { ADULT_AGE_MONTHS, AGE_BAND_STARTS_MONTHS, ageBandIndex } from '../domain/vocabulary.ts';
import { uniformOf } from '../random/keys.ts';
import {
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  OTHER_SECTOR,
  OUTSIDE,
  POOL_KINDS,
  RESIDENTIAL,
  SECURE,
} from './constants.ts';
import { drawSixAreaWords, drawWords, purposeIndex, uniformAt } from './luck.ts';
import { enterCalendar, setMoveClock, setNeedClock } from './clocks.ts';
import { locationOf, moveChild, needsService } from './placing.ts';
import { addChild, seatUniform } from './processes/entries.ts';
import { placesOfOtherCountry } from './processes/other-country.ts';
import { secureStay, startSecure } from './processes/secure.ts';
import { freeBedsOf, homeWithBed, occupyBed } from './secure-beds.ts';
import { NEWCOMERS_TOGETHER, WORDS_OF_A_CHILD as WORDS } from './newcomers.ts';
import { ageAtStartOf, elapsedAtStartOf } from './unaccompanied.ts';
import { leavingMonth, stayAt, SURVIVAL_MONTHS } from './stays.ts';
import { planIntent } from './processes/owners.ts';
import { addService } from './services.ts';
import { fosterPlaces, setUsable } from './usable-places.ts';
import { refreshVacancy, serviceOfVacancy } from './vacancies.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';
import { countPlaces } from './place-counts.ts';

const ARRIVAL = purposeIndex('child arrival');
const FOSTER_PLACES = purposeIndex('foster places');
const SECURE_OTHER = purposeIndex('secure other demand');
const LONG_AGO = -1000;
/** Children at the start are numbered by placement type, age band and ordinal inside an area; the top bit tells them apart. */
const AT_START = 0x80000000;

/** Sets up a draw: services with their luck, children of other countries, then every child of the baseline in a place. */
export function startDraw(state: State): void {
  openServices(state);
  startSecure(state);
  seatChildren(state);
  for (let s = 0; s < state.services.count; s++) {
    // Seating may fill every registered place; from now on only usable vacancies are offered.
    setUsableAtStart(state, s);
    planIntent(state, s);
  }
}

function openServices(state: State): void {
  const { plan, parameters, luck, services } = state;
  const { services: known } = plan;
  const scale = parameters.householdsMainstream / plan.householdsBase;
  for (let i = 0; i < known.ids.length; i++) {
    const type = known.type[i]!;
    let households = 0;
    if (type === FOSTER) {
      drawWords(luck, FOSTER_PLACES, known.hash[i]!, 2);
      households = Math.floor(known.households[i]! * scale + uniformOf(luck.words[0]!));
    }
    const s = addService(state, {
      hash: known.hash[i]!,
      type,
      sector: known.sector[i]!,
      area: known.area[i]!,
      owner: known.owner[i]!,
      places: type === SECURE ? Math.round(parameters.securePlaces) : known.places[i]!,
      households,
      serves: known.serves[i] === 1,
      regional: known.regional[i] === 1,
      chosen: false,
      opened: LONG_AGO,
    });
    if (type === FOSTER) {
      services.registered[s] = fosterPlaces(state, s, households);
      setUsable(state, s);
    }
    if (type !== RESIDENTIAL || services.sector[s] !== FOR_PROFIT || services.serves[s] === 0) continue;
    services.otherCountry[s] = placesOfOtherCountry(state, s, parameters.otherCountryShare);
    // At the start every registered place may hold a child: published children come before staffing.
    services.usable[s] = services.registered[s]!;
    countPlaces(state, s);
    refreshVacancy(state, s);
  }
  for (let s = 0; s < services.count; s++) {
    if (services.type[s] !== RESIDENTIAL) continue;
    services.usable[s] = services.registered[s]!;
    countPlaces(state, s);
    refreshVacancy(state, s);
  }
}

function setUsableAtStart(state: State, s: number): void {
  if (state.services.type[s] !== SECURE) setUsable(state, s);
}

function seatChildren(state: State): void {
  const { newcomers } = state;
  const { cells, unaccompaniedInCell } = state.plan.children;
  for (let k = 0; k < cells.length; k += 4) {
    const area = cells[k]!;
    const type = cells[k + 1]!;
    const band = cells[k + 2]!;
    const count = cells[k + 3]!;
    for (let i = 0; i < count; i++) {
      if (newcomers.count === NEWCOMERS_TOGETHER) seatTogether(state);
      const at = newcomers.count++;
      newcomers.area[at] = area;
      newcomers.need[at] = type;
      newcomers.band[at] = band;
      newcomers.unaccompanied[at] = i < unaccompaniedInCell[k / 4]! ? 1 : 0;
      newcomers.identity[at] = (AT_START | (type << 27) | (band << 24) | i) >>> 0;
    }
  }
  seatTogether(state);
}

/** Sets the children who were noted in their places, each step for all of them before the next, as entries are. */
function seatTogether(state: State): void {
  const { children, newcomers, luck } = state;
  const { count, area, band, identity, need, row, leaves, words, elapsed, unaccompanied } = newcomers;
  newcomers.count = 0;
  for (let i = 0; i < count; i++) {
    drawSixAreaWords(luck, ARRIVAL, area[i]!, identity[i]!, 0);
    for (let k = 0; k < WORDS; k++) words[i * WORDS + k] = luck.six[k]!;
  }
  for (let i = 0; i < count; i++) {
    const u = ((words[i * WORDS + 4]! >>> 16) + 0.5) / 0x10000;
    row[i] =
      unaccompanied[i] === 1 ? ageAtStartOf(state.youngerShare, band[i]!, u) : ageAtStart(state, need[i]!, band[i]!, u);
  }
  for (let i = 0; i < count; i++) {
    const u = ((words[i * WORDS + 1]! >>> 8) + 0.5) / 0x1000000;
    elapsed[i] =
      unaccompanied[i] === 1
        ? elapsedAtStartOf(state.youngerShare, row[i]!, u)
        : elapsedAtStart(state, need[i]!, row[i]!, u);
  }
  for (let i = 0; i < count; i++) {
    const age = row[i]!;
    if (unaccompanied[i] === 1) {
      leaves[i] = Math.max(0, ADULT_AGE_MONTHS - 1 - age);
      continue;
    }
    const stay = stayAt(state, ageBandIndex(age - elapsed[i]!), uniformOf(words[i * WORDS]!), elapsed[i]!);
    leaves[i] = leavingMonth(state, -1 - age, -1, stay - elapsed[i]!);
  }
  for (let i = 0; i < count; i++) {
    const c = addChild(state, area[i]!, identity[i]!, -1 - row[i]!, need[i]!, i);
    row[i] = c;
    children.entry[c] = -1 - elapsed[i]!;
    children.leavesIn[c] = leaves[i]!;
  }
  for (let i = 0; i < count; i++) {
    if (!needsService(need[i]!)) continue;
    setNeedClock(state, row[i]!, -1, words[i * WORDS + 2]!);
    setMoveClock(state, row[i]!, -1, words[i * WORDS + 3]!);
  }
  for (let i = 0; i < count; i++) seat(state, row[i]!, need[i]!, words[i * WORDS + 5]!);
  for (let i = 0; i < count; i++) enterCalendar(state, row[i]!);
}

/** Age in months at the start, from the ages that steady entries and stays give inside a band. */
function ageAtStart(state: State, type: number, band: number, u: number): number {
  const { ageCumulative } = state.plan.children;
  const first = AGE_BAND_STARTS_MONTHS[band]!;
  const next = AGE_BAND_STARTS_MONTHS[band + 1]!;
  let low = first - 1;
  let high = next - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (ageCumulative[type * ADULT_AGE_MONTHS + middle]! > u) high = middle;
    else low = middle;
  }
  return high;
}

/** Whole months already looked after, from what steady entries and stays give at that age. */
function elapsedAtStart(state: State, type: number, age: number, u: number): number {
  const { elapsedCumulative } = state.plan.children;
  const at = (type * ADULT_AGE_MONTHS + age) * SURVIVAL_MONTHS;
  let low = -1;
  let high = age;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (elapsedCumulative[at + middle]! > u) high = middle;
    else low = middle;
  }
  return high;
}

/** Gives a child of the baseline a place by the shares of location for its type; never over capacity. */
function seat(state: State, c: number, type: number, searchWord: number): void {
  const { children, parameters: p } = state;
  const area = children.area[c]!;
  const where = seatUniform(searchWord, 0);
  const pick = seatUniform(searchWord, 1);
  if (type === SECURE) return seatInSecure(state, c, where, pick);
  if (type > INDEPENDENT || (type === INDEPENDENT && !state.independentLimited)) {
    return moveChild(state, c, type, -1, locationOf(where, area, p.ownAreaOther, p.placedOutsideShare));
  }
  let agency = false;
  let own = type === INDEPENDENT ? 1 : p.ownAreaResidential;
  if (type === FOSTER) {
    const authority = vacanciesIn(state, FOSTER, -1, LOCAL_AUTHORITY, LOCAL_AUTHORITY);
    const agencies = vacanciesIn(state, FOSTER, -1, LOCAL_AUTHORITY + 1, OTHER_SECTOR);
    agency = seatUniform(searchWord, 2) * (authority + agencies) < agencies;
    own = agency ? p.ownAreaFosterAgency : p.ownAreaFosterLocalAuthority;
  }
  const located = locationOf(where, area, own, type === INDEPENDENT ? 0 : p.placedOutsideShare);
  if (located === OUTSIDE) return moveChild(state, c, type, -1, OUTSIDE);
  const firstKind = type === FOSTER && agency ? LOCAL_AUTHORITY + 1 : LOCAL_AUTHORITY;
  const lastKind = type === FOSTER && !agency ? LOCAL_AUTHORITY : POOL_KINDS - 1;
  // First where the child should live, by the kinds of services wanted and then by any; then anywhere.
  const except = located === area ? -1 : area;
  let s = -1;
  if (located === area) {
    s = vacancyAt(state, type, area, firstKind, lastKind, pick, except);
    if (s < 0) s = vacancyAt(state, type, area, 0, POOL_KINDS - 1, pick, except);
  }
  if (s < 0) s = vacancyAt(state, type, -1, firstKind, lastKind, pick, except);
  if (s < 0) s = vacancyAt(state, type, -1, 0, POOL_KINDS - 1, pick, except);
  if (s >= 0) return moveChild(state, c, type, s, state.services.area[s]!);
  state.unseated++;
  moveChild(state, c, type, -1, OUTSIDE);
}

/** Vacancies of some kinds in one area, or (area -1) in the whole country without one area (-1: without none). */
function vacanciesIn(state: State, type: number, area: number, first: number, last: number, except = -1): number {
  const { poolVacant, kindVacant, luck } = state;
  let vacancies = 0;
  for (let kind = first; kind <= last; kind++) {
    if (area >= 0) vacancies += poolVacant[poolOf(luck.areas, type, area, kind)]!;
    else vacancies += kindVacant[type * POOL_KINDS + kind]!;
    if (area < 0 && except >= 0) vacancies -= poolVacant[poolOf(luck.areas, type, except, kind)]!;
  }
  return vacancies;
}

/** The service of a vacancy picked evenly among those of some areas and kinds; -1 when there is none. */
function vacancyAt(
  state: State,
  type: number,
  area: number,
  first: number,
  last: number,
  pick: number,
  except: number,
): number {
  let left = Math.floor(pick * vacanciesIn(state, type, area, first, last, except));
  for (let a = area < 0 ? 0 : area; a < (area < 0 ? state.luck.areas : area + 1); a++) {
    if (a === except) continue;
    for (let kind = first; kind <= last; kind++) {
      const pool = poolOf(state.luck.areas, type, a, kind);
      const here = state.poolVacant[pool]!;
      if (left < here) return serviceOfVacancy(state, pool, left, -1);
      left -= here;
    }
  }
  return -1;
}

/** Children in secure care at the start: in a bed of the secure home while one is free, else outside. */
function seatInSecure(state: State, c: number, u: number, pick: number): void {
  const { children, services } = state;
  const left = secureStay(state, u) * pick;
  const home = homeWithBed(state);
  if (home >= 0) {
    occupyBed(state, home, left, c);
    moveChild(state, c, SECURE, home, services.area[home]!);
  } else {
    moveChild(state, c, SECURE, -1, OUTSIDE);
    children.changesIn[c] = Math.floor(left);
  }
}

/** Beds that children seated at the start left free are partly used by others' children. */
export function seatOthersInSecure(state: State): void {
  if (state.secure.homeCount === 0) return;
  const home = state.secure.homes[0]!;
  const free = freeBedsOf(state, home);
  for (let k = 0; k < free; k++) {
    if (uniformAt(state.luck, SECURE_OTHER, 2, k) >= state.parameters.secureOtherDemand) continue;
    const u = uniformAt(state.luck, SECURE_OTHER, 3, k);
    occupyBed(state, home, secureStay(state, u) * uniformAt(state.luck, SECURE_OTHER, 4, k), -1);
  }
}
