import type { WhenMeasure } from '../assumptions/scenario/when-measures.ts';
import { FOR_PROFIT, FOSTER, KINSHIP, LOCAL_AUTHORITY, PLACEMENT_TYPE_COUNT } from './constants.ts';
import { POOL_KINDS, RESIDENTIAL, SECTOR_COUNT, SERVICE_TYPE_COUNT } from './constants.ts';
import { LIMITED_TYPE_COUNT, PROVIDER_COUNTRIES, REASONS } from './counters.ts';
import type { Counters } from './counters.ts';
import { OwnerPlaces } from './owner-places.ts';
import {
  COUNT_HOUSED,
  COUNT_HOUSEHOLDS,
  COUNT_REGISTERED,
  COUNT_TAKEN,
  COUNT_USABLE,
  PLACE_COUNTS,
} from './place-counts.ts';
import type { RulePlan } from './plan/plan.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';

/*
 * What a rule looks at, at the end of a month, from the counters of the engine. The numbers are those that are recorded
 * for an area, region or the country; a test holds the two against each other.
 */

/** A number that a rule watches. A flow is a total since the start: the rule takes what the last month added. */
export interface RuleReader {
  readonly flow: boolean;
  readonly read: (state: State) => number;
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const SECTORS: readonly number[] = range(SECTOR_COUNT);
const COMPLIANT: readonly number[] = SECTORS.filter((sector) => sector !== FOR_PROFIT);

/** Reader of the measure of a rule, for its areas and service type (-1: all together). */
export function ruleReader(rule: Pick<RulePlan, 'measure' | 'type' | 'areas' | 'level'>): RuleReader {
  const { areas, type, measure } = rule;
  const types = type < 0 ? range(SERVICE_TYPE_COUNT) : [type];
  /** Sum over the areas of some cells of a counter with `width` numbers an area. */
  const sum = (name: keyof Counters, width: number, cells: readonly number[]): ((state: State) => number) => {
    const at = Int32Array.from(areas.flatMap((a) => cells.map((cell) => a * width + cell)));
    return ({ counters }) => {
      const values = counters[name];
      let total = 0;
      for (let i = 0; i < at.length; i++) total += values[at[i]!]!;
      return total;
    };
  };
  const stock = (name: keyof Counters, width: number, cells: readonly number[]): RuleReader => ({
    flow: false,
    read: sum(name, width, cells),
  });
  const flow = (name: keyof Counters, width = 1, cells: readonly number[] = [0]): RuleReader => ({
    flow: true,
    read: sum(name, width, cells),
  });
  const bySector = (ofTypes: readonly number[], sectors: readonly number[] = SECTORS): number[] =>
    ofTypes.flatMap((t) => sectors.map((sector) => t * SECTOR_COUNT + sector));
  const wide = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  const places = (
    counts: readonly number[],
    ofTypes: readonly number[],
    sectors: readonly number[] = SECTORS,
  ): ((s: State) => number) =>
    sum(
      'places',
      wide * PLACE_COUNTS,
      bySector(ofTypes, sectors).flatMap((cell) => counts.map((count) => cell * PLACE_COUNTS + count)),
    );
  const reasons = (name: 'applications' | 'wouldNeedApproval'): RuleReader => {
    const width = REASONS * PROVIDER_COUNTRIES;
    return flow(
      name,
      SERVICE_TYPE_COUNT * width,
      types.flatMap((t) => range(width).map((i) => t * width + i)),
    );
  };
  const still = (read: (state: State) => number): RuleReader => ({ flow: false, read });
  const over = (part: (state: State) => number, whole: (state: State) => number): RuleReader =>
    still((state) => {
      const all = whole(state);
      return all > 0 ? part(state) / all : 0;
    });
  const registered = (sectors?: readonly number[]): ((s: State) => number) =>
    places([COUNT_REGISTERED], types, sectors);
  const occupied = (sectors?: readonly number[]): ((s: State) => number) =>
    places([COUNT_HOUSED, COUNT_TAKEN], types, sectors);
  const readers: Readonly<Record<WhenMeasure, () => RuleReader>> = {
    places_registered: () => still(registered()),
    places_usable: () => still(places([COUNT_USABLE], types)),
    places_occupied: () => still(occupied()),
    occupancy: () => over(occupied(), places([COUNT_USABLE], types)),
    occupancy_compliant: () => over(occupied(COMPLIANT), places([COUNT_USABLE], types, COMPLIANT)),
    headroom_matched: () => still((state) => headroom(state, areas, type < 0 ? [FOSTER, RESIDENTIAL] : types)),
    households_approved: () => still(places([COUNT_HOUSEHOLDS], [FOSTER])),
    children_looked_after: () =>
      stock('lookedAfter', PLACEMENT_TYPE_COUNT + 1, type < 0 ? range(PLACEMENT_TYPE_COUNT + 1) : types),
    children_needing: () => stock('needing', PLACEMENT_TYPE_COUNT, types),
    children_placed: () => stock('placed', wide, bySector(types)),
    children_waiting: () => stock('waiting', PLACEMENT_TYPE_COUNT, type < 0 ? range(PLACEMENT_TYPE_COUNT) : types),
    nights_unregistered: () => flow('nightsUnregistered'),
    children_displaced: () => flow('displaced', SERVICE_TYPE_COUNT, types),
    placed_out_of_area: () => stock('placedElsewhere', PLACEMENT_TYPE_COUNT, ofPlacements(type)),
    placed_outside_wales: () => stock('placedOutside', PLACEMENT_TYPE_COUNT, ofPlacements(type)),
    secure_referrals: () => flow('secureReferrals'),
    secure_refused: () => flow('secureRefused'),
    supplementary_applications: () => reasons('applications'),
    supplementary_approved: () => flow('approvals', SERVICE_TYPE_COUNT, types),
    compliant_share: () => over(registered(COMPLIANT), registered()),
    not_for_profit_share: () => over(registered([1]), registered()),
    pipeline_cover: () => {
      const opened = sum('placesOpened', wide, bySector([RESIDENTIAL], COMPLIANT));
      const gone = sum('placesClosed', wide, bySector([RESIDENTIAL], [FOR_PROFIT]));
      return still((state) => (gone(state) > 0 ? opened(state) / gone(state) : 1));
    },
    largest_owner_share: () => byOwner(rule, (o) => (o.total[1]! > 0 ? o.largest[1]! / o.total[1]! : 0)),
    hhi: () => byOwner(rule, (o) => (o.total[1]! > 0 ? (o.squares[1]! / o.total[1]! / o.total[1]!) * 10000 : 0)),
    n_minus_1_shortfall: () => {
      const needing = sum('needing', PLACEMENT_TYPE_COUNT, types);
      const usable = places([COUNT_USABLE], types);
      return byOwner(rule, (o, state) =>
        Math.max(0, needing(state) - Math.max(0, usable(state) - o.largestUsable[1]! - o.taken[1]!)),
      );
    },
    shortfall_compliant: () => {
      const needing = sum('needing', PLACEMENT_TYPE_COUNT, types);
      const usable = places([COUNT_USABLE], types, COMPLIANT);
      const taken = places([COUNT_TAKEN], types, COMPLIANT);
      const level = rule.level === 'region' ? 'heldFromRegion' : 'heldFromAuthority';
      const held = rule.level === 'country' ? (): number => 0 : sum(level, LIMITED_TYPE_COUNT, types);
      return still((state) => Math.max(0, needing(state) - Math.max(0, usable(state) - held(state) - taken(state))));
    },
    placements_for_profit_new: () => flow('forProfitNew', SERVICE_TYPE_COUNT, types),
    placements_would_need_approval: () => reasons('wouldNeedApproval'),
    children_legacy_for_profit: () => stock('legacy', LIMITED_TYPE_COUNT, type < 0 ? [FOSTER, RESIDENTIAL] : types),
    children_started: () => flow('started'),
    children_ceased: () => flow('ceased'),
    wait_days: () => flow('waitDays'),
    unregistered_placements: () => flow('unregisteredPlacements'),
    moves_forced: () => flow('movesForced', SERVICE_TYPE_COUNT, types),
    siblings_split: () => flow('siblingsSplit'),
    stood_in_16plus: () => flow('stoodIn'),
    step_down_waiting: () => stock('stepDownWaiting', 1, [0]),
    exits_places: () => flow('placesClosed', wide, bySector(types)),
    conversions_places: () => flow('placesTransferredOut', wide, bySector(types, [FOR_PROFIT])),
    cost_gross: () => money([sum('costRunning', 1, [0]), sum('costOnce', 1, [0])]),
    cost_net: () => money([sum('costRunning', 1, [0]), sum('costOnce', 1, [0])], sum('grants', 1, [0])),
  };
  return readers[measure]();
}

/** Placement types of a service type; all where none is named, those without services too. */
function ofPlacements(type: number): number[] {
  return type < 0 ? range(PLACEMENT_TYPE_COUNT) : [type];
}

function money(costs: readonly ((s: State) => number)[], less?: (s: State) => number): RuleReader {
  return { flow: true, read: (s) => costs.reduce((total, cost) => total + cost(s), 0) - (less?.(s) ?? 0) };
}

/** Vacant places of some types that suit an ordinary child. */
function headroom({ parameters, luck, poolVacant }: State, areas: readonly number[], types: readonly number[]): number {
  let suits = 0;
  for (const type of types) {
    if (type >= KINSHIP) continue;
    const matched = type === FOSTER ? parameters.matchedFoster : parameters.matchedOrdinary;
    for (const a of areas) {
      const pool = poolOf(luck.areas, type, a, LOCAL_AUTHORITY);
      for (let kind = 0; kind < POOL_KINDS; kind++) suits += poolVacant[pool + kind]! * matched;
    }
  }
  return suits;
}

/** A number made from places by owner in the rule's areas: slot 1 of the count. */
function byOwner(
  rule: Pick<RulePlan, 'type' | 'areas'>,
  make: (owners: OwnerPlaces, state: State) => number,
): RuleReader {
  const owners = new OwnerPlaces(1);
  let group = new Int32Array(0);
  return {
    flow: false,
    read: (state) => {
      if (group.length !== state.luck.areas) {
        group = new Int32Array(state.luck.areas).fill(-1);
        for (const a of rule.areas) group[a] = 0;
      }
      owners.count(state, rule.type, group);
      return make(owners, state);
    },
  };
}
