import { createRequire } from 'node:module';
import type { Chart } from './chart.ts';
import { htmlTable, tableOf, textTable } from './html-table.ts';
import type { TableSettings, TableSource } from './html-table.ts';
import { renderSvg } from './render-svg.ts';

/** One output of a notebook in several forms; a reader's program shows the richest that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>;

type WriteDisplayData = (
  message: { readonly data: MimeBundle; readonly metadata: object; readonly transient: object },
  update: boolean,
) => void;

/**
 * The writer of the tslab kernel that runs this process, where there is one. tslab's public display sends one form an
 * output, so its inner writer is used; it is looked up among the loaded modules, which costs nothing outside tslab.
 */
function tslabWriter(): WriteDisplayData | undefined {
  const loaded = createRequire(import.meta.url).cache;
  const path = Object.keys(loaded).find((p) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(p));
  const found = path === undefined ? undefined : (loaded[path]?.exports as { lastWriteDisplayData?: unknown });
  const writer = found?.lastWriteDisplayData;
  return typeof writer === 'function' ? (writer as WriteDisplayData) : undefined;
}

function send(data: MimeBundle): void {
  const write = tslabWriter();
  if (write === undefined) console.log(data['text/plain']);
  else write({ data, metadata: {}, transient: {} }, false);
}

/** The forms of a chart: Vega-Lite for JupyterLab, SVG for everything else, the alternative text for those who listen. */
export async function chartBundle(chart: Chart): Promise<MimeBundle> {
  return {
    'application/vnd.vegalite.v5+json': chart.spec,
    'image/svg+xml': await renderSvg(chart),
    'text/plain': chart.altText,
  };
}

/**
 * Shows a chart in a notebook. Outside a notebook it prints the words of the chart instead.
 *
 * @example
 * await show(fanChart({ ... }));
 */
export async function show(chart: Chart): Promise<void> {
  if (tslabWriter() === undefined) {
    console.log([chart.title, chart.altText, chart.scenarioLine, chart.sourceLine, chart.statusLine].join('\n'));
  } else send(await chartBundle(chart));
}

/**
 * Shows rows, a table or a danfojs frame as an HTML table with a caption, and as text where HTML is not shown.
 * Cells and caption are text, never markup.
 */
export function showTable(source: TableSource, caption: string, settings: TableSettings = {}): void {
  const table = tableOf(source);
  send({ 'text/html': htmlTable(table, caption, settings), 'text/plain': textTable(table, caption, settings) });
}

/** Text that stands for itself in Markdown, so that a name from a file cannot become a link or a heading. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()<>#+\-.!|~$&^=:@/]/g, (c) => `&#${c.charCodeAt(0)};`);
}

/**
 * Markdown with values put in as plain text.
 *
 * @example
 * showMarkdown(markdown`**${area}** needs ${rangeText(40, 70)} places.`);
 */
export function markdown(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return parts.reduce((text, part, i) => text + escapeMarkdown(String(values[i - 1])) + part);
}

/** Shows Markdown that the author wrote. Values from files go in through `markdown`, which keeps them plain. */
export function showMarkdown(text: string): void {
  send({ 'text/markdown': text, 'text/plain': text });
}
