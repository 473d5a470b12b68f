import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/** What keeps a Word file from being read by everybody, one line each: the rules for documents of the Government Digital Service. */
export function wordProblems(bytes: Uint8Array): string[] {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [
      name,
      /\.(xml|rels)$/.test(name) ? strFromU8(content) : '',
    ]),
  );
  const found: string[] = [];
  const must = (right: boolean, problem: string): void => {
    if (!right) found.push(problem);
  };
  for (const [name, text] of Object.entries(parts)) {
    if (text === '') continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => found.push(`${name}: ${error.message}`));
    parser.write(text).close();
  }
  const text = parts['word/document.xml']!;
  must(/<dc:title>[^<]+<\/dc:title>/.test(parts['docProps/core.xml']!), 'no title property');
  must(/<w:lang w:val="(en|cy)-GB"/.test(parts['word/styles.xml']!), 'no language of the document');
  const levels = [...text.matchAll(/<w:pStyle w:val="Heading(\d)"\/>/g)].map(([, level]) => Number(level));
  must(levels[0] === 1 && levels.filter((level) => level === 1).length === 1, 'not one heading 1 at the beginning');
  levels.forEach((level, i) => must(i === 0 || level <= levels[i - 1]! + 1, `heading ${level} jumps a level`));
  const tables = text.match(/<w:tbl>.*?<\/w:tbl>/gs) ?? [];
  tables.forEach((table, i) =>
    must((table.match(/<w:tblHeader\/>/g) ?? []).length === 1, `table ${i + 1} has not one header row`),
  );
  const drawings = text.match(/<wp:docPr [^>]*>/g) ?? [];
  must(drawings.length === (text.match(/<w:drawing>/g) ?? []).length, 'a drawing has no properties');
  for (const drawing of drawings) must(/descr="[^"]+"/.test(drawing), 'a drawing has no words');
  must(!/w:gridSpan|w:vMerge|w:hMerge/.test(text), 'merged cells');
  must(!/txbxContent/.test(text), 'a text box');
  must(!/<w:u |<w:i\/>/.test(text), 'underlined or italic text');
  return found;
}
