import { basename, extname, join } from 'node:path';
import { PROGRAMME_DRAWS, programme } from '../reporting/programme/programme.ts';
import type { Programme } from '../reporting/programme/programme.ts';
import { outlookWords } from '../reporting/programme/outlook-words.ts';
import { InputError } from '../domain/errors.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const PROGRAMME_USAGE = `Usage: market-stability programme FILE [--scenario NAME] [--slip ITEM=MONTHS]... [--data DIR] [--draws N] [--seed S]
                                  [--out DIR] [--force]

FILE is a programme plan with the columns of programme.csv, such as data/programme/wales.csv.
--scenario NAME     scenario under which its lines are looked at (as-legislated unless told)
--slip ITEM=MONTHS  also writes a scenario in which this line comes so many months later; may be given again
--data DIR          data set (data/wales as shipped unless told)
--draws N           draws (${PROGRAMME_DRAWS} unless told)
--seed S            seed of the luck (1 unless told)
--out DIR           folder to write (outputs/programme-NAME-SEED unless told)
--force             write over a folder that holds something else

Tells for each line that stands for a project how often it opens in time. Writes programme-outlook.csv, a chart, manifest.json.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `programme FILE`: how likely the lines of a programme plan are on time, and a scenario in which some slip. */
export function programmeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: PROGRAMME_USAGE,
      options: {
        scenario: { type: 'string' },
        slip: { type: 'string', multiple: true },
        data: { type: 'string' },
        draws: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'programme: one file is needed.'),
      work: async ({ values, positionals }) => {
        const file = positionals[0]!;
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER) ?? 1;
        const made = await programme({
          file,
          scenario: values.scenario,
          slips: (values.slip ?? []).map(readSlip),
          dataDir: values.data,
          draws: numberOf('draws', values.draws, 2, 1_000_000),
          seed,
          out: values.out ?? join('outputs', `programme-${basename(file, extname(file))}-${seed}`),
          force: values.force === true,
        });
        report(made, output);
        return 0;
      },
    },
    args,
    output,
  );
}

function readSlip(text: string): { item: string; months: number } {
  const [, item, months] = /^(.+)=(\d{1,3})$/.exec(text) ?? [];
  if (item !== undefined && Number(months) >= 1 && Number(months) <= 120) return { item, months: Number(months) };
  throw new InputError([
    {
      kind: 'input',
      file: '--slip',
      value: text,
      problem: 'It cannot be told which line slips, and by how much.',
      allowed: 'ITEM=MONTHS, with 1 to 120 months.',
      mend: 'Write it as --slip open-CARDIFF-1=12.',
    },
  ]);
}

function report({ outlook, scenario, draws, files, slipped }: Programme, output: CommandOutput): void {
  output.out(
    `Programme plan of ${outlook.length} lines under “${scenario.title}”, ${draws.toLocaleString('en-GB')} draws`,
  );
  for (const line of outlook.filter((o) => o.basis === 'simulated'))
    output.out(`  ${line.item.item_id}: ${outlookWords(line, draws)}`);
  for (const file of files) output.out(`  ${file}`);
  if (slipped !== undefined)
    output.out(`  To see what the slippage does: market-stability run ${scenario.name} ${slipped.file}, then compare.`);
}
