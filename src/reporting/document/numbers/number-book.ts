import type { EvidenceStatus } from '../../../domain/status.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import type { Manifest } from '../../../experiments/manifest.ts';
import type { OutcomeRow } from '../../../measures/outcomes.ts';
import type { Where } from '../../../measures/select.ts';
import type { Language } from '../../language/languages.ts';
import type { NumberRun } from '../model.ts';
import { printFigure } from './print-figure.ts';
import { parseReference } from './reference.ts';
import type { NumberReference } from './reference.ts';

/** A run whose figures a text may name. */
export interface BookRun {
  /** By what a reference names it before `@`; the name of its scenario, as a rule. */
  readonly name: string;
  readonly manifest: Pick<Manifest, 'run_id' | 'scenario_title' | 'draws'>;
  readonly areas: readonly AreaRow[];
  /** Figures that match; a dimension that is not named is taken at `all`. */
  readonly figures: (where: Where) => readonly OutcomeRow[];
}

/** A number that a reference led to. */
export interface FoundNumber {
  readonly text: string;
  readonly run_id: string;
  readonly status: EvidenceStatus;
  readonly unit: string;
  /** The number itself, before it was rounded; the middle where a range is printed with it. */
  readonly value: number;
  /** Which figure it is a statistic of, so that a middle is known to belong to a range. */
  readonly figure: string;
  readonly statistic: string;
  /** A range, or a frequency, needs no range beside it. */
  readonly hasRange: boolean;
}

/** A further source of numbers, such as the scores of risks: knows references that begin with its name and a dot. */
export interface NumberSource {
  readonly name: string;
  /** The number, or why there is none, in one sentence. */
  readonly find: (rest: string, language: Language) => FoundNumber | string;
}

/**
 * The numbers that a text may use: figures of runs, and those of further sources. A number is looked up and never typed.
 *
 * @example
 * const book = new NumberBook([{ name: 'as-legislated', manifest, areas: inputs.areas, figures }]);
 * book.number('shortfall_compliant.residential.wales.2030Q1.p50-range', 'en').text; // '180 (between 90 and 300)'
 */
export class NumberBook {
  readonly runs: readonly BookRun[];
  private readonly sources: readonly NumberSource[];
  private readonly cache = new Map<string, FoundNumber | string>();

  constructor(runs: readonly BookRun[], sources: readonly NumberSource[] = []) {
    this.runs = runs;
    this.sources = sources;
  }

  /** The number of a reference, or why there is none, in one sentence. */
  find(reference: string, language: Language): FoundNumber | string {
    const key = `${language}|${reference}`;
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    const source = this.sources.find(({ name }) => reference.startsWith(`${name}.`));
    const found =
      source === undefined
        ? this.findFigure(reference, language)
        : source.find(reference.slice(source.name.length + 1), language);
    this.cache.set(key, found);
    return found;
  }

  /**
   * A bound number for a sentence or a cell.
   *
   * @throws Error when the reference leads nowhere
   */
  number(reference: string, language: Language, strong = false): NumberRun {
    const found = this.find(reference, language);
    if (typeof found === 'string') throw new Error(`{{${reference}}}: ${found}`);
    return { kind: 'number', text: found.text, reference, run_id: found.run_id, ...(strong ? { strong } : {}) };
  }

  /** Whether a reference leads to a number. */
  has(reference: string): boolean {
    return typeof this.find(reference, 'en') !== 'string';
  }

  private findFigure(text: string, language: Language): FoundNumber | string {
    const reference = parseReference(text);
    if (typeof reference === 'string') return reference;
    const run = reference.run === undefined ? this.runs[0] : this.runs.find(({ name }) => name === reference.run);
    if (run === undefined)
      return `There is no run "${reference.run ?? ''}"; the runs are ${this.runs.map((r) => r.name).join(', ')}.`;
    const area = areaOf(run.areas, reference.area);
    if (area === undefined) return `There is no area "${reference.area}" in the run.`;
    const rows = rowsOf(run, reference, area.area_code);
    if (typeof rows === 'string') return rows;
    const statistics = new Map(rows.map((row) => [row.statistic, row.value]));
    const { statistic } = reference;
    const named = statistic === 'range' ? 'p50' : statistic.replace(/-(range|cell)$/, '');
    const [first] = rows;
    const value = statistics.get(named);
    if (value === undefined) return `The run did not record ${named} of this figure.`;
    return {
      text: printFigure(statistics, first!.unit, statistic, language, run.manifest.draws),
      run_id: run.manifest.run_id,
      status: first!.status,
      unit: first!.unit,
      value,
      figure: text.slice(0, text.lastIndexOf('.')),
      statistic,
      hasRange: /(range|cell)$/.test(statistic) || statistic.startsWith('prob_'),
    };
  }
}

/** An area by its code or its name in either language, with `-` for blanks and without case. */
function areaOf(areas: readonly AreaRow[], text: string): AreaRow | undefined {
  const plain = (name: string): string =>
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-');
  const wanted = plain(text);
  return (
    areas.find((a) => a.area_code === text) ??
    areas.find((a) => [a.area_code, a.name_en, a.name_cy].some((name) => plain(name) === wanted))
  );
}

/** Rows of one figure, or why it is not one. */
function rowsOf(run: BookRun, reference: NumberReference, area_code: string): readonly OutcomeRow[] | string {
  const { measure, service_type, narrowed, date, period } = reference;
  const all = run.figures({
    measure,
    service_type,
    area_code,
    date,
    ...narrowed,
    ...(period === undefined ? {} : { period }),
  });
  if (all.length === 0) {
    const others = period === undefined ? [] : run.figures({ measure, service_type, area_code, date, ...narrowed });
    const lengths = [...new Set(others.map((row) => row.period))];
    const hint = lengths.length === 0 ? '' : ` It did so by ${lengths.join(' and ')}; for a stock write ${date}.`;
    return `The run did not record this figure${period === undefined ? '' : ` by ${period}`}.${hint}`;
  }
  const periods = [...new Set(all.map((row) => row.period))];
  const [first, ...others] = periods.map((p) => all.filter((row) => row.period === p));
  const same = others.every((rows) =>
    rows.every(
      (row) =>
        first!.find((f) => f.statistic === row.statistic)?.value === row.value || row.statistic.startsWith('share_'),
    ),
  );
  if (!same) return `On ${date} a ${periods.join(' and a ')} end; say which by 2030-03, 2030Q1 or 2029-30.`;
  return first!;
}
