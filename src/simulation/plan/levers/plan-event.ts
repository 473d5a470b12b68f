import type { ScenarioEvent } from '../../../assumptions/scenario/events.ts';
import { AGE_BANDS, SECTORS, SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import { hashText } from '../../../random/keys.ts';
import { FOR_PROFIT, LARGEST_OWNER } from '../../constants.ts';
import { areasOf, monthAt, refuse } from './context.ts';
import type { LeverContext } from './context.ts';
import type { LeversInForce } from './effects.ts';

const BANDS = AGE_BANDS.length;

/**
 * Brings an event of the scenario into the levers. Its content, not its place in the list, is its part of random keys; how
 * large it is stays out, so that what a smaller share takes a larger one takes too.
 */
export function planEvent(context: LeverContext, event: ScenarioEvent, index: number, levers: LeversInForce): void {
  const hash = hashText(`event ${JSON.stringify(event, withoutSizes)}`);
  if ('close' in event) {
    const e = event.close;
    levers.closures.push({
      month: monthAt(context, e.date),
      select: {
        type: e.service_type === undefined ? undefined : SERVICE_TYPES.indexOf(e.service_type),
        sector: e.sector === undefined ? undefined : SECTORS.indexOf(e.sector),
        owner: e.owner === undefined ? undefined : ownerNumber(context, e.owner, index),
        service: e.service === undefined ? undefined : serviceNumber(context, e.service, index),
        areas: areasOf(context, e),
      },
      share: e.share ?? 1,
      notice: e.notice_months ?? 0,
      hash,
    });
  } else if ('owner_leaves' in event) {
    const e = event.owner_leaves;
    const owner = e.owner === 'largest' ? LARGEST_OWNER : ownerNumber(context, e.owner, index);
    levers.ownersLeave.push({ month: monthAt(context, e.date), owner, areas: areasOf(context, e) });
  } else if ('convert' in event) {
    const e = event.convert;
    levers.conversions.push({
      month: monthAt(context, e.date),
      select: {
        sector: e.sector === undefined ? FOR_PROFIT : SECTORS.indexOf(e.sector),
        owner: e.owner === undefined ? undefined : ownerNumber(context, e.owner, index),
        areas: areasOf(context, e),
      },
      share: e.share ?? 1,
      hash,
    });
  } else if ('demand_shock' in event) {
    const e = event.demand_shock;
    eachMonthAndArea(context, e, (at) => {
      AGE_BANDS.forEach((band, b) => {
        if (e.age_band === undefined || e.age_band === band) levers.entriesFactor[at * BANDS + b]! *= e.factor;
      });
    });
  } else if ('price_shock' in event) {
    const e = event.price_shock;
    eachMonthAndArea(context, e, (at) => (levers.priceFactor[at]! *= e.factor));
  } else if ('staff_shortage' in event) {
    const e = event.staff_shortage;
    eachMonthAndArea(context, e, (at) => (levers.staffingFactor[at]! *= e.factor));
  } else if ('delay_projects' in event) {
    const e = event.delay_projects;
    const areas = areasOf(context, e);
    levers.delays.push({
      from: monthAt(context, e.from),
      months: e.months,
      share: e.share ?? 1,
      project: e.project,
      areas,
      hash,
    });
  } else {
    const e = event.withdraw_from_area;
    levers.withdrawals.push({
      month: monthAt(context, e.date),
      sector: SECTORS.indexOf(e.sector),
      share: e.share ?? 1,
      areas: areasOf(context, e),
      hash,
    });
  }
}

/** Fields that say how large an event is and not what it is about. */
const SIZES = ['share', 'months', 'notice_months'];

function withoutSizes(key: string, value: unknown): unknown {
  return SIZES.includes(key) ? undefined : value;
}

/** Visits the months of a shock and the areas that it hits, as `month * areas + area`. */
function eachMonthAndArea(
  context: LeverContext,
  e: { readonly from: string; readonly months: number; readonly area?: string; readonly region?: string },
  visit: (at: number) => void,
): void {
  const areas = context.geography.areaCodes.length;
  const hit = areasOf(context, e);
  const first = monthAt(context, e.from);
  for (let m = Math.max(0, first); m < Math.min(context.months, first + e.months); m++) {
    for (let a = 0; a < areas; a++) if (hit === undefined || hit.includes(a)) visit(m * areas + a);
  }
}

/** Number of an owner that an event names; refused when no service of it is open at the start. */
function ownerNumber(context: LeverContext, id: string, index: number): number {
  const owner = context.supply.ownerOf.get(id);
  if (owner === undefined) refuseAbsent(context, `events[${index}]`, id, 'owner');
  return owner ?? -1;
}

function serviceNumber(context: LeverContext, id: string, index: number): number {
  const service = context.supply.services.ids.indexOf(id);
  if (service < 0) refuseAbsent(context, `events[${index}]`, id, 'service');
  return service;
}

function refuseAbsent(context: LeverContext, path: string, id: string, what: string): void {
  refuse(context, `${path}.${what}`, id, {
    problem: `The ${what} has nothing open at the start of the run, so the event would do nothing.`,
    allowed: 'An id of services.csv that is open on the first day of the run.',
    mend: 'Name another, or take the event out of the scenario.',
  });
}
