import type { EvidenceStatus } from '../../domain/status.ts';
import type { Headline } from '../../measures/headline.ts';
import { summarise } from '../../measures/summarise.ts';
import { luckGain } from './luck.ts';
import type { LuckGain } from './luck.ts';
import { DIFFERENCE_STATISTICS, PairedSummariser } from './paired-summary.ts';

/** A statistic and its Monte Carlo standard error. */
export interface Estimate {
  readonly value: number;
  readonly mcError: number;
}

/** A headline under one scenario, and against the reference. */
export interface HeadlineComparison {
  readonly headline: Headline;
  readonly unit: string;
  readonly status: EvidenceStatus;
  readonly scenario: string;
  readonly scenarioTitle: string;
  /** Statistics of the headline itself: `mean`, `sd`, `p05` to `p95`. */
  readonly level: Readonly<Record<string, Estimate>>;
  /** Statistics of the difference from the reference, draw by draw: those of `DIFFERENCE_STATISTICS`. None for the reference. */
  readonly difference?: Readonly<Record<string, Estimate>>;
  /** How much the same luck saved; none for the reference, or for fewer than six draws. */
  readonly luck?: LuckGain;
}

/** What a headline is about, and whose values they are. */
export type HeadlineAbout = Omit<HeadlineComparison, 'level' | 'difference' | 'luck'>;

/**
 * Puts a headline of a scenario beside that of the reference.
 *
 * @param values one number a draw, in the order of the draws, which begin with an even one
 * @param reference the same draws of the reference; left out for the reference itself
 */
export function compareHeadline(
  about: HeadlineAbout,
  values: ArrayLike<number>,
  reference?: ArrayLike<number>,
): HeadlineComparison {
  const level = Object.fromEntries(
    summarise(Float32Array.from(values)).map(({ statistic, value, mcError }) => [statistic, { value, mcError }]),
  );
  if (reference === undefined) return { ...about, level };
  const summariser = new PairedSummariser(values.length);
  summariser.summarise(values, reference);
  const difference = Object.fromEntries(
    DIFFERENCE_STATISTICS.map((name, i) => [name, { value: summariser.value[i]!, mcError: summariser.mcError[i]! }]),
  );
  return { ...about, level, difference, ...(values.length < 6 ? {} : { luck: luckGain(values, reference) }) };
}
