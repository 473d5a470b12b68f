import { mergeRun } from '../experiments/merge-run.ts';
import { MOST_THREADS } from '../experiments/run.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { reportRun } from './report-run.ts';

export const MERGE_USAGE = `Usage: market-stability merge DIR [--threads N]

DIR is a folder with run-plan.json and all blocks of it in the folder blocks, as run-block made them.
--threads N   threads (all processors unless told); the files are the same for any number

Writes outcomes.csv, outcomes.parquet, inputs.json and manifest.json: the same as those of run, to the byte, but for the
times and the machine in the manifest. A block that is missing, changed, or of another run is named and refused.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `merge DIR`: makes the files of a run from its blocks. */
export function mergeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: MERGE_USAGE,
      options: { threads: { type: 'string' } },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'One folder is needed.'),
      work: async ({ values, positionals }) => {
        const threads = numberOf('threads', values.threads, 1, MOST_THREADS);
        const merged = await mergeRun(positionals[0]!, { ...(threads !== undefined && { threads }) });
        reportRun({ ...merged, reusedDraws: 0 }, output);
        return 0;
      },
    },
    args,
    output,
  );
}
