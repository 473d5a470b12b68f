import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import type { ServiceType } from '../../domain/vocabulary.ts';

/** Which service types a rule may ask about, and what the number is. */
interface WhenMeasureKind {
  readonly types: readonly ServiceType[];
  /** A share lies from 0 to 1. */
  readonly share?: true;
  /** Without a service type the measure is about this one; else about all types together. */
  readonly usual?: ServiceType;
}

const ALL = SERVICE_TYPES;
const LIMITED: readonly ServiceType[] = ['foster', 'residential'];
const NONE: readonly ServiceType[] = [];
const by = (types: readonly ServiceType[]): WhenMeasureKind => ({ types });
/** A ratio is of one type: of children's homes, where none is named. */
const RATIO: WhenMeasureKind = { types: LIMITED, usual: 'residential' };
const SHARE: WhenMeasureKind = { ...RATIO, share: true };

const KINDS = {
  places_registered: by(ALL),
  places_usable: by(ALL),
  places_occupied: by(ALL),
  occupancy: SHARE,
  occupancy_compliant: SHARE,
  headroom_matched: by(LIMITED),
  households_approved: by(NONE),
  children_looked_after: by(ALL),
  children_needing: by(ALL),
  children_placed: by(ALL),
  children_waiting: by(ALL),
  nights_unregistered: by(NONE),
  children_displaced: by(ALL),
  placed_out_of_area: by(ALL),
  placed_outside_wales: by(ALL),
  secure_referrals: by(NONE),
  secure_refused: by(NONE),
  supplementary_applications: by(ALL),
  supplementary_approved: by(ALL),
  compliant_share: SHARE,
  not_for_profit_share: SHARE,
  pipeline_cover: { types: ['residential'], usual: 'residential' },
  largest_owner_share: SHARE,
  hhi: RATIO,
  n_minus_1_shortfall: RATIO,
  shortfall_compliant: RATIO,
  placements_for_profit_new: by(ALL),
  placements_would_need_approval: by(ALL),
  children_legacy_for_profit: by(LIMITED),
  children_started: by(NONE),
  children_ceased: by(NONE),
  wait_days: by(NONE),
  unregistered_placements: by(NONE),
  moves_forced: by(ALL),
  siblings_split: by(NONE),
  stood_in_16plus: by(NONE),
  step_down_waiting: by(NONE),
  exits_places: by(ALL),
  conversions_places: by(ALL),
  cost_gross: by(NONE),
  cost_net: by(NONE),
} as const satisfies Record<string, WhenMeasureKind>;

export type WhenMeasure = keyof typeof KINDS;

/** Measures that a rule `when` can look at: counters that the simulation keeps for each area and month. */
export const WHEN_MEASURES = Object.keys(KINDS) as [WhenMeasure, ...WhenMeasure[]];

/** Which service types a measure is kept for, and what its number is. */
export function whenMeasureKind(measure: WhenMeasure): WhenMeasureKind {
  return KINDS[measure];
}
