/** Ending of a file that is being written. What is left of one after a crash may be written over. */
export const PARTIAL = '.partial';
