import type { AssumptionRow } from '../domain/tables.ts';
import { hashText, mix32 } from '../random/keys.ts';
import { gammaQuantile } from '../random/quantiles.ts';
import { scrambledRadicalInverse } from '../random/radical-inverse.ts';
import { correlate } from './correlation.ts';
import type { CorrelationMatrix } from './correlation.ts';
import { dirichletConcentration, shareGroupOf } from './groups.ts';
import { valueAt } from './distribution.ts';
import { setPosterior } from './posterior.ts';
import type { Posterior } from './posterior.ts';

/**
 * The quantile at which an assumption stands in a parameter set. It depends on seed, id and set alone: another
 * assumption, more sets or another order of rows changes nothing.
 */
export function quantileOf(seed: number, id: string, parameterSet: number): number {
  const own = mix32(hashText(id) ^ mix32(seed ^ Math.floor(seed / 0x100000000)));
  return scrambledRadicalInverse(parameterSet, mix32(own ^ 0x5bd1e995), mix32(own ^ 0x27d4eb2f));
}

/** Quantiles of all assumptions in one parameter set, correlated as asked, with those that are given in their place. */
function quantilesOf(
  rows: readonly AssumptionRow[],
  seed: number,
  parameterSet: number,
  given: ArrayLike<number> | undefined,
  correlations: CorrelationMatrix | undefined,
): Float64Array {
  const isGiven = (i: number): boolean => given !== undefined && !Number.isNaN(given[i] ?? NaN);
  const quantiles = Float64Array.from(rows, (row, i) =>
    isGiven(i) ? given![i]! : quantileOf(seed, row.id, parameterSet),
  );
  if (correlations !== undefined && correlations.at.length > 0) correlate(correlations, quantiles, isGiven);
  return quantiles;
}

/**
 * Values of all assumptions in one parameter set, in the order of the rows.
 *
 * @param parameterSet 0, 1, 2, ...; `central` gives every row its central value and every share its mean.
 * @param given quantiles, 0 to 1, that replace those of the set, row by row; NaN leaves a row as it is
 * @param correlations rank correlations of some rows. A given quantile stays, and the rows correlated with it follow it.
 * @param posterior joint values of some rows, which replace what is drawn for each alone; a given quantile replaces them
 */
export function parameterValues(
  rows: readonly AssumptionRow[],
  seed: number,
  parameterSet: number | 'central',
  given?: ArrayLike<number>,
  correlations?: CorrelationMatrix,
  posterior?: Posterior,
): Float64Array {
  const values = new Float64Array(rows.length);
  const drawn = parameterSet === 'central' ? given : quantilesOf(rows, seed, parameterSet, given, correlations);
  const groupTotals = new Map<string, number>();
  rows.forEach((row, i) => {
    const concentration = dirichletConcentration(row);
    const at = drawn?.[i] ?? NaN;
    if (Number.isNaN(at)) values[i] = row.central;
    else if (concentration === undefined) values[i] = valueAt(row, at);
    else values[i] = row.central <= 0 ? 0 : gammaQuantile(at, concentration * row.central);
    if (concentration !== undefined) {
      const group = shareGroupOf(row.id) ?? row.id;
      groupTotals.set(group, (groupTotals.get(group) ?? 0) + values[i]!);
    }
  });
  // Gamma amounts over their sum are a Dirichlet draw.
  rows.forEach((row, i) => {
    if (dirichletConcentration(row) !== undefined) values[i]! /= groupTotals.get(shareGroupOf(row.id) ?? row.id)!;
  });
  if (posterior !== undefined && parameterSet !== 'central')
    setPosterior(posterior, parameterSet, values, (i) => given !== undefined && !Number.isNaN(given[i] ?? NaN));
  return values;
}
