import { packageVersion } from '../../experiments/manifest.ts';
import type { StressResult } from '../../experiments/stress/stress-result.ts';
import type { Chart, ChartContext } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { cutText, formatNumber, formatShare } from '../text.ts';
import { rowsOfBars } from '../rows-of-bars.ts';
import type { BarRow } from '../rows-of-bars.ts';
import { stressStatus } from './stress-rows.ts';
import { sizeText } from './stress-words.ts';

function contextOf(result: StressResult, title: string, draws: number): ChartContext {
  return {
    title,
    source: `market-stability ${packageVersion()}, data set “${result.plan.dataName}”`,
    status: stressStatus(result),
    scenario: { title: result.scenario.title, draws, seed: result.seed },
  };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * What each named test adds to a headline of the country, as rows: the middle 80 % of the draws and their median.
 *
 * @param headline id of a headline
 * @throws Error when the tests have no such headline
 */
export function stressTestsChart(result: StressResult, headline: string): Chart {
  const rows = result.tests
    .filter(({ test }) => test.number > 1)
    .map(({ test, title, figures }) => {
      const figure = figures.find((f) => f.headline.id === headline && f.headline.area_code === undefined);
      if (figure === undefined) throw new Error(`the stress test has no headline ${headline}`);
      return { test, title, figure };
    });
  if (rows.length === 0) throw new Error('no named test was made');
  const { unit, headline: about } = rows[0]!.figure;
  const money = unit.startsWith('gbp');
  const times = money ? 1e-6 : unit === 'share' ? 100 : 1;
  const words = money ? '£ million' : unit === 'share' ? 'percentage points' : unit;
  const print = (value: number): string => {
    const shown = value * times;
    return `${value > 0 ? '+' : ''}${formatNumber(shown, Math.abs(shown) < 10 && shown !== 0 ? 1 : 0)}`;
  };
  const bars = rows.map(({ title, figure: { difference } }): BarRow => ({
    name: title,
    bar: [difference.p10.value * times, difference.p90.value * times],
    dot: difference.p50.value * times,
    end: `${print(difference.p50.value)} (${print(difference.p10.value)} to ${print(difference.p90.value)})`,
  }));
  const largest = rows.reduce((a, b) =>
    Math.abs(b.figure.difference.p50.value) > Math.abs(a.figure.difference.p50.value) ? b : a,
  );
  return makeChart(contextOf(result, `What each stress test adds to ${lowerFirst(about.title)}`, result.draws), {
    subtitle: `Difference to the scenario in the same draw, in ${words}: dot, median; bar, middle 80% of draws.`,
    altDraft: `Bars of what stress tests add. Largest median: ${cutText(largest.title, 40)}, ${print(largest.figure.difference.p50.value)} ${words}.`,
    table: {
      columns: ['test', 'title', 'p10', 'p50', 'p90', 'p50_low', 'p50_high', 'unit'],
      rows: rows.map(({ test, title, figure: { difference } }) => ({
        test: test.id,
        title,
        p10: difference.p10.value,
        p50: difference.p50.value,
        p90: difference.p90.value,
        p50_low: difference.p50.low,
        p50_high: difference.p50.high,
        unit,
      })),
    },
    body: rowsOfBars(bars, { holds: [0], print: (tick) => formatNumber(tick, Number.isInteger(tick) ? 0 : 1) }, 210),
  });
}

/**
 * How far each driver is from breaching a tolerance, as a share of the range that was searched, with the size and its
 * plausibility in words.
 *
 * @param tolerance id of a tolerance
 * @throws Error when the reverse was not made for it
 */
export function reverseChart(result: StressResult, tolerance: string): Chart {
  const answers = result.reverse.filter((answer) => answer.tolerance.id === tolerance);
  const [first] = answers;
  if (first === undefined) throw new Error(`the reverse was not made for the tolerance ${tolerance}`);
  const share = (value: number): number => 100 * Math.min(1, value);
  const ordered = [...answers].sort((a, b) => a.smallest.size - b.smallest.size || b.smallest.most - a.smallest.most);
  const bars = ordered.map((answer): BarRow => {
    const { driver, smallest, size, percentile } = answer;
    if (smallest.found === 'none')
      return {
        name: driver.title,
        bar: [0, 100],
        light: true,
        end: `Cannot, up to ${sizeText(driver, driver.most)} (${formatShare(smallest.most)} of draws there)`,
      };
    const place =
      percentile === undefined
        ? ''
        : percentile >= 0.995
          ? '; beyond its assumption'
          : `; worse than ${formatShare(percentile)} of its assumption`;
    return {
      name: driver.title,
      bar: [0, share(smallest.size)],
      whisker: [share(smallest.low), share(smallest.high)],
      end: smallest.found === 'without' ? 'Breached without a shock' : `${sizeText(driver, size!)}${place}`,
    };
  });
  const nearest = ordered[0]!;
  return makeChart(
    contextOf(
      result,
      `How far each driver is from breaching: ${lowerFirst(first.tolerance.title.split(',')[0]!)}`,
      result.reverseDraws,
    ),
    {
      subtitle:
        `Smallest shock that makes ${formatNumber(first.tolerance.limit)} ${first.tolerance.unit} or more as likely as ${formatShare(first.tolerance.probability)}, ` +
        'as a percentage of the range searched. Thin lines: 95% interval.',
      altDraft: `Bars of smallest shocks. Shortest: ${cutText(nearest.driver.title, 50)}, ${nearest.size === undefined ? 'which cannot breach' : sizeText(nearest.driver, nearest.size)}.`,
      notes: ordered.map(
        ({ driver }) =>
          `${driver.title}: ${sizeText(driver, driver.none)} to ${sizeText(driver, driver.most)}, ${driver.unit}.`,
      ),
      table: {
        columns: ['driver', 'unit', 'found', 'size', 'low', 'high', 'percentile', 'probability_at_largest'],
        rows: ordered.map(({ driver, smallest, size, low, high, percentile }) => ({
          driver: driver.id,
          unit: driver.unit,
          found: smallest.found,
          size: size ?? null,
          low: low ?? null,
          high: high ?? null,
          percentile: percentile ?? null,
          probability_at_largest: smallest.most,
        })),
      },
      body: rowsOfBars(bars, { holds: [0, 100], print: (tick) => `${formatNumber(tick)}%` }, 250),
    },
  );
}
