import { OUTCOME_COLUMNS } from './outcomes.ts';
import type { OutcomeRow } from './outcomes.ts';
import { matcherOf } from './select.ts';
import type { Where } from './select.ts';

type TextColumn = Exclude<(typeof OUTCOME_COLUMNS)[number], 'value' | 'mc_error'>;

/** Columns that all rows of one figure share, from the run to the unit, and its status. Only the statistic differs inside a figure. */
const SHARED = OUTCOME_COLUMNS.filter(
  (c): c is Exclude<TextColumn, 'statistic'> => c !== 'statistic' && c !== 'value' && c !== 'mc_error',
);

/** Rows of an outcomes file column by column, as they come from a file. */
export interface OutcomeColumns {
  readonly texts: Readonly<Record<TextColumn, ArrayLike<string>>>;
  readonly value: ArrayLike<number>;
  /** Not a number where the error is not known. */
  readonly mcError: ArrayLike<number>;
  readonly rows: number;
}

/** Texts by number. A column of outcomes has few different texts. */
class Texts {
  readonly list: string[] = [];
  private readonly numbers = new Map<string, number>();

  numberOf(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.list.length;
      this.list.push(text);
      this.numbers.set(text, number);
    }
    return number;
  }
}

/** 1 for each row that begins a figure: it differs from the row before in some column. Column by column, which is fast. */
function beginnings(sources: readonly ArrayLike<string>[], rows: number): Uint8Array {
  const begins = new Uint8Array(rows);
  begins[0] = 1;
  for (const texts of sources) for (let i = 1; i < rows; i++) if (texts[i] !== texts[i - 1]) begins[i] = 1;
  return begins;
}

/**
 * The rows of `outcomes.csv` in little memory: the texts of a figure are held once for all its statistics, as numbers.
 * Reads like a list of rows: `length`, `at`, `filter`, `map`, and `for (const row of table)`. Rows are made when they are asked for.
 */
export class OutcomeTable implements Iterable<OutcomeRow> {
  private readonly texts = SHARED.map(() => new Texts());
  private readonly statistics = new Texts();
  /** Number of the text of each figure, by column of SHARED. */
  private readonly shared: number[][] = SHARED.map(() => []);
  /** First row of each figure. */
  private readonly firstRow: number[] = [];
  private statistic = new Uint16Array(1024);
  private value = new Float64Array(1024);
  private mcError = new Float64Array(1024);
  private rows = 0;

  /** Rows of the table. */
  get length(): number {
    return this.rows;
  }

  /** Adds rows at the end. Rows of one figure follow each other. */
  append(columns: OutcomeColumns): void {
    this.reserve(this.rows + columns.rows);
    const sources = SHARED.map((c) => columns.texts[c]);
    const begins = beginnings(sources, columns.rows);
    for (let i = 0; i < columns.rows; i++) {
      if (begins[i] === 1) {
        this.firstRow.push(this.rows);
        for (let c = 0; c < sources.length; c++) this.shared[c]!.push(this.texts[c]!.numberOf(sources[c]![i]!));
      }
      this.statistic[this.rows] = this.statistics.numberOf(columns.texts.statistic[i]!);
      this.value[this.rows] = columns.value[i]!;
      this.mcError[this.rows] = columns.mcError[i]!;
      this.rows++;
    }
  }

  /** Row at a position, from 0; a negative one counts from the end. Undefined outside the table. */
  at(index: number): OutcomeRow | undefined {
    const row = index < 0 ? this.rows + index : index;
    if (!(row >= 0 && row < this.rows)) return undefined;
    let low = 0;
    let high = this.firstRow.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstRow[middle]! <= row) low = middle;
      else high = middle - 1;
    }
    return this.rowOf(low, row);
  }

  /** Rows for which the test is true. `select` is faster. */
  filter(test: (row: OutcomeRow) => boolean): OutcomeRow[] {
    const found: OutcomeRow[] = [];
    for (const row of this) if (test(row)) found.push(row);
    return found;
  }

  /** What the function makes of each row. */
  map<T>(make: (row: OutcomeRow) => T): T[] {
    const made: T[] = [];
    for (const row of this) made.push(make(row));
    return made;
  }

  /**
   * Rows that match, in the order of the table; a dimension that is not named is taken at `all`.
   *
   * @example
   * table.select({ measure: 'places_registered', service_type: 'residential', area_level: 'country', statistic: 'p50' })
   */
  select(where: Where): OutcomeRow[] {
    const tests = matcherOf(where);
    const shared = SHARED.flatMap((column, c) => {
      const test = tests.get(column);
      if (test === undefined) return [];
      return [{ column: this.shared[c]!, right: this.texts[c]!.list.map((text) => test.has(text)) }];
    });
    const statistic = tests.get('statistic');
    const right = this.statistics.list.map((text) => statistic === undefined || statistic.has(text));
    const [value, mcError] = [tests.get('value'), tests.get('mc_error')];
    const found: OutcomeRow[] = [];
    for (let figure = 0; figure < this.firstRow.length; figure++) {
      if (!shared.every((s) => s.right[s.column[figure]!])) continue;
      const end = this.firstRow[figure + 1] ?? this.rows;
      for (let row = this.firstRow[figure]!; row < end; row++) {
        if (!right[this.statistic[row]!]) continue;
        if (value !== undefined && !value.has(this.value[row])) continue;
        if (mcError !== undefined && !mcError.has(this.mcError[row])) continue;
        found.push(this.rowOf(figure, row));
      }
    }
    return found;
  }

  /** First row of each figure, in the order of the cells of a draw: `figures()[k]` is about cell k. */
  figures(): OutcomeRow[] {
    return this.firstRow.map((row, figure) => this.rowOf(figure, row));
  }

  *[Symbol.iterator](): Generator<OutcomeRow> {
    for (let figure = 0; figure < this.firstRow.length; figure++) {
      const end = this.firstRow[figure + 1] ?? this.rows;
      for (let row = this.firstRow[figure]!; row < end; row++) yield this.rowOf(figure, row);
    }
  }

  private rowOf(figure: number, row: number): OutcomeRow {
    const text = (c: number): string => this.texts[c]!.list[this.shared[c]![figure]!]!;
    const found: Record<string, string | number> = {};
    let shared = 0;
    for (const column of OUTCOME_COLUMNS) {
      if (column === 'statistic') found[column] = this.statistics.list[this.statistic[row]!]!;
      else if (column === 'value') found[column] = this.value[row]!;
      else if (column === 'mc_error') found[column] = this.mcError[row]!;
      else found[column] = text(shared++);
    }
    return found as unknown as OutcomeRow;
  }

  private reserve(rows: number): void {
    if (rows <= this.value.length) return;
    const size = Math.max(rows, 2 * this.value.length);
    const grown = { statistic: new Uint16Array(size), value: new Float64Array(size), mcError: new Float64Array(size) };
    grown.statistic.set(this.statistic);
    grown.value.set(this.value);
    grown.mcError.set(this.mcError);
    Object.assign(this, grown);
  }
}
