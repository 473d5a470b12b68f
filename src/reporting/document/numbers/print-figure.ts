import { frequencyText, roundBySpread } from '../../text.ts';
import { millionsIn, numberIn } from '../../language/format.ts';
import type { Language } from '../../language/languages.ts';

/** How figures of a unit are printed: what they are multiplied by, the smallest step, and their sign. */
interface Print {
  readonly factor: number;
  readonly smallest: number;
  readonly text: (value: number, decimals: number, language: Language) => string;
}

function printOf(unit: string): Print {
  if (unit === 'share') return { factor: 100, smallest: 1, text: (v, d, l) => `${numberIn(l, v, d)}%` };
  if (unit.startsWith('gbp')) return { factor: 1e-6, smallest: 0.1, text: (v, d, l) => millionsIn(l, v, d) };
  if (unit === 'months' || unit === 'days' || unit === 'ratio')
    return { factor: 1, smallest: 0.1, text: (v, d, l) => numberIn(l, v, d) };
  return { factor: 1, smallest: 1, text: (v, d, l) => numberIn(l, v, d) };
}

/** Quantiles of a figure: P10, P50, P90 and more. */
export type Quantiles = ReadonlyMap<string, number>;

/**
 * A figure as printed, rounded to what its spread from P10 to P90 supports: children and places whole, shares in per cent,
 * money in millions of pounds.
 *
 * @param statistic `p50`, `mean` and so on, `range`, `p50-range`, `p50-cell`, `mean-cell`, or `prob_ge_X`, which is a frequency of runs
 * @throws Error when a quantile that it needs is missing
 */
export function printFigure(
  statistics: Quantiles,
  unit: string,
  statistic: string,
  language: Language,
  draws?: number,
): string {
  const value = (name: string): number => {
    const found = statistics.get(name);
    if (found === undefined) throw new Error(`${name} is missing`);
    return found;
  };
  if (statistic.startsWith('prob_')) return frequencyText(value(statistic), draws);
  const { factor, smallest, text } = printOf(unit);
  const round = (x: number): number =>
    roundBySpread(x * factor, value('p10') * factor, value('p90') * factor, smallest);
  const ends = [round(value('p10')), round(value('p90'))] as const;
  const named = statistic === 'range' ? 'p50' : statistic.replace(/-(range|cell)$/, '');
  const middle = round(value(named));
  const withRange = /(range|cell)$/.test(statistic);
  // Tenths are only shown where a figure has one, so that two figures of a sentence have the same digits.
  const decimals = smallest < 1 && [...ends, middle].some((x) => !Number.isInteger(x)) ? 1 : 0;
  const print = (x: number): string => text(x, decimals, language);
  if (!withRange || ends[0] === ends[1]) return print(statistic === 'range' ? ends[0] : middle);
  const [low, high] = ends.map(print) as [string, string];
  // In Welsh the words of a range await a translator; the sign for a range needs none.
  const short = language === 'cy' ? `${low}–${high}` : `${low} to ${high}`;
  const range = statistic.endsWith('cell') || language === 'cy' ? short : `between ${low} and ${high}`;
  return statistic === 'range' ? range : `${print(middle)} (${range})`;
}
