import type { AssumptionRow, ChildrenRow, DataSet, FlowRow, ServiceRow, StayRow } from '../../src/domain/tables.ts';
import { AGE_BANDS } from '../../src/domain/vocabulary.ts';
import type { AgeBand, PlacementType } from '../../src/domain/vocabulary.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';

const MADE_UP = { status: 'illustrative', source: 'made up for a test' } as const;

/** What a country of one authority holds; all that is left out does not exist or does not happen. */
export interface Parts {
  /** Children at the start. */
  readonly children?: readonly [type: PlacementType, band: AgeBand, count: number][];
  /** Share of children who leave each month, whatever their age at entry. */
  readonly leavingPerMonth?: number;
  readonly stays?: readonly StayRow[];
  /** Children who enter a year, by age band. */
  readonly entries?: Partial<Record<AgeBand, number>>;
  /** Placement type of all who enter. */
  readonly enterTo?: PlacementType;
  readonly services?: readonly (Partial<ServiceRow> & { service_id: string })[];
  /** Assumptions that differ from those that let nothing happen. */
  readonly assumptions?: Readonly<Record<string, number>>;
}

/** What must be 0, or 1, for a country in which nothing happens but what a test asks for. Every other id is at its central value. */
const NOTHING_HAPPENS: Readonly<Record<string, number>> = {
  home_exit_for_profit: 0,
  home_exit_local_authority: 0,
  home_exit_not_for_profit: 0,
  home_exit_converted: 0,
  home_exit_owner_size_1: 1,
  home_exit_owner_size_2_5: 1,
  home_exit_owner_size_6_20: 1,
  home_exit_owner_size_21_plus: 1,
  home_exit_change_of_owner: 0,
  home_moves_premises: 0,
  home_conversion: 0,
  home_openings_for_profit: 0,
  home_openings_not_for_profit: 0,
  generated_openings: 0,
  applications_lodged: 0,
  agency_exit_for_profit: 0,
  agency_exit_not_for_profit: 0,
  agency_conversion: 0,
  owner_failure: 0,
  other_country_children: 0,
  carer_leaving: 0,
  carer_approvals_local_authority: 0,
  carer_approvals_agencies: 0,
  stays_put_at_18: 0,
  entries_trend: 0,
  entries_overdispersion: 1,
  entry_newborn_share: 1,
  entries_unaccompanied: 0,
  unaccompanied_at_start: 0,
  sibling_share: 0,
  parent_and_child_share: 0,
  stay_scale: 1,
  need_change: 0,
  need_change_down: 0,
  placement_moves: 1e-9,
  secure_referrals: 0,
  staffed_share: 1,
};

/** Every assumption without a spread: at its central value, or at the value given for its id. */
export function withoutSpread(
  rows: readonly AssumptionRow[],
  values: Readonly<Record<string, number>> = {},
): AssumptionRow[] {
  for (const id of Object.keys(values)) if (!rows.some((r) => r.id === id)) throw new Error(`no assumption ${id}`);
  return rows.map((r): AssumptionRow => {
    const value = values[r.id] ?? r.central;
    return { ...r, distribution: 'fixed', low: value, central: value, high: value, quantiles: '' };
  });
}

/** Stays that end at the same rate in every month, so that their survival after k months is (1 - rate)^k. */
export function steadyStays(leavingPerMonth: number): StayRow[] {
  return AGE_BANDS.flatMap((age_band) =>
    Array.from({ length: 217 }, (_, month) => ({
      age_band,
      month,
      still_looked_after: (1 - leavingPerMonth) ** month,
      ...MADE_UP,
    })),
  );
}

/** A country of one authority in which only what is asked for happens, with no law and no spread in any assumption. */
export function pureCountry(base: DataSet, parts: Parts): DataSet {
  const children = (parts.children ?? [['other', '0', 1]]).map(([placement_type, age_band, count]): ChildrenRow => ({
    date: '2024-03-31',
    area_code: 'A',
    placement_type,
    age_band,
    children: count,
    children_low: count,
    children_high: count,
    ...MADE_UP,
  }));
  const flows = AGE_BANDS.map((age_band): FlowRow => ({
    year_ending: '2024-03-31',
    area_code: 'A',
    age_band,
    measure: 'started',
    children: parts.entries?.[age_band] ?? 0,
    children_low: parts.entries?.[age_band] ?? 0,
    children_high: parts.entries?.[age_band] ?? 0,
    ...MADE_UP,
  }));
  return {
    ...base,
    name: 'pure',
    digest: JSON.stringify(parts),
    areas: [
      { area_code: 'C', level: 'country', name_en: 'Country', name_cy: 'Gwlad' },
      { area_code: 'R', level: 'region', name_en: 'Region', name_cy: 'Rhanbarth', parent: 'C' },
      { area_code: 'A', level: 'authority', name_en: 'Area', name_cy: 'Ardal', region_code: 'R', parent: 'R' },
      { area_code: 'O', level: 'outside', name_en: 'Outside', name_cy: 'Tu allan' },
    ],
    children,
    flows,
    stays: parts.stays ?? steadyStays(parts.leavingPerMonth ?? 0),
    needs: AGE_BANDS.map((age_band) => ({
      age_band,
      placement_type: parts.enterTo ?? 'other',
      share_at_entry: 1,
      ...MADE_UP,
    })),
    population: [],
    services: (parts.services ?? []).map((service) => ({
      name: service.service_id,
      service_type: 'residential',
      sector: 'for-profit',
      area_code: 'A',
      evidence: 'made up',
      registered_for: 'general',
      regional: false,
      ...MADE_UP,
      ...service,
    })),
    near: [],
    funding: [],
    projects: [],
    timetable: [],
    assumptions: withoutSpread(base.assumptions, { ...NOTHING_HAPPENS, ...parts.assumptions }),
    // Amounts of the shipped country lend their spread alone: here none, so the flows above are met exactly.
    assumptionsFromShipped: ['entries', 'foster_households_mainstream'],
  };
}

/** Runs draws of a plan and looks at the end of each month. `month` counts the months that have passed: 1, 2, and so on. */
export function eachMonth(plan: Plan, draws: number, look: (state: State, draw: number, month: number) => void): void {
  const state = createState(plan);
  for (let draw = 0; draw < draws; draw++) {
    const recorder: Recorder = { begin: () => undefined, endMonth: (s) => look(s, draw, s.month + 1) };
    runDraw(state, 1, draw, recorder);
  }
}

/** Children looked after now. */
export function childrenNow(state: State): number {
  return state.counters.lookedAfter.reduce((sum, v) => sum + v, 0);
}
