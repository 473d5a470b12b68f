import { template } from '../reporting/template/template.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const TEMPLATE_USAGE = `Usage: market-stability template --area AREA [--out FILE.xlsx] [--data DIR] [--force]
       market-stability template strategies [--out FILE.xlsx] [--data DIR] [--force]

--area AREA  an authority: its code (W06000015) or its name (Cardiff, Caerdydd)
strategies   one workbook for what the placement commissioning strategies of all authorities say
--out FILE   file to write (CODE-own-figures.xlsx or strategies.xlsx in this folder unless told)
--data DIR   data set whose areas count (Wales as shipped unless told)
--force      write over a file that somebody has changed

Writes an empty workbook to fill in with a spreadsheet program: homes, carers, children, projects, prices and notes of one
authority; or planned places, needs and money of strategies. "import workbook FILE" and "import strategies FILE" read it back.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `template --area AREA` and `template strategies`. */
export function templateCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: TEMPLATE_USAGE,
      options: {
        area: { type: 'string' },
        out: { type: 'string' },
        data: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) => {
        const strategies = positionals.length === 1 && positionals[0] === 'strategies';
        if (positionals.length > 0 && !strategies)
          return `template: "${positionals[0]!.slice(0, 80)}" is not understood.`;
        if (strategies === (values.area !== undefined))
          return strategies
            ? 'template: strategies are of all authorities; leave --area out.'
            : 'template: no area is named.';
        return values.out !== undefined && !/\.xlsx$/i.test(values.out)
          ? 'template: the name of the file must end in .xlsx.'
          : undefined;
      },
      work: async ({ values }) => {
        const { file, about } = await template({
          area: values.area,
          out: values.out,
          dataDir: values.data,
          force: values.force === true,
        });
        output.out(`Template for ${about}`);
        output.out(`  ${file}`);
        output.out(
          `  Fill it in, then: market-stability import ${values.area === undefined ? 'strategies' : 'workbook'} ${file}`,
        );
        return 0;
      },
    },
    args,
    output,
  );
}
