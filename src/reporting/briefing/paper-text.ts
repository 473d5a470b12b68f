import { z } from 'zod';
import { isIsoDate } from '../../domain/calendar.ts';
import { readInForm } from './read-schema.ts';

/** Sections of the paper, in their order. */
export const SECTIONS = [
  'purpose',
  'recommendations',
  'bottom-line',
  'background',
  'analysis',
  'uncertainty',
  'risks',
  'finance',
  'legal',
  'impact',
  'communications',
  'next-steps',
] as const;
export type Section = (typeof SECTIONS)[number];

const words = z.string().trim().min(1);
/** Words in English, with or without Welsh. Welsh is for release once somebody is named who approved it. */
const bilingual = z.union([
  words.transform((en) => ({ en })),
  z.strictObject({ en: words, cy: words.optional(), approved_by: words.optional() }),
]);
const paragraphs = z.union([bilingual.transform((one) => [one]), z.array(bilingual).min(1)]);
const date = z.string().refine((text) => isIsoDate(text), 'a date looks like 2026-12-10');

const textSchema = z.strictObject({
  paper: z
    .strictObject({
      title: bilingual.optional(),
      number: words.optional(),
      author: words.optional(),
      sro: words.optional(),
      for: z.enum(['decision', 'discussion', 'information']).optional(),
      version: words.optional(),
      meeting_date: date.optional(),
      marking: words.optional(),
    })
    .optional(),
  /** Run that the text was written about. With another run the text is stale. */
  run_id: words.optional(),
  /** Drafted sections that a person has read and stands behind. */
  reviewed: z.array(z.enum(SECTIONS)).optional(),
  reviewed_by: words.optional(),
  /** Bands of the risk scheme that are above tolerance. */
  above_tolerance: z.array(words).optional(),
  recommendations: z.array(bilingual).min(1).optional(),
  next_steps: z
    .array(z.strictObject({ action: bilingual, owner: words.optional(), date: date.optional() }))
    .min(1)
    .optional(),
  /** Paragraphs that take the place of drafted ones. */
  sections: z.partialRecord(z.enum(SECTIONS), paragraphs).optional(),
});

/** What people write of a paper. Numbers of the results stand in it as references in double braces. */
export type PaperText = z.infer<typeof textSchema>;
/** Words in English, with Welsh where somebody wrote it. */
export type WrittenWords = {
  readonly en: string;
  readonly cy?: string | undefined;
  readonly approved_by?: string | undefined;
};

/**
 * Reads what people wrote of a paper.
 *
 * @throws InputError when the file is not in the form
 */
export async function readPaperText(file: string): Promise<PaperText> {
  return readInForm(file, textSchema);
}

/** Words of a paper with the id by which a translator answers them. */
export interface WrittenText {
  readonly id: string;
  readonly english: string;
  /** Empty where nobody has written it. */
  readonly welsh: string;
  readonly approvedBy?: string;
}

/** Id of words of a paper, from their place in the file. */
export const paperId = (where: string): string => `paper/${where}`;

/** Everything that people wrote of a paper, with its place. */
export function writtenWords(text: PaperText): WrittenText[] {
  const one = (where: string, { en, cy, approved_by }: WrittenWords): WrittenText => ({
    id: paperId(where),
    english: en,
    welsh: cy ?? '',
    ...(approved_by === undefined ? {} : { approvedBy: approved_by }),
  });
  return [
    ...(text.paper?.title === undefined ? [] : [one('paper.title', text.paper.title)]),
    ...(text.recommendations ?? []).map((words, i) => one(`recommendations, item ${i + 1}`, words)),
    ...Object.entries(text.sections ?? {}).flatMap(([section, paragraphs]) =>
      paragraphs.map((words, i) => one(`sections.${section}, paragraph ${i + 1}`, words)),
    ),
    ...(text.next_steps ?? []).map(({ action }, i) => one(`next_steps, item ${i + 1}`, action)),
  ];
}
