import type { Lever } from '../../assumptions/scenario/levers.ts';
import type { ScenarioEvent } from '../../assumptions/scenario/events.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { monthOf } from '../../domain/calendar.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { AGE_BANDS, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { hashText } from '../../random/keys.ts';
import { FOR_PROFIT, FOSTER, RESIDENTIAL, SECURE } from '../constants.ts';
import type { ChildrenPlan, Geography, LeversPlan, Policy, ProjectPlan } from './plan.ts';
import type { SupplyPlan } from './services.ts';

const BANDS = AGE_BANDS.length;
/** Most places of one new home when a lever gives a number of places. */
const LARGEST_NEW_HOME = 4;

/** What the levers of a scenario come to, the projects that they add, and what this version cannot simulate. */
export interface PlannedLevers {
  readonly levers: LeversPlan;
  readonly projects: ProjectPlan[];
  readonly problems: InputProblem[];
}

interface Context {
  readonly scenario: Scenario;
  readonly geography: Geography;
  readonly children: ChildrenPlan;
  readonly supply: SupplyPlan;
  readonly policy: Policy;
  readonly startMonth: number;
  readonly months: number;
  readonly projectMonths: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Turns the levers and events of a checked scenario into numbers by month. */
export function planLevers(context: Context): PlannedLevers {
  const { months, geography, supply } = context;
  const areas = geography.areaCodes.length;
  const levers: Mutable<LeversPlan> = {
    entriesFactor: new Float64Array(months * areas * BANDS).fill(1),
    staySpeed: new Float64Array(months).fill(1),
    kinshipFactor: new Float64Array(months).fill(1),
    staffedShare: new Float64Array(months).fill(NaN),
    priceFactor: new Float64Array(months * areas).fill(1),
    convertFactor: new Float64Array(months).fill(1),
    transferSucceeds: new Float64Array(months).fill(NaN),
    carers: [],
    closures: [...supply.closures],
    conversions: [],
    ownersLeave: [],
    withdrawals: [],
    delays: [],
  };
  const projects: ProjectPlan[] = [];
  const problems: InputProblem[] = [];
  if (context.scenario.correlations.length > 0) {
    problems.push(unsupported(context, 'correlations', 'correlations of assumptions'));
  }
  context.scenario.levers.forEach((lever, i) => applyLever(context, lever, i, levers, projects, problems));
  context.scenario.events.forEach((event, i) => applyEvent(context, event, i, levers, problems));
  return { levers: levers as LeversPlan, projects, problems };
}

function applyLever(
  context: Context,
  lever: Lever,
  index: number,
  levers: Mutable<LeversPlan>,
  projects: ProjectPlan[],
  problems: InputProblem[],
): void {
  if ('places' in lever) addPlaces(context, lever.places, index, projects, problems);
  else if ('carers' in lever) addCarers(context, lever.carers, index, levers, problems);
  else if ('conversion_support' in lever) {
    const { from, convert_factor, succeeds } = lever.conversion_support;
    fromMonth(context, from, (m) => {
      if (convert_factor !== undefined) levers.convertFactor[m]! *= convert_factor;
      if (succeeds !== undefined) levers.transferSucceeds[m] = succeeds;
    });
  } else if ('prevention' in lever) {
    const { from, ramp_months, entries_factor } = lever.prevention;
    const perMonth = levers.entriesFactor.length / context.months;
    fromMonth(context, from, (m, since) => {
      const factor = ramped(entries_factor, since, ramp_months);
      for (let i = 0; i < perMonth; i++) levers.entriesFactor[m * perMonth + i]! *= factor;
    });
  } else if ('reunification' in lever) {
    const { from, ramp_months, stay_factor } = lever.reunification;
    fromMonth(context, from, (m, since) => (levers.staySpeed[m]! /= ramped(stay_factor, since, ramp_months)));
  } else if ('workforce' in lever) {
    fromMonth(context, lever.workforce.from, (m) => (levers.staffedShare[m] = lever.workforce.staffed_share));
  } else if ('kinship' in lever) {
    const { from, ramp_months, share_factor } = lever.kinship;
    fromMonth(context, from, (m, since) => (levers.kinshipFactor[m]! *= ramped(share_factor, since, ramp_months)));
  } else if ('approval_date' in lever) {
    // Read with the timetable.
  } else problems.push(unsupported(context, `levers[${index}]`, Object.keys(lever)[0]!));
}

function applyEvent(
  context: Context,
  event: ScenarioEvent,
  index: number,
  levers: Mutable<LeversPlan>,
  problems: InputProblem[],
): void {
  const hash = hashText(`event ${JSON.stringify(event)}`);
  if ('close' in event) {
    const e = event.close;
    levers.closures.push({
      month: monthAt(context, e.date),
      select: {
        type: e.service_type === undefined ? undefined : SERVICE_TYPES.indexOf(e.service_type),
        sector: e.sector === undefined ? undefined : SECTORS.indexOf(e.sector),
        owner: e.owner === undefined ? undefined : ownerNumber(context, e.owner, index, problems),
        service: e.service === undefined ? undefined : serviceNumber(context, e.service, index, problems),
        areas: areasOf(context, e),
      },
      share: e.share ?? 1,
      notice: e.notice_months ?? 0,
      hash,
    });
  } else if ('owner_leaves' in event) {
    const e = event.owner_leaves;
    const areas = areasOf(context, e);
    const owner = e.owner === 'largest' ? largestOwner(context, areas) : ownerNumber(context, e.owner, index, problems);
    levers.ownersLeave.push({ month: monthAt(context, e.date), owner, areas });
  } else if ('convert' in event) {
    const e = event.convert;
    levers.conversions.push({
      month: monthAt(context, e.date),
      select: {
        sector: e.sector === undefined ? FOR_PROFIT : SECTORS.indexOf(e.sector),
        owner: e.owner === undefined ? undefined : ownerNumber(context, e.owner, index, problems),
        areas: areasOf(context, e),
      },
      share: e.share ?? 1,
      hash,
    });
  } else if ('demand_shock' in event) {
    const e = event.demand_shock;
    const areas = context.geography.areaCodes.length;
    const hit = areasOf(context, e);
    const first = monthAt(context, e.from);
    for (let m = Math.max(0, first); m < Math.min(context.months, first + e.months); m++) {
      for (let a = 0; a < areas; a++) {
        if (hit !== undefined && !hit.includes(a)) continue;
        AGE_BANDS.forEach((band, b) => {
          if (e.age_band === undefined || e.age_band === band)
            levers.entriesFactor[(m * areas + a) * BANDS + b]! *= e.factor;
        });
      }
    }
  } else if ('price_shock' in event) {
    const e = event.price_shock;
    const areas = context.geography.areaCodes.length;
    const hit = areasOf(context, e);
    const first = monthAt(context, e.from);
    for (let m = Math.max(0, first); m < Math.min(context.months, first + e.months); m++) {
      for (let a = 0; a < areas; a++) {
        if (hit === undefined || hit.includes(a)) levers.priceFactor[m * areas + a]! *= e.factor;
      }
    }
  } else if ('delay_projects' in event) {
    const e = event.delay_projects;
    const areas = areasOf(context, e);
    levers.delays.push({ from: monthAt(context, e.from), months: e.months, share: e.share ?? 1, areas, hash });
  } else if ('withdraw_from_area' in event) {
    const e = event.withdraw_from_area;
    levers.withdrawals.push({
      month: monthAt(context, e.date),
      sector: SECTORS.indexOf(e.sector),
      share: e.share ?? 1,
      areas: areasOf(context, e),
      hash,
    });
  } else problems.push(unsupported(context, `events[${index}]`, Object.keys(event)[0]!));
}

function addPlaces(
  context: Context,
  lever: Extract<Lever, { places: unknown }>['places'],
  index: number,
  projects: ProjectPlan[],
  problems: InputProblem[],
): void {
  const type = SERVICE_TYPES.indexOf(lever.service_type);
  const sector = SECTORS.indexOf(lever.sector);
  const opens = lever.opens === undefined ? context.projectMonths : monthAt(context, lever.opens);
  const path = `levers[${index}].places`;
  if (type === FOSTER || type === SECURE) {
    problems.push(
      unsupported(
        context,
        `${path}.service_type`,
        `places of type ${lever.service_type}`,
        'use the lever carers for fostering',
      ),
    );
    return;
  }
  const ended = context.policy.registrationEndsMonth[type]!;
  if (sector === FOR_PROFIT && opens >= ended) {
    problems.push({
      kind: 'input',
      file: context.scenario.name,
      column: `${path}.sector`,
      value: lever.sector,
      problem: 'No for-profit service can be registered on that date.',
      allowed: 'local-authority or not-for-profit, or an earlier date.',
      mend: 'Change the sector or the date, or the timetable of the scenario.',
    });
    return;
  }
  const areas = areasOf(context, lever) ?? context.geography.areaCodes.map((_, a) => a);
  const homes =
    type === RESIDENTIAL ? Math.ceil(lever.places / LARGEST_NEW_HOME) : Math.min(areas.length, lever.places);
  const weights = areas.map((a) => context.children.residentialShare[a]!);
  let placed = 0;
  spread(homes, weights).forEach((count, k) => {
    const a = areas[k]!;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      const places = Math.floor(((placed + 1) * lever.places) / homes) - Math.floor((placed * lever.places) / homes);
      placed++;
      projects.push({
        id: `lever ${index} home ${placed}`,
        hash: hashText(
          `lever places ${context.geography.areaCodes[a]} ${type} ${sector} ${lever.opens ?? 'stages'} ${index} ${ordinal}`,
        ),
        area: a,
        type,
        sector,
        places,
        stage: 0,
        opens,
        regional: lever.region !== undefined,
        certain: lever.opens !== undefined,
        owner: -1,
        serves: true,
        households: 0,
        capital: lever.capital_gbp === undefined ? NaN : (lever.capital_gbp * places) / lever.places,
      });
    }
  });
}

function addCarers(
  context: Context,
  lever: Extract<Lever, { carers: unknown }>['carers'],
  index: number,
  levers: Mutable<LeversPlan>,
  problems: InputProblem[],
): void {
  const areas = areasOf(context, lever) ?? context.geography.areaCodes.map((_, a) => a);
  const { services } = context.supply;
  const sector = SECTORS.indexOf(lever.sector);
  const households = areas.map((a) =>
    services.households.reduce((s, h, i) => s + (services.area[i] === a && services.sector[i] === sector ? h : 0), 0),
  );
  const total = households.reduce((s, h) => s + h, 0);
  if (total === 0) {
    problems.push({
      kind: 'input',
      file: context.scenario.name,
      column: `levers[${index}].carers.sector`,
      value: lever.sector,
      problem: 'No fostering service of that sector has households there, so nobody could approve the carers.',
      allowed: 'A sector with a fostering service in the area or region.',
      mend: 'Name another sector, area or region, or add the service to services.csv.',
    });
    return;
  }
  areas.forEach((a, k) => {
    const share = households[k]! / total;
    levers.carers.push({
      area: a,
      sector,
      perMonth: (lever.households * share) / lever.months,
      from: monthAt(context, lever.from),
      months: lever.months,
    });
  });
}

/** Whole numbers that add to a total, as near to weights as can be (largest remainders, first come at a tie). */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((s, w) => s + w, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : total / weights.length));
  const whole = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((i, j) => exact[j]! - whole[j]! - (exact[i]! - whole[i]!) || i - j);
  let left = total - whole.reduce((s, v) => s + v, 0);
  for (const i of order) if (left-- > 0) whole[i]!++;
  return whole;
}

