/** Who runs a service. `other` is for health bodies and the like. */
export const SECTORS = ['local-authority', 'not-for-profit', 'for-profit', 'other'] as const;
export type Sector = (typeof SECTORS)[number];

/** Services that hold places. Only the first three are restricted by the Act. */
export const SERVICE_TYPES = ['foster', 'residential', 'secure', 'independent'] as const;
export type ServiceType = (typeof SERVICE_TYPES)[number];

/**
 * Where a child can live. The first four need a place in a service; the others are not limited by places.
 * `foster` leaves kin out: foster care with relatives or friends is `kinship`.
 */
export const PLACEMENT_TYPES = [
  'foster',
  'residential',
  'secure',
  'independent',
  'kinship',
  'parents',
  'adoption',
  'other',
] as const;
export type PlacementType = (typeof PLACEMENT_TYPES)[number];

/** Age bands of published tables, with first and last age in whole years. */
export const AGE_BANDS = ['0', '1-4', '5-9', '10-15', '16-17'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

/** First age of each band in months, and after them the 18th birthday. */
export const AGE_BAND_STARTS_MONTHS: readonly number[] = [0, 12, 60, 120, 192, 216];

/** Months of age at the 18th birthday. */
export const ADULT_AGE_MONTHS = 216;

/** Position of the band that holds an age in months (0 to 215). */
export function ageBandIndex(ageMonths: number): number {
  return ageMonths < 12 ? 0 : ageMonths < 60 ? 1 : ageMonths < 120 ? 2 : ageMonths < 192 ? 3 : 4;
}

/** How hard a child is to place in residential care. */
export const NEED_CLASSES = ['ordinary', 'complex', 'very-complex'] as const;
export type NeedClass = (typeof NEED_CLASSES)[number];

/** What a children's home is registered for. Only the first three serve looked-after demand. */
export const REGISTERED_FOR = [
  'general',
  'disability',
  'emergency',
  'short-break',
  'parent-and-child',
  'residential-school',
] as const;
export type RegisteredFor = (typeof REGISTERED_FOR)[number];

/** Whether a registration counts towards places for children looked after. */
export function servesLookedAfter(registeredFor: RegisteredFor): boolean {
  return registeredFor === 'general' || registeredFor === 'disability' || registeredFor === 'emergency';
}

/** Stages of a project, in order. */
export const PROJECT_STAGES = ['decided', 'bought', 'planning', 'building', 'registering', 'staffed'] as const;
export type ProjectStage = (typeof PROJECT_STAGES)[number];

/** Dated steps of the law. */
export const MILESTONES = [
  'registration ends',
  'growth ends',
  'placements need approval',
  'for-profit registration ends',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Descriptions of providers that the timetable can name. */
export const PROVIDER_DESCRIPTIONS = [
  'for-profit',
  'not-for-profit',
  'local-authority',
  'outside-private',
  'outside-voluntary',
] as const;
export type ProviderDescription = (typeof PROVIDER_DESCRIPTIONS)[number];

/** Levels of an area. There is one `outside` row: where children go when they leave the country of the data set. */
export const AREA_LEVELS = ['authority', 'region', 'country', 'outside'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** Why a supplementary placement was applied for. */
export const SUPPLEMENTARY_REASONS = [
  'no-compliant-vacancy',
  'vacancy-not-matched',
  'sibling-or-specialist-need',
] as const;
export type SupplementaryReason = (typeof SUPPLEMENTARY_REASONS)[number];

/** Kinds of lines of a programme plan: a date to be met, or something to be done by somebody. */
export const PROGRAMME_KINDS = ['milestone', 'action'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

/** How far a line of a programme plan is. */
export const PROGRAMME_STATES = ['not-started', 'under-way', 'done', 'stopped'] as const;
export type ProgrammeState = (typeof PROGRAMME_STATES)[number];

/** Aims of the programme of which a past can be recorded: children who start in a year, mean months of those who left, share in the own area. */
export const RECORDED_MEASURES = ['children_started', 'mean_months_in_care', 'home_area_share'] as const;
export type RecordedMeasure = (typeof RECORDED_MEASURES)[number];
