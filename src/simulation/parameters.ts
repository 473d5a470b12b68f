/**
 * The uncertain quantities that the engine reads, by the name it uses and the id in `assumptions.csv`.
 * Units are those of the table. A data set that leaves an id out takes the shipped row.
 */
export const PARAMETER_IDS = {
  homeExitForProfit: 'home_exit_for_profit',
  homeExitLocalAuthority: 'home_exit_local_authority',
  homeExitNotForProfit: 'home_exit_not_for_profit',
  homeExitConverted: 'home_exit_converted',
  homeExitOwnerSize1: 'home_exit_owner_size_1',
  homeExitOwnerSize2To5: 'home_exit_owner_size_2_5',
  homeExitOwnerSize6To20: 'home_exit_owner_size_6_20',
  homeExitOwnerSize21Plus: 'home_exit_owner_size_21_plus',
  homeExitChangeOfOwner: 'home_exit_change_of_owner',
  saleOfShares: 'sale_of_shares',
  homeMovesPremises: 'home_moves_premises',
  homeConversion: 'home_conversion',
  homeOpeningsForProfit: 'home_openings_for_profit',
  homeOpeningsNotForProfit: 'home_openings_not_for_profit',
  homeOpeningsLocalAuthority: 'generated_openings',
  agencyExitForProfit: 'agency_exit_for_profit',
  agencyExitNotForProfit: 'agency_exit_not_for_profit',
  agencyConversion: 'agency_conversion',
  homeIntentConvert: 'home_owner_intent_convert',
  homeIntentSell: 'home_owner_intent_sell',
  homeIntentExit: 'home_owner_intent_exit',
  homeIntentRemain: 'home_owner_intent_remain',
  remainForEngland: 'remain_for_england',
  agencyIntentConvert: 'agency_owner_intent_convert',
  agencyIntentSell: 'agency_owner_intent_sell',
  agencyIntentExit: 'agency_owner_intent_exit',
  agencyIntentRemain: 'agency_owner_intent_remain',
  decidesBeforeGrowthEnds: 'owner_decides_before_2027',
  decidesUntilYearBefore: 'owner_decides_2027_to_2029',
  decidesYearBefore: 'owner_decides_year_before_approval',
  decidesAfter: 'owner_decides_after',
  ownerCohesion: 'owner_cohesion',
  transferSucceeds: 'transfer_succeeds',
  transferMonths: 'transfer_months',
  transferPlacesKept: 'transfer_places_kept',
  failedTransferExits: 'failed_transfer_exits',
  saleToAuthority: 'sale_to_authority',
  noticeMonths: 'notice',
  viableOccupancy: 'viable_occupancy',
  viableMonths: 'viable_months',
  ownerFailure: 'owner_failure',
  ownerFailureRescued: 'owner_failure_rescued',
  otherCountryShare: 'other_country_children',
  otherCountryPull: 'other_country_pull',
  otherCountryRunOff: 'other_country_run_off',
  homeFilledAtStart: 'home_filled_at_start',
  applicationsLodged: 'applications_lodged',
  projectDelivery: 'project_delivery',
  projectRefused: 'project_refused',
  projectMonths: 'project_months',
  projectSlippage: 'project_slippage',
  projectPartBought: 'project_part_bought',
  projectPartPlanning: 'project_part_planning',
  projectPartBuilding: 'project_part_building',
  projectPartStaffed: 'project_part_staffed',
  registrationMonths: 'registration_months',
  homeFillMonths: 'home_fill_months',
  staffedShare: 'staffed_share',
  offeredToOthers: 'offered_to_others',
  offeredCarers: 'offered_carers',
  needOrdinary: 'need_class_ordinary',
  needComplex: 'need_class_complex',
  needVeryComplex: 'need_class_very_complex',
  matchedOrdinary: 'matched_ordinary',
  matchedComplex: 'matched_complex',
  matchedVeryComplex: 'matched_very_complex',
  matchedFoster: 'matched_foster',
  carerLeaving: 'carer_leaving',
  carerApprovalsLocalAuthority: 'carer_approvals_local_authority',
  carerApprovalsAgencies: 'carer_approvals_agencies',
  placesPerHousehold: 'foster_places_per_household',
  householdsMainstream: 'foster_households_mainstream',
  fosterUnavailable: 'foster_unavailable',
  carersTransfer: 'carers_transfer',
  carersTransferMonths: 'carers_transfer_months',
  staysPutAt18: 'stays_put_at_18',
  staysPutMonths: 'stays_put_months',
  entries: 'entries',
  entriesTrend: 'entries_trend',
  entriesOverdispersion: 'entries_overdispersion',
  entriesUnaccompanied: 'entries_unaccompanied',
  siblingShare: 'sibling_share',
  parentAndChildShare: 'parent_and_child_share',
  parentAndChildMonths: 'parent_and_child_months',
  stayScale: 'stay_scale',
  guardianshipShare: 'guardianship_share',
  stepUp: 'need_change',
  stepDown: 'need_change_down',
  substitution: 'substitution',
  standIn16Plus: 'stand_in_16plus',
  approvalGranted: 'approval_granted',
  approvalDelayMonths: 'approval_delay',
  secureReferrals: 'secure_referrals',
  securePlaces: 'secure_places',
  secureWelfarePlaces: 'secure_welfare_places',
  secureOutsideOffer: 'secure_outside_offer',
  secureRefusedForFit: 'secure_refused_for_fit',
  secureStayMonths: 'secure_stay',
  secureStaySpread: 'secure_stay_spread',
  secureSubstitute: 'secure_substitute',
  secureOtherDemand: 'secure_other_demand',
  placementMoves: 'placement_moves',
  outsideCapacity: 'outside_capacity',
  outsidePrivate: 'outside_provider_private',
  outsideVoluntary: 'outside_provider_voluntary',
  outsideAuthority: 'outside_provider_authority',
  placedOutsideShare: 'placed_outside_share',
  ownAreaFosterLocalAuthority: 'own_area_foster_local_authority',
  ownAreaFosterAgency: 'own_area_foster_agency',
  ownAreaResidential: 'own_area_residential',
  ownAreaOther: 'own_area_other',
  waitingUnregistered: 'waiting_unregistered',
  priceLevelBought: 'price_level_bought',
  priceLevelOwn: 'price_level_own',
  payShare: 'pay_share',
  priceGrowth: 'price_growth',
  ownCostGrowth: 'own_cost_growth',
  scarcityElasticity: 'scarcity_elasticity',
  pricePassThrough: 'price_pass_through',
  fosterVoidCost: 'foster_void_cost',
  capitalPerPlace: 'capital_per_place',
  acquisitionPrice: 'acquisition_price_per_place',
} as const;

/** Value of each quantity in one parameter set. Shares are 0 to 1, rates a year, durations months. */
export type Parameters = { -readonly [K in keyof typeof PARAMETER_IDS]: number };

/** Names of the engine's parameters, in a fixed order. */
export const PARAMETER_NAMES: readonly (keyof Parameters)[] = Object.keys(PARAMETER_IDS) as (keyof Parameters)[];

/**
 * Room for a parameter set. It is spread from an object that already has every name: one that gains its names one by one
 * is kept by the runtime as a table, and every reading inside a month would cost a search in it.
 */
export function createParameters(): Parameters {
  const values: Record<string, unknown> = { ...PARAMETER_IDS };
  for (const name of PARAMETER_NAMES) values[name] = 0;
  return values as Parameters;
}

/** Probability a month from a probability a year: 1 - (1 - p)^(1/12). */
export function monthlyProbability(yearly: number): number {
  return 1 - Math.exp(Math.log1p(-Math.min(yearly, 1 - 1e-12)) / 12);
}

/** Hazard a month from a probability a year: -ln(1 - p) / 12. */
export function monthlyHazard(yearly: number): number {
  return -Math.log1p(-Math.min(yearly, 1 - 1e-12)) / 12;
}
