import type { IsoDate } from '../../domain/calendar.ts';
import { normalQuantile } from '../../random/quantiles.ts';
import { forecastCounts } from '../forecast/forecast-counts.ts';
import { FORECAST_QUANTILES, statisticsOf } from '../forecast/forecast-table.ts';
import type { ForecastStatistics } from '../forecast/forecast-table.ts';
import type { DrawPlan } from '../forecast/panel-draws.ts';
import { isKnown } from '../forecast/panel.ts';
import { countsOf, historyUntil } from '../history/count-history.ts';
import type { CountHistory, CountSeries, HistoryArea } from '../history/count-history.ts';
import type { NormalForecast } from '../references/normal-forecast.ts';
import { crpsOfDraws, crpsOfNormal } from '../scores/crps.ts';
import { naiveScale } from '../scores/scaled-errors.ts';
import { OWN_METHOD, REFERENCE_METHODS } from './methods.ts';

/** One forecast of one count beside what happened. */
export interface BacktestCase {
  readonly method: string;
  readonly origin: IsoDate;
  /** Steps ahead. */
  readonly horizon: number;
  readonly area: HistoryArea;
  readonly group: number;
  /** The count at the origin: what was known of the size of the area. */
  readonly last: number;
  /** Whether the area had never had one until the origin. Such counts mostly stay 0 and say little on a forecast. */
  readonly alwaysZero: boolean;
  readonly actual: number;
  readonly statistics: ForecastStatistics;
  readonly crps: number;
  /** What a naive forecast missed by, one step ahead, inside the history: the mean of its errors, and the root of squares. */
  readonly scale: { readonly absolute: number; readonly root: number };
}

export interface BacktestPlan extends Omit<DrawPlan, 'steps'> {
  /** Steps ahead that are scored. */
  readonly steps: number;
  /** First and last origin, by their place among the dates; all that leave three dates before them and one after unless told. */
  readonly firstOrigin?: number;
  readonly lastOrigin?: number;
  /** Names of the reference methods that are scored beside; all unless told. */
  readonly references?: readonly string[];
  readonly onProgress?: (done: number, origins: number) => void;
}

/** Dates that a history must have before the first origin, that one counted. */
const LEAST_DATES = 3;

/**
 * Forecasts a history from each of its dates on with nothing but what was known then, by the panel model and by every
 * reference method, and puts the counts that came beside them. A case counts for all methods or for none.
 */
export function backtestCounts(history: CountHistory, plan: BacktestPlan): BacktestCase[] {
  const cases: BacktestCase[] = [];
  const last = history.dates.length - 1;
  const first = plan.firstOrigin ?? Math.min(LEAST_DATES - 1, Math.max(1, last - 1));
  const end = Math.min(plan.lastOrigin ?? last - 1, last - 1);
  const truth = history.groups.map((_, g) => history.areas.map((area) => countsOf(history, g, area)));
  for (let origin = first; origin <= end; origin++) {
    cases.push(...casesAt(history, truth, origin, plan));
    plan.onProgress?.(origin - first + 1, end - first + 1);
  }
  return cases;
}

function casesAt(
  history: CountHistory,
  truth: readonly (readonly CountSeries[])[],
  origin: number,
  plan: BacktestPlan,
): BacktestCase[] {
  const cases: BacktestCase[] = [];
  const steps = Math.min(plan.steps, history.dates.length - 1 - origin);
  const own = forecastCounts(historyUntil(history, origin), { ...plan, steps });
  history.groups.forEach((_, group) => {
    const scored = history.areas
      .map((area, i) => ({ area, values: truth[group]![i]!.values }))
      .filter(({ area, values }) => isKnown(values[origin]) && own.of(group, area.code) !== undefined)
      .map((one) => ({ ...one, past: withoutGaps(one.values.subarray(0, origin + 1)) }))
      .filter(({ past }) => past.length >= 2);
    if (scored.length === 0) return;
    const scales = scored.map(({ values }) => naiveScale(values.subarray(0, origin + 1)));
    const take = (method: string, i: number, h: number, statistics: ForecastStatistics, crps: number): void => {
      const { area, values, past } = scored[i]!;
      const actual = values[origin + h]!;
      cases.push({
        method,
        origin: history.dates[origin]!,
        horizon: h,
        area,
        group,
        last: values[origin]!,
        alwaysZero: past.every((count) => count === 0),
        actual,
        statistics,
        crps,
        scale: scales[i]!,
      });
    };
    scored.forEach(({ area, values }, i) => {
      const paths = own.of(group, area.code)!;
      for (let h = 1; h <= steps; h++) {
        if (!isKnown(values[origin + h])) continue;
        const draws = paths.slice((h - 1) * plan.draws, h * plan.draws);
        const statistics = statisticsOf(draws);
        take(OWN_METHOD, i, h, statistics, crpsOfDraws(draws, values[origin + h]!));
      }
    });
    // A reference method sees areas of one level at a time, as a user of it would.
    for (const level of ['authority', 'region', 'country'] as const) {
      const at = scored.map((_s, i) => i).filter((i) => scored[i]!.area.level === level);
      if (at.length === 0) continue;
      const pasts = at.map((i) => scored[i]!.past);
      for (const [name, method] of Object.entries(REFERENCE_METHODS)) {
        if (plan.references !== undefined && !plan.references.includes(name)) continue;
        const forecasts = method(pasts, steps);
        at.forEach((i, k) => {
          for (let h = 1; h <= steps; h++) {
            const actual = scored[i]!.values[origin + h];
            if (!isKnown(actual)) continue;
            const f = forecasts[k]![h - 1]!;
            take(name, i, h, normalStatistics(f), crpsOfNormal(f.mean, f.sd, actual));
          }
        });
      }
    }
  });
  return cases;
}

/** The known counts from the first on, with gaps between them filled along a straight line. */
function withoutGaps(values: Float64Array): number[] {
  const filled: number[] = [];
  let gap = 0;
  for (const value of values) {
    if (!isKnown(value)) {
      if (filled.length > 0) gap++;
      continue;
    }
    const before = filled.at(-1)!;
    for (let k = 1; k <= gap; k++) filled.push(before + ((value - before) * k) / (gap + 1));
    filled.push(value);
    gap = 0;
  }
  return filled;
}

function normalStatistics({ mean, sd }: NormalForecast): ForecastStatistics {
  const quantiles = Object.entries(FORECAST_QUANTILES).map(([name, p]) => [name, mean + sd * normalQuantile(p)]);
  return { mean, sd, ...Object.fromEntries(quantiles) } as ForecastStatistics;
}
