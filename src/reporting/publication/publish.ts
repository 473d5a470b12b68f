import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { statusSentence, weakestStatus } from '../../domain/status.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { readRun } from '../../experiments/read-run.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import { SMALLEST } from './disclosure.ts';
import { csvwText, tidyCsv, tidyParquet } from './published-files.ts';
import { publishedRows } from './published-rows.ts';
import type { PublishedRow, PublishLevel } from './published-rows.ts';
import { publishedWorkbook, SUPPRESSED } from './published-workbook.ts';

export interface PublishOptions {
  /** Folder of a finished run. */
  readonly run: string;
  /** Smallest areas that are shown, `region` unless told. */
  readonly level?: PublishLevel;
  /** Folder to write; `publication-LEVEL` inside the run unless told. */
  readonly out?: string;
  readonly force?: boolean;
}

/** A publishable copy that was written. */
export interface Publication {
  readonly rows: readonly PublishedRow[];
  /** Figures that are suppressed. */
  readonly suppressed: number;
  readonly status: string;
  readonly files: readonly string[];
}

/**
 * Writes a publishable copy of a run: an accessible workbook of totals, all figures as tidy CSV with CSVW metadata, and
 * Parquet. Figures are those of 31 March. Below the country, small counts are suppressed so that none can be worked out from
 * sums, and counts of authorities are rounded to 5. Everything else in the folder of a run is a working copy.
 *
 * @throws InputError when the run cannot be read or the folder may not be written
 * @example
 * const { suppressed } = await publish({ run: 'outputs/as-legislated-1', level: 'authority' });
 */
export async function publish(options: PublishOptions): Promise<Publication> {
  const level = options.level ?? 'region';
  const run = await readRun(options.run);
  const inputs = await readInputs(options.run, run.manifest);
  const { manifest } = run;
  const rows = publishedRows(run, inputs, level);
  const status = weakestStatus('estimated', ...rows.map((row) => row.status));
  const suppressed = rows.filter((row) => row.marker === 'c').length;
  const title = `Places for children looked after: ${manifest.scenario_title}`;
  const cover = [
    `Run ${manifest.run_id}. Projection under a scenario, not a forecast.`,
    statusSentence(status),
    `Publishable copy by ${level}, made from ${manifest.draws} draws. Everything else in the folder of the run is a working copy.`,
    'This workbook holds totals. The files outcomes-published.csv and outcomes-published.parquet hold breakdowns for the country.',
    ...manifest.warnings,
  ];
  const notes = [
    'Note 1: Middle is the median of the draws. Eight in ten draws lie between lower and upper.',
    'Note 2: Status says how firm the counts are that a figure starts from. Illustrative is made from stand-in data.',
    `Note 3: ${SUPPRESSED} is not published, so that no count under ${SMALLEST} can be worked out. No cell is empty.`,
    `Note 4: Counts of authorities, and of regions that are one authority, are rounded to the nearest ${SMALLEST}.`,
    'Note 5: Medians and rounded figures do not add up. Do not add figures.',
    'Note 6: Below the country, money, nights, children who ceased and breakdowns are left out.',
    'Note 7: Shares are given for the country and for regions of several authorities.',
    'Note 8: A flow of the period "quarter" is that of the quarter that ends on the date, not of the year.',
  ];
  const csv = 'outcomes-published.csv';
  const contents: [string, string | Uint8Array][] = [
    [csv, tidyCsv(rows)],
    [`${csv}-metadata.json`, csvwText(csv, title, [...cover, ...notes].join(' '))],
    ['outcomes-published.parquet', tidyParquet(rows)],
    ['publication.xlsx', await publishedWorkbook(rows, title, cover, notes)],
  ];
  const analysis_id = digestOf(canonicalJson(contents.slice(0, 3).map(([name, text]) => [name, digestOf(text)]))).slice(
    0,
    16,
  );
  const folder = options.out ?? join(options.run, `publication-${level}`);
  const { paths } = await writeAnalysis(
    { folder, id: analysis_id, force: options.force },
    Object.fromEntries(contents),
    (files) => ({
      analysis_id,
      analysis: 'publication',
      version: packageVersion(),
      level,
      runs: [{ run_id: manifest.run_id, seed: manifest.seed, data_digest: manifest.data_digest }],
      status,
      rows: rows.length,
      suppressed,
      files,
    }),
  );
  return {
    rows,
    suppressed,
    status,
    files: paths,
  };
}
