import { MOST_DRAWS, MOST_THREADS } from '../experiments/run.ts';
import { planFromWorkbook } from '../reporting/packs/plan-from-workbook.ts';
import type { PlanFromWorkbook } from '../reporting/packs/plan-from-workbook.ts';
import { numberOf } from './command.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

/** Options of `plan` that need a workbook. */
export const WORKBOOK_OPTIONS = ['scenario', 'draws', 'seed', 'threads', 'data'] as const;
/** Options of `plan` that need a run. */
export const RUN_OPTIONS = ['area', 'previous', 'actual', 'claims', 'language', 'answers'] as const;

export type PlanWords = Readonly<
  Partial<
    Record<(typeof WORKBOOK_OPTIONS)[number] | 'workbook' | 'year' | 'out' | 'template' | 'marking', string> & {
      force: boolean;
    }
  >
>;

/** `plan --workbook FILE`: imports a workbook, runs a scenario on it and drafts the plan, with progress. */
export async function planOfWorkbook(
  values: PlanWords,
  output: CommandOutput,
  signal: AbortSignal,
): Promise<PlanFromWorkbook> {
  const { workbook, scenario, data, year, out, template, marking } = values;
  const made = await planFromWorkbook({
    workbook: workbook!,
    scenario,
    dataDir: data,
    year,
    out,
    template,
    marking,
    draws: numberOf('draws', values.draws, 1, MOST_DRAWS),
    seed: numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
    threads: numberOf('threads', values.threads, 1, MOST_THREADS),
    force: values.force === true,
    onProgress: progressLine('draws', output),
    signal,
  });
  output.out(`From the workbook of ${made.area.name_en}:`);
  for (const note of made.notes) output.out(`  ${note}`);
  output.out(`  ${made.folder}: the data set in data, the run in run`);
  return made;
}
