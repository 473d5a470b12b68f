import { gammaCdf } from './quantiles.ts';

/**
 * Distribution function of the standard Normal, through that of the gamma distribution with shape one half.
 *
 * @example
 * normalCdf(1.959963984540054); // 0.975
 */
export function normalCdf(z: number): number {
  const inside = gammaCdf((z * z) / 2, 0.5) / 2;
  return z < 0 ? 0.5 - inside : 0.5 + inside;
}
