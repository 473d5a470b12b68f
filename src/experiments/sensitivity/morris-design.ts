import { foldIn, hashText, keyOfSeed } from '../../random/keys.ts';
import { threefry2x32 } from '../../random/threefry.ts';
import type { Design, DesignFactor } from './design.ts';
import { sealDesign } from './design.ts';
import { stratified } from './stratified.ts';

/** A Morris design: trajectories of points, each of which differs from the last in one factor. */
export interface MorrisDesign extends Design {
  /** Factor that moves in each step, trajectory after trajectory. */
  readonly moved: Int16Array;
  /** Size and direction of each step as a share of the range; a group, whose columns move in both directions, has it positive. */
  readonly steps: Float64Array;
}

export interface MorrisSettings {
  readonly factors: readonly DesignFactor[];
  /** Numbers of a point. */
  readonly width: number;
  /** 2 or more. */
  readonly trajectories: number;
  /** Levels of the grid, an even number from 2; a step is levels / (2 (levels - 1)) of the range. */
  readonly levels: number;
  /** Quantiles of the lowest and the highest level. */
  readonly range: readonly [low: number, high: number];
  readonly seed: number;
}

const VERSION = 1;

/**
 * Random trajectories on a grid of levels (Morris 1991), with starting levels stratified over the trajectories, so that each
 * level of each column is begun at equally often. All rows of a trajectory have the same luck; a factor of luck moves last.
 * A longer design begins with a shorter one.
 */
export function morrisDesign({ factors, width, trajectories, levels, range, seed }: MorrisSettings): MorrisDesign {
  if (!Number.isInteger(trajectories) || trajectories < 2)
    throw new RangeError('a Morris design has 2 trajectories or more');
  if (!Number.isInteger(levels) || levels < 2 || levels % 2 !== 0)
    throw new RangeError('levels are an even number from 2');
  const k = factors.length;
  const rows = trajectories * (k + 1);
  const points = new Float64Array(rows * width).fill(NaN);
  const lucks = new Int32Array(rows);
  const moved = new Int16Array(trajectories * k);
  const steps = new Float64Array(trajectories * k);
  const step = levels / (2 * (levels - 1));
  const quantileOf = (level: number): number => range[0] + (level / (levels - 1)) * (range[1] - range[0]);
  const columns = [...new Set(factors.flatMap((f) => f.columns))];
  const level = new Int32Array(width);
  for (let t = 0; t < trajectories; t++) {
    for (const c of columns) level[c] = Math.floor(stratified(seed, `morris level ${c}`, t) * levels);
    const order = shuffled(factors, seed, t);
    let luck = 2 * t;
    const put = (row: number): void => {
      for (const c of columns) points[row * width + c] = quantileOf(level[c]!);
      lucks[row] = luck;
    };
    put(t * (k + 1));
    order.forEach((f, s) => {
      const factor = factors[f]!;
      const from = level[factor.columns[0] ?? -1];
      for (const c of factor.columns) level[c] = (level[c]! + levels / 2) % levels;
      if (factor.luck === true) luck = 2 * t + 1;
      moved[t * k + s] = f;
      steps[t * k + s] = factor.columns.length === 1 && from! >= levels / 2 ? -step : step;
      put(t * (k + 1) + s + 1);
    });
  }
  const layout = { kind: 'morris', version: VERSION, factors, width, seed, size: trajectories, levels, range } as const;
  return { ...sealDesign(layout, points, lucks), moved, steps };
}

/** Factors in the order in which a trajectory moves them. */
function shuffled(factors: readonly DesignFactor[], seed: number, trajectory: number): number[] {
  const key = foldIn(foldIn(keyOfSeed(seed), hashText('sensitivity order')), trajectory);
  const words = new Uint32Array(2);
  const rank = factors.map((factor) => {
    threefry2x32(key[0], key[1], 0, hashText(factor.id), words);
    return factor.luck === true ? Infinity : words[0]!;
  });
  return factors.map((_, f) => f).sort((a, b) => rank[a]! - rank[b]! || a - b);
}

/**
 * A Morris design from trajectories that were made elsewhere, each column a factor.
 *
 * @param rows points as shares of the range, 0 to 1, trajectory after trajectory
 */
export function morrisDesignOf(rows: readonly (readonly number[])[], ids: readonly string[]): MorrisDesign {
  const k = ids.length;
  const trajectories = rows.length / (k + 1);
  if (!Number.isInteger(trajectories)) throw new RangeError(`${rows.length} rows are no trajectories of ${k + 1}`);
  const moved = new Int16Array(trajectories * k);
  const steps = new Float64Array(trajectories * k);
  const lucks = Int32Array.from(rows, (_, r) => 2 * Math.floor(r / (k + 1)));
  for (let t = 0; t < trajectories; t++) {
    for (let s = 0; s < k; s++) {
      const before = rows[t * (k + 1) + s]!;
      const after = rows[t * (k + 1) + s + 1]!;
      const changed = ids.map((_, i) => i).filter((i) => after[i] !== before[i]);
      if (changed.length !== 1) throw new RangeError(`step ${s} of trajectory ${t} moves ${changed.length} factors`);
      moved[t * k + s] = changed[0]!;
      steps[t * k + s] = after[changed[0]!]! - before[changed[0]!]!;
    }
  }
  const factors = ids.map((id, i): DesignFactor => ({ id, columns: [i] }));
  const layout = { kind: 'morris', version: 0, factors, width: k, seed: 0, size: trajectories } as const;
  return { ...sealDesign(layout, Float64Array.from(rows.flat()), lucks), moved, steps };
}
