import { join } from 'node:path';
import { z } from 'zod';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { readInForm } from '../briefing/read-schema.ts';

const words = z.string().trim().min(1);
const list = z.array(words).min(1);

const cardSchema = z.strictObject({
  version: z.union([z.number(), words]).transform(String),
  name: words,
  /** Empty until somebody owns it. */
  owner: z.string().trim(),
  contact: z.string().trim(),
  purpose: words,
  intended_uses: list,
  excluded_uses: list,
  users: list,
  method: list,
  limits: list,
  ethics: list,
  /** Day after which it is not used without a new review. */
  sunset: words.refine(isIsoDate, 'a date looks like 2026-12-10'),
  review: words,
  /** What no range of a figure holds. */
  not_in_ranges: list,
  /** What each process of the month does, by its name in the program. */
  processes: z.record(z.string(), words),
});

/** What the model is for, what it is not for, and until when. */
export type ModelCard = z.infer<typeof cardSchema>;

/** Reads the card that is shipped in `data/assurance`. */
export function readModelCard(file = join(shippedRoot(), 'assurance', 'model-card.yaml')): Promise<ModelCard> {
  return readInForm(file, cardSchema);
}
