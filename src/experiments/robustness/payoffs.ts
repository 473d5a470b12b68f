/**
 * What each option comes to in each future, in the unit of the figure itself: children, nights, pounds. Futures are
 * parameter sets, or named ones; each option meets the same futures on the same luck.
 */
export interface Payoffs {
  readonly options: readonly string[];
  readonly futures: readonly string[];
  /** Row by option: `values[option * futures.length + future]`. */
  readonly values: ArrayLike<number>;
  /** Whether less of the figure is better (children who wait, pounds) or more (places). */
  readonly better: 'less' | 'more';
}

/** @throws RangeError when the numbers are no table of the options and futures */
export function checkPayoffs({ options, futures, values }: Payoffs): void {
  if (options.length === 0 || futures.length === 0) throw new RangeError('there must be an option and a future');
  if (values.length !== options.length * futures.length) {
    throw new RangeError(`${values.length} values for ${options.length} options in ${futures.length} futures`);
  }
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) throw new RangeError(`the value at ${i} is not a number`);
  }
}

/**
 * Regret of each option in each future: how much worse it is there than the best of the options, in the unit of the figure
 * and never as a share of it. Same order as `values`; 0 for the best.
 */
export function regrets(payoffs: Payoffs): Float64Array {
  checkPayoffs(payoffs);
  const { options, futures, values, better } = payoffs;
  const out = new Float64Array(values.length);
  for (let f = 0; f < futures.length; f++) {
    let best = values[f]!;
    for (let o = 1; o < options.length; o++) {
      const value = values[o * futures.length + f]!;
      best = better === 'less' ? Math.min(best, value) : Math.max(best, value);
    }
    for (let o = 0; o < options.length; o++) {
      const at = o * futures.length + f;
      out[at] = Math.abs(values[at]! - best);
    }
  }
  return out;
}
