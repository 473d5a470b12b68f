import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { InputError } from '../../../src/domain/errors.ts';
import { documentDocx } from '../../../src/reporting/document/docx.ts';
import { sampleDocument } from './sample.ts';
import { templateBytes } from './template.ts';

let house: Uint8Array;
let before: Record<string, Uint8Array>;
let after: Record<string, Uint8Array>;
const text = (parts: Record<string, Uint8Array>, path: string): string => strFromU8(parts[path]!);
const wordsOf = (xml: string): string => [...xml.matchAll(/<w:t\b[^>]*>([^<]*)/g)].map((m) => m[1]).join('|');

function checkXml(path: string, xml: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new Error(`${path}: ${error.message}`);
  });
  parser.write(xml).close();
}

beforeAll(async () => {
  house = await templateBytes(['Old cover', '{{body}}', 'Old end']);
  before = unzipSync(house);
  after = unzipSync(await documentDocx(await sampleDocument(), { name: 'house.docx', bytes: house }));
});

describe("an organisation's own Word file", () => {
  it('keeps its styles, page and headers, and takes in the text where it says {{body}}', () => {
    for (const path of [
      'word/header1.xml',
      'word/header2.xml',
      'word/theme/theme1.xml',
      'word/settings.xml',
      'word/fontTable.xml',
    ])
      expect(Buffer.compare(before[path]!, after[path]!), path).toBe(0);
    const styles = text(after, 'word/styles.xml');
    expect(styles.startsWith(text(before, 'word/styles.xml').replace('</w:styles>', ''))).toBe(true);
    expect(styles.match(/<w:name w:val="heading 1"\/>/gi)).toHaveLength(1);
    expect(styles).toContain('w:styleId="TableText"');
    const main = text(after, 'word/document.xml');
    expect(wordsOf(main)).toMatch(/^Old cover\|Places for children\|.*\|Old end$/);
    expect(main).not.toContain('{{body}}');
    expect(main).toContain('w:left="2000"');
    // A4 less margins of 2000 and 1440 twentieths of a point.
    expect(main).toContain('<w:tblW w:type="dxa" w:w="8466"/>');
  });

  it('has the lines of the paper on every page, the first included', () => {
    const main = text(after, 'word/document.xml');
    expect(wordsOf(text(after, 'word/footer1.xml'))).toMatch(
      /^House footer\|Run 0123456789abcdef.*OFFICIAL\|Status: illustrative/,
    );
    expect(main).toMatch(/<w:footerReference w:type="first" r:id="paper\d+"\/>/);
    expect(wordsOf(text(after, 'word/paper-footer2.xml'))).toContain('Status: illustrative');
    expect(text(after, '[Content_Types].xml')).toContain('PartName="/word/paper-footer2.xml"');
    expect(text(after, 'docProps/core.xml')).toContain('<dc:title>Places for children</dc:title>');
  });

  it('is well-formed, and every relationship, list and style of the text is there', () => {
    for (const [path, bytes] of Object.entries(after)) {
      if (!/\.(xml|rels)$/.test(path)) continue;
      checkXml(path, strFromU8(bytes));
    }
    const main = text(after, 'word/document.xml');
    const relations = text(after, 'word/_rels/document.xml.rels');
    for (const [, id] of main.matchAll(/r:(?:id|embed)="([^"]+)"/g)) expect(relations, id).toContain(`Id="${id!}"`);
    for (const [, target] of relations.matchAll(/Target="((?!https?:)[^"]+)"/g))
      expect(Object.keys(after)).toContain(`word/${target!}`);
    const ids = [...relations.matchAll(/ Id="([^"]+)"/g)].map((m) => m[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const numbering = text(after, 'word/numbering.xml');
    for (const [, id] of main.matchAll(/<w:numId w:val="(\d+)"/g))
      expect(numbering).toMatch(new RegExp(`<w:num w:numId="${id!}"`));
    const lists = [...numbering.matchAll(/<w:(abstractNum|num)\b/g)].map((m) => m[1]);
    expect(lists.lastIndexOf('abstractNum')).toBeLessThan(lists.indexOf('num'));
    const styles = text(after, 'word/styles.xml');
    for (const [, id] of main.matchAll(/<w:(?:pStyle|rStyle) w:val="([^"]+)"/g))
      expect(styles, id).toContain(`w:styleId="${id!}"`);
  });

  it('gives the same bytes again, and replaces all text where nothing says {{body}}', async () => {
    const bytes = await documentDocx(await sampleDocument(), { name: 'house.docx', bytes: house });
    expect(unzipSync(bytes)).toEqual(after);
    const whole = unzipSync(
      await documentDocx(await sampleDocument(), { name: 'x.docx', bytes: await templateBytes(['Old text']) }),
    );
    expect(wordsOf(text(whole, 'word/document.xml'))).toMatch(/^Places for children\|/);
    expect(text(whole, 'word/document.xml')).not.toContain('Old text');
  });

  it('can be read where the file declares few name spaces, as other programs write it', async () => {
    const few = Object.fromEntries(
      Object.entries(before).map(([path, bytes]) => {
        if (!/^word\/(document|styles|numbering|footer1)\.xml$/.test(path)) return [path, bytes];
        const bare = strFromU8(bytes)
          .replace(/ xmlns:(?!w=|r=|mc=)\w+="[^"]*"/g, '')
          .replace(/ (?:w1[0-9]\w*|mc):\w+="[^"]*"/g, '');
        return [path, strToU8(bare)];
      }),
    );
    const made = unzipSync(await documentDocx(await sampleDocument(), { name: 'few.docx', bytes: zipSync(few) }));
    for (const path of ['word/document.xml', 'word/styles.xml', 'word/numbering.xml', 'word/footer1.xml'])
      checkXml(path, text(made, path));
  });

  it('takes the name of a heading style from the file', async () => {
    const other = Object.fromEntries(
      Object.entries(before).map(([path, bytes]) => [
        path,
        path === 'word/styles.xml' ? strToU8(strFromU8(bytes).replaceAll('"Heading1"', '"Pennawd1"')) : bytes,
      ]),
    );
    const made = unzipSync(await documentDocx(await sampleDocument(), { name: 'cy.docx', bytes: zipSync(other) }));
    expect(text(made, 'word/document.xml')).toContain('<w:pStyle w:val="Pennawd1"/>');
    expect(text(made, 'word/document.xml')).not.toContain('"Heading1"');
  });

  it.each([
    ['noise', (): Uint8Array => strToU8('not a zip'), 'This is no Word file.'],
    ['another kind of file', (): Uint8Array => zipSync({ 'a.txt': strToU8('a') }), 'The file has no part'],
    ['macros', (): Uint8Array => zipSync({ ...before, 'word/vbaProject.bin': strToU8('x') }), 'The file holds macros.'],
  ])('is refused: %s', async (_, bytes, message) => {
    const made = documentDocx(await sampleDocument(), { name: 'bad.docx', bytes: bytes() });
    await expect(made).rejects.toBeInstanceOf(InputError);
    await expect(made).rejects.toThrow(message);
  });
});
