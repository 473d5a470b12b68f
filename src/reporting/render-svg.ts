import { digestOf } from '../domain/digest.ts';
import type { Chart } from './chart.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import { LastMade } from './last-made.ts';
import { drawnTexts } from './svg-texts.ts';
import { installTextMetrics } from './text-metrics.ts';
import type { TextMetricsHolder } from './text-metrics.ts';

interface VegaView {
  toSVG(): Promise<string>;
  finalize(): void;
}

interface Vega extends TextMetricsHolder {
  readonly View: new (runtime: unknown, options: Record<string, unknown>) => VegaView;
  parse(spec: unknown): unknown;
  resetSVGDefIds?(): void;
}

interface VegaLite {
  compile(spec: unknown): { readonly spec: unknown };
}

interface Libraries {
  readonly vega: Vega;
  readonly vegaLite: VegaLite;
}

let libraries: Promise<Libraries> | undefined;

/** Vega takes a third of a second to load, so it is loaded when the first picture is drawn. */
function loadLibraries(): Promise<Libraries> {
  libraries ??= Promise.all([import('vega'), import('vega-lite')]).then(([vega, vegaLite]) => {
    const loaded = { vega: vega as unknown as Vega, vegaLite: vegaLite as unknown as VegaLite };
    installTextMetrics(loaded.vega);
    return loaded;
  });
  return libraries;
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

async function drawSpec(spec: VegaLiteSpec): Promise<string> {
  const { vega, vegaLite } = await loadLibraries();
  const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: 'none' });
  try {
    vega.resetSVGDefIds?.();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Names of clip paths hold a digest, so that two pictures on one page never share a name. */
function withOwnNames(svg: string, prefix: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/ id="([^"]+)"/, ` id="${prefix}-$1"`).replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`),
  );
}

/** States the measured width of every text, so that a browser that lacks the font still fits the words in. */
function withTextLengths(svg: string): string {
  let out = '';
  let end = 0;
  for (const text of drawnTexts(svg)) {
    if (text.width < 1) continue;
    out += `${svg.slice(end, text.tagEnd)} textLength="${Number(text.width.toFixed(2))}" lengthAdjust="spacingAndGlyphs"`;
    end = text.tagEnd;
  }
  return out + svg.slice(end);
}

let queue: Promise<unknown> = Promise.resolve();

/** A notebook saves a chart and then shows it; a paper is drafted again with the same charts. */
const lastDrawn = new LastMade<string>(12);

/**
 * Draws a chart as SVG, with its title as `<title>`, its alternative text as `<desc>` and `role="img"`.
 * The same chart always gives the same bytes. Pictures are drawn one after another.
 *
 * @example
 * const svg = await renderSvg(fanChart({ ... }));
 */
export function renderSvg(chart: Chart): Promise<string> {
  return lastDrawn.of(JSON.stringify([chart.title, chart.altText, chart.spec]), () => draw(chart));
}

function draw(chart: Chart): Promise<string> {
  const drawn = queue.then(() => drawSpec(chart.spec));
  queue = drawn.catch(() => undefined);
  return drawn.then((svg) => {
    const prefix = `c${digestOf(`${chart.title}\n${svg}`).slice(0, 10)}`;
    const named = withTextLengths(withOwnNames(svg, prefix));
    const open = /<svg\b[^>]*>/.exec(named);
    if (open === null) throw new Error(`no picture was drawn for "${chart.title}"`);
    const tag = open[0].replace(/ (?:role|aria-[a-z]+)="[^"]*"/g, '').replace(/>$/, '');
    const words = `<title id="${prefix}-title">${escapeXml(chart.title)}</title><desc id="${prefix}-desc">${escapeXml(chart.altText)}</desc>`;
    const labelled = `${tag} role="img" aria-labelledby="${prefix}-title" aria-describedby="${prefix}-desc">${words}`;
    return named.slice(0, open.index) + labelled + named.slice(open.index + open[0].length);
  });
}
