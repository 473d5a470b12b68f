import { SECTORS } from '../../domain/vocabulary.ts';
import { FOR_PROFIT, FOSTER, LOCAL_AUTHORITY, NOT_FOR_PROFIT, SECTOR_COUNT } from '../constants.ts';
import { monthlyHazard, monthlyProbability } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import type { Plan } from '../plan/plan.ts';
import { addSectors, quantity } from './quantity.ts';
import type { ExpectedValues } from './quantity.ts';

/**
 * Foster households expected at the end of each month by sector, with the places that go with them and those that close
 * and convert. Households are approved and leave at rates, and agencies leave as a whole at theirs: linear all through.
 * The places are exact where nobody of 18 holds a place (see `claims`).
 */
export function expectFostering(plan: Plan, p: Parameters, values: ExpectedValues): void {
  const areas = plan.geography.areaCodes.length;
  const delay = Math.max(1, Math.round(p.carersTransferMonths));
  const open = Array.from({ length: SECTOR_COUNT }, () => new Float64Array(areas));
  /** Households of agencies that leave, by sector, months to go and area. */
  const leaving = Array.from({ length: SECTOR_COUNT }, () =>
    Array.from({ length: delay }, () => new Float64Array(areas)),
  );
  const { services } = plan;
  services.ids.forEach((_, i) => {
    if (services.type[i] === FOSTER)
      open[services.sector[i]!]![services.area[i]!]! +=
        (services.households[i]! * p.householdsMainstream) / plan.householdsBase;
  });
  const of = (measure: string, sector: number): Float64Array =>
    values.of(quantity(measure, { serviceType: 'foster', sector: SECTORS[sector]! }));
  const converted = values.of(quantity('conversions_places', { serviceType: 'foster' }));
  for (let m = 0; m < plan.months; m++) {
    const at = m * areas;
    for (let sector = 0; sector < SECTOR_COUNT; sector++) {
      const exits = of('exits_places', sector);
      const due = leaving[sector]!.shift()!;
      leaving[sector]!.push(due.slice().fill(0));
      due.forEach((households, a) => {
        open[LOCAL_AUTHORITY]![a]! += households * p.carersTransfer;
        exits[at + a]! += households * p.placesPerHousehold;
      });
    }
    for (let a = 0; a < areas; a++) {
      converted[at + a] =
        leaveAgencies(plan, p, m, a, open, (sector) => leaving[sector]!.at(-1)!) * p.placesPerHousehold;
    }
    approve(plan, p, m, open);
    for (let sector = 0; sector < SECTOR_COUNT; sector++) {
      const households = of('households_approved', sector);
      for (let a = 0; a < areas; a++)
        households[at + a] = leaving[sector]!.reduce((sum, row) => sum + row[a]!, open[sector]![a]!);
    }
  }
  for (let sector = 0; sector < SECTOR_COUNT; sector++) {
    const households = of('households_approved', sector);
    const registered = of('places_registered', sector);
    const usable = of('places_usable', sector);
    households.forEach((n, i) => {
      registered[i] = n * p.placesPerHousehold;
      usable[i] = registered[i]! * (1 - p.fosterUnavailable);
    });
  }
  for (const measure of ['households_approved', 'places_registered', 'places_usable', 'exits_places'])
    addSectors(values, measure, 'foster');
}

/**
 * Agencies of one area fail, leave the register or convert. Those that leave wind down, and part of their carers go to the
 * authority later. Answers the for-profit households that changed sector.
 */
function leaveAgencies(
  plan: Plan,
  p: Parameters,
  month: number,
  area: number,
  open: readonly Float64Array[],
  leaving: (sector: number) => Float64Array,
): number {
  const windDown = (sector: number, share: number): void => {
    leaving(sector)[area]! += open[sector]![area]! * share;
    open[sector]![area]! *= 1 - share;
  };
  windDown(FOR_PROFIT, 1 - Math.exp(-monthlyHazard(p.ownerFailure)));
  const changesHands = p.homeExitChangeOfOwner;
  windDown(NOT_FOR_PROFIT, (1 - Math.exp(-monthlyHazard(p.agencyExitNotForProfit))) * (1 - changesHands));
  const exit = monthlyHazard(p.agencyExitForProfit);
  const conversion = monthlyHazard(p.agencyConversion);
  const fires = 1 - Math.exp(-(exit + conversion));
  const converts = exit + conversion > 0 ? (fires * conversion) / (exit + conversion) : 0;
  const bought = (fires - converts) * changesHands;
  const registrationEnded = plan.policy.registrationEnded[FOSTER * plan.months + month] === 1;
  // A sale of shares changes the owner alone.
  const assets = registrationEnded ? bought * (1 - p.saleOfShares) : 0;
  const sold = assets * p.transferSucceeds;
  const gone = fires - converts - bought + assets - sold;
  const households = open[FOR_PROFIT]![area]!;
  open[LOCAL_AUTHORITY]![area]! += households * sold * p.saleToAuthority * p.transferPlacesKept;
  open[NOT_FOR_PROFIT]![area]! += households * (converts + sold * (1 - p.saleToAuthority)) * p.transferPlacesKept;
  leaving(FOR_PROFIT)[area]! += households * gone;
  open[FOR_PROFIT]![area]! *= 1 - gone - converts - sold;
  return households * (converts + sold);
}

/** Approvals and leaving of the month, and the households that levers add. For-profit agencies stop when growth ends. */
function approve(plan: Plan, p: Parameters, month: number, open: readonly Float64Array[]): void {
  const leaves = monthlyProbability(p.carerLeaving);
  const growthEnded = plan.policy.growthEnded[FOSTER * plan.months + month] === 1;
  open.forEach((households, sector) => {
    const rate = sector === LOCAL_AUTHORITY ? p.carerApprovalsLocalAuthority : p.carerApprovalsAgencies;
    const approved = sector === FOR_PROFIT && growthEnded ? 0 : rate / 12;
    for (let a = 0; a < households.length; a++) households[a]! *= 1 - leaves + approved;
  });
  for (const lever of plan.levers.carers) {
    const since = month - lever.from;
    if (since < 0 || since >= lever.months) continue;
    open[lever.sector]![lever.area]! += Math.floor(lever.perMonth * (since + 1)) - Math.floor(lever.perMonth * since);
  }
}
