import { DIMENSIONS } from '../score/impact-scale.ts';
import type { Dimension } from '../score/impact-scale.ts';
import type { RiskScore } from '../score/risk-score.ts';

/** What alone would move a score one level: the numbers, before it is asked what could bring them about. */
export interface Margin {
  readonly direction: 'up' | 'down';
  readonly of: 'likelihood' | 'impact';
  /** Level that would be reached, 1 for the lowest. */
  readonly level: number;
  /** Dimension of an impact; undefined for a likelihood. */
  readonly dimension?: Dimension;
  /** What the impact is measured by, in words; undefined for a likelihood. */
  readonly measured?: string;
  /** What it is now, and what it would have to be: a probability, or the mean of a scale given the event. */
  readonly now: number;
  readonly needed: number;
  readonly unit: string;
}

/**
 * The numbers that would have to be reached for the likelihood or the impact of a score to move one level. An impact goes
 * down only when every dimension at its level does, so that there is a row for each of these.
 */
export function scoreMargins({ likelihood, probability, severities, impact, scheme, issue }: RiskScore): Margin[] {
  const { band } = likelihood;
  const margins: Margin[] = [];
  const add = (direction: Margin['direction'], level: number, needed: number): void => {
    margins.push({ direction, of: 'likelihood', level, now: probability.share, needed, unit: 'probability' });
  };
  if (!issue && band.level < scheme.likelihood.length) add('up', band.level + 1, band.to);
  if (band.level > 1) add('down', band.level - 1, band.from);
  if (impact === undefined) return margins;
  const levels = scheme.impact.length;
  for (const { scale, dimension, mean, level } of [...severities].sort(
    (a, b) => DIMENSIONS.indexOf(a.dimension) - DIMENSIONS.indexOf(b.dimension),
  )) {
    const limits = scale.limits[String(levels)]!;
    const about = { of: 'impact', dimension, measured: scale.title, now: mean, unit: scale.unit } as const;
    if (impact.level < levels)
      margins.push({ ...about, direction: 'up', level: impact.level + 1, needed: limits[impact.level - 1]! });
    if (level === impact.level && level > 1)
      margins.push({ ...about, direction: 'down', level: level - 1, needed: limits[level - 2]! });
  }
  return margins;
}
