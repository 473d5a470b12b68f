import { basename, extname, join } from 'node:path';
import { publishRegister } from '../risk/register/new-register.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { reportRegister } from './risk-new.ts';

export const RISK_PUBLISH_USAGE = `Usage: market-stability risk publish REGISTER.xlsx [--columns FILE] [--sheet NAME] [--tolerance N] [--title TEXT]
       [--marking TEXT] [--out DIR] [--force]

--columns FILE  names of the columns of your register (data/risk/register-columns.yaml unless told)
--sheet NAME    sheet of the register, where several could be meant
--tolerance N   highest score that is tolerated, where a risk does not state its own
--title TEXT    title; --marking TEXT the marking (OFFICIAL unless told)
--out DIR       folder to write (outputs/risk-publish-NAME unless told); --force writes over something else

Writes condensed.xlsx (a page for the Board), published.xlsx (an accessible workbook) and manifest.json.
Exit code 0: done; 2: an input is wrong and nothing is written.`;

/** `risk publish REGISTER.xlsx`. */
export function riskPublishCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_PUBLISH_USAGE,
      options: {
        columns: { type: 'string' },
        sheet: { type: 'string' },
        tolerance: { type: 'string' },
        title: { type: 'string' },
        marking: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 1 ? undefined : 'risk publish: one register is needed.'),
      work: async ({ values, positionals }) => {
        const register = positionals[0]!;
        const { out, force, tolerance, ...rest } = values;
        const made = await publishRegister({
          ...rest,
          register,
          tolerance: numberOf('tolerance', tolerance, 0, 1000),
          out: out ?? join('outputs', `risk-publish-${basename(register, extname(register))}`),
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
