import type { Sector } from '../../domain/vocabulary.ts';

/** What can happen to a service: its registration ends, its owner changes, or it goes from for-profit to a council or a not-for-profit body. */
export const HAZARD_CAUSES = ['close', 'transfer', 'convert'] as const;
export type HazardCause = (typeof HAZARD_CAUSES)[number];

/** Bands of registered places, as in the ids of hazards. */
export const PLACES_BANDS = ['1-2', '3-4', '5+'] as const;
export type PlacesBand = (typeof PLACES_BANDS)[number];

/** Bands of how many services the owner has open. */
export const OWNER_BANDS = ['1', '2-5', '6-20', '21+'] as const;
export type OwnerBand = (typeof OWNER_BANDS)[number];

/** Band of a number of places; 0 places (a household or a closed wing) falls in the least. */
export function placesBand(places: number): PlacesBand {
  return places <= 2 ? '1-2' : places <= 4 ? '3-4' : '5+';
}

/** Band of an owner by its open services. */
export function ownerBand(services: number): OwnerBand {
  return services <= 1 ? '1' : services <= 5 ? '2-5' : services <= 20 ? '6-20' : '21+';
}

/** Id of a hazard: `hazard.CAUSE.SECTOR[.SIZE][.YEAR]`. */
export function hazardId(cause: HazardCause, sector: Sector, size?: PlacesBand, year?: number): string {
  return ['hazard', cause, sector, size, year].filter((part) => part !== undefined).join('.');
}
