import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { forecastCounts } from '../calibration/forecast/forecast-counts.ts';
import { FORECAST_STATISTICS, forecastRows } from '../calibration/forecast/forecast-table.ts';
import type { ForecastRow } from '../calibration/forecast/forecast-table.ts';
import { readHistory } from '../calibration/history/read-history.ts';
import type { ReadHistory } from '../calibration/history/read-history.ts';
import { canonicalJson, digestOf } from '../domain/digest.ts';
import { orThrow } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import { packageVersion } from '../experiments/manifest.ts';
import { refuseFolder } from '../experiments/run-folder.ts';
import { wholeNumber } from '../experiments/run.ts';
import { writeWhole } from '../experiments/whole-file.ts';
import { writeProblem } from '../experiments/write-problem.ts';
import { writeCsv } from '../reporting/csv.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const FORECAST_DRAWS = 2000;
const MOST_YEARS = 30;
const MOST_DRAWS = 100_000;

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

export interface ForecastOptions {
  /** Path of the history. */
  readonly file: string;
  /** Years ahead, 1 to 30. */
  readonly horizon: number;
  /** Folder whose areas.csv counts; else the one beside the file. */
  readonly dataDir?: string;
  /** Draws, an even number. */
  readonly draws?: number;
  readonly seed?: number;
  /** Folder to write; nothing is written without one. */
  readonly out?: string;
  readonly force?: boolean;
}

export interface Forecast extends ReadHistory {
  readonly rows: readonly ForecastRow[];
  readonly repairs: readonly Repair[];
  /** Digest of history, areas, horizon, draws, seed and version of the method. */
  readonly analysisId: string;
  /** Files that were written. */
  readonly files: readonly string[];
}

/** Version of the method of forecasting; another one gives other numbers. */
export const FORECAST_METHOD = 1;

/**
 * Forecasts counts of children, or services and places of a register, from their history alone.
 *
 * @throws InputError when the file or an option is wrong; nothing is written then
 * @example
 * const { rows } = await forecast({ file: 'data/wales/children.csv', horizon: 5 });
 */
export async function forecast(options: ForecastOptions): Promise<Forecast> {
  const years = wholeNumber('horizon', options.horizon, 1, MOST_YEARS);
  const seed = wholeNumber('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const asked = wholeNumber('draws', options.draws ?? FORECAST_DRAWS, 2, MOST_DRAWS);
  const draws = asked + (asked % 2);
  const read = await readHistory(options.file, options.dataDir);
  const { kind, history, digests } = orThrow(read);
  const repairs = read.ok ? read.repairs : [];
  const every = Math.max(1, Math.round(12 / history.stepMonths));
  const design = { command: 'forecast', method: FORECAST_METHOD, ...digests, years, draws, seed };
  const analysisId = digestOf(canonicalJson(design));
  if (options.out !== undefined) await refuseFolder(options.out, analysisId, options.force === true);
  const rows = forecastRows(forecastCounts(history, { steps: years * every, draws, seed }), every);
  const files: string[] = [];
  if (options.out !== undefined) {
    try {
      await mkdir(options.out, { recursive: true });
      const table = join(options.out, 'forecast.csv');
      const digest = await writeWhole(table, forecastCsv(history, rows));
      const manifest = {
        analysis_id: analysisId,
        ...design,
        version: packageVersion(),
        node: process.version,
        status: history.status,
        first_date: history.dates[0],
        last_date: history.dates.at(-1),
        repairs,
        files: { 'forecast.csv': digest },
      };
      const record = join(options.out, 'manifest.json');
      await writeWhole(record, `${JSON.stringify(manifest, null, 2)}\n`);
      files.push(table, record);
    } catch (error) {
      throw writeProblem(error, options.out);
    }
  }
  return { kind, history, digests, rows, repairs, analysisId, files };
}

function forecastCsv(history: ReadHistory['history'], rows: readonly ForecastRow[]): string {
  const labels = Object.keys(history.groups[0]!.labels);
  return writeCsv({
    columns: ['area_code', ...labels, 'date', ...FORECAST_STATISTICS, 'status'],
    rows: rows.map(({ group, area_code, date, statistics }) => ({
      area_code,
      ...history.groups[group]!.labels,
      date,
      ...Object.fromEntries(Object.entries(statistics).map(([name, v]) => [name, Number(v.toPrecision(7))])),
      status: history.status === 'published' ? 'estimated' : history.status,
    })),
  });
}

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
          draws: numberOf('draws', values.draws, 2, MOST_DRAWS),
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
  for (const r of repairs.slice(0, 10)) output.out(`  repair: ${r.file}: found ${r.found}; used ${r.used}; ${r.why}`);
  if (repairs.length > 10) output.out(`  ${repairs.length - 10} more repairs are listed in manifest.json.`);
}
