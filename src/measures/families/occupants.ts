import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { CLOSED, FOR_PROFIT, FOSTER, RESIDENTIAL } from '../../simulation/constants.ts';
import type { State } from '../../simulation/state.ts';
import type { Levels, Series } from '../series.ts';
import { series } from '../series.ts';
import { COUNTRY_QUARTER, familyOf, roomFor } from './family.ts';
import type { Family, Part, Source } from './family.ts';
import { COMPLIANT_SECTORS, TAKEN, USABLE, serviceCells } from './services-source.ts';

const LIMITED = [RESIDENTIAL, FOSTER] as const;
const WIDTH = 7;

/** What only a look at the children in each service can tell: legacy placements, steps down that wait, places held from outside. */
export function occupantsFamily(): Family {
  const of = (measure: string, unit: string, type: number, cell: number, levels: Levels): Part => ({
    series: series(measure, unit, unit === 'children' ? 'responsible' : 'located', 'stock', 'both', levels, {
      serviceType: SERVICE_TYPES[type]!,
    }),
    cells: [cell],
  });
  let table: Float64Array = new Float64Array(0);
  return familyOf(
    {
      width: WIDTH,
      areas: (state) => {
        table = roomFor(table, state.luck.areas * WIDTH);
        table.fill(0);
        look(state, table);
        return table;
      },
    },
    [
      ...LIMITED.map((type, t) => of('children_legacy_for_profit', 'children', type, t, COUNTRY_QUARTER)),
      of('step_down_waiting', 'children', RESIDENTIAL, 2, COUNTRY_QUARTER),
      ...LIMITED.map((type, t) => of('held_from_other_authority', 'places', type, 3 + t, {})),
      ...LIMITED.map((type, t) => of('held_from_other_region', 'places', type, 5 + t, {})),
    ],
  );
}

function look(state: State, table: Float64Array): void {
  const { services, children, plan } = state;
  const { regionOf } = plan.geography;
  for (let t = 0; t < LIMITED.length; t++) {
    const type = LIMITED[t]!;
    const approval = plan.policy.approvalMonth[type]!;
    for (let s = state.firstOfType[type]!; s >= 0; s = services.nextOfType[s]!) {
      if (services.status[s] === CLOSED) continue;
      const area = services.area[s]!;
      const forProfit = services.sector[s] === FOR_PROFIT;
      for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
        const home = children.area[c]!;
        if (forProfit) {
          if (children.placedSince[c]! < approval) table[home * WIDTH + t]!++;
        } else if (home !== area) {
          table[area * WIDTH + 3 + t]!++;
          if (regionOf[home] !== regionOf[area]) table[area * WIDTH + 5 + t]!++;
        }
        if (type === RESIDENTIAL && children.need[c] === FOSTER) table[home * WIDTH + 2]!++;
      }
    }
  }
}

/** Places that the law lets grow: usable ones, and those of them that are in use by others than the country's children. */
export function compliantFamily(services: Source): Family {
  const of = (measure: string, type: number, levels: Levels, evidence: Series['evidence']): Series =>
    series(measure, 'places', 'located', 'stock', evidence, levels, { serviceType: SERVICE_TYPES[type]! });
  return familyOf(services, [
    ...LIMITED.map((type) => ({
      series: of('held_from_other_country', type, {}, 'both'),
      cells: serviceCells(TAKEN, type, COMPLIANT_SECTORS),
    })),
    ...LIMITED.map((type) => ({
      series: of('places_compliant', type, COUNTRY_QUARTER, 'places'),
      cells: serviceCells(USABLE, type, COMPLIANT_SECTORS),
    })),
  ]);
}
