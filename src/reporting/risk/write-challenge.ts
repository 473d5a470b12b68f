import { join } from 'node:path';
import { writeCsv } from '../../domain/csv.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, packageVersion } from '../../experiments/manifest.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { challenge } from '../../risk/challenge/challenge.ts';
import type { Challenge, ChallengeOptions } from '../../risk/challenge/challenge.ts';
import { challengeTable, viewsTable } from './challenge-words.ts';

export const CHALLENGE_FILE = 'challenge.csv';
export const VIEWS_FILE = 'risk-views.csv';

/**
 * Challenges a score and writes `challenge.csv`, `risk-views.csv` and `manifest.json`, the manifest last. No clock is in them.
 *
 * @throws InputError when anything is wrong; nothing is written then
 */
export async function writeChallenge(
  options: ChallengeOptions & { readonly out?: string; readonly force?: boolean },
): Promise<{ readonly folder: string; readonly result: Challenge }> {
  const folder = options.out ?? join('outputs', `challenge-${options.risk}`);
  const { scheme, draws, finest, pairs, drivers, events, impacts } = options;
  const asked = { run: options.run, risk: options.risk, scheme, draws, finest, pairs, drivers, events, impacts };
  const analysis_id = digestOf(canonicalJson(JSON.parse(JSON.stringify(asked)))).slice(0, 16);
  await refuseFolder(folder, analysis_id, options.force === true);
  const result = await challenge(options);
  const { run_id, seed, plan_digest, data_digest, scenario } = result.run.manifest;
  const contents = { [CHALLENGE_FILE]: writeCsv(challengeTable(result)), [VIEWS_FILE]: writeCsv(viewsTable(result)) };
  await writeAnalysis({ folder, id: analysis_id, force: options.force }, contents, (files) => ({
    analysis_id,
    analysis: 'risk challenge',
    version: packageVersion(),
    commit: commitOfSources(),
    ...{ run_id, scenario, seed, plan_digest, data_digest },
    risk: result.score.event.id,
    scheme: result.score.scheme.id,
    draws_of_each_size: result.draws,
    files,
  }));
  return { folder, result };
}
