import { OWN_METHOD } from '../../calibration/backtest/methods.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import type { VegaLiteSpec } from '../compose-spec.ts';
import { pixelEncoding } from '../compose-spec.ts';
import { endLabelExtent, endLabelLayers } from '../end-labels.ts';
import { fanLayers, historyLayers } from '../fan-layers.ts';
import { checkedPoints } from '../fan-series.ts';
import type { Frame } from '../frame.ts';
import { axisExtent, lineLayer, xPixel, yPixel } from '../frame.ts';
import { niceTicks, yearFraction } from '../scale.ts';
import { textWidth } from '../text-metrics.ts';
import { formatNumber, roundBySpread } from '../text.ts';
import { CONTENT_WIDTH, NEUTRAL_COLOUR, PALETTE, SEQUENTIAL_BLUES, TEXT_COLOUR, TEXT_SIZE } from '../theme.ts';
import type { BlindTest } from './blind-test.ts';
import { knownCounts } from './blind-test.ts';
import { statusOfForecast } from './history-study.ts';

/** What a picture of a blind forecast says besides its figures. */
export interface BlindChartWords {
  readonly title: string;
  readonly source: string;
}

/** The blind path of one area as a fan, what came as a line over it, and the last count as a broken line. */
export function blindPathChart(test: BlindTest, areaCode: string, { title, source }: BlindChartWords): Chart {
  const known = knownCounts(test.history, areaCode);
  const last = known.findLast(({ date }) => date <= test.origin)!;
  const cases = test.cases.filter((one) => one.method === OWN_METHOD && one.area.code === areaCode);
  const start = {
    date: last.date,
    p10: last.value,
    p25: last.value,
    p50: last.value,
    p75: last.value,
    p90: last.value,
  };
  const points = checkedPoints({
    name: areaCode,
    points: [
      start,
      ...cases.map((one) => {
        const { p10, p25, p50, p75, p90 } = one.statistics;
        return { date: test.dateOf(one), p10, p25, p50, p75, p90 };
      }),
    ],
  });
  const end = points.at(-1)!;
  const values = [...points.flatMap((p) => [p.p10, p.p90]), ...known.map((k) => k.value)];
  const ticks = niceTicks(0, Math.max(...values), 6);
  const left = axisExtent(ticks);
  const figure = (value: number): string => formatNumber(roundBySpread(value, end.p10, end.p90));
  const labels = [
    { text: `80%: ${figure(end.p10)} to ${figure(end.p90)}`, value: end.p90 },
    { text: `Came: ${formatNumber(known.at(-1)!.value)}`, value: known.at(-1)!.value, bold: true },
    { text: `Median: ${figure(end.p50)}`, value: end.p50 },
    { text: `Last count: ${formatNumber(last.value)}`, value: last.value },
  ];
  const years = [...known.map((k) => k.date), end.date].map(yearFraction);
  const width = CONTENT_WIDTH - left - endLabelExtent(labels);
  const height = 340;
  const frame: Frame = { width, height, from: Math.floor(Math.min(...years)), to: Math.max(...years), ticks };
  const level = yPixel(frame, last.value);
  return makeChart(
    { title, source, status: statusOfForecast(test.history.status) },
    {
      subtitle: `Children looked after at 31 March. Bands: the middle 50% and 80% of ${formatNumber(test.draws)} draws made with nothing later than ${test.origin}. Broken line: the last count carried on.`,
      altDraft: `Fan chart. Forecast from ${test.origin}: 80% ${figure(end.p10)} to ${figure(end.p90)} at ${end.date}; ${formatNumber(known.at(-1)!.value)} came.`,
      table: {
        columns: ['date', 'recorded', 'p10', 'p25', 'p50', 'p75', 'p90', 'last_count'],
        rows: [
          ...known.map(({ date, value }) => ({ date, recorded: value })),
          ...points.slice(1).map((p) => ({ ...p, last_count: last.value })),
        ],
      },
      body: {
        leftExtent: left,
        view: {
          width,
          height,
          layer: [
            ...fanLayers(frame, points, NEUTRAL_COLOUR, left),
            lineLayer(frame, [{ from: [xPixel(frame, yearFraction(last.date)), level], to: [width, level] }], {
              color: TEXT_COLOUR,
              strokeDash: [4, 3],
            }),
            ...historyLayers(frame, known, points),
            ...endLabelLayers(frame, labels),
          ],
        },
      },
    },
  );
}

const ROW = 21;
const TOP = 8;
const AXIS = 26;

/**
 * What came in each authority at one date beside the blind ranges, as a change from the last count, in order of size.
 *
 * @param names names of the areas by code
 */
