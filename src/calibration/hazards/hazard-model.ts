import type { RiskCells, RiskGroup } from './risk-cells.ts';

/*
 * ln h = level + sector + size + owner + year + size in the sector + owner in the sector + year in the sector.
 * Each family of effects is Normal about zero with a spread of its own that the data decide, so that thin groups lean on
 * the others and full ones stand alone. Parameters, in this order: the level; for each family a number p with
 * spread = scale ln(1 + exp(p)), then its effects in units of the spread to the power of the family's portion. With a portion of 1 the prior of an
 * effect does not move with the spread, which suits families of which the data say little; with 0 it is the effect itself.
 */

/** Logarithm of a spread, relative to the scale of its prior, from its parameter p. */
export function logSpread(p: number): number {
  return Math.log(Math.log1p(Math.exp(p)));
}

/** The parameter p of a spread, relative to the scale of its prior. */
export function spreadParameter(ratio: number): number {
  return Math.log(Math.expm1(ratio));
}

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
  /** Places of the parameters of the spreads among the others, in the order of the families. */
  readonly spreads: readonly number[];
  /** Logarithm of the hazard a year of each group at the last point that was asked for. */
  readonly logHazard: Float64Array;
  /** The cells of events, one after the other: a chain reads them a hundred thousand times. */
  private readonly flat: FlatCells;
  private readonly hazard: Float64Array;
  private readonly slope: Float64Array;
  /** See above; 0 to 1 by family. It changes how the posterior is walked and not what it is. */
  readonly portions: readonly number[];

  constructor(data: RiskCells, portions?: readonly number[]) {
    this.data = data;
    this.families = effectFamilies(data.groups);
    this.portions = portions ?? this.families.map(() => 1);
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

  /** Logarithm of the spread of a family at a point. */
  logSpreadOf(family: number, point: Float64Array): number {
    return Math.log(this.families[family]!.scale) + logSpread(point[this.spreads[family]!]!);
  }

  /** Sets `logHazard` from a point. */
  private setHazards(point: Float64Array): void {
    const { logHazard, families } = this;
    logHazard.fill(point[0]!);
    let at = 1;
    for (let f = 0; f < families.length; f++) {
      const { labels, levelOf } = families[f]!;
      const spread = Math.exp(this.portions[f]! * this.logSpreadOf(f, point));
      for (let g = 0; g < logHazard.length; g++) logHazard[g]! += spread * point[at + 1 + levelOf[g]!]!;
      at += 1 + labels.length;
    }
  }

  /** How much the data say of a level of each family at a point: events to be expected, on average over its levels. */
  informationByFamily(point: Float64Array): number[] {
    const hazards = this.hazardsAt(point);
    const events = hazards.reduce((sum, h, g) => sum + h * this.data.atRisk[g]!, 0);
    return this.families.map(({ labels }) => events / labels.length);
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
    for (let f = 0; f < families.length; f++) {
      const { labels, levelOf } = families[f]!;
      const portion = this.portions[f]!;
      const log = this.logSpreadOf(f, point);
      const unit = Math.exp(portion * log);
      // Precision of an effect in its units: the square of the spread to the power of what is left of it.
      const precision = Math.exp(-2 * (1 - portion) * log);
      const first = at + 1;
      for (let i = 0; i < labels.length; i++) gradient[first + i] = 0;
      for (let g = 0; g < slope.length; g++) gradient[first + levelOf[g]!]! += slope[g]!;
      let bySpread = 0;
      let squares = 0;
      for (let i = 0; i < labels.length; i++) {
        const effect = point[first + i]!;
        squares += effect * effect;
        bySpread += effect * gradient[first + i]!;
        gradient[first + i] = unit * gradient[first + i]! - precision * effect;
      }
      // Half-Normal spread, relative to its scale, by its parameter.
      const ratio = Math.log1p(Math.exp(point[at]!));
      const share = -Math.expm1(-ratio);
      sum += Math.log(share) - (ratio * ratio) / 2 - (precision * squares) / 2 - labels.length * (1 - portion) * log;
      gradient[at] =
        (share / ratio) * (portion * unit * bySpread + (1 - portion) * (precision * squares - labels.length)) +
        1 -
        share -
        ratio * share;
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
    families.forEach(({ labels, levelOf }, f) => {
      const portion = this.portions[f]!;
      const log = this.logSpreadOf(f, point);
      columns.push({ at: at + 1, spread: Math.exp(portion * log), levelOf });
      matrix[at]![at] = 1;
      const precision = Math.exp(-2 * (1 - portion) * log);
      for (let i = 0; i < labels.length; i++) matrix[at + 1 + i]![at + 1 + i] = precision;
      at += 1 + labels.length;
    });
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
