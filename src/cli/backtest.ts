import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { backtestCounts } from '../calibration/backtest/backtest.ts';
import type { BacktestCase } from '../calibration/backtest/backtest.ts';
import { EVERY_PART, summariseCases } from '../calibration/backtest/summarise-cases.ts';
import type { BacktestSummaryRow } from '../calibration/backtest/summarise-cases.ts';
import { readHistory } from '../calibration/history/read-history.ts';
import type { ReadHistory } from '../calibration/history/read-history.ts';
import { canonicalJson, digestOf } from '../domain/digest.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import { packageVersion } from '../experiments/manifest.ts';
import { refuseFolder } from '../experiments/run-folder.ts';
import { wholeNumber } from '../experiments/run.ts';
import { writeWhole } from '../experiments/whole-file.ts';
import { writeProblem } from '../experiments/write-problem.ts';
import { casesCsv, summaryCsv } from './backtest-tables.ts';
import { FORECAST_METHOD } from './forecast.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';
import { textTable } from './text-table.ts';

const BACKTEST_DRAWS = 1000;
const MOST_STEPS = 20;
const MOST_DRAWS = 100_000;

export const BACKTEST_USAGE = `Usage: market-stability backtest FILE [--horizon STEPS] [--data DIR] [--draws N] [--seed S] [--out DIR] [--force]

FILE is a history: the columns of children.csv, or of register-history.csv.
--horizon STEPS  steps ahead that are scored (3 unless told); a step is a year for children, the usual gap for a register
--data DIR       data set whose areas.csv counts; else the one beside FILE
--draws N        draws of each forecast (${BACKTEST_DRAWS} unless told)
--seed S         seed of the luck (1 unless told)
--out DIR        folder to write (outputs/backtest-NAME-SEED unless told)
--force          write over a folder that holds something else

Forecasts from every date of the history with nothing but what was known then, and puts what came beside it, as do naive,
drift, simple smoothing, damped trend, theta and a negative binomial walk. Writes backtest.csv, backtest-summary.csv and
manifest.json. Exit code 0: done; 2: the input is wrong and nothing is written.`;

export interface BacktestOptions {
  readonly file: string;
  /** Steps ahead that are scored, 1 to 20; 3 unless told. */
  readonly horizon?: number;
  readonly dataDir?: string;
  readonly draws?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly force?: boolean;
  readonly onProgress?: (done: number, origins: number) => void;
}

export interface Backtest extends ReadHistory {
  readonly cases: readonly BacktestCase[];
  readonly summary: readonly BacktestSummaryRow[];
  readonly repairs: readonly Repair[];
  readonly files: readonly string[];
}

/**
 * Scores forecasts of a history at rolling origins, beside those of the reference methods.
 *
 * @throws InputError when the file or an option is wrong, or the history is too short; nothing is written then
 * @example
 * const { summary } = await backtest({ file: 'data/wales/children.csv' });
 */
export async function backtest(options: BacktestOptions): Promise<Backtest> {
  const steps = wholeNumber('horizon', options.horizon ?? 3, 1, MOST_STEPS);
  const seed = wholeNumber('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const asked = wholeNumber('draws', options.draws ?? BACKTEST_DRAWS, 2, MOST_DRAWS);
  const draws = asked + (asked % 2);
  const read = await readHistory(options.file, options.dataDir);
  const { kind, history, digests } = orThrow(read);
  const repairs = read.ok ? read.repairs : [];
  const design = { command: 'backtest', method: FORECAST_METHOD, ...digests, steps, draws, seed };
  const analysisId = digestOf(canonicalJson(design));
  if (options.out !== undefined) await refuseFolder(options.out, analysisId, options.force === true);
  const cases = backtestCounts(history, { steps, draws, seed, onProgress: options.onProgress });
  if (cases.length === 0) throw tooShort(options.file, history.dates.length);
  const summary = summariseCases(history, cases);
  const files: string[] = [];
  if (options.out !== undefined) {
    try {
      await mkdir(options.out, { recursive: true });
      const written: Record<string, string> = {};
      for (const [name, text] of [
        ['backtest.csv', casesCsv(history, cases)],
        ['backtest-summary.csv', summaryCsv(history, summary)],
      ] as const) {
        written[name] = await writeWhole(join(options.out, name), text);
        files.push(join(options.out, name));
      }
      const manifest = {
        analysis_id: analysisId,
        ...design,
        version: packageVersion(),
        node: process.version,
        status: history.status,
        repairs,
        files: written,
      };
      files.push(join(options.out, 'manifest.json'));
      await writeWhole(join(options.out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    } catch (error) {
      throw writeProblem(error, options.out);
    }
  }
  return { kind, history, digests, cases, summary, repairs, files };
}

function tooShort(file: string, dates: number): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      value: `${dates} dates`,
      problem: 'The history is too short to be forecast and scored.',
      allowed: 'At least three dates at which the same area is counted.',
      mend: 'Add earlier counts.',
    },
  ]);
}

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
          draws: numberOf('draws', values.draws, 2, MOST_DRAWS),
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

function report({ history, summary, files, repairs }: Backtest, output: CommandOutput): void {
  const names = Object.keys(history.groups[0]!.labels);
  const isOfWhole = (row: BacktestSummaryRow): boolean =>
    names.every((name) => !PARTED.has(name) || row[name] === 'all' || row[name] === EVERY_PART);
  const shown = summary.filter((row) => row.horizon === 'all' && row.size === 'all' && isOfWhole(row));
  const two = (value: number): string => value.toFixed(2);
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
  for (const file of files) output.out(`  ${file}`);
  for (const r of repairs.slice(0, 10)) output.out(`  repair: ${r.file}: found ${r.found}; used ${r.used}; ${r.why}`);
}

/** Labels whose parts add up to `all`. */
const PARTED: ReadonlySet<string> = new Set(['placement_type', 'sector']);
