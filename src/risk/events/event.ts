import { z } from 'zod';

/*
 * A risk is scored from an event: something that happens or does not on the path of one draw. The predicate is written in
 * the small language of conditions, and the horizon says until when it counts. Without both there is no modelled score.
 */

const text = (what: string): z.ZodString => z.string().min(1).meta({ description: what });

/** How the periods of a figure become one number of a draw. */
export const REDUCTIONS = ['most', 'least', 'mean', 'sum', 'first', 'last', 'rise', 'nights'] as const;
export type SeverityReduction = (typeof REDUCTIONS)[number];

const over = z.enum(REDUCTIONS).meta({
  description:
    'How the periods become one number: most, least, mean, sum, first, last, rise (last less first), nights (a count at the ends of periods times their days).',
});
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ description: 'A date such as 2030-03-31.' });

export const severitySchema = z.strictObject({
  scale: text('The scale of impacts.yaml that turns the number into a level, by its id.'),
  of: text('A figure, such as "children_waiting residential"; or "peak" or "longest_run" of the event itself.'),
  over: over.optional(),
  per: text('A figure by which it is divided; nothing unless told.').optional(),
  per_over: over.optional(),
  from: day.optional(),
});

export const lossSchema = z.strictObject({
  of: text('A figure, such as nights_unregistered.'),
  over,
  from: day.optional(),
  counted_as: text('What is counted, in words: only losses that are counted alike are put in one order.').optional(),
});

export const RAISED_IN = ['consultation', 'committee', 'workstream', 'Board'] as const;

export const eventSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .meta({ description: 'Short name of small letters, digits and hyphens, unique in the file.' }),
  title: text('Short name of the risk; {area} stands for the name of the region.'),
  cause: text('One sentence that begins with "Because".'),
  event: text('One sentence that begins with "There is a risk that".'),
  consequence: text('One sentence that begins with "As a result".'),
  for_each: z.enum(['region']).optional().meta({ description: 'region: one risk for each region of the data set.' }),
  predicate: text('When the event happens, such as "children_waiting residential >= 20 for 2 quarters".').optional(),
  joint: z
    .strictObject({
      at_least: z.int().min(1).meta({ description: 'How many of the events.' }),
      of: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(2)])
        .meta({ description: 'Id of an event with for_each, or a list of ids.' }),
      at_once: z
        .boolean()
        .default(true)
        .meta({ description: 'true: at the end of one and the same period; false: each at any time.' }),
    })
    .optional()
    .meta({ description: 'Several events of the file together, from the same draws, in the place of a predicate.' }),
  horizon: day.optional().meta({ description: 'Last day that counts, such as 2030-03-31.' }),
  severity: z
    .array(severitySchema)
    .min(1)
    .meta({ description: 'What it does when it happens, a row for each dimension of harm.' }),
  loss: lossSchema.meta({ description: 'The harm whose expectation and worst tenth stand beside the score.' }),
  placement_type: z.string().default('').meta({ description: 'Placement type in words; empty for all.' }),
  category: text('Family of risks.'),
  workstream: text('Workstream by its id.'),
  owner: text('Office that owns the risk.'),
  raised_in: z.enum(RAISED_IN).meta({ description: `Who raised it: ${RAISED_IN.join(', ')}.` }),
  concern_id: z
    .string()
    .default('')
    .meta({ description: 'Concern that the risk answers, by its id; empty where none.' }),
  priority: z
    .union([z.string(), z.int()])
    .default('')
    .transform(String)
    .meta({ description: "The Board's priority, in its own words or numbers; it is no part of the score." }),
});

export const eventsFileSchema = z.strictObject({
  version: z.string().min(1).meta({ description: 'Version of the file, in quotation marks.' }),
  events: z.array(eventSchema).min(1).max(500).meta({ description: 'Events, each a risk or a family of risks.' }),
});

export type EventContent = z.output<typeof eventSchema>;
