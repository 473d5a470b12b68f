import { describe, expect, it } from 'vitest';
import { meanGrowth, shrunkTrend, spreadOfTrends } from '../../src/calibration/forecast/growth-trend.ts';
import type { WholeGrowth } from '../../src/calibration/forecast/panel.ts';

const many = (growth: readonly number[]): WholeGrowth => ({
  growth: Float64Array.from([0, ...growth]),
  behind: Float64Array.from([0, ...growth.map(() => 1e6)]),
});
const meanOf = (growth: readonly number[]): { mean: number; variance: number } =>
  meanGrowth(many(growth), growth.length, 1, 1);
const trendOf = (growth: readonly number[], spread = 0.025): number => shrunkTrend(meanOf(growth), spread);

describe('the trend of a country', () => {
  it('is the growth of years that agree, nearly', () => {
    expect(meanOf([0.03, 0.03, 0.03, 0.03, 0.03]).mean).toBeCloseTo(0.03, 12);
    const trend = trendOf(Array<number>(10).fill(0.03));
    expect(trend).toBeGreaterThan(0.027);
    expect(trend).toBeLessThan(0.03);
  });

  it('is believed less the fewer the years are and the more they scatter', () => {
    const share = (growth: readonly number[]): number => trendOf(growth) / meanOf(growth).mean;
    expect(share([0.03])).toBeLessThan(share([0.03, 0.03, 0.03]));
    expect(share([0.09, -0.03, 0.09, -0.03, 0.09])).toBeLessThan(share([0.03, 0.03, 0.03, 0.03, 0.03]));
  });

  it('is hardly moved by one jump, such as a break of definition', () => {
    const steady = [0.01, 0, 0.02, 0.01, 0, 0.01];
    const broken = [0.01, 0, 0.02, 0.5, 0, 0.01];
    // Three times the usual scatter of 0.025 is the most that one of six years may add.
    expect(Math.abs(meanOf(broken).mean - meanOf(steady).mean)).toBeLessThan(0.02);
  });

  it('is nothing where nothing is known', () => {
    expect(shrunkTrend(meanGrowth({ growth: new Float64Array(3), behind: new Float64Array(3) }, 2, 1, 1), 0.02)).toBe(
      0,
    );
  });

  it('gives parts a wide spread of trends only where they drifted apart', () => {
    const together = [meanOf([0.01, -0.01, 0.01, -0.01]), meanOf([-0.01, 0.01, -0.01, 0.01])];
    const apart = [meanOf([0.06, 0.06, 0.06, 0.06]), meanOf([-0.06, -0.06, -0.06, -0.06])];
    expect(spreadOfTrends(together, 0.02)).toBeLessThan(0.02);
    expect(spreadOfTrends(apart, 0.02)).toBeGreaterThan(0.04);
    expect(spreadOfTrends([], 0.02)).toBeCloseTo(0.02, 12);
  });
});
