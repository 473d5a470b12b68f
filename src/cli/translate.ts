import { formatProblem, InputError } from '../domain/errors.ts';
import { ANSWERS_FILE } from '../reporting/language/answers.ts';
import type { ReadBack, TranslatorExport } from '../reporting/translate/translate.ts';
import { exportForTranslators, readFromTranslators } from '../reporting/translate/translate.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const TRANSLATE_USAGE = `Usage: market-stability translate export [--out DIR] [--answers FILE] [--text FILE] [--force]
       market-stability translate read FILE [--answers FILE] [--text FILE] [--confirmed-by NAME --date DATE] [--take-all]

export  writes every Welsh text that waits for a translator: welsh-to-confirm.xlsx for Excel, welsh-to-confirm.xlf (XLIFF 1.2)
        for a translation tool
read    reads one of the two when it comes back, and keeps the answers in ${ANSWERS_FILE}; brief uses them from then on

--answers FILE       file of the answers (${ANSWERS_FILE} in this folder unless told)
--text FILE          YAML with what people write of a paper, to have it translated as well
--out DIR            folder to write (to-translators unless told)
--force              write over files that hold something else
--confirmed-by NAME  who confirmed an XLIFF file; a workbook says it in each row
--date DATE          when, such as 2026-11-20
--take-all           every target of an XLIFF file counts, not only those that the tool calls final, signed off or approved

An answer counts for the English that it was given for. Where the English changes, it lapses and is asked again.
Exit code 0: done; 2: the input is wrong. A file with anything wrong in it changes nothing, and all that is wrong is listed.`;

const OPTIONS = {
  out: { type: 'string' },
  answers: { type: 'string' },
  text: { type: 'string' },
  force: { type: 'boolean' },
  'confirmed-by': { type: 'string' },
  date: { type: 'string' },
  'take-all': { type: 'boolean' },
} as const;

/** Most problems and answers that are printed. */
const MOST_LINES = 50;

/** `translate export` and `translate read FILE`: what a translator is asked, and what the translator has answered. */
export function translateCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: TRANSLATE_USAGE,
      options: OPTIONS,
      misuse: ({ values, positionals: [part, ...files] }) => {
        if (part !== 'export' && part !== 'read')
          return part === undefined ? 'Say export or read.' : `translate has no part ${part}. Say export or read.`;
        if (part === 'read') return files.length === 1 ? undefined : 'Name one file that came back.';
        if (files.length > 0) return 'export takes no file. Give --out with the folder to write.';
        return (values['confirmed-by'] ?? values.date ?? values['take-all']) ? 'That option is for read.' : undefined;
      },
      work: async ({ values, positionals: [part, file] }) => {
        const { answers, text, date, 'confirmed-by': confirmedBy, 'take-all': takeAll, force, out } = values;
        const shared = { ...(answers === undefined ? {} : { answers }), ...(text === undefined ? {} : { text }) };
        if (part === 'export') {
          const made = await exportForTranslators({ ...shared, out: out ?? 'to-translators', force: force === true });
          return reportExport(made, output);
        }
        try {
          const read = await readFromTranslators(file!, {
            ...shared,
            ...(confirmedBy === undefined ? {} : { confirmedBy }),
            ...(date === undefined ? {} : { date }),
            takeAll: takeAll === true,
          });
          return reportRead(read, output);
        } catch (error) {
          if (!(error instanceof InputError)) throw error;
          printed(error.problems.map(formatProblem), output.err);
          output.err('Nothing was changed.');
          return 2;
        }
      },
    },
    args,
    output,
  );
}

function printed(lines: readonly string[], print: (line: string) => void): void {
  for (const line of lines.slice(0, MOST_LINES)) print(line);
  if (lines.length > MOST_LINES) print(`and ${lines.length - MOST_LINES} more`);
}

function reportExport({ units, words, files }: TranslatorExport, output: CommandOutput): number {
  const count = (question: string): number => units.filter((unit) => unit.question === question).length;
  output.out(
    `${units.length} texts wait for a translator: ${count('translate')} to translate, ${count('confirm')} to confirm.`,
  );
  if (words.inForce.size > 0) output.out(`${words.inForce.size} are confirmed already (${words.answers!.file}).`);
  printed(
    words.lapsed.map(
      ({ answer, english }) => `Lapsed: ${answer.id}. Confirmed for "${answer.english}"; now "${english}".`,
    ),
    output.out,
  );
  for (const file of files) output.out(`  ${file}`);
  return 0;
}

function reportRead(read: ReadBack, output: CommandOutput): number {
  const { added, replaced, open, lapsed, repairs, advice, file } = read;
  output.out(`${added.length + replaced.length} texts are confirmed; ${open} are still open. Kept in ${file}.`);
  printed(
    replaced.map(({ before, now }) => `Changed: ${now.id}. "${before.welsh}" is "${now.welsh}" now.`),
    output.out,
  );
  printed(
    lapsed.map(
      ({ id, english }) =>
        `Kept and not in force: ${id}. It was given for "${english}", and the English is another now.`,
    ),
    output.out,
  );
  printed(
    repairs.map(({ row, found, used, why }) => `Mended: row ${row}. Found "${found}"; used "${used}": ${why}.`),
    output.out,
  );
  printed(
    advice.map((line) => `Look again: ${line}`),
    output.out,
  );
  return 0;
}
