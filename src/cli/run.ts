import { join, resolve } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { writePlanOnly } from '../experiments/plan-only.ts';
import { MOST_DRAWS, MOST_THREADS, prepareRun, runPrepared } from '../experiments/run.ts';
import type { PreparedRun } from '../experiments/run.ts';
import { finishedDraws } from '../experiments/unfinished-run.ts';
import { INTERRUPTED, numberOf, runCommandLine } from './command.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';
import { reportRun } from './report-run.ts';

export const RUN_USAGE = `Usage: market-stability run SCENARIO... [--draws N] [--seed S] [--data DIR] [--out DIR] [--threads N]
                            [--until RULE] [--events FILE] [--resume | --force] [--no-draws] [--plan-only]

SCENARIO is a name (as-legislated) or the path of a YAML file.
--draws N     draws to make (1,000 unless the scenario says otherwise); with --until the most that may be made
--seed S      seed of the luck (1 unless the scenario says otherwise)
--data DIR    folder of another data set (Wales as shipped unless told)
--out DIR     folder to write (outputs/NAME-SEED unless told; with several scenarios, one folder inside it for each)
--threads N   threads (all processors unless told); the files are the same for any number
--until RULE  stop at 100, 200, 400 and so on draws, as soon as a number is known well enough, for example
              --until "mean of places_compliant residential on 2030-03-31 within 1 %"
              (its 95 % Monte Carlo interval is then 1 % of it to either side, or less)
--events FILE risk events; those that need months or authorities are judged inside the draws, for risk score
--resume      go on with the finished draws in the folder; only what is missing is made
--force       write over a folder that holds another run
--no-draws    do not keep the draws, which later commands read (200 kB a draw for Wales)
--plan-only   write run-plan.json and draw nothing: run-block makes the draws, on any number of machines, and merge the files

Writes outcomes.csv, outcomes.parquet, inputs.json, manifest.json, run-plan.json and the draws in blocks. Exit code 0: done;
2: the input is wrong and nothing is written, or the files cannot be written. Ctrl-C ends the run and keeps its finished
draws for --resume; so does a run that is killed. The files are then the same as those of a run that was never stopped.`;

/** Reads events only when they are asked for: other runs need nothing of risks. */
async function eventsToDeclare(
  file: string,
  values: { readonly data?: string; readonly 'no-draws'?: boolean },
): Promise<DeclaredEvent[]> {
  if (values['no-draws'] === true)
    throw new InputError([
      {
        kind: 'input',
        file: '--events',
        problem: 'It cannot be given together with --no-draws: what the events did is kept with the draws.',
        allowed: 'One of the two.',
        mend: 'Leave one out.',
      },
    ]);
  const { declaredEvents } = await import('../risk/events/declared-events.ts');
  return declaredEvents(file, values.data);
}

/** `run SCENARIO...`: simulates scenarios and says where their files are. */
export function runCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RUN_USAGE,
      options: {
        draws: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        until: { type: 'string' },
        force: { type: 'boolean' },
        resume: { type: 'boolean' },
        'plan-only': { type: 'boolean' },
        'no-draws': { type: 'boolean' },
        events: { type: 'string' },
      },
      misuse: ({ positionals }) => (positionals.length === 0 ? 'No scenario is named.' : undefined),
      work: async ({ values, positionals }, stopSignal) => {
        if (values['plan-only'] === true) refusePlanOnly(values);
        const draws = numberOf('draws', values.draws, 1, MOST_DRAWS);
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
        const threads = numberOf('threads', values.threads, 1, MOST_THREADS);
        const { events } = values;
        const declared = events === undefined ? undefined : await eventsToDeclare(events, values);
        const several = positionals.length > 1 && values.out !== undefined;
        // All are checked before the first is simulated: when one is wrong, nothing is written.
        const prepared: PreparedRun[] = [];
        for (const scenario of positionals) {
          const out = several ? join(values.out!, nameOf(scenario)) : values.out;
          const next = await prepareRun({
            scenario,
            draws,
            seed,
            threads,
            dataDir: values.data,
            out,
            ...(values.until !== undefined && { until: values.until }),
            ...(declared && { declared }),
            force: values.force === true,
            resume: values.resume === true,
            keepDraws: values['no-draws'] !== true,
          });
          refuseSharedFolder(next, prepared, scenario);
          prepared.push(next);
        }
        return values['plan-only'] === true
          ? writePlans(prepared, output)
          : runAll(prepared, output, args, stopSignal());
      },
    },
    args,
    output,
  );
}

/** Writes the plan of each run and makes no draw. */
async function writePlans(prepared: readonly PreparedRun[], output: CommandOutput): Promise<number> {
  for (const next of prepared) {
    const { file, blocks } = await writePlanOnly(next);
    output.out(
      `${next.plan.scenarioTitle}: ${next.draws.toLocaleString('en-GB')} draws in ${blocks} blocks, none made`,
    );
    output.out(`  ${file}: for run-block --block 0 to ${blocks - 1}, then merge`);
  }
  return 0;
}

/** Makes the runs one after the other, until Ctrl-C. */
async function runAll(
  prepared: readonly PreparedRun[],
  output: CommandOutput,
  args: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let current = prepared[0]!;
  try {
    for (const next of prepared) {
      current = next;
      const onProgress = progressLine('draws', output, undefined, next.until !== undefined);
      reportRun(await runPrepared(next, { onProgress, signal }), output);
    }
    return 0;
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    if (process.stderr.isTTY) output.err('');
    output.err(await stoppedText(current, args));
    return INTERRUPTED;
  }
}

/** What is there after Ctrl-C, and how to go on. */
async function stoppedText({ folder, draws }: PreparedRun, args: readonly string[]): Promise<string> {
  const done = await finishedDraws(folder);
  if (done === 0) return 'Stopped. No block of draws was finished, and the run has left no files.';
  const again = args.filter((word) => word !== '--force' && word !== '--resume').map(shellWord);
  return [
    `Stopped. ${done.toLocaleString('en-GB')} of ${draws.toLocaleString('en-GB')} draws are finished and kept in ${join(folder, 'blocks')}.`,
    'There is no manifest.json and no file of figures, and nothing is half-written. To go on:',
    `  market-stability run ${again.join(' ')} --resume`,
  ].join('\n');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Name of a scenario in a path: `plans/more-homes.yaml` is `more-homes`. */
function nameOf(scenario: string): string {
  return scenario.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/i, '');
}

function refuseSharedFolder(next: PreparedRun, others: readonly PreparedRun[], scenario: string): void {
  if (!others.some((other) => resolve(other.folder) === resolve(next.folder))) return;
  throw new InputError([
    {
      kind: 'input',
      file: next.folder,
      value: scenario,
      problem: 'Two of the scenarios would be written to the same folder.',
      allowed: 'A folder of its own for each scenario.',
      mend: 'Name each scenario once, give them different names, or run them one by one with --out.',
    },
  ]);
}

function refusePlanOnly(values: {
  readonly until?: string;
  readonly resume?: boolean;
  readonly 'no-draws'?: boolean;
}): void {
  const other = (['until', 'resume', 'no-draws'] as const).find((name) => values[name] !== undefined);
  if (other === undefined) return;
  throw new InputError([
    {
      kind: 'input',
      file: `--${other}`,
      problem: 'It cannot be given together with --plan-only: a plan has a fixed number of draws and holds none.',
      allowed: '--plan-only with --draws, --seed, --data, --out and --force.',
      mend: `Leave --${other} out.`,
    },
  ]);
}
