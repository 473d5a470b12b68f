// @ts-check
/*
 * What the stock-flow reduction reads: one row of numbers for each parameter set, worked out from the plan of Wales as
 * shipped. All four engines read the same rows, so none of them knows where a number came from.
 */
import { built } from '../lib/project.mjs';

/** @typedef {import('../../src/simulation/plan/plan.ts').Plan} Plan */

const CHILD_TYPES = ['foster', 'residential', 'secure', 'independent', 'kinship', 'parents', 'adoption', 'other'];
/** Secure care is entered by referral alone. */
export const ENTRY_TYPES = CHILD_TYPES.filter((type) => type !== 'secure');

/** Months that one run covers; a value is kept at the start and at the end of each month. */
export const MONTHS = 144;

/** Names of the inputs, in the order of a row. Rates and hazards are a month, shares 0 to 1, dates months from the start. */
export const INPUTS = [
  ...['registration_ends', 'growth_ends', 'approval_needed'],
  ...['decide_first', 'decide_second', 'decide_third', 'decide_last'],
  ...['share_convert', 'share_sell', 'share_exit', 'share_remain'],
  ...['transfer_months', 'transfer_succeeds', 'places_kept', 'sale_to_authority', 'failed_exits', 'notice_months'],
  ...['exit_for_profit', 'exit_authority', 'exit_not_for_profit'],
  ...['open_for_profit', 'open_authority', 'open_not_for_profit', 'lodged_places'],
  ...['viable_occupancy', 'viable_months', 'staffed_share', 'others_share'],
  ...['approve_authority', 'approve_agency', 'carer_leaving'],
  ...['agency_decides', 'agency_convert', 'agency_exit', 'carers_transfer', 'carers_transfer_months'],
  ...['places_per_household', 'foster_unavailable', 'entries_a_month', 'entries_trend'],
  ...ENTRY_TYPES.map((type) => `entry_${type}`),
  ...ENTRY_TYPES.map((type) => `leave_${type}`),
  ...['step_up', 'step_down', 'substitution', 'secure_referrals', 'secure_stay', 'waiting_unregistered'],
  ...['start_for_profit', 'start_authority', 'start_not_for_profit'],
  ...['start_households_authority', 'start_households_for_profit', 'start_households_not_for_profit'],
  ...CHILD_TYPES.map((type) => `start_${type}`),
];

/** Stocks, then what the stocks say about shortage: all are compared at every month of every run. */
export const OUTPUTS = [
  ...['undecided_places', 'remaining_places', 'converting_places', 'winding_down_places'],
  ...['authority_places', 'not_for_profit_places'],
  ...['households_authority', 'households_for_profit', 'households_not_for_profit', 'households_transferring'],
  ...CHILD_TYPES.map((type) => `children_${type}`),
  ...['unregistered_nights', 'usable_residential', 'shortfall_residential', 'usable_foster', 'shortfall_foster'],
];

/**
 * Rows of inputs: set 0 holds the central values, the others are the parameter sets of a run with seed 1.
 *
 * @param {Plan} plan
 * @param {number} sets
 * @returns {Promise<Float64Array>} one row a set
 */
export async function inputRows(plan, sets) {
  const [{ parameterValues }, { PARAMETER_NAMES, monthlyHazard }] = await Promise.all([
    built('assumptions/sample.js'),
    built('simulation/parameters.js'),
  ]);
  const country = countryOf(plan);
  const rows = new Float64Array(sets * INPUTS.length);
  for (let set = 0; set < sets; set++) {
    const values = parameterValues(plan.assumptions, 1, set === 0 ? 'central' : set, undefined, plan.correlations);
    const p = Object.fromEntries(
      PARAMETER_NAMES.map((/** @type {string} */ name, /** @type {number} */ i) => [name, values[plan.parameterAt[i]]]),
    );
    const row = inputsOf(country, p, monthlyHazard);
    INPUTS.forEach((name, i) => {
      const value = row[name];
      if (!Number.isFinite(value)) throw new Error(`The input ${name} of set ${set} is ${value}.`);
      rows[set * INPUTS.length + i] = value;
    });
  }
  return rows;
}

/**
 * Totals of the country at the start.
 *
 * @param {Plan} plan
 */
