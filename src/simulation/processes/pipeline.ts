import { hashText, mix32, uniformOf } from '../../random/keys.ts';
import { FOR_PROFIT, FOSTER, LOCAL_AUTHORITY, NEVER, NOT_FOR_PROFIT, RESIDENTIAL, SECURE } from '../constants.ts';
import { drawAreaWords, drawWords, purposeIndex, uniformAt } from '../luck.ts';
import { addService, placesSlot } from '../services.ts';
import { fosterPlaces, setUsable } from '../usable-places.ts';
import type { Parameters } from '../parameters.ts';
import { normalQuantile } from '../../random/quantiles.ts';
import type { Plan, ProjectPlan } from '../plan/plan.ts';
import type { NewService } from '../services.ts';
import { addOwner } from '../state.ts';
import type { State } from '../state.ts';
import { fosterServiceIn, setHouseholds } from './fostering.ts';
import { payForOpening } from './money.ts';
import { planIntent } from './owners.ts';
import { inForce } from './policy.ts';
import { openSecureHome } from './secure.ts';

const OPENING = purposeIndex('opening');
const OPENING_HOME = purposeIndex('opening home');
const PROJECT = purposeIndex('project');

/** Programmes of openings that no list names: for-profit, not-for-profit, authority, and applications already lodged. */
const OPENS_FOR_PROFIT = 0;
const OPENS_NOT_FOR_PROFIT = 1;
const OPENS_AUTHORITY = 2;
const OPENS_LODGED = 3;
const PROGRAMME_SECTOR = [FOR_PROFIT, NOT_FOR_PROFIT, LOCAL_AUTHORITY, FOR_PROFIT] as const;
const PROGRAMME_HASH = [
  hashText('openings for-profit'),
  hashText('openings not-for-profit'),
  hashText('openings authority'),
  hashText('openings lodged'),
] as const;

/** Months over which the applications lodged in time open, in multiples of the time that registration takes. */
const LODGED_SPREAD = 2;

/** Steps from decision to opening: to bought, planning permission, building, registering and staffed. */
const STEPS = 5;
/** Ordinals of a project's luck after those of its steps: how many households its foster places are. */
const HOUSEHOLDS = 7;
const PLANNING_STEP = 1;
const REGISTERING_STEP = 3;

/** Draws for each project whether and when it opens. */
export function planProjects(state: State): void {
  const { plan, luck } = state;
  plan.projects.forEach((project, i) => {
    const month = project.certain ? project.opens : walkStages(state, project, project.hash, i);
    state.projectMonth[i] = afterDelays(state, project, project.hash, month);
  });
  const areas = luck.areas;
  for (let programme = 0; programme < PROGRAMME_HASH.length; programme++) {
    for (let a = 0; a < areas; a++) state.openingThreshold[programme * areas + a] = gapTo(state, programme, a, 0);
  }
}

/**
 * Month in which a project that a rule begins opens, NEVER when it does not: for certain that many months after `from`,
 * or on its day where `onDay`, else after its stages.
 */
export function openingOfBegun(state: State, project: ProjectPlan, hash: number, from: number, onDay: boolean): number {
  const wait = onDay ? 0 : project.certain ? project.opens : walkStages(state, project, hash, -1);
  return afterDelays(state, project, hash, wait >= NEVER ? NEVER : from + wait);
}

/** The month in which a project opens once events have delayed it. */
function afterDelays(state: State, project: ProjectPlan, hash: number, planned: number): number {
  const { plan, luck } = state;
  let month = planned;
  for (const delay of plan.levers.delays) {
    if (month < delay.from || month >= NEVER) continue;
    if (delay.project !== undefined && delay.project !== project.id) continue;
    if (delay.areas !== undefined && !delay.areas.includes(project.area)) continue;
    drawWords(luck, PROJECT, hash ^ delay.hash, 1);
    if (uniformOf(luck.words[0]!) < delay.share) month += delay.months;
  }
  return month;
}

/**
 * Takes a project through the steps before it. Each step can end it: refused at planning or registering, given up at any
 * step. Each takes its share of the planned time, stretched for all projects of the draw and slipping by luck of its own.
 * Answers the month of opening, NEVER when it ends; the step at which it ends and when are kept in the state.
 */
