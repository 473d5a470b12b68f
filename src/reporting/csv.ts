export { guardFormula, writeCsv } from '../domain/csv.ts';
export type { Cell, Table, TableRow } from '../domain/csv.ts';
