import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { writeCsv } from '../../domain/csv.ts';
import type { TableRow } from '../../domain/csv.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, packageVersion } from '../../experiments/manifest.ts';
import { scoreRows } from '../../risk/score/score-rows.ts';
import { scoreRuns } from '../../risk/score/score-runs.ts';
import type { RiskScores, ScoreOptions } from '../../risk/score/score-runs.ts';
import { SCORE_COLUMNS } from '../../risk/score-row.ts';
import { documentHtml } from '../document/html.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import { evidenceTable } from './evidence-rows.ts';
import { heatChart } from './heat-chart.ts';
import { scoresDocument } from './scores-document.ts';

export const SCORES_FILE = 'risk-scores.csv';
export const EVIDENCE_FILE = 'risk-evidence.csv';
export const PAGE_FILE = 'risk-scores.html';
export const PICTURE_FILE = 'risk-matrix.png';
/** Width and height of a picture in its first tag. */
const SIZE = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/;

/** Scores whose files are written. */
export interface WrittenScores {
  readonly folder: string;
  readonly scores: RiskScores;
  /** Paths of the files. */
  readonly files: readonly string[];
}

/**
 * Scores risks and writes `risk-scores.csv`, `risk-evidence.csv`, a page and a picture, and `manifest.json`, the manifest last. No clock is in
 * them: the same runs and files give the same bytes.
 *
 * @throws InputError when anything is wrong; nothing is written then
 */
export async function writeScores(
  options: ScoreOptions & { readonly out?: string; readonly force?: boolean },
): Promise<WrittenScores> {
  const scores = await scoreRuns(options);
  const first = scores.runs[0]!.run.manifest;
  const folder = options.out ?? join('outputs', `risk-${first.scenario}-${first.seed}`);
  const chart = heatChart(scores);
  const svg = await renderSvg(chart);
  const png = await rasterise(svg);
  const [, width, height] = SIZE.exec(svg) ?? [];
  const size = { width: Number(width ?? 800), height: Number(height ?? 600) };
  const contents: [string, string | Uint8Array][] = [
    [SCORES_FILE, writeCsv({ columns: SCORE_COLUMNS, rows: scoreRows(scores) as unknown as TableRow[] })],
    [EVIDENCE_FILE, writeCsv(evidenceTable(scores))],
    [PAGE_FILE, documentHtml(scoresDocument(scores, chart, png, svg, size))],
    [PICTURE_FILE, png],
  ];
  const id = digestOf(
    canonicalJson(contents.slice(0, 2).map(([name, text]) => [name, digestOf(text as string)])),
  ).slice(0, 16);
  const { paths } = await writeAnalysis({ folder, id, force: options.force }, Object.fromEntries(contents), (files) =>
    manifestOf(scores, id, files),
  );
  return { folder, scores, files: paths };
}

function manifestOf(scores: RiskScores, analysis_id: string, files: Readonly<Record<string, string>>): object {
  const { scheme, impacts, runs, weights, given, warnings } = scores;
  const overrides = given.filter((g) => g.overrides);
  return {
    analysis_id,
    analysis: 'risk scores',
    version: packageVersion(),
    commit: commitOfSources(),
    runs: runs.map(({ state, run: { manifest } }) => ({
      state,
      scenario: manifest.scenario,
      run_id: manifest.run_id,
      seed: manifest.seed,
      draws: manifest.draws,
      plan_digest: manifest.plan_digest,
      data_digest: manifest.data_digest,
    })),
    scheme: { id: scheme.id, title: scheme.title, source: scheme.source, status: scheme.status, doubts: scheme.doubts },
    events: {
      digest: digestOf(canonicalJson(JSON.parse(JSON.stringify(runs[0]!.run.events)))),
      risks: runs[0]!.run.events.length,
    },
    impacts: { version: impacts.version, set_by: impacts.set_by, digest: digestOf(canonicalJson(impacts)) },
    ...(weights && { weights }),
    overrides: overrides.length,
    warnings,
    concerns_without_a_risk: scores.concernsWithoutRisk.map(({ concern_id }) => concern_id),
    files,
  };
}
