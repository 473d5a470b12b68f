import type { PageElement } from 'jsdom';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDocument } from '../../../src/reporting/document/check-document.ts';
import { documentHtml } from '../../../src/reporting/document/html.ts';
import { documentMarkdown } from '../../../src/reporting/document/markdown.ts';
import type { Block, DocumentModel } from '../../../src/reporting/document/model.ts';
import { documentFiles } from '../../../src/reporting/document/write-document.ts';
import { axeViolations, readPage } from './page.ts';
import { sampleDocument } from './sample.ts';

let document: DocumentModel;
let files: Map<string, Uint8Array>;
let word: Record<string, string>;
const file = (name: string): string => strFromU8(files.get(name)!);

const namesAndBytes = async (model: DocumentModel): Promise<Map<string, Uint8Array>> =>
  new Map((await documentFiles(model, { name: 'paper' })).map(({ name, bytes }) => [name, bytes]));

/** Text parts of a Word file. */
const wordParts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).flatMap(([path, part]) =>
      /\.(xml|rels)$/.test(path) ? [[path, strFromU8(part)]] : [],
    ),
  );

beforeAll(async () => {
  document = await sampleDocument();
  files = await namesAndBytes(document);
  word = wordParts(files.get('paper.docx')!);
});

describe('files of a document', () => {
  it('are a Word file, a page, Markdown and its pictures, with the same bytes each time', async () => {
    expect([...files.keys()]).toEqual(['paper.docx', 'paper.html', 'paper.md', 'paper-picture-1.png']);
    const again = await namesAndBytes(await sampleDocument());
    for (const [name, bytes] of files) expect(Buffer.compare(bytes, again.get(name)!), name).toBe(0);
  });

  it('refuses a document that not everybody could read', () => {
    const broken = (block: Block): string[] => checkDocument({ ...document, blocks: [block] });
    expect(checkDocument(document)).toEqual([]);
    expect(broken({ kind: 'heading', level: 3, runs: ['Too deep'] })).toEqual([
      'The heading "Too deep" jumps from level 1 to level 3.',
    ]);
    expect(
      broken({ kind: 'paragraph', runs: [{ kind: 'link', text: 'here', href: 'javascript:alert(1)' }] })[0],
    ).toContain('no web address');
    expect(broken({ kind: 'paragraph', runs: [{ kind: 'link', text: 'there', href: '#nowhere' }] })[0]).toContain(
      'not in the document',
    );
    expect(
      broken({ kind: 'table', caption: ['T'], columns: [{ heading: ['A'] }], rows: [[['x'], ['y']]] })[0],
    ).toContain('2 cells in row 1');
    expect(() => documentHtml({ ...document, title: ' ' })).toThrow('no title');
    const picture = document.blocks.find((b) => b.kind === 'picture')!;
    expect(broken({ ...picture, alt: '' }).join(' ')).toMatch(/no words .* no table "table-1" behind it/);
  });
});

describe('the Word file', () => {
  it('is well-formed in every part', () => {
    for (const [path, text] of Object.entries(word)) {
      const parser = new SaxesParser({ xmlns: true });
      parser.on('error', (error) => {
        throw new Error(`${path}: ${error.message}`);
      });
      parser.write(text).close();
    }
  });

  it('has a title, a language, headings in order, and the run and the status on every page', () => {
    expect(word['docProps/core.xml']).toContain('<dc:title>Places for children</dc:title>');
    expect(word['word/styles.xml']).toMatch(/<w:docDefaults>.*<w:lang w:val="en-GB"\/>/);
    expect([...word['word/document.xml']!.matchAll(/w:pStyle w:val="(Heading\d)"/g)].map((m) => m[1])).toEqual([
      'Heading1',
      'Heading2',
      'Heading3',
      'Heading2',
    ]);
    expect(word['word/header1.xml']).toContain('Run 0123456789abcdef');
    expect(word['word/footer1.xml']).toContain('Status: illustrative');
    expect(word['word/footer1.xml']).toMatch(/instrText[^>]*>PAGE<.*instrText[^>]*>NUMPAGES</);
    expect(word['word/document.xml']).toMatch(/<w:lang w:val="cy-GB"\/><\/w:rPr><w:t[^>]*>Ynys Môn</);
  });

  it('has a header row on each table, words on each drawing, no merged cells, and lists and notes that are real', () => {
    const text = word['word/document.xml']!;
    const tables = text.match(/<w:tbl>.*?<\/w:tbl>/gs)!;
    expect(tables).toHaveLength(2);
    for (const table of tables) expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    for (const drawing of text.match(/<wp:docPr [^>]*>/g)!) expect(drawing).toMatch(/descr="[^"]+"/);
    expect(text).not.toMatch(/w:gridSpan|w:vMerge|w:hMerge|txbxContent|<w:u |<w:i\/>/);
    expect(text.match(/<w:numPr>/g)).toHaveLength(5);
    expect(new Set(text.match(/<w:numId w:val="\d+"\/>/g)).size).toBe(3);
    expect(word['word/footnotes.xml']).toContain('A note on ');
    expect(text.match(/<w:jc w:val="right"\/>/g)!.length).toBeGreaterThanOrEqual(3);
  });
});

describe('the page', () => {
  it('passes axe-core', async () => {
    expect(await axeViolations(file('paper.html'))).toEqual([]);
  });

  it('has one title, its language, a way past the head, and captions and scopes', () => {
    const { window } = readPage(file('paper.html'));
    const all = (selector: string): PageElement[] => [...window.document.querySelectorAll(selector)];
    expect(window.document.documentElement.lang).toBe('en-GB');
    expect(all('h1').map((h) => h.textContent)).toEqual(['Places for children']);
    expect(all('a.skip')[0]!.getAttribute('href')).toBe('#main');
    expect(all('table caption')).toHaveLength(2);
    expect(all('th:not([scope])')).toEqual([]);
    expect(all('script')).toEqual([]);
    expect(all('[lang="cy-GB"]').map((e) => e.textContent)).toEqual(['Ynys Môn', 'plant sy’n derbyn gofal']);
    expect(all('data')[0]!.getAttribute('value')).toBe('places_registered.residential.W92000004.2030-03-31.p50');
    expect(all('tbody th')[0]!.textContent).toBe(
      '<script>alert(1)</script> *x* [y](z) `a` | {{b}} ]]> & "c" \ufffd=1+1',
    );
    expect(file('paper.html')).toMatch(/@top-left \{ content: "Run 0123456789abcdef/);
    expect(file('paper.html')).toMatch(/@bottom-left \{ content: "Status: illustrative/);
    window.close();
  });
});

describe('the Markdown', () => {
  it('holds words from outside as words', () => {
    expect(file('paper.md')).toContain('&lt;script&gt;alert(1)&lt;/script&gt; \\*x\\* \\[y\\](z) \\`a\\` \\|');
    const one = (text: string): string =>
      documentMarkdown({ ...document, blocks: [{ kind: 'paragraph', runs: [text] }] }).text;
    expect(one('# not a heading')).toContain('\n\\# not a heading\n');
    expect(one('- not a list')).toContain('\n\\- not a list\n');
    expect(one('12. not a list')).toContain('\n12\\. not a list\n');
    expect(one('two\n\n# lines')).toContain('\ntwo \\# lines\n');
  });
});
