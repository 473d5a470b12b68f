import { UNITS_OF_LEVER } from '../../experiments/solve/openings.ts';
import type { Solution } from '../../experiments/solve/solve.ts';
import type { Chart, ChartContext } from '../chart.ts';
import { makeChart } from '../chart.ts';
import type { VegaLiteSpec } from '../compose-spec.ts';
import { niceTicks } from '../scale.ts';
import { textWidth } from '../text-metrics.ts';
import { formatNumber, formatShare } from '../text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, NEUTRAL_COLOUR, PALETTE, TEXT_SIZE } from '../theme.ts';
import { areaName, statusOfSolution } from './solution-table.ts';

const ROW_PIXELS = 19;
const GAP_PIXELS = 12;
const MILLION = 1e6;

const THINGS = {
  places: 'places of local authorities',
  carers: 'fostering households of local authorities',
  conversion_support: 'help to convert',
} as const;

function contextOf({ plan, seed, draws, ...solution }: Solution, title: string): ChartContext {
  return {
    title,
    source: `market-stability, data set “${plan.dataName}”; tolerance: ${solution.tolerance.text}`,
    status: statusOfSolution({ plan, seed, draws, ...solution }),
    scenario: { title: plan.scenarioTitle, draws, seed },
  };
}

/** Amounts by area and financial year, each with the interval of what other draws would have asked for. */
export function amountsChart(solution: Solution): Chart {
  const { openings, amounts, amountIntervals } = solution;
  const unit = UNITS_OF_LEVER[openings.lever];
  const years = openings.years.map((_, y) => y).filter((y) => amountIntervals.some((own) => own[y]!.high > 0));
  const shown = years.length > 0 ? years : [0];
  const blockPixels = shown.length * ROW_PIXELS + GAP_PIXELS;
  const items = openings.units.flatMap((code, u) =>
    shown.map((y, k) => {
      const amount = amounts[u]![y]!;
      const low = Math.floor(amountIntervals[u]![y]!.low);
      const high = Math.ceil(amountIntervals[u]![y]!.high);
      const { name } = openings.years[y]!;
      return {
        ...{ area: areaName(solution, code), year: name, amount, low, high },
        y: u * blockPixels + GAP_PIXELS / 2 + (k + 0.5) * ROW_PIXELS,
        label: `${name}: ${formatNumber(amount)}${low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`}`,
      };
    }),
  );
  const ticks = niceTicks(0, Math.max(...items.map((d) => Math.max(d.high, d.amount)), 1), 5);
  const names = openings.units.map((code, u) => ({
    area: areaName(solution, code),
    y: u * blockPixels + blockPixels / 2,
  }));
  const left = Math.ceil(Math.max(...names.map((n) => textWidth(n.area, TEXT_SIZE.label, true)))) + 14;
  const labels = Math.max(...items.map((d) => textWidth(d.label, TEXT_SIZE.label)));
  const width = Math.floor(CONTENT_WIDTH - left - labels - 14);
  const height = openings.units.length * blockPixels;
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, ticks.high], nice: false },
    axis: { values: ticks.values, format: ',d', tickSize: 4 },
  });
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false },
    axis: null,
  };
  const layer: VegaLiteSpec[] = [
    {
      mark: { type: 'bar', height: 9, color: NEUTRAL_COLOUR, align: 'left' },
      encoding: { x: x('zero'), x2: { field: 'amount' }, y },
    },
    {
      mark: { type: 'rule', color: PALETTE.darkGrey, strokeWidth: 1.5 },
      encoding: { x: x('low'), x2: { field: 'high' }, y },
    },
    {
      mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label },
      encoding: { x: { value: width + 10 }, y, text: { field: 'label' } },
    },
  ];
  const total = amounts.flat().reduce((sum, n) => sum + n, 0);
  const things = openings.lever === 'conversion_support' ? unit : THINGS[openings.lever];
  const title = `At least ${formatNumber(total)} ${things} to keep the risk under ${formatShare(solution.tolerance.most)}`;
  return makeChart(contextOf(solution, title), {
    subtitle: `Least amounts (${unit}) by area and financial year of opening. Lines: 95% interval, had other draws been made.`,
    altDraft: `Bars. Least ${unit} by area and year, ${formatNumber(total)} in all, with intervals.`,
    table: {
      columns: ['area', 'year', 'amount', 'low', 'high'],
      rows: items.map(({ area, year, amount, low, high }) => ({ area, year, amount, low, high })),
    },
    body: {
      view: {
        width,
        height,
        layer: [
          { data: { values: items.map((d) => ({ ...d, zero: 0 })) }, layer },
          {
            data: { values: names },
            mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: 'bold', fontSize: TEXT_SIZE.label },
            encoding: { x: { value: -left }, y, text: { field: 'area' } },
          },
        ],
      },
      leftExtent: left,
    },
  });
}

/** Least cost against the risk that remains: a point for each tolerance, a line through those that no other one beats. */
export function frontierChart(solution: Solution): Chart {
  const { openings, frontier, plan } = solution;
  const unit = UNITS_OF_LEVER[openings.lever];
  const points = frontier.map((p) => {
    const cost = p.cost.capital.mean / MILLION;
    return {
      ...{ tolerance: p.tolerance, amount: p.total, cost, running: p.cost.running.p50 / MILLION },
      ...{ risk: p.reached.share * 100, low: p.reached.low * 100, high: p.reached.high * 100, dominated: p.dominated },
      label: `${formatShare(p.tolerance)} asked: ${formatNumber(p.total)} ${openings.lever === 'conversion_support' ? '% more' : unit}`,
    };
  });
  const costs = points.flatMap((p) => [p.cost, 0]);
  const yTicks = niceTicks(Math.min(...costs), Math.max(...costs, 1), 6);
  const xTicks = niceTicks(0, Math.max(...points.map((p) => p.high), 1), 6);
  const left = Math.ceil(Math.max(...yTicks.values.map((v) => textWidth(formatNumber(v), TEXT_SIZE.label)))) + 12;
  const width = CONTENT_WIDTH - left - 30;
  const height = 340;
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, xTicks.high], nice: false },
    axis: {
      values: xTicks.values,
      format: ',d',
      grid: false,
      title: 'Risk on fresh draws in the area where it is largest, per cent',
      titleFontWeight: 'normal',
    },
  });
  const y = {
    field: 'cost',
    type: 'quantitative',
    scale: { domain: [yTicks.low, yTicks.high], nice: false, zero: false },
    axis: {
      values: yTicks.values,
      format: ',d',
      domain: false,
      ticks: false,
      labelPadding: 6,
      minExtent: left,
      maxExtent: left,
    },
  };
  const kept = points.filter((p) => !p.dominated);
  const beaten = points.filter((p) => p.dominated);
  const marks = (values: typeof points, color: string): VegaLiteSpec => ({
    data: { values },
    layer: [
      { mark: { type: 'rule', color }, encoding: { x: x('low'), x2: { field: 'high' }, y } },
      { mark: { type: 'point', filled: true, size: 70, color, opacity: 1 }, encoding: { x: x('risk'), y } },
    ],
  });
  return makeChart(contextOf(solution, 'What it costs to take less risk'), {
    subtitle: `Capital over the scenario without them, millions of pounds at prices of ${plan.money.priceBase}, mean, to the end of the run.`,
    altDraft: `Line. Capital against risk, ${points.length} tolerances from ${formatShare(points[0]!.tolerance)} to ${formatShare(points.at(-1)!.tolerance)}.`,
    table: {
      columns: ['tolerance', 'amount', 'cost', 'running', 'risk', 'low', 'high', 'dominated'],
      rows: points.map(({ label: _, ...row }) => row),
    },
    notes: beaten.length === 0 ? [] : ['Grey: another answer costs no more capital and has no more risk.'],
    body: {
      view: {
        width,
        height,
        layer: [
          {
            data: { values: kept },
            mark: { type: 'line', color: NEUTRAL_COLOUR },
            encoding: { x: x('risk'), y, order: { field: 'tolerance' } },
          },
          marks(beaten, GUIDE_GREY),
          marks(kept, NEUTRAL_COLOUR),
          {
            data: { values: kept },
            mark: { type: 'text', align: 'left', baseline: 'bottom', dx: 6, dy: -6, fontSize: TEXT_SIZE.label },
            encoding: { x: x('risk'), y, text: { field: 'label' } },
          },
        ],
      },
      leftExtent: left,
    },
  });
}
