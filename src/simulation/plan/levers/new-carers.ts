import type { Lever } from '../../../assumptions/scenario/levers.ts';
import { SECTORS } from '../../../domain/vocabulary.ts';
import { areasOrAll, refuse } from './context.ts';
import type { LeverContext } from './context.ts';
import type { LeverEffect } from './effects.ts';
import { householdsIn } from './new-places.ts';

/** Households that a lever `carers` adds, spread over the areas by the households that the sector has there. */
export function planCarers(
  context: LeverContext,
  lever: Pick<Extract<Lever, { carers: unknown }>['carers'], 'area' | 'region' | 'sector' | 'households' | 'months'>,
  path: string,
): LeverEffect | undefined {
  const areas = areasOrAll(context, lever);
  const sector = SECTORS.indexOf(lever.sector);
  const households = householdsIn(context, areas, sector);
  const total = households.reduce((s, h) => s + h, 0);
  if (total === 0) {
    refuse(context, `${path}.sector`, lever.sector, {
      problem: 'No fostering service of that sector has households there, so nobody could approve the carers.',
      allowed: 'A sector with a fostering service in the area or region.',
      mend: 'Name another sector, area or region, or add the service to services.csv.',
    });
    return undefined;
  }
  return {
    kind: 'carers',
    months: lever.months,
    added: areas.map((area, k) => ({
      area,
      sector,
      perMonth: (lever.households * (households[k]! / total)) / lever.months,
    })),
  };
}
