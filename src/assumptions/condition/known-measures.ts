import { AGE_BANDS, NEED_CLASSES, PLACEMENT_TYPES, SECTORS, SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import { CONDITION_DIMENSIONS } from './condition.ts';
import type { ConditionDimension, Quantity } from './condition.ts';
import { ConditionRefusal, didYouMean, listed } from './condition-problem.ts';
import type { Token } from './condition-problem.ts';

/**
 * A measure that a condition may name, with the values that it is kept for; the series of the measures are such. A
 * dimension that is left out may have any value of the vocabulary.
 */
export interface KnownMeasure {
  readonly measure: string;
  readonly unit?: string;
  readonly serviceType?: string;
  readonly sector?: string;
  readonly ageBand?: string;
  readonly needClass?: string;
  readonly reason?: string;
  readonly providerCountry?: string;
}

const FIELDS: Readonly<Record<ConditionDimension, Exclude<keyof KnownMeasure, 'measure' | 'unit'>>> = {
  service_type: 'serviceType',
  sector: 'sector',
  age_band: 'ageBand',
  need_class: 'needClass',
  reason: 'reason',
  provider_country: 'providerCountry',
};

const VOCABULARY: Readonly<Record<ConditionDimension, readonly string[]>> = {
  service_type: PLACEMENT_TYPES,
  sector: SECTORS,
  age_band: AGE_BANDS,
  need_class: NEED_CLASSES,
  reason: SUPPLEMENTARY_REASONS,
  provider_country: [],
};

/** Values of a dimension that a measure is kept for, `all` left out. */
export function valuesOf(dimension: ConditionDimension, known: readonly KnownMeasure[]): readonly string[] {
  const values = known.flatMap((k) => k[FIELDS[dimension]] ?? VOCABULARY[dimension]);
  return [...new Set(values)].filter((value) => value !== 'all');
}

/** Dimensions of which a word may be the value, for a measure. */
export function dimensionsOf(word: string, known: readonly KnownMeasure[]): readonly ConditionDimension[] {
  return CONDITION_DIMENSIONS.filter((dimension) => valuesOf(dimension, known).includes(word));
}

/** The measure's entries, or a refusal that names the nearest. */
export function knownOf(token: Token, known: readonly KnownMeasure[]): readonly KnownMeasure[] {
  const found = known.filter((k) => k.measure === token.text);
  if (found.length > 0) return found;
  const names = [...new Set(known.map((k) => k.measure))];
  throw new ConditionRefusal(
    token,
    token.text === '' ? 'The condition ends where a measure should stand.' : 'There is no such measure.',
    listed(names, 60),
    didYouMean(token.text, names, 'Begin with one of these measures.'),
  );
}

/** Refuses a quantity that is not kept, with those that are. Answers its unit. */
export function unitOf(token: Token, quantity: Quantity, known: readonly KnownMeasure[]): string | undefined {
  const entry = known.find((k) =>
    CONDITION_DIMENSIONS.every((dimension) => {
      const kept = k[FIELDS[dimension]];
      return kept === undefined || kept === quantity[dimension];
    }),
  );
  if (entry !== undefined) return entry.unit;
  const splits = [...new Set(known.map(splitText))];
  throw new ConditionRefusal(
    { text: [quantity.measure, ...namedWords(quantity)].join(' '), at: token.at },
    'This measure is not kept for these words together.',
    `${quantity.measure} with ${splits.map((s) => (s === '' ? 'no word after it' : s)).join('; ')}.`,
    'Use one of these.',
  );
}

function namedWords(quantity: Quantity): string[] {
  return CONDITION_DIMENSIONS.map((dimension) => quantity[dimension]).filter((value) => value !== 'all');
}

function splitText(known: KnownMeasure): string {
  return CONDITION_DIMENSIONS.map((dimension) => known[FIELDS[dimension]] ?? `any ${dimension}`)
    .filter((value) => value !== 'all')
    .join(' ');
}
