import type { Relationship } from './relationships.ts';
import { ownerOfRelationships, readRelationships } from './relationships.ts';
import { workbookProblem } from './workbook-problem.ts';
import { decodePart } from './xml.ts';
import type { ZipFile } from './zip-entries.ts';
import { readZip } from './zip-entries.ts';

/** Parts of a workbook and how they hang together. */
export interface PackageParts {
  readonly zip: ZipFile;
  readonly workbookPart: string;
  readonly relationships: readonly Relationship[];
  readonly macros: boolean;
}

const SAVE_AS = 'Open it in Excel and save it as "Excel Workbook (.xlsx)".';

/**
 * Reads the parts of a workbook.
 *
 * @throws InputError when the file is no workbook, locked, signed, or of a kind that cannot be changed without loss
 */
export function readParts(bytes: Uint8Array, file: string): PackageParts {
  const begins = (...head: readonly number[]): boolean => head.every((byte, i) => bytes[i] === byte);
  if (begins(0xd0, 0xcf, 0x11, 0xe0))
    throw workbookProblem(
      file,
      'a file of the older kind',
      'This is an .xls workbook, or a workbook locked with a password or by a sensitivity label that encrypts.',
      'Save it without a password as "Excel Workbook (.xlsx)". If its label encrypts, ask the owner of the register for a copy.',
    );
  if (!begins(0x50, 0x4b, 0x03, 0x04))
    throw workbookProblem(
      file,
      'the file',
      'The file is not an Excel workbook.',
      `Check that it is the file you mean. ${SAVE_AS}`,
    );
  const zip = readZip(bytes);
  if (typeof zip === 'string')
    throw workbookProblem(file, 'the file', `The file is not a workbook that can be read. ${zip}`, SAVE_AS);
  const relationships = readAllRelationships(zip, file);
  const main = relationships.find(({ from, type }) => from === '' && type === 'officeDocument');
  const types =
    decodePart(zip.entries.find(({ name }) => name === '[Content_Types].xml')?.content ?? new Uint8Array()) ?? '';
  if (main === undefined || !zip.entries.some(({ name }) => name === main.target))
    throw workbookProblem(
      file,
      'a zip',
      'The file is a zip and not an Excel workbook.',
      'Unpack it and name the workbook inside it.',
    );
  if (main.strict)
    throw workbookProblem(
      file,
      'Strict Open XML',
      'The workbook is saved as Strict Open XML, which is not changed here.',
      SAVE_AS,
    );
  if (/sheet\.binary/.test(types) || main.target.endsWith('.bin'))
    throw workbookProblem(file, 'a binary workbook', 'The workbook is a binary one (.xlsb).', SAVE_AS);
  if (!/spreadsheetml|ms-excel\.(sheet|template)\.macroEnabled/.test(types))
    throw workbookProblem(
      file,
      'another Office file',
      'The file is not a workbook.',
      'Name the workbook of the register.',
    );
  if (relationships.some(({ type }) => type === 'origin' || type === 'signature'))
    throw workbookProblem(
      file,
      'a digital signature',
      'The workbook is signed. Any change would make the signature worthless.',
      'Ask the person who signed it for an unsigned copy, and sign again afterwards.',
    );
  const macros = relationships.some(({ type }) => type === 'vbaProject');
  return { zip, workbookPart: main.target, relationships, macros };
}

function readAllRelationships(zip: ZipFile, file: string): readonly Relationship[] {
  return zip.entries.flatMap(({ name, content }) => {
    const owner = ownerOfRelationships(name);
    if (owner === undefined) return [];
    const text = decodePart(content);
    const read = text === undefined ? 'Its text is not in UTF-8.' : readRelationships(text, owner);
    if (typeof read === 'string') throw workbookProblem(file, name, `The workbook is damaged. ${read}`, SAVE_AS);
    return read;
  });
}
