import { Document, Footer, Header, LevelFormat, Packer, Paragraph, TextRun } from 'docx';

/** An organisation's Word file with styles, a list, a first page and headers of its own. */
export async function templateBytes(words: readonly string[]): Promise<Uint8Array> {
  const edge = (text: string): Paragraph => new Paragraph({ children: [new TextRun(text)] });
  const word = new Document({
    title: 'House style',
    styles: {
      default: { document: { run: { font: 'Georgia', size: 22 } }, heading1: { run: { color: 'AA0000', size: 40 } } },
    },
    numbering: {
      config: [
        { reference: 'house', levels: [{ level: 0, format: LevelFormat.UPPER_ROMAN, text: '%1', alignment: 'left' }] },
      ],
    },
    sections: [
      {
        properties: { titlePage: true, page: { margin: { left: 2000 } } },
        headers: {
          default: new Header({ children: [edge('House header')] }),
          first: new Header({ children: [edge('House first header')] }),
        },
        footers: { default: new Footer({ children: [edge('House footer')] }) },
        children: words.map(
          (text) => new Paragraph({ numbering: { reference: 'house', level: 0 }, children: [new TextRun(text)] }),
        ),
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(word));
}
