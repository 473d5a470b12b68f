import { formatDate } from '../../domain/calendar.ts';
import type { Driver } from '../../experiments/stress/drivers.ts';
import type { Peak } from '../../experiments/stress/n-minus-one.ts';
import type { PairAnswer, PairPoint } from '../../experiments/stress/reverse.ts';
import type {
  PlacedReverseAnswer,
  StressResult,
  ToleranceUnderStress,
} from '../../experiments/stress/stress-result.ts';
import type { Tolerance } from '../../experiments/stress/tolerances.ts';
import { formatNumber, formatShare } from '../text.ts';

/** A size of a driver as it is printed: `58%`, `1.12 times` or `14`. */
export function sizeText({ shown }: Pick<Driver, 'shown'>, size: number): string {
  if (shown === 'share') return formatShare(size, size > 0 && size < 0.2 ? 1 : 0);
  if (shown === 'factor') return `${formatNumber(size, 2)} times`;
  return formatNumber(size, size < 10 ? 1 : 0);
}

/** A tolerance in one sentence: what harm is not tolerated, and how often. */
export function toleranceText({ title, limit, unit, probability }: Tolerance): string {
  return `${title}: ${formatNumber(limit)} ${unit} or more, with a probability of ${formatShare(probability)} or more.`;
}

/** The smallest shock in words, with the interval of its Monte Carlo error, or why there is none. */
export function reverseText({ driver, smallest, size, low, high }: PlacedReverseAnswer): string {
  const alone = smallest.rising
    ? ''
    : ' The response does not only rise: a larger shock was milder somewhere, so read this with care.';
  if (smallest.found === 'without')
    return `No shock is needed: the probability is ${formatShare(smallest.without)} without one.`;
  if (smallest.found === 'none')
    return `Cannot breach within the range: at ${sizeText(driver, driver.most)} (${driver.unit}) the probability is ${formatShare(smallest.most)}.${alone}`;
  const end = (at: number | undefined): string => (at === undefined ? 'beyond the range' : sizeText(driver, at));
  return `${sizeText(driver, size!)} (95% interval ${end(low)} to ${end(high)}): ${driver.unit}.${alone}`;
}

/** How plausible a shock is: where it stands in its own assumption. */
export function plausibilityText({ driver, percentile }: PlacedReverseAnswer): string {
  if (percentile === undefined) return 'Not likened to one assumption.';
  const what = `“${driver.likened!.to}”`;
  if (percentile >= 0.995) return `Beyond what the assumption ${what} allows.`;
  if (percentile <= 0.005) return `Milder than nearly all of the assumption ${what}.`;
  const worse = 1 - percentile;
  return `${formatNumber(Math.max(1, Math.round(worse * 100)))} in 100 parameter sets of the assumption ${what} are as bad or worse.`;
}

/** Which recorded figures are as large as the smallest shock or larger: what has been seen would breach the tolerance. */
export function recordedText({ driver, size, recorded }: PlacedReverseAnswer): string {
  if (size === undefined) return '';
  const worse = driver.most > driver.none ? 1 : -1;
  const beyond = recorded.filter((figure) => figure.size !== undefined && worse * (figure.size - size) >= 0);
  if (recorded.every((figure) => figure.size === undefined)) return 'No recorded figure can be put on this scale.';
  if (beyond.length === 0) return 'No recorded figure is as large.';
  return `As large or larger was recorded: ${beyond.map(({ figure, strength }) => `${figure} [${strength}]`).join('; ')}.`;
}

/** Whether a tolerance is breached, and with what probability. */
export function breachText({ tolerance, probability, without, breached }: ToleranceUnderStress): string {
  const { value, low, high } = probability;
  const sure = breached ? low >= tolerance.probability : high < tolerance.probability;
  const words = !breached
    ? 'Not breached'
    : without >= tolerance.probability
      ? 'Breached, as without the test'
      : 'Breached';
  return `${words}${sure ? '' : ', within the Monte Carlo error'}: ${formatShare(value)} (${formatShare(low)} to ${formatShare(high)}), without the test ${formatShare(without)}; under ${formatShare(tolerance.probability)} is tolerated.`;
}

/** When waiting is highest after an owner has left, and for how long. */
export function peakText({ value, quarter, clear, quartersBack }: Peak): string {
  if (!clear)
    return `No rise that can be told from chance with these draws: ${formatNumber(value.value, 1)} (${formatNumber(value.low, 1)} to ${formatNumber(value.high, 1)}) in quarter ${quarter}.`;
  const back = quartersBack === Infinity ? 'not back by the end of the run' : `back after ${quartersBack} quarters`;
  return `${formatNumber(value.value, 1)} (${formatNumber(value.low, 1)} to ${formatNumber(value.high, 1)}) in quarter ${quarter}, ${back}.`;
}

/** One mixture of two drivers in words. */
export function pairText({ first, second }: PairAnswer, { sizes, needed }: PairPoint): string {
  if (sizes === undefined) return 'Cannot breach within the ranges.';
  const together =
    needed.high < 1
      ? ' They make each other worse: less than the straight line between the two is enough.'
      : needed.low > 1
        ? ' Together they do less than their sum.'
        : ' About what their sum would be.';
  return `${first.title}: ${sizeText(first, sizes[0])}; and ${second.title.charAt(0).toLowerCase()}${second.title.slice(1)}: ${sizeText(second, sizes[1])}.${together}`;
}

/** When the shocks come and harm is counted. */
export function datesText({ dates }: Pick<StressResult, 'dates'>): string {
  return `Owners leave on ${formatDate(dates.ownerLeaves)}; delays begin on ${formatDate(dates.delays)}, other shocks on ${formatDate(dates.shock)}; harm is counted to ${formatDate(dates.countedTo)}.`;
}