function walkStages(state: State, project: ProjectPlan, hash: number, index: number): number {
  const { plan, parameters: p, luck } = state;
  const first = project.stage;
  const shares = stageShares(p);
  let planned = 0;
  for (let step = first; step < STEPS; step++) planned += shares[step]!;
  // A project that has all steps behind it opens on its day; one that was to open by now has its last step to go.
  const stretch = (planned > 0 ? project.opens / planned : 0) * (p.projectMonths / plan.projectMonthsCentral);
  const goesOn = p.projectDelivery ** (1 / STEPS);
  const notRefused = Math.sqrt(1 - p.projectRefused);
  let time = first >= STEPS ? project.opens : 0;
  for (let step = first; step < STEPS; step++) {
    drawWords(luck, PROJECT, hash, 2 + step);
    const slips = Math.exp(p.projectSlippage * normalQuantile(uniformOf(luck.words[1]!)) - p.projectSlippage ** 2 / 2);
    time += shares[step]! * stretch * slips;
    const refusable = step === PLANNING_STEP || step === REGISTERING_STEP;
    if (uniformOf(luck.words[0]!) < goesOn * (refusable ? notRefused : 1)) continue;
    if (index >= 0) state.projectEndsAt[index] = step;
    return NEVER;
  }
  if (index >= 0) state.projectEndsAt[index] = STEPS;
  return Math.max(0, Math.round(time));
}

/** Share of each step in the time from decision to opening: registering has its own, the others share the rest. */
function stageShares(p: Parameters): number[] {
  const registering = Math.min(0.9, p.registrationMonths / p.projectMonths);
  const rest = 1 - registering;
  return [
    p.projectPartBought * rest,
    p.projectPartPlanning * rest,
    p.projectPartBuilding * rest,
    registering,
    p.projectPartStaffed * rest,
  ];
}

/** Projects and levers open on their day; other openings come by their clocks. */
export function applyPipeline(state: State): void {
  const { plan, month } = state;
  for (let i = 0; i < plan.projects.length; i++) {
    if (state.projectMonth[i] !== month) continue;
    openProject(state, plan.projects[i]!, plan.projects[i]!.hash);
  }
  if (state.rules !== undefined) {
    for (const begun of state.rules.begun) {
      const { sector, type } = begun.project;
      // A for-profit service that a rule begins too late cannot be registered any more.
      const late = sector === FOR_PROFIT && inForce(state.policy.registrationEnded, state, type);
      if (begun.month === month && !late) openProject(state, begun.project, begun.hash);
    }
  }
  openByClocks(state);
}

/** A project opens: a new service, or carers for the fostering service that its sector has there. */
function openProject(state: State, project: ProjectPlan, hash: number): void {
  const { plan, luck, parameters } = state;
  const { type, sector, area, capital } = project;
  let households = project.households;
  if (type === FOSTER && households === 0) {
    // A for-profit agency may approve nobody once growth has ended.
    if (sector === FOR_PROFIT && inForce(plan.policy.growthEnded, state, FOSTER)) return;
    const u = uniformAt(luck, PROJECT, hash, HOUSEHOLDS);
    households = Math.floor(project.places / parameters.placesPerHousehold + u);
    const s = project.owner < 0 ? fosterServiceIn(state, area, sector, -1) : -1;
    if (s >= 0) {
      setHouseholds(state, s, state.services.households[s]! + households);
      if (!Number.isNaN(capital)) payForOpening(state, s, capital);
      return;
    }
  }
  const service: NewService = {
    hash,
    type,
    sector,
    area,
    owner: ownerOf(state, project, hash),
    places: project.places,
    households,
    serves: project.serves,
    regional: project.regional,
    chosen: project.chosen,
    opened: state.month,
  };
  open(state, service, capital);
}

function ownerOf(state: State, project: ProjectPlan, hash: number): number {
  if (project.owner >= 0) return project.owner;
  if (project.sector === LOCAL_AUTHORITY) return state.plan.owners.authority[project.area]!;
  return addOwner(state, hash);
}

/**
 * Month in which authorities' homes that no list names begin to open. Where the data set lists authorities' projects, a home
 * that was decided by the start is in the list, and one that is decided later opens no sooner than a project takes; without
 * such a list they open from the first month.
 */
export function authorityStreamBegins(plan: Plan, parameters: Parameters): number {
  const listed = plan.projects.some(
    (p) => p.sector === LOCAL_AUTHORITY && p.type === RESIDENTIAL && !p.certain && !p.chosen,
  );
  return listed ? parameters.projectMonths : 0;
}

