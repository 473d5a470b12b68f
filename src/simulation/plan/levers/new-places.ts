import type { Lever } from '../../../assumptions/scenario/levers.ts';
import { SECTORS, SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import { hashText } from '../../../random/keys.ts';
import { FOR_PROFIT, FOSTER, RESIDENTIAL, SECURE } from '../../constants.ts';
import type { ProjectPlan } from '../plan.ts';
import { areasOrAll, refuse } from './context.ts';
import type { LeverContext } from './context.ts';
import { spread } from './spread.ts';

/** Most places of one new home when a lever gives a number of places. */
const LARGEST_NEW_HOME = 4;

type PlacesLever = Omit<Extract<Lever, { places: unknown }>['places'], 'opens'>;

/** When new places open: on a month for certain, or after the stages of a project, `month` being the time they take. */
export interface Opening {
  readonly month: number;
  readonly certain: boolean;
}

/** How many new services of each kind levers have named so far: each has a number of its own among those like it. */
export type NamedSoFar = Map<string, number>;

/**
 * The new services that a lever `places` stands for. Homes of at most four places are spread over the areas by their
 * children in residential care; foster places by the foster households of the sector there; secure places make one home.
 *
 * @param kind what tells these services from others like them in random keys: the lever's date, or that a rule opens them
 * @param earliest first month in which they can open
 */
export function planNewPlaces(
  context: LeverContext,
  lever: PlacesLever,
  path: string,
  opening: Opening,
  earliest: number,
  kind: string,
  named: NamedSoFar,
): ProjectPlan[] {
  const type = SERVICE_TYPES.indexOf(lever.service_type);
  const sector = SECTORS.indexOf(lever.sector);
  const { policy, geography } = context;
  const ended = Math.min(
    policy.registrationEndsMonth[type]!,
    // Carers of an agency that is there already are more of the same: they end with growth.
    type === FOSTER ? policy.growthEndsMonth[type]! : Infinity,
  );
  if (sector === FOR_PROFIT && earliest >= ended) {
    refuse(context, `${path}.sector`, lever.sector, {
      problem: 'No for-profit service can be registered on that date.',
      allowed: 'local-authority or not-for-profit, or an earlier date.',
      mend: 'Change the sector or the date, or the timetable of the scenario.',
    });
    return [];
  }
  const areas = areasOrAll(context, lever);
  return placesByService(context, areas, type, sector, lever.places).map(({ area, places }, i): ProjectPlan => {
    const key = `lever places ${geography.areaCodes[area]} ${type} ${sector} ${kind}`;
    const ordinal = named.get(key) ?? 0;
    named.set(key, ordinal + 1);
    return {
      id: `${path} ${i + 1}`,
      hash: hashText(`${key} ${ordinal}`),
      area,
      type,
      sector,
      places,
      stage: 0,
      opens: opening.month,
      regional: lever.region !== undefined && type !== FOSTER,
      certain: opening.certain,
      chosen: true,
      owner: -1,
      serves: true,
      households: 0,
      capital: lever.capital_gbp === undefined ? NaN : (lever.capital_gbp * places) / lever.places,
    };
  });
}

/** New services by area with the places of each. */
function placesByService(
  context: LeverContext,
  areas: readonly number[],
  type: number,
  sector: number,
  places: number,
): { area: number; places: number }[] {
  const children = areas.map((a) => context.children.residentialShare[a]!);
  if (type === SECURE) return [{ area: areas[children.indexOf(Math.max(...children))]!, places }];
  if (type === FOSTER) {
    const households = householdsIn(context, areas, sector);
    const weights = households.some((h) => h > 0) ? households : children;
    return spread(places, weights).flatMap((own, k) => (own > 0 ? [{ area: areas[k]!, places: own }] : []));
  }
  const homes = type === RESIDENTIAL ? Math.ceil(places / LARGEST_NEW_HOME) : Math.min(areas.length, places);
  let placed = 0;
  return spread(homes, children).flatMap((count, k) =>
    Array.from({ length: count }, () => {
      const own = Math.floor(((placed + 1) * places) / homes) - Math.floor((placed * places) / homes);
      placed++;
      return { area: areas[k]!, places: own };
    }),
  );
}

/** Foster households of a sector at the start, by area. */
export function householdsIn(context: LeverContext, areas: readonly number[], sector: number): number[] {
  const { services } = context.supply;
  return areas.map((a) =>
    services.households.reduce((s, h, i) => s + (services.area[i] === a && services.sector[i] === sector ? h : 0), 0),
  );
}
