import { z } from 'zod';
import type { AreaLevel } from '../../domain/vocabulary.ts';

/** What the text of a cell is turned into. `yes-no` becomes true or false; `date` stays text in the ISO form. */
export type ColumnKind = 'whole' | 'number' | 'text' | 'date' | 'choice' | 'yes-no' | 'area';

/** One column of a table: the single source for reading, for messages and for the published JSON Schema. */
export interface Column {
  readonly kind: ColumnKind;
  /** What a value must satisfy after conversion. */
  readonly schema: z.ZodType;
  /** The column must be there and every cell filled. */
  readonly required: boolean;
  /** Value, as it would be written in the file, of an empty cell or an absent column. */
  readonly fallback?: string;
  /** What is allowed, as a sentence for messages. */
  readonly allowed: string;
  /** Names to choose from, for `choice`. */
  readonly choices?: readonly string[];
  /** Levels of area that may stand here, for `area`. */
  readonly levels?: readonly AreaLevel[];
}

interface Extra {
  readonly optional?: boolean;
  readonly fallback?: string;
}

interface Range extends Extra {
  readonly min?: number;
  readonly max?: number;
  readonly unit: string;
}

const column = (kind: ColumnKind, schema: z.ZodType, description: string, allowed: string, extra: Extra): Column => {
  const optional = extra.optional === true || extra.fallback !== undefined;
  const note = extra.fallback !== undefined ? ` Left empty: ${extra.fallback}.` : optional ? ' May be empty.' : '';
  const described = schema.meta({ description: `${description} ${allowed}${note}` });
  return {
    kind,
    schema: optional ? described.optional() : described,
    required: !optional,
    allowed,
    ...(extra.fallback === undefined ? {} : { fallback: extra.fallback }),
  };
};

const span = (min: number, max: number | undefined, unit: string): string =>
  max === undefined ? `from ${min} up (${unit})` : `from ${min} to ${max} (${unit})`;

/** A whole number from `min` (0 unless told) to `max`. */
export function wholeNumber(description: string, { min = 0, max, unit, ...extra }: Range): Column {
  const base = z.int().min(min);
  const schema = max === undefined ? base : base.max(max);
  return column('whole', schema, description, `A whole number ${span(min, max, unit)}.`, extra);
}

/** A number with or without a fraction; without `min` it may be negative. */
export function decimal(description: string, { min, max, unit, ...extra }: Range): Column {
  let schema = z.number();
  if (min !== undefined) schema = schema.min(min);
  if (max !== undefined) schema = schema.max(max);
  const range = min === undefined ? `(${unit})` : span(min, max, unit);
  return column('number', schema, description, `A number ${range}.`, extra);
}

/** Free text on one line, at most 4,000 characters. */
export function text(description: string, extra: Extra = {}): Column {
   
  const schema = z.string().min(1).max(4000).regex(/^[^\u0000-\u001f\u007f]*$/);
  return column('text', schema, description, 'Text on one line, at most 4,000 characters.', extra);
}

/** A name without spaces that other rows and files refer to. */
export function identifier(description: string, extra: Extra = {}): Column {
  const schema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,79}$/);
  return column(
    'text',
    schema,
    description,
    'Letters, digits, point, colon, slash, hyphen and underscore, no space, at most 80 characters.',
    extra,
  );
}

/** The id of an assumption: an identifier in which a band of sizes may be open, as in `hazard.close.for-profit.5+`. */
export function assumptionId(description: string): Column {
  const schema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,79}$/);
  return column(
    'text',
    schema,
    description,
    'Letters, digits, point, colon, slash, plus, hyphen and underscore, no space, at most 80 characters.',
    {},
  );
}

/** A date in the form 2026-04-01, from 1900 to 2150. */
export function isoDate(description: string, extra: Extra = {}): Column {
  const schema = z.iso.date().regex(/^(19\d\d|20\d\d|21[0-4]\d|2150)-/);
  return column('date', schema, description, 'A date with the year first, as 2026-04-01.', extra);
}

/** One name of a list. */
export function oneOf(description: string, choices: readonly string[], extra: Extra = {}): Column {
  const allowed = `One of: ${choices.join(', ')}.`;
  return { ...column('choice', z.enum(choices as [string, ...string[]]), description, allowed, extra), choices };
}

/** `yes` or `no`, which become true and false. */
export function yesNo(description: string, extra: Extra = {}): Column {
  return { ...column('yes-no', z.enum(['yes', 'no']), description, 'yes or no.', extra), choices: ['yes', 'no'] };
}

/** A code of `areas.csv`, at one of some levels. */
export function areaCode(description: string, levels: readonly AreaLevel[], extra: Extra = {}): Column {
  const allowed = `A code of areas.csv whose level is ${levels.join(' or ')}.`;
  return { ...column('area', z.string().min(1).max(32), description, allowed, extra), levels };
}
