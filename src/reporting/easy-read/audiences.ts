import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import { InputError } from '../../domain/errors.ts';
import { languageFolder } from '../language/read-rows.ts';

const audienceSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  title: z.string().min(1),
  after: z.array(z.string()),
  grade: z.number().min(1).max(12),
  sentence_words: z.int().min(5).max(25),
  regions: z.array(z.enum(['country', 'region', 'authority'])),
  must_say: z.array(z.string()),
  marking: z.string().min(1),
  approver: z.string().min(1),
});
const fileSchema = z.strictObject({ not_said: z.array(z.string().min(2)), audiences: z.array(audienceSchema).min(1) });

/** Somebody who is told of results: what must come before, how it must read, and who approves it. */
export type Audience = z.infer<typeof audienceSchema>;

/** The audiences in the order in which they are told, and words that none of them reads. */
export interface Audiences {
  readonly not_said: readonly string[];
  readonly audiences: readonly Audience[];
}

/** The shipped table of audiences. */
export const AUDIENCES_FILE: string = join(languageFolder(), 'audiences.yaml');

/**
 * Reads a table of audiences.
 *
 * @throws InputError when it has a wrong shape, or an audience comes after one that is not above it
 */
export async function readAudiences(file: string = AUDIENCES_FILE): Promise<Audiences> {
  const read = await readYamlFile(file);
  if (!('content' in read)) throw new InputError([read]);
  const parsed = fileSchema.safeParse(read.content);
  const refuse = (problem: string): InputError =>
    new InputError([
      {
        kind: 'input',
        file,
        problem,
        allowed: 'The shape of data/language/audiences.yaml.',
        mend: 'Compare it with the shipped file.',
      },
    ]);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${issue!.path.join('.')}: ${issue!.message}.`);
  }
  const seen = new Set<string>();
  for (const { id, after } of parsed.data.audiences) {
    const missing = after.find((before) => !seen.has(before));
    if (missing !== undefined)
      throw refuse(`The audience ${id} comes after ${missing}, which does not stand above it.`);
    if (seen.has(id)) throw refuse(`The audience ${id} is there twice.`);
    seen.add(id);
  }
  const children = parsed.data.audiences.find(({ id }) => id === 'children');
  if (children !== undefined && !children.after.includes('carers'))
    throw refuse('Children would be told before their carers and workers.');
  return parsed.data;
}
