import { basename, extname, join } from 'node:path';
import { FORECAST_DRAWS, forecast, MOST_YEARS } from '../reporting/history/forecast.ts';
import type { Forecast } from '../reporting/history/forecast.ts';
import { MOST_HISTORY_DRAWS } from '../reporting/history/history-study.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { repairLines } from './repair-lines.ts';

export const FORECAST_USAGE = `Usage: market-stability forecast FILE --horizon YEARS [--data DIR] [--draws N] [--seed S] [--out DIR] [--force]

FILE is a history: the columns of children.csv (counts of children), or of register-history.csv (dated copies of a register).
--horizon YEARS  years ahead, at the anniversaries of the last date (1 to ${MOST_YEARS})
--data DIR       data set whose areas.csv says which authorities are in which region; else the one beside FILE
--draws N        draws (${FORECAST_DRAWS} unless told)
--seed S         seed of the luck (1 unless told)
--out DIR        folder to write (outputs/forecast-NAME-SEED unless told)
--force          write over a folder that holds something else

Forecasts the counts from their own history: no law, no scenario, no plan is in it. Authorities add up to regions and to the
country, and placement types or sectors to all, in every draw. Writes forecast.csv and manifest.json.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `forecast FILE --horizon YEARS`. */
export function forecastCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: FORECAST_USAGE,
      options: {
        horizon: { type: 'string' },
        data: { type: 'string' },
        draws: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        positionals.length !== 1
          ? 'forecast: one file is needed.'
          : values.horizon === undefined
            ? 'forecast: how many years ahead is not said; give --horizon.'
            : undefined,
      work: async ({ values, positionals }) => {
        const file = positionals[0]!;
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1;
        const made = await forecast({
          file,
          horizon: numberOf('horizon', values.horizon, 1, MOST_YEARS)!,
          draws: numberOf('draws', values.draws, 2, MOST_HISTORY_DRAWS),
          seed,
          dataDir: values.data,
          out: values.out ?? join('outputs', `forecast-${basename(file, extname(file))}-${seed}`),
          force: values.force === true,
        });
        report(made, output);
        return 0;
      },
    },
    args,
    output,
  );
}

function report({ kind, history, rows, repairs, files }: Forecast, output: CommandOutput): void {
  const what = kind === 'children' ? 'children' : 'services and places';
  output.out(
    `Forecast of ${what} from ${history.dates.length} dates, ${history.dates[0]} to ${history.dates.at(-1)}: ${rows.length.toLocaleString('en-GB')} rows`,
  );
  for (const file of files) output.out(`  ${file}`);
  output.out('  It carries the past on. No law, scenario or plan is in it.');
  for (const line of repairLines(repairs)) output.out(line);
}
