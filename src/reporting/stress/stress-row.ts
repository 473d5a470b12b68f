/** Columns of `stress.csv`, one row a figure. */
export const STRESS_COLUMNS = [
  'analysis',
  'item',
  'item_title',
  'area_code',
  'figure',
  'figure_title',
  'unit',
  'statistic',
  'value',
  'low',
  'high',
  'words',
  'status',
  'source',
  'draws',
  'seed',
  'scenario',
  'reference_digest',
  'plan_digest',
] as const;

export type StressRow = Readonly<Partial<Record<(typeof STRESS_COLUMNS)[number], string | number>>>;

/** A number that can be written: nothing where it is beyond the range. */
const finite = (value: number | undefined): StressRow['value'] =>
  value === undefined || !Number.isFinite(value) ? undefined : Number(value.toPrecision(7));

export function interval({ value, low, high }: { value?: number; low?: number; high?: number }): StressRow {
  const cells = { value: finite(value), low: finite(low), high: finite(high) };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}
