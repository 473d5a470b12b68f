export { formatDate, formatMonth } from '../domain/calendar.ts';

/**
 * A number as printed in English: `1,068`, `-3`, `4.5`. Decimals are those asked for, none by default.
 * Written without the machine's locale, so that every machine prints the same. Throws on NaN and infinity.
 */
export function formatNumber(value: number, decimals = 0): string {
  if (!Number.isFinite(value)) throw new Error(`cannot print the number ${value}`);
  const fixed = Math.abs(value).toFixed(decimals);
  const [whole, part] = fixed.split('.');
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(fixed) !== 0 ? '-' : '';
  return part === undefined ? `${sign}${grouped}` : `${sign}${grouped}.${part}`;
}

/** A share between 0 and 1 as a whole percentage: `31%`. */
export function formatShare(share: number, decimals = 0): string {
  return `${formatNumber(share * 100, decimals)}%`;
}

/** Money in pounds: `£4,857`. */
export function formatPounds(pounds: number): string {
  return `${pounds < 0 ? '-' : ''}£${formatNumber(Math.abs(pounds))}`;
}

/**
 * The step to which figures with a spread are rounded: the largest of 1, 5, 10, 50, 100 and so on that is no more than
 * a tenth of the spread (P90 less P10), and never under `smallest` (1 for children and places). A printed figure so lies
 * within a twentieth of the spread of the true one, too near for an eye to see that a label and its line differ.
 */
export function roundingStep(spread: number, smallest = 1): number {
  if (!(spread >= 0) || spread === Infinity) throw new Error(`a spread is a number from 0 up, not ${spread}`);
  const most = spread / 10;
  let step = smallest;
  for (let next = smallest * 5, five = true; next <= most * (1 + 1e-9); next *= five ? 2 : 5, five = !five) step = next;
  return step;
}

/** A value rounded to the digits that its spread supports. */
export function roundBySpread(value: number, low: number, high: number, smallest = 1): number {
  const step = roundingStep(high - low, smallest);
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** A range in words: `between 40 and 70`, or `about 40` where both ends round to the same figure. */
export function rangeText(low: number, high: number): string {
  const a = roundBySpread(low, low, high);
  const b = roundBySpread(high, low, high);
  return a === b ? `about ${formatNumber(a)}` : `between ${formatNumber(a)} and ${formatNumber(b)}`;
}

/** A central value with its range, in one phrase: `550 (between 400 and 700)`. */
export function centralWithRange(central: number, low: number, high: number): string {
  const middle = formatNumber(roundBySpread(central, low, high));
  const range = rangeText(low, high);
  return range.startsWith('about') ? range : `${middle} (${range})`;
}

/**
 * A probability as a frequency of runs: `about 3 in 10 runs`. Tenths between 0.1 and 0.9, hundredths outside;
 * `runs` says how many there were, for the two ends.
 */
export function frequencyText(probability: number, runs?: number): string {
  if (!(probability >= 0 && probability <= 1))
    throw new Error(`a probability lies between 0 and 1, not ${probability}`);
  const all = runs === undefined ? 'the runs' : `the ${formatNumber(runs)} runs`;
  if (probability === 0) return `none of ${all}`;
  if (probability === 1) return `all of ${all}`;
  if (probability < 0.005) return 'fewer than 1 in 100 runs';
  if (probability > 0.995) return 'more than 99 in 100 runs';
  if (probability < 0.1 || probability > 0.9) {
    const hundredths = Math.min(99, Math.round(probability * 100));
    return hundredths % 10 === 0 ? `about ${hundredths / 10} in 10 runs` : `about ${hundredths} in 100 runs`;
  }
  return `about ${Math.round(probability * 10)} in 10 runs`;
}

/** Cuts a text at a word so that it is no longer than a number of characters; a cut text ends in an ellipsis. */
export function cutText(text: string, characters: number): string {
  if (text.length <= characters) return text;
  const cut = text.slice(0, characters - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > characters / 2 ? cut.slice(0, space) : cut).replace(/[\s,.;:]+$/, '')}…`;
}

/** Names in a sentence: `a`, `a and b`, `a, b and c`. */
export function listText(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}

/** A quantity with its unit: `Number of registered places`, or `Cost of placements (£ million)`. */
export function withUnit(quantity: string, unit: string): string {
  if (!quantity.toLowerCase().includes(unit.toLowerCase())) return `${quantity} (${unit})`;
  return `Number of ${quantity.charAt(0).toLowerCase()}${quantity.slice(1)}`;
}
