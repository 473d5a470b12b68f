const numbers = new WeakMap<object, number>();

/** Remembers the row of a file that a checked row was read from, for messages of checks across tables. */
export function rememberRowNumber(row: object, number: number): void {
  numbers.set(row, number);
}

/** Row as a spreadsheet shows it; undefined for a row that was not read from a file. */
export function rowNumberOf(row: object): number | undefined {
  return numbers.get(row);
}
