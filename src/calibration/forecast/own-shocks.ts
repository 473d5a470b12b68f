import { isKnown } from './panel.ts';
import type { Panel } from './panel.ts';

/** What an area did that its country did not, from one known count to the next. */
export interface OwnShock {
  readonly area: number;
  readonly step: number;
  /** Steps since the count before. */
  readonly gap: number;
  readonly error: number;
  /** Count about which the error is. */
  readonly level: number;
  /** Whether the range of the count is so wide that the error says little. */
  readonly vague: boolean;
}

/**
 * Shocks of the areas of a panel about its growth.
 *
 * @param growth growth of the panel from each date to the next, as a logarithm
 * @param lasting share of a shock that is in the level at the next date
 */
export function shocksOf(panel: Panel, growth: Float64Array, lasting: number): OwnShock[] {
  const shocks: OwnShock[] = [];
  panel.values.forEach((row, area) => {
    let level = NaN;
    let gap = 0;
    for (let step = 0; step < panel.steps; step++) {
      if (isKnown(level)) {
        level *= Math.exp(growth[step]!);
        gap++;
      }
      const value = row[step]!;
      if (!isKnown(value)) continue;
      if (isKnown(level)) {
        const middle = Math.max(1, (level + value) / 2);
        const width = panel.high[area]![step]! - panel.low[area]![step]!;
        shocks.push({ area, step, gap, error: value - level, level: middle, vague: width > middle / 2 });
        level += (1 - (1 - lasting) ** gap) * (value - level);
      } else level = value;
      gap = 0;
    }
  });
  return shocks;
}
