import { PLACEMENT_TYPE_COUNT, SECTOR_COUNT, SERVICE_TYPE_COUNT } from './constants.ts';

export const OPENING_PROGRAMMES = 4;

/** Buckets into which those who search are put by urgency (8) and the first bits of their luck (256). */
export const SEARCH_BUCKETS = 8 * 256;

/** The month in which an owner fails is drawn when its first home opens. */
export const UNDECIDED = -1;

/** Lengths of arrays indexed by area and type, for readers of counters. */
export const PLACE_KINDS = PLACEMENT_TYPE_COUNT + 1;

export const SECTORS_BY_TYPE = SERVICE_TYPE_COUNT * SECTOR_COUNT;
