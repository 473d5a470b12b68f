import { join } from 'node:path';
import { MOST_DRAWS, MOST_THREADS } from '../experiments/run.ts';
import { driverWords, marginWords, viewWords } from '../reporting/risk/challenge-words.ts';
import { CHALLENGE_FILE, VIEWS_FILE, writeChallenge } from '../reporting/risk/write-challenge.ts';
import { CHALLENGE_DRAWS } from '../risk/challenge/challenge.ts';
import { DEFAULT_SCHEME } from '../risk/score/score-runs.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';
import type { Progress } from './progress.ts';

export const RISK_CHALLENGE_USAGE = `Usage: market-stability risk challenge RUN --risk ID [--scheme NAME] [--draws N] [--pairs N] [--events FILE]
         [--impacts FILE] [--data DIR] [--threads N] [--out DIR] [--force]

RUN is the folder of a finished run with its draws.
--risk ID       risk by its id
--scheme NAME   scoring scheme by name, or the path of a file (${DEFAULT_SCHEME} unless told)
--draws N       draws of each size of a driver that is tried (${CHALLENGE_DRAWS} unless told); 0 leaves the drivers out
--pairs N       pairs of drivers that are tried in each direction (2 unless told)
--data DIR      data set of the run (Wales as shipped unless told)
--out DIR       folder to write (outputs/challenge-ID unless told)

Says what would have to be true for the score to move one level up or down: in numbers, by driver and by pairs with their
plausibility, and under other schemes and horizons. Writes challenge.csv, risk-views.csv and manifest.json.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `risk challenge RUN --risk ID`. */
export function riskChallengeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  const text = { type: 'string' } as const;
  return runCommandLine(
    {
      usage: RISK_CHALLENGE_USAGE,
      options: {
        ...{ risk: text, scheme: text, draws: text, pairs: text, events: text, impacts: text, data: text },
        ...{ threads: text, out: text },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        positionals.length !== 1
          ? 'risk challenge: one run is needed.'
          : values.risk === undefined
            ? 'risk challenge: which risk is not said; give --risk.'
            : undefined,
      stopped: 'Stopped. The challenge that was not finished has left no files.',
      work: async ({ values, positionals }, stopSignal) => {
        const { risk, scheme, events, impacts, out } = values;
        const given = {
          ...{ scheme, events, impacts, out },
          dataDir: values.data,
          draws: numberOf('draws', values.draws, 0, MOST_DRAWS),
          pairs: numberOf('pairs', values.pairs, 0, 10),
          threads: numberOf('threads', values.threads, 1, MOST_THREADS),
        };
        const told = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        let line: Progress | undefined;
        const { folder, result } = await writeChallenge({
          ...told,
          run: positionals[0]!,
          risk: risk!,
          force: values.force === true,
          signal: stopSignal(),
          onProgress: (done, all) => {
            line ??= progressLine('draws of this round', output);
            line(done, all);
            if (done === all) line = undefined;
          },
        });
        const { score, margins, drivers, views } = result;
        output.out(
          `${score.event.title}, until ${score.event.horizon.slice(0, 7)}, scheme ${score.scheme.id}. Projections under a scenario.`,
        );
        for (const margin of margins) output.out(`  ${marginWords(margin)}`);
        for (const answer of drivers) output.out(`  ${driverWords(answer)}`);
        for (const view of views) output.out(`  ${viewWords(view)}`);
        output.out(`  ${join(folder, CHALLENGE_FILE)}\n  ${join(folder, VIEWS_FILE)}`);
        output.out(`  Status: ${score.status}.`);
        return 0;
      },
    },
    args,
    output,
  );
}
