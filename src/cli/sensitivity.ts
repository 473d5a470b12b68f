import { join } from 'node:path';
import { refuseFolder } from '../experiments/run-folder.ts';
import { MOST_THREADS } from '../experiments/run.ts';
import {
  analysePrepared,
  DEFAULT_POINTS,
  DEFAULT_TOP,
  DEFAULT_TRAJECTORIES,
  MOST_POINTS,
  MOST_TRAJECTORIES,
  prepareSensitivity,
} from '../experiments/sensitivity/sensitivity.ts';
import type { Sensitivity } from '../experiments/sensitivity/sensitivity.ts';
import { numberOf, oneScenario, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

export const SENSITIVITY_USAGE = `Usage: market-stability sensitivity SCENARIO [--trajectories N] [--points N] [--top N] [--headline NAME]... [--seed S] [--data DIR] [--out DIR] [--threads N] [--force]

SCENARIO is a name (as-legislated) or the path of a YAML file.
--trajectories N  trajectories of the screening of all assumptions (${DEFAULT_TRAJECTORIES} unless told); each costs a draw for every assumption
--points N        base points for shares of variance (${DEFAULT_POINTS} unless told, a power of two is best; 0 leaves them out); each costs about 27 draws
--top N           assumptions whose share is measured one by one, the largest of the screening (${DEFAULT_TOP} unless told)
--headline NAME   a headline to explain; may be given several times (all those of the board unless told)
--seed S          seed of the luck and of the designs (1 unless the scenario says otherwise)
--data DIR        folder of another data set (Wales as shipped unless told)
--out DIR         folder to write (outputs/sensitivity-NAME-SEED unless told)
--threads N       threads (all processors unless told); the figures are the same for any number
--force           write over a folder that holds something else

Ranks the assumptions by what they do to each headline, by region and through time. Writes sensitivity.csv,
assumptions-with-effects.csv, summary.md, charts and manifest.json. Exit code 0: done; 2: the input is wrong and nothing is
written. Ctrl-C ends it and leaves no file.`;

/** `sensitivity SCENARIO`: ranks what is not known by what it does to the headlines. */
export function sensitivityCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: SENSITIVITY_USAGE,
      options: {
        trajectories: { type: 'string' },
        points: { type: 'string' },
        top: { type: 'string' },
        headline: { type: 'string', multiple: true },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: oneScenario,
      work: async ({ values, positionals }, stopSignal) => {
        const prepared = await prepareSensitivity({
          scenario: positionals[0]!,
          dataDir: values.data,
          trajectories: numberOf('trajectories', values.trajectories, 2, MOST_TRAJECTORIES),
          points: numberOf('points', values.points, 0, MOST_POINTS),
          top: numberOf('top', values.top, 1, 1000),
          headlines: values.headline,
          seed: numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
          threads: numberOf('threads', values.threads, 1, MOST_THREADS),
        });
        const { saveSensitivity, sensitivityId } = await import('../reporting/sensitivity/save-sensitivity.ts');
        const folder = values.out ?? join('outputs', `sensitivity-${prepared.plan.scenarioName}-${prepared.seed}`);
        await refuseFolder(folder, sensitivityId(prepared), values.force === true);
        const started = new Date();
        const found = await analysePrepared(prepared, {
          onProgress: progressLine('draws', output),
          signal: stopSignal(),
        });
        await saveSensitivity(found, folder, started);
        await report(found, folder, output);
        return 0;
      },
    },
    args,
    output,
  );
}

async function report(found: Sensitivity, folder: string, output: CommandOutput): Promise<void> {
  const { directionOf, floorSentence, titleOf, weakEvidenceSentence } =
    await import('../reporting/sensitivity/words.ts');
  const { methodSentences } = await import('../reporting/sensitivity/summary.ts');
  const { SENSITIVITY_FILES } = await import('../reporting/sensitivity/save-sensitivity.ts');
  for (const line of methodSentences(found)) output.out(line);
  for (const { id } of found.headlines) {
    const largest = found.screening.rankings.get(id)!.effects.slice(0, 3);
    output.out(`${titleOf(found, id)} (${id})`);
    output.out(`  Largest: ${largest.map((e) => `${e.factor} (${directionOf(e)}, ${e.effectClass})`).join(', ')}`);
    output.out(`  ${floorSentence(found, id)}`);
    const weak = weakEvidenceSentence(found, id);
    if (weak !== undefined) output.out(`  ${weak}`);
  }
  for (const file of SENSITIVITY_FILES) output.out(`  ${join(folder, file)}`);
  output.out(`  ${join(folder, 'charts')}: the largest effects of each headline, and through time`);
}
