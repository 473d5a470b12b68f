import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import type { ImportContext, ImportedTables, ImportOption } from '../import-format.ts';
import { importProblem, refusal } from '../problems.ts';
import { sumProblems } from './check-sums.ts';
import type { FactTable } from './fact.ts';
import { LeftOutList } from './left-out-list.ts';
import { makeTables } from './make-tables.ts';
import { observationKey } from './observation.ts';
import type { Observation } from './observation.ts';
import { boundedByTotals, rangesOf, roundingOf } from './ranged.ts';
import type { Disclosure, Ranged } from './ranged.ts';
import { SUBJECTS } from './subject.ts';
import { understand } from './understand.ts';

/** Options of every format of published statistics. */
export const STATISTICS_OPTIONS: readonly ImportOption[] = [
  { name: 'subject', value: 'WHAT', help: `what is counted, where the file does not say: ${SUBJECTS.join(', ')}` },
  { name: 'date', value: 'DATE', help: 'date or year of the figures, where the file does not say: 2024-03-31, 2023-24' },
  { name: 'rounding', value: 'N', help: 'what counts are rounded to, where the figures do not show it: 1, 5 or 10' },
];

/** Tables that published statistics can fill. */
export const STATISTICS_TABLES: readonly string[] = ['children', 'flows', 'population', 'placement-locations'];

/** Who publishes, as the source of each row begins, and how figures are withheld. */
export interface Publisher extends Disclosure {
  readonly name: string;
  /** Whether the areas are known from the file alone, so that authorities may be missing from it. */
  readonly areasFromFile?: boolean;
}

/** Turns the figures of one file or more into tables, after every check of their meaning and their sums. */
export function readStatistics(tables: readonly FactTable[], context: ImportContext, publisher: Publisher): Checked<ImportedTables> {
  const leftOut = new LeftOutList();
  const notes = new Set<string>();
  const repairs: Repair[] = [];
  const all: Observation[] = [];
  const problems: InputProblem[] = [];
  let read = 0;
  for (const table of tables) {
    const understood = understand(table, context);
    if (!understood.ok) {
      problems.push(...understood.problems);
      continue;
    }
    read += table.facts.length;
    leftOut.join(understood.value.leftOut);
    for (const note of understood.value.notes) notes.add(note);
    repairs.push(...understood.repairs);
    for (const o of understood.value.observations) all.push(o);
  }
  if (problems.length > 0) return refusal(...problems);
  const unique = withoutRepeats(all, repairs);
  if (!unique.ok) return unique;
  const isAuthority = (code: string): boolean => context.areas.some((row) => row.area_code === code && row.level === 'authority');
  const asked = context.options['rounding'];
  if (asked !== undefined && !['1', '5', '10'].includes(asked))
    return refusal(importProblem({ file: '--rounding' }, asked, 'The rounding is not known.', '1, 5 or 10.', 'Write one of them, or leave it out.'));
  const rounding = roundingOf(unique.value, isAuthority, publisher.usualRounding, asked === undefined ? undefined : Number(asked));
  if (!rounding.ok) return rounding;
  for (const note of rounding.value.notes) notes.add(note);
  const fractions = unique.value.filter((o) => o.figure.kind === 'number' && !Number.isInteger(o.figure.value));
  if (fractions.length > 0)
    return refusal(...fractions.slice(0, 5).map((o) => importProblem(o.place, o.figure.kind === 'number' ? String(o.figure.value) : '', 'A count is a whole number, and this is a fraction.', 'Whole numbers.', 'Choose the table of numbers, not of rates or shares.')));
  const figures = boundedByTotals(rangesOf(unique.value, rounding.value, publisher, isAuthority));
  const sums = sumProblems(figures, context.areas, publisher.areasFromFile !== true);
  if (sums.problems.length > 0) return refusal(...sums.problems.slice(0, 20));
  for (const note of sums.notes) notes.add(note);

  const made = makeTables(figures, (o) => `${publisher.name}, ${nameOf(o.place.file)}`);
  if (made.tables.length === 0) return refusal(nothing(tables, unique.value));
  for (const o of figures) if (!made.used.has(o)) leftOut.add(reasonOf(o), { place: o.place, value: printed(o) });
  for (const { unread } of incompleteOf(figures, publisher.areasFromFile === true ? [] : context.areas.filter((row) => row.level === 'authority').map((row) => row.area_code))) notes.add(unread);
  if (rounding.value.authority > 1 || rounding.value.above > 1) notes.add(roundingNote(rounding.value.authority, rounding.value.above));
  return {
    ok: true,
    value: { tables: made.tables, notes: [...notes], read, kept: made.used.size, unit: 'figures', leftOut: leftOut.list() },
    repairs,
  };
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1)!;
const printed = (o: Ranged): string => (o.value === undefined ? o.figure.marks.join(' ') || 'blank' : String(o.value));

