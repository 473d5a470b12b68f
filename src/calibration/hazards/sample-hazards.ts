import type { Key } from '../../random/keys.ts';
import { foldIn, hashText } from '../../random/keys.ts';
import { cholesky, solveLower, solveUpper } from './cholesky.ts';
import { hamiltonianChain } from './hamiltonian.ts';
import type { ChainPlan } from './hamiltonian.ts';
import { HazardModel, spreadParameter } from './hazard-model.ts';
import type { RiskCells } from './risk-cells.ts';

export interface SampledHazards {
  /** Hazards a year of each group, draw by draw. */
  readonly draws: readonly Float64Array[];
  readonly accepted: number;
  readonly divergent: number;
}

/** How many points are drawn, and how. */
export interface SamplingPlan {
  readonly draws: number;
  readonly thin: number;
  readonly warmUp: number;
}

/** Newton steps to the middle of the posterior at fixed spreads. */
const NEWTON_STEPS = 12;
/** Spread at which the sampler is first scaled, relative to its prior. */
const STARTING_SPREAD = 0.25;
/** Steps of the first chain, which finds how large the spreads are. */
const SCOUTING_STEPS = 120;

/** Shares of steps to be taken: the usual one, and that of a second try where the first ran off or stood still. */
const TARGET = 0.8;
const CAREFUL_TARGET = 0.92;
/** A chain that moved less than this, or ran off more, is thrown away for a careful one. */
const LEAST_ACCEPTED = 0.6;
const MOST_DIVERGENT = 0.02;

/**
 * Draws the hazards of one cause from their posterior. A short first chain finds how large the spreads of the effects are;
 * the second is scaled with the information at those, and its points are kept.
 */
export function sampleHazards(data: RiskCells, plan: SamplingPlan, key: Key): SampledHazards {
  const model = new HazardModel(data);
  const first = startingPoint(model);
  const scout = hamiltonianChain(model, first, cholesky(model.information(first)), {
    draws: SCOUTING_STEPS,
    thin: 1,
    warmUp: SCOUTING_STEPS,
    key: foldIn(key, hashText('scout')),
    target: TARGET,
  });
  const quick = mainChain(data, scout.points, portionsOf(model, scout.points), { ...plan, key, target: TARGET });
  if (quick.accepted >= LEAST_ACCEPTED && quick.divergent <= MOST_DIVERGENT * plan.draws * plan.thin) return quick;
  const careful = { ...plan, warmUp: 2 * plan.warmUp, key: foldIn(key, hashText('careful')), target: CAREFUL_TARGET };
  return mainChain(data, scout.points, undefined, careful);
}

/** The chain that is kept, scaled by what a first one found. */
function mainChain(
  data: RiskCells,
  scouted: readonly Float64Array[],
  portions: readonly number[] | undefined,
  plan: ChainPlan,
): SampledHazards {
  const model = new HazardModel(data, portions);
  const centre = newtonAt(model, inUnits(model, meanOf(scouted)));
  const information = model.information(centre);
  for (const at of model.spreads) information[at]![at] = 1 / Math.max(0.05, varianceAt(scouted, at));
  const chain = hamiltonianChain(model, centre, cholesky(information), plan);
  return {
    draws: chain.points.map((point) => model.hazardsAt(point)),
    accepted: chain.accepted,
    divergent: chain.divergent,
  };
}

/**
 * Portions of the families: 1 where the spread may be small beside what the data say of an effect, and the nearer to 0 the
 * more the data say. The least spreads that the first chain met count: an effect that stands by itself is hard to walk where its spread is small.
 */
function portionsOf(model: HazardModel, points: readonly Float64Array[]): number[] {
  const events = model.informationByFamily(meanOf(points));
  return model.families.map((_, f) => {
    const logs = Float64Array.from(points, (point) => model.logSpreadOf(f, point)).sort();
    return 1 / (1 + events[f]! * Math.exp(2 * logs[Math.floor(logs.length / 20)]!));
  });
}

/** The level that the events ask for, with spreads at a part of their prior, and the effects that go with them. */
function startingPoint(model: HazardModel): Float64Array {
  const point = new Float64Array(model.size);
  const { data } = model;
  const events = sum(data.dated) + data.cells.reduce((all, cell) => all + cell.events, 0);
  point[0] = Math.log((events + 0.5) / (sum(data.atRisk) + 25));
  for (const at of model.spreads) point[at] = spreadParameter(STARTING_SPREAD);
  return newtonAt(model, point);
}

/** The mode of the level and the effects for the spreads of a point. */
function newtonAt(model: HazardModel, start: Float64Array): Float64Array {
  const point = start.slice();
  const gradient = new Float64Array(model.size);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    model.logDensity(point, gradient);
    for (const spread of model.spreads) gradient[spread] = 0;
    const factor = cholesky(model.information(point));
    solveLower(factor, gradient);
    solveUpper(factor, gradient);
    const largest = gradient.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const part = Math.min(1, 1 / largest);
    for (let i = 0; i < point.length; i++) point[i]! += part * gradient[i]!;
    if (largest < 1e-4) break;
  }
  return point;
}

/** A point with effects in units of their spread, with the effects in the units of a model. */
function inUnits(model: HazardModel, point: Float64Array): Float64Array {
  const out = point.slice();
  model.families.forEach(({ labels }, f) => {
    const at = model.spreads[f]!;
    const unit = Math.exp((1 - model.portions[f]!) * model.logSpreadOf(f, point));
    for (let i = 1; i <= labels.length; i++) out[at + i]! *= unit;
  });
  return out;
}

function meanOf(points: readonly Float64Array[]): Float64Array {
  return points[0]!.map((_, i) => points.reduce((all, point) => all + point[i]!, 0) / points.length);
}

function varianceAt(points: readonly Float64Array[], i: number): number {
  const mean = points.reduce((all, point) => all + point[i]!, 0) / points.length;
  return points.reduce((all, point) => all + (point[i]! - mean) ** 2, 0) / points.length;
}

function sum(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
