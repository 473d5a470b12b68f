import type { OwnShock } from './own-shocks.ts';
import type { Panel } from './panel.ts';

/*
 * What an area's own shocks tell of those that follow: where rises tend to be followed by rises, one, two or three steps later,
 * areas have trends of their own that can be carried on. The shocks of all areas, each over its spread, are one autoregression
 * whose weights come from their correlations one to three steps apart, shrunk to none.
 */

/** Steps that are looked back. */
const ORDER = 3;
/** Pairs of years that a correlation of none counts for. */
const USUAL_PAIRS = 100;
/** A shock beyond so many spreads (a merger, a new definition) tells of the next one as if it were that large. */
const MOST = 3;
/** A shock to so small a count counts half: few homes come and go by chance. */
const SMALL = 10;
/** Least share of the variance of a shock that those before it leave open. */
const LEAST_OPEN = 0.3;

/** How the own shocks of a panel follow from those before. */
export interface OwnMemory {
  /** Weight of the shock one, two and three steps before, each over its spread. */
  readonly weights: readonly number[];
  /** Spread of what they leave open, relative to that of a shock. */
  readonly open: number;
  /** Last shocks of each area over their spread, the latest first; 0 where they are not known. */
  readonly recent: readonly (readonly number[])[];
}

/** The memory of a panel from its own shocks, the variance of one being `variance[0]` x count + `variance[1]` x count^2. */
export function ownMemory(panel: Panel, shocks: readonly OwnShock[], variance: readonly [number, number]): OwnMemory {
  const standard = panel.values.map(() => new Float64Array(panel.steps).fill(NaN));
  for (const { area, step, gap, error, level, vague } of shocks) {
    if (gap !== 1 || vague) continue;
    const z = error / Math.sqrt(variance[0] * level + variance[1] * level ** 2);
    standard[area]![step] = (level / (level + SMALL)) * Math.max(-MOST, Math.min(MOST, z));
  }
  const usual = USUAL_PAIRS / panel.stepYears;
  const correlations = Array.from({ length: ORDER }, (_, k) => {
    let [product, square] = [0, 0];
    for (const row of standard)
      for (let t = k + 1; t < row.length; t++) {
        const [now, before] = [row[t]!, row[t - k - 1]!];
        if (Number.isNaN(now) || Number.isNaN(before)) continue;
        product += now * before;
        square += (now * now + before * before) / 2;
      }
    return product / (square + usual);
  });
  const { weights, open } = autoregression(correlations);
  const recent = standard.map((row) =>
    Array.from({ length: ORDER }, (_, k) => {
      const z = row[row.length - 1 - k];
      return z === undefined || Number.isNaN(z) ? 0 : z;
    }),
  );
  return { weights, open: Math.sqrt(open), recent };
}

/** Weights of an autoregression from its correlations, and the share of the variance that is left (Levinson 1947). */
export function autoregression(correlations: readonly number[]): { readonly weights: number[]; readonly open: number } {
  let weights: number[] = [];
  let open = 1;
  correlations.forEach((correlation, k) => {
    const beside = weights.reduce((sum, w, j) => sum + w * correlations[k - 1 - j]!, 0);
    const partial = Math.max(-0.9, Math.min(0.9, (correlation - beside) / open));
    const left = open * (1 - partial ** 2);
    if (left < LEAST_OPEN) {
      weights = [...weights, 0];
      return;
    }
    weights = [...weights.map((w, j) => w - partial * weights[k - 1 - j]!), partial];
    open = left;
  });
  return { weights, open };
}
