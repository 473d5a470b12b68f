import type { VegaLiteSpec } from './compose-spec.ts';
import { pixelEncoding } from './compose-spec.ts';
import type { MapClass } from './map-classes.ts';
import { TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

/** An area as listed beside a map. */
export interface ListedArea {
  readonly code: string;
  readonly name: string;
  /** Number on the map and in the list. */
  readonly number: number;
  /** Its value in words, ready to print. */
  readonly words: string;
  readonly mapClass: MapClass;
}

const LEGEND_ROW = 20;
const LIST_ROW = 16.5;
const HEADING = 22;

/** Pixels that legend and list need together. */
export function mapSideHeight(areas: number, classes: number): number {
  return Math.ceil(HEADING + classes * LEGEND_ROW + 12 + HEADING + areas * LIST_ROW);
}

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** The legend in words, and under it the numbered list of areas with their values. */
export function mapSide(
  areas: readonly ListedArea[],
  legend: readonly MapClass[],
  unit: string,
  size: { readonly width: number; readonly height: number },
): VegaLiteSpec {
  const { width, height } = size;
  const listTop = HEADING + legend.length * LEGEND_ROW + 12;
  const listRow = (i: number): number => listTop + HEADING + (i + 0.5) * LIST_ROW;
  const legendRow = (i: number): number => HEADING + (i + 0.5) * LEGEND_ROW;
  const words = (values: readonly Words[], style: Record<string, unknown>): VegaLiteSpec => ({
    data: { values },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label, ...style },
    encoding: { ...pixelEncoding(width, height), text: { field: 'text' } },
  });
  const squares = [
    ...legend.map((c, i) => ({ x: 13, y: legendRow(i), x2: 35, half: 7, fill: c.fill })),
    ...areas.map((a, i) => ({ x: 26, y: listRow(i), x2: 38, half: 5.5, fill: a.mapClass.fill })),
  ].map((s) => ({ x: s.x, x2: s.x2, y: s.y - s.half, y2: s.y + s.half, fill: s.fill }));
  return {
    width,
    height,
    layer: [
      {
        data: { values: squares },
        mark: { type: 'rect', stroke: TEXT_COLOUR, strokeWidth: 0.6 },
        encoding: {
          ...pixelEncoding(width, height),
          x2: { field: 'x2' },
          y2: { field: 'y2' },
          color: { field: 'fill', type: 'nominal', scale: null, legend: null },
        },
      },
      words(
        [
          { text: capital(unit), x: 13, y: HEADING / 2 },
          { text: 'Area', x: 46, y: listTop + HEADING / 2 },
        ],
        { fontWeight: 'bold' },
      ),
      words([{ text: capital(unit), x: width, y: listTop + HEADING / 2 }], { fontWeight: 'bold', align: 'right' }),
      words(
        legend.map((c, i) => ({ text: c.label, x: 46, y: legendRow(i) })),
        {},
      ),
      words(
        areas.map((a, i) => ({ text: String(a.number), x: 20, y: listRow(i) })),
        { align: 'right', fontWeight: 'bold', fontSize: TEXT_SIZE.small },
      ),
      words(
        areas.map((a, i) => ({ text: a.name, x: 46, y: listRow(i) })),
        { fontSize: TEXT_SIZE.small },
      ),
      words(
        areas.map((a, i) => ({ text: a.words, x: width, y: listRow(i) })),
        { align: 'right', fontSize: TEXT_SIZE.small },
      ),
    ],
  };
}
