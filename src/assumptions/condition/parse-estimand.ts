import { COMPARISONS, CONDITION_STATISTICS, RUNNING_PERIODS } from './condition.ts';
import type { Comparison, ConditionEvent, ConditionStatistic, Estimand, RunningPeriod } from './condition.ts';
import { ConditionRefusal, didYouMean } from './condition-problem.ts';
import type { TokenReader } from './condition-tokens.ts';
import type { KnownMeasure } from './known-measures.ts';
import { parseNumberAndUnit } from './parse-number.ts';
import { parseQuantity } from './parse-quantity.ts';
import { takeScope } from './parse-scope.ts';
import type { Scopes } from './parse-scope.ts';

/** Reads what is judged. `plain` says that no statistic was named: with a comparison it is then an event of one draw. */
export function readEstimand(
  reader: TokenReader,
  known: readonly KnownMeasure[],
): { of: Estimand; unit: string | undefined; plain: boolean } {
  if (reader.peek().text.toLowerCase() === 'p' && reader.peek(1).text === '(') {
    reader.take();
    reader.take();
    return { of: { kind: 'probability', event: readEvent(reader, known) }, unit: undefined, plain: false };
  }
  let statistic: ConditionStatistic | undefined;
  if (reader.peek(1).text.toLowerCase() === 'of') {
    const token = reader.take();
    const word = token.text.toLowerCase() === 'median' ? 'p50' : token.text.toLowerCase();
    statistic = CONDITION_STATISTICS.find((s) => s === word);
    if (statistic === undefined) {
      throw new ConditionRefusal(
        token,
        'There is no such statistic.',
        `${CONDITION_STATISTICS.join(', ')}, median.`,
        didYouMean(word, [...CONDITION_STATISTICS, 'median'], 'Use one of these.'),
      );
    }
    reader.take();
  }
  const { quantity, unit } = parseQuantity(reader, known);
  return {
    of: { kind: 'statistic', statistic: statistic ?? 'mean', quantity },
    unit,
    plain: statistic === undefined,
  };
}

/** The event between the brackets of `P( )`, the closing one included. */
function readEvent(reader: TokenReader, known: readonly KnownMeasure[]): ConditionEvent {
  const { quantity, unit } = parseQuantity(reader, known);
  const scopes: Scopes = {};
  let running: ConditionEvent['running'];
  let judged: { comparison: Comparison; threshold: number } | undefined;
  for (;;) {
    if (judged !== undefined && reader.takeIf(')') !== undefined)
      return { kind: 'event', quantity, ...judged, ...(running && { running }), ...scopes };
    if (takeScope(reader, scopes)) continue;
    const token = reader.take();
    if (judged === undefined && isComparison(token.text)) {
      judged = {
        comparison: token.text,
        threshold: parseNumberAndUnit(reader, unit, 'what the figure is compared with').value,
      };
    } else if (judged !== undefined && running === undefined && token.text.toLowerCase() === 'for') {
      running = readRunning(reader);
    } else {
      throw new ConditionRefusal(
        token,
        judged === undefined ? 'Here should be a comparison.' : 'Here should be the bracket that closes P( ).',
        judged === undefined ? '>=, <=, > or < and a number.' : ') or for N quarters, in AREA, by DATE; each once.',
        'Write it as in P(children_waiting residential >= 10 for 2 quarters) <= 10 %.',
      );
    }
  }
}

/** Reads how long something must hold, after `for`. */
export function readRunning(reader: TokenReader): { count: number; period: RunningPeriod } {
  const count = reader.count('a number of periods');
  const token = reader.take();
  const word = token.text.toLowerCase().replace(/s$/, '');
  const period = RUNNING_PERIODS.find((p) => p === word);
  if (period === undefined) {
    throw new ConditionRefusal(
      token,
      'Here should be a period.',
      'months, quarters or years.',
      'Write for example: for 2 quarters.',
    );
  }
  reader.takeIf('running');
  return { count, period };
}

/** Whether a word is a comparison. */
export const isComparison = (text: string): text is Comparison => (COMPARISONS as readonly string[]).includes(text);
