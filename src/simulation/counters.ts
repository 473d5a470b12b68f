import { ADULT_AGE_MONTHS, AGE_BANDS, NEED_CLASSES } from '../domain/vocabulary.ts';
import { PLACEMENT_TYPE_COUNT, SECTOR_COUNT, SERVICE_TYPE_COUNT } from './constants.ts';
import { COST_SLOTS } from './plan/money.ts';
import { PLACE_COUNTS } from './place-counts.ts';

/**
 * What the simulation counts while it runs. Stocks are kept up to date; flows only ever grow, and a reader takes
 * differences between the ends of periods. Indexed by area first: `[area * width + ...]`.
 * Areas are responsible areas for children and located areas for places.
 */
export interface Counters {
  /** Children looked after now, by area and where they live (eight placement types, then waiting). */
  readonly lookedAfter: Float64Array;
  /** Children who need a type now, by area and type needed. */
  readonly needing: Float64Array;
  /** Children placed now in services, by responsible area, type and sector. */
  readonly placed: Float64Array;
  /** Children placed now elsewhere in the country, and outside it, by area and type. */
  readonly placedElsewhere: Float64Array;
  readonly placedOutside: Float64Array;
  /** Children waiting now, by area and type needed. */
  readonly waiting: Float64Array;
  readonly waitingUnregistered: Float64Array;
  readonly stepDownWaiting: Float64Array;

  /** Children in residential care by need class: who need it, who live in a home, and who wait for one; by area and class. */
  readonly needingByClass: Float64Array;
  readonly placedByClass: Float64Array;
  readonly waitingByClass: Float64Array;
  /** Unaccompanied children looked after now, by area. */
  readonly unaccompanied: Float64Array;
  /** Children looked after now by month of birth, by area and months since 18 years before the start. */
  readonly bornIn: Float64Array;
  /** Children in for-profit services who came before approval was needed, by responsible area, foster then residential. */
  readonly legacy: Float64Array;
  /** Places of services that may grow in use by children of other authorities, and of those in other regions; by the service's area, foster then residential. */
  readonly heldFromAuthority: Float64Array;
  readonly heldFromRegion: Float64Array;

  /** Places now, by the area in which they lie, type, sector and what is counted; see place-counts.ts. */
  readonly places: Float64Array;

  readonly started: Float64Array;
  readonly ceased: Float64Array;
  readonly agedOut: Float64Array;
  /** Children who came to be looked after and who ceased, by area and age band then; those of the start have come, too. */
  readonly startedByBand: Float64Array;
  readonly ceasedByBand: Float64Array;
  /** Months for which the children who ceased had been looked after, by area. */
  readonly monthsInCare: Float64Array;
  /** Nights in settings without registration, by area. */
  readonly nightsUnregistered: Float64Array;
  readonly unregisteredPlacements: Float64Array;
  /** Children displaced by a closure or failure, by area and type. */
  readonly displaced: Float64Array;
  readonly movesForced: Float64Array;
  readonly stoodIn: Float64Array;
  readonly mismatched: Float64Array;
  /** Children who came with brothers or sisters and were not placed with all of them, by area. */
  readonly siblingsSplit: Float64Array;
  /** Days that children waited before they were placed, and how many of them, by area. */
  readonly waitDays: Float64Array;
  readonly waitEnded: Float64Array;
  /** New placements in services, by area and type. */
  readonly placements: Float64Array;
  readonly forProfitNew: Float64Array;
  readonly wouldNeedApproval: Float64Array;
  /** Applications, by area, type (foster, residential, secure, independent), reason and provider's country (own, outside). */
  readonly applications: Float64Array;
  readonly approvals: Float64Array;
  readonly secureReferrals: Float64Array;
  readonly secureRefused: Float64Array;
  /** Of those refused, children whose residential place was staffed more instead. */
  readonly secureSubstituted: Float64Array;
  /** Places closed, opened and changed of sector, by area, type and sector (of the sector left, opened in, left). */
  readonly placesClosed: Float64Array;
  readonly placesOpened: Float64Array;
  readonly placesLost: Float64Array;
  readonly placesGained: Float64Array;
  readonly placesTransferredOut: Float64Array;
  /** Services that closed, by area, type and sector: the part of register exits that is a true closure. */
  readonly servicesClosed: Float64Array;
  /** Register exits that were a change of owner, and the places that they kept, by area, type and sector before. */
  readonly changedOwner: Float64Array;
  readonly placesChangedOwner: Float64Array;
  /** Sales of an owner's shares: the owner changes and the registration stays. */
  readonly sharesSold: Float64Array;
  readonly placesTransferredIn: Float64Array;
  /** Searches for a place begun, by responsible area and type needed. */
  readonly searches: Float64Array;
  /** Places that an authority bought from an owner, by area and type. */
  readonly placesBought: Float64Array;
  /** Running costs so far, pounds of the price base: by responsible area and kind of cost (see plan/money.ts), and by area. */
  readonly cost: Float64Array;
  readonly costRunning: Float64Array;
  /** Capital and purchases so far, pounds of the price base: by area, type and sector, and by area. */
  readonly costCapital: Float64Array;
  readonly costOnce: Float64Array;
  /** Grants so far, pounds of the price base, by area. */
  readonly grants: Float64Array;
  /** Quarters in which a bound of scarcity was reached, one for each region and each of foster and residential care. */
  readonly scarcityBounded: Float64Array;
  /** Firings of rules, at the first area that the rule looks at. */
  readonly rulesFired: Float64Array;
}

