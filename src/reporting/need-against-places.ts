import type { IsoDate } from '../domain/calendar.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import { niceTicks } from './scale.ts';
import { textWidth } from './text-metrics.ts';
import { formatDate, formatNumber, roundBySpread } from './text.ts';
import { CONTENT_WIDTH, PALETTE, TEXT_SIZE } from './theme.ts';

/** A central figure with its range. */
export interface CentralRange {
  /** The 10th percentile of the runs. */
  readonly low: number;
  /** The median of the runs. */
  readonly central: number;
  /** The 90th percentile of the runs. */
  readonly high: number;
}

/** Children and places of one region at one date. */
export interface NeedRegion {
  readonly region: string;
  /** Children of the region's authorities who need the type. */
  readonly childrenNeeding: CentralRange;
  /** Places run by authorities and not-for-profit bodies in the region. */
  readonly compliantPlaces: CentralRange;
}

/** What `needAgainstPlaces` draws. */
export interface NeedAgainstPlacesInput extends ChartContext {
  readonly date: IsoDate;
  /** Name of the type in a sentence, `residential care`. */
  readonly placementType: string;
  /** Drawn in the order given. */
  readonly regions: readonly NeedRegion[];
}

const ROW_PIXELS = 21;
const REGION_PIXELS = 54;

const KINDS = [
  { field: 'childrenNeeding', words: 'Children', colour: PALETTE.darkGrey, shape: 'circle' },
  { field: 'compliantPlaces', words: 'Places', colour: PALETTE.lightPurple, shape: 'square' },
] as const;

function checked(region: string, words: string, range: CentralRange): void {
  const { low, central, high } = range;
  if (![low, central, high].every(Number.isFinite) || low > central || central > high || low < 0) {
    throw new Error(`${region}, ${words}: ${low}, ${central}, ${high} is not low, central and high from 0 up`);
  }
}

function labelOf(words: string, { low, central, high }: CentralRange): string {
  const figure = (value: number): string => formatNumber(roundBySpread(value, low, high));
  return low === high
    ? `${words}: ${figure(central)}`
    : `${words}: ${figure(central)} (${figure(low)} to ${figure(high)})`;
}

/** Children needing a type of care against compliant places, by region: a mark for the median and a line for the range. */
export function needAgainstPlaces(input: NeedAgainstPlacesInput): Chart {
  if (input.regions.length === 0) throw new Error('there are no regions to draw');
  const items = input.regions.flatMap((r, i) =>
    KINDS.map((kind, k) => {
      checked(r.region, kind.words, r[kind.field]);
      const y = i * REGION_PIXELS + 17 + k * ROW_PIXELS;
      return { kind: kind.words, region: r.region, ...r[kind.field], y, label: labelOf(kind.words, r[kind.field]) };
    }),
  );
  const ticks = niceTicks(0, Math.max(...items.map((d) => d.high), 1), 5);
  const nameWidth = Math.max(...input.regions.map((r) => textWidth(r.region, TEXT_SIZE.label, true)));
  const left = Math.ceil(nameWidth) + 14;
  const labelWidth = Math.max(...items.map((d) => textWidth(d.label, TEXT_SIZE.label)));
  const width = Math.floor(CONTENT_WIDTH - left - labelWidth - 14);
  const height = input.regions.length * REGION_PIXELS;
  const x = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, ticks.high], nice: false },
    axis: { values: ticks.values, format: ',d', tickSize: 4 },
  });
  const y = (field: string): Record<string, unknown> => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false },
    axis: null,
  });
  const layersOf = (kind: (typeof KINDS)[number]): VegaLiteSpec => ({
    data: { values: items.filter((d) => d.kind === kind.words) },
    layer: [
      {
        mark: { type: 'rule', color: kind.colour, strokeWidth: 4 },
        encoding: { x: x('low'), x2: { field: 'high' }, y: y('y') },
      },
      {
        mark: {
          type: 'point',
          shape: kind.shape,
          filled: true,
          color: kind.colour,
          opacity: 1,
          size: 110,
          stroke: 'white',
        },
        encoding: { x: x('central'), y: y('y') },
      },
      {
        mark: { type: 'text', align: 'left', baseline: 'middle', dx: 10 },
        encoding: { x: x('high'), y: y('y'), text: { field: 'label' } },
      },
    ],
  });
  const regions = input.regions.map((r, i) => ({
    region: r.region,
    middle: i * REGION_PIXELS + 27.5,
    edge: i * REGION_PIXELS,
  }));
  const names: VegaLiteSpec = {
    data: { values: regions },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontWeight: 'bold' },
    encoding: { x: { value: -left }, y: y('middle'), text: { field: 'region' } },
  };
  const edges: VegaLiteSpec = {
    data: { values: regions.slice(1) },
    mark: { type: 'rule', color: '#E3E3E3' },
    encoding: { x: { value: 1 - left }, x2: { value: CONTENT_WIDTH - left - 1 }, y: y('edge') },
  };
  const short = input.regions.filter((r) => r.compliantPlaces.central < r.childrenNeeding.central).length;
  return makeChart(input, {
    subtitle:
      `Children needing ${input.placementType} (circle) and places run by authorities and not-for-profit bodies (square), ` +
      `number, ${formatDate(input.date)}. Mark: median of the runs. Line: the middle 80% of runs.`,
    altDraft:
      `Dot plot of children needing ${input.placementType} and compliant places by region, ${formatDate(input.date)}: ` +
      `fewer places than children in ${short} of ${input.regions.length}.`,
    table: {
      columns: ['region', 'date', 'quantity', 'low', 'central', 'high'],
      rows: items.map((d) => ({
        region: d.region,
        date: input.date,
        quantity: d.kind === 'Children' ? `children needing ${input.placementType}` : 'compliant places',
        low: d.low,
        central: d.central,
        high: d.high,
      })),
    },
    body: { view: { width, height, layer: [edges, ...KINDS.map(layersOf), names] }, leftExtent: left },
  });
}