function roundingNote(authority: number, above: number): string {
  const words = (base: number): string => (base === 1 ? 'exact' : `rounded to ${base} (${Math.floor(base / 2)} either way)`);
  return authority === above ? `Figures are ${words(authority)}; children_low and children_high hold what each can stand for.` : `Figures of authorities are ${words(authority)}, those above them ${words(above)}.`;
}

/** Each figure once. The same figure twice is listed; two different figures for the same thing are refused. */
function withoutRepeats(all: readonly Observation[], repairs: Repair[]): Checked<readonly Observation[]> {
  const first = new Map<string, Observation>();
  const problems: InputProblem[] = [];
  let repeated = 0;
  let example: Observation | undefined;
  for (const o of all) {
    const key = observationKey(o);
    const other = first.get(key);
    if (other === undefined) first.set(key, o);
    else if (JSON.stringify(other.figure) === JSON.stringify(o.figure)) {
      repeated += 1;
      example ??= o;
    } else if (problems.length < 10)
      problems.push(
        importProblem(o.place, figureText(o), `The figure stands in row ${other.place.row ?? '?'}${other.place.file === o.place.file ? '' : ` of ${nameOf(other.place.file)}`} as ${figureText(other)}.`, 'One figure for each area, date, age, sex and placement type.', 'Rows or header cells may be damaged, or two files may be of one year; download them again.'),
      );
  }
  if (problems.length > 0) return refusal(...problems);
  if (repeated > 0)
    repairs.push({ file: example!.place.file, ...(example!.place.row === undefined ? {} : { row: example!.place.row }), found: `${repeated} figures that stand in the file twice, alike`, used: 'one of each', why: 'a figure counts once' });
  return { ok: true, value: [...first.values()], repairs: [] };
}

const figureText = (o: Observation): string => (o.figure.kind === 'number' ? String(o.figure.value) : o.figure.marks.join(' ') || 'blank');

function reasonOf(o: Ranged): string {
  if (o.figure.kind === 'missing') return o.figure.reason;
  if (o.figure.kind === 'suppressed' && !Number.isFinite(o.high)) return 'the figure is withheld and nothing says how large it can be';
  if (o.subject === 'population') return o.age.from >= 18 || o.age.to > o.age.from ? 'population is kept by single year of age from 0 to 17' : 'figures of one sex, where the total of both is kept';
  if (o.age.from >= 18) return 'ages of 18 and over are in no band; they are in the total of all ages where that is published';
  if (o.sex !== 'all') return 'figures of one sex, where the total of both is kept or the other sex is missing';
  if ((o.subject === 'started' || o.subject === 'ceased') && o.value === undefined) return 'the figure is withheld, and flows.csv has no ranges';
  return 'age groups or placements that are not those of the tables, or whose other parts are missing';
}

/** Says where the file does not hold every combination of its areas, dates, ages and sexes, as one that was cut off. */
function incompleteOf(figures: readonly Ranged[], authorities: readonly string[]): { readonly unread: string }[] {
  const perDate = new Map<string, Map<string, number>>();
  for (const o of figures) {
    const date = `${o.subject} ${o.date}`;
    const areas = perDate.get(date) ?? new Map<string, number>();
    perDate.set(date, areas.set(o.area, (areas.get(o.area) ?? 0) + 1));
  }
  const most = Math.max(...[...perDate.values()].map((areas) => areas.size));
  return [...perDate].flatMap(([date, areas]) => {
    const full = Math.max(...areas.values());
    const short = [...areas].filter(([, count]) => count < full).map(([area]) => area);
    const absent = authorities.filter((code) => !areas.has(code)).length;
    const missing = absent === authorities.length ? most - areas.size : absent;
    if (short.length === 0 && missing === 0) return [];
    const lacking = [...areas.values()].reduce((sum, count) => sum + full - count, 0);
    const words = [...(missing > 0 ? [absent === authorities.length ? `${missing} areas fewer than other dates have` : `no figure for ${missing} of the ${authorities.length} authorities`] : []), ...(short.length > 0 ? [`${lacking} figures fewer than other areas have for ${short.slice(0, 5).join(', ')}${short.length > 5 ? ` and ${short.length - 5} more` : ''}`] : [])];
    return [{ unread: `The file may not be whole: ${date} has ${words.join(', and ')}. A missing row is unknown, never zero.` }];
  });
}

function nothing(tables: readonly FactTable[], all: readonly Observation[]): InputProblem {
  const seen = all.slice(0, 3).map((o) => `${o.subject} ${o.date} ${o.area} ages ${o.age.from} to ${o.age.to}`).join('; ');
  return importProblem(
    { file: tables[0]!.file },
    seen || tables[0]!.dimensions.join(', '),
    all.length === 0 ? 'The file holds no figure that can be used.' : 'No figure of the file fits a table: ages, totals or placement types are not those that the tables hold.',
    'Counts of children by area and date, with a total or all parts of it; population by single year of age.',
    'Download the view with all ages and both sexes, or with their totals.',
  );
}
