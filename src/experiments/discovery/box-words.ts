import type { Discovery } from './discover.ts';

/** What a quantity is called. */
export interface QuantityName {
  /** Plain words, such as `register exit of for-profit homes`. */
  readonly meaning: string;
  /** As in the table of assumptions, such as `per year`. */
  readonly unit: string;
}

/**
 * A discovery in plain words: when which quantities stand where, how many of the futures miss, how many misses that is,
 * and how sure it is.
 *
 * @param misses what a future that misses does, in plain words, such as `leave 20 or more children waiting`
 */
export function discoveryText(found: Discovery, names: readonly QuantityName[], misses: string): string {
  const base = `Of ${found.futures} futures ${perHundred(found.base)} in 100 ${misses}.`;
  if (found.limits.length === 0) {
    return `${base} No range of the uncertain quantities tells them from the others beyond what luck would.`;
  }
  const limits = found.limits.map(({ quantity, low, high }) => {
    const { meaning, unit } = names[quantity]!;
    const of = (value: number): string => withUnit(value, unit);
    const where =
      low === -Infinity
        ? `at most ${of(high)}`
        : high === Infinity
          ? `at least ${of(low)}`
          : `between ${of(low)} and ${of(high)}`;
    return `${meaning} is ${where}`;
  });
  const { density } = found;
  const again = found.limits.map((l) => `${Math.round(l.foundAgain * 100)} %`);
  return (
    `${base} When ${limits.join(' and ')}, ${perHundred(density.share)} in 100 do ` +
    `(${perHundred(density.low)} to ${perHundred(density.high)}, in futures that the ranges were not made from). ` +
    `That is ${perHundred(found.all.mass)} in 100 of all futures and holds ${perHundred(found.all.coverage)} in 100 of those that ${misses}. ` +
    `In random halves of the futures ${found.limits.length === 1 ? 'the limit is' : 'the limits are'} found again ` +
    `${again.join(' and ')} of the time.`
  );
}

const perHundred = (share: number): string => String(Math.round(share * 100));

/** A number to three significant digits with its unit; a share in per cent. */
function withUnit(value: number, unit: string): string {
  if (unit === 'share') return `${Number((value * 100).toPrecision(3))} %`;
  const number = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  const text = number.toLocaleString('en-GB', { maximumFractionDigits: 10 });
  return unit === 'GBP' ? `£${text}` : unit === 'ratio' || unit === 'elasticity' ? text : `${text} ${unit}`;
}
