import { z } from 'zod';

/*
 * A scoring scheme is a file: levels of likelihood with their limits, levels of impact, and what stands in each cell. Cells
 * are written out and never worked out, so that any published matrix fits, also one that is not square or has letters.
 */

const label = (what: string): z.ZodString =>
  z
    .string()
    .min(1)
    .meta({ description: `A word for ${what}.` });

export const likelihoodLevelSchema = z.strictObject({
  name: label('the level as the scheme writes it, such as "3" or "C"'),
  label: label('the level, such as "Possible"'),
  under: z
    .number()
    .gt(0)
    .lte(1)
    .optional()
    .meta({ description: 'Probability over the horizon that the level stays under, above 0 to 1.' }),
  up_to: z
    .number()
    .gt(0)
    .lte(1)
    .optional()
    .meta({ description: 'Highest probability of the level, itself included, above 0 to 1.' }),
});

const rowsOf = <T extends z.ZodType>(cell: T): z.ZodArray<z.ZodArray<T>> =>
  z.array(z.array(cell).min(2).max(10)).min(2).max(10);

export const schemeSchema = z.strictObject({
  scheme: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .meta({ description: 'Short name of small letters, digits and hyphens.' }),
  version: z.string().min(1).meta({ description: 'Version of this file, in quotation marks.' }),
  title: label('the scheme in full'),
  publisher: label('who published it'),
  source: label('where it stands, so that a reader can find it'),
  dated: z.string().min(1).meta({ description: 'Date or year of the source, in quotation marks.' }),
  status: z.enum(['verified', 'to-confirm', 'illustrative']).meta({
    description: 'verified (read in the source), to-confirm (in part from memory or inferred), illustrative.',
  }),
  doubts: z
    .array(z.string().min(1))
    .meta({ description: 'What of it is not sure, a sentence each; an empty list where nothing is.' }),
  horizon: z
    .string()
    .min(1)
    .meta({ description: 'What the scheme says of the time over which a likelihood is meant.' }),
  likelihood: z
    .array(likelihoodLevelSchema)
    .min(2)
    .max(10)
    .meta({ description: 'Levels from the least likely to the most; each but the last has under or up_to.' }),
  issue_over: z.number().gt(0.5).lte(1).default(0.99).meta({
    description: 'Probability over which an event is an issue and no risk; 0.99 unless the scheme says otherwise.',
  }),
  impact: z
    .array(z.strictObject({ name: label('the level'), label: label('the level') }))
    .min(2)
    .max(10)
    .meta({ description: 'Levels from the mildest to the worst.' }),
  scores: rowsOf(z.int().min(1)).optional().meta({
    description: 'Score of each cell: a row for each likelihood, a number for each impact. Left out where it has none.',
  }),
  bands: z
    .array(z.strictObject({ id: label('the band'), label: label('the band') }))
    .min(2)
    .max(8)
    .optional()
    .meta({ description: 'Bands from the mildest to the worst. Left out where it has none.' }),
  cells: rowsOf(z.string().min(1))
    .optional()
    .meta({ description: 'Band of each cell by its id: a row for each likelihood, a band for each impact.' }),
});

/** A level of likelihood: probabilities from above `from` to `to`, with or without their ends. */
export interface LikelihoodBand {
  /** 1 for the least likely. */
  readonly level: number;
  readonly name: string;
  readonly label: string;
  readonly from: number;
  readonly fromIncluded: boolean;
  readonly to: number;
  readonly toIncluded: boolean;
}

type Content = z.output<typeof schemeSchema>;

/** A checked scheme. */
export interface Scheme extends Omit<Content, 'likelihood'> {
  readonly likelihood: readonly LikelihoodBand[];
  /** Name and version, as outputs print it: `ons-2026 1`. */
  readonly id: string;
  /** File that it was read from, as the user named it. */
  readonly file: string;
}