/** Number of an owner that an event names; a problem when no service of it is open at the start. */
function ownerNumber(context: Context, id: string, index: number, problems: InputProblem[]): number {
  const owner = context.supply.ownerOf.get(id);
  if (owner === undefined) problems.push(notOpen(context, `events[${index}]`, id, 'owner'));
  return owner ?? -1;
}

function serviceNumber(context: Context, id: string, index: number, problems: InputProblem[]): number {
  const service = context.supply.services.ids.indexOf(id);
  if (service < 0) problems.push(notOpen(context, `events[${index}]`, id, 'service'));
  return service;
}

function notOpen(context: Context, path: string, id: string, what: string): InputProblem {
  return {
    kind: 'input',
    file: context.scenario.name,
    column: `${path}.${what}`,
    value: id,
    problem: `The ${what} has nothing open at the start of the run, so the event would do nothing.`,
    allowed: 'An id of services.csv that is open on the first day of the run.',
    mend: 'Name another, or take the event out of the scenario.',
  };
}

function largestOwner(context: Context, areas: readonly number[] | undefined): number {
  const { services } = context.supply;
  const places = new Map<number, number>();
  services.ids.forEach((_, i) => {
    if (services.sector[i] !== FOR_PROFIT || services.serves[i] === 0) return;
    if (areas !== undefined && !areas.includes(services.area[i]!)) return;
    places.set(services.owner[i]!, (places.get(services.owner[i]!) ?? 0) + services.places[i]!);
  });
  return [...places].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, -1])[0];
}

