import { publish } from '../reporting/publication/publish.ts';
import { PUBLISH_LEVELS } from '../reporting/publication/published-rows.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const PUBLISH_USAGE = `Usage: market-stability publish RUN [--level region|authority] [--out DIR] [--force]

RUN is the folder of a finished run, such as outputs/as-legislated-1.
--level LEVEL  smallest areas that are shown: region (unless told) or authority
--out DIR      folder to write (publication-LEVEL inside RUN unless told)
--force        write over a folder that holds something else

Writes a publishable copy: publication.xlsx, outcomes-published.csv with metadata, and outcomes-published.parquet. Below the
country small counts are suppressed so that none can be worked out, and counts of authorities are rounded to 5.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `publish RUN`: a copy of a run that may leave the building. */
export function publishCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: PUBLISH_USAGE,
      options: { level: { type: 'string' }, out: { type: 'string' }, force: { type: 'boolean' } },
      misuse: ({ values, positionals }) =>
        positionals.length !== 1
          ? 'Name the folder of one run.'
          : PUBLISH_LEVELS.some((level) => level === (values.level ?? 'region'))
            ? undefined
            : `--level takes ${PUBLISH_LEVELS.join(' or ')}.`,
      work: async ({ values, positionals }) => {
        const level = PUBLISH_LEVELS.find((one) => one === values.level) ?? 'region';
        const out = values.out === undefined ? {} : { out: values.out };
        const made = await publish({ run: positionals[0]!, level, force: values.force === true, ...out });
        output.out(`Publishable copy by ${level}: ${made.rows.length} figures, ${made.suppressed} suppressed`);
        output.out(`  Status: ${made.status}`);
        for (const file of made.files) output.out(`  ${file}`);
        return 0;
      },
    },
    args,
    output,
  );
}
