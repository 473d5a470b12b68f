import type { Checked } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import { fileProblem } from '../file-bytes.ts';
import { FORMATS } from './formats.ts';
import type { ImportFormat, ImportSource } from './import-format.ts';
import { peekAt } from './peek.ts';
import type { Peek } from './peek.ts';
import { refusal } from './problems.ts';

/** A format, and how it was known. */
export interface Recognised {
  readonly format: ImportFormat;
  /** A sentence: named by the user, or what in the file shows it. */
  readonly because: string;
}

/** The format of a name; the problem when there is none of that name. */
export function formatNamed(name: string): Checked<ImportFormat> {
  const format = FORMATS.find((one) => one.name === name);
  if (format !== undefined) return { ok: true, value: format, repairs: [] };
  const names = FORMATS.map((one) => one.name);
  const near = nearestName(name, names);
  return refusal(
    fileProblem('FORMAT', name, 'There is no format of this name.', `One of: auto, ${names.join(', ')}.`, `${near === undefined ? '' : `Did you mean ${near}? `}See import --list, or write auto.`),
  );
}

/** Tells the format of some files from what is in them; refuses where none fits, or where they are not of one format. */
export async function recogniseFormat(sources: readonly ImportSource[]): Promise<Checked<Recognised>> {
  let known: Recognised | undefined;
  for (const source of sources) {
    const peek = await peekAt(source);
    const fitting = FORMATS.flatMap((format) => {
      const because = format.recognise(peek);
      return because === undefined ? [] : [{ format, because }];
    });
    const one = fitting[0];
    if (one === undefined) return refusal(notRecognised(peek));
    if (fitting.length > 1)
      return refusal(
        fileProblem(source.fileName, fitting.map(({ format }) => format.name).join(', '), 'The file may be of more than one format.', 'A file that one format fits.', 'Name the format instead of auto.'),
      );
    if (known !== undefined && known.format !== one.format)
      return refusal(
        fileProblem(source.fileName, one.format.name, `The file is not of the format of the first, ${known.format.name}.`, 'Files of one format.', 'Import each format by itself.'),
      );
    known ??= { format: one.format, because: `${source.fileName} is ${one.format.name} because ${one.because}.` };
  }
  return { ok: true, value: known!, repairs: [] };
}

function notRecognised(peek: Peek): ReturnType<typeof fileProblem> {
  if (peek.kind === 'text' && peek.text.trim() === '')
    return fileProblem(peek.fileName, 'blank lines', 'The file holds no figures.', 'A header and at least one row.', 'The filters of the view may have left nothing; choose others and download the table again.');
  const seen =
    peek.kind === 'workbook' || peek.kind === 'zip'
      ? `${peek.kind} with ${peek.parts.slice(0, 5).join(', ')}`
      : peek.rows[0] !== undefined
        ? peek.rows[0].join(',')
        : peek.text.slice(0, 80) || 'bytes that are no text';
  return fileProblem(
    peek.fileName,
    seen.slice(0, 200),
    'The format of the file is not known.',
    FORMATS.map((format) => `${format.name}: ${format.reads}`).join(' '),
    'Name the format if you know it (import --list), and check that the file is as it was downloaded.',
  );
}
