import type { Design, DesignFactor } from './design.ts';
import { sealDesign } from './design.ts';
import { stratified } from './stratified.ts';

export interface SaltelliSettings {
  /** Factors may share columns: each has points of its own, so a theme may stand beside its members. */
  readonly factors: readonly DesignFactor[];
  /** Columns that vary though no factor holds them; those of the factors vary in any case. */
  readonly varied?: readonly number[];
  readonly width: number;
  /** Base points, 2 or more; a power of two fills the strata of each column. */
  readonly points: number;
  readonly seed: number;
}

const VERSION = 1;

/**
 * A Saltelli design: for each base point the rows A and B, and for each factor A with the factor's columns from B.
 * All columns of A and of B are stratified sequences of their own. A has luck 2j and B luck 2j + 1; a factor of luck gives
 * A the luck of B. A design of more points begins with that of fewer.
 */
export function saltelliDesign({ factors, varied = [], width, points: size, seed }: SaltelliSettings): Design {
  if (!Number.isInteger(size) || size < 2) throw new RangeError('a Saltelli design has 2 base points or more');
  const columns = [...new Set([...varied, ...factors.flatMap((f) => f.columns)])];
  const block = factors.length + 2;
  const points = new Float64Array(size * block * width).fill(NaN);
  const lucks = new Int32Array(size * block);
  for (let j = 0; j < size; j++) {
    const a = j * block;
    const b = a + 1;
    for (const c of columns) {
      points[a * width + c] = stratified(seed, `saltelli a ${c}`, j);
      points[b * width + c] = stratified(seed, `saltelli b ${c}`, j);
    }
    lucks[a] = 2 * j;
    lucks[b] = 2 * j + 1;
    factors.forEach((factor, f) => {
      const row = a + 2 + f;
      points.copyWithin(row * width, a * width, (a + 1) * width);
      for (const c of factor.columns) points[row * width + c] = points[b * width + c]!;
      lucks[row] = factor.luck === true ? lucks[b]! : lucks[a];
    });
  }
  return sealDesign({ kind: 'saltelli', version: VERSION, factors, width, seed, size }, points, lucks);
}
