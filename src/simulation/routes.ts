import {
  FOR_PROFIT,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  OTHER_SECTOR,
  POOL_KINDS,
  REGIONAL_POOL,
  SERVICE_TYPE_COUNT,
} from './constants.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';

/** The pools that a child of each area asks, in order: the same number of stops for every area, one area after the other. */
export interface Route {
  /** Kinds of pools on it: those that some service in the country has. */
  kinds: number[];
  stops: number;
  /** Two numbers a stop: the pool, and its hash in the child's luck. */
  path: Int32Array;
}

/** Routes by service type: through services that need no approval, and through for-profit ones. */
export interface Routes {
  readonly compliant: Route[];
  readonly forProfit: Route[];
}

/** Kinds of pools in the order in which a child looks inside an area. Its authority's own services come before all. */
const COMPLIANT_KINDS = [LOCAL_AUTHORITY, REGIONAL_POOL, NOT_FOR_PROFIT, OTHER_SECTOR] as const;
/** Supported accommodation is not a restricted service: any provider will do. */
const ANY_KINDS = [...COMPLIANT_KINDS, FOR_PROFIT] as const;

export function createRoutes(): Routes {
  const empty = (): Route => ({ kinds: [], stops: 0, path: new Int32Array(0) });
  const byType = (): Route[] => Array.from({ length: SERVICE_TYPE_COUNT }, empty);
  return { compliant: byType(), forProfit: byType() };
}

/** Plans anew the routes of the types of which kinds of services have come into being or vanished since last month. */
export function planRoutes(state: State): void {
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    planRoute(state, state.routes.compliant[type]!, type, type === INDEPENDENT ? ANY_KINDS : COMPLIANT_KINDS);
    planRoute(state, state.routes.forProfit[type]!, type, FOR_PROFIT_KINDS);
  }
}

const FOR_PROFIT_KINDS = [FOR_PROFIT] as const;

function planRoute(state: State, route: Route, type: number, allowed: readonly number[]): void {
  const { servicesOfKind, poolHash, luck } = state;
  const { searchOrder } = state.plan.geography;
  const here = (kind: number): boolean => servicesOfKind[type * POOL_KINDS + kind]! > 0;
  let same = 0;
  let present = 0;
  for (let k = 0; k < allowed.length; k++) {
    if (!here(allowed[k]!)) continue;
    if (route.kinds[present++] === allowed[k]) same++;
  }
  if (same === present && route.kinds.length === present) return;
  const areas = luck.areas;
  const path: number[] = [];
  route.kinds = allowed.filter(here);
  for (let area = 0; area < areas; area++) {
    for (let i = 0; i < areas; i++) {
      const where = searchOrder[area * areas + i]!;
      for (const kind of route.kinds) {
        if (kind === LOCAL_AUTHORITY && where === area) continue;
        const pool = poolOf(areas, type, where, kind);
        path.push(pool, poolHash[pool]!);
      }
    }
  }
  route.stops = path.length / 2 / areas;
  route.path = Int32Array.from(path);
}
