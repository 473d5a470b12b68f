import { cellText, readXml } from './xml.ts';

/** A string that cells share, and whether some of its letters have a format of their own. */
export interface SharedString {
  readonly text: string;
  readonly rich: boolean;
}

/** Reads the shared strings; a sentence when the text is no XML. */
export function readSharedStrings(xml: string): readonly SharedString[] | string {
  const strings: SharedString[] = [];
  let text = '';
  let rich = false;
  let inText = false;
  let phonetic = 0;
  const problem = readXml(xml, {
    open: ({ name }) => {
      if (name === 'si') [text, rich] = ['', false];
      else if (name === 'r') rich = true;
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = phonetic === 0;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
    close: ({ name }) => {
      if (name === 'si') strings.push({ text: cellText(text), rich });
      else if (name === 'rPh') phonetic--;
      else if (name === 't') inText = false;
    },
  });
  return problem ?? strings;
}
