import { join } from 'node:path';
import { stringify } from 'yaml';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, packageVersion, runIdOf } from '../../experiments/manifest.ts';
import type { Solution } from '../../experiments/solve/solve.ts';
import { writeCsv } from '../csv.ts';
import { saveChart } from '../save-chart.ts';
import { amountsChart, frontierChart } from './solution-charts.ts';
import { bindingTable, frontierTable, solutionTable, statusOfSolution } from './solution-table.ts';
import { solutionWords } from './solution-words.ts';

/**
 * Writes an answer: `solution.csv`, `frontier.csv` or `binding.csv`, the scenario with the levers of the answer as
 * `solution.yaml`, the charts, and last `manifest.json`. A folder that has a manifest is whole.
 *
 * @returns the files, in the order of reading
 * @throws InputError when the folder holds something else and `force` is not set
 */
export async function writeSolution(solution: Solution, folder: string, force = false): Promise<string[]> {
  const { plan, seed, draws, verified, tolerance, openings } = solution;
  const runId = runIdOf({ ...plan, digest: verified.planDigest }, seed, draws);
  const texts: Record<string, string> = {
    'solution.csv': writeCsv(solutionTable(solution)),
    ...(solution.frontier.length > 0 ? { 'frontier.csv': writeCsv(frontierTable(solution)) } : {}),
    ...(solution.relaxed.length > 0 ? { 'binding.csv': writeCsv(bindingTable(solution)) } : {}),
    'solution.yaml': stringify(solution.scenario),
  };
  const charts = [
    ...(solution.relaxed.length > 0 ? [] : [['amounts', amountsChart(solution)] as const]),
    ...(solution.frontier.length > 1 ? [['frontier', frontierChart(solution)] as const] : []),
  ];
  const draw = async (): Promise<string[]> => {
    const pictures: string[] = [];
    for (const [name, chart] of charts) pictures.push((await saveChart(chart, join(folder, 'charts'), name)).png);
    return pictures;
  };
  const { paths } = await writeAnalysis(
    { folder, id: runId, force },
    texts,
    (files) => ({
      run_id: runId,
      command: 'solve',
      scenario: plan.scenarioName,
      scenario_digest: plan.scenarioDigest,
      data: plan.dataName,
      data_digest: plan.dataDigest,
      plan_digest: verified.planDigest,
      until: tolerance.text,
      lever: openings.lever,
      seed,
      search: { first_draw: 0, draws, evaluations: solution.evaluations },
      check: { block: verified.block, draws },
      status: statusOfSolution(solution),
      price_base: plan.money.priceBase,
      words: solutionWords(solution),
      version: packageVersion(),
      commit: commitOfSources(),
      node: process.version,
      files,
    }),
    draw,
  );
  return [...paths];
}
