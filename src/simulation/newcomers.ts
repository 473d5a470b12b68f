/** Random words that a child brings. */
export const WORDS_OF_A_CHILD = 6;
/** Children who are brought in together, at most. */
export const NEWCOMERS_TOGETHER = 512;

/** Room for the children who are being brought in together: who they are, then what is worked out of them step by step. */
export interface Newcomers {
  count: number;
  /** Row of the child who came into foster care before, whom the next may come with; -1 none. */
  before: number;
  readonly area: Int32Array;
  readonly band: Int32Array;
  readonly identity: Uint32Array;
  readonly words: Uint32Array;
  readonly need: Int32Array;
  /** Month of birth, then where the child's row begins. */
  readonly row: Int32Array;
  readonly leaves: Int32Array;
  /** 1 for an unaccompanied child. */
  readonly unaccompanied: Int32Array;
  /** Months already looked after, for children at the start. */
  readonly elapsed: Int32Array;
}

export function createNewcomers(): Newcomers {
  const column = (): Int32Array => new Int32Array(NEWCOMERS_TOGETHER);
  return {
    count: 0,
    before: -1,
    area: column(),
    band: column(),
    identity: new Uint32Array(NEWCOMERS_TOGETHER),
    words: new Uint32Array(NEWCOMERS_TOGETHER * WORDS_OF_A_CHILD),
    need: column(),
    row: column(),
    leaves: column(),
    unaccompanied: column(),
    elapsed: column(),
  };
}
