import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import { commitOfSources, packageVersion } from '../manifest.ts';
import { refuseFolder } from '../run-folder.ts';
import { writeWhole } from '../whole-file.ts';
import { writeProblem } from '../write-problem.ts';
import type { HeadlineComparison } from './compare-headline.ts';
import { writeHeadlines } from './headline-file.ts';
import { openRuns } from './open-runs.ts';
import type { OpenRuns } from './open-runs.ts';
import { DIFFERENCE_STATISTICS } from './paired-summary.ts';
import { compareRunHeadlines } from './run-headlines.ts';
import { writeComparison } from './write-comparison.ts';

/** Levels of areas whose figures can be compared. */
export const COMPARED_LEVELS: readonly string[] = ['country', 'region', 'authority'];

export interface CompareOptions {
  /** Folders of finished runs; the first is the reference. */
  readonly runs: readonly string[];
  /** Levels of areas, of `COMPARED_LEVELS`; all unless told. */
  readonly levels?: readonly string[];
  /** Statistics of the differences, of `DIFFERENCE_STATISTICS`; all unless told. */
  readonly statistics?: readonly string[];
  /** Folder to write; `outputs/compare-NAMES-SEED` unless told. */
  readonly out?: string;
  /** Writes over a folder that holds something else. */
  readonly force?: boolean;
  readonly onProgress?: (done: number, figures: number) => void;
  /** Ends the comparison, which then leaves no file of its own. */
  readonly signal?: AbortSignal;
}

/** Record of a comparison. It holds no clock: the same runs give the same bytes. */
export interface ComparisonManifest {
  readonly analysis_id: string;
  readonly analysis: 'comparison';
  readonly version: string;
  readonly commit: string | null;
  /** The reference first. */
  readonly runs: readonly {
    readonly run_id: string;
    readonly scenario: string;
    readonly scenario_title: string;
    readonly scenario_digest: string;
    readonly plan_digest: string;
  }[];
  readonly seed: number;
  readonly draws: number;
  readonly data_digest: string;
  readonly levels: readonly string[];
  readonly statistics: readonly string[];
  /** Rows of `comparison.csv`. */
  readonly rows: number;
  readonly warnings: readonly string[];
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
}

/** A finished comparison. */
export interface Comparison {
  readonly folder: string;
  readonly manifest: ComparisonManifest;
  /** The headlines of the board under each run and against the reference. */
  readonly headlines: readonly HeadlineComparison[];
}

/**
 * Compares finished runs draw by draw on the same luck. Writes `comparison.csv` and `comparison.parquet` (each figure of
 * the grid: statistics of the difference from the first run), `headlines.csv` and `manifest.json`.
 *
 * @throws InputError when the runs cannot be paired (other seed, draws, data, horizon, grid or engine), when they were made
 *   without draws, or when the folder may not be written; nothing is written then
 * @example
 * const { headlines } = await compare({ runs: ['outputs/as-legislated-1', 'outputs/early-exit-1'] });
 * headlines.find((h) => h.scenario === 'early-exit' && h.headline.id === 'waiting-foster')?.difference?.mean;
 */
export async function compare(options: CompareOptions): Promise<Comparison> {
  const levels = chosen('levels', options.levels, COMPARED_LEVELS);
  const statistics = chosen('statistics', options.statistics, DIFFERENCE_STATISTICS);
  const open = await openRuns(options.runs);
  const of = open.runs.map(({ manifest: m }) => ({
    run_id: m.run_id,
    scenario: m.scenario,
    scenario_title: m.scenario_title,
    scenario_digest: m.scenario_digest,
    plan_digest: m.plan_digest,
  }));
  const version = packageVersion();
  const analysis_id = digestOf(canonicalJson({ comparison: of, levels, statistics, version })).slice(0, 16);
  const folder = options.out ?? join('outputs', folderName(open));
  await refuseFolder(folder, analysis_id, options.force === true);
  try {
    await mkdir(folder, { recursive: true });
    // The record of an older comparison must not stand beside the files of this one.
    await rm(join(folder, 'manifest.json'), { force: true });
    const headlines = compareRunHeadlines(open);
    const { onProgress, signal } = options;
    const written = await writeComparison(folder, open, {
      levels,
      statistics,
      ...(onProgress === undefined ? {} : { onProgress }),
      ...(signal === undefined ? {} : { signal }),
    });
    const country = open.cells.find((cell) => cell.area_level === 'country')!.area_code;
    const file = await writeHeadlines(join(folder, 'headlines.csv'), headlines, of[0]!.scenario, country);
    const { seed, draws, data_digest } = open.runs[0]!.manifest;
    const manifest: ComparisonManifest = {
      analysis_id,
      analysis: 'comparison',
      version,
      commit: commitOfSources(),
      runs: of,
      seed,
      draws,
      data_digest,
      levels,
      statistics,
      rows: written.rows,
      warnings: open.warnings,
      files: { ...written.files, 'headlines.csv': file },
    };
    await writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return { folder, manifest, headlines };
  } catch (error) {
    await rmdir(folder).catch(() => undefined);
    throw writeProblem(error, folder);
  }
}

/** Names of the scenarios, the first two and how many more, and the seed. */
function folderName({ runs }: OpenRuns): string {
  const names = runs.map(({ manifest }) => manifest.scenario);
  const more = names.length > 2 ? [`and-${names.length - 2}-more`] : [];
  return ['compare', ...names.slice(0, 2), ...more, runs[0]!.manifest.seed].join('-');
}

/** The chosen ones in their own order, or all. */
function chosen(option: string, wanted: readonly string[] | undefined, allowed: readonly string[]): readonly string[] {
  if (wanted === undefined) return allowed;
  const wrong = wanted.find((name) => !allowed.includes(name));
  if (wrong === undefined && wanted.length > 0) return allowed.filter((name) => wanted.includes(name));
  const near = wrong === undefined ? undefined : nearestName(wrong, allowed);
  throw new InputError([
    {
      kind: 'input',
      file: `--${option}`,
      ...(wrong === undefined ? {} : { value: wrong }),
      problem: wrong === undefined ? 'None is named.' : 'There is none of this name.',
      allowed: `One or more of ${allowed.join(', ')}, with commas between.`,
      mend: near === undefined ? `Leave --${option} out for all of them.` : `Did you mean ${near}?`,
    },
  ]);
}
