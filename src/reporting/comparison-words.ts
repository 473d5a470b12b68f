import type { Estimate, HeadlineComparison } from '../experiments/compare/compare-headline.ts';
import type { LuckGain } from '../experiments/compare/luck.ts';
import type { Waterfall } from '../experiments/compare/waterfall.ts';
import { formatNumber, frequencyText, roundBySpread } from './text.ts';

/** How a figure of a unit is printed: shares in percent, pounds in millions, all else as it is. */
interface Print {
  readonly factor: number;
  readonly before: string;
  readonly after: string;
}

function printOf(unit: string): Print {
  if (unit === 'share') return { factor: 100, before: '', after: '%' };
  if (unit.startsWith('gbp')) return { factor: 1e-6, before: '£', after: 'm' };
  return { factor: 1, before: '', after: '' };
}

/** What the figures of a unit are called in a heading: `children`, `per cent`, `£ million`. */
export function unitWords(unit: string): string {
  if (unit === 'share') return 'per cent';
  return unit.startsWith('gbp') ? '£ million' : unit;
}

/** A figure in the size in which its unit is printed: shares times 100, pounds in millions. */
export function printedSize(value: number, unit: string): number {
  return value * printOf(unit).factor;
}

/** A figure of a unit, rounded by a spread in that unit: `£3m`, `54%`, `120`. */
export function figureWords(value: number, unit: string, low: number, high: number): string {
  const { factor, before, after } = printOf(unit);
  const rounded = roundBySpread(value * factor, low * factor, high * factor);
  return `${rounded < 0 ? '-' : ''}${before}${formatNumber(Math.abs(rounded))}${after}`;
}

/** Median with the middle 80% of runs: `640 (480 to 810)`. */
export function levelWords({ level, unit }: Pick<HeadlineComparison, 'level' | 'unit'>): string {
  const [low, central, high] = [level['p10']!.value, level['p50']!.value, level['p90']!.value];
  const words = (value: number): string => figureWords(value, unit, low, high);
  return low === high ? words(central) : `${words(central)} (${words(low)} to ${words(high)})`;
}

/** A mean with its 95% interval of Monte Carlo error: `54 (49 to 59)`; `0` where nothing ever differs. */
export function estimateWords({ value, mcError }: Estimate, unit: string): string {
  if (!(mcError > 0)) return figureWords(value, unit, value, value);
  const [low, high] = [value - 1.96 * mcError, value + 1.96 * mcError];
  const words = (x: number): string => figureWords(x, unit, low, high);
  const [a, m, b] = [words(low), words(value), words(high)];
  return a === b ? `about ${m}` : `${m} (${a} to ${b})`;
}

/** The middle 80% of runs of a difference: `-20 to 140`. */
export function runsWords(difference: Readonly<Record<string, Estimate>>, unit: string): string {
  const [low, high] = [difference['p10']!.value, difference['p90']!.value];
  const words = (x: number): string => figureWords(x, unit, low, high);
  return words(low) === words(high) ? `about ${words(low)}` : `${words(low)} to ${words(high)}`;
}

/** In how many runs a difference is above 0 and below 0: `above in about 9 in 10 runs, below in about 1 in 10 runs`. */
export function signWords(difference: Readonly<Record<string, Estimate>>, draws: number): string {
  const [over, under] = [difference['prob_gt_0']!.value, difference['prob_lt_0']!.value];
  if (over === 0 && under === 0) return 'the same in all runs';
  return `above in ${frequencyText(over, draws)}, below in ${frequencyText(under, draws)}`;
}

/** How much of a difference comes from changes acting together, in one sentence. */
export function interactionWords(waterfall: Waterfall): string {
  const { interaction, interactionShare: share, unit } = waterfall;
  if (share === undefined) return 'The difference is not told apart from 0, so no share of acting together is given.';
  const percent = (x: number): string => formatNumber(x * 100);
  const [low, high] = [share.value - 1.96 * share.mcError, share.value + 1.96 * share.mcError];
  return `Acting together: ${estimateWords(interaction, unit)}, ${percent(share.value)}% of the difference (95% interval ${percent(low)}% to ${percent(high)}%).`;
}

/** How many times fewer draws the same luck needs, in a few words. */
export function luckWords({ times, low, high }: LuckGain): string {
  const fewer = (x: number): string => formatNumber(x, x < 9.95 ? 1 : 0);
  if (Number.isNaN(times)) return 'nothing varies from draw to draw';
  if (times === Infinity) return 'the difference is the same in every draw';
  const interval = Number.isFinite(low) ? ` (95% interval ${fewer(low)} to ${fewer(high)})` : '';
  return `the same luck needs ${fewer(times)} times fewer draws${interval}`;
}
