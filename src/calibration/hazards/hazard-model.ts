import type { RiskCells, RiskGroup } from './risk-cells.ts';

/*
 * ln h = level + sector + size + owner + year + size in the sector + owner in the sector + year in the sector.
 * Each family of effects is Normal about zero with a spread of its own that the data decide, so that thin groups lean on
 * the others and full ones stand alone. Parameters, in this order: the level; for each family the logarithm of its
 * spread, then its effects in units of that spread (so that the prior of an effect does not move with the spread).
 */

/** Prior of the level, the logarithm of a hazard a year: one in fifty, give or take a factor of seven. */
export const LEVEL_PRIOR = { mean: Math.log(0.02), sd: 2 } as const;

/** A family of effects: which level of it each group of the data has. */
export interface EffectFamily {
  readonly name: string;
  /** The spread is half-Normal with this scale. */
  readonly scale: number;
  readonly labels: readonly string[];
  readonly levelOf: Int32Array;
}

const FAMILIES: readonly { readonly name: string; readonly scale: number; readonly of: (g: RiskGroup) => string }[] = [
  { name: 'sector', scale: 0.75, of: (g) => g.sector },
  { name: 'size', scale: 0.5, of: (g) => g.size },
  { name: 'owner', scale: 0.5, of: (g) => g.owner },
  { name: 'year', scale: 0.5, of: (g) => String(g.year) },
  { name: 'size in sector', scale: 0.3, of: (g) => `${g.sector}|${g.size}` },
  { name: 'owner in sector', scale: 0.3, of: (g) => `${g.sector}|${g.owner}` },
  { name: 'year in sector', scale: 0.3, of: (g) => `${g.sector}|${g.year}` },
];

/** The families that a set of groups can tell apart: a family needs two levels, and one inside a sector two sectors. */
export function effectFamilies(groups: readonly RiskGroup[]): EffectFamily[] {
  const sectors = new Set(groups.map((g) => g.sector)).size;
  return FAMILIES.flatMap(({ name, scale, of }) => {
    const labels = [...new Set(groups.map(of))].sort();
    if (labels.length < 2 || (name.endsWith('in sector') && sectors < 2)) return [];
    const at = new Map(labels.map((label, i) => [label, i]));
    return [{ name, scale, labels, levelOf: Int32Array.from(groups, (g) => at.get(of(g))!) }];
  });
}

interface FlatCells {
  readonly starts: Int32Array;
  readonly groups: Int32Array;
  readonly years: Float64Array;
  readonly events: Float64Array;
  readonly slips: Float64Array;
}

function flatten(cells: RiskCells['cells']): FlatCells {
  const starts = new Int32Array(cells.length + 1);
  cells.forEach((cell, i) => (starts[i + 1] = starts[i]! + cell.groups.length));
  return {
    starts,
    groups: Int32Array.from(cells.flatMap((cell) => [...cell.groups])),
    years: Float64Array.from(cells.flatMap((cell) => [...cell.years])),
    events: Float64Array.from(cells, (cell) => cell.events),
    slips: Float64Array.from(cells, (cell) => cell.slip),
  };
}

/** Logarithm of the posterior density of the hazards of one cause, with its gradient. */
export class HazardModel {
  readonly data: RiskCells;
  readonly families: readonly EffectFamily[];
  /** Parameters. */
  readonly size: number;
  /** Places of the logarithms of the spreads among the parameters, in the order of the families. */
  readonly spreads: readonly number[];
  /** Logarithm of the hazard a year of each group at the last point that was asked for. */
  readonly logHazard: Float64Array;
  /** The cells of events, one after the other: a chain reads them a hundred thousand times. */
  private readonly flat: FlatCells;
  private readonly hazard: Float64Array;
  private readonly slope: Float64Array;

  constructor(data: RiskCells) {
    this.data = data;
    this.families = effectFamilies(data.groups);
    let size = 1;
    this.spreads = this.families.map(({ labels }) => {
      size += 1 + labels.length;
      return size - 1 - labels.length;
    });
    this.size = size;
    this.logHazard = new Float64Array(data.groups.length);
    this.flat = flatten(data.cells);
    this.hazard = new Float64Array(data.groups.length);
    this.slope = new Float64Array(data.groups.length);
  }

  /** Sets `logHazard` from a point. */
  private setHazards(point: Float64Array): void {
    const { logHazard, families } = this;
    logHazard.fill(point[0]!);
    let at = 1;
    for (const { labels, levelOf } of families) {
      const spread = Math.exp(point[at]!);
      for (let g = 0; g < logHazard.length; g++) logHazard[g]! += spread * point[at + 1 + levelOf[g]!]!;
      at += 1 + labels.length;
    }
  }

