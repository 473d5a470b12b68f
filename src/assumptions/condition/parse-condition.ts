import type { Checked } from '../../domain/errors.ts';
import type { Comparison, Condition, ConditionEvent } from './condition.ts';
import { ConditionRefusal, didYouMean } from './condition-problem.ts';
import { TokenReader } from './condition-tokens.ts';
import type { KnownMeasure } from './known-measures.ts';
import { isComparison, readEstimand, readRunning } from './parse-estimand.ts';
import { parseNumberAndUnit } from './parse-number.ts';
import { takeScope } from './parse-scope.ts';
import type { Scopes } from './parse-scope.ts';

/**
 * Reads a condition.
 *
 * @param text such as `P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01`
 * @param knownMeasures measures that may be named: names alone, or the series that are kept (`allSeries()`)
 * @param name what the text is called in messages, such as `--until`
 * @returns the condition, or one problem with the character at which it stands
 * @example
 * const checked = parseCondition('mean of places_compliant residential within 1 %', allSeries(), '--until');
 */
export function parseCondition(
  text: string,
  knownMeasures: readonly (string | KnownMeasure)[],
  name = 'condition',
): Checked<Condition> {
  const known = knownMeasures.map((k) => (typeof k === 'string' ? { measure: k } : k));
  try {
    const value = readCondition(new TokenReader(text), known);
    return { ok: true, value, repairs: [] };
  } catch (error) {
    if (!(error instanceof ConditionRefusal)) throw error;
    return { ok: false, problems: [error.asProblem(name)] };
  }
}

function readCondition(reader: TokenReader, known: readonly KnownMeasure[]): Condition {
  const scopes: Scopes = {};
  const { of, unit, plain } = readEstimand(reader, known);
  let running: ConditionEvent['running'];
  let judged:
    { comparison: Comparison; number: number } | { within: number; scale: 'relative' | 'absolute' } | undefined;
  while (!reader.ended) {
    if (takeScope(reader, scopes)) continue;
    const token = reader.take();
    const word = token.text.toLowerCase();
    if (judged === undefined && isComparison(token.text)) {
      const number = parseNumberAndUnit(
        reader,
        of.kind === 'probability' ? 'probability' : unit,
        'what it is compared with',
      );
      judged = { comparison: token.text, number: number.value };
    } else if (judged === undefined && word === 'within') {
      const { value, perCent } = parseNumberAndUnit(
        reader,
        of.kind === 'probability' ? 'points' : 'within',
        'how sure it must be',
      );
      judged = { within: value, scale: perCent ? 'relative' : 'absolute' };
    } else if (word === 'for' && plain && running === undefined) {
      running = readRunning(reader);
    } else {
      throw new ConditionRefusal(
        token,
        judged === undefined ? 'Here should be a comparison or "within".' : 'This cannot stand here.',
        judged === undefined
          ? '>=, <=, > or < and a number; or within and a number.'
          : 'for N quarters, in AREA, on DATE, by DATE, from DATE to DATE; each once.',
        didYouMean(word, ['within', 'for', 'in', 'on', 'by', 'from'], 'Take it out.'),
      );
    }
  }
  if (judged === undefined) {
    throw new ConditionRefusal(
      reader.peek(),
      'The condition does not say what must be met.',
      '>=, <=, > or < and a number; or within and a number.',
      'Add such a part, for example: within 1 %.',
    );
  }
  if ('within' in judged) {
    if (running !== undefined) throw onlyInEvent(reader);
    return { kind: 'precision', of, ...judged, ...scopes };
  }
  const { comparison, number } = judged;
  if (plain && of.kind === 'statistic')
    return {
      kind: 'event',
      quantity: of.quantity,
      comparison,
      threshold: number,
      ...(running && { running }),
      ...scopes,
    };
  return { kind: 'bound', of, comparison, limit: number, ...scopes };
}

function onlyInEvent(reader: TokenReader): ConditionRefusal {
  return new ConditionRefusal(
    reader.peek(),
    '"within" and "for N quarters" do not go together.',
    'for N quarters inside P( ) or after a comparison.',
    'Take one of the two out.',
  );
}
