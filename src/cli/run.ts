import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError } from '../domain/errors.ts';
import { run, wholeNumber } from '../experiments/run.ts';
import type { Run } from '../experiments/run.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

export const RUN_USAGE = `Usage: market-stability run SCENARIO... [--draws N] [--seed S] [--data DIR] [--out DIR] [--threads N] [--force]

SCENARIO is a name (as-legislated) or the path of a YAML file.
--draws N    draws to make (1,000 unless the scenario says otherwise)
--seed S     seed of the luck (1 unless the scenario says otherwise)
--data DIR   folder of another data set (Wales as shipped unless told)
--out DIR    folder to write (outputs/NAME-SEED unless told; with several scenarios, one folder inside it for each)
--threads N  threads (all processors unless told); the files are the same for any number
--force      write over a folder that holds another run

Writes outcomes.csv, outcomes.parquet and manifest.json. Exit code 0: done; 2: the input is wrong and nothing is written.`;

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
    const number = (name: 'draws' | 'seed' | 'threads', most: number): number | undefined => {
      const text = values[name];
      if (text === undefined) return undefined;
      return wholeNumber(name, /^\d+$/.test(text) ? Number(text) : NaN, name === 'seed' ? 0 : 1, most);
    };
    const draws = number('draws', 1_000_000);
    const seed = number('seed', Number.MAX_SAFE_INTEGER);
    const threads = number('threads', 256);
    for (const scenario of positionals) {
      const several = positionals.length > 1 && values.out !== undefined;
      const done = await run({
        scenario,
        draws,
        seed,
        threads,
        dataDir: values.data,
        out: several ? join(values.out!, scenario.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '')) : values.out,
        force: values.force === true,
        onProgress: progressLine('draws', output),
      });
      report(done, output);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    output.err(error.message);
    return 2;
  }
}

function report({ manifest, folder, rows }: Run, output: CommandOutput): void {
  output.out(
    `${manifest.scenario_title}: ${manifest.draws} draws, seed ${manifest.seed}, run ${manifest.run_id}, ${manifest.seconds.toFixed(1)} s`,
  );
  for (const file of ['outcomes.csv', 'outcomes.parquet', 'manifest.json']) output.out(`  ${join(folder, file)}`);
  output.out(`  ${rows.length.toLocaleString('en-GB')} figures, each with its Monte Carlo error and its status`);
  if (manifest.status.places === 'illustrative') {
    output.out('  Status: figures on places are illustrative, because the register of services is.');
  }
  for (const warning of manifest.warnings) output.out(`  Warning: ${warning}`);
  if (manifest.repairs.length > 0) {
    output.out(`  ${manifest.repairs.length} repairs and defaults are listed in manifest.json.`);
  }
}
