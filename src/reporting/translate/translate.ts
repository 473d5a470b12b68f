import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileBytes } from '../../data/file-bytes.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { InputError } from '../../domain/errors.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { writeWhole } from '../../experiments/whole-file.ts';
import { writeProblem } from '../../experiments/write-problem.ts';
import { readPaperText, writtenWords } from '../briefing/paper-text.ts';
import { writeMadeFiles } from '../document/write-document.ts';
import { ANSWERS_FILE, answersCsv } from '../language/answers.ts';
import type { Words } from '../language/words.ts';
import { readWords } from '../language/words.ts';
import { readTranslatorWorkbook } from './read-translator-workbook.ts';
import { readXliff } from './read-xliff.ts';
import type { ReturnedRow } from './returned-row.ts';
import type { ReturnedFrom, TakenAnswers } from './take-answers.ts';
import { takeAnswers } from './take-answers.ts';
import type { OwnWords, TranslationUnit } from './translation-units.ts';
import { allTexts, translationUnits } from './translation-units.ts';
import { ANSWER_COLUMNS, translatorWorkbook } from './translator-workbook.ts';
import { xliffText } from './xliff.ts';

export interface TranslateOptions {
  /** File of answers; `welsh-answers.csv` where the program is run unless told. It need not be there yet. */
  readonly answers?: string;
  /** YAML file with what people wrote of a paper, to have it translated as well. */
  readonly text?: string;
}

export interface ExportOptions extends TranslateOptions {
  /** Folder to write. */
  readonly out: string;
  readonly force?: boolean;
}

export interface TranslatorExport {
  readonly units: readonly TranslationUnit[];
  readonly words: Words;
  /** Paths of the workbook and of the XLIFF file. */
  readonly files: readonly string[];
}

/**
 * Writes what waits for a translator as a workbook and as XLIFF 1.2: terms, names, sentences, and words of a paper.
 *
 * @throws InputError when the file of answers or the text is wrong, or a file is there already and holds something else
 * @example
 * await exportForTranslators({ out: 'to-translators' });
 */
export async function exportForTranslators(options: ExportOptions): Promise<TranslatorExport> {
  const { words, own } = await readAll(options);
  const units = translationUnits(words, own);
  const files = [
    { name: 'welsh-to-confirm.xlsx', bytes: await translatorWorkbook(units) },
    { name: 'welsh-to-confirm.xlf', bytes: new TextEncoder().encode(xliffText(units, packageVersion())) },
  ];
  await writeMadeFiles(options.out, files, options.force);
  return { units, words, files: files.map(({ name }) => join(options.out, name)) };
}

export interface ReadBackOptions extends TranslateOptions {
  /** Who confirmed what an XLIFF file holds; a workbook says it row by row. */
  readonly confirmedBy?: string;
  /** When, as 2026-11-20. */
  readonly date?: string;
  /** Every target of an XLIFF file counts as confirmed, not only those that are final. */
  readonly takeAll?: boolean;
}

export interface ReadBack extends TakenAnswers {
  /** File in which the answers are kept. */
  readonly file: string;
}

/**
 * Reads a workbook or an XLIFF file that came back from a translator, and puts the answers with those that are kept. A file
 * with anything wrong in it changes nothing.
 *
 * @throws InputError with all that is wrong
 * @example
 * await readFromTranslators('welsh-to-confirm.xlsx');
 */
export async function readFromTranslators(file: string, options: ReadBackOptions = {}): Promise<ReadBack> {
  const { words, own, path } = await readAll(options);
  const read = await readFileBytes(file);
  if ('problem' in read) throw new InputError([read.problem]);
  const { rows, columns } = await rowsOf(file, read.bytes, read.format === 'zip', options);
  const english = allTexts(words, own);
  const taken = takeAnswers(rows, { file, columns }, words.answers?.byId ?? new Map(), english, words);
  if ('problems' in taken) throw new InputError(taken.problems);
  try {
    await writeWhole(path, answersCsv(taken.answers));
  } catch (error) {
    throw writeProblem(error, path);
  }
  return { ...taken, file: path };
}

async function rowsOf(
  file: string,
  bytes: Uint8Array,
  isWorkbook: boolean,
  { confirmedBy, date, takeAll }: ReadBackOptions,
): Promise<{ readonly rows: readonly ReturnedRow[]; readonly columns: ReturnedFrom['columns'] }> {
  const refuse = (about: Omit<InputProblem, 'kind'>): InputError => new InputError([{ kind: 'input', ...about }]);
  if (isWorkbook) {
    if (confirmedBy !== undefined || date !== undefined || takeAll === true)
      throw refuse({
        file,
        value: [confirmedBy, date].filter((value) => value !== undefined).join(', '),
        problem: 'A workbook names who confirmed a text, and when, in each row.',
        allowed: '--confirmed-by, --date and --take-all with an XLIFF file.',
        mend: 'Leave the options out, and fill the columns of the workbook.',
      });
    const rows = await readTranslatorWorkbook(bytes, file);
    const [first] = rows;
    if (first !== undefined && 'kind' in first) throw new InputError(rows as readonly InputProblem[]);
    return { rows: rows as readonly ReturnedRow[], columns: ANSWER_COLUMNS };
  }
  if (confirmedBy === undefined || confirmedBy.trim() === '' || date === undefined)
    throw refuse({
      file: confirmedBy === undefined ? '--confirmed-by' : '--date',
      problem: 'An XLIFF file does not say who confirmed its texts, and when.',
      allowed: '--confirmed-by with a name, and --date such as 2026-11-20.',
      mend: 'Give both options.',
    });
  const rows = readXliff(new TextDecoder().decode(bytes), file, { confirmedBy, date, takeAll: takeAll === true });
  if (!Array.isArray(rows)) throw new InputError([rows as InputProblem]);
  const columns = { id: 'id', welsh: 'target', confirmedBy: '--confirmed-by', date: '--date' };
  return { rows: rows as readonly ReturnedRow[], columns };
}

async function readAll({
  answers,
  text,
}: TranslateOptions): Promise<{ readonly words: Words; readonly own: readonly OwnWords[]; readonly path: string }> {
  const path = answers ?? ANSWERS_FILE;
  const words = await readWords(await foundAnswers(path));
  const own =
    text === undefined ? [] : writtenWords(await readPaperText(text)).filter((w) => w.approvedBy === undefined);
  return { words, own, path };
}

/** The path of a file of answers when it is there. */
export async function foundAnswers(path: string): Promise<string | undefined> {
  return access(path).then(
    () => path,
    () => undefined,
  );
}
