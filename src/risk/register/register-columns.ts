import { join } from 'node:path';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { InputError, nearestName } from '../../domain/errors.ts';

/** Names that the columns of a register may have, by field; the first is that of a new register. */
export type RegisterColumns = ReadonlyMap<string, readonly string[]>;

/** The file of names that is shipped. */
export const shippedColumns = (): string => join(shippedRoot(), 'risk', 'register-columns.yaml');

/**
 * Reads what the columns of a register may be called.
 *
 * @param file a YAML file with `columns:`; the shipped one unless told. Fields that a file leaves out keep their shipped names.
 * @throws InputError when a field is not known, or two fields share a name
 */
export async function readRegisterColumns(file?: string): Promise<RegisterColumns> {
  const shipped = await columnsOf(shippedColumns());
  if (file === undefined) return shipped;
  const own = await columnsOf(file);
  for (const field of own.keys())
    if (!shipped.has(field)) {
      const near = nearestName(field, [...shipped.keys()]);
      throw problem(
        file,
        field,
        'There is no such field.',
        near === undefined ? 'Use a field of the shipped file.' : `Did you mean ${near}?`,
      );
    }
  return new Map([...shipped].map(([field, names]) => [field, own.get(field) ?? names]));
}

async function columnsOf(file: string): Promise<Map<string, string[]>> {
  const read = await readYamlFile(file);
  if (!('content' in read)) throw new InputError([read]);
  const listed = (read.content as { readonly columns?: unknown } | null)?.columns;
  if (typeof listed !== 'object' || listed === null || Array.isArray(listed))
    throw problem(
      file,
      'columns',
      'The file does not list columns.',
      'Begin with "columns:" and write the fields under it.',
    );
  const columns = new Map<string, string[]>();
  const owners = new Map<string, string>();
  for (const [field, names] of Object.entries(listed)) {
    if (
      !Array.isArray(names) ||
      names.length === 0 ||
      names.some((name) => typeof name !== 'string' || name.trim() === '')
    )
      throw problem(file, field, 'The names of a column are not a list of words.', 'Write them as [Risk ID, Ref].');
    for (const name of names as string[]) {
      const other = owners.get(plainHeader(name));
      if (other !== undefined && other !== field)
        throw problem(file, name, `The name stands for ${other} and for ${field}.`, 'Leave it in one of the two.');
      owners.set(plainHeader(name), field);
    }
    columns.set(field, names as string[]);
  }
  return columns;
}

function problem(file: string, value: string, what: string, mend: string): InputError {
  const allowed = 'A YAML file with "columns:", and under it each field with a list of names.';
  return new InputError([{ kind: 'input', file, value, problem: what, allowed, mend }]);
}

/** A header without what does not matter: capitals, blanks, stops, and what stands in brackets. */
export function plainHeader(text: string): string {
  const bare = text.replace(/\([^)]*\)/g, ' ').replace(/×/g, 'x');
  return bare
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The header of a field in a new register: `Current: Score` is `Current score`. */
export function headerOf(columns: RegisterColumns, field: string): string {
  const name = columns.get(field)?.[0] ?? field;
  return name.replace(/: (.)/, (_, letter: string) => ` ${letter.toLowerCase()}`);
}
