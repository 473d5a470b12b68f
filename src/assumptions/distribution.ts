import type { AssumptionRow } from '../domain/tables.ts';
import { normalQuantile } from '../random/quantiles.ts';

/*
 * Every uncertain quantity has a two-piece distribution on its own scale: Normal halves with their own spread below and
 * above the median, joined at it, so that low, central and high are met exactly. The scale is the logarithm for amounts
 * (`lognormal`, `gamma`, `discrete` above 0), the logit for shares (`beta`), and the plain number for `normal`.
 */

type Scale = { readonly to: (x: number) => number; readonly from: (y: number) => number };

const PLAIN: Scale = { to: (x) => x, from: (y) => y };
const LOG: Scale = { to: Math.log, from: Math.exp };
/** A share of 1 reads as .99 and a share of 0 as .01: a logit has no place for them. */
const LOGIT: Scale = {
  to: (x) => {
    const share = x >= 1 ? 0.99 : x <= 0 ? 0.01 : x;
    return Math.log(share / (1 - share));
  },
  from: (y) => 1 / (1 + Math.exp(-y)),
};

/** Normal score of the high quantile of a row: 1.6449 for `p05,p95`. */
export function highScore(quantiles: AssumptionRow['quantiles']): number {
  switch (quantiles) {
    case 'p10,p90':
      return normalQuantile(0.9);
    case 'p025,p975':
      return normalQuantile(0.975);
    case 'p25,p75':
      return normalQuantile(0.75);
    default:
      return normalQuantile(0.95);
  }
}

function scaleOf(row: AssumptionRow): Scale {
  if (row.distribution === 'beta') return LOGIT;
  if (row.distribution === 'normal') return PLAIN;
  return (row.low ?? row.central) > 0 ? LOG : PLAIN;
}

/**
 * Value of an uncertain quantity at a quantile u, 0 < u < 1. At u = .5 it is `central`, at the named quantiles `low` and
 * `high`. A `fixed` row is `central` everywhere. Not for Dirichlet rows, which are drawn in groups.
 *
 * @example
 * valueAt({ id: 'notice', distribution: 'lognormal', low: 1, central: 6, high: 12, quantiles: 'p10,p90', ... }, 0.9) // 12
 */
export function valueAt(row: AssumptionRow, u: number): number {
  if (row.distribution === 'fixed' || row.low === undefined || row.high === undefined) return row.central;
  const scale = scaleOf(row);
  const middle = scale.to(row.central);
  const z = normalQuantile(u);
  const spread = (z < 0 ? middle - scale.to(row.low) : scale.to(row.high) - middle) / highScore(row.quantiles);
  const value = scale.from(middle + z * spread);
  return row.distribution === 'discrete' ? Math.round(value) : value;
}
