import { isUtf8 } from 'node:buffer';
import type { Checked, Repair } from '../../domain/errors.ts';
import { fileProblem } from '../file-bytes.ts';
import type { ImportSource } from './import-format.ts';
import { refusal } from './problems.ts';

/**
 * The text of a file in UTF-8, UTF-16 or Windows-1252, without its byte order mark. Whatever is not UTF-8 is listed as a
 * repair; bytes that are no text are refused.
 */
export function decodeText({ bytes, fileName }: ImportSource): Checked<string> {
  if (bytes.length === 0)
    return refusal(fileProblem(fileName, '0 bytes', 'The file is empty.', 'A file with a header and figures.', 'Download it again.'));
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const strange = controlCharacter(text);
  if (strange !== undefined)
    return refusal(
      fileProblem(fileName, strange, 'The file holds control characters; it is no table.', 'Text in UTF-8, UTF-16 or Windows-1252, or an Excel workbook.', 'Check that it is the file you mean, and download it again.'),
    );
  const repairs: Repair[] =
    encoding === 'utf-8'
      ? []
      : [
          {
            file: fileName,
            found: encoding === 'windows-1252' ? 'Windows-1252 text' : 'UTF-16 text',
            used: 'UTF-8',
            why: 'the text is not in UTF-8 and was read in the encoding that its bytes show',
          },
        ];
  return { ok: true, value: text, repairs };
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  head.forEach((byte, i) => {
    if (byte !== 0) return;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  });
  if (odd * 5 > head.length * 2 && even === 0) return 'utf-16le';
  if (even * 5 > head.length * 2 && odd === 0) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** The first control character that no table holds, as an escape. */
function controlCharacter(text: string): string | undefined {
  const found = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.exec(text);
  return found === null ? undefined : `\\u${found[0].charCodeAt(0).toString(16).padStart(4, '0')} at character ${found.index + 1}`;
}
