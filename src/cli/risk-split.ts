import { basename, extname, join } from 'node:path';
import { splitRegister } from '../risk/register/split-register.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { dayOf } from './risk-update.ts';

export const RISK_SPLIT_USAGE = `Usage: market-stability risk split REGISTER.xlsx --by workstream --date YYYY-MM-DD [--workstreams FILE] [--columns FILE]
       [--sheet NAME] [--out DIR] [--force]

--by workstream     what the register is split by
--date DATE         day on which the packs are sent; risks of a workstream that was merged by then go to the one that took it over
--workstreams FILE  dated workstreams (data/risk/workstreams.yaml unless told)
--columns FILE      names of the columns of your register; --sheet NAME the sheet of the register
--out DIR           folder to write (outputs/risk-split-NAME unless told); --force writes over something else

Writes a pack for each workstream, which its chair edits and sends back, and manifest.json.
Exit code 0: done; 2: an input is wrong and nothing is written.`;

/** `risk split REGISTER.xlsx --by workstream`. */
export function riskSplitCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_SPLIT_USAGE,
      options: {
        by: { type: 'string' },
        date: { type: 'string' },
        workstreams: { type: 'string' },
        columns: { type: 'string' },
        sheet: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        positionals.length !== 1
          ? 'risk split: one register is needed.'
          : values.by !== 'workstream'
            ? 'risk split: a register is split --by workstream.'
            : values.date === undefined
              ? 'risk split: the day is not said; give --date.'
              : undefined,
      work: async ({ values, positionals }) => {
        const register = positionals[0]!;
        const { by: _, out, force, date, ...rest } = values;
        const packs = await splitRegister({
          ...rest,
          register,
          date: dayOf(date)!,
          out: out ?? join('outputs', `risk-split-${basename(register, extname(register))}`),
          force: force === true,
        });
        output.out(`${packs.length} ${packs.length === 1 ? 'pack' : 'packs'}`);
        for (const { workstream, risks, file } of packs)
          output.out(`  ${file}: ${workstream}, ${risks} ${risks === 1 ? 'risk' : 'risks'}`);
        return 0;
      },
    },
    args,
    output,
  );
}
