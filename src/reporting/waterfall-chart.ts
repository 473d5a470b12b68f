import type { Estimate } from '../experiments/compare/compare-headline.ts';
import type { Waterfall } from '../experiments/compare/waterfall.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import { estimateWords, figureWords, interactionWords, printedSize, unitWords } from './comparison-words.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import { niceTicks } from './scale.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { cutText, formatNumber } from './text.ts';
import { CONTENT_WIDTH, PALETTE, TEXT_SIZE } from './theme.ts';

/** What `waterfallChart` draws. */
export interface WaterfallChartInput extends Omit<ChartContext, 'status' | 'scenario'> {
  readonly waterfall: Waterfall;
  /** Names of the bars as printed, in their order; made from the changes unless told. */
  readonly names?: readonly string[];
}

const ROW_PIXELS = 46;
const NAME_PIXELS = 250;
const BAR_PIXELS = 20;
const MOST_BARS = 14;

interface Row {
  readonly name: string;
  /** Level before and after. The two ends of the waterfall have one level. */
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly kind: 'end' | 'more' | 'less';
  /** Interval of the step, at its end; none for the two ends. */
  readonly low?: number;
  readonly high?: number;
}

/**
 * A waterfall: the mean of a headline under one scenario, what each change adds, and the mean under the other. A thin line
 * is the 95% interval of what a change adds.
 *
 * @example
 * waterfallChart({ title: 'Carers do most to shorten the wait', waterfall, source: 'market-stability 0.1.0' });
 */
