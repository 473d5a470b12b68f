import type { FitLuck } from './luck.ts';
import { RATE_PRIORS } from './rate-problem.ts';
import type { RateDraws, RatePriors, RateProblem } from './rate-problem.ts';
import { RateWalk } from './rate-walk.ts';

/*
 * The model. Starts in area a, age band b and year t have the mean
 *
 *   child-years x rate[b] x area[a] x cell[a, b] x level[t],   area ~ Gamma(k, k),  cell ~ Gamma(c, c)
 *
 * and a variance of `spread` times that mean. The level of the last year is 1, and levels go up and down by a growth of
 * their own with a scatter from year to year. All of it is sampled together, k, c, spread and growth too, one value after
 * the other (Metropolis steps on logarithms, whose size is learnt before any draw is kept).
 */

/** How many draws are kept, and how many steps are made for each and before the first. */
export interface SamplePlan {
  readonly draws: number;
  readonly warmUp: number;
  readonly every: number;
}

export const USUAL_SAMPLE: SamplePlan = { draws: 1000, warmUp: 500, every: 2 };
const REFRESH_EVERY = 50;

/** Draws from the posterior of a problem. */
export function sampleRates(
  problem: RateProblem,
  luck: FitLuck,
  plan: SamplePlan = USUAL_SAMPLE,
  priors: RatePriors = RATE_PRIORS,
): RateDraws {
  const { areas, bands, years } = problem;
  const cells = areas * bands;
  const walk = new RateWalk(problem, luck, priors);
  const { draws } = plan;
  const kept = {
    draws,
    rates: new Float64Array(draws * cells),
    bandRates: new Float64Array(draws * bands),
    spread: new Float64Array(draws),
    levels: new Float64Array(draws * years),
    growth: new Float64Array(draws),
    shock: new Float64Array(draws),
    stretch: new Float64Array(draws * bands),
    stock: new Float64Array(draws),
    areaShape: new Float64Array(draws),
    cellShape: new Float64Array(draws),
  };
  const turns = plan.warmUp + draws * plan.every;
  for (let turn = 0; turn < turns; turn++) {
    if (turn % REFRESH_EVERY === 0) walk.likelihood.refresh();
    walk.step(turn < plan.warmUp ? 1 / Math.sqrt(1 + turn / 4) : 0);
    const past = turn - plan.warmUp + 1;
    if (past <= 0 || past % plan.every !== 0) continue;
    const d = past / plan.every - 1;
    const { values } = walk.likelihood;
    kept.rates.set(values.rates, d * cells);
    kept.bandRates.set(walk.bandRates, d * bands);
    kept.spread[d] = values.spread;
    kept.levels.set(values.levels, d * years);
    kept.growth[d] = walk.country.growth;
    kept.shock[d] = Math.sqrt(walk.country.shockVariance);
    values.stretch.forEach((log, b) => (kept.stretch[d * bands + b] = Math.exp(log)));
    kept.stock[d] = walk.likelihood.expectedStock();
    kept.areaShape[d] = Math.exp(walk.logAreaShape);
    kept.cellShape[d] = Math.exp(walk.logCellShape);
  }
  return kept;
}
