import { CONDITION_DIMENSIONS } from './condition.ts';
import type { ConditionDimension, Quantity } from './condition.ts';
import { ConditionRefusal, didYouMean, listed } from './condition-problem.ts';
import type { Token } from './condition-problem.ts';
import { financialYearOf, looksLikeDate } from './condition-tokens.ts';
import type { TokenReader } from './condition-tokens.ts';
import { dimensionsOf, knownOf, unitOf, valuesOf } from './known-measures.ts';
import type { KnownMeasure } from './known-measures.ts';

/** Words that end the name of a figure. */
const AFTER_QUANTITY = new Set([
  'within',
  'for',
  'in',
  'on',
  'by',
  'from',
  '>=',
  '<=',
  '>',
  '<',
  '(',
  ')',
  '%',
  '=',
  '',
]);
/** Usable places of councils and not-for-profit bodies are a measure of their own; people write them as a split. */
const COMPLIANT = { word: 'compliant', of: 'places_usable', measure: 'places_compliant' } as const;

const isDimension = (text: string): text is ConditionDimension =>
  (CONDITION_DIMENSIONS as readonly string[]).includes(text);

/** Reads a measure and the words that split it. Answers its unit too, where that is known. */
export function parseQuantity(
  reader: TokenReader,
  all: readonly KnownMeasure[],
): { readonly quantity: Quantity; readonly unit: string | undefined } {
  const first = reader.take();
  let known = knownOf(first, all);
  let measure = first.text;
  const values: Partial<Record<ConditionDimension, string>> = {};
  for (let token = reader.peek(); !endsQuantity(token.text); token = reader.peek()) {
    reader.take();
    if (token.text === COMPLIANT.word && measure === COMPLIANT.of && all.some((k) => k.measure === COMPLIANT.measure)) {
      measure = COMPLIANT.measure;
      known = all.filter((k) => k.measure === measure);
      continue;
    }
    const [dimension, value] = isDimension(token.text) ? explicit(reader, token, known) : plain(token, known);
    if (values[dimension] !== undefined) {
      throw new ConditionRefusal(
        token,
        `The ${dimension} is named twice.`,
        'One value for each dimension.',
        'Take one of them out.',
      );
    }
    values[dimension] = value;
  }
  const quantity = {
    measure,
    ...(Object.fromEntries(CONDITION_DIMENSIONS.map((d) => [d, values[d] ?? 'all'])) as Omit<Quantity, 'measure'>),
  };
  return { quantity, unit: unitOf(first, quantity, known) };
}

function endsQuantity(text: string): boolean {
  return AFTER_QUANTITY.has(text.toLowerCase()) || looksLikeDate(text) || financialYearOf(text) !== undefined;
}

/** A word whose dimension can be told from its value. */
function plain(token: Token, known: readonly KnownMeasure[]): readonly [ConditionDimension, string] {
  const dimensions = dimensionsOf(token.text, known);
  if (dimensions.length === 1) return [dimensions[0]!, token.text];
  if (dimensions.length > 1) {
    throw new ConditionRefusal(
      token,
      `This word may mean the ${dimensions.join(' or the ')}.`,
      dimensions.map((d) => `${d}=${token.text}`).join(' or '),
      'Say which.',
    );
  }
  const values = CONDITION_DIMENSIONS.flatMap((dimension) => valuesOf(dimension, known));
  throw new ConditionRefusal(
    token,
    `${known[0]!.measure} is not split by this word.`,
    values.length === 0
      ? 'No word: the measure is not split. After it a comparison, a date or "within".'
      : listed([...new Set(values)], 30),
    didYouMean(token.text, values, 'Use one of these words, or none.'),
  );
}

/** `sector=other`. */
function explicit(
  reader: TokenReader,
  token: Token,
  known: readonly KnownMeasure[],
): readonly [ConditionDimension, string] {
  const dimension = token.text as ConditionDimension;
  const sign = reader.take();
  const value = reader.take();
  const values = valuesOf(dimension, known);
  if (sign.text === '=' && (values.includes(value.text) || value.text === 'all')) return [dimension, value.text];
  throw new ConditionRefusal(
    sign.text === '=' ? value : sign,
    `Here should be a ${dimension} that ${known[0]!.measure} is split by.`,
    values.length === 0 ? `No ${dimension}: the measure is not split by it.` : listed(values, 30),
    didYouMean(value.text, values, `Write it as ${dimension}=VALUE.`),
  );
}