export function waterfallChart(input: WaterfallChartInput): Chart {
  const { waterfall, names } = input;
  const { bars, unit, headline } = waterfall;
  if (bars.length > MOST_BARS) throw new Error(`at most ${MOST_BARS} bars can be drawn, not ${bars.length}`);
  if (names !== undefined && names.length !== bars.length)
    throw new Error(`${names.length} names are given for ${bars.length} bars`);
  const size = (value: number): number => printedSize(value, unit);
  const barName = (k: number): string =>
    names?.[k] ?? cutText(bars[k]!.name.replace(/^(Lever|Event) \w+: (?!\d+ changes)/, '').replace(/: added$/, ''), 90);
  let level = waterfall.start.value;
  const steps = bars.map((bar, k): Row => {
    const from = level;
    level += bar.mean.value;
    const error = 1.96 * (bar.mean.mcError > 0 ? bar.mean.mcError : 0);
    const words = estimateWords(bar.mean, unit);
    return {
      name: barName(k),
      from: size(from),
      to: size(level),
      label: bar.mean.value > 0 && !words.startsWith('about') ? `+${words}` : words,
      kind: bar.mean.value >= 0 ? 'more' : 'less',
      low: size(level - error),
      high: size(level + error),
    };
  });
  const end = (name: string, value: number, spread: Estimate): Row => {
    const label = figureWords(value, unit, value - 1.96 * spread.mcError, value + 1.96 * spread.mcError);
    return { name, from: size(value), to: size(value), label, kind: 'end' };
  };
  // Both ends are rounded by what tells them apart, so that the printed figures agree with the bars.
  const rows = [
    end(waterfall.from.title, waterfall.start.value, waterfall.difference),
    ...steps,
    end(waterfall.to.title, waterfall.end.value, waterfall.difference),
  ];
  const { interaction, interactionShare } = waterfall;
  const reached = rows.flatMap((row) => [row.from, row.to, row.low ?? row.to, row.high ?? row.to]);
  const [least, most] = [Math.min(...reached), Math.max(...reached)];
  const fromZero = least >= 0 && least < 0.5 * most;
  const ticks = niceTicks(fromZero ? 0 : least, most > least ? most : least + 1, 5);
  const left = NAME_PIXELS + 12;
  const right = Math.max(...rows.map((row) => textWidth(row.label, TEXT_SIZE.label, row.kind === 'end'))) + 14;
  const width = Math.floor(CONTENT_WIDTH - left - right);
  const height = rows.length * ROW_PIXELS;
  const placed = rows.map((row, i) => ({
    ...row,
    y: i * ROW_PIXELS + ROW_PIXELS / 2,
    right: Math.max(row.from, row.to, row.high ?? row.to),
  }));
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [ticks.low, ticks.high], nice: false, zero: false },
    axis: { values: ticks.values, format: ',~f', tickSize: 4, grid: true },
  });
  const y = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false },
    axis: null,
  });
  const bar = (kind: Row['kind'], color: string): VegaLiteSpec => ({
    data: { values: placed.filter((row) => row.kind === kind) },
    mark: { type: 'rule', color, strokeWidth: BAR_PIXELS },
    encoding: { x: x('from'), x2: { field: 'to' }, y: y('y') },
  });
  const links = placed.slice(1).map((row, i) => ({ x: placed[i]!.to, y: placed[i]!.y, y2: row.y }));
  const lines = placed.flatMap((row) => {
    const wrapped = wrapText(row.name, NAME_PIXELS, TEXT_SIZE.label, row.kind === 'end');
    const shown = wrapped.length > 2 ? [wrapped[0]!, `${wrapped[1]!.replace(/[\s,.;:]+$/, '')}…`] : wrapped;
    return shown.map((text, k) => ({ text, y: row.y + (k - (shown.length - 1) / 2) * 16, kind: row.kind }));
  });
  const text = (values: readonly object[], weight: string, encoding: Record<string, unknown>): VegaLiteSpec => ({
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: weight },
    encoding,
  });
  const isEnd = (row: { readonly kind: Row['kind'] }): boolean => row.kind === 'end';
  const nameEncoding = { x: { value: -left }, y: y('y'), text: { field: 'text' } };
  const labels = (of: readonly (typeof placed)[number][], weight: string): VegaLiteSpec => ({
    data: { values: of },
    mark: { type: 'text', align: 'left', baseline: 'middle', dx: 9, fontWeight: weight },
    encoding: { x: x('right'), y: y('y'), text: { field: 'label' } },
  });
  const layer: VegaLiteSpec[] = [
    {
      data: { values: links },
      mark: { type: 'rule', color: '#8C8C8C', strokeWidth: 1 },
      encoding: { x: x('x'), y: y('y'), y2: { field: 'y2' } },
    },
    bar('more', PALETTE.darkBlue),
    bar('less', PALETTE.orange),
    {
      data: { values: placed.filter((row) => row.low !== undefined && row.high! > row.low) },
      mark: { type: 'rule', color: '#000000', strokeWidth: 1.5 },
      encoding: { x: x('low'), x2: { field: 'high' }, y: y('y') },
    },
    {
      data: { values: placed.filter(isEnd) },
      mark: { type: 'point', shape: 'circle', filled: true, color: PALETTE.darkGrey, opacity: 1, size: 150 },
      encoding: { x: x('to'), y: y('y') },
    },
    labels(placed.filter(isEnd), 'bold'),
    labels(
      placed.filter((row) => !isEnd(row)),
      'normal',
    ),
    text(lines.filter(isEnd), 'bold', nameEncoding),
    text(
      lines.filter((line) => !isEnd(line)),
      'normal',
      nameEncoding,
    ),
  ];
  const largest =
    bars.length === 0
      ? 0
      : bars.reduce((best, b, k) => (Math.abs(b.mean.value) > Math.abs(bars[best]!.mean.value) ? k : best), 0);
  const how =
    waterfall.method === 'shapley'
      ? 'Each change has the mean of what it adds over all orders (Shapley value).'
      : 'The changes are made one after the other, from top to bottom; another order gives other bars.';
  return makeChart(
    {
      ...input,
      status: waterfall.status,
      scenario: {
        title: waterfall.from.title,
        digest: waterfall.fromDigest,
        others: [{ title: waterfall.to.title, digest: waterfall.toDigest }],
        draws: waterfall.draws,
        seed: waterfall.seed,
      },
    },
    {
      subtitle:
        `${headline.title}, mean of the runs (${unitWords(unit)}). Bar: what a change adds. Thin line: its 95% interval.` +
        (ticks.low > 0 ? ' The scale does not start at 0.' : ''),
      altDraft: `Waterfall from ${waterfall.from.title} to ${waterfall.to.title}: ${estimateWords(waterfall.difference, unit)} ${unitWords(unit)}, most from ${barName(largest)}.`,
      notes: [how, interactionWords(waterfall)],
      table: {
        columns: ['step', 'change', 'mean', 'mc_error', 'p10', 'p90', 'alone'],
        rows: [
          {
            step: 'start',
            change: waterfall.from.title,
            mean: waterfall.start.value,
            mc_error: finite(waterfall.start.mcError),
          },
          ...bars.map((b, k) => ({
            step: String(k + 1),
            change: b.label,
            mean: b.mean.value,
            mc_error: finite(b.mean.mcError),
            p10: b.over['p10']!.value,
            p90: b.over['p90']!.value,
            alone: b.alone.value,
          })),
          {
            step: 'end',
            change: waterfall.to.title,
            mean: waterfall.end.value,
            mc_error: finite(waterfall.end.mcError),
          },
          {
            step: 'acting together',
            change:
              interactionShare === undefined
                ? 'share not given'
                : `${formatNumber(interactionShare.value * 100)}% of the difference`,
            mean: interaction.value,
            mc_error: finite(interaction.mcError),
          },
        ],
      },
      body: { view: { width, height, layer }, leftExtent: left },
    },
  );
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
