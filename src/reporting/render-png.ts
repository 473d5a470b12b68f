import type { Chart } from './chart.ts';
import { fontFiles } from './fonts.ts';
import { LastMade } from './last-made.ts';
import { renderSvg } from './render-svg.ts';

const lastRasterised = new LastMade<Uint8Array>(12);

/** Turns an SVG of this package into PNG bytes; `zoom` is pixels of the PNG for each pixel of the SVG. */
export async function rasterise(svg: string, zoom = 2): Promise<Uint8Array> {
  // A copy, because bytes can be changed by whoever has them.
  return new Uint8Array(await lastRasterised.of(`${zoom} ${svg}`, () => asPng(svg, zoom)));
}

async function asPng(svg: string, zoom: number): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const { regular, bold } = fontFiles();
  const font = { loadSystemFonts: false, fontFiles: [regular, bold], defaultFontFamily: 'Source Sans 3' };
  return new Resvg(svg, { font, background: 'white', fitTo: { mode: 'zoom', value: zoom } }).render().asPng();
}

/** Draws a chart as PNG bytes, twice the size of the SVG by default. The same chart always gives the same bytes. */
export async function renderPng(chart: Chart, zoom = 2): Promise<Uint8Array> {
  return rasterise(await renderSvg(chart), zoom);
}
