import { lintText } from '../reporting/document/numbers/lint-numbers.ts';
import { linesOf, plainText } from '../reporting/document/runs.ts';
import type { Language } from '../reporting/language/languages.ts';
import { AIMS } from '../reporting/purpose/aims.ts';
import { purpose } from '../reporting/purpose/purpose.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const PURPOSE_USAGE = `Usage: market-stability purpose RUN... [--area AREA] [--year YEAR] [--recorded FILE.csv] [--language en|cy|both] [--answers FILE]
                               [--marking TEXT] [--out DIR] [--force]

RUN is the folder of a finished run with its draws, such as outputs/as-legislated-1; at most three. The sentences are about the first.
--area AREA       code or name in either language (the country unless told)
--year YEAR       financial year of the sentences (the first in which new for-profit placements need approval unless told)
--recorded FILE   what was recorded, with the columns of record.csv (what is published of Wales unless told)
--language L      en (unless told), cy or both
--answers FILE    what translators have confirmed, as translate keeps it
--marking TEXT    marking on every page (OFFICIAL unless told)
--out DIR         folder to write (purpose inside the first RUN unless told)
--force           write over files that hold something else

Makes one page on what the programme is for: do fewer children come into care, do they stay less long, do more live in their own
area? Recorded past and projection with its range, as Word, HTML and Markdown, with chart and figures. What it cannot say stands on it.
Exit code 0: done; 1: a number or a word keeps the page back; 2: the input is wrong. Nothing is written for 1 and 2.`;

const OPTIONS = {
  area: { type: 'string' },
  year: { type: 'string' },
  recorded: { type: 'string' },
  language: { type: 'string' },
  answers: { type: 'string' },
  marking: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
} as const;

const CHOICES: Readonly<Record<string, readonly Language[]>> = { en: ['en'], cy: ['cy'], both: ['en', 'cy'] };

/** `purpose RUN...`: makes the panel of what the programme is for, and prints its three sentences. */
export function purposeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: PURPOSE_USAGE,
      options: OPTIONS,
      misuse: ({ values, positionals }) =>
        positionals.length === 0
          ? 'No run is named.'
          : CHOICES[values.language ?? 'en'] === undefined
            ? '--language takes en, cy or both.'
            : undefined,
      work: async ({ values: { language, force, ...named }, positionals }) => {
        const made = await purpose({
          ...named,
          runs: positionals,
          languages: CHOICES[language ?? 'en']!,
          force: force === true,
        });
        for (const problem of made.problems) output.err(`  ${lintText(problem)}`);
        if (made.files.length === 0) {
          output.err('Nothing was written.');
          return 1;
        }
        const [document] = made.documents;
        output.out(`${document!.title} (draft)`);
        const sentences = linesOf(document!)
          .filter(({ where }) => where.includes('list 1'))
          .slice(0, AIMS.length);
        for (const { runs } of sentences) output.out(`  ${plainText(runs)}`);
        for (const file of made.files) output.out(`  ${file}`);
        return 0;
      },
    },
    args,
    output,
  );
}
