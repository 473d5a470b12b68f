import type { Boundaries } from './boundaries.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import { labelPoint } from './label-point.ts';
import { NO_FIGURE, classBreaks, classIndex, mapClasses } from './map-classes.ts';
import type { MapClass } from './map-classes.ts';
import { mapSide, mapSideHeight } from './map-side.ts';
import type { ListedArea } from './map-side.ts';
import { formatNumber, roundBySpread, withUnit } from './text.ts';
import { CONTENT_WIDTH, TEXT_COLOUR } from './theme.ts';

/** A figure of one area. */
export interface AreaFigure {
  readonly area_code: string;
  readonly value: number;
  /** 10th and 90th percentile of the runs, where the figure is a projection. */
  readonly low?: number;
  readonly high?: number;
}

/** What `mapOfWales` draws. */
export interface MapInput extends ChartContext {
  /** What is shown and when, `Children looked after at 31 March 2024, by authority`. */
  readonly quantity: string;
  /** Unit for the legend and the list, `children`. */
  readonly unit: string;
  readonly boundaries: Boundaries;
  /** One row an area of the boundaries. An area without a row is drawn white and says that it has no figure. */
  readonly rows: readonly AreaFigure[];
  /** Bounds between classes, at most four, lowest first. Rounded fifths of the values when left out. */
  readonly breaks?: readonly number[];
  /** Decimals of printed values, 0 by default. */
  readonly decimals?: number;
}

const MAP_WIDTH = 432;
const GAP = 24;

function checkedRows(input: MapInput): Map<string, AreaFigure> {
  const known = new Set(input.boundaries.areas.map((a) => a.code));
  const rows = new Map<string, AreaFigure>();
  for (const row of input.rows) {
    if (!known.has(row.area_code))
      throw new Error(`${row.area_code} is no area of the boundaries; leave it out of the map`);
    if (rows.has(row.area_code)) throw new Error(`${row.area_code} is there twice; choose one date and one measure`);
    if (!Number.isFinite(row.value)) throw new Error(`${row.area_code}: ${row.value} is not a number`);
    if ((row.low ?? row.value) > (row.high ?? row.value)) throw new Error(`${row.area_code}: low is above high`);
    rows.set(row.area_code, row);
  }
  if (rows.size === 0) throw new Error('there are no figures for the map');
  return rows;
}

function mapView(boundaries: Boundaries, areas: readonly ListedArea[], height: number): VegaLiteSpec {
  const shapes = new Map(boundaries.areas.map((a) => [a.code, a]));
  const longitudes = boundaries.areas.flatMap((a) => a.parts.flat(2)).map((p) => p[0]);
  const middle = (Math.min(...longitudes) + Math.max(...longitudes)) / 2;
  const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;
  const features = areas.map((a) => ({
    type: 'Feature',
    fill: a.mapClass.fill,
    geometry: {
      type: 'MultiPolygon',
      coordinates: shapes.get(a.code)!.parts.map((part) => part.map((r) => r.map((p) => [round(p[0]), round(p[1])]))),
    },
  }));
  const numbers = areas.map((a) => {
    const [longitude, latitude] = labelPoint(shapes.get(a.code)!);
    return { longitude, latitude, text: String(a.number), colour: a.mapClass.text };
  });
  const literal = (field: string): Record<string, unknown> => ({ field, type: 'nominal', scale: null, legend: null });
  return {
    width: MAP_WIDTH,
    height,
    // True to shape along the middle of the country, so that north points up.
    projection: { type: 'transverseMercator', rotate: [-round(middle), 0, 0] },
    layer: [
      {
        data: { values: features },
        mark: { type: 'geoshape', stroke: TEXT_COLOUR, strokeWidth: 0.6, strokeJoin: 'round' },
        encoding: { color: literal('fill') },
      },
      {
        data: { values: numbers },
        mark: { type: 'text', align: 'center', baseline: 'middle', fontSize: 10.5, fontWeight: 'bold' },
        encoding: {
          longitude: { field: 'longitude', type: 'quantitative' },
          latitude: { field: 'latitude', type: 'quantitative' },
          text: { field: 'text' },
          color: literal('colour'),
        },
      },
    ],
  };
}

