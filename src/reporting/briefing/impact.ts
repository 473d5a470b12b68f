import { join } from 'node:path';
import { z } from 'zod';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { readInForm } from './read-schema.ts';

const text = z.string().trim();
const words = text.min(1);

const impactSchema = z.strictObject({
  version: z.union([z.number(), words]).transform(String),
  date: z.string().refine((value) => isIsoDate(value), 'a date looks like 2026-12-10'),
  /** Who assessed it; empty while it is a draft. */
  assessed_by: text,
  subjects: z
    .array(
      z.strictObject({
        id: words,
        title: words,
        law: words,
        questions: z.array(words),
        /** Sentences with references to results in double braces; `{area}`, `{year}` and `{when}` are filled in. */
        evidence: z.array(words),
        /** Written by people; empty until then. */
        effect: text,
        mitigations: z.array(z.strictObject({ text: words, risk_ids: z.array(words).min(1) })),
      }),
    )
    .min(1)
    .refine((subjects) => subjects[0]!.id === 'childrens-rights', 'the first subject is childrens-rights'),
});

/** The integrated impact assessment: a working document of its own, with a version. */
export type ImpactAssessment = z.infer<typeof impactSchema>;

/** The assessment that is shipped: prompts only. */
export function shippedImpactFile(): string {
  return join(shippedRoot(), 'briefing', 'integrated-impact.yaml');
}

/**
 * Reads an assessment.
 *
 * @throws InputError when the file is not in the form, children's rights do not come first, or a mitigation names no risk
 */
export async function readImpact(file = shippedImpactFile()): Promise<ImpactAssessment> {
  return readInForm(file, impactSchema);
}
