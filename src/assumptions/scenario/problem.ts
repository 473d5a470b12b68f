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
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('');
}

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
  for (const name of Object.keys(value))
    if (!Object.hasOwn(shape, name)) {
      const near = nearestName(
        name,
        names.filter((known) => !Object.hasOwn(value, known)),
      );
      problems.push(
        problemAt(origin, [...path, name], value[name], {
          problem: `There is no field ${name} here.`,
          allowed: `Fields: ${names.join(', ')}.`,
          mend: near === undefined ? 'Delete the field.' : `Did you mean ${near}?`,
        }),
      );
    }
  for (const name of names) {
    const field = shape[name]!;
    const given = value[name];
    if (given === undefined) {
      if (!field.safeParse(undefined).success)
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
  const field = inner(schema);
  const choices = field instanceof z.ZodEnum ? field.options.map(String) : [];
  const near = typeof given === 'string' ? nearestName(given, choices) : undefined;
  const quoted = typeof given === 'number' && choices.includes(String(given));
  return {
    problem: `The value of ${name} is not allowed.`,
    allowed: allowedBy(field),
    mend: quoted
      ? `Write it in quotation marks: "${given}".`
      : near !== undefined
        ? `Did you mean ${near}?`
        : typeof given === 'string' && /^[\d.,]+\s*%$/.test(given)
          ? 'Write a share as 0.25, not as 25%.'
          : 'Correct the value.',
  };
}
