import type { RateRow } from '../../calibration/children/rate-rows.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import type { VegaLiteSpec } from '../compose-spec.ts';
import { niceTicks } from '../scale.ts';
import { textWidth } from '../text-metrics.ts';
import { formatNumber } from '../text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, NEUTRAL_COLOUR, PALETTE, TEXT_SIZE } from '../theme.ts';
import type { AboutFit } from './children-tables.ts';

const ROW_PIXELS = 21;
/** Areas that a picture shows at most; of more, those with the most and the fewest expected starts. */
const MOST_AREAS = 40;

/** Rates of entry of all ages by area: fitted with 80 and 95 % intervals, and as counted. */
export function entryRatesChart({ inputs, fit }: AboutFit): Chart {
  const scale = fit.exposureOf === 'population' ? 10_000 : 100;
  const things = fit.exposureOf === 'population' ? 'children' : 'children looked after';
  const nameOf = new Map(inputs.areas.map((area) => [area.area_code, area.name_en]));
  const whole = fit.rates.find((row) => row.area_code === 'all' && row.age_band === 'all')!;
  const all = fit.rates
    .filter((row) => row.age_band === 'all' && row.area_code !== 'all')
    .sort((a, b) => b.rate - a.rate);
  const bySize = [...all].sort((a, b) => b.starts - a.starts);
  const half = MOST_AREAS / 2;
  const kept = all.length <= MOST_AREAS ? all : all.filter((row) => isEnd(bySize.indexOf(row), all.length, half));
  const items = kept.map((row, i) => ({
    area: nameOf.get(row.area_code) ?? row.area_code,
    y: (i + 0.5) * ROW_PIXELS,
    rate: row.rate * scale,
    p025: row.p025 * scale,
    p10: row.p10 * scale,
    p90: row.p90 * scale,
    p975: row.p975 * scale,
    raw: row.raw_rate === undefined ? null : row.raw_rate * scale,
    basis: row.basis,
    label: `${formatNumber(Math.round(row.starts))}`,
  }));
  const ticks = niceTicks(0, Math.max(...items.flatMap((d) => [d.p975, d.raw ?? 0])), 5);
  const left = Math.ceil(Math.max(...items.map((d) => textWidth(d.area, TEXT_SIZE.label)))) + 14;
  const right = Math.ceil(Math.max(...items.map((d) => textWidth(d.label, TEXT_SIZE.label)))) + 20;
  const width = Math.floor(CONTENT_WIDTH - left - right);
  const height = items.length * ROW_PIXELS;
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, ticks.high], nice: false },
    axis: { values: ticks.values, tickSize: 4 },
  });
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false },
    axis: null,
  };
  const rule = (low: string, high: string, strokeWidth: number): VegaLiteSpec => ({
    mark: { type: 'rule', color: NEUTRAL_COLOUR, strokeWidth, opacity: strokeWidth > 2 ? 0.45 : 1 },
    encoding: { x: x(low), x2: { field: high }, y },
  });
  const layer: VegaLiteSpec[] = [
    rule('p10', 'p90', 8),
    rule('p025', 'p975', 1.5),
    {
      mark: { type: 'point', filled: true, size: 45, color: NEUTRAL_COLOUR, opacity: 1 },
      encoding: { x: x('rate'), y },
    },
    {
      transform: [{ filter: 'datum.raw !== null' }],
      mark: { type: 'point', shape: 'diamond', filled: false, size: 55, color: PALETTE.darkGrey, strokeWidth: 1.5 },
      encoding: { x: x('raw'), y },
    },
    {
      mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: TEXT_SIZE.label },
      encoding: { x: { value: -10 }, y, text: { field: 'area' } },
    },
    {
      mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: TEXT_SIZE.label },
      encoding: { x: { value: width + right }, y, text: { field: 'label' } },
    },
  ];
  const spread = kept.length > 1 ? ratioOf(all) : 1;
  const title =
    fit.codes.length === 1
      ? 'How many children start to be looked after'
      : `Rates of entry differ ${spread.toFixed(1)}-fold between areas`;
  const basis = new Set(all.map((row) => row.basis));
  const told = basis.has('stock')
    ? 'Diamonds: as counted; where an area has no starts of its own, from the children it looks after and the length of stays.'
    : 'Diamonds: as counted, before small areas are drawn to the others.';
  const chart = makeChart(
    {
      title,
      source: `counts of ${fit.firstDate} to ${fit.date}; fitted by market-stability`,
      status: fit.status,
    },
    {
      subtitle: `Starts a year for ${formatNumber(scale)} ${things}, all ages, without unaccompanied children; year to ${fit.date}. Numbers at the right: starts expected in the year.`,
      altDraft: `Dots with intervals. Starts of care a year for ${formatNumber(scale)} ${things} by area, fitted and as counted.`,
      notes: [
        `Dots: fitted rate; thick lines 80%, thin lines 95% intervals. Grey line: all areas. ${told}`,
        ...(kept.length < all.length
          ? [`Shown: the ${half} areas with the most and the ${half} with the fewest starts, of ${all.length}.`]
          : []),
      ],
      table: {
        columns: ['area', 'rate', 'p025', 'p10', 'p90', 'p975', 'raw', 'basis'],
        rows: items.map(({ area, rate, p025, p10, p90, p975, raw, basis }) => ({
          ...{ area, rate, p025, p10, p90, p975, raw, basis },
        })),
      },
      body: {
        view: {
          width,
          height,
          layer: [
            {
              data: { values: [{ all: whole.rate * scale }] },
              mark: { type: 'rule', color: GUIDE_GREY, strokeWidth: 2 },
              encoding: { x: x('all') },
            },
            { data: { values: items }, layer },
          ],
        },
        leftExtent: left,
      },
    },
  );
  return chart;
}

function isEnd(place: number, of: number, half: number): boolean {
  return place < half || place >= of - half;
}

function ratioOf(rows: readonly RateRow[]): number {
  return rows[0]!.rate / rows.at(-1)!.rate;
}
