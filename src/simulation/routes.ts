import {
  FOR_PROFIT,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  OTHER_SECTOR,
  REGIONAL_POOL,
  SERVICE_TYPE_COUNT,
} from './constants.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';

/**
 * The pools that a child of each area asks, in order, one area after the other. Pools that never had a service are not on
 * it: to ask them would change nothing.
 */
export interface Route {
  /** Kinds of pools on it. */
  kinds: number[];
  /** Where the stops of each area begin, and the end of the last. */
  starts: Int32Array;
  /** Two numbers a stop: the pool, and its hash in the child's luck. */
  path: Int32Array;
}

/** Routes by service type: through services that need no approval, and through for-profit ones. */
export interface Routes {
  readonly compliant: Route[];
  readonly forProfit: Route[];
  /** 1 for types whose routes are to be planned anew. */
  readonly stale: Uint8Array;
}

/** Kinds of pools in the order in which a child looks inside an area. Its authority's own services come before all. */
const COMPLIANT_KINDS = [LOCAL_AUTHORITY, REGIONAL_POOL, NOT_FOR_PROFIT, OTHER_SECTOR] as const;
/** Supported accommodation is not a restricted service: any provider will do. */
const ANY_KINDS = [...COMPLIANT_KINDS, FOR_PROFIT] as const;

const FOR_PROFIT_KINDS = [FOR_PROFIT] as const;

export function createRoutes(): Routes {
  const empty = (): Route => ({ kinds: [], starts: new Int32Array(0), path: new Int32Array(0) });
  const byType = (): Route[] => Array.from({ length: SERVICE_TYPE_COUNT }, empty);
  return { compliant: byType(), forProfit: byType(), stale: new Uint8Array(SERVICE_TYPE_COUNT).fill(1) };
}

/** Plans anew the routes of the types of which a pool has got its first service. */
export function planRoutes(state: State): void {
  const { compliant, forProfit, stale } = state.routes;
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    if (stale[type] === 0) continue;
    compliant[type] = routeThrough(state, type, type === INDEPENDENT ? ANY_KINDS : COMPLIANT_KINDS);
    forProfit[type] = routeThrough(state, type, FOR_PROFIT_KINDS);
    stale[type] = 0;
  }
}

function routeThrough(state: State, type: number, allowed: readonly number[]): Route {
  const { poolUsed, poolHash, luck } = state;
  const { searchOrder } = state.plan.geography;
  const areas = luck.areas;
  const path: number[] = [];
  const starts = new Int32Array(areas + 1);
  for (let area = 0; area < areas; area++) {
    for (let i = 0; i < areas; i++) {
      const where = searchOrder[area * areas + i]!;
      for (const kind of allowed) {
        if (kind === LOCAL_AUTHORITY && where === area) continue;
        const pool = poolOf(areas, type, where, kind);
        if (poolUsed[pool] === 1) path.push(pool, poolHash[pool]!);
      }
    }
    starts[area + 1] = path.length / 2;
  }
  const used = (kind: number): boolean => {
    for (let area = 0; area < areas; area++) if (poolUsed[poolOf(areas, type, area, kind)] === 1) return true;
    return false;
  };
  return { kinds: allowed.filter(used), starts, path: Int32Array.from(path) };
}
