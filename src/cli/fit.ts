import { basename, extname, join } from 'node:path';
import { fit, MOST_SETS, USUAL_SETS } from '../reporting/fit/fit.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { repairLines } from './repair-lines.ts';

export const FIT_USAGE = `Usage: market-stability fit FILE [--flows FILE] [--population FILE] [--stays FILE] [--data DIR]
                            [--sets N] [--seed S] [--out DIR] [--force]

FILE is a history; its kind is known from its columns. register-history.csv (dated copies of a register, stacked) gives the
hazards of closing, of a change of owner and of conversion, by sector, size and year.
children.csv (children looked after) gives, with starts of care, rates of entry by area and age, their trend and scatter, the
length of stays, and where children are placed at entry.
--flows FILE, --population FILE, --stays FILE  tables beside children.csv, in place of those of the data set
--data DIR  data set whose areas.csv says which areas there are; else the one beside FILE
--sets N    parameter sets drawn, rows of posterior.parquet (100 to ${MOST_SETS}; ${USUAL_SETS} unless told)
--seed S    seed of the luck (1 unless told)
--out DIR   folder to write (outputs/fit-NAME-SEED unless told)
--force     write over a folder that holds something else

Writes assumptions.csv and posterior.parquet, which a data set takes beside its tables, the tables behind them (for children
also flows.csv, stays.csv and needs.csv, for the same data set), and manifest.json. Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `fit FILE`. */
export function fitCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: FIT_USAGE,
      options: {
        data: { type: 'string' },
        flows: { type: 'string' },
        population: { type: 'string' },
        stays: { type: 'string' },
        sets: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'fit: one file is needed.'),
      work: async ({ values, positionals }) => {
        const file = positionals[0]!;
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1;
        const made = await fit({
          file,
          dataDir: values.data,
          flows: values.flows,
          population: values.population,
          stays: values.stays,
          sets: numberOf('sets', values.sets, 100, MOST_SETS),
          seed,
          out: values.out ?? join('outputs', `fit-${basename(file, extname(file))}-${seed}`),
          force: values.force === true,
        });
        for (const line of made.words) output.out(line);
        for (const path of made.files) output.out(`  ${path}`);
        for (const line of repairLines(made.repairs)) output.out(line);
        return 0;
      },
    },
    args,
    output,
  );
}
