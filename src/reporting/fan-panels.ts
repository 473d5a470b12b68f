import type { Chart, WordedContext } from './chart.ts';
import { makeChart } from './chart.ts';
import type { ChartWords } from './chart-words.ts';
import { englishWords } from './chart-words.ts';
import type { Table } from './csv.ts';
import type { EndLabel } from './end-labels.ts';
import { endLabelExtent, endLabelLayers } from './end-labels.ts';
import { fanEndLabels, fanLayers, historyLayers } from './fan-layers.ts';
import type { FanPoint, FanSeries } from './fan-series.ts';
import { checkedPoints } from './fan-series.ts';
import type { Frame } from './frame.ts';
import { axisExtent, textLayer } from './frame.ts';
import { ruleLayersWithLetters, ruleLayersWithWords } from './rule-layers.ts';
import type { AxisTicks } from './scale.ts';
import { niceTicks, yearFraction } from './scale.ts';
import type { StatutoryRule } from './statutory-dates.ts';
import { roundBySpread } from './text.ts';
import { CONTENT_WIDTH, colourOf } from './theme.ts';

/** Which panels share a vertical scale: all, those of a row, or none. The subtitle says which. */
export type PanelScale = 'shared' | 'row' | 'own';

/** What `fanPanels` draws. */
export interface FanPanelsInput extends WordedContext {
  /** What the values are, `Registered places in Wales`. */
  readonly quantity: string;
  /** Unit of the values, `places`. */
  readonly unit: string;
  /** One panel a series, row by row. At most 12. */
  readonly series: readonly FanSeries[];
  readonly rules?: readonly StatutoryRule[];
  /** Panels in a row: 3 by default, 2 for two or four panels. */
  readonly columns?: number;
  /** `shared` by default. */
  readonly scale?: PanelScale;
  /** Height of a panel's plot area in pixels: 340 for one panel, 170 for several. */
  readonly plotHeight?: number;
  /** Vertical scales start at 0 unless this is false; the subtitle then says so. */
  readonly fromZero?: boolean;
}

interface Panel {
  readonly series: FanSeries;
  readonly points: readonly FanPoint[];
}

const MOST_PANELS = 12;

function ticksOf(panels: readonly Panel[], fromZero: boolean, count: number): AxisTicks {
  const values = panels.flatMap((p) => [
    ...p.points.flatMap((q) => [q.p10, q.p90]),
    ...(p.series.history ?? []).map((h) => h.value),
  ]);
  const low = Math.min(...values);
  return niceTicks(fromZero ? Math.min(0, low) : low, Math.max(...values, low + 1), count);
}

function tableOf(panels: readonly Panel[]): Table {
  const several = panels.length > 1;
  const rows = panels.flatMap(({ series, points }) => [
    ...[...(series.history ?? [])]
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map((h) => ({ series: series.name, date: h.date, recorded: h.value })),
    ...points.map((p) => ({ series: series.name, ...p })),
  ]);
  const recorded = panels.some((p) => (p.series.history ?? []).length > 0) ? ['recorded'] : [];
  return {
    columns: [...(several ? ['series'] : []), 'date', ...recorded, 'p10', 'p25', 'p50', 'p75', 'p90'],
    rows,
  };
}

function altOfOne({ points }: Panel, quantity: string, words: ChartWords): string {
  const [start, end] = [points[0]!, points.at(-1)!];
  const [first, last] = [start, end].map((p) => roundBySpread(p.p50, p.p10, p.p90)) as [number, number];
  const message = last > first ? 'alt.fan-rises' : last < first ? 'alt.fan-falls' : 'alt.fan-stays';
  return words.text(message, {
    quantity,
    first: words.number(first),
    last: words.number(last),
    month: words.month(end.date),
    range: words.range(end.p10, end.p90),
  });
}

