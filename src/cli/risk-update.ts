import { basename, extname, join } from 'node:path';
import { isIsoDate } from '../domain/calendar.ts';
import { InputError } from '../domain/errors.ts';
import { updateRegister } from '../risk/register/update-register.ts';
import type { Settled } from '../risk/register/settle.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const RISK_UPDATE_USAGE = `Usage: market-stability risk update REGISTER.xlsx SCORES [--apply CHANGES.csv] [--append] [--out DIR]
       [--scheme NAME] [--columns FILE] [--sheet NAME] [--date YYYY-MM-DD] [--history FILE] [--locked] [--force]

SCORES is risk-scores.csv, or the folder that holds it.
--apply FILE     writes the lines of this list of changes, and no others, into a new workbook; else only the list is made
--append         puts risks that the register does not have under its last row
--out DIR        folder to write (outputs/risk-update-NAME unless told)
--scheme NAME    scheme of the scores, where the file has several
--columns FILE   names of the columns of your register (data/risk/register-columns.yaml unless told)
--sheet NAME     sheet of the register, where several could be meant
--date DATE      day for a column "Updated"; with --apply, risk-history.csv of that day is written too
--history FILE   risk-history.csv of the meetings before, which then stands in front
--locked         writes locked cells of a protected sheet too; the protection stays
--force          writes over a folder that holds something else

Your own workbook is never written over, and no formula is. All that is not changed keeps every byte.
Exit code 0: done; 2: something would be lost or an input is wrong, and nothing is written.`;

/** `risk update REGISTER.xlsx SCORES`. */
export function riskUpdateCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: RISK_UPDATE_USAGE,
      options: {
        apply: { type: 'string' },
        append: { type: 'boolean' },
        out: { type: 'string' },
        scheme: { type: 'string' },
        columns: { type: 'string' },
        sheet: { type: 'string' },
        date: { type: 'string' },
        history: { type: 'string' },
        locked: { type: 'boolean' },
        force: { type: 'boolean' },
      },
      misuse: ({ positionals }) =>
        positionals.length === 2 ? undefined : 'risk update: a register and its scores are needed.',
      work: async ({ values, positionals }) => {
        const [register, scores] = positionals as [string, string];
        const { append, locked, force, out, date, ...rest } = values;
        const done = await updateRegister({
          ...rest,
          register,
          scores,
          out: out ?? join('outputs', `risk-update-${basename(register, extname(register))}`),
          date: dayOf(date),
          append: append === true,
          locked: locked === true,
          force: force === true,
        });
        reportSettled(done, output);
        for (const notice of done.notices) output.out(`  ${notice}`);
        return 0;
      },
    },
    args,
    output,
  );
}

/**
 * The day that an option holds.
 *
 * @throws InputError when it is none
 */
export function dayOf(text: string | undefined): string | undefined {
  if (text === undefined || isIsoDate(text)) return text;
  throw new InputError([
    {
      kind: 'input',
      file: '--date',
      value: text,
      problem: 'This is no day.',
      allowed: 'A day as 2026-11-22.',
      mend: 'Write the day with year, month and day.',
    },
  ]);
}

/** Says what was listed or written. */
export function reportSettled(done: Settled, output: CommandOutput): void {
  const count = (n: number): string => `${n} ${n === 1 ? 'cell' : 'cells'}`;
  if (done.written === 0) output.out(`${count(done.proposed)} would change. Nothing in the register is changed yet.`);
  else output.out(`${count(done.written)} of ${done.proposed} proposed are written into a new workbook.`);
  for (const file of done.files) output.out(`  ${file}`);
  if (done.recalculated.length > 0)
    output.out(`  ${count(done.recalculated.length)} with formulas are calculated anew when the workbook is opened.`);
  if (done.notReached.length > 0)
    output.out(
      `  These end above the new rows and do not see them: ${done.notReached.join(', ')}. Extend them in Excel.`,
    );
}
