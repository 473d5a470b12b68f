import { z } from 'zod';
import type { InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';

/** Place inside a scenario: keys and positions from the top. */
export type Path = readonly (string | number)[];

/** Where a scenario came from: its file, and the line of a place in it when the file is known. */
export interface Origin {
  readonly file: string;
  readonly lineOf?: (path: Path) => number | undefined;
}

/** A path as text: `levers[0].places.area`. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i === 0 ? '' : '.'}${shortName(step)}`))
    .join('');
}

/** A name that the user wrote, fit for a message: cut to 60 letters, on one line. */
export function shortName(name: string): string {
  const shown = name.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}

/** What sets the two parts apart that are mixed up most easily. */
export const LEVER_OR_ASSUMPTION =
  'A lever is chosen, from a date, by somebody who can; an assumption is uncertain and nobody chooses it.';

/** A problem at a place of a scenario. */
export function problemAt(
  origin: Origin,
  path: Path,
  value: unknown,
  text: { readonly problem: string; readonly allowed: string; readonly mend: string },
): InputProblem {
  const row = origin.lineOf?.(path);
  return {
    kind: 'input',
    file: origin.file,
    ...(row === undefined ? {} : { row }),
    ...(path.length === 0 ? {} : { column: pathText(path) }),
    value: valueText(value),
    problem: text.problem,
    allowed: text.allowed,
    mend: text.mend,
  };
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 200);
  if (value === undefined) return 'nothing';
  return (JSON.stringify(value) ?? String(value)).slice(0, 200);
}

/** Whether a value is a set of keys and not a list or a single value. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;

/** What a schema allows, from its description. */
export function allowedBy(schema: z.ZodType): string {
  return inner(schema).meta()?.description ?? 'See the schema of scenarios.';
}

/** Checks the fields of one object against its schema; `skip` names fields that are checked elsewhere. */
export function fieldProblems(
  schema: z.ZodObject,
  value: unknown,
  path: Path,
  origin: Origin,
  skip: readonly string[] = [],
): InputProblem[] {
  const shape = schema.shape as Record<string, z.ZodType>;
  const names = Object.keys(shape);
  if (!isMapping(value))
    return [
      problemAt(origin, path, value, {
        problem: 'Fields are needed here, each on its own line and indented.',
        allowed: `Fields: ${names.join(', ')}.`,
        mend: `Write, indented under ${String(path.at(-1))}, lines such as "${names[0]}: ...".`,
      }),
    ];
  const problems: InputProblem[] = [];
  // A field that is misspelt is told once, and not as missing besides.
  const meant = new Set<string>();
  for (const name of Object.keys(value))
    if (!Object.hasOwn(shape, name)) {
      const near = nearestName(
        name,
        names.filter((known) => !Object.hasOwn(value, known)),
      );
      if (near !== undefined) meant.add(near);
      problems.push(
        problemAt(origin, [...path, name], value[name], {
          problem: `There is no field ${shortName(name)} here.`,
          allowed: `Fields: ${names.join(', ')}.`,
          mend: near === undefined ? 'Delete the field.' : `Did you mean ${near}?`,
        }),
      );
    }
  for (const name of names) {
    const field = shape[name]!;
    const given = value[name];
    if (given === undefined) {
      if (!meant.has(name) && !field.safeParse(undefined).success)
        problems.push(
          problemAt(origin, path, Object.keys(value).join(', ') || 'no field', {
            problem: `The field ${name} is missing.`,
            allowed: `${name}: ${allowedBy(field)}`,
            mend: `Add the field ${name}.`,
          }),
        );
    } else if (!skip.includes(name) && !field.safeParse(given).success) {
      problems.push(problemAt(origin, [...path, name], given, valueFault(name, field, given)));
    }
  }
  return problems;
}

/** What is wrong with a value that its schema refuses. */
export function valueFault(
  name: string,
  schema: z.ZodType,
  given: unknown,
): { readonly problem: string; readonly allowed: string; readonly mend: string } {
  return {
    problem: `The value of ${name} is not allowed.`,
    allowed: allowedBy(inner(schema)),
    mend: mendFor(name, inner(schema), given),
  };
}

function mendFor(name: string, field: z.ZodType, given: unknown): string {
  const choices = field instanceof z.ZodEnum ? field.options.map(String) : [];
  const isText = field instanceof z.ZodString;
  if (typeof given === 'number' && (choices.includes(String(given)) || isText))
    return `Write it in quotation marks: "${given}".`;
  if (typeof given === 'string') {
    const near = nearestName(given, choices);
    if (near !== undefined) return `Did you mean ${near}?`;
    if (/^[\d.,]+\s*%$/.test(given)) return 'Write a share as 0.25, not as 25%.';
    const [, day, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(given) ?? [];
    if (year !== undefined && DATE_FIELDS.includes(name))
      return `Write the year first: ${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}, if ${month} is the month.`;
    if (field instanceof z.ZodNumber && given.trim() !== '' && Number.isFinite(Number(given)))
      return `Write it without quotation marks: ${Number(given)}.`;
  }
  if (typeof given === 'number' && field instanceof z.ZodNumber && field.maxValue === 1 && given > 1 && given <= 100)
    return `Write a share as ${given / 100}, not as ${given}.`;
  return 'Correct the value.';
}

const DATE_FIELDS = ['date', 'from', 'opens', 'horizon'];
