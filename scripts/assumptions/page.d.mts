/** A row of a CSV file, by column. */
export type Row = Readonly<Record<string, string>>;

/** docs/assumptions.md, from rows of assumptions.csv and of assumption-effects.csv. */
export function assumptionsPage(
  assumptions: readonly Row[],
  effects: readonly Row[],
  themeOf: (id: string) => string,
  themes: readonly string[],
): string;
