import { SERVICE_TYPES } from '../domain/vocabulary.ts';
import { CLOSED, FOSTER, RESIDENTIAL } from '../simulation/constants.ts';
import type { State } from '../simulation/state.ts';
import type { Levels, Series } from './series.ts';
import { series } from './series.ts';

/*
 * Measures that do not add up over areas: shares, concentration and shortfalls. Each is worked out for an area of any
 * level from the additive values of that same area, never from those of its parts.
 */

const QUARTERLY: Levels = { country: 'quarter', region: 'quarter', authority: 'financial-year' };
/** Concentration says little about one authority. */
const NOT_BY_AUTHORITY: Levels = { country: 'quarter', region: 'quarter' };
const LIMITED = [RESIDENTIAL, FOSTER] as const;

/** Finds the number of an additive series by measure, service type and sector. */
export type SeriesFinder = (measure: string, serviceType: string, sector: string) => number;

/** Numbers of the additive series that the ratios of one service type are made from. */
interface Parts {
  readonly type: number;
  readonly registered: number;
  readonly registeredNotForProfit: number;
  readonly registeredForProfit: number;
  readonly usable: number;
  readonly compliant: number;
  readonly needing: number;
  readonly heldFromAuthorities: number;
  readonly heldFromRegions: number;
  readonly heldFromCountries: number;
}

/** Looks up, once, the series that `readRatios` reads every quarter. */
export function ratioParts(find: SeriesFinder): readonly Parts[] {
  return LIMITED.map((type) => {
    const serviceType = SERVICE_TYPES[type]!;
    return {
      type,
      registered: find('places_registered', serviceType, 'all'),
      registeredNotForProfit: find('places_registered', serviceType, 'not-for-profit'),
      registeredForProfit: find('places_registered', serviceType, 'for-profit'),
      usable: find('places_usable', serviceType, 'all'),
      compliant: find('places_compliant', serviceType, 'all'),
      needing: find('children_needing', serviceType, 'all'),
      heldFromAuthorities: find('held_from_other_authority', serviceType, 'all'),
      heldFromRegions: find('held_from_other_region', serviceType, 'all'),
      heldFromCountries: find('held_from_other_country', serviceType, 'all'),
    };
  });
}

/** An area as a set of authorities, and where it stands. */
export interface AreaAtLevel {
  readonly level: 'country' | 'region' | 'authority';
  /** 1 for each authority inside. */
  readonly inside: Uint8Array;
}

/** Series of ratios for residential and foster care. */
export function ratioSeries(): Series[] {
  return LIMITED.flatMap((type) => {
    const serviceType = SERVICE_TYPES[type]!;
    const of = (
      measure: string,
      unit: string,
      areaRole: Series['areaRole'],
      thresholds: number[] = [],
      levels = QUARTERLY,
    ): Series =>
      series(measure, unit, areaRole, 'ratio', areaRole === 'located' ? 'places' : 'both', levels, {
        serviceType,
        thresholds,
      });
    return [
      of('compliant_share', 'share', 'located'),
      of('not_for_profit_share', 'share', 'located'),
      of('largest_owner_share', 'share', 'located', [], NOT_BY_AUTHORITY),
      of('hhi', 'index', 'located', [], NOT_BY_AUTHORITY),
      of('shortfall_compliant', 'children', 'responsible', [1, 10]),
      of('n_minus_1_shortfall', 'children', 'responsible', [1, 10], NOT_BY_AUTHORITY),
    ];
  });
}

/** Values of `ratioSeries`, in order, for one area; `value` gives an additive series of it. A share of nothing is 0. */
export function readRatios(
  state: State,
  area: AreaAtLevel,
  parts: readonly Parts[],
  value: (series: number) => number,
  owners: OwnerPlaces,
  out: Float64Array,
): void {
  parts.forEach((p, t) => {
    const all = value(p.registered);
    const held =
      area.level === 'country' ? 0 : value(area.level === 'region' ? p.heldFromRegions : p.heldFromAuthorities);
    const needing = value(p.needing);
    owners.count(state, p.type, area.inside);
    const free = Math.max(0, value(p.compliant) - held - value(p.heldFromCountries));
    const at = t * 6;
    out[at] = all > 0 ? (all - value(p.registeredForProfit)) / all : 0;
    out[at + 1] = all > 0 ? value(p.registeredNotForProfit) / all : 0;
    out[at + 2] = owners.total > 0 ? owners.largest / owners.total : 0;
    out[at + 3] = owners.total > 0 ? (owners.squares / owners.total / owners.total) * 10000 : 0;
    out[at + 4] = Math.max(0, needing - free);
    out[at + 5] = Math.max(0, needing - Math.max(0, value(p.usable) - owners.largestUsable - owners.otherCountry));
  });
}

/** Places by ultimate owner inside an area; each authority is one owner. Used again for each area. */
export class OwnerPlaces {
  total = 0;
  largest = 0;
  squares = 0;
  /** Usable places of the owner with most places, and places used by children of other countries. */
  largestUsable = 0;
  otherCountry = 0;
  private places: Float64Array;
  private usable: Float64Array;

  constructor(owners: number) {
    this.places = new Float64Array(owners);
    this.usable = new Float64Array(owners);
  }

  /** Counts the open services of a type in an area that serve children looked after. */
  count(state: State, type: number, inside: Uint8Array): void {
    const { services } = state;
    if (this.places.length < state.ownerCount) {
      this.places = new Float64Array(state.ownerCount * 2);
      this.usable = new Float64Array(state.ownerCount * 2);
    }
    const { places, usable } = this;
    places.fill(0, 0, state.ownerCount);
    usable.fill(0, 0, state.ownerCount);
    this.otherCountry = 0;
    for (let s = 0; s < services.count; s++) {
      if (services.type[s] !== type || services.status[s] === CLOSED || services.serves[s] === 0) continue;
      if (inside[services.area[s]!] === 0) continue;
      places[services.owner[s]!]! += services.registered[s]!;
      usable[services.owner[s]!]! += services.usable[s]!;
      this.otherCountry += services.otherCountry[s]! + services.held[s]!;
    }
    let total = 0;
    let largest = 0;
    let squares = 0;
    let of = -1;
    for (let o = 0; o < state.ownerCount; o++) {
      total += places[o]!;
      squares += places[o]! * places[o]!;
      if (places[o]! > largest) {
        largest = places[o]!;
        of = o;
      }
    }
    this.total = total;
    this.largest = largest;
    this.squares = squares;
    this.largestUsable = of >= 0 ? usable[of]! : 0;
  }
}
