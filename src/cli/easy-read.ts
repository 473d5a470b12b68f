import { lintText } from '../reporting/document/numbers/lint-numbers.ts';
import { easyRead } from '../reporting/easy-read/easy-read.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const EASY_READ_USAGE = `Usage: market-stability easy-read RUN [--for carers|children|public] [--area AREA] [--out DIR] [--force]

RUN is the folder of a finished run, such as outputs/as-legislated-1.
--for AUDIENCE       carers (and workers, unless told), children or public; data/language/audiences.yaml holds their order
--area AREA          code or name in either language (the country unless told)
--out DIR            folder to write (easy-read inside RUN unless told)
--force              write over files that hold something else

Drafts an easy read version as Word and HTML, with its numbers as CSV. It is always a draft: the people it is for must read it.
Carers and workers come before children: their draft of the same run must be in the folder first.
Exit code 0: done; 1: a number or a word keeps the draft back; 2: the input is wrong. Nothing is written for 1 and 2.`;

const OPTIONS = {
  for: { type: 'string' },
  area: { type: 'string' },
  out: { type: 'string' },
  force: { type: 'boolean' },
} as const;

/** `easy-read RUN`: drafts an easy read version for one audience. */
export function easyReadCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: EASY_READ_USAGE,
      options: OPTIONS,
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'Name one run.'),
      work: async ({ values: { force, ...named }, positionals }) => {
        const made = await easyRead({ run: positionals[0]!, ...named, force: force === true });
        for (const problem of made.problems) output.err(`  ${lintText(problem)}`);
        if (made.files.length === 0) {
          output.err('Nothing was written.');
          return 1;
        }
        output.out(`${made.document.title} (draft)`);
        output.out(`  Before it is used: ${made.audience.approver}.`);
        for (const file of made.files) output.out(`  ${file}`);
        return 0;
      },
    },
    args,
    output,
  );
}
