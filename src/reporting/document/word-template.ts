import { strFromU8, strToU8 } from 'fflate';
import { unpackZip } from '../../data/tables/zip-guard.ts';
import { InputError } from '../../domain/errors.ts';
import type { PackageParts } from './package-parts.ts';
import { escapePattern } from './package-parts.ts';
import { addedFooters } from './template-footers.ts';
import { mergedNumbering, mergedStyles, withNamespaces } from './template-parts.ts';

/** An organisation's own Word file or template. */
export interface WordTemplate {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const MAIN = 'word/document.xml';
const MAIN_RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CORE = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties';
const DOCUMENT_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
/** Parts that the text of a document needs, by the end of their kind. */
const CARRIED = ['image', 'hyperlink', 'footnotes'];

/**
 * Puts the text of a document into an organisation's own Word file. Its page, headers, footers, theme and styles are kept; a style
 * that it does not have is brought along. Every other part is left byte for byte as it is. The text takes the place of what the
 * file says, or of its paragraph `{{body}}` where it has one. The lines of the document are added to the footers of the file.
 *
 * @throws InputError when the file is no Word document, holds macros, or cannot be read
 */
export function intoTemplate(own: PackageParts, template: WordTemplate): PackageParts {
  const parts = openTemplate(template);
  const ownText = (path: string): string => strFromU8(own.get(path)!);
  const text = (path: string): string => strFromU8(parts.get(path)!);
  const styles = mergedStyles(text('word/styles.xml'), ownText('word/styles.xml'));
  parts.set('word/styles.xml', strToU8(styles.text));
  const lists = mergedNumbering(
    parts.has('word/numbering.xml') ? text('word/numbering.xml') : undefined,
    ownText('word/numbering.xml'),
  );
  parts.set('word/numbering.xml', strToU8(lists.text));
  const relations = new Relations(text(MAIN_RELATIONS));
  if (!relations.has('numbering')) relations.add(`${OFFICE}/numbering`, 'numbering.xml');
  const renamed = carryParts(own, parts, relations);
  const dressed = (xml: string): string =>
    lists
      .renumber(styles.rename(xml))
      .replace(/(r:(?:id|embed|link)=")([^"]+)"/g, (_, a: string, id: string) => `${a}${renamed.get(id) ?? id}"`);
  const ownMain = ownText(MAIN);
  const body = dressed(bodyOf(ownMain).text);
  const main = text(MAIN);
  const { text: old, section, start, end } = bodyOf(main);
  const place = placeholderIn(old);
  const inside = place === undefined ? body : old.slice(0, place.start) + body + old.slice(place.end);
  const pages = addedFooters(
    parts,
    relations,
    section,
    styles.rename(ownText('word/footer1.xml')),
    ownText('word/header1.xml'),
  );
  const whole = main.slice(0, start) + inside + pages + main.slice(end);
  parts.set(MAIN, strToU8(withNamespaces(whole, ownMain)));
  parts.set(MAIN_RELATIONS, strToU8(relations.text()));
  if (!parts.has('docProps/core.xml')) {
    const roots = new Relations(text('_rels/.rels'));
    roots.add(CORE, 'docProps/core.xml');
    parts.set('_rels/.rels', strToU8(roots.text()));
  }
  parts.set('docProps/core.xml', own.get('docProps/core.xml')!);
  parts.set(TYPES, strToU8(withTypes(text(TYPES), parts)));
  return parts;
}

/**
 * Width of the text of the last section of a template in twentieths of a point; undefined where it does not say.
 *
 * @throws InputError when the file is no Word document, holds macros, or cannot be read
 */
export function textWidthOf(template: WordTemplate): number | undefined {
  const { section } = bodyOf(strFromU8(openTemplate(template).get(MAIN)!));
  const value = (tag: string, name: string): number =>
    Number(new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="(\\d+)"`).exec(section)?.[1] ?? NaN);
  const width = value('pgSz', 'w') - value('pgMar', 'left') - value('pgMar', 'right');
  return width > 0 ? width : undefined;
}

function openTemplate({ name, bytes }: WordTemplate): PackageParts {
  const refuse = (problem: string, mend: string): never => {
    throw new InputError([
      {
        kind: 'input',
        file: name,
        problem,
        allowed: 'A Word document (.docx) or template (.dotx) without macros.',
        mend,
      },
    ]);
  };
  const unpacked = unpackZip(bytes);
  if (typeof unpacked === 'string')
    return refuse(`This is no Word file. ${unpacked}`, 'Save it in Word as a document (.docx).');
  const parts: PackageParts = new Map(unpacked);
  if ([...parts.keys()].some((path) => /vbaProject|\.bin$/i.test(path) && /vba/i.test(path)))
    return refuse('The file holds macros.', 'Save it as a document without macros (.docx).');
  for (const path of [MAIN, MAIN_RELATIONS, 'word/styles.xml', TYPES, '_rels/.rels'])
    if (!parts.has(path))
      return refuse(`The file has no part ${path}.`, 'Open it in Word and save it again as a document (.docx).');
  if (!/<w:body>[\s\S]*<\/w:body>/.test(strFromU8(parts.get(MAIN)!)))
    return refuse('The text of the file cannot be found.', 'Open it in Word and save it again as a document (.docx).');
  return parts;
}

