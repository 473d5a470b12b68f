import { printable } from './printable.ts';

/** A text as a string of CSS. */
function cssText(text: string): string {
  return `"${printable(text).replace(/["\\<>\n\r\f]/g, (c) => `\\${c.codePointAt(0)!.toString(16)} `)}"`;
}

/** Lines as the content of one margin of a page. */
const marginText = (lines: readonly string[]): string => lines.map(cssText).join(' "\\a " ');

/**
 * The style of a document: sans serif of at least 12 points, left-aligned, at most 70 letters a line, colours of at least
 * 4.5 : 1 on white. In print its lines stand on every page, in the margins.
 *
 * @param header lines on top of every page
 * @param footer lines at its foot, above the page number
 */
export function htmlStyle(header: readonly string[], footer: readonly string[]): string {
  return `html { font: 100%/1.5 "Source Sans 3", Arial, Helvetica, sans-serif; color: #1b1b1b; background: #fff; }
body { max-width: 48rem; margin: 0 auto; padding: 0 1rem 2rem; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.5em 0 .5em; }
h1 { font-size: 1.9rem; } h2 { font-size: 1.4rem; } h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
p, ul, ol { margin: .6em 0; } li { margin: .3em 0; }
a { color: #12436d; text-decoration: underline; }
a:focus-visible, main:focus-visible { outline: 3px solid #801650; outline-offset: 2px; }
main:focus { outline: none; }
header, footer { color: #3d3d3d; border-color: #3d3d3d; border-style: solid; border-width: 0 0 2px; padding: .4rem 0; }
footer { border-width: 2px 0 0; margin-top: 2rem; }
header p, footer p { margin: 0; }
.skip { position: absolute; left: -100rem; padding: .5rem 1rem; background: #fff; }
.skip:focus { left: 1rem; top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.draft { border: 3px solid #801650; padding: .5rem 1rem; font-weight: bold; }
.lead { font-size: 1.15rem; }
.aside { border-left: 5px solid #12436d; padding-left: 1rem; }
.table { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #767676; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid #3d3d3d; vertical-align: bottom; }
tbody th { font-weight: normal; min-width: 7rem; }
.whole { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 1em 0; } img { max-width: 100%; height: auto; }
@page { size: A4; margin: 2.6cm 2cm 2.4cm;
  @top-left { content: ${marginText(header)}; white-space: pre-line; width: 100%; font: 9pt/1.3 Arial, sans-serif; color: #3d3d3d; text-align: left; }
  @bottom-left { content: ${marginText(footer)}; white-space: pre-line; width: 85%; font: 9pt/1.3 Arial, sans-serif; color: #3d3d3d; text-align: left; }
  @bottom-right { content: counter(page) " / " counter(pages); width: 15%; font: 9pt/1.3 Arial, sans-serif; color: #3d3d3d; text-align: right; }
}
@media print {
  html { font-size: 12pt; } body { max-width: none; padding: 0; }
  body > header, body > footer, .skip { display: none; }
  h1 { margin-top: 0; } h1, h2, h3, h4, caption { break-after: avoid; } tr, figure, li { break-inside: avoid; } thead { display: table-header-group; }
  .table { overflow: visible; } .new-page { break-before: page; }
}`;
}
