import type { CorrelationMatrix } from '../../assumptions/correlation.ts';
import type { Posterior } from '../../assumptions/posterior.ts';
import type { WhenMeasure } from '../../assumptions/scenario/when-measures.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { TimedEffect } from './levers/effects.ts';
import type { HazardPlan } from './hazards.ts';
import type { MoneyPlan } from './money.ts';

/** Where areas lie and in which order a child's place is sought. Areas are numbered 0 to n - 1: authorities only. */
export interface Geography {
  readonly countryCode: string;
  readonly outsideCode: string;
  readonly areaCodes: readonly string[];
  readonly regionCodes: readonly string[];
  /** Region of each area. */
  readonly regionOf: Int32Array;
  /** Identity of each area in random keys: a hash of its code. */
  readonly areaHashes: Uint32Array;
  /** Row a: all areas in the order in which a child of area a looks: own, near, region, rest of the country. */
  readonly searchOrder: Int32Array;
  /** Row a: where near, region and country begin in that order, and its end (four numbers an area). */
  readonly tierStarts: Int32Array;
}

/** What the law says in each month, month by month from the start. 1: in force. Row = service type. */
export interface Policy {
  readonly registrationEnded: Uint8Array;
  readonly growthEnded: Uint8Array;
  /** New placements with for-profit providers in the country need approval. */
  readonly approvalNeeded: Uint8Array;
  /** New placements outside the country with private and with voluntary providers need approval. */
  readonly approvalNeededOutsidePrivate: Uint8Array;
  readonly approvalNeededOutsideVoluntary: Uint8Array;
  readonly forProfitEnded: Uint8Array;
  /** Month (from the start) in which growth ends and approval is needed for homes and agencies; months when never. */
  readonly growthEndsMonth: Int32Array;
  readonly approvalMonth: Int32Array;
  readonly approvalOutsidePrivateMonth: Int32Array;
  readonly approvalOutsideVoluntaryMonth: Int32Array;
  readonly registrationEndsMonth: Int32Array;
}

/** Children at the start and how they come and go. */
export interface ChildrenPlan {
  /** Cells of the baseline: area, placement type, age band, children (four numbers a cell). */
  readonly cells: Int32Array;
  /** Entries a year at the start by area and age band. */
  readonly entriesPerYear: Float64Array;
  /** Share of a band's entries at each month of age, 0 to 215. */
  readonly entryAgeShares: Float64Array;
  /** Placement type at entry: cumulative shares by area and age band. */
  readonly needCumulative: Float64Array;
  /** Survival of stays by age band at entry, months 0 to 216. */
  readonly survival: Float64Array;
  /** Child population relative to its start, by year from the start, area and age band. */
  readonly populationRatio: Float64Array;
  /** Cumulative weights of age in months inside a band for children at the start: by placement type and month of age. */
  readonly ageCumulative: Float64Array;
  /** Cumulative weights of the elapsed stay, by placement type, month of age, and elapsed month. */
  readonly elapsedCumulative: Float64Array;
  /** Children in residential care at the start by area, for openings in proportion to them. */
  readonly residentialShare: Float64Array;
  /** Share of kin over share of foster carers at entry, by area and age band: what a kinship lever shifts. */
  readonly kinOverFoster: Float64Array;
  readonly total: number;
  /** Entries a year of all but the unaccompanied. */
  readonly othersYearly: number;
  /** How many children of each cell are unaccompanied, and of all cells. */
  readonly unaccompaniedInCell: Int32Array;
  readonly unaccompaniedAtStart: number;
  /** Unaccompanied children who start a year at the central value of the data set. */
  readonly unaccompaniedYearly: number;
  /** Whether the data set says how many are unaccompanied; else there are none but those of a lever. */
  readonly unaccompaniedFollowed: boolean;
  /** Share of those who come at 16 or 17 who need supported accommodation; all others need foster care. */
  readonly olderIndependentShare: number;
  /** Share of each area in the child population: its part of the unaccompanied children who start. */
  readonly childShare: Float64Array;
}

/** Services at the start, one column a field. */
export interface ServicesPlan {
  readonly ids: readonly string[];
  readonly hash: Uint32Array;
  readonly type: Int8Array;
  readonly sector: Int8Array;
  readonly area: Int16Array;
  readonly owner: Int32Array;
  readonly places: Int32Array;
  readonly households: Int32Array;
  /** 1 when the registration serves children looked after. */
  readonly serves: Uint8Array;
  readonly regional: Uint8Array;
}

export interface OwnersPlan {
  readonly ids: readonly string[];
  readonly hash: Uint32Array;
  /** Owner that stands for the authority of each area. */
  readonly authority: Int32Array;
}

