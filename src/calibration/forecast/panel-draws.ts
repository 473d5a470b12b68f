import { foldIn, hashText, keyOfSeed, uniformOf } from '../../random/keys.ts';
import type { Key } from '../../random/keys.ts';
import { gammaQuantile } from '../../random/quantiles.ts';
import { threefry2x32 } from '../../random/threefry.ts';
import { logMeanOfShock, rootFactor, shockAt } from './heavy-tails.ts';
import type { PanelFit } from './panel-fit.ts';
import { isKnown } from './panel.ts';

/** Place of the luck of the country's spread beside that of its steps. */
const SPREAD_ORDINAL = 0x20000;

/** Which draws are made. */
export interface DrawPlan {
  /** Steps ahead. */
  readonly steps: number;
  /** An even number: draws come in pairs whose shocks are opposite, so that medians and means are steady. */
  readonly draws: number;
  readonly seed: number;
}

/**
 * Draws of the paths of a panel: for each area `[step * draws + draw]`, step 0 being the first after the last date;
 * undefined for an area without a level. What comes out for an area depends on seed, name and code alone.
 *
 * @param name name of the group, part of its luck
 * @param codes codes of the areas, part of theirs
 * @param carrier for each area, what its counts grow with besides the growth of the panel: a factor on today, by step and draw
 */
export function drawPanel(
  fit: PanelFit,
  name: string,
  codes: readonly string[],
  plan: DrawPlan,
  carrier?: readonly (Float64Array | undefined)[],
): (Float64Array | undefined)[] {
  const { steps, draws } = plan;
  const key = keyOfGroup(name, plan);
  const growth = countryGrowth(fit, name, plan);
  const none = new Float64Array(steps * draws);
  const drawn = new Map<number, Float64Array>();
  const regionalShocks = (region: number): Float64Array => {
    const known = drawn.get(region);
    if (known !== undefined) return known;
    const own = foldIn(foldIn(key, hashText('region')), region);
    const shocks = Float64Array.from({ length: steps * draws }, (_, i) =>
      pairedShock(own, Math.floor(i / draws), i % draws),
    );
    drawn.set(region, shocks);
    return shocks;
  };
  return codes.map((code, area) => {
    const level = fit.levels[area]!;
    if (!isKnown(level)) return undefined;
    const own = foldIn(key, hashText(code));
    const paths = new Float64Array(steps * draws);
    const now = startLevels(fit, area, own, draws);
    const carried = carrier?.[area];
    const region = fit.regionOf?.[area] ?? -1;
    const inRegion = region < 0 ? 0 : Math.sqrt(fit.regional);
    const within = Math.sqrt(1 - inRegion ** 2);
    const regional = region < 0 ? none : regionalShocks(region);
    const drift = Float64Array.from({ length: draws }, (_, d) => fit.ownDrift * pairedShock(own, 1, d));
    const { weights, open, recent } = fit.memory;
    const past = weights.map((_, j) => new Float64Array(draws).fill(recent[area]![j]!));
    let left = 1;
    for (let k = 0; k < steps; k++) {
      left *= fit.persistence;
      for (let d = 0; d < draws; d++) {
        const i = k * draws + d;
        let factor = Math.exp(growth[i]!);
        if (carried !== undefined) factor *= k === 0 ? carried[i]! : carried[i]! / Math.max(carried[i - draws]!, 1e-9);
        const expected = now[d]! * factor;
        const sigma = spreadOf(fit, expected);
        const move = Math.exp(sigma * drift[d]! * left);
        const shock = inRegion * regional[k * draws + d]! + within * pairedShock(own, 2 + k, d);
        let told = 0;
        for (let j = weights.length - 1; j >= 0; j--) {
          told += weights[j]! * past[j]![d]!;
          past[j]![d] = j > 0 ? past[j - 1]![d]! : told + open * shock;
        }
        const middle = expected * move * Math.exp(sigma * told);
        // The part of the variance that goes with the count scatters as roots do, the rest as logarithms.
        const few = fit.variance[0] / (fit.variance[0] + fit.variance[1] * expected);
        paths[i] = middle * factorOf(sigma * open, shock, few);
        now[d] = fit.lasting === 1 ? paths[i]! : middle * factorOf(fit.lasting * sigma * open, shock, few);
      }
    }
    return paths;
  });
}

/** A factor of mean one: of a spread on logarithms, a share of it as the roots of counts move. */
function factorOf(sigma: number, shock: number, few: number): number {
  const log = Math.exp(sigma * shock - logMeanOfShock(sigma));
  return (1 - few) * log + few * rootFactor(Math.sqrt(Math.expm1(sigma * sigma)), shock);
}

function keyOfGroup(name: string, { seed }: DrawPlan): Key {
  return foldIn(foldIn(keyOfSeed(seed), hashText('forecast')), hashText(name));
}

/** Growth of the country in each step and draw, as a logarithm: `[step * draws + draw]`. */
export function countryGrowth(fit: PanelFit, name: string, plan: DrawPlan): Float64Array {
  const { steps, draws } = plan;
  const key = foldIn(keyOfGroup(name, plan), hashText('country'));
  const growth = new Float64Array(steps * draws);
  for (let d = 0; d < draws; d++) {
    let trend = fit.trend;
    // The spread itself is known from a few steps only: a scaled chi-squared, the same for both draws of a pair.
    threefry2x32(key[0], key[1], SPREAD_ORDINAL, d >>> 1, words);
    const spread =
      fit.commonSpread * Math.sqrt(fit.commonSteps / 2 / gammaQuantile(uniformOf(words[0]!), fit.commonSteps / 2));
    for (let k = 0; k < steps; k++) {
      const shock = spread * pairedShock(key, k, d);
      growth[k * draws + d] = trend * fit.persistence + shock;
      trend = trend * fit.persistence + fit.learning * shock;
    }
  }
  return growth;
}

/** Where an area stands at the last date: its level, as far as its range and the steps without a count let one know. */
function startLevels(fit: PanelFit, area: number, key: Key, draws: number): Float64Array {
  const level = fit.levels[area]!;
  const half = fit.width[area]! / 2;
  return Float64Array.from({ length: draws }, (_, d) => {
    let now = half === 0 ? level : Math.max(level / 10, level + half * (2 * pairedUniform(key, 0, d) - 1));
    for (let k = 0; k < fit.since[area]!; k++) {
      const sigma = spreadOf(fit, now);
      now *= Math.exp(sigma * pairedShock(key, 0x10000 + k, d) - logMeanOfShock(sigma));
    }
    return now;
  });
}

/** Spread of the logarithm of a count about its mean: the log-normal with the variance of the own shock. */
function spreadOf({ variance }: PanelFit, count: number): number {
  return Math.sqrt(Math.log1p(variance[0] / Math.max(count, 0.05) + variance[1]));
}

const words = new Uint32Array(2);

/** A uniform number of a draw; the second of a pair of draws has one minus that of the first. */
function pairedUniform(key: Key, ordinal: number, draw: number): number {
  threefry2x32(key[0], key[1], ordinal, draw >>> 1, words);
  const u = uniformOf(words[0]!);
  return draw % 2 === 0 ? u : 1 - u;
}

function pairedShock(key: Key, ordinal: number, draw: number): number {
  return shockAt(pairedUniform(key, ordinal, draw));
}