function countryOf(plan) {
  const { services, children, policy } = plan;
  const [foster, residential] = [0, 1];
  const [authority, notForProfit, forProfit] = [0, 1, 2];
  /** @param {number} type @param {number} sector @param {Int32Array} amount */
  const inSector = (type, sector, amount) =>
    amount.reduce(
      (sum, n, i) =>
        sum + (services.type[i] === type && services.sector[i] === sector && services.serves[i] === 1 ? n : 0),
      0,
    );
  const stock = new Float64Array(CHILD_TYPES.length);
  for (let k = 0; k < children.cells.length; k += 4) stock[children.cells[k + 1]] += children.cells[k + 3];
  const entries = new Float64Array(CHILD_TYPES.length);
  children.entriesPerYear.forEach((n, cell) => {
    for (let type = 0; type < CHILD_TYPES.length; type++) {
      const at = cell * CHILD_TYPES.length + type;
      entries[type] += n * (children.needCumulative[at] - (type === 0 ? 0 : children.needCumulative[at - 1]));
    }
  });
  return {
    registrationEnds: policy.registrationEndsMonth[residential],
    growthEnds: policy.growthEndsMonth[residential],
    approvalNeeded: policy.approvalMonth[residential],
    places: [authority, notForProfit, forProfit].map((sector) => inSector(residential, sector, services.places)),
    households: [authority, notForProfit, forProfit].map((sector) => inSector(foster, sector, services.households)),
    householdsBase: plan.householdsBase,
    entriesBase: plan.entriesBase,
    stock,
    entries,
  };
}

/**
 * @param {ReturnType<typeof countryOf>} country
 * @param {Record<string, number>} p values of the engine's parameters
 * @param {(yearly: number) => number} hazard monthly hazard of a yearly probability
 * @returns {Record<string, number>}
 */
function inputsOf(country, p, hazard) {
  const { registrationEnds, growthEnds, approvalNeeded, stock, entries } = country;
  const closes = 1 - p.homeExitChangeOfOwner;
  const intents = p.homeIntentConvert + p.homeIntentSell;
  const households = p.householdsMainstream / country.householdsBase;
  const perYear = entries.reduce((sum, n) => sum + n, 0);
  const [afterFirst, afterSecond] = [
    1 - p.decidesBeforeGrowthEnds,
    1 - p.decidesBeforeGrowthEnds - p.decidesUntilYearBefore,
  ];
  /** @type {Record<string, number>} */
  const row = {
    registration_ends: registrationEnds,
    growth_ends: growthEnds,
    approval_needed: approvalNeeded,
    decide_first: -Math.log(afterFirst) / growthEnds,
    decide_second: -Math.log(afterSecond / afterFirst) / (approvalNeeded - 12 - growthEnds),
    decide_third: -Math.log(p.decidesAfter / afterSecond) / 12,
    decide_last: 1 / 24,
    share_convert: p.homeIntentConvert,
    share_sell: p.homeIntentSell,
    share_exit: p.homeIntentExit,
    share_remain: p.homeIntentRemain,
    transfer_months: Math.max(1, p.transferMonths),
    transfer_succeeds: p.transferSucceeds,
    places_kept: p.transferPlacesKept,
    sale_to_authority: intents > 0 ? (p.saleToAuthority * p.homeIntentSell) / intents : 0,
    failed_exits: p.failedTransferExits,
    notice_months: Math.max(1, p.noticeMonths),
    exit_for_profit: hazard(p.homeExitForProfit) * closes,
    exit_authority: hazard(p.homeExitLocalAuthority) * closes,
    exit_not_for_profit: hazard(p.homeExitNotForProfit) * closes,
    open_for_profit: p.homeOpeningsForProfit / 12,
    open_authority: p.homeOpeningsLocalAuthority / 12,
    open_not_for_profit: p.homeOpeningsNotForProfit / 12,
    lodged_places: p.applicationsLodged,
    viable_occupancy: p.viableOccupancy,
    viable_months: p.viableMonths,
    staffed_share: p.staffedShare,
    others_share: p.otherCountryShare,
    approve_authority: p.carerApprovalsLocalAuthority / 12,
    approve_agency: p.carerApprovalsAgencies / 12,
    carer_leaving: hazard(p.carerLeaving),
    agency_decides: 1 / (approvalNeeded - growthEnds),
    agency_convert: p.agencyIntentConvert,
    agency_exit: p.agencyIntentSell + p.agencyIntentExit,
    carers_transfer: p.carersTransfer,
    carers_transfer_months: Math.max(1, p.carersTransferMonths),
    places_per_household: p.placesPerHousehold,
    foster_unavailable: p.fosterUnavailable,
    entries_a_month: ((p.entries / country.entriesBase) * perYear) / 12,
    entries_trend: p.entriesTrend,
    step_up: p.stepUp / 12,
    step_down: p.stepDown / 12,
    substitution: p.substitution,
    secure_referrals: (p.secureReferrals * (1 - p.secureRefusedForFit)) / 12,
    secure_stay: Math.max(1, p.secureStayMonths),
    waiting_unregistered: p.waitingUnregistered,
    start_authority: country.places[0],
    start_not_for_profit: country.places[1],
    start_for_profit: country.places[2],
    start_households_authority: country.households[0] * households,
    start_households_not_for_profit: country.households[1] * households,
    start_households_for_profit: country.households[2] * households,
  };
  CHILD_TYPES.forEach((type, t) => {
    row[`start_${type}`] = stock[t];
    if (type === 'secure') return;
    row[`entry_${type}`] = entries[t] / perYear;
    // The rate that holds the stock when entries hold.
    row[`leave_${type}`] = entries[t] / 12 / stock[t] / p.stayScale;
  });
  return row;
}
