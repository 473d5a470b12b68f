/*
 * Small whole numbers that stand for words of the vocabulary inside typed arrays.
 * Service and placement types share their first four numbers, in the order of PLACEMENT_TYPES.
 */
export const FOSTER = 0;
export const RESIDENTIAL = 1;
export const SECURE = 2;
export const INDEPENDENT = 3;
export const KINSHIP = 4;
export const PLACEMENT_TYPE_COUNT = 8;
export const SERVICE_TYPE_COUNT = 4;
/** A child with no place. */
export const WAITING = 8;

export const LOCAL_AUTHORITY = 0;
export const NOT_FOR_PROFIT = 1;
export const FOR_PROFIT = 2;
export const OTHER_SECTOR = 3;
export const SECTOR_COUNT = 4;
/** Pools hold the vacancies of one type, area and kind: the four sectors, and regional services of authorities. */
export const REGIONAL_POOL = 4;
export const POOL_KINDS = 5;

export const PLANNED = 0;
export const OPEN = 1;
export const WINDING_DOWN = 2;
export const CONVERTING = 3;
export const CLOSED = 4;

/** An owner that an event does not name: the for-profit one with most places when it happens. */
export const LARGEST_OWNER = -2;

/** A time that never comes. */
export const NEVER = 0x3fffffff;

/** Where a child lives that is not an area of the country: outside it, or somewhere unknown elsewhere inside it. */
export const OUTSIDE = -1;
export const ELSEWHERE = -2;
export const NOWHERE = -3;

/** Who provides a place outside the country that was found by search. */
export const OUTSIDE_PRIVATE = 1;
export const OUTSIDE_VOLUNTARY = 2;
export const OUTSIDE_AUTHORITY = 3;

/** What a child has in place of a next brother or sister to be placed with: never had any, or was split from them. */
export const ALONE = -1;
export const SPLIT = -2;

/** Why a child searches, in order of priority. */
export const SEEK_NONE = 0;
export const SEEK_NO_PLACE = 1;
export const SEEK_DISPLACED = 2;
export const SEEK_NEW = 3;
export const SEEK_MOVE = 4;
export const SEEK_STEP_DOWN = 5;
