/**
 * One thing that is wrong with an input, told so that a person can mend it.
 * Every field is text ready to print; `row` and `column` are left out where they have no meaning
 * (a missing file has no row).
 */
export interface InputProblem {
  readonly kind: 'input';
  /** File as the user named it, or the name of the value when it did not come from a file. */
  readonly file: string;
  /** Row as a spreadsheet shows it: the header is row 1. For YAML, the line. */
  readonly row?: number;
  /** Header of the column, sheet name, or path inside a scenario (`levers[0].places.area`). */
  readonly column?: string;
  /** The value found, cut to 80 characters. */
  readonly value?: string;
  /** What is wrong, in one short sentence. */
  readonly problem: string;
  /** What is allowed here. */
  readonly allowed: string;
  /** How to mend it. */
  readonly mend: string;
}

/** A change made to an input while reading it. Nothing is changed without one of these. */
export interface Repair {
  readonly file: string;
  readonly row?: number;
  readonly column?: string;
  readonly found: string;
  readonly used: string;
  readonly why: string;
}

/** The value of an input that was read, with every repair; or the problems that stopped it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly repairs: readonly Repair[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Raised at the public boundary when an input is wrong. The command line prints it and exits with 2. */
export class InputError extends Error {
  readonly problems: readonly InputProblem[];
  constructor(problems: readonly InputProblem[]) {
    super(formatProblems(problems));
    this.name = 'InputError';
    this.problems = problems;
  }
}

/** Cuts a value for a message, shows control characters as escapes, and puts quotes round it. */
export function quoteValue(value: unknown): string {
  const text = typeof value === 'string' ? value : String(value);
  const visible = text.replace(
    /[\u0000-\u001f\u007f-\u009f]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return visible.length > 80 ? `"${visible.slice(0, 77)}..."` : `"${visible}"`;
}

/** Formats one problem: where it is, what was found, what is allowed, how to mend it. */
export function formatProblem(p: InputProblem): string {
  const where = [p.file, p.row === undefined ? '' : `row ${p.row}`, p.column === undefined ? '' : `column ${p.column}`]
    .filter(Boolean)
    .join(', ');
  const found = p.value === undefined ? '' : ` Found ${quoteValue(p.value)}.`;
  return `${where}: ${p.problem}${found} Allowed: ${p.allowed} Mend: ${p.mend}`;
}

/** Formats the first problem in full and says how many more there are. */
export function formatProblems(problems: readonly InputProblem[]): string {
  if (problems.length === 0) return 'No problem was given.';
  const more = problems.length - 1;
  const first = formatProblem(problems[0]!);
  return more === 0 ? first : `${first}\n(${more} more of this kind or another; mend this one and check again.)`;
}

/** The value, or an `InputError` with all problems. */
export function orThrow<T>(checked: Checked<T>): T {
  if (!checked.ok) throw new InputError(checked.problems);
  return checked.value;
}

/**
 * The allowed name nearest to a name that is not allowed, by edit distance; undefined when none is near
 * (more than half of the letters would have to change, or the name is longer than any name is).
 */
export function nearestName(name: string, allowed: readonly string[]): string | undefined {
  if (name.length > 200) return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of allowed) {
    const d = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) {
      bestDistance = d;
      best = candidate;
    }
  }
  return best !== undefined && bestDistance <= Math.max(2, Math.ceil(best.length / 2)) ? best : undefined;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