function altDraftOf(panels: readonly Panel[], { quantity }: FanPanelsInput, words: ChartWords): string {
  if (panels.length === 1) return altOfOne(panels[0]!, quantity, words);
  const falling = panels.filter((p) => p.points.at(-1)!.p50 < p.points[0]!.p50).length;
  return words.text(falling === 0 ? 'alt.fans-none' : 'alt.fans-some', {
    quantity,
    panels: words.number(panels.length),
    falling: words.number(falling),
    month: words.month(panels[0]!.points.at(-1)!.date),
  });
}

/**
 * Fans of several series as small panels: 50% and 80% bands, the median, what was recorded, and dates of the law.
 *
 * @example
 * fanPanels({ title: 'For-profit places fall in every kind of care', quantity: 'Registered places in Wales',
 *   unit: 'places', series, rules, scale: 'own', source: 'market-stability 0.1.0', status: 'illustrative',
 *   scenario: { title: 'As legislated', draws: 1000, seed: 1 } });
 */
export function fanPanels(input: FanPanelsInput): Chart {
  const count = input.series.length;
  if (count === 0 || count > MOST_PANELS) throw new Error(`1 to ${MOST_PANELS} panels can be drawn, not ${count}`);
  const panels = input.series.map((series): Panel => ({ series, points: checkedPoints(series) }));
  const single = count === 1;
  const words = input.words ?? englishWords();
  const columns = Math.min(count, input.columns ?? (count === 2 || count === 4 ? 2 : 3));
  const scale = input.scale ?? 'shared';
  const fromZero = input.fromZero ?? true;
  const height = input.plotHeight ?? (single ? 340 : 170);
  const rowOf = (index: number): number => Math.floor(index / columns);
  const ticks = panels.map((panel, index) => {
    const group = scale === 'own' ? [panel] : panels.filter((_, i) => scale === 'shared' || rowOf(i) === rowOf(index));
    return ticksOf(group, fromZero, single ? 6 : 4);
  });
  const years = panels.flatMap((p) => [...p.points, ...(p.series.history ?? [])].map((q) => yearFraction(q.date)));
  const from = Math.floor(Math.min(...years));
  const to = Math.max(...years, from + 0.5);

  const left = Math.max(...ticks.map(axisExtent));
  const labels = panels.map((p): EndLabel[] => fanEndLabels(p.points, single, words));
  const right = Math.max(...labels.map(endLabelExtent));
  const gap = single ? 0 : 10;
  const width = Math.floor((CONTENT_WIDTH - gap * (columns - 1)) / columns - left - right);
  let key: string | undefined;
  let above = 0;
  const views = panels.map(({ series, points }, i) => {
    const frame: Frame = { width, height, from, to, ticks: ticks[i]! };
    const rules = single
      ? ruleLayersWithWords(frame, input.rules ?? [], CONTENT_WIDTH - left, 'pale', words)
      : ruleLayersWithLetters(frame, input.rules ?? [], 'pale', words);
    key ??= rules.key;
    above = rules.above;
    const heading = single
      ? []
      : [
          textLayer(frame, [{ text: series.name, xPixels: -left, yPixels: -rules.above - 12 }], {
            fontWeight: 'bold',
            fontSize: 14,
          }),
        ];
    return {
      width,
      height,
      layer: [
        ...fanLayers(frame, points, colourOf(series.category), left),
        ...rules.layers,
        ...historyLayers(frame, series.history ?? [], points, words),
        ...endLabelLayers(frame, labels[i]!),
        ...heading,
      ],
    };
  });
  return makeChart(input, {
    subtitle: [
      `${words.withUnit(input.quantity, input.unit)}.`,
      words.text('fan.lines'),
      ...(single ? [] : [words.text(`fan.scale-${scale}`)]),
      ...(fromZero ? [] : [words.text('fan.not-from-zero')]),
    ].join(' '),
    altDraft: altDraftOf(panels, input, words),
    table: tableOf(panels),
    notes: key === undefined ? [] : [key],
    body: {
      view: single
        ? views[0]!
        : { concat: views, columns, bounds: 'flush', spacing: { column: left + right + gap, row: above + 56 } },
      leftExtent: left,
    },
  });
}
