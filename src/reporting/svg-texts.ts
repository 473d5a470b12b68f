import { isBold, textWidth } from './text-metrics.ts';

/** One line of text in a drawn SVG, with where it lies in pixels from the picture's upper left corner. */
export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly width: number;
  readonly fontSize: number;
  readonly bold: boolean;
  /** Position in the source just before the `>` of the tag that holds the line. */
  readonly tagEnd: number;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const unescapeXml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!);

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
}

function translation(tag: string): { x: number; y: number } {
  let x = 0;
  let y = 0;
  for (const m of (attribute(tag, 'transform') ?? '').matchAll(/translate\(([^,)]+)(?:,([^)]+))?\)/g)) {
    x += Number(m[1]);
    y += Number(m[2] ?? 0);
  }
  return { x, y };
}

/** Every line of text that Vega drew, measured with the shipped font. Handles moves, not turns: labels are upright. */
export function drawnTexts(svg: string): DrawnText[] {
  const found: DrawnText[] = [];
  const stack: { name: string; x: number; y: number; tag: string }[] = [];
  for (const m of svg.matchAll(/<(\/?)([a-zA-Z]+)([^>]*?)(\/?)>([^<]*)/g)) {
    const [, closing, name, , selfClosing, content] = m;
    if (closing === '/') {
      stack.pop();
      continue;
    }
    const tag = m[0].slice(0, m[0].indexOf('>') + 1);
    const parent = stack.at(-1) ?? { x: 0, y: 0, tag: '', name: '' };
    const move = translation(tag);
    const isLine = name === 'tspan';
    const x = parent.x + move.x + (isLine ? Number(attribute(tag, 'x') ?? 0) : 0);
    const y = parent.y + move.y + (isLine ? Number(attribute(tag, 'dy') ?? 0) : 0);
    // A following line of the same text starts from where the line before it stood.
    if (isLine) parent.y = y;
    if (selfClosing !== '/') stack.push({ name: name!, x, y, tag: isLine ? parent.tag : tag });
    if ((name === 'text' || isLine) && content !== '') {
      const style = isLine ? parent.tag : tag;
      const text = unescapeXml(content!);
      const fontSize = Number.parseFloat(attribute(style, 'font-size') ?? '11');
      const bold = isBold(attribute(style, 'font-weight'));
      const width = textWidth(text, fontSize, bold);
      const anchor = attribute(style, 'text-anchor');
      const left = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
      const tagEnd = m.index + tag.length - 1;
      found.push({ text, left, right: left + width, baseline: y, width, fontSize, bold, tagEnd });
    }
  }
  return found;
}
