import type { IsoDate } from './calendar.ts';
import type { Repair } from './errors.ts';
import type { EvidenceStatus, Strength } from './status.ts';
import type {
  AgeBand,
  AreaLevel,
  Milestone,
  PlacementType,
  ProgrammeKind,
  ProgrammeState,
  ProjectStage,
  ProviderDescription,
  RecordedMeasure,
  RegisteredFor,
  Sector,
  ServiceType,
} from './vocabulary.ts';

/*
 * Rows of the checked tables, as plain values. Files with the same names are read and checked in `data`;
 * nothing after that looks at a file again. A field that may be empty is `undefined` here, never 0 and never ''.
 */

export interface AreaRow {
  readonly area_code: string;
  readonly level: AreaLevel;
  readonly name_en: string;
  readonly name_cy: string;
  /** Region of an authority; undefined at other levels. */
  readonly region_code?: string;
  /** Code of the area above: region for an authority, country for a region. */
  readonly parent?: string;
}

/** A count of children. `children` is undefined when the cell is suppressed; then low and high hold its range. */
export interface ChildrenRow {
  readonly date: IsoDate;
  readonly area_code: string;
  /** `foster-including-kinship` is a label of published rows that do not split kin out. */
  readonly placement_type: PlacementType | 'foster-including-kinship' | 'all';
  readonly age_band: AgeBand | 'all';
  readonly children?: number;
  readonly children_low: number;
  readonly children_high: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface FlowRow {
  readonly year_ending: IsoDate;
  readonly area_code: string;
  readonly age_band: AgeBand | 'all';
  readonly measure: 'started' | 'ceased';
  /** Missing where it is suppressed. Only a figure that is not published may have decimals: a fitted mean. */
  readonly children: number | undefined;
  readonly children_low: number;
  readonly children_high: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** Survival of stays: share of those who entered in an age band still looked after at the end of a month of stay. */
export interface StayRow {
  readonly age_band: AgeBand;
  readonly month: number;
  readonly still_looked_after: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface NeedRow {
  readonly age_band: AgeBand;
  readonly placement_type: PlacementType;
  readonly share_at_entry: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface PopulationRow {
  readonly mid_year: number;
  readonly area_code: string;
  /** Whole years, 0 to 17. */
  readonly age: number;
  readonly population: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface ServiceRow {
  readonly service_id: string;
  readonly name: string;
  readonly service_type: ServiceType;
  readonly sector: Sector;
  readonly provider_id?: string;
  /** Ultimate owner; undefined when unknown (then the service is an owner of its own). */
  readonly owner_id?: string;
  readonly area_code: string;
  /** Registered places. Undefined for fostering where households are given. */
  readonly places?: number;
  /** Approved fostering households, for fostering services. */
  readonly households?: number;
  readonly opened?: IsoDate;
  readonly closed?: IsoDate;
  readonly status: EvidenceStatus;
  readonly evidence: string;
  readonly source: string;
  readonly registered_for: RegisteredFor;
  readonly age_min?: number;
  readonly age_max?: number;
  readonly regional: boolean;
}

/** Joint values of some assumptions: one row a parameter set, as `fit` writes them to `posterior.parquet`. */
export interface PosteriorTable {
  /** Ids of the assumptions, one a column. */
  readonly ids: readonly string[];
  /** Rows. */
  readonly sets: number;
  /** Values, row by row, in the units of the assumptions. */
  readonly values: Float64Array;
}

/** One service as a register listed it on one day. */
export interface RegisterHistoryRow extends ServiceRow {
  readonly snapshot_date: IsoDate;
  /** Place where the service is, which stays when it registers anew. */
  readonly site_id?: string;
  /** The registration that this one follows at the same place. */
  readonly previous_service_id?: string;
  /** Whether the snapshot lists every service. */
  readonly snapshot_complete: boolean;
}

export interface NearRow {
  readonly area_code: string;
  readonly near_code: string;
  readonly minutes: number;
}

export interface FundingRow {
  readonly area_code: string;
  readonly fund: string;
  /** Financial year by the year in which it ends. */
  readonly year: number;
  readonly capital_gbp?: number;
  readonly revenue_gbp?: number;
  readonly status: EvidenceStatus;
  readonly ends?: IsoDate;
  readonly source: string;
}

export interface IndexRow {
  /** Financial year by the year in which it ends. */
  readonly year: number;
  readonly index: 'pay' | 'prices';
  readonly value: number;
  readonly source: string;
}

export interface ProjectRow {
  readonly project_id: string;
  readonly area_code: string;
  readonly service_type: ServiceType;
  readonly sector: Sector;
  readonly places: number;
  readonly stage: ProjectStage;
  readonly planned_open: IsoDate;
  readonly capital_gbp?: number;
  readonly fund?: string;
  readonly regional: boolean;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** Applications for supplementary placements that an authority made. */
export interface ApplicationsRow {
  readonly area_code: string;
  readonly financial_year: string;
  readonly service_type: ServiceType | 'all';
  readonly reason: string;
  readonly provider_country: 'all' | 'own' | 'outside';
  readonly applications: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** Places of a not-for-profit service that a sufficiency plan counts on. */
export interface ClaimRow {
  readonly plan_area_code: string;
  readonly service_id: string;
  readonly places_claimed: number;
  readonly places_offered: number;
  readonly source: string;
}

/** One line of a programme or implementation plan, national or of an authority. */
export interface ProgrammeRow {
  readonly item_id: string;
  readonly kind: ProgrammeKind;
  readonly title: string;
  /** An authority, a region or the country; the whole country where it is left out. */
  readonly area_code?: string;
  readonly workstream?: string;
  readonly owner?: string;
  readonly planned_date: IsoDate;
  readonly state: ProgrammeState;
  /** Day on which it was done; only where the state is done. */
  readonly done_date?: IsoDate;
  /** What it stands for: `project ID`, `lever N` or `timetable MILESTONE`; left out where the model holds no such thing. */
  readonly tied_to?: string;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface PriceRow {
  /** A service type, or a placement type that is priced (`kinship`), or `emergency`: a night without a registered place. */
  readonly service_type: ServiceType | PlacementType | 'emergency';
  readonly sector: Sector | 'all';
  readonly weekly_gbp: number;
  readonly price_date: IsoDate;
  readonly status: EvidenceStatus;
  readonly source: string;
}

export interface TimetableRow {
  readonly milestone: Milestone;
  readonly service_type: ServiceType;
  readonly provider_description: ProviderDescription;
  /** Undefined: the milestone is not set for these providers. */
  readonly date?: IsoDate;
  readonly source: string;
}

/** Families of distributions. Only `fixed` has no spread; `dirichlet(k)` needs the other shares of its group. */
export type DistributionName =
  'fixed' | 'normal' | 'lognormal' | 'beta' | 'gamma' | 'discrete' | `dirichlet(${number})`;

export interface AssumptionRow {
  readonly id: string;
  readonly meaning: string;
  readonly unit: string;
  readonly distribution: DistributionName;
  /** Undefined for a Dirichlet share. */
  readonly low?: number;
  readonly central: number;
  readonly high?: number;
  /** Which quantiles low and high are; `range` and `bounds` read as p05 and p95. Empty for `fixed` and Dirichlet. */
  readonly quantiles: 'p05,p95' | 'p10,p90' | 'p025,p975' | 'p25,p75' | 'mean' | 'range' | 'bounds' | '';
  readonly strength: Strength;
  readonly source: string;
  readonly owner?: string;
  readonly date?: IsoDate;
  readonly review_by?: IsoDate;
}

/** What was recorded of one aim of the programme. */
export interface RecordRow {
  /** Day of the count, or last day of the twelve months. */
  readonly date: IsoDate;
  readonly area_code: string;
  readonly measure: RecordedMeasure;
  /** Children a year, months, or a share from 0 to 1. */
  readonly value: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** One line of `measures.csv`: a combination that is recorded. A dimension is `all`, `each` or one value. */
export interface MeasureRow {
  readonly measure: string;
  readonly unit: string;
  readonly area_role: 'responsible' | 'located';
  readonly service_type: string;
  readonly sector: string;
  readonly age_band: string;
  readonly need_class: string;
  readonly reason: string;
  readonly provider_country: string;
  /** Levels of area and their periods, `country:month region:quarter`. */
  readonly levels: string;
}

/** A checked set of tables: everything about a country that a run needs. Plain data, safe to print and to save. */
export interface DataSet {
  /** Name of the folder, `wales`. */
  readonly name: string;
  /** SHA-256 over the contents of every file, in order of name. */
  readonly digest: string;
  readonly areas: readonly AreaRow[];
  readonly children: readonly ChildrenRow[];
  readonly flows: readonly FlowRow[];
  readonly stays: readonly StayRow[];
  readonly needs: readonly NeedRow[];
  readonly population: readonly PopulationRow[];
  readonly services: readonly ServiceRow[];
  readonly near: readonly NearRow[];
  readonly funding: readonly FundingRow[];
  readonly indices: readonly IndexRow[];
  readonly projects: readonly ProjectRow[];
  readonly prices: readonly PriceRow[];
  readonly timetable: readonly TimetableRow[];
  readonly assumptions: readonly AssumptionRow[];
  /** Values of some assumptions that belong together; undefined where the set has no `posterior.parquet`. */
  readonly posterior?: PosteriorTable;
  /** Ids of assumptions that the set did not hold and that were taken from the shipped table. */
  readonly assumptionsFromShipped: readonly string[];
  /** Every repair and every default that stood in for a missing file or row. */
  readonly repairs: readonly Repair[];
}
