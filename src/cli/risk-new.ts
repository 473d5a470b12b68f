import { join } from 'node:path';
import { newRegister } from '../risk/register/new-register.ts';
import type { WrittenRegister } from '../risk/register/new-register.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { dayOf } from './risk-update.ts';

export const RISK_NEW_USAGE = `Usage: market-stability risk new SCORES --date YYYY-MM-DD [--history FILE] [--scheme NAME] [--tolerance N]
       [--workstreams FILE] [--title TEXT] [--marking TEXT] [--out DIR] [--force]

SCORES is risk-scores.csv, or the folder that holds it.
--date DATE         day of the register
--history FILE      risk-history.csv of the meeting before; the direction of travel comes from it
--scheme NAME       scheme of the scores, where the file has several
--tolerance N       highest score that is tolerated, where a risk does not state its own
--workstreams FILE  dated workstreams (data/risk/workstreams.yaml unless told)
--title TEXT        title of the register; --marking TEXT its marking (OFFICIAL unless told)
--out DIR           folder to write (outputs/risk-register unless told); --force writes over something else

Writes register.xlsx (to work in), condensed.xlsx (a page for the Board), risk-history.csv and manifest.json.
Exit code 0: done; 2: an input is wrong and nothing is written.`;

/** `risk new SCORES --date DATE`. */
export function riskNewCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_NEW_USAGE,
      options: {
        date: { type: 'string' },
        history: { type: 'string' },
        scheme: { type: 'string' },
        tolerance: { type: 'string' },
        workstreams: { type: 'string' },
        title: { type: 'string' },
        marking: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        positionals.length !== 1
          ? 'risk new: one file of scores is needed.'
          : values.date === undefined
            ? 'risk new: the day is not said; give --date.'
            : undefined,
      work: async ({ values, positionals }) => {
        const { out = join('outputs', 'risk-register'), force, date, tolerance, ...rest } = values;
        const made = await newRegister({
          ...rest,
          scores: positionals[0]!,
          date: dayOf(date)!,
          tolerance: numberOf('tolerance', tolerance, 0, 1000),
          out,
          force: force === true,
        });
        reportRegister(made, output);
        return 0;
      },
    },
    args,
    output,
  );
}

/** Says what a register holds, and where it is. */
export function reportRegister({ risks, issues, shown, files }: WrittenRegister, output: CommandOutput): void {
  output.out(
    `${risks} ${risks === 1 ? 'risk' : 'risks'}, ${shown} of them on the condensed page; ${issues} ${issues === 1 ? 'issue' : 'issues'}.`,
  );
  for (const file of files) output.out(`  ${file}`);
}