/** What stands in the body of a document, the section that ends it, and where both are. */
function bodyOf(xml: string): { text: string; section: string; start: number; end: number } {
  const start = xml.indexOf('<w:body>') + '<w:body>'.length;
  const end = xml.lastIndexOf('</w:body>');
  const inside = xml.slice(start, end);
  const section = /<w:sectPr\b(?:(?!<w:sectPr\b)[\s\S])*$/.exec(inside);
  const last =
    section !== null && /<\/w:sectPr>\s*$|\/>\s*$/.test(section[0]) && !section[0].includes('</w:p>') ? section[0] : '';
  return { text: inside.slice(0, inside.length - last.length), section: last, start, end };
}

/** The paragraph that says `{{body}}` and nothing else. */
function placeholderIn(text: string): { start: number; end: number } | undefined {
  for (const match of text.matchAll(/<w:p\b(?:(?!<w:p\b)[\s\S])*?<\/w:p>/g)) {
    const words = [...match[0].matchAll(/<w:t\b[^>]*>([^<]*)<\/w:t>/g)].map((part) => part[1]).join('');
    if (words.trim() === '{{body}}') return { start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** Relationships of the main part of a file. */
export class Relations {
  private readonly head: string;
  private readonly entries: string[];

  constructor(text: string) {
    this.head = text.slice(0, text.indexOf('<Relationship '));
    this.entries = text.match(/<Relationship [^>]*\/>/g) ?? [];
    if (this.entries.length === 0)
      this.head = text.slice(0, text.search(/<\/Relationships>|\/>\s*$/)).replace(/\s*$/, '>');
  }

  has(kind: string): boolean {
    return this.entries.some((entry) => entry.includes(`/relationships/${kind}"`));
  }

  /** Target of a relationship. */
  target(id: string): string | undefined {
    const entry = this.entries.find((one) => new RegExp(`\\bId="${escapePattern(id)}"`).test(one));
    return entry === undefined ? undefined : /\bTarget="([^"]*)"/.exec(entry)?.[1];
  }

  /** Adds a relationship and answers its name, which no other has. */
  add(type: string, target: string, mode?: string): string {
    let n = this.entries.length + 1;
    while (this.entries.some((entry) => entry.includes(`"paper${n}"`))) n += 1;
    this.entries.push(
      `<Relationship Id="paper${n}" Type="${type}" Target="${target}"${mode === undefined ? '' : ` TargetMode="${mode}"`}/>`,
    );
    return `paper${n}`;
  }

  text(): string {
    return `${this.head}${this.entries.join('')}</Relationships>`;
  }
}

/** Brings pictures, links and notes along. Answers the new name of each old relationship. */
function carryParts(own: PackageParts, parts: PackageParts, relations: Relations): Map<string, string> {
  const renamed = new Map<string, string>();
  const entries = strFromU8(own.get(MAIN_RELATIONS)!).match(/<Relationship [^>]*\/>/g) ?? [];
  for (const entry of entries) {
    const value = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(entry)?.[1];
    const [id, type, target] = [value('Id')!, value('Type')!, value('Target')!];
    const kind = type.slice(type.lastIndexOf('/') + 1);
    if (!CARRIED.includes(kind)) continue;
    if (kind === 'hyperlink') renamed.set(id, relations.add(type, target, value('TargetMode')));
    else if (kind === 'image') {
      const name = `media/paper-${target.slice(target.lastIndexOf('/') + 1)}`;
      parts.set(`word/${name}`, own.get(`word/${target}`)!);
      renamed.set(id, relations.add(type, name));
    } else {
      // Notes of the old text are gone with it.
      parts.set('word/footnotes.xml', own.get('word/footnotes.xml')!);
      parts.delete('word/_rels/footnotes.xml.rels');
      if (!relations.has('footnotes')) relations.add(type, 'footnotes.xml');
    }
  }
  return renamed;
}

const KINDS: readonly (readonly [pattern: RegExp, type: string])[] = [
  [/^word\/numbering\.xml$/, 'numbering'],
  [/^word\/footnotes\.xml$/, 'footnotes'],
  [/^word\/paper-footer\d+\.xml$/, 'footer'],
];

/** The list of kinds with those of the parts that were brought along. A template becomes a document. */
function withTypes(types: string, parts: PackageParts): string {
  const named = (path: string): boolean => types.includes(`PartName="/${path}"`);
  const added = [...parts.keys()].flatMap((path) => {
    const kind = KINDS.find(([pattern]) => pattern.test(path));
    if (kind === undefined || named(path)) return [];
    return [
      `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind[1]}+xml"/>`,
    ];
  });
  if (!named('docProps/core.xml'))
    added.push(
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
    );
  if (!/Extension="png"/i.test(types)) added.unshift('<Default Extension="png" ContentType="image/png"/>');
  return types
    .replace('application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml', DOCUMENT_TYPE)
    .replace('</Types>', `${added.join('')}</Types>`);
}
