import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isIsoDate } from '../domain/calendar.ts';
import { InputError } from '../domain/errors.ts';
import { MOST_THREADS, wholeNumber } from '../experiments/run.ts';
import { SOLVE_LEVERS } from '../experiments/solve/openings.ts';
import type { SolveLever } from '../experiments/solve/openings.ts';
import { solve } from '../experiments/solve/solve.ts';
import { worstVerdict } from '../reporting/solution/solution-table.ts';
import { solutionWords } from '../reporting/solution/solution-words.ts';
import { writeSolution } from '../reporting/solution/write-solution.ts';
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

/** Exit code of a program that Ctrl-C ends. */
const INTERRUPTED = 130;

/** `solve SCENARIO --until CONDITION`: finds, checks and writes the least that keeps a risk under a bound. */
export async function solveCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
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
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    output.err(`${(error as Error).message}\n\n${SOLVE_USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    output.out(SOLVE_USAGE);
    return 0;
  }
  const [scenario, ...others] = positionals;
  const wrong =
    scenario === undefined
      ? 'No scenario is named.'
      : others.length > 0
        ? 'Only one scenario can be named.'
        : values.until === undefined
          ? 'It is not said what must hold: --until is missing.'
          : undefined;
  if (wrong !== undefined) {
    output.err(`${wrong}\n\n${SOLVE_USAGE}`);
    return 2;
  }
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort(new Error('interrupted'));
  };
  process.once('SIGINT', interrupt);
  try {
    const number = (
      name: 'draws' | 'seed' | 'threads' | 'most-a-year',
      least: number,
      most: number,
    ): number | undefined => {
      const text = values[name];
      if (text === undefined) return undefined;
      return wholeNumber(name, /^\d+$/.test(text) ? Number(text) : NaN, least, most, text);
    };
    const solution = await solve({
      scenario: scenario!,
      until: values.until!,
      ...defined({
        lever: leverOf(values.lever),
        decided: dateOf(values.decided),
        mostAYear: number('most-a-year', 1, 10_000),
        draws: number('draws', 40, 100_000),
        seed: number('seed', 0, Number.MAX_SAFE_INTEGER),
        threads: number('threads', 1, MOST_THREADS),
        dataDir: values.data,
        frontier: values['no-frontier'] === true ? [] : undefined,
      }),
      onStep: (words) => output.err(words),
      signal: stop.signal,
    });
    const folder = values.out ?? join('outputs', `solve-${solution.plan.scenarioName}`);
    const files = await writeSolution(solution, folder, values.force === true);
    for (const line of solutionWords(solution)) output.out(line);
    output.out(`Answer: ${worstVerdict(solution.verdicts)}.`);
    for (const file of files) output.out(`  ${file}`);
    return 0;
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) {
      output.err('Stopped. Nothing was written.');
      return INTERRUPTED;
    }
    if (!(error instanceof InputError)) throw error;
    output.err(error.message);
    return 2;
  } finally {
    process.off('SIGINT', interrupt);
  }
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