/**
 * Openings that no list names. Authorities' stream begins after the list of projects (see above). It goes by the homes that authorities
 * opened themselves: to buy one gives nobody the means to build more, and what a lever opens is paid for by the lever.
 */
function openByClocks(state: State): void {
  const { parameters: p, luck, plan, month } = state;
  const areas = luck.areas;
  const ended = inForce(plan.policy.registrationEnded, state, RESIDENTIAL);
  const authorityRate =
    month < authorityStreamBegins(plan, p) ? 0 : (p.homeOpeningsLocalAuthority / 12) * state.authorityHomes;
  const sinceEnd = month - plan.policy.registrationEndsMonth[RESIDENTIAL]!;
  const spread = Math.max(1, p.registrationMonths * LODGED_SPREAD);
  const lodgedHomes = sinceEnd >= 0 && sinceEnd < spread ? p.applicationsLodged / meanNewPlaces(state) / spread : 0;
  const forProfitHomes = lodgedHomes > 0 ? homesOf(state, FOR_PROFIT) : 0;
  for (let a = 0; a < areas; a++) {
    const forProfit = state.homesBySector[FOR_PROFIT * areas + a]!;
    const notForProfit = state.homesBySector[NOT_FOR_PROFIT * areas + a]!;
    if (!ended) advance(state, OPENS_FOR_PROFIT, a, (p.homeOpeningsForProfit / 12) * forProfit);
    if (lodgedHomes > 0 && forProfitHomes > 0) {
      advance(state, OPENS_LODGED, a, (lodgedHomes * forProfit) / forProfitHomes);
    }
    advance(state, OPENS_NOT_FOR_PROFIT, a, (p.homeOpeningsNotForProfit / 12) * notForProfit);
    if (authorityRate > 0) advance(state, OPENS_AUTHORITY, a, authorityRate * plan.children.residentialShare[a]!);
  }
}

function advance(state: State, programme: number, area: number, hazard: number): void {
  const at = programme * state.luck.areas + area;
  state.openingHazard[at]! += hazard;
  while (state.openingHazard[at]! >= state.openingThreshold[at]!) {
    const ordinal = state.openingOrdinal[at]!++;
    openHome(state, programme, area, ordinal);
    state.openingThreshold[at]! += gapTo(state, programme, area, ordinal + 1);
  }
}

function gapTo(state: State, programme: number, area: number, ordinal: number): number {
  drawAreaWords(state.luck, OPENING, area, PROGRAMME_HASH[programme]!, ordinal);
  return -Math.log(uniformOf(state.luck.words[0]!));
}

function openHome(state: State, programme: number, area: number, ordinal: number): void {
  const { luck, plan, month } = state;
  drawAreaWords(luck, OPENING_HOME, area, PROGRAMME_HASH[programme]!, ordinal);
  const places = plan.newHomePlaces[luck.words[0]! >>> 26]!;
  const hash = mix32(mix32(plan.geography.areaHashes[area]! ^ PROGRAMME_HASH[programme]!) + ordinal);
  const sector = PROGRAMME_SECTOR[programme]!;
  const service: NewService = {
    hash,
    type: RESIDENTIAL,
    sector,
    area,
    owner: sector === LOCAL_AUTHORITY ? plan.owners.authority[area]! : addOwner(state, hash),
    places,
    households: 0,
    serves: true,
    regional: false,
    chosen: false,
    opened: month,
  };
  open(state, service, NaN);
}

function open(state: State, service: NewService, capital: number): void {
  const s = addService(state, service);
  if (service.type === FOSTER) {
    state.services.registered[s] = fosterPlaces(state, s, service.households);
    setUsable(state, s);
  }
  if (service.type === SECURE) openSecureHome(state, s);
  state.counters.placesOpened[placesSlot(state, s)]! += state.services.registered[s]!;
  payForOpening(state, s, capital);
  planIntent(state, s);
}

function meanNewPlaces(state: State): number {
  const sizes = state.plan.newHomePlaces;
  return sizes.reduce((sum, v) => sum + v, 0) / sizes.length;
}

function homesOf(state: State, sector: number): number {
  const { areas } = state.luck;
  let homes = 0;
  for (let a = 0; a < areas; a++) homes += state.homesBySector[sector * areas + a]!;
  return homes;
}
