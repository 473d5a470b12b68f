/** Shares of the variance of a figure, which add up to 1; both are 0 where the figure does not vary. */
export interface TwoUncertainties {
  /** What is not known: the spread of the assumptions. */
  readonly assumptions: number;
  /** What chance would do even if every assumption were known. */
  readonly chance: number;
}

/** The columns of `outcomes.csv` that the split reads. */
export interface SpreadFigure {
  readonly statistic: string;
  readonly value: number;
  readonly mc_error: number;
}

/**
 * Splits the spread of one figure into what is not known and chance. Draws 2k and 2k + 1 share their assumptions, and
 * `mc_error` of the mean is the standard error over the means of those pairs; with the standard deviation it gives
 * back the variance inside pairs, which is chance.
 *
 * @param figures rows of one figure; those with the statistics `mean` and `sd` are read
 * @param draws draws of the run, an even number of 4 or more
 * @throws Error where a row is missing or there twice, or draws are no even number of 4 or more
 * @example
 * twoUncertainties(selectFigures(rows, { measure: 'places_registered', area_level: 'country',
 *   service_type: 'residential', date: '2030-03-31' }), 1000); // { assumptions: 0.9, chance: 0.1 }
 */
export function twoUncertainties(figures: readonly SpreadFigure[], draws: number): TwoUncertainties {
  if (!Number.isInteger(draws) || draws < 4 || draws % 2 === 1) {
    throw new Error(`the split needs an even number of draws, 4 or more, not ${draws}`);
  }
  const one = (statistic: string): SpreadFigure => {
    const found = figures.filter((f) => f.statistic === statistic);
    if (found.length !== 1) throw new Error(`${found.length} rows have the statistic ${statistic}; one was asked for`);
    return found[0]!;
  };
  const variance = one('sd').value ** 2;
  const meanError = one('mean').mc_error;
  if (variance === 0) return { assumptions: 0, chance: 0 };
  const pairs = draws / 2;
  const ofPairMeans = meanError ** 2 * pairs;
  const insidePairs = ((draws - 1) * variance - 2 * (pairs - 1) * ofPairMeans) / pairs;
  const chance = Math.min(1, Math.max(0, insidePairs / variance));
  return { assumptions: 1 - chance, chance };
}
