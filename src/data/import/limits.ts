/** Most rows of a file, all sheets and pages together. */
export const MOST_ROWS = 400_000;
/** Most characters of a cell. */
export const LONGEST_CELL = 10_000;
/** Most columns of a table. */
export const MOST_COLUMNS = 1_000;
/** Most files of one import. */
export const MOST_FILES = 200;
/** Problems that are gathered before reading stops. */
export const MOST_PROBLEMS = 20;
