import { authorityStreamBegins } from '../processes/pipeline.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import { FOR_PROFIT, LOCAL_AUTHORITY, NOT_FOR_PROFIT, RESIDENTIAL, SECTOR_COUNT } from '../constants.ts';
import { monthlyHazard } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import type { Plan } from '../plan/plan.ts';
import { addSectors, quantity } from './quantity.ts';
import type { ExpectedValues } from './quantity.ts';

/** Homes of one kind in one area: expected homes and their registered places, open and on notice by months to go. */
class Homes {
  homes = 0;
  places = 0;
  readonly noticeHomes: Float64Array;
  readonly noticePlaces: Float64Array;
  /** Places that went this month without notice. */
  goneAtOnce = 0;

  constructor(noticeMonths: number) {
    this.noticeHomes = new Float64Array(noticeMonths);
    this.noticePlaces = new Float64Array(noticeMonths);
  }

  add(homes: number, places: number): void {
    this.homes += homes;
    this.places += places;
  }

  /** Homes that are not closed, those on notice with them. */
  standing(): number {
    return this.noticeHomes.reduce((sum, n) => sum + n, this.homes);
  }

  standingPlaces(): number {
    return this.noticePlaces.reduce((sum, n) => sum + n, this.places);
  }
}

/** Sector, whether the home changed sector in the run, and whether it serves children looked after. */
const KINDS = SECTOR_COUNT * 2 * 2;
const kindOf = (sector: number, converted: number, serves: number): number => (sector * 2 + converted) * 2 + serves;

/**
 * Children's homes expected at the end of each month: registered places by sector, with those that close and convert.
 * Homes leave, convert, change hands and open at rates of their own, so their expectation is linear. Only where
 * `claims` says so: nothing here knows of owners' decisions, owner size, projects or viability.
 */
export function expectHomes(plan: Plan, p: Parameters, values: ExpectedValues): void {
  const areas = plan.geography.areaCodes.length;
  const notice = Math.max(0, Math.round(p.noticeMonths));
  const all = Array.from({ length: areas * KINDS }, () => new Homes(notice));
  const at = (area: number, sector: number, converted: number, serves: number): Homes =>
    all[area * KINDS + kindOf(sector, converted, serves)]!;
  const { services } = plan;
  services.ids.forEach((_, i) => {
    if (services.type[i] === RESIDENTIAL)
      at(services.area[i]!, services.sector[i]!, 0, services.serves[i]!).add(1, services.places[i]!);
  });
  const closed = SECTORS.map((sector) => values.of(quantity('exits_places', { serviceType: 'residential', sector })));
  const converted = values.of(quantity('conversions_places', { serviceType: 'residential' }));
  for (let m = 0; m < plan.months; m++) {
    openHomes(plan, p, m, at);
    for (let a = 0; a < areas; a++) {
      for (let k = 0; k < KINDS; k++) closed[k >> 2]![m * areas + a]! += closeHomes(p, all[a * KINDS + k]!, k >> 2);
      for (let serves = 0; serves < 2; serves++)
        converted[m * areas + a]! += leaveHomes(plan, p, m, (sector, c) => at(a, sector, c, serves));
      for (let k = 0; k < KINDS; k++) {
        closed[k >> 2]![m * areas + a]! += all[a * KINDS + k]!.goneAtOnce;
        all[a * KINDS + k]!.goneAtOnce = 0;
      }
    }
    recordHomes(values, m, areas, at);
  }
  addSectors(values, 'places_registered', 'residential');
  addSectors(values, 'exits_places', 'residential');
}

type Find = (area: number, sector: number, converted: number, serves: number) => Homes;

/** Openings of the month: rates times the homes that stand at its beginning; an authority's by its children in homes. */
function openHomes(plan: Plan, p: Parameters, month: number, at: Find): void {
  const areas = plan.geography.areaCodes.length;
  const sizes = plan.newHomePlaces;
  const places = sizes.reduce((sum, v) => sum + v, 0) / sizes.length;
  const standing = (area: number, sector: number): number =>
    at(area, sector, 0, 1).standing() + at(area, sector, 1, 1).standing();
  let authorityHomes = 0;
  if (month >= authorityStreamBegins(plan, p)) {
    for (let a = 0; a < areas; a++) authorityHomes += at(a, LOCAL_AUTHORITY, 0, 1).standing();
  }
  const ended = plan.policy.registrationEnded[RESIDENTIAL * plan.months + month] === 1;
  for (let a = 0; a < areas; a++) {
    const authority = (p.homeOpeningsLocalAuthority / 12) * authorityHomes * plan.children.residentialShare[a]!;
    const notForProfit = (p.homeOpeningsNotForProfit / 12) * standing(a, NOT_FOR_PROFIT);
    const forProfit = ended ? 0 : (p.homeOpeningsForProfit / 12) * standing(a, FOR_PROFIT);
    at(a, LOCAL_AUTHORITY, 0, 1).add(authority, authority * places);
    at(a, NOT_FOR_PROFIT, 0, 1).add(notForProfit, notForProfit * places);
    at(a, FOR_PROFIT, 0, 1).add(forProfit, forProfit * places);
  }
}

