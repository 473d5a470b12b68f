import { join } from 'node:path';
import { isIsoDate } from '../domain/calendar.ts';
import { InputError } from '../domain/errors.ts';
import { MOST_THREADS } from '../experiments/run.ts';
import { SOLVE_LEVERS } from '../experiments/solve/openings.ts';
import type { SolveLever } from '../experiments/solve/openings.ts';
import { solve } from '../experiments/solve/solve.ts';
import { worstVerdict } from '../reporting/solution/solution-table.ts';
import { solutionWords } from '../reporting/solution/solution-words.ts';
import { writeSolution } from '../reporting/solution/write-solution.ts';
import { numberOf, oneScenario, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const SOLVE_USAGE = `Usage: market-stability solve SCENARIO --until "CONDITION" [--lever LEVER] [--draws N] [--seed S] [--out DIR]
                             [--decided DATE] [--most-a-year N] [--no-frontier] [--data DIR] [--threads N] [--force]

Finds the least that must be opened, by area and financial year, so that a risk stays under a bound; for example
  --until "P(children_waiting residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01"
  --until "P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01"
  --until "P(children_waiting foster >= 20 for 2 quarters) <= 20 % in every region from 2030-04-01 to 2031-03-31"
"by DATE" asks for it from that day to the end of the run; "from DATE to DATE" for those years alone.

--lever LEVER     places (of local authorities), carers (households; what is used for foster care unless told), or
                  conversion_support (help for owners who convert, one amount for the country)
--decided DATE    first day on which work may begin (the day from which no for-profit home may register unless told); places
                  open no sooner than a project takes after it
--most-a-year N   most that one area may open in a year (no bound unless told)
--draws N         draws of the search and as many fresh ones to check it (400 unless told)
--no-frontier     leave out the frontier of cost against risk
--seed S, --data DIR, --threads N, --force   as for run
--out DIR         folder to write (outputs/solve-NAME unless told)

Writes solution.csv, frontier.csv (or binding.csv when nothing is enough), solution.yaml (the scenario with the levers of
the answer), charts and manifest.json. Exit code 0: done, also when there is no feasible answer, which it says; 2: the input
is wrong and nothing is written.`;

/** `solve SCENARIO --until CONDITION`: finds, checks and writes the least that keeps a risk under a bound. */
export function solveCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: SOLVE_USAGE,
      options: {
        until: { type: 'string' },
        lever: { type: 'string' },
        decided: { type: 'string' },
        'most-a-year': { type: 'string' },
        'no-frontier': { type: 'boolean' },
        draws: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: (words) =>
        oneScenario(words) ??
        (words.values.until === undefined ? 'It is not said what must hold: --until is missing.' : undefined),
      work: async ({ values, positionals }, stopSignal) => {
        const solution = await solve({
          scenario: positionals[0]!,
          until: values.until!,
          ...defined({
            lever: leverOf(values.lever),
            decided: dateOf(values.decided),
            mostAYear: numberOf('most-a-year', values['most-a-year'], 1, 10_000),
            draws: numberOf('draws', values.draws, 40, 100_000),
            seed: numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
            threads: numberOf('threads', values.threads, 1, MOST_THREADS),
            dataDir: values.data,
            frontier: values['no-frontier'] === true ? [] : undefined,
          }),
          onStep: (line) => output.err(line),
          signal: stopSignal(),
        });
        const folder = values.out ?? join('outputs', `solve-${solution.plan.scenarioName}`);
        const files = await writeSolution(solution, folder, values.force === true);
        for (const line of solutionWords(solution)) output.out(line);
        output.out(`Answer: ${worstVerdict(solution.verdicts)}.`);
        for (const file of files) output.out(`  ${file}`);
        return 0;
      },
    },
    args,
    output,
  );
}

/** An object without the fields that are not defined. */
function defined<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function leverOf(text: string | undefined): SolveLever | undefined {
  const lever = SOLVE_LEVERS.find((l) => l === text);
  if (text !== undefined && lever === undefined)
    throw refuse('--lever', text, 'There is no such lever.', SOLVE_LEVERS.join(', '));
  return lever;
}

function dateOf(text: string | undefined): string | undefined {
  if (text !== undefined && !isIsoDate(text))
    throw refuse('--decided', text, 'This is not a date.', 'A day such as 2026-04-01.');
  return text;
}

function refuse(file: string, value: string, problem: string, allowed: string): InputError {
  return new InputError([{ kind: 'input', file, value, problem, allowed, mend: 'Change it, or leave it out.' }]);
}
