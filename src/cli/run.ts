import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../domain/errors.ts';
import { MOST_DRAWS, MOST_THREADS, prepareRun, runPrepared, wholeNumber } from '../experiments/run.ts';
import type { PreparedRun, WrittenRun } from '../experiments/run.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

export const RUN_USAGE = `Usage: market-stability run SCENARIO... [--draws N] [--seed S] [--data DIR] [--out DIR] [--threads N] [--no-draws] [--force]

SCENARIO is a name (as-legislated) or the path of a YAML file.
--draws N    draws to make (1,000 unless the scenario says otherwise)
--seed S     seed of the luck (1 unless the scenario says otherwise)
--data DIR   folder of another data set (Wales as shipped unless told)
--out DIR    folder to write (outputs/NAME-SEED unless told; with several scenarios, one folder inside it for each)
--threads N  threads (all processors unless told); the files are the same for any number
--no-draws   do not keep the draws, which later commands read (200 kB a draw for Wales)
--force      write over a folder that holds another run

Writes outcomes.csv, outcomes.parquet, inputs.json, manifest.json and the draws in blocks. Exit code 0: done; 2: the input
is wrong and nothing is written, or the files cannot be written. Ctrl-C ends the run and leaves no file of it.`;

/** `run SCENARIO...`: simulates scenarios and says where their files are. */
export async function runCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        draws: { type: 'string' },
        seed: { type: 'string' },
        data: { type: 'string' },
        out: { type: 'string' },
        threads: { type: 'string' },
        force: { type: 'boolean' },
        'no-draws': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    output.err(`${(error as Error).message}\n\n${RUN_USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help === true) {
    output.out(RUN_USAGE);
    return 0;
  }
  if (positionals.length === 0) {
    output.err(`No scenario is named.\n\n${RUN_USAGE}`);
    return 2;
  }
  try {
    const number = (name: 'draws' | 'seed' | 'threads', least: number, most: number): number | undefined => {
      const text = values[name];
      if (text === undefined) return undefined;
      return wholeNumber(name, /^\d+$/.test(text) ? Number(text) : NaN, least, most, text);
    };
    const draws = number('draws', 1, MOST_DRAWS);
    const seed = number('seed', 0, Number.MAX_SAFE_INTEGER);
    const threads = number('threads', 1, MOST_THREADS);
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
        force: values.force === true,
        keepDraws: values['no-draws'] !== true,
      });
      refuseSharedFolder(next, prepared, scenario);
      prepared.push(next);
    }
    return await runAll(prepared, output);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    output.err(error.message);
    return 2;
  }
}

/** Exit code of a program that Ctrl-C ends. */
const INTERRUPTED = 130;

/** Makes the runs one after the other, until Ctrl-C. A second Ctrl-C ends the program at once. */
async function runAll(prepared: readonly PreparedRun[], output: CommandOutput): Promise<number> {
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort(new Error('interrupted'));
  };
  process.once('SIGINT', interrupt);
  try {
    for (const next of prepared) {
      const onProgress = progressLine('draws', output);
      report(await runPrepared(next, { onProgress, signal: stop.signal }), output);
    }
    return 0;
  } catch (error) {
    if (!stop.signal.aborted || error !== stop.signal.reason) throw error;
    output.err('Stopped. The run that was not finished has left no files.');
    return INTERRUPTED;
  } finally {
    process.off('SIGINT', interrupt);
  }
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

function report({ manifest, folder }: WrittenRun, output: CommandOutput): void {
  output.out(
    `${manifest.scenario_title}: ${manifest.draws} draws, seed ${manifest.seed}, run ${manifest.run_id}, ${manifest.seconds.toFixed(1)} s`,
  );
  for (const file of ['outcomes.csv', 'outcomes.parquet', 'inputs.json', 'manifest.json'])
    output.out(`  ${join(folder, file)}`);
  if (manifest.files['blocks/index.json'] !== undefined)
    output.out(`  ${join(folder, 'blocks')}: the draws, for later commands (--no-draws leaves them out)`);
  output.out(`  ${manifest.figures.toLocaleString('en-GB')} figures, each with its Monte Carlo error and its status`);
  if (manifest.status.places === 'illustrative') {
    output.out('  Status: figures on places are illustrative, because the register of services is.');
  }
  for (const warning of manifest.warnings) output.out(`  Warning: ${warning}`);
  if (manifest.repairs.length > 0) {
    output.out(`  ${manifest.repairs.length} repairs and defaults are listed in manifest.json.`);
  }
}
