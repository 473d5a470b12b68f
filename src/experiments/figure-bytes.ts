import { OUTCOME_COLUMNS } from '../measures/outcomes.ts';

/** Significant digits of a figure in the text, which is what a draw holds, and of its error. */
export const VALUE_DIGITS = 7;
export const ERROR_DIGITS = 4;

const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const COMMA = 44;
const encoder = new TextEncoder();

/** A figure as text: so many significant digits, whole numbers in full, empty where there is none. */
export function figureText(value: number, digits: number): string {
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : '';
}

/**
 * Writes the characters of `figureText` into bytes, without making a text for most of them.
 *
 * @param at where to begin; 32 bytes must be free from there
 * @returns where the text ends
 */
export function writeFigure(out: Uint8Array, at: number, value: number, digits: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 2e9) {
    if (value < 0) out[at++] = MINUS;
    return writeDigits(out, at, size, 0);
  }
  if (size >= 1e-6 && size < POWERS[digits]!) {
    let places = digits;
    if (size >= 1) for (let k = 0; size >= POWERS[k]!; k++) places--;
    else for (let k = 1; size * POWERS[k]! < 1; k++) places++;
    const scaled = size * POWERS[places]!;
    const rounded = Math.floor(scaled + 0.5);
    // The product is right to far less than a millionth. Nearer to the half the long way round decides.
    if (Math.abs(scaled + 0.5 - rounded) > 1e-6 && Math.abs(scaled - 0.5 - rounded) > 1e-6) {
      if (value < 0) out[at++] = MINUS;
      return writeDigits(out, at, rounded, places);
    }
  }
  return at + encoder.encodeInto(figureText(value, digits), out.subarray(at)).written;
}

/** Writes a whole number below 2^31 divided by a power of ten, without noughts at its end after the point. */
function writeDigits(out: Uint8Array, at: number, number: number, places: number): number {
  let rest = number | 0;
  let after = places;
  while (after > 0 && rest % 10 === 0) {
    rest = (rest / 10) | 0;
    after--;
  }
  let count = 1;
  while (count < 10 && rest >= POWERS[count]!) count++;
  const wanted = Math.max(count, after + 1);
  const end = at + wanted + (after > 0 ? 1 : 0);
  let to = end;
  for (let k = 0; k < wanted; k++) {
    const tenth = (rest / 10) | 0;
    out[--to] = ZERO + (rest - 10 * tenth);
    rest = tenth;
    if (k + 1 === after) out[--to] = POINT;
  }
  return end;
}

/** Text of a CSV cell (RFC 4180). Names of scenarios and areas cannot hold formulas: their schemas forbid it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Header of `outcomes.csv`. */
export const CSV_HEADER = encoder.encode(`${OUTCOME_COLUMNS.join(',')}\r\n`);

/** Rows of `outcomes.csv` as bytes. */
export class CsvRows {
  private bytes = new Uint8Array(1 << 20);
  private at = 0;
  private prefix = new Uint8Array(0);
  private suffix = new Uint8Array(0);
  private readonly statistics = new Map<string, Uint8Array>();

  /** Begins a figure: its rows differ in statistic, value and error alone. */
  figure(identity: readonly string[], status: string): void {
    this.prefix = encoder.encode(`${identity.map(quoted).join(',')},`);
    this.suffix = encoder.encode(`,${status}\r\n`);
  }

  /** Adds a row of the figure. */
  row(statistic: string, value: number, mcError: number): void {
    let name = this.statistics.get(statistic);
    if (name === undefined) this.statistics.set(statistic, (name = encoder.encode(`${quoted(statistic)},`)));
    this.reserve(this.prefix.length + name.length + this.suffix.length + 80);
    const { bytes } = this;
    bytes.set(this.prefix, this.at);
    let at = this.at + this.prefix.length;
    bytes.set(name, at);
    at = writeFigure(bytes, at + name.length, value, VALUE_DIGITS);
    bytes[at++] = COMMA;
    at = writeFigure(bytes, at, mcError, ERROR_DIGITS);
    bytes.set(this.suffix, at);
    this.at = at + this.suffix.length;
  }

  /** The rows so far, in memory of their own; begins anew. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.bytes.slice(0, this.at);
    this.at = 0;
    return taken;
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(2 * this.bytes.length, this.at + more));
    grown.set(this.bytes);
    this.bytes = grown;
  }
}
