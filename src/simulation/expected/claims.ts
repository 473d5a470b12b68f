import {
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NEVER,
  NOT_FOR_PROFIT,
  RESIDENTIAL,
  SECURE,
} from '../constants.ts';
import type { Parameters } from '../parameters.ts';
import type { Plan } from '../plan/plan.ts';
import type { Quantity } from './quantity.ts';

const SEARCH = 'It depends on the search for a place, which looks at the state of the market.';
const RATIO =
  'It is a ratio, a largest part or a shortfall: its expectation is not what the expectations of its parts would give.';
const LOSS = 'Secure care is a loss system: what happens depends on how many beds are taken.';
const NOT_PROPAGATED = 'Its expectation is not propagated.';
const RULES = 'The scenario has a rule, which looks at the state of the market.';
const EVENTS = 'The scenario closes or converts services by events.';
const DECISIONS =
  'Approval of placements has a date, so owners of for-profit services decide what to do, and homes close when too empty.';

const BY_MEASURE: Readonly<Record<string, string>> = {
  compliant_share: RATIO,
  not_for_profit_share: RATIO,
  largest_owner_share: RATIO,
  hhi: RATIO,
  shortfall_compliant: RATIO,
  n_minus_1_shortfall: RATIO,
  secure_referrals: LOSS,
  secure_refused: LOSS,
  places_occupied: SEARCH,
  headroom_matched: SEARCH,
  children_placed: SEARCH,
  children_waiting: SEARCH,
  children_displaced: SEARCH,
  children_legacy_for_profit: SEARCH,
  step_down_waiting: SEARCH,
  placed_out_of_area: SEARCH,
  placed_outside_wales: SEARCH,
  nights_unregistered: SEARCH,
  unregistered_placements: SEARCH,
  wait_days: SEARCH,
  siblings_split: SEARCH,
  stood_in_16plus: SEARCH,
  moves_forced: SEARCH,
  placements_for_profit_new: SEARCH,
  placements_would_need_approval: SEARCH,
  supplementary_applications: SEARCH,
  supplementary_approved: SEARCH,
};

/**
 * Why the expectation of a quantity is not claimed for a plan and its parameters; undefined where it is claimed. A claim
 * says: with these parameters the mean of the engine's draws tends to this number, with no approximation at all. It is
 * made only where nothing behind the quantity looks at the state of the market.
 */
export function whyNot(plan: Plan, p: Parameters): (q: Quantity) => string | undefined {
  if (plan.rules.length > 0) return () => RULES;
  const homes = { own: whyNotHomes(plan, p, false), forProfit: whyNotHomes(plan, p, true) };
  const households = whyNotHouseholds(plan, p);
  const fosterPlaces =
    households ??
    (p.staysPutAt18 > 0
      ? 'Young people of 18 who stay with their carer hold places, which a service then keeps whatever leaves.'
      : undefined);
  const needs = secureMoves(plan, p) ? LOSS : undefined;
  return (q) => {
    const { measure, serviceType, sector } = q;
    if (measure === 'children_started' || measure === 'children_ceased') {
      return q.ageBand === 'all' ? undefined : NOT_PROPAGATED;
    }
    if (measure === 'unaccompanied_children') return undefined;
    if (measure === 'children_looked_after') return whyNotLookedAfter(plan, p, serviceType);
    if (measure === 'children_needing') {
      return serviceType === 'all' ? NOT_PROPAGATED : serviceType === 'independent' ? undefined : needs;
    }
    if (measure === 'households_approved') return households;
    if (measure === 'places_registered' || measure === 'exits_places' || measure === 'conversions_places') {
      if (serviceType === 'foster') return fosterPlaces;
      if (serviceType !== 'residential') return serviceType === 'secure' ? LOSS : NOT_PROPAGATED;
      return sector === 'local-authority' || sector === 'not-for-profit' ? homes.own : homes.forProfit;
    }
    if (measure === 'places_usable' && serviceType === 'foster') return fosterPlaces;
    return BY_MEASURE[measure] ?? NOT_PROPAGATED;
  };
}

function whyNotLookedAfter(plan: Plan, p: Parameters, serviceType: string): string | undefined {
  if (serviceType === 'foster' || serviceType === 'residential' || serviceType === 'secure') return SEARCH;
  // Supported accommodation also takes children for whom no home was found, where it may stand in.
  const independentSearch = plan.services.type.includes(INDEPENDENT) || p.standIn16Plus > 0;
  return serviceType === 'independent' && independentSearch ? SEARCH : undefined;
}

