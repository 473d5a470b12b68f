import { z } from 'zod';
import * as field from './fields.ts';
import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { WHEN_MEASURES } from './when-measures.ts';

/*
 * Levers: what somebody chooses to do. One key a lever. Inside `when` a date may be left out: the lever then starts in
 * the month in which the rule fires.
 */

const leversThatStart = {
  places: z
    .strictObject({
      area: field.area.optional(),
      region: field.region.optional(),
      service_type: field.serviceType,
      sector: field.sector,
      places: field.places,
      opens: field.date.optional(),
      capital_gbp: field.pounds.optional(),
    })
    .meta({
      description:
        'New places in an area or a region. Without opens they go through the stages of a project. Foster places are carers of the sector; secure places are one home.',
    }),
  carers: z
    .strictObject({
      area: field.area.optional(),
      region: field.region.optional(),
      sector: field.sector,
      households: field.households,
      from: field.date,
      months: field.months,
    })
    .meta({ description: 'Fostering households approved beyond the usual ones, spread evenly over some months.' }),
  conversion_support: z
    .strictObject({ from: field.date, convert_factor: field.factor.optional(), succeeds: field.share.optional() })
    .meta({
      description: 'Help for owners who convert: more of them do (convert_factor), or more succeed (succeeds).',
    }),
  prevention: z
    .strictObject({ from: field.date, ramp_months: field.rampMonths.optional(), entries_factor: field.factor })
    .meta({ description: 'Fewer (or more) children start to be looked after.' }),
  reunification: z
    .strictObject({ from: field.date, ramp_months: field.rampMonths.optional(), stay_factor: field.factor })
    .meta({ description: 'Shorter (or longer) stays in care.' }),
  workforce: z
    .strictObject({ from: field.date, staffed_share: field.share })
    .meta({ description: 'Share of registered places that are staffed.' }),
  approval_date: z
    .strictObject({ service_type: field.serviceType, date: field.date })
    .meta({ description: 'Another day from which placements of one service type need approval.' }),
  kinship: z
    .strictObject({ from: field.date, ramp_months: field.rampMonths.optional(), share_factor: field.factor })
    .meta({ description: 'More (or fewer) children placed with kin at entry.' }),
  guardianship: z
    .strictObject({ from: field.date, exit_factor: field.factor })
    .meta({ description: 'More (or fewer) children leave care to a special guardian.' }),
  national_transfer: z
    .strictObject({
      from: field.date,
      children_per_year: z.number().min(0).max(10_000).meta({ description: 'Children a year, from 0 to 10,000.' }),
    })
    .meta({ description: 'Unaccompanied children who arrive through the national transfer scheme.' }),
};

type Starting = typeof leversThatStart;
type Loosened<S extends z.ZodObject> = ReturnType<S['partial']>;

/** The same lever with its dates left free, for use inside `when`. */
function withFreeDates<S extends z.ZodObject>(schema: S): Loosened<S> {
  const dates = Object.keys(schema.shape).filter((name) => name === 'from' || name === 'date');
  return (
    dates.length === 0 ? schema : schema.partial(Object.fromEntries(dates.map((d) => [d, true])) as never)
  ) as Loosened<S>;
}

/** Levers that may stand inside `when`, by name. */
export const LEVERS_INSIDE_WHEN = Object.fromEntries(
  Object.entries({
    ...leversThatStart,
    places: leversThatStart.places.extend({ opens: field.opensInsideWhen.optional() }),
  }).map(([name, schema]) => [name, withFreeDates(schema)]),
) as unknown as { [K in keyof Starting]: Loosened<Starting[K]> };

/** The object that holds one lever: one key out of the vocabulary. */
export function oneKeyUnion(schemas: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const options = Object.entries(schemas).map(([name, schema]) => z.strictObject({ [name]: schema }));
  return z.union(options as unknown as [z.ZodType, z.ZodType, ...z.ZodType[]]);
}

/** Levers by name, each with the schema of what stands under its key. */
export const LEVERS = {
  ...leversThatStart,
  when: z
    .strictObject({
      measure: z.enum(WHEN_MEASURES).meta({ description: `One of: ${WHEN_MEASURES.join(', ')}.` }),
      area: field.area.optional(),
      region: field.region.optional(),
      above: z.number().meta({ description: 'A number; the rule fires over it.' }).optional(),
      below: z.number().meta({ description: 'A number; the rule fires under it.' }).optional(),
      service_type: field.serviceType
        .meta({
          description: `One of: ${SERVICE_TYPES.join(', ')}. Left out: all types together, and residential for a ratio.`,
        })
        .optional(),
      for_months: field.months.optional(),
      repeat: z.boolean().meta({ description: 'true to fire each time and not once.' }).optional(),
      then: z.array(oneKeyUnion(LEVERS_INSIDE_WHEN)).min(1).max(50),
    })
    .meta({
      description:
        'A rule: when a measure was above or below a number at the ends of some months (1 where none is said), levers start in the next month.',
    }),
};

export type LeverName = keyof typeof LEVERS;
export const LEVER_NAMES = Object.keys(LEVERS) as readonly LeverName[];

type OneKey<Schemas extends Record<string, z.ZodType>> = {
  [K in keyof Schemas]: { readonly [P in K]: Readonly<z.infer<Schemas[K]>> };
}[keyof Schemas];

type WithFreeDates<T> = Omit<T, 'from' | 'date'> & Partial<Pick<T, Extract<keyof T, 'from' | 'date'>>>;

type Plain = Exclude<keyof Starting, 'places'>;

/**
 * A lever whose start may be left out: the month in which its `when` fires. New places may open a number of months after
 * it, or on a day, if the rule fires before; without either they go through the stages of a project.
 */
export type LeverInsideWhen =
  | { [K in Plain]: { readonly [P in K]: Readonly<WithFreeDates<z.infer<Starting[K]>>> } }[Plain]
  | { readonly places: Readonly<Omit<z.infer<Starting['places']>, 'opens'> & { opens?: string | number }> };

/** A rule that starts levers when a measure passes a number. Exactly one of `above` and `below` is given. */
export interface WhenLever {
  readonly when: Readonly<Omit<z.infer<(typeof LEVERS)['when']>, 'then'>> & {
    readonly then: readonly LeverInsideWhen[];
  };
}

/** What somebody chooses to do: an object with one key that names the lever. */
export type Lever = OneKey<Starting> | WhenLever;
