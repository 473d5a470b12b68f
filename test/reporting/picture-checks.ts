import { expect } from 'vitest';
import type { Chart } from '../../src/reporting/chart.ts';
import { renderSvg } from '../../src/reporting/render-svg.ts';
import { drawnTexts } from '../../src/reporting/svg-texts.ts';
import type { DrawnText } from '../../src/reporting/svg-texts.ts';
import { greyProblems, paleWords } from './grey-check.ts';

/** All words of a picture in one line, in the order in which they are drawn. */
export const wordsOf = (svg: string): string =>
  drawnTexts(svg)
    .map((t) => t.text)
    .join(' ');

function overlaps(a: DrawnText, b: DrawnText): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  // Capitals rise about 0.66 of the size over the line; letters hang about 0.2 under it.
  const top = (t: DrawnText): number => t.baseline - 0.66 * t.fontSize;
  const bottom = (t: DrawnText): number => t.baseline + 0.15 * t.fontSize;
  const down = Math.min(bottom(a), bottom(b)) - Math.max(top(a), top(b));
  return across > 0.5 && down > 0.5;
}

/** Pairs of words that are drawn over each other. */
export function overlappingWords(svg: string): string[] {
  const texts = drawnTexts(svg);
  return texts.flatMap((a, i) =>
    texts.slice(i + 1).flatMap((b) => (overlaps(a, b) ? [`"${a.text}" and "${b.text}"`] : [])),
  );
}

/** Words that a dashed upright line runs through. Lines are read as words, so that the same walk finds where they lie. */
export function crossedWords(svg: string): string[] {
  const marked = svg.replace(
    /<line (transform="[^"]*") x2="([^"]*)" y2="([^"]*)"[^>]*stroke-dasharray[^>]*\/>/g,
    '<text $1>line:$2:$3</text>',
  );
  const all = drawnTexts(marked);
  const lines = all.filter((t) => t.text.startsWith('line:'));
  return all
    .filter((t) => !t.text.startsWith('line:'))
    .flatMap((t) => {
      const crossing = lines.filter((line) => {
        const end = line.baseline + Number(line.text.split(':')[2]);
        const [top, bottom] = [Math.min(line.baseline, end), Math.max(line.baseline, end)];
        return line.left > t.left && line.left < t.right && t.baseline > top && t.baseline - 0.66 * t.fontSize < bottom;
      });
      return crossing.length > 0 ? [t.text] : [];
    });
}

/** Words that leave the picture. */
export function clippedWords(svg: string): string[] {
  const [, , width, height] = /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number);
  return drawnTexts(svg)
    .filter(
      (t) => t.left < 0 || t.right > width! || t.baseline - t.fontSize < -2 || t.baseline + 0.2 * t.fontSize > height!,
    )
    .map((t) => t.text);
}

/** What must hold of every picture. Gives its SVG for further checks. */
export async function expectSoundPicture(chart: Chart): Promise<string> {
  const svg = await renderSvg(chart);
  const words = wordsOf(svg);
  for (const line of [chart.title, chart.subtitle, chart.sourceLine, chart.statusLine, chart.scenarioLine]) {
    expect(words).toContain(line);
  }
  expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*><title[^>]*>[^<]+<\/title><desc[^>]*>[^<]+<\/desc>/);
  expect(chart.altText.length).toBeLessThanOrEqual(150);
  expect(chart.altText.length).toBeGreaterThan(30);
  expect(clippedWords(svg)).toEqual([]);
  expect(overlappingWords(svg)).toEqual([]);
  expect(crossedWords(svg)).toEqual([]);
  expect(greyProblems(svg)).toEqual([]);
  expect(paleWords(svg)).toEqual([]);
  expect(words).not.toMatch(/NaN|undefined|null|Infinity/);
  expect(svg).not.toMatch(/NaN|undefined/);
  const width = Number(/viewBox="0 0 (\d+)/.exec(svg)![1]);
  expect(width).toBeGreaterThanOrEqual(790);
  expect(width).toBeLessThanOrEqual(803);
  expect(await renderSvg(chart)).toBe(svg);
  return svg;
}
