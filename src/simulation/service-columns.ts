/** Services: those of the start first, then those that open. */
export interface ServiceColumns {
  readonly hash: Uint32Array;
  readonly type: Uint8Array;
  readonly sector: Uint8Array;
  readonly area: Int16Array;
  readonly owner: Int32Array;
  readonly status: Uint8Array;
  readonly serves: Uint8Array;
  readonly regional: Uint8Array;
  readonly registered: Int32Array;
  readonly usable: Int32Array;
  readonly households: Int32Array;
  /** Children of the model in it. */
  readonly occupied: Int32Array;
  /** Places used by children of other countries' authorities. */
  readonly otherCountry: Int32Array;
  /** Places held by young people of 18 and over who stayed with their carer. */
  readonly held: Int32Array;
  readonly vacant: Int32Array;
  readonly firstChild: Int32Array;
  readonly opened: Int32Array;
  /** Its own clock: hazard summed until the start of a month, that month, hazard a month since then, and what it must pass. */
  readonly hazard: Float64Array;
  readonly hazardSince: Int32Array;
  readonly exitRate: Float64Array;
  readonly threshold: Float64Array;
  /** Month in which the clock fires as things stand, NEVER when it stands still. */
  readonly exitMonth: Int32Array;
  /** How often its clock has fired. */
  readonly clockOrdinal: Uint8Array;
  /** 1 when the service changed sector in the run: it keeps the hazard of converted services. */
  readonly converted: Uint8Array;
  /** 1 when a lever of the scenario brought it. */
  readonly chosen: Uint8Array;
  /** 1 when it takes no new children of the country. */
  readonly refuses: Uint8Array;
  /** Month of the owner's decision and what it is (see owners.ts), NEVER and 0 when none is to come. */
  readonly decisionMonth: Int32Array;
  readonly decision: Uint8Array;
  /** Luck of what is decided and when, kept for rules that change what owners expect. */
  readonly intentLuck: Float64Array;
  readonly intentTimeLuck: Float64Array;
  /** Month in which a transfer under way is settled, or a closure after notice happens. */
  readonly dueMonth: Int32Array;
  readonly due: Uint8Array;
  /** No decision, transfer or closure is to be settled before this month. */
  readonly wakes: Int32Array;
  readonly lowMonths: Int32Array;
  /** Where the service stands in the counts of places (-1: nowhere) and with how much; see place-counts.ts. */
  readonly countedAt: Int32Array;
  readonly countedRegistered: Int32Array;
  readonly countedUsable: Int32Array;
  readonly countedTaken: Int32Array;
  readonly countedHouseholds: Int32Array;
  /** Pool that holds its vacancies, and the next service there. */
  readonly pool: Int32Array;
  readonly poolNext: Int32Array;
  /** Next service of the same type that has not closed, in order of number; -1 at the end. */
  readonly nextOfType: Int32Array;
  /** Fostering: what is left of the thresholds of the next household to leave and to be approved, and how many were. */
  readonly leavingLeft: Float64Array;
  readonly approvalLeft: Float64Array;
  readonly householdsLeft: Int32Array;
  readonly householdsApproved: Int32Array;
  /** Its own luck where a share of its places is rounded, and where a share of them cannot be used, 0 to 1. */
  readonly roundingLuck: Float64Array;
  readonly usableLuck: Float64Array;
  /** Staffed places, and the registered places and staffed share for which they were counted. */
  readonly staffed: Int32Array;
  readonly staffedOf: Int32Array;
  readonly staffedAt: Float64Array;
  count: number;
}

export function createServices(capacity: number): ServiceColumns {
  return {
    hash: new Uint32Array(capacity),
    type: new Uint8Array(capacity),
    sector: new Uint8Array(capacity),
    area: new Int16Array(capacity),
    owner: new Int32Array(capacity),
    status: new Uint8Array(capacity),
    serves: new Uint8Array(capacity),
    regional: new Uint8Array(capacity),
    registered: new Int32Array(capacity),
    usable: new Int32Array(capacity),
    households: new Int32Array(capacity),
    occupied: new Int32Array(capacity),
    otherCountry: new Int32Array(capacity),
    held: new Int32Array(capacity),
    vacant: new Int32Array(capacity),
    firstChild: new Int32Array(capacity),
    opened: new Int32Array(capacity),
    hazard: new Float64Array(capacity),
    hazardSince: new Int32Array(capacity),
    exitRate: new Float64Array(capacity),
    exitMonth: new Int32Array(capacity),
    threshold: new Float64Array(capacity),
    clockOrdinal: new Uint8Array(capacity),
    converted: new Uint8Array(capacity),
    chosen: new Uint8Array(capacity),
    refuses: new Uint8Array(capacity),
    decisionMonth: new Int32Array(capacity),
    decision: new Uint8Array(capacity),
    intentLuck: new Float64Array(capacity),
    intentTimeLuck: new Float64Array(capacity),
    dueMonth: new Int32Array(capacity),
    due: new Uint8Array(capacity),
    wakes: new Int32Array(capacity),
    lowMonths: new Int32Array(capacity),
    countedAt: new Int32Array(capacity),
    countedRegistered: new Int32Array(capacity),
    countedUsable: new Int32Array(capacity),
    countedTaken: new Int32Array(capacity),
    countedHouseholds: new Int32Array(capacity),
    pool: new Int32Array(capacity),
    poolNext: new Int32Array(capacity),
    nextOfType: new Int32Array(capacity),
    leavingLeft: new Float64Array(capacity),
    approvalLeft: new Float64Array(capacity),
    householdsLeft: new Int32Array(capacity),
    householdsApproved: new Int32Array(capacity),
    roundingLuck: new Float64Array(capacity),
    usableLuck: new Float64Array(capacity),
    staffed: new Int32Array(capacity),
    staffedOf: new Int32Array(capacity),
    staffedAt: new Float64Array(capacity),
    count: 0,
  };
}
