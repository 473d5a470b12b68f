import { basename, extname, join } from 'node:path';
import { mergePacks } from '../risk/register/merge-register.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { reportSettled } from './risk-update.ts';

export const RISK_MERGE_USAGE = `Usage: market-stability risk merge REGISTER.xlsx PACK.xlsx... [--apply CHANGES.csv] [--columns FILE] [--sheet NAME]
       [--locked] [--out DIR] [--force]

PACK            packs that "risk split" made and chairs have edited
--apply FILE    writes the lines of this list of changes, and no others, into a new workbook; else only the list is made
--columns FILE  names of the columns of your register; --sheet NAME the sheet of the register
--locked        writes locked cells of a protected sheet too; the protection stays
--out DIR       folder to write (outputs/risk-merge-NAME unless told); --force writes over something else

A cell that was changed in the register, or in another pack, to something else stands in conflicts.csv. Nothing is proposed
for it, and nobody wins by being last.
Exit code 0: done; 1: done, and there are conflicts to settle; 2: an input is wrong and nothing is written.`;

/** `risk merge REGISTER.xlsx PACK.xlsx...`. */
export function riskMergeCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_MERGE_USAGE,
      options: {
        apply: { type: 'string' },
        columns: { type: 'string' },
        sheet: { type: 'string' },
        locked: { type: 'boolean' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) =>
        positionals.length >= 2 ? undefined : 'risk merge: a register and at least one pack are needed.',
      work: async ({ values, positionals }) => {
        const [register, ...packs] = positionals as [string, ...string[]];
        const { out, force, locked, ...rest } = values;
        const done = await mergePacks({
          ...rest,
          register,
          packs,
          out: out ?? join('outputs', `risk-merge-${basename(register, extname(register))}`),
          locked: locked === true,
          force: force === true,
        });
        reportSettled(done, output);
        for (const notice of done.notices) output.out(`  ${notice}`);
        for (const c of done.conflicts)
          output.out(
            `  Conflict: ${c['risk id']}, ${c.column}: sent "${c['as sent']}", register "${c['register now']}", ${c.pack} "${c['in the pack']}". ${c.why}`,
          );
        return done.conflicts.length > 0 ? 1 : 0;
      },
    },
    args,
    output,
  );
}
