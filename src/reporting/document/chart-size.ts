/** Width of a chart in print, in pixels of 1/96 inch: that of the text of an A4 page. */
export const CHART_WIDTH_PIXELS = 642;

/** Height in print of a picture of this package at that width, from the size that its SVG states. */
export function chartHeight(svg: string): number {
  const box = /<svg\b[^>]*\bviewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
  if (box === null) throw new Error('the picture does not state its size');
  return Math.round((CHART_WIDTH_PIXELS * Number(box[2])) / Number(box[1]));
}
