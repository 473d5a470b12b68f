import { assure } from '../reporting/assurance/assure.ts';
import type { Assurance } from '../reporting/assurance/assure.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const ASSURE_USAGE = `Usage: market-stability assure RUN [--names FILE] [--data DIR] [--sensitivity DIR] [--out DIR] [--force]

RUN is the folder of a finished run, such as outputs/as-legislated-1.
--names FILE       YAML with commissioner, analyst, assurer and approver (docs/assurance.md); without it the pack is a draft
--data DIR         folder of the data set of the run (Wales as shipped unless told)
--sensitivity DIR  folder of a sensitivity analysis on these data (what was measured on the shipped data unless told)
--out DIR          folder to write (assurance inside RUN unless told)
--force            write over a folder that holds something else

Makes the assurance pack of a run from the run itself: statement, uncertainty, model card, assumptions log, data log, model
map and run record, as assurance.docx, .html and .md, with the logs as CSV. A run is called assured only where people have
signed for it. Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `assure RUN`: the assurance pack of a run, and what is open in it. */
export function assureCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: ASSURE_USAGE,
      options: {
        names: { type: 'string' },
        data: { type: 'string' },
        sensitivity: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'Name the folder of one run.'),
      work: async ({ values, positionals }) => {
        const { force, ...named } = values;
        report(await assure({ ...named, run: positionals[0]!, force: force === true }), output);
        return 0;
      },
    },
    args,
    output,
  );
}

function report({ assured, open, files }: Assurance, output: CommandOutput): void {
  output.out(
    assured ? 'Assurance pack, signed by the people that it names' : 'Draft assurance pack: the run is not assured',
  );
  for (const point of open) output.out(`  Open: ${point}`);
  for (const file of files) output.out(`  ${file}`);
}
