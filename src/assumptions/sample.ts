import type { AssumptionRow } from '../domain/tables.ts';
import { hashText, mix32 } from '../random/keys.ts';
import { gammaQuantile } from '../random/quantiles.ts';
import { scrambledRadicalInverse } from '../random/radical-inverse.ts';
import { dirichletConcentration, shareGroupOf } from './groups.ts';
import { valueAt } from './distribution.ts';

/**
 * The quantile at which an assumption stands in a parameter set. It depends on seed, id and set alone: another
 * assumption, more sets or another order of rows changes nothing.
 */
export function quantileOf(seed: number, id: string, parameterSet: number): number {
  const own = mix32(hashText(id) ^ mix32(seed ^ Math.floor(seed / 0x100000000)));
  return scrambledRadicalInverse(parameterSet, mix32(own ^ 0x5bd1e995), mix32(own ^ 0x27d4eb2f));
}

/**
 * Values of all assumptions in one parameter set, in the order of the rows.
 *
 * @param parameterSet 0, 1, 2, ...; `central` gives every row its central value and every share its mean.
 * @param given quantiles, 0 to 1, that replace those of the set, row by row; NaN leaves a row as it is
 */
export function parameterValues(
  rows: readonly AssumptionRow[],
  seed: number,
  parameterSet: number | 'central',
  given?: ArrayLike<number>,
): Float64Array {
  const values = new Float64Array(rows.length);
  const groupTotals = new Map<string, number>();
  rows.forEach((row, i) => {
    const concentration = dirichletConcentration(row);
    const own = given?.[i];
    const quantile = own !== undefined && !Number.isNaN(own) ? own : undefined;
    if (parameterSet === 'central' && quantile === undefined) values[i] = row.central;
    else {
      const at = quantile ?? quantileOf(seed, row.id, parameterSet as number);
      if (concentration === undefined) values[i] = valueAt(row, at);
      else values[i] = row.central <= 0 ? 0 : gammaQuantile(at, concentration * row.central);
    }
    if (concentration !== undefined) {
      const group = shareGroupOf(row.id) ?? row.id;
      groupTotals.set(group, (groupTotals.get(group) ?? 0) + values[i]!);
    }
  });
  // Gamma amounts over their sum are a Dirichlet draw.
  rows.forEach((row, i) => {
    if (dirichletConcentration(row) !== undefined) values[i]! /= groupTotals.get(shareGroupOf(row.id) ?? row.id)!;
  });
  return values;
}
