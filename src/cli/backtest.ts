import { basename, extname, join } from 'node:path';
import { EVERY_PART } from '../calibration/backtest/summarise-cases.ts';
import type { BacktestSummaryRow } from '../calibration/backtest/summarise-cases.ts';
import { BACKTEST_DRAWS, backtest, MOST_STEPS } from '../reporting/history/backtest.ts';
import type { Backtest } from '../reporting/history/backtest.ts';
import { MOST_HISTORY_DRAWS } from '../reporting/history/history-study.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';
import { repairLines } from './repair-lines.ts';
import { textTable, wrapWords } from './text-table.ts';

export const BACKTEST_USAGE = `Usage: market-stability backtest FILE [--horizon STEPS] [--data DIR] [--draws N] [--seed S] [--out DIR] [--force]

FILE is a history: the columns of children.csv, or of register-history.csv.
--horizon STEPS  steps ahead that are scored (3 unless told); a step is a year for children, the usual gap for a register
--data DIR       data set whose areas.csv counts; else the one beside FILE
--draws N        draws of each forecast (${BACKTEST_DRAWS} unless told)
--seed S         seed of the luck (1 unless told)
--out DIR        folder to write (outputs/backtest-NAME-SEED unless told)
--force          write over a folder that holds something else

Forecasts from every date of the history with nothing but what was known then, and puts what came beside it, as do naive,
drift, simple smoothing, damped trend, theta and a negative binomial walk. Writes backtest.csv, backtest-summary.csv,
the page backtest.html with every score, a picture, and manifest.json. Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `backtest FILE`. */
export function backtestCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: BACKTEST_USAGE,
      options: {
        horizon: { type: 'string' },
        data: { type: 'string' },
        draws: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'backtest: one file is needed.'),
      work: async ({ values, positionals }) => {
        const file = positionals[0]!;
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1;
        const made = await backtest({
          file,
          horizon: numberOf('horizon', values.horizon, 1, MOST_STEPS),
          draws: numberOf('draws', values.draws, 2, MOST_HISTORY_DRAWS),
          seed,
          dataDir: values.data,
          out: values.out ?? join('outputs', `backtest-${basename(file, extname(file))}-${seed}`),
          force: values.force === true,
          onProgress: progressLine('origins', output),
        });
        report(made, output);
        return 0;
      },
    },
    args,
    output,
  );
}

function report({ history, summary, words, files, repairs }: Backtest, output: CommandOutput): void {
  const names = Object.keys(history.groups[0]!.labels);
  const isOfWhole = (row: BacktestSummaryRow): boolean =>
    names.every((name) => !PARTED.has(name) || row[name] === 'all' || row[name] === EVERY_PART);
  const shown = summary.filter((row) => row.horizon === 'all' && row.size === 'all' && isOfWhole(row));
  // A scaled error has no value where the past of every series stood still.
  const two = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '-');
  const columns = [
    { heading: 'areas', width: 9 },
    ...names.map((name) => ({ heading: name.replace('_', ' '), width: 14 })),
    { heading: 'method', width: 22 },
    ...['cases', 'MAE', 'MASE', 'CRPS', 'in 80 %', 'in 95 %'].map((heading) => ({ heading, width: 7 })),
  ];
  const cells = shown.map((row) => [
    row.area_level,
    ...names.map((name) => String(row[name])),
    row.method,
    String(row.cases),
    ...[row.mae, row.mase, row.crps, row.covered_80, row.covered_95].map(two),
  ]);
  for (const line of textTable(columns, cells)) output.out(line);
  for (const line of wrapWords(words, 110)) output.out(line);
  for (const file of files) output.out(`  ${file}`);
  for (const line of repairLines(repairs)) output.out(line);
}

/** Labels whose parts add up to `all`. */
const PARTED: ReadonlySet<string> = new Set(['placement_type', 'sector']);