/** Factor that grows in a straight line from 1 to its full value over the months of the ramp. */
function ramped(factor: number, since: number, rampMonths: number | undefined): number {
  return rampMonths === undefined || since >= rampMonths ? factor : 1 + ((factor - 1) * (since + 1)) / (rampMonths + 1);
}

function fromMonth(context: Context, date: string, act: (month: number, since: number) => void): void {
  const first = monthAt(context, date);
  for (let m = Math.max(0, first); m < context.months; m++) act(m, m - first);
}

function monthAt(context: Context, date: string): number {
  return monthOf(date) - context.startMonth;
}

function areasOf(context: Context, place: { area?: string; region?: string }): number[] | undefined {
  const { areaCodes, regionCodes, regionOf } = context.geography;
  if (place.area !== undefined) return [areaCodes.indexOf(place.area)];
  if (place.region === undefined) return undefined;
  const region = regionCodes.indexOf(place.region);
  return areaCodes.map((_, a) => a).filter((a) => regionOf[a] === region);
}

function unsupported(context: Context, path: string, what: string, instead?: string): InputProblem {
  return {
    kind: 'input',
    file: context.scenario.name,
    column: path,
    value: what,
    problem: 'This version does not simulate it, and would give figures that leave it out.',
    allowed:
      'levers places, carers, conversion_support, prevention, reunification, workforce, approval_date, kinship; ' +
      'events close, owner_leaves, convert, demand_shock, price_shock, delay_projects, withdraw_from_area.',
    mend: instead === undefined ? 'Take it out of the scenario.' : `Take it out of the scenario, or ${instead}.`,
  };
}
