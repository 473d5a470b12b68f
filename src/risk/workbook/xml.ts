import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';

/** An element of an XML text with its place, in characters from the beginning. */
export interface XmlElement {
  /** Name without prefix, and the prefix with its colon. */
  readonly name: string;
  readonly prefix: string;
  readonly namespace: string;
  /** Attributes by the name that the text gives them. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  /** End of the opening tag; where the element is empty, of the element. */
  readonly openEnd: number;
  readonly selfClosing: boolean;
}

/** What is done with each piece of an XML text. */
export interface XmlTaker {
  readonly open?: (element: XmlElement) => void;
  readonly text?: (text: string) => void;
  /** @param start where the closing tag begins; @param end where it ends; both the end of the element where it is empty */
  readonly close?: (element: XmlElement, start: number, end: number) => void;
}

/** Reads the XML of a part from its start to its end. Gives a sentence when it is not XML as workbooks have it. */
export function readXml(text: string, take: XmlTaker): string | undefined {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let problem: string | undefined;
  parser.on('error', (error) => (problem ??= error.message));
  parser.on('doctype', () => (problem ??= 'it declares a document type'));
  parser.on('opentag', (tag: SaxesTagNS) => {
    const openEnd = parser.position;
    const element: XmlElement = {
      name: tag.local,
      prefix: tag.prefix === '' ? '' : `${tag.prefix}:`,
      namespace: tag.uri,
      attributes: Object.fromEntries(Object.values(tag.attributes).map((a) => [a.name, a.value])),
      start: text.lastIndexOf('<', openEnd - 1),
      openEnd,
      selfClosing: tag.isSelfClosing,
    };
    open.push(element);
    take.open?.(element);
  });
  parser.on('text', (piece) => take.text?.(piece));
  parser.on('cdata', (piece) => take.text?.(piece));
  parser.on('closetag', () => {
    const element = open.pop()!;
    const end = parser.position;
    take.close?.(element, element.selfClosing ? end : text.lastIndexOf('<', end - 1), end);
  });
  try {
    parser.write(text).close();
  } catch (error) {
    problem ??= (error as Error).message;
  }
  return problem;
}

/** The text of a part; undefined when it is not UTF-8. Written again it gives the same bytes. */
export function decodePart(content: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** A piece of a text that is replaced; an empty piece is an insertion. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with its pieces replaced. Pieces must not lie over each other; insertions at one place keep their order. */
export function spliced(text: string, splices: readonly Splice[]): string {
  const ordered = splices
    .map((splice, i) => ({ ...splice, i }))
    .sort((a, b) => a.start - b.start || Number(a.end > a.start) - Number(b.end > b.start) || a.i - b.i);
  let result = '';
  let at = 0;
  for (const { start, end, text: piece } of ordered) {
    if (start < at) throw new Error('two changes of a part lie over each other');
    result += text.slice(at, start) + piece;
    at = end;
  }
  return result + text.slice(at);
}

/** Characters that XML 1.0 cannot hold. */
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first character of a text that cannot stand in a cell, as `U+0007`; undefined when there is none. */
export function unwritable(text: string): string | undefined {
  const found = text.match(FORBIDDEN)?.[0];
  return found === undefined ? undefined : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A text as XML content or attribute. A carriage return and a tab are written so that they come back as they are. */
export function escapeXml(text: string): string {
  const codes: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    '\r': '&#13;',
  };
  return text.replace(/[&<>"\r]/g, (c) => codes[c]!);
}

/**
 * A text as the string of a cell. Workbooks read `_x000D_` as a character: a text that has such letters itself, and a carriage
 * return, are written so that they come back as they are.
 */
export function escapeCellText(text: string): string {
  return escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\r', '_x000D_'));
}

/** The text that the string of a cell stands for. */
export function cellText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** An opening tag with an attribute set, or taken away where the value is undefined. All else stays as it is. */
export function withAttribute(tag: string, name: string, value: string | undefined): string {
  const there = new RegExp(`(\\s${name}\\s*=\\s*)("[^"]*"|'[^']*')`);
  if (value === undefined) return tag.replace(there, '');
  if (there.test(tag)) return tag.replace(there, (_, before: string) => `${before}"${escapeXml(value)}"`);
  return tag.replace(/\s*(\/?)>$/, (_, slash: string) => ` ${name}="${escapeXml(value)}"${slash}>`);
}
