// Pieces of a drawn picture: measured text in boxes, arrows, and the frame with its words for those who cannot see it.
// The theme and the measures of text are handed in, so that a test can draw with the sources and a script with the build.
const LINE_HEIGHT = 17;
/** White around text inside a box, in pixels. */
const INSIDE = 12;

const escapeXml = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const round = (v) => Number(v.toFixed(2));

/**
 * The pieces, drawn with a theme and measured with its font.
 *
 * @param kit `theme` (src/reporting/theme.ts) and `metrics` (src/reporting/text-metrics.ts)
 */
export function pieces({ theme, metrics }) {
  const { FONT_FAMILY, PALETTE, PICTURE_EDGE, PICTURE_WIDTH, TEXT_COLOUR, TEXT_SIZE } = theme;
  const { textWidth, wrapText } = metrics;

  /** One line of text with its measured width stated, so that a viewer without the font still fits the words in. */
  function line(text, x, y, { size = TEXT_SIZE.label, bold = false, colour = TEXT_COLOUR, anchor = 'start' } = {}) {
    const width = textWidth(text, size, bold);
    const left = x - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    if (left < 0 || left + width > PICTURE_WIDTH) throw new Error(`"${text}" does not fit into the picture`);
    return (
      `<text x="${x}" y="${y}" font-family="${FONT_FAMILY}" font-size="${size}px"${bold ? ' font-weight="bold"' : ''} ` +
      `fill="${colour}" text-anchor="${anchor}" textLength="${width.toFixed(2)}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`
    );
  }

  /** Lines of text that stay inside a width. Answers the drawing and how high it is. */
  function block(text, x, y, width, style = {}) {
    const size = style.size ?? TEXT_SIZE.label;
    const lines = wrapText(text, width, size, style.bold);
    for (const l of lines) {
      if (textWidth(l, size, style.bold) > width) throw new Error(`"${l}" is wider than ${width} pixels`);
    }
    return {
      svg: lines.map((l, i) => line(l, x, y + i * LINE_HEIGHT, style)).join(''),
      height: lines.length * LINE_HEIGHT,
    };
  }

  /** A box with a heading and paragraphs; a broad edge in a colour at its left. Refuses text that would leave it. */
  function box({ x, y, width, height, heading, paragraphs, edge = PALETTE.darkGrey, fill = 'white', dashed = false }) {
    let at = y + 20;
    const parts = [
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${TEXT_COLOUR}" stroke-width="1.25"${dashed ? ' stroke-dasharray="5 3"' : ''}/>`,
      `<rect x="${x}" y="${y}" width="5" height="${height}" fill="${edge}"/>`,
    ];
    const inside = width - 2 * INSIDE;
    const words = (text, style) => {
      const b = block(text, x + INSIDE + 2, at, inside, style);
      parts.push(b.svg);
      at += b.height;
    };
    words(heading, { bold: true, colour: '#000000', size: 14 });
    for (const p of paragraphs) {
      at += 3;
      words(p);
    }
    const end = at - LINE_HEIGHT + 6;
    if (end > y + height)
      throw new Error(`the box "${heading}" is ${Math.ceil(end - y - height)} pixels too low for its text`);
    return parts.join('');
  }

  /** A broken line with a head at its end, through points [x, y]. */
  function arrow(points, { dashed = false } = {}) {
    const [ex, ey] = points.at(-1);
    const [px, py] = points.at(-2);
    const length = Math.hypot(ex - px, ey - py);
    const [dx, dy] = [(ex - px) / length, (ey - py) / length];
    const base = [ex - 9 * dx, ey - 9 * dy];
    const head = [
      [ex, ey],
      [base[0] - 4.5 * dy, base[1] + 4.5 * dx],
      [base[0] + 4.5 * dy, base[1] - 4.5 * dx],
    ];
    const list = (ps) => ps.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
    return (
      `<polyline points="${list([...points.slice(0, -1), base])}" fill="none" stroke="${TEXT_COLOUR}" stroke-width="1.75"${dashed ? ' stroke-dasharray="5 3"' : ''}/>` +
      `<polygon points="${list(head)}" fill="${TEXT_COLOUR}"/>`
    );
  }

  /** A whole picture: title, a line under it, a body, and a note. `alt` is what it shows in words. */
  function picture({ name, title, subtitle, alt, height, body, note }) {
    const head =
      line(title, PICTURE_EDGE, 34, { size: TEXT_SIZE.title, bold: true, colour: '#000000' }) +
      line(subtitle, PICTURE_EDGE, 56, { size: TEXT_SIZE.subtitle });
    const foot = block(note, PICTURE_EDGE, height - 30, PICTURE_WIDTH - 2 * PICTURE_EDGE, { size: TEXT_SIZE.small });
    if (height - 30 + foot.height - LINE_HEIGHT > height - 8) throw new Error(`the note under "${title}" does not fit`);
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${height}" viewBox="0 0 ${PICTURE_WIDTH} ${height}" ` +
      `role="img" aria-labelledby="${name}-title" aria-describedby="${name}-desc">` +
      `<title id="${name}-title">${escapeXml(title)}</title><desc id="${name}-desc">${escapeXml(alt)}</desc>` +
      `<rect width="${PICTURE_WIDTH}" height="${height}" fill="white"/>${head}${body}${foot.svg}</svg>\n`
    );
  }

  return { line, block, box, arrow, picture };
}
