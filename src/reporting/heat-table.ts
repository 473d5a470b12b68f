import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import type { ChartBody, VegaLiteSpec } from './compose-spec.ts';
import { pixelLayers } from './pixel-layers.ts';
import { wrapText } from './text-metrics.ts';
import { listText } from './text.ts';
import { CONTENT_WIDTH, SEQUENTIAL_BLUES, TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

/** A cell: its words, and how dark it is, 0 (lightest) to 4. Colour alone says nothing. */
export interface HeatCell {
  readonly tone: number;
  /** What the cell says first, such as a score with its band. */
  readonly head: string;
  /** What stands under it, in bold. */
  readonly words?: string;
}

const SIDE = 150;
const LINE = 15;

/**
 * Cells with words in them, rows by columns, each wide and high enough for its words.
 *
 * @param cells one row of cells for each row
 * @throws Error where a row has not one cell for each column
 */
export function heatTable(
  columns: readonly string[],
  rows: readonly string[],
  cells: readonly (readonly HeatCell[])[],
  leastRow = 62,
): ChartBody {
  if (cells.length !== rows.length || cells.some((row) => row.length !== columns.length))
    throw new Error(`a heat table of ${rows.length} rows and ${columns.length} columns needs a cell for each`);
  const width = (CONTENT_WIDTH - SIDE) / columns.length;
  const wrap = (text: string, room: number, bold: boolean): string[] => wrapText(text, room, TEXT_SIZE.small, bold);
  const names = columns.map((name) => wrap(name, width - 12, true));
  const sides = rows.map((name) => wrap(name, SIDE - 12, true));
  const top = 8 + LINE * Math.max(...names.map((lines) => lines.length)) + 8;
  const inside = cells.map((row) =>
    row.map(({ head, words = '' }) => ({ heads: wrap(head, width - 16, false), lines: wrap(words, width - 16, true) })),
  );
  const heights = inside.map((row, r) =>
    Math.max(
      leastRow,
      sides[r]!.length * LINE + 16,
      ...row.map(({ heads, lines }) => (heads.length + lines.length) * LINE + (lines.length > 0 ? 6 : 0) + 16),
    ),
  );
  const tops = heights.map((_, r) => top + heights.slice(0, r).reduce((a, b) => a + b, 0));
  const height = top + heights.reduce((a, b) => a + b, 0);
  const { layer } = pixelLayers(CONTENT_WIDTH, height);
  const raw = (field: string): unknown => ({ field, type: 'nominal', scale: null, legend: null });
  const words = (values: readonly object[], weight: string): VegaLiteSpec =>
    layer(
      values,
      { type: 'text', align: 'left', baseline: 'top', fontSize: TEXT_SIZE.small, fontWeight: weight },
      { text: { field: 'text' }, color: raw('colour') },
    );
  const drawn = cells.flatMap((row, r) =>
    row.map(({ tone }, c) => {
      const { fill, text: colour } = SEQUENTIAL_BLUES[tone]!;
      return { x: SIDE + c * width, y: tops[r]!, bottom: tops[r]! + heights[r]!, fill, colour, ...inside[r]![c]! };
    }),
  );
  const put = (lines: readonly string[], x: number, y: number, colour: string): object[] =>
    lines.map((text, k) => ({ x, y: y + k * LINE, text, colour }));
  return {
    leftExtent: 0,
    view: {
      width: CONTENT_WIDTH,
      height,
      layer: [
        layer(
          drawn.map(({ x, y, bottom, fill }) => ({ x: x + 1, x2: x + width - 1, y: y + 1, y2: bottom - 1, fill })),
          { type: 'rect' },
          { x2: { field: 'x2' }, y2: { field: 'y2' }, color: raw('fill') },
        ),
        words(
          [
            ...names.flatMap((lines, c) => put(lines, SIDE + c * width + 8, 8, TEXT_COLOUR)),
            ...sides.flatMap((lines, r) => put(lines, 0, tops[r]! + 8, TEXT_COLOUR)),
          ],
          'bold',
        ),
        words(
          drawn.flatMap((cell) => put(cell.heads, cell.x + 8, cell.y + 8, cell.colour)),
          'normal',
        ),
        words(
          drawn.flatMap((cell) => put(cell.lines, cell.x + 8, cell.y + 14 + cell.heads.length * LINE, cell.colour)),
          'bold',
        ),
      ],
    },
  };
}

/** A table of classes in words, such as regions by indicator. */
export interface HeatTableInput extends ChartContext {
  /** What the cells say. */
  readonly quantity: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly HeatCell[] }[];
}

/** A heat table as a chart of its own; the words of each cell are in its table. */
export function heatTableChart(input: HeatTableInput): Chart {
  const { columns, rows, quantity } = input;
  const darkest = Math.max(...rows.flatMap(({ cells }) => cells.map(({ tone }) => tone)));
  const worst = rows.filter(({ cells }) => cells.some(({ tone }) => tone === darkest)).map(({ name }) => name);
  return makeChart(input, {
    subtitle: `${quantity}. The words say the class; a darker cell has a higher one.`,
    altDraft: `Table of cells, ${rows.length} rows by ${columns.length} columns. Highest class in: ${listText(worst)}.`,
    table: {
      columns: ['row', 'column', 'class', 'words', 'tone'],
      rows: rows.flatMap(({ name, cells }) =>
        cells.map(({ head, words, tone }, c) => ({
          row: name,
          column: columns[c]!,
          class: head,
          words: words ?? null,
          tone,
        })),
      ),
    },
    body: heatTable(
      columns,
      rows.map(({ name }) => name),
      rows.map(({ cells }) => cells),
      40,
    ),
  });
}