/**
 * A map of areas shaded by class, with a numbered list of the values beside it, so that small areas can be read and
 * nothing rests on colour alone.
 *
 * @example
 * mapOfWales({ title: 'Cardiff looks after the most children', quantity: 'Children looked after at 31 March 2024',
 *   unit: 'children', boundaries: readBoundaries('data/wales/boundaries.topojson'), rows,
 *   source: 'Welsh Government, StatsWales', status: 'estimated' });
 */
export function mapOfWales(input: MapInput): Chart {
  const rows = checkedRows(input);
  const decimals = input.decimals ?? 0;
  const values = [...rows.values()].map((r) => r.value);
  const breaks = input.breaks ?? classBreaks(values);
  const classes = mapClasses(breaks, decimals === 0 && values.every(Number.isInteger), decimals);
  const figure = (value: number): string => formatNumber(value, decimals);
  const words = (row: AreaFigure | undefined): string => {
    if (row === undefined) return 'no figure';
    const { value, low, high } = row;
    if (low === undefined || high === undefined) return figure(value);
    const smallest = 10 ** -decimals;
    const [middle, from, to] = [value, low, high].map((v) => figure(roundBySpread(v, low, high, smallest)));
    return from === to ? middle! : `${middle!} (${from!} to ${to!})`;
  };
  const sorted = [...input.boundaries.areas].sort((a, b) => {
    const difference = (rows.get(b.code)?.value ?? -Infinity) - (rows.get(a.code)?.value ?? -Infinity);
    return difference > 0 ? 1 : difference < 0 ? -1 : a.name < b.name ? -1 : 1;
  });
  const areas = sorted.map((area, i): ListedArea => {
    const row = rows.get(area.code);
    const mapClass: MapClass = row === undefined ? NO_FIGURE : classes[classIndex(row.value, breaks)]!;
    return { code: area.code, name: area.name, number: i + 1, words: words(row), mapClass };
  });
  const legend = [...classes].reverse().concat(rows.size < areas.length ? [NO_FIGURE] : []);
  const height = Math.max(460, mapSideHeight(areas.length, legend.length));
  const sideWidth = CONTENT_WIDTH - MAP_WIDTH - GAP;
  const [top, bottom] = [sorted[0]!, sorted.filter((a) => rows.has(a.code)).at(-1)!];
  const ranged = [...rows.values()].some((r) => r.low !== undefined);
  const attribution = input.boundaries.attribution.join(' ');
  return makeChart(
    { ...input, source: `${input.source.replace(/\.$/, '')}. Boundaries: ${attribution}` },
    {
      subtitle: `${withUnit(input.quantity, input.unit)}. Numbers on the map are those of the list, highest first.${
        ranged ? ' In brackets: the middle 80% of runs.' : ''
      }`,
      altDraft: `Map by authority. ${input.quantity}: from ${words(rows.get(bottom.code))} in ${bottom.name} to ${words(
        rows.get(top.code),
      )} in ${top.name}.`,
      table: {
        columns: ['area_code', 'name', 'value', ...(ranged ? ['low', 'high'] : []), 'class'],
        rows: areas.map((a) => ({
          area_code: a.code,
          name: a.name,
          value: rows.get(a.code)?.value,
          low: rows.get(a.code)?.low,
          high: rows.get(a.code)?.high,
          class: a.mapClass.label,
        })),
      },
      body: {
        view: {
          hconcat: [
            mapView(input.boundaries, areas, height),
            mapSide(areas, legend, input.unit, { width: sideWidth, height }),
          ],
          spacing: GAP,
          bounds: 'flush',
        },
        leftExtent: 0,
      },
    },
  );
}
