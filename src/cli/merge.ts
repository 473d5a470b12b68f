import { parseArgs } from 'node:util';
import { InputError } from '../domain/errors.ts';
import { mergeRun } from '../experiments/merge-run.ts';
import { MOST_THREADS, wholeNumber } from '../experiments/run.ts';
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
export async function mergeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { threads: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    output.err(`${(error as Error).message}\n\n${MERGE_USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    output.out(MERGE_USAGE);
    return 0;
  }
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    output.err(`One folder is needed.\n\n${MERGE_USAGE}`);
    return 2;
  }
  try {
    const text = values.threads;
    const threads =
      text === undefined
        ? undefined
        : wholeNumber('threads', /^\d+$/.test(text) ? Number(text) : NaN, 1, MOST_THREADS, text);
    reportRun({ ...(await mergeRun(folder, { ...(threads !== undefined && { threads }) })), reusedDraws: 0 }, output);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    output.err(error.message);
    return 2;
  }
}
