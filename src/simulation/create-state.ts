import { AGE_BANDS } from '../domain/vocabulary.ts';
import { mix32 } from '../random/keys.ts';
import { gammaQuantile } from '../random/quantiles.ts';
import { createChildren } from './child-rows.ts';
import { createCalendar } from './clocks.ts';
import { INDEPENDENT, POOL_KINDS, SECTOR_COUNT, SERVICE_TYPE_COUNT } from './constants.ts';
import { createCounters } from './counters.ts';
import { entryAges } from './entry-ages.ts';
import { EXIT_RATES } from './exit-clocks.ts';
import { createHeldPlaces } from './held-places.ts';
import { createLuck } from './luck.ts';
import { createMoney } from './money-state.ts';
import { createNewcomers } from './newcomers.ts';
import { createParameters } from './parameters.ts';
import type { Plan } from './plan/plan.ts';
import { createRoutes } from './routes.ts';
import { createRules } from './rules-state.ts';
import { createSecureBeds } from './secure-beds.ts';
import { createServices } from './service-columns.ts';
import { OPENING_PROGRAMMES, SEARCH_BUCKETS } from './state-constants.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';
import { stayGuide } from './stays.ts';

/** Shape of the gamma spread between children of how often they move (model: their rates differ). */
const MOVE_SHAPE = 2;

/** An empty state for a plan. `resetState` makes it ready for a draw. */
export function createState(plan: Plan): State {
  const areas = plan.geography.areaCodes.length;
  const yearly = plan.children.entriesPerYear.reduce((s, v) => s + v, 0);
  // About twice the children who are there at any time; more are made room for when they come.
  const childCapacity = Math.ceil(plan.children.total * 2 + yearly / 4) + 1000;
  const serviceCapacity = plan.services.ids.length + plan.projects.length + 1000;
  const pools = SERVICE_TYPE_COUNT * areas * POOL_KINDS;
  const owners = plan.owners.ids.length + 1000;
  const rules = createRules(plan);
  return {
    plan,
    levers: rules?.levers ?? plan.levers,
    policy: rules?.policy ?? plan.policy,
    rules,
    luck: createLuck(areas),
    parameters: createParameters(),
    children: createChildren(childCapacity),
    services: createServices(serviceCapacity),
    heldPlaces: createHeldPlaces(plan.months),
    calendar: createCalendar(plan.months),
    freeRows: new Int32Array(childCapacity),
    freeRowCount: 0,
    leftRows: new Int32Array(childCapacity),
    leftRowCount: 0,
    counters: createCounters(areas, plan.months),
    money: createMoney(plan),
    poolFirst: new Int32Array(pools),
    poolVacant: new Int32Array(pools),
    poolHash: poolHashes(plan),
    poolUsed: new Uint8Array(pools),
    poolChance: new Uint32Array(4 * pools),
    routes: createRoutes(),
    kindVacant: new Int32Array(SERVICE_TYPE_COUNT * POOL_KINDS),
    kindMost: new Int32Array(SERVICE_TYPE_COUNT * POOL_KINDS),
    exceptPool: -1,
    seekers: new Int32Array(childCapacity),
    seekerCount: 0,
    seekerKeys: new Float64Array(childCapacity),
    sortedSeekers: new Int32Array(childCapacity),
    sortedKeys: new Float64Array(childCapacity),
    bucketEnds: new Int32Array(SEARCH_BUCKETS),
    residentialList: new Int32Array(childCapacity),
    residentialCount: 0,
    matchChance: new Float64Array(4 * 257),
    offeredChance: new Float64Array(4 * 257),
    matchWhole: new Uint32Array(4 * 257),
    offeredWhole: new Uint32Array(4 * 257),
    firstOfType: new Int32Array(SERVICE_TYPE_COUNT),
    lastOfType: new Int32Array(SERVICE_TYPE_COUNT),
    closedInChains: 0,
    ownerHomes: new Int32Array(owners),
    ownerFails: new Int32Array(owners),
    nextOwnerFailure: 0,
    ownerHash: new Uint32Array(owners),
    exitRates: new Float64Array(EXIT_RATES),
    fittedRates: new Float64Array(plan.hazards?.rowAt.length ?? 0),
    ownerCount: 0,
    moveFrailty: Float64Array.from({ length: 256 }, (_, i) => gammaQuantile((i + 0.5) / 256, MOVE_SHAPE) / MOVE_SHAPE),
    stayGuide: stayGuide(plan),
    entryAges: entryAges(plan),
    newcomers: createNewcomers(),
    entryLuck: new Uint32Array(areas * (AGE_BANDS.length + 1) * 6),
    independentLimited: plan.services.type.includes(INDEPENDENT),
    openingHazard: new Float64Array(OPENING_PROGRAMMES * areas),
    openingThreshold: new Float64Array(OPENING_PROGRAMMES * areas),
    openingOrdinal: new Int32Array(OPENING_PROGRAMMES * areas),
    homesBySector: new Int32Array(SECTOR_COUNT * areas),
    authorityHomes: 0,
    outsideExtra: 0,
    secure: createSecureBeds(),
    secureReferrals: 0,
    secureOthers: 0,
    secureNextReferral: 0,
    secureNextOther: 0,
    youngerShare: 0,
    siblingChance: 0,
    placesSought: 1,
    stepUpHazard: 0,
    stepDownHazard: 0,
    secureStayUnit: 0,
    stayClock: new Float64Array(plan.months + 1),
    projectMonth: new Int32Array(plan.projects.length),
    projectEndsAt: new Uint8Array(plan.projects.length),
    month: 0,
    unseated: 0,
  };
}

function poolHashes(plan: Plan): Uint32Array {
  const { areaHashes } = plan.geography;
  const hashes = new Uint32Array(SERVICE_TYPE_COUNT * areaHashes.length * POOL_KINDS);
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    for (let a = 0; a < areaHashes.length; a++) {
      for (let kind = 0; kind < POOL_KINDS; kind++) {
        hashes[poolOf(areaHashes.length, type, a, kind)] =
          mix32(areaHashes[a]! + Math.imul(type * POOL_KINDS + kind + 1, 0x9e3779b9)) | 1;
      }
    }
  }
  return hashes;
}