  /** Hazards a year by group at a point. */
  hazardsAt(point: Float64Array): Float64Array {
    this.setHazards(point);
    return this.logHazard.map((l) => Math.exp(l));
  }

  /** Logarithm of the likelihood at the hazards that were set; fills `slope`, its derivative by each logarithm of a hazard. */
  private likelihood(): number {
    const { data, logHazard, hazard, slope } = this;
    let sum = 0;
    for (let g = 0; g < hazard.length; g++) {
      const h = Math.exp(logHazard[g]!);
      hazard[g] = h;
      sum += data.dated[g]! * logHazard[g]! - data.survived[g]! * h;
      slope[g] = data.dated[g]! - data.survived[g]! * h;
    }
    const { starts, groups, years, events, slips } = this.flat;
    for (let cell = 0; cell < events.length; cell++) {
      const end = starts[cell + 1]!;
      let total = 0;
      for (let i = starts[cell]!; i < end; i++) total += years[i]! * hazard[groups[i]!]!;
      // 1 - (1 - slip) exp(-H), without loss of digits where H is small.
      const gone = -Math.expm1(-total);
      const kept = 1 - slips[cell]!;
      const chance = 1 - kept + kept * gone;
      sum += events[cell]! * Math.log(chance);
      const factor = (events[cell]! * kept * (1 - gone)) / chance;
      for (let i = starts[cell]!; i < end; i++) slope[groups[i]!]! += factor * years[i]! * hazard[groups[i]!]!;
    }
    return sum;
  }

  /** Logarithm of the posterior density at a point, up to a constant; writes the gradient. */
  logDensity(point: Float64Array, gradient: Float64Array): number {
    this.setHazards(point);
    let sum = this.likelihood();
    const { slope, families } = this;
    let all = 0;
    for (let g = 0; g < slope.length; g++) all += slope[g]!;
    const off = (point[0]! - LEVEL_PRIOR.mean) / LEVEL_PRIOR.sd;
    sum -= (off * off) / 2;
    gradient[0] = all - off / LEVEL_PRIOR.sd;
    let at = 1;
    for (const { labels, levelOf, scale } of families) {
      const spread = Math.exp(point[at]!);
      const first = at + 1;
      for (let i = 0; i < labels.length; i++) gradient[first + i] = 0;
      for (let g = 0; g < slope.length; g++) gradient[first + levelOf[g]!]! += slope[g]!;
      let bySpread = 0;
      for (let i = 0; i < labels.length; i++) {
        const effect = point[first + i]!;
        sum -= (effect * effect) / 2;
        bySpread += effect * gradient[first + i]!;
        gradient[first + i] = spread * gradient[first + i]! - effect;
      }
      // Half-Normal spread, by its logarithm.
      const ratio = spread / scale;
      sum += point[at]! - (ratio * ratio) / 2;
      gradient[at] = spread * bySpread + 1 - ratio * ratio;
      at = first + labels.length;
    }
    return sum;
  }

  /**
   * Curvature of the logarithm of the posterior density for the level and the effects (rows of the spreads are 1), with
   * the information that the data would be expected to give: what the sampler is scaled with.
   */
  information(point: Float64Array): Float64Array[] {
    this.setHazards(point);
    const { data, logHazard, families, size } = this;
    const weights = Float64Array.from(logHazard, (l, g) => data.atRisk[g]! * Math.exp(l));
    const columns = [{ at: 0, spread: 1, levelOf: undefined as Int32Array | undefined }];
    let at = 1;
    const matrix = Array.from({ length: size }, () => new Float64Array(size));
    for (const { labels, levelOf } of families) {
      columns.push({ at: at + 1, spread: Math.exp(point[at]!), levelOf });
      matrix[at]![at] = 1;
      for (let i = 0; i < labels.length; i++) matrix[at + 1 + i]![at + 1 + i] = 1;
      at += 1 + labels.length;
    }
    matrix[0]![0] = 1 / LEVEL_PRIOR.sd ** 2;
    for (let g = 0; g < weights.length; g++) {
      for (const a of columns) {
        const row = matrix[a.at + (a.levelOf?.[g] ?? 0)]!;
        for (const b of columns) row[b.at + (b.levelOf?.[g] ?? 0)]! += weights[g]! * a.spread * b.spread;
      }
    }
    return matrix;
  }
}