/** Failures of owners, and notices that run out this month. Answers the places closed. */
function closeHomes(p: Parameters, homes: Homes, sector: number): number {
  const { noticeHomes, noticePlaces } = homes;
  const before = homes.standingPlaces();
  const fails = sector === FOR_PROFIT ? 1 - Math.exp(-monthlyHazard(p.ownerFailure)) : 0;
  const kept = 1 - fails * (1 - p.ownerFailureRescued);
  homes.homes *= kept;
  homes.places *= kept;
  const last = noticeHomes.length - 1;
  for (let i = 0; i <= last; i++) {
    noticeHomes[i] = i < last ? noticeHomes[i + 1]! * kept : 0;
    noticePlaces[i] = i < last ? noticePlaces[i + 1]! * kept : 0;
  }
  return before - homes.standingPlaces();
}

/** Register exits and conversions of the month in one area. Answers the for-profit places that changed sector. */
function leaveHomes(
  plan: Plan,
  p: Parameters,
  month: number,
  kind: (sector: number, converted: number) => Homes,
): number {
  const registrationEnded = plan.policy.registrationEnded[RESIDENTIAL * plan.months + month] === 1;
  for (let sector = 0; sector < SECTOR_COUNT; sector++) {
    if (sector === FOR_PROFIT) continue;
    const closes = 1 - p.homeExitChangeOfOwner;
    const yearly = sector === LOCAL_AUTHORITY ? p.homeExitLocalAuthority : p.homeExitNotForProfit;
    giveNotice(kind(sector, 0), (1 - Math.exp(-monthlyHazard(yearly))) * closes);
    giveNotice(kind(sector, 1), (1 - Math.exp(-monthlyHazard(p.homeExitConverted))) * closes);
  }
  const homes = kind(FOR_PROFIT, 0);
  // One multiplier for all: `claims` asks that the sizes of owners make no difference.
  const exit = monthlyHazard(p.homeExitForProfit) * p.homeExitOwnerSize1;
  const conversion = monthlyHazard(p.homeConversion);
  const premises = registrationEnded ? monthlyHazard(p.homeMovesPremises) : 0;
  const all = exit + conversion + premises;
  const fires = 1 - Math.exp(-all);
  const converts = all > 0 ? (fires * conversion) / all : 0;
  const mustMove = all > 0 ? (fires * premises) / all : 0;
  const changesHands = (fires - converts - mustMove) * p.homeExitChangeOfOwner;
  const sold = registrationEnded ? changesHands * (1 - p.saleOfShares) * p.transferSucceeds : 0;
  const staysAfterAll = registrationEnded ? changesHands * p.saleOfShares : changesHands;
  const gone = fires - converts - sold - staysAfterAll;
  const toAuthority = sold * p.saleToAuthority;
  const toNotForProfit = converts + sold - toAuthority;
  const moved = homes.places * (converts + sold);
  kind(LOCAL_AUTHORITY, 1).add(homes.homes * toAuthority, homes.places * toAuthority * p.transferPlacesKept);
  kind(NOT_FOR_PROFIT, 1).add(homes.homes * toNotForProfit, homes.places * toNotForProfit * p.transferPlacesKept);
  giveNotice(homes, gone, converts + sold);
  return moved;
}

/** A share of open homes gives notice: they stand until it runs out. Another share is no longer of this kind. */
function giveNotice(homes: Homes, share: number, moved = 0): void {
  const last = homes.noticeHomes.length - 1;
  if (last < 0) homes.goneAtOnce += homes.places * share;
  else {
    homes.noticeHomes[last]! += homes.homes * share;
    homes.noticePlaces[last]! += homes.places * share;
  }
  homes.homes *= 1 - share - moved;
  homes.places *= 1 - share - moved;
}

function recordHomes(values: ExpectedValues, month: number, areas: number, at: Find): void {
  for (let sector = 0; sector < SECTOR_COUNT; sector++) {
    const registered = values.of(
      quantity('places_registered', { serviceType: 'residential', sector: SECTORS[sector]! }),
    );
    for (let a = 0; a < areas; a++)
      registered[month * areas + a] = at(a, sector, 0, 1).standingPlaces() + at(a, sector, 1, 1).standingPlaces();
  }
}
