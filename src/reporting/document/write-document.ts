import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../../experiments/whole-file.ts';
import { writeProblem } from '../../experiments/write-problem.ts';
import { refuseOther } from '../refuse-other.ts';
import { documentDocx } from './docx.ts';
import { documentHtml } from './html.ts';
import type { PageWords } from './html.ts';
import { documentMarkdown } from './markdown.ts';
import type { DocumentModel } from './model.ts';
import type { WordTemplate } from './word-template.ts';

/** Kinds of file that a document is written as. */
export const DOCUMENT_FORMATS = ['docx', 'html', 'md'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export interface DocumentSettings {
  /** Name of the files without ending. */
  readonly name: string;
  /** All formats unless told. */
  readonly formats?: readonly DocumentFormat[];
  /** An organisation's own Word file, whose styles, page, header and footer are kept. */
  readonly template?: WordTemplate;
  readonly pageWords?: PageWords;
}

/** A file to be written: its name inside the folder, and its bytes. */
export interface MadeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Makes the files of a document without writing them: `NAME.docx`, `NAME.html`, `NAME.md` and, beside the Markdown, its
 * pictures as `NAME-picture-1.png` and so on. The same document gives the same bytes.
 *
 * @throws Error when the document is not sound; InputError when the template cannot be used
 */
export async function documentFiles(document: DocumentModel, settings: DocumentSettings): Promise<MadeFile[]> {
  const { name, template } = settings;
  const files: MadeFile[] = [];
  for (const format of settings.formats ?? DOCUMENT_FORMATS) {
    if (format === 'docx') files.push({ name: `${name}.docx`, bytes: await documentDocx(document, template) });
    else if (format === 'html')
      files.push({ name: `${name}.html`, bytes: utf8(documentHtml(document, settings.pageWords)) });
    else {
      const { text, pictures } = documentMarkdown(document, (number) => `${name}-picture-${number}.png`);
      files.push({ name: `${name}.md`, bytes: utf8(text) }, ...pictures);
    }
  }
  return files;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Writes made files into a folder, each beside its name and renamed. A file of that name that holds something else is kept,
 * and nothing is written, unless `force` is set. Answers the SHA-256 of each file by name.
 *
 * @throws InputError when the folder may not be written, or a file is there already and holds something else
 */
export async function writeMadeFiles(
  folder: string,
  files: readonly MadeFile[],
  force = false,
): Promise<Readonly<Record<string, string>>> {
  if (!force) for (const { name, bytes } of files) await refuseOther(join(folder, name), bytes);
  try {
    await mkdir(folder, { recursive: true });
    const digests: Record<string, string> = {};
    for (const { name, bytes } of files) digests[name] = await writeWhole(join(folder, name), bytes);
    return digests;
  } catch (error) {
    throw writeProblem(error, folder);
  }
}

/** Makes the files of a document and writes them into a folder. Answers their paths. */
export async function writeDocument(
  document: DocumentModel,
  settings: DocumentSettings & { readonly folder: string; readonly force?: boolean },
): Promise<string[]> {
  const files = await documentFiles(document, settings);
  await writeMadeFiles(settings.folder, files, settings.force);
  return files.map(({ name }) => join(settings.folder, name));
}
