import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { CLOSED, FOR_PROFIT, FOSTER, RESIDENTIAL } from '../../simulation/constants.ts';
import type { Series } from '../series.ts';
import { series } from '../series.ts';
import { COUNTRY_QUARTER } from './family.ts';
import type { Family } from './family.ts';

/** What only a look at the children in each service can tell: legacy placements, steps down that wait, places held from outside. */
export function occupantsFamily(): Family {
  const legacy = (type: number): Series =>
    series('children_legacy_for_profit', 'children', 'responsible', 'stock', 'both', COUNTRY_QUARTER, {
      serviceType: SERVICE_TYPES[type]!,
    });
  const hidden = (measure: string, type: number): Series =>
    series(measure, 'places', 'located', 'stock', 'both', {}, { serviceType: SERVICE_TYPES[type]! });
  const compliant = (type: number): Series =>
    series('places_compliant', 'places', 'located', 'stock', 'places', COUNTRY_QUARTER, {
      serviceType: SERVICE_TYPES[type]!,
    });
  return {
    series: [
      legacy(RESIDENTIAL),
      legacy(FOSTER),
      series('step_down_waiting', 'children', 'responsible', 'stock', 'both', COUNTRY_QUARTER, {
        serviceType: 'residential',
      }),
      hidden('held_from_other_authority', RESIDENTIAL),
      hidden('held_from_other_authority', FOSTER),
      hidden('held_from_other_region', RESIDENTIAL),
      hidden('held_from_other_region', FOSTER),
      hidden('held_from_other_country', RESIDENTIAL),
      hidden('held_from_other_country', FOSTER),
      compliant(RESIDENTIAL),
      compliant(FOSTER),
    ],
    every: 'quarter',
    read: (state, out, at) => {
      const { services, children, luck, plan } = state;
      const { regionOf } = plan.geography;
      const areas = luck.areas;
      for (let s = 0; s < services.count; s++) {
        const type = services.type[s]!;
        if (services.status[s] === CLOSED || services.serves[s] === 0 || (type !== RESIDENTIAL && type !== FOSTER))
          continue;
        const t = type === RESIDENTIAL ? 0 : 1;
        const area = services.area[s]!;
        const forProfit = services.sector[s] === FOR_PROFIT;
        const approval = plan.policy.approvalMonth[type]!;
        if (!forProfit) {
          out[(at + 9 + t) * areas + area]! += services.usable[s]!;
          out[(at + 7 + t) * areas + area]! += services.otherCountry[s]! + services.held[s]!;
        }
        for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
          const home = children.area[c]!;
          if (forProfit) {
            if (children.placedSince[c]! < approval) out[(at + t) * areas + home]!++;
          } else if (home !== area) {
            out[(at + 3 + t) * areas + area]!++;
            if (regionOf[home] !== regionOf[area]) out[(at + 5 + t) * areas + area]!++;
          }
          if (type === RESIDENTIAL && children.need[c] === FOSTER) out[(at + 2) * areas + home]!++;
        }
      }
    },
  };
}
