/*
 * Words that people choose from in a form, with the values of the tables that they stand for.
 */

export const SECTOR_WORDS = {
  council: 'local-authority',
  'not-for-profit': 'not-for-profit',
  'for-profit': 'for-profit',
  'health body or other': 'other',
} as const;

export const HOME_WORDS = {
  "children's home": 'residential',
  'secure home': 'secure',
  'supported accommodation': 'independent',
} as const;

export const SERVICE_WORDS = { ...HOME_WORDS, fostering: 'foster' } as const;

export const REGISTERED_FOR_WORDS = {
  'any child': 'general',
  'disabled children': 'disability',
  emergencies: 'emergency',
  'short breaks': 'short-break',
  'parents with children': 'parent-and-child',
  'residential school': 'residential-school',
} as const;

export const STAGE_WORDS = {
  'decided, no site yet': 'decided',
  'site bought': 'bought',
  'in planning': 'planning',
  'building works': 'building',
  'applying for registration': 'registering',
  'recruiting staff': 'staffed',
} as const;

/** Where children live, in the order of the form. */
export const PLACEMENT_WORDS = {
  'Foster care, not with family or friends': 'foster',
  "Children's home": 'residential',
  'Secure home': 'secure',
  'Supported accommodation (16 and 17)': 'independent',
  'Foster care with family or friends (kin)': 'kinship',
  'With parents': 'parents',
  'Placed for adoption': 'adoption',
  'Anywhere else': 'other',
} as const;

/** Ages, in words that a spreadsheet does not take for a date. */
export const AGE_WORDS = {
  'Under 1': '0',
  '1 to 4': '1-4',
  '5 to 9': '5-9',
  '10 to 15': '10-15',
  '16 and 17': '16-17',
} as const;

export const STATUS_WORDS = {
  'published: printed in an official return or report': 'published',
  'estimated: our own best figures': 'estimated',
} as const;

/** How far a list of homes or carers goes. */
export const SCOPE_WORDS = {
  'all in our area, whoever runs them': 'all',
  'those of the council only': 'council',
  'there are none': 'none',
  'not filled in: keep what the package has': 'keep',
} as const;
export type Scope = (typeof SCOPE_WORDS)[keyof typeof SCOPE_WORDS];
