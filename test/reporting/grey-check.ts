import { drawnTexts } from '../../src/reporting/svg-texts.ts';

/** Luminance of a colour, 0 (black) to 1 (white), as WCAG 2.2 defines it. */
export function luminance(colour: string): number {
  const long = /^#[0-9a-f]{3}$/i.test(colour) ? colour.replace(/[0-9a-f]/gi, '$&$&') : colour;
  const whole = long.toLowerCase() === 'white' ? '#ffffff' : long.toLowerCase() === 'black' ? '#000000' : long;
  const channels = [1, 3, 5].map((i) => parseInt(whole.slice(i, i + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, 1 to 21: how well they are told apart in grey. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

interface Shape {
  readonly fill: string;
  /** Before white shines through: bands of one colour are shades of it and named where they end. */
  readonly colour: string;
  readonly outline: string | undefined;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly corners: readonly (readonly [number, number])[];
}

const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

/** A colour as it is seen where it lets white through. */
function onWhite(fill: string, opacity: number): string {
  const seen = [1, 3, 5].map((i) => Math.round(255 + (parseInt(fill.slice(i, i + 2), 16) - 255) * opacity));
  return `#${seen.map((c) => c.toString(16).padStart(2, '0')).join('')}`;
}

/** Whether a point lies inside a polygon. */
function holds({ corners }: Shape, x: number, y: number): boolean {
  let inside = false;
  corners.forEach(([ax, ay], i) => {
    const [bx, by] = corners.at(i - 1)!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

/** Whether two shapes touch: boxes by their sides, areas where they share an edge, a mark where its middle lies in an area. */
function touch(a: Shape, b: Shape): boolean {
  const gap = Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
  if (gap > 0.75) return false;
  const [small, large] = a.corners.length <= b.corners.length ? [a, b] : [b, a];
  if (large.corners.length <= 6) return true;
  if (small.corners.length <= 6) return holds(large, (small.left + small.right) / 2, (small.top + small.bottom) / 2);
  const near = ([x, y]: readonly [number, number]): boolean =>
    large.corners.some((c) => Math.abs(c[0] - x) < 0.6 && Math.abs(c[1] - y) < 0.6);
  return small.corners.filter(near).length >= 3;
}

/** Filled shapes of a picture with where they lie: paths of Vega, which are moved but not turned. */
function filledShapes(svg: string): Shape[] {
  const found: Shape[] = [];
  const stack: { x: number; y: number }[] = [{ x: 0, y: 0 }];
  for (const m of svg.matchAll(/<(\/?)(g|path)\b([^>]*?)(\/?)>/g)) {
    const [, closing, name, tag, alone] = m;
    if (closing === '/') {
      if (name === 'g') stack.pop();
      continue;
    }
    const move = /translate\(([^,)]+)(?:,([^)]+))?\)/.exec(attribute(tag!, 'transform') ?? '');
    const at = stack.at(-1)!;
    const here = { x: at.x + Number(move?.[1] ?? 0), y: at.y + Number(move?.[2] ?? 0) };
    if (name === 'g') {
      if (alone !== '/') stack.push(here);
      continue;
    }
    const fill = attribute(tag!, 'fill');
    if (fill === undefined || !/^#/.test(fill)) continue;
    const points = cornersOf(attribute(tag!, 'd') ?? '').map(([x, y]) => [x + here.x, y + here.y] as const);
    if (points.length < 3) continue;
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    const stroke = attribute(tag!, 'stroke');
    found.push({
      fill: onWhite(fill, Number(attribute(tag!, 'opacity') ?? 1)),
      colour: fill.toLowerCase(),
      corners: points,
      outline: stroke === undefined || stroke === 'none' ? undefined : stroke,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    });
  }
  return found;
}

function cornersOf(d: string): [number, number][] {
  const corners: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, rest] of d.matchAll(/([MLHVhvlAaCcZz])([^MLHVhvlAaCcZz]*)/g)) {
    const n = (rest!.match(/-?\d*\.?\d+(?:e-?\d+)?/gi) ?? []).map(Number);
    if (command === 'M' || command === 'L')
      for (let i = 0; i + 1 < n.length; i += 2) {
        [x, y] = [n[i]!, n[i + 1]!];
        corners.push([x, y]);
      }
    else if (command === 'H') corners.push([(x = n[0]!), y]);
    else if (command === 'V') corners.push([x, (y = n[0]!)]);
    else if (command === 'h') corners.push([(x += n[0]!), y]);
    else if (command === 'v') corners.push([x, (y += n[0]!)]);
    else if (command === 'l') corners.push([(x += n[0]!), (y += n[1]!)]);
    else if (command === 'A') {
      [x, y] = [n[5]!, n[6]!];
      corners.push([x, y]);
    }
  }
  return corners;
}

/** Contrast that graphics need by WCAG 2.2, criterion 1.4.11. */
const LEAST = 3;

/**
 * Neighbouring fills that nobody tells apart in grey: they touch, differ by less than 3:1 in luminance, and neither an outline
 * between them nor words on both say which is which.
 */
export function greyProblems(svg: string): string[] {
  const shapes = filledShapes(svg);
  const texts = drawnTexts(svg);
  const labelled = (s: Shape): boolean =>
    texts.some(
      (t) => t.right > s.left && t.left < s.right && t.baseline > s.top && t.baseline - 0.6 * t.fontSize < s.bottom,
    );
  const outlined = (s: Shape): boolean => s.outline !== undefined && contrast(s.outline, s.fill) >= 1.5;
  const problems = new Set<string>();
  shapes.forEach((a, i) => {
    for (const b of shapes.slice(i + 1)) {
      if (a.colour === b.colour || contrast(a.fill, b.fill) >= LEAST) continue;
      if (!touch(a, b)) continue;
      if (outlined(a) || outlined(b) || (labelled(a) && labelled(b))) continue;
      problems.add(`${a.fill} beside ${b.fill}: ${contrast(a.fill, b.fill).toFixed(2)}`);
    }
  });
  return [...problems];
}

/** Colour of the words whose tag ends at a place of the picture. */
function inkOf(svg: string, tagEnd: number): string {
  const own = attribute(svg.slice(svg.lastIndexOf('<', tagEnd), tagEnd), 'fill');
  const parent = attribute(svg.slice(svg.lastIndexOf('<text', tagEnd), tagEnd), 'fill');
  return own ?? parent ?? '#000000';
}

/** Words that nobody can read on what lies under them: less than 4.5:1, in colour or in grey. */
export function paleWords(svg: string): string[] {
  const shapes = filledShapes(svg);
  return drawnTexts(svg).flatMap((t) => {
    const under = shapes.filter(
      (s) => s.left <= t.left && s.right >= t.right && s.top <= t.baseline - 0.5 * t.fontSize && s.bottom >= t.baseline,
    );
    const ground = under.at(-1)?.fill ?? '#ffffff';
    const ink = inkOf(svg, t.tagEnd);
    return contrast(ink, ground) < 4.5 ? [`"${t.text}" in ${ink} on ${ground}`] : [];
  });
}