/** Whether children go into secure care, or come from it, in a run. */
function secureMoves(plan: Plan, p: Parameters): boolean {
  const { cells } = plan.children;
  for (let k = 0; k < cells.length; k += 4) if (cells[k + 1] === SECURE && cells[k + 3]! > 0) return true;
  const homes = plan.services.type.includes(SECURE) || plan.projects.some((project) => project.type === SECURE);
  return homes && p.secureReferrals > 0;
}

/** Whether a service of a type and sector is open at the start. */
function has(plan: Plan, type: number, sector: number): boolean {
  return plan.services.type.some((t, i) => t === type && plan.services.sector[i] === sector);
}

/** Why homes are not claimed: those of for-profit owners, or those of authorities and not-for-profit bodies alone. */
function whyNotHomes(plan: Plan, p: Parameters, forProfit: boolean): string | undefined {
  const { policy, levers, months } = plan;
  if (plan.hazards !== undefined) return 'Fitted hazards differ by size of home and by year.';
  if (levers.closures.length + levers.conversions.length + levers.ownersLeave.length > 0) return EVENTS;
  if (plan.projects.some((project) => project.type === RESIDENTIAL)) {
    return 'Projects open in stages, which may slip or be refused.';
  }
  if (!has(plan, RESIDENTIAL, FOR_PROFIT)) return undefined;
  const registrationEnds = policy.registrationEndsMonth[RESIDENTIAL]! < months;
  if (policy.approvalMonth[RESIDENTIAL]! < NEVER) return DECISIONS;
  if (policy.forProfitEnded.subarray(RESIDENTIAL * months, (RESIDENTIAL + 1) * months).includes(1))
    return 'For-profit registration itself ends.';
  if (registrationEnds && p.ownerFailure > 0) return 'Homes of a failed owner can no longer be rescued by any buyer.';
  const leaks = p.homeConversion > 0 || (registrationEnds && p.homeExitChangeOfOwner * p.transferSucceeds > 0);
  if (!forProfit && !leaks) return undefined;
  if (registrationEnds && p.applicationsLodged > 0) {
    return 'Applications lodged in time open in proportion to the homes that stand, area by area.';
  }
  const multipliers = [
    p.homeExitOwnerSize1,
    p.homeExitOwnerSize2To5,
    p.homeExitOwnerSize6To20,
    p.homeExitOwnerSize21Plus,
  ];
  if (p.homeExitForProfit > 0 && multipliers.some((multiplier) => multiplier !== multipliers[0])) {
    return 'How often a for-profit home leaves depends on how many homes its owner has left.';
  }
  return undefined;
}

/** Why households are not claimed: they all are, or none, since carers move between sectors. */
function whyNotHouseholds(plan: Plan, p: Parameters): string | undefined {
  const { policy, levers, months, services } = plan;
  if (levers.closures.length + levers.conversions.length + levers.ownersLeave.length > 0) return EVENTS;
  if (plan.projects.some((project) => project.type === FOSTER)) return 'New fostering services open in the run.';
  const forProfit = has(plan, FOSTER, FOR_PROFIT);
  if (forProfit && policy.approvalMonth[FOSTER]! < NEVER) return DECISIONS;
  if (forProfit && policy.forProfitEnded.subarray(FOSTER * months, (FOSTER + 1) * months).includes(1)) {
    return 'For-profit registration itself ends.';
  }
  const forProfitLeaves = forProfit && (p.agencyExitForProfit > 0 || p.ownerFailure > 0 || p.agencyConversion > 0);
  const leaves = forProfitLeaves || (has(plan, FOSTER, NOT_FOR_PROFIT) && p.agencyExitNotForProfit > 0);
  if (!leaves) return undefined;
  const own = new Set<number>();
  services.type.forEach((type, i) => {
    if (type === FOSTER && services.sector[i] === LOCAL_AUTHORITY) own.add(services.area[i]!);
  });
  if (services.type.some((type, i) => type === FOSTER && !own.has(services.area[i]!))) {
    return 'In an area whose authority has no fostering service, carers of an agency that leaves go to whichever is open.';
  }
  if (levers.carers.some((lever) => lever.sector !== LOCAL_AUTHORITY)) {
    return 'A lever adds carers to agencies that may have left.';
  }
  return undefined;
}