export const REASONS = 3;
export const PROVIDER_COUNTRIES = 2;

/** Service types that children of other authorities are counted for: foster and residential. */
export const LIMITED_TYPE_COUNT = 2;

/** Months of birth that are told apart in a run of some months. */
export const cohortsOf = (months: number): number => ADULT_AGE_MONTHS + months;

export function createCounters(areas: number, months: number): Counters {
  const byArea = (width: number): Float64Array => new Float64Array(areas * width);
  const sectors = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  return {
    lookedAfter: byArea(PLACEMENT_TYPE_COUNT + 1),
    needing: byArea(PLACEMENT_TYPE_COUNT),
    placed: byArea(sectors),
    placedElsewhere: byArea(PLACEMENT_TYPE_COUNT),
    placedOutside: byArea(PLACEMENT_TYPE_COUNT),
    waiting: byArea(PLACEMENT_TYPE_COUNT),
    waitingUnregistered: byArea(1),
    stepDownWaiting: byArea(1),
    needingByClass: byArea(NEED_CLASSES.length),
    placedByClass: byArea(NEED_CLASSES.length),
    waitingByClass: byArea(NEED_CLASSES.length),
    bornIn: byArea(cohortsOf(months)),
    legacy: byArea(LIMITED_TYPE_COUNT),
    heldFromAuthority: byArea(LIMITED_TYPE_COUNT),
    heldFromRegion: byArea(LIMITED_TYPE_COUNT),
    places: byArea(sectors * PLACE_COUNTS),
    started: byArea(1),
    ceased: byArea(1),
    agedOut: byArea(1),
    startedByBand: byArea(AGE_BANDS.length),
    ceasedByBand: byArea(AGE_BANDS.length),
    monthsInCare: byArea(1),
    nightsUnregistered: byArea(1),
    unregisteredPlacements: byArea(1),
    displaced: byArea(SERVICE_TYPE_COUNT),
    movesForced: byArea(SERVICE_TYPE_COUNT),
    stoodIn: byArea(1),
    mismatched: byArea(1),
    unaccompanied: byArea(1),
    siblingsSplit: byArea(1),
    waitDays: byArea(1),
    waitEnded: byArea(1),
    placements: byArea(SERVICE_TYPE_COUNT),
    forProfitNew: byArea(SERVICE_TYPE_COUNT),
    wouldNeedApproval: byArea(SERVICE_TYPE_COUNT * REASONS * PROVIDER_COUNTRIES),
    applications: byArea(SERVICE_TYPE_COUNT * REASONS * PROVIDER_COUNTRIES),
    approvals: byArea(SERVICE_TYPE_COUNT),
    secureReferrals: byArea(1),
    secureRefused: byArea(1),
    secureSubstituted: byArea(1),
    placesClosed: byArea(sectors),
    placesOpened: byArea(sectors),
    placesLost: byArea(sectors),
    placesGained: byArea(sectors),
    placesTransferredOut: byArea(sectors),
    servicesClosed: byArea(sectors),
    changedOwner: byArea(sectors),
    placesChangedOwner: byArea(sectors),
    sharesSold: byArea(sectors),
    placesTransferredIn: byArea(sectors),
    searches: byArea(SERVICE_TYPE_COUNT),
    placesBought: byArea(SERVICE_TYPE_COUNT),
    cost: byArea(COST_SLOTS),
    costRunning: byArea(1),
    costCapital: byArea(sectors),
    costOnce: byArea(1),
    grants: byArea(1),
    scarcityBounded: byArea(1),
    rulesFired: byArea(1),
  };
}