export interface ProjectPlan {
  readonly id: string;
  readonly hash: number;
  readonly area: number;
  readonly type: number;
  readonly sector: number;
  readonly places: number;
  /** Stages already behind it, 0 (decided) to 5 (staffed). */
  readonly stage: number;
  /** Months after the start at which it is planned to open. */
  readonly opens: number;
  readonly regional: boolean;
  /** A lever's place opens for certain on its day; a project may slip or fail. */
  readonly certain: boolean;
  /** Whether a lever of the scenario brings it: it gives nobody the means to open more. */
  readonly chosen: boolean;
  /** Owner, or -1: the authority of the area, else an owner of its own. */
  readonly owner: number;
  readonly serves: boolean;
  readonly households: number;
  /** Pounds of the price base that it costs to build or buy, NaN when not known: an authority's then costs the assumption a place. */
  readonly capital: number;
}

/** Services that an event names. Undefined fields match all. */
export interface ServiceSelection {
  readonly type?: number;
  readonly sector?: number;
  readonly owner?: number;
  readonly service?: number;
  readonly areas?: readonly number[];
}

/** Levers and events, turned into numbers by month (from the start). */
export interface LeversPlan {
  /** Factor on entries by month, area and age band. */
  readonly entriesFactor: Float64Array;
  /** How fast stays run, by month: 1, or more when children go home sooner. */
  readonly staySpeed: Float64Array;
  /** Factor on how many of those who leave care go to a special guardian, by month. */
  readonly guardianFactor: Float64Array;
  /** Factor on the share of entries to foster care and homes that goes to kin instead, by month. */
  readonly kinshipFactor: Float64Array;
  /** Unaccompanied children a year beyond the usual ones, by month. */
  readonly transferredPerYear: Float64Array;
  /** Staffed share by month, NaN where the assumption holds. */
  readonly staffedShare: Float64Array;
  /** Factor on the staffed share of homes, by month and area. */
  readonly staffingFactor: Float64Array;
  /** Factor on prices of bought care, by month and area. */
  readonly priceFactor: Float64Array;
  readonly convertFactor: Float64Array;
  readonly transferSucceeds: Float64Array;
  readonly carers: readonly { area: number; sector: number; perMonth: number; from: number; months: number }[];
  readonly closures: readonly {
    month: number;
    select: ServiceSelection;
    share: number;
    notice: number;
    hash: number;
  }[];
  readonly conversions: readonly { month: number; select: ServiceSelection; share: number; hash: number }[];
  /** Owners who leave; LARGEST_OWNER is the one with most places then. */
  readonly ownersLeave: readonly { month: number; owner: number; areas?: readonly number[] }[];
  readonly withdrawals: readonly {
    month: number;
    sector: number;
    share: number;
    areas?: readonly number[];
    hash: number;
  }[];
  readonly delays: readonly {
    from: number;
    months: number;
    share: number;
    /** Id of the one project that it meets; undefined for all. */
    project?: string;
    areas?: readonly number[];
    hash: number;
  }[];
}

/** A rule: levers that start in the month after its condition has held at the ends of some months in a row. */
export interface RulePlan {
  readonly measure: WhenMeasure;
  /** Service type, -1 for all together. */
  readonly type: number;
  readonly areas: readonly number[];
  readonly level: 'country' | 'region' | 'authority';
  /** Whether it fires over its threshold, else under it. */
  readonly above: boolean;
  readonly threshold: number;
  readonly forMonths: number;
  readonly repeat: boolean;
  readonly effects: readonly TimedEffect[];
}

/**
 * Everything that a draw needs and nothing that it could change: a plain, frozen value that crosses threads, with a
 * digest that names it. Two plans with the same digest, seed and draws give the same bytes.
 */
export interface Plan {
  readonly scenarioName: string;
  readonly scenarioTitle: string;
  readonly scenarioDigest: string;
  readonly dataName: string;
  readonly dataDigest: string;
  /** First simulated month, as a month index of the calendar: the month after the baseline. */
  readonly startMonth: number;
  readonly months: number;
  readonly geography: Geography;
  readonly policy: Policy;
  readonly children: ChildrenPlan;
  readonly services: ServicesPlan;
  readonly owners: OwnersPlan;
  readonly projects: readonly ProjectPlan[];
  readonly levers: LeversPlan;
  readonly rules: readonly RulePlan[];
  readonly money: MoneyPlan;
  /** Rows in force, with the scenario's overrides. */
  readonly assumptions: readonly AssumptionRow[];
  /** Rank correlations of some of them. */
  readonly correlations: CorrelationMatrix;
  /** Joint values of some of them, as they were fitted; undefined where the data set has none. */
  readonly posterior: Posterior | undefined;
  /** Fitted hazards of homes; undefined where the data set has none. */
  readonly hazards: HazardPlan | undefined;
  /** Weakest evidence behind figures on children and on places. */
  readonly childrenStatus: EvidenceStatus;
  readonly placesStatus: EvidenceStatus;
  /** Divides the drawn value of `entries` into a factor on entries a year; the same for fostering households. */
  readonly entriesBase: number;
  readonly householdsBase: number;
  /** Places of a new home at 64 even quantiles. */
  readonly newHomePlaces: Int32Array;
  /** Central months from decision to opening: how much a drawn duration stretches a planned date. */
  readonly projectMonthsCentral: number;
  /** Position of each engine parameter among the assumptions, in the order of PARAMETER_NAMES. */
  readonly parameterAt: Int32Array;
  readonly digest: string;
}