export function blindAreasChart(
  test: BlindTest,
  date: IsoDate,
  names: ReadonlyMap<string, string>,
  { title, source }: BlindChartWords,
): Chart {
  const rows = test.cases
    .filter((one) => one.method === OWN_METHOD && one.area.level === 'authority' && test.dateOf(one) === date)
    .map((one) => {
      const change = (value: number): number => 100 * (value / one.last - 1);
      const { p025, p10, p50, p90, p975 } = one.statistics;
      return {
        area: names.get(one.area.code) ?? one.area.code,
        last: one.last,
        came: one.actual,
        ...{ p025, p10, p50, p90, p975 },
        at: { p025: change(p025), p10: change(p10), p50: change(p50), p90: change(p90), p975: change(p975) },
        actual: change(one.actual),
        inside: one.actual >= p025 && one.actual <= p975,
      };
    })
    .sort((a, b) => b.last - a.last);
  const left = Math.ceil(Math.max(...rows.map((r) => textWidth(r.area, TEXT_SIZE.label)))) + 14;
  const right = 96;
  const width = CONTENT_WIDTH - left - right;
  const ends = rows.flatMap((r) => [r.at.p025, r.at.p975, r.actual]);
  const ticks = niceTicks(Math.min(0, ...ends), Math.max(0, ...ends), 6);
  const height = TOP + rows.length * ROW + AXIS;
  const foot = height - AXIS;
  const x = (value: number): number => left + ((value - ticks.low) / (ticks.high - ticks.low)) * width;
  const y = (i: number): number => TOP + (i + 0.5) * ROW;
  const encoding = pixelEncoding(CONTENT_WIDTH, height);
  const to = { x2: { field: 'x2' }, y2: { field: 'y2' } };
  const layer = (values: readonly object[], mark: object, extra: object = {}): VegaLiteSpec => ({
    data: { values },
    mark,
    encoding: { ...encoding, ...extra },
  });
  const text = (values: readonly object[], style: object = {}): VegaLiteSpec =>
    layer(
      values,
      { type: 'text', align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label, ...style },
      { text: { field: 'text' } },
    );
  const bar = (low: 'p025' | 'p10', high: 'p975' | 'p90', half: number, color: string): VegaLiteSpec =>
    layer(
      rows.map((r, i) => ({ x: x(r.at[low]), x2: x(r.at[high]), y: y(i) - half, y2: y(i) + half })),
      { type: 'rect', color },
      to,
    );
  const dots = (inside: boolean, color: string): VegaLiteSpec =>
    layer(
      rows.map((r, i) => ({ x: x(r.actual), y: y(i), inside: r.inside })).filter((d) => d.inside === inside),
      { type: 'point', filled: true, size: 70, color, opacity: 1, shape: inside ? 'circle' : 'diamond' },
    );
  const outside = rows.filter((r) => !r.inside).length;
  return makeChart(
    { title, source, status: statusOfForecast(test.history.status) },
    {
      subtitle: `Change from ${test.origin} to ${date}, per cent. Bars: 80% and 95% of the draws, white line the median. Circles: what came; diamonds: what came outside 95%. Right: children then and at the end.`,
      altDraft: `Ranges and dots by authority. ${rows.length - outside} of ${rows.length} came inside the 95% range.`,
      table: {
        columns: ['area', 'last', 'came', 'p025', 'p10', 'p50', 'p90', 'p975'],
        rows: rows.map(({ area, last, came, p025, p10, p50, p90, p975 }) => ({
          ...{ area, last, came, p025, p10, p50, p90, p975 },
        })),
      },
      body: {
        leftExtent: 0,
        view: {
          width: CONTENT_WIDTH,
          height,
          layer: [
            layer(
              ticks.values.map((v) => ({ x: x(v), x2: x(v), y: TOP, y2: foot })),
              { type: 'rule', color: '#E3E3E3' },
              to,
            ),
            bar('p025', 'p975', 4, SEQUENTIAL_BLUES[1]!.fill),
            bar('p10', 'p90', 7, SEQUENTIAL_BLUES[2]!.fill),
            layer(
              rows.map((r, i) => ({ x: x(r.at.p50), x2: x(r.at.p50), y: y(i) - 7, y2: y(i) + 7 })),
              { type: 'rule', color: 'white', strokeWidth: 2 },
              to,
            ),
            layer(
              [{ x: x(0), x2: x(0), y: TOP, y2: foot }],
              { type: 'rule', color: TEXT_COLOUR, strokeDash: [4, 3] },
              to,
            ),
            dots(true, PALETTE.darkBlue),
            dots(false, PALETTE.darkPink),
            text(rows.map((r, i) => ({ x: 0, y: y(i), text: r.area }))),
            text(
              rows.map((r, i) => ({
                x: CONTENT_WIDTH - right + 12,
                y: y(i),
                text: `${formatNumber(r.last)} to ${formatNumber(r.came)}`,
              })),
            ),
            text(
              ticks.values.map((v) => ({ x: x(v), y: foot + AXIS / 2, text: `${v > 0 ? '+' : ''}${v}%` })),
              { align: 'center' },
            ),
          ],
        },
      },
    },
  );
}
