import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/domain/errors.ts';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { excelLike } from './excel-like.ts';

const refusal = (bytes: Uint8Array): string => {
  try {
    openPackage(bytes, 'register.xlsx');
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.problems).toHaveLength(1);
    return error.message;
  }
  return 'none';
};
const strict = (xml: string): string =>
  xml.replaceAll(
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'http://purl.oclc.org/ooxml/officeDocument/relationships',
  );
const flags = (bytes: Uint8Array): Uint8Array => {
  const locked = bytes.slice();
  const view = new DataView(locked.buffer);
  for (let at = 0; at + 4 < locked.length; at++)
    if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true);
  return locked;
};

describe('a file that cannot be changed without loss', () => {
  const good = excelLike();
  it.each([
    ['text', strToU8('Risk ID,Risk\nR-01,x'), 'not an Excel workbook'],
    [
      'an older or locked file',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]),
      'locked with a password',
    ],
    ['a zip bomb', zipSync({ 'xl/workbook.xml': new Uint8Array(70 * 1024 * 1024) }), 'zip bomb'],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), 'a zip and not an Excel workbook'],
    ['a locked zip', flags(good), 'locked with a password'],
    ['a file cut off', good.slice(0, good.length - 40), 'its end is missing'],
    [
      'strict Open XML',
      excelLike({ part: (name, xml) => (name.endsWith('.rels') ? strict(xml) : xml) }),
      'Strict Open XML',
    ],
    [
      'a binary workbook',
      excelLike({
        part: (name, xml) =>
          name === '[Content_Types].xml'
            ? xml.replace(
                /vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml/,
                'vnd.ms-excel.sheet.binary.macroEnabled.main',
              )
            : xml,
      }),
      'binary',
    ],
    [
      'a signed workbook',
      excelLike({
        part: (name, xml) =>
          name === '_rels/.rels'
            ? xml.replace(
                '</Relationships>',
                '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>',
              )
            : xml,
      }),
      'signed',
    ],
    [
      'a part that is no XML',
      excelLike({ part: (name, xml) => (name === 'xl/worksheets/sheet1.xml' ? xml.slice(0, 400) : xml) }),
      'sheet1.xml',
    ],
    [
      'a declared document type',
      excelLike({
        part: (name, xml) =>
          name === 'xl/styles.xml' ? xml.replace('<styleSheet', '<!DOCTYPE x [<!ENTITY a "b">]><styleSheet') : xml,
      }),
      'document type',
    ],
    [
      'a cell that stands there twice',
      excelLike({ part: (_, xml) => xml.replace('<c r="D4"', '<c r="C4"') }),
      'stands there twice',
    ],
  ] as const)('is refused: %s', (_, bytes, words) => {
    expect(refusal(bytes)).toContain(words);
  });

  it('is refused where any byte of a part is damaged', () => {
    const packed = Object.entries(unzipSync(good));
    expect(packed.length).toBeGreaterThan(20);
    let refused = 0;
    // Bytes of the first local records: names, sizes and packed contents.
    for (let at = 40; at < 2000; at += 97) {
      const damaged = good.slice();
      damaged[at]! ^= 0x20;
      if (refusal(damaged) !== 'none') refused++;
    }
    expect(refused).toBeGreaterThan(15);
  });
});
