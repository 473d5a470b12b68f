/** Columns of a table of assumptions, in order. */
export const ASSUMPTION_COLUMNS = [
  'id',
  'meaning',
  'unit',
  'distribution',
  'low',
  'central',
  'high',
  'quantiles',
  'strength',
  'source',
  'owner',
  'date',
  'review_by',
] as const;
