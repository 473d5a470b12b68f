import { join } from 'node:path';
import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, nearestName, orThrow } from '../../domain/errors.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import { writeAnalysis } from '../analysis-folder.ts';
import { commitOfSources, packageVersion } from '../manifest.ts';
import { DEFAULT_SEED, MOST_DRAWS, wholeNumber } from '../run.ts';
import { refuseFolder } from '../run-folder.ts';
import { waterfallBytes } from './waterfall-file.ts';
import { waterfalls } from './waterfall.ts';
import type { Waterfall } from './waterfall.ts';
import type { GroupedBy } from './waterfall-design.ts';
import { designWaterfall } from './waterfall-design.ts';

/** Draws of each scenario between the two: enough to see the large bars. */
export const WATERFALL_DRAWS = 100;

export interface WaterfallRunOptions {
  /** Name or path of the scenario that the waterfall begins with. */
  readonly from: string;
  /** Name or path of the scenario that it ends with. */
  readonly to: string;
  /** Ids of headlines of the board; all unless told. */
  readonly headlines?: readonly string[];
  /** What the bars stand for: each change (unless told), or each kind of lever and event. */
  readonly by?: GroupedBy;
  /** Draws of each scenario that is run; 100 unless told. */
  readonly draws?: number;
  readonly seed?: number;
  readonly dataDir?: string;
  /** Folder to write; `outputs/waterfall-FROM-TO-SEED` unless told. */
  readonly out?: string;
  readonly force?: boolean;
  readonly threads?: number;
  readonly onProgress?: (done: number, rows: number) => void;
  readonly signal?: AbortSignal;
}

/** Record of a waterfall. It holds no clock: the same scenarios, data, draws and seed give the same bytes. */
export interface WaterfallManifest {
  readonly analysis_id: string;
  readonly analysis: 'waterfall';
  readonly version: string;
  readonly commit: string | null;
  readonly from: string;
  readonly to: string;
  /** Digests of what the two scenarios do. */
  readonly from_digest: string;
  readonly to_digest: string;
  readonly data_digest: string;
  readonly method: Waterfall['method'];
  readonly groups: number;
  /** Scenarios that were run, each with all draws. */
  readonly plans: number;
  readonly seed: number;
  readonly draws: number;
  readonly design_digest: string;
  readonly warnings: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** A finished waterfall: its folder, its record, and the headlines that were asked for. */
export interface WaterfallRun {
  readonly folder: string;
  readonly manifest: WaterfallManifest;
  readonly waterfalls: readonly Waterfall[];
}

/**
 * Runs all scenarios between two and writes how the difference of each headline is shared out: `waterfall.csv` and
 * `manifest.json`.
 *
 * @throws InputError when the data, a scenario, a headline or an option is wrong; nothing is written then
 * @example
 * const { waterfalls } = await waterfallRun({ from: 'as-legislated', to: 'early-exit', headlines: ['waiting-foster'] });
 */
export async function waterfallRun(options: WaterfallRunOptions): Promise<WaterfallRun> {
  const data = orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const from = orThrow(await loadScenario(options.from, data, options.dataDir));
  const to = orThrow(await loadScenario(options.to, data, options.dataDir));
  const seed = wholeNumber('seed', options.seed ?? from.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER);
  const draws = wholeNumber('draws', options.draws ?? WATERFALL_DRAWS, 4, MOST_DRAWS);
  const { by } = options;
  const design = designWaterfall(data, from, to, by);
  const headlines = chosen(headlinesOfTheBoard(design.plan(0)), options.headlines);
  const version = packageVersion();
  const asked = headlines.map((headline) => headline.id);
  const named = { waterfall: design.digest, seed, draws, version, headlines: asked };
  const analysis_id = digestOf(canonicalJson(named)).slice(0, 16);
  const folder = options.out ?? join('outputs', `waterfall-${from.name}-${to.name}-${seed}`);
  await refuseFolder(folder, analysis_id, options.force === true);
  const { threads, onProgress, signal } = options;
  const found = await waterfalls({
    data,
    from,
    to,
    headlines,
    draws,
    seed,
    ...(by === undefined ? {} : { by }),
    ...(threads === undefined ? {} : { threads }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  });
  const { method, plans } = found[0]!;
  const country = design.plan(0).geography.countryCode;
  const contents = { 'waterfall.csv': waterfallBytes(found, country) };
  const about = (files: WaterfallManifest['files']): WaterfallManifest => ({
    analysis_id,
    analysis: 'waterfall',
    version,
    commit: commitOfSources(),
    from: from.name,
    to: to.name,
    from_digest: found[0]!.fromDigest,
    to_digest: found[0]!.toDigest,
    data_digest: design.plan(0).dataDigest,
    method,
    groups: design.groups.length,
    plans,
    seed,
    draws,
    design_digest: design.digest,
    warnings: warningsOf(draws, method),
    files,
  });
  const { digests } = await writeAnalysis({ folder, id: analysis_id, force: options.force }, contents, about);
  return { folder, manifest: about(digests), waterfalls: found };
}

/** The headlines of these ids, in the order of the board. */
function chosen<T extends { readonly id: string }>(board: readonly T[], ids: readonly string[] | undefined): T[] {
  const names = board.map((headline) => headline.id);
  const wrong = ids?.find((id) => !names.includes(id));
  if (wrong === undefined) return board.filter((headline) => ids === undefined || ids.includes(headline.id));
  const near = nearestName(wrong, names);
  throw new InputError([
    {
      kind: 'input',
      file: '--waterfall',
      value: wrong,
      problem: 'There is no headline of this name.',
      allowed: `${names.join(', ')}, or all.`,
      mend: near === undefined ? 'Use one of these.' : `Did you mean ${near}?`,
    },
  ]);
}

function warningsOf(draws: number, method: Waterfall['method']): string[] {
  const rough = `Only ${draws} draws: small bars are not told apart from 0. The intervals say which.`;
  const order =
    'More than eight things were changed, so they are taken one after the other; another order gives other bars.';
  return [...(draws < 100 ? [rough] : []), ...(method === 'ordered' ? [order] : [])];
}
