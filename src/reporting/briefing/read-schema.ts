import type { z } from 'zod';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { InputError } from '../../domain/errors.ts';

/**
 * Reads a YAML file of the paper and holds it to its form.
 *
 * @throws InputError with every place that is wrong, by line
 */
export async function readInForm<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const read = await readYamlFile(file);
  if (!('content' in read)) throw new InputError([{ ...read, mend: read.mend.replace('the scenario', 'it') }]);
  const checked = schema.safeParse(read.content);
  if (checked.success) return checked.data;
  const problems = checked.error.issues.map((issue): InputProblem => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    const line = read.lineOf(path) ?? read.lineOf(path.slice(0, -1));
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : undefined;
    return {
      kind: 'input',
      file,
      ...(line === undefined ? {} : { row: line }),
      ...(path.length === 0 ? {} : { column: path.join('.') }),
      ...(unknown === undefined ? {} : { value: unknown }),
      problem: unknown === undefined ? `${issue.message}.` : 'This key is not known here.',
      allowed: 'The keys and values that docs/briefing.md lists.',
      mend:
        unknown === undefined
          ? 'Write the value as the example there has it.'
          : 'Check the spelling, or leave the key out.',
    };
  });
  throw new InputError(problems);
}
