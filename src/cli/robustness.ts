import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { MOST_THREADS } from '../experiments/run.ts';
import { robustness } from '../experiments/robustness/robustness.ts';
import { robustnessWords, writeRobustness } from '../reporting/robustness/robustness-table.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

export const ROBUSTNESS_USAGE = `Usage: market-stability robustness OPTION OPTION... [--future SCENARIO]... [--threshold HEADLINE=NUMBER]...
                                  [--draws N] [--seed S] [--data DIR] [--out DIR] [--threads N] [--force]

Sets options (scenarios among which one chooses) against futures, on the same luck: what is expected, what one future in ten
is worse than, the largest regret, and the share of futures that meet a threshold, in children, nights and pounds.
--future SCENARIO          a scenario whose events and assumptions are laid over each option; give it again for each future.
                           Without it the futures are the parameter sets of the draws
--threshold HEADLINE=NUMBER   as waiting-residential=20; with parameter sets it is also looked for in which of them it is missed
--draws N                  draws of each option, in each named future (400 unless told)

Writes robustness.csv and manifest.json to outputs/robustness-OPTIONS unless told. Exit code 0: done; 2: the input is wrong
and nothing is written.`;

/** `robustness OPTION OPTION...`: sets options against futures and says how each does. */
export function robustnessCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: ROBUSTNESS_USAGE,
      options: {
        future: { type: 'string', multiple: true },
        threshold: { type: 'string', multiple: true },
        draws: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length < 2 ? 'Name two options or more.' : undefined),
      work: async ({ values, positionals }, stopSignal) => {
        const draws = numberOf('draws', values.draws, 40, 1_000_000);
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
        const threads = numberOf('threads', values.threads, 1, MOST_THREADS);
        const answer = await robustness({
          options: positionals,
          futures: values.future ?? [],
          thresholds: thresholdsOf(values.threshold ?? []),
          ...(draws !== undefined && { draws }),
          ...(seed !== undefined && { seed }),
          ...(threads !== undefined && { threads }),
          ...(values.data !== undefined && { dataDir: values.data }),
          onProgress: progressLine('draws', output),
          signal: stopSignal(),
        });
        const folder = values.out ?? join('outputs', `robustness-${answer.options.join('-')}`.slice(0, 120));
        const files = await writeRobustness(answer, folder, values.force === true);
        for (const line of robustnessWords(answer)) output.out(line);
        for (const file of files) output.out(`  ${file}`);
        return 0;
      },
    },
    args,
    output,
  );
}

function thresholdsOf(texts: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    texts.map((text) => {
      const match = /^([a-z0-9-]+)=(-?\d+(?:\.\d+)?)$/.exec(text);
      if (match !== null) return [match[1]!, Number(match[2])];
      throw new InputError([
        {
          kind: 'input',
          file: '--threshold',
          value: text,
          problem: 'This is not a headline with a number.',
          allowed: 'HEADLINE=NUMBER, such as waiting-residential=20.',
          mend: 'Write it so.',
        },
      ]);
    }),
  );
}
