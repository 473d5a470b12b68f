import { INTERVALS } from '../../calibration/backtest/backtest-summary.ts';
import { OWN_METHOD, REFERENCE_METHODS } from '../../calibration/backtest/methods.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { pixelEncoding } from '../compose-spec.ts';
import type { VegaLiteSpec } from '../compose-spec.ts';
import { formatNumber, formatShare } from '../text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, NEUTRAL_COLOUR, PALETTE, TEXT_COLOUR, TEXT_SIZE } from '../theme.ts';
import { against, headlineLabel, headlineRow, LEVELS } from './backtest-headline.ts';
import type { Level, ScoredHistory } from './backtest-headline.ts';
import { METHOD_NAMES } from './backtest-words.ts';
import { statusOfForecast } from './history-study.ts';

const ROW = 26;
const TOP = 26;
const AXIS = 26;
const LABELS = 165;
const BARS = 215;
const RIGHT = 440;
const GAP = 44;

/**
 * How a back-test went at the lowest level of areas: left the score of each method beside the last count, right the share of
 * counts that came inside the ranges.
 *
 * @param source where the counts come from, as a person would cite it
 */
export function backtestChart(scored: ScoredHistory, source: string): Chart {
  const levels = (Object.keys(LEVELS) as Level[]).filter((level) => headlineRow(scored, level, OWN_METHOD));
  const level = levels[0]!;
  const own = headlineRow(scored, level, OWN_METHOD)!;
  const methods = [OWN_METHOD, ...Object.keys(REFERENCE_METHODS)]
    .map((method) => ({ method, row: headlineRow(scored, level, method) }))
    .filter(({ row }) => row !== undefined)
    .map(({ method, row }) => ({ method, crps: row!.crps, mae: row!.mae }))
    .sort((a, b) => a.crps - b.crps);
  const naive = methods.find(({ method }) => method === 'naive')!;
  const held = Object.keys(INTERVALS).map((name) => ({
    said: Number(name.slice('covered_'.length)) / 100,
    ...Object.fromEntries(levels.map((l) => [l, headlineRow(scored, l, OWN_METHOD)![name as keyof typeof INTERVALS]])),
  })) as ({ said: number } & Partial<Record<Level, number>>)[];
  const height = TOP + Math.max(methods.length * ROW, 4 * 46) + AXIS;
  const foot = height - AXIS;
  const most = Math.max(...methods.map((m) => m.crps));
  const x = (value: number): number => LABELS + (value / most) * BARS;
  const step = (foot - TOP) / methods.length;
  const y = (i: number): number => TOP + (i + 0.5) * step;
  const wide = CONTENT_WIDTH - RIGHT - GAP;
  const across = (share: number): number => RIGHT + GAP + Math.max(0, (share - 0.3) / 0.7) * wide;
  const down = (k: number): number => TOP + (k + 0.5) * ((foot - TOP) / held.length);
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
  const colours: Readonly<Record<Level, string>> = {
    authority: PALETTE.darkBlue,
    region: PALETTE.turquoise,
    country: PALETTE.darkPink,
  };
  const change = against(scored, level, 'crps');
  const title =
    change < 0
      ? `Forecasts of ${LEVELS[level]} score ${formatShare(-change)} better than the last count`
      : `Forecasts of ${LEVELS[level]} score no better than the last count`;
  return makeChart(
    { title, source, status: statusOfForecast(scored.history.status) },
    {
      subtitle: `Left: mean score (CRPS, less is better) of ${formatNumber(own.cases)} forecasts of ${LEVELS[level]}, ${headlineLabel(scored)}, by method. Right: share of the counts inside the ranges of this toolkit; the grey line is what a range says.`,
      altDraft: `Bars and dots. Score of ${methods.length} methods; ${formatShare(own.covered_80)} of counts inside 80 % ranges.`,
      table: {
        columns: ['row', 'crps', 'mae', 'said', ...levels],
        rows: [
          ...methods.map(({ method, crps, mae }) => ({ row: METHOD_NAMES[method]!, crps, mae })),
          ...held.map((row) => ({ row: 'share inside', ...row })),
        ],
      },
      body: {
        leftExtent: 0,
        view: {
          width: CONTENT_WIDTH,
          height,
          layer: [
            layer(
              methods.map((m, i) => ({
                x: x(0),
                x2: x(m.crps),
                y: y(i) - 8,
                y2: y(i) + 8,
                own: m.method === OWN_METHOD,
              })),
              { type: 'rect' },
              {
                ...to,
                color: {
                  field: 'own',
                  type: 'nominal',
                  legend: null,
                  scale: { domain: [true, false], range: [PALETTE.darkBlue, NEUTRAL_COLOUR] },
                },
              },
            ),
            layer(
              [{ x: x(naive.crps), x2: x(naive.crps), y: TOP, y2: foot }],
              { type: 'rule', color: TEXT_COLOUR, strokeDash: [4, 3] },
              to,
            ),
            text(methods.map((m, i) => ({ x: 0, y: y(i), text: METHOD_NAMES[m.method]! }))),
            text(
              methods.map((m, i) => ({
                x: LABELS + BARS + 10,
                y: y(i),
                text: formatNumber(m.crps, m.crps < 10 ? 2 : 1),
              })),
            ),
            text(
              [
                { x: LABELS, y: 8, text: 'Score by method' },
                { x: RIGHT, y: 8, text: 'Counts inside ranges' },
              ],
              { fontWeight: 'bold' },
            ),
            layer(
              held.map((row, k) => ({ x: across(row.said), x2: across(row.said), y: down(k) - 16, y2: down(k) + 16 })),
              { type: 'rule', color: GUIDE_GREY, strokeWidth: 4 },
              to,
            ),
            text(held.map((row, k) => ({ x: RIGHT, y: down(k), text: formatShare(row.said) }))),
            ...levels.flatMap((l, i) => {
              const points = held.map((row, k) => ({
                x: across(row[l]!),
                y: down(k) + (i - (levels.length - 1) / 2) * 11,
              }));
              return [
                layer(points, { type: 'point', filled: true, size: 55, color: colours[l], opacity: 1 }),
                layer([{ x: RIGHT + GAP + i * 100, y: foot + AXIS / 2 + 2 }], {
                  ...{ type: 'point', filled: true, size: 55, color: colours[l], opacity: 1 },
                }),
                text([{ x: RIGHT + GAP + 10 + i * 100, y: foot + AXIS / 2 + 2, text: LEVELS[l] }]),
              ];
            }),
          ],
        },
      },
    },
  );
}
