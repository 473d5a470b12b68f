import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, machineText, packageVersion } from '../../experiments/manifest.ts';
import type { PreparedSensitivity, Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import { SENSITIVITY_COLUMNS, sensitivityRows } from '../../experiments/sensitivity/sensitivity-rows.ts';
import { writeCsv } from '../csv.ts';
import type { TableRow } from '../csv.ts';
import { saveChart } from '../save-chart.ts';
import { effectsTable } from './effects-table.ts';
import { rankChart } from './rank-chart.ts';
import { sensitivitySummary } from './summary.ts';
import { throughTimeChart } from './through-time-chart.ts';

/** Files of a sensitivity analysis beside its charts. */
export const SENSITIVITY_FILES = [
  'sensitivity.csv',
  'assumptions-with-effects.csv',
  'summary.md',
  'manifest.json',
] as const;

/** Name of an analysis: the digest of what was asked, cut to 16 digits. */
export function sensitivityId(asked: PreparedSensitivity): string {
  const { plan, seed, trajectories, points, top, headlines } = asked;
  const text = canonicalJson({ kind: 'sensitivity', plan: plan.digest, seed, trajectories, points, top, headlines });
  return digestOf(text).slice(0, 16);
}

/**
 * Writes `sensitivity.csv`, `assumptions-with-effects.csv`, `summary.md`, two charts for each headline, and `manifest.json` last.
 *
 * @throws InputError when the files cannot be written
 */
export async function saveSensitivity(found: Sensitivity, folder: string, started = new Date()): Promise<void> {
  const rows = sensitivityRows(found) as unknown as readonly TableRow[];
  const contents = {
    'sensitivity.csv': writeCsv({ columns: SENSITIVITY_COLUMNS, rows }),
    'assumptions-with-effects.csv': writeCsv(effectsTable(found)),
    'summary.md': sensitivitySummary(found),
  };
  const draw = async (): Promise<string[]> => {
    const pictures: string[] = [];
    for (const { id } of found.headlines) {
      pictures.push((await saveChart(rankChart(found, id), join(folder, 'charts'), `${id}-largest`)).png);
      pictures.push((await saveChart(throughTimeChart(found, id), join(folder, 'charts'), `${id}-through-time`)).png);
    }
    return pictures;
  };
  const { plan, seed, trajectories, points, top, headlines, screening, shares } = found;
  const id = sensitivityId(found);
  await writeAnalysis(
    { folder, id, force: true },
    contents,
    (files) => ({
      run_id: id,
      kind: 'sensitivity',
      scenario: plan.scenarioName,
      scenario_title: plan.scenarioTitle,
      scenario_digest: plan.scenarioDigest,
      data: plan.dataName,
      data_digest: plan.dataDigest,
      plan_digest: plan.digest,
      seed,
      trajectories,
      points,
      top,
      headlines: headlines.map((h) => h.id),
      designs: [screening.design, ...(shares === undefined ? [] : [shares.design])].map((design) => ({
        kind: design.layout.kind,
        size: design.layout.size,
        draws: design.rows,
        digest: design.digest,
      })),
      version: packageVersion(),
      commit: commitOfSources(),
      node: process.version,
      machine: machineText(),
      started: started.toISOString(),
      finished: new Date().toISOString(),
      status: { children: plan.childrenStatus, places: plan.placesStatus, money: plan.money.status },
      files,
    }),
    draw,
  );
}
