import { wrapText } from './text-metrics.ts';
import { CONTENT_WIDTH, GUIDE_GREY, PICTURE_EDGE, TEXT_SIZE, vegaLiteConfig } from './theme.ts';

/** A Vega-Lite specification as plain JSON. Only specifications made in this package are ever drawn. */
export type VegaLiteSpec = Readonly<Record<string, unknown>>;

/** The drawing between title and foot. */
export interface ChartBody {
  /** A view or a concatenation of views, without data or settings of the whole picture. */
  readonly view: VegaLiteSpec;
  /** Pixels that axis labels take to the left of the first plot. The foot starts there as well. */
  readonly leftExtent: number;
}

/** Words around the drawing. */
export interface Surround {
  readonly title: string;
  readonly subtitle: string;
  readonly altText: string;
  readonly plainLines: readonly string[];
  readonly boldLine: string;
}

const LINE_PIXELS = 17;

interface FootLine {
  readonly text: string;
  readonly weight: 'normal' | 'bold';
}

function footLines(surround: Surround): FootLine[] {
  const wrapped = (text: string, weight: FootLine['weight']): FootLine[] =>
    wrapText(text, CONTENT_WIDTH, TEXT_SIZE.small, weight === 'bold').map((line) => ({ text: line, weight }));
  return [...surround.plainLines.flatMap((l) => wrapped(l, 'normal')), ...wrapped(surround.boldLine, 'bold')];
}

function foot(surround: Surround, leftExtent: number): VegaLiteSpec {
  const lines = footLines(surround);
  const height = lines.length * LINE_PIXELS + 8;
  const layer = (weight: FootLine['weight']): VegaLiteSpec => ({
    data: { values: lines.map((l, i) => ({ ...l, y: 10 + i * LINE_PIXELS })).filter((l) => l.weight === weight) },
    mark: { type: 'text', align: 'left', baseline: 'top', fontSize: TEXT_SIZE.small, fontWeight: weight },
    encoding: { text: { field: 'text' }, ...pixelEncoding(CONTENT_WIDTH, height), x: { value: -leftExtent } },
  });
  return {
    width: CONTENT_WIDTH - leftExtent,
    height,
    layer: [
      {
        data: { values: [{}] },
        mark: { type: 'rule', color: GUIDE_GREY },
        encoding: {
          x: { value: 1 - leftExtent },
          x2: { value: CONTENT_WIDTH - leftExtent - 1 },
          y: { value: 0 },
        },
      },
      layer('normal'),
      layer('bold'),
    ],
  };
}

/** Encodes the fields `x` and `y` as pixels from the upper left corner of a view. */
export function pixelEncoding(width: number, height: number): Record<string, unknown> {
  const pixels = (field: string, extent: number): unknown => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, extent], range: [0, extent], nice: false, zero: false },
  });
  return { x: pixels('x', width), y: pixels('y', height) };
}

/** Puts title, subtitle, foot lines and settings round a drawing. */
export function composeSpec(body: ChartBody, surround: Surround): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    description: surround.altText,
    padding: PICTURE_EDGE,
    title: {
      text: wrapText(surround.title, CONTENT_WIDTH, TEXT_SIZE.title, true),
      subtitle: wrapText(surround.subtitle, CONTENT_WIDTH, TEXT_SIZE.subtitle),
      offset: 14,
      subtitlePadding: 6,
      subtitleLineHeight: 18,
      lineHeight: 24,
    },
    vconcat: [body.view, foot(surround, body.leftExtent)],
    spacing: 14,
    config: vegaLiteConfig(),
  };
}
