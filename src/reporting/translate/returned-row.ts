/** What came back from a translator for one text, before it is checked. */
export interface ReturnedRow {
  /** Row of the sheet; for XLIFF the number of the unit. */
  readonly row: number;
  readonly id: string;
  /** The English that the translator saw. */
  readonly english: string;
  /** The Welsh that was proposed to the translator; empty where there was none. */
  readonly proposed: string;
  /** The translator's own Welsh; empty where the proposed one is confirmed, or nothing is answered. */
  readonly welsh: string;
  /** Whether the translator says that the text is final. */
  readonly confirmed: boolean;
  readonly confirmedBy: string;
  readonly date: string;
  readonly note: string;
}
