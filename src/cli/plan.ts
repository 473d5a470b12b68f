import type { SufficiencyPlan } from '../reporting/sufficiency-plan/plan.ts';
import { lookBackWords } from '../reporting/sufficiency-plan/look-back.ts';
import { plans } from '../reporting/sufficiency-plan/plan.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const PLAN_USAGE = `Usage: market-stability plan RUN --area AREA [--year YEAR] [--template FILE] [--previous PLAN.csv --actual FILE]
                            [--claims FILE] [--marking TEXT] [--out DIR] [--force]

RUN is the folder of a finished run, such as outputs/as-legislated-1.
--area AREA  an authority: its code (W06000015) or its name (Cardiff, Caerdydd); or all
--year YEAR  financial year of the plan (2027-28 unless told, the first that the duty covers)
--out DIR    folder to write (plans inside RUN unless told)
--template FILE  layout of the paper (data/templates/sufficiency-plan.yaml as shipped unless told)
--previous PLAN.csv --actual FILE  an earlier plan and the applications made in its year: adds the look-back of section 75D
--claims FILE    places of not-for-profit services that plans count on; with --area all, those that two plans claim are flagged
--marking TEXT   marking on every page of the paper (OFFICIAL unless told)
--force      write over files that hold something else

Drafts the tables of the annual sufficiency plan of an authority, section 75A(3) (a) to (f) of the Social Services and
Well-being (Wales) Act 2014, as CODE-YEAR.xlsx, .docx, .html and .csv. With --area all also all-YEAR: the national
number of applications, and what several plans count on. What only the authority knows is left open and marked.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `plan RUN --area AREA`: drafts the tables of a sufficiency plan and says where they are and what to heed. */
export function planCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: PLAN_USAGE,
      options: {
        area: { type: 'string' },
        year: { type: 'string' },
        out: { type: 'string' },
        template: { type: 'string' },
        previous: { type: 'string' },
        actual: { type: 'string' },
        claims: { type: 'string' },
        marking: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) =>
        positionals.length === 0
          ? 'No run is named.'
          : positionals.length > 1
            ? 'Only one run can be named.'
            : values.area === undefined
              ? 'No area is named.'
              : undefined,
      work: async ({ values, positionals }) => {
        const { area, year, out, template, previous, actual, claims, marking } = values;
        const areas = area!.toLowerCase() === 'all' ? 'all' : [area!];
        report(
          await plans({
            run: positionals[0]!,
            areas,
            year,
            out,
            template,
            previous,
            actual,
            claims,
            marking,
            force: values.force === true,
          }),
          output,
        );
        return 0;
      },
    },
    args,
    output,
  );
}

function report(written: readonly SufficiencyPlan[], output: CommandOutput): void {
  for (const { contents, files } of written) {
    const { authority, year, run } = contents;
    output.out(`Draft sufficiency plan ${year.name}, ${authority.name_en}: ${run.scenario_title}, run ${run.run_id}`);
    for (const file of files) output.out(`  ${file}`);
  }
  for (const { lookBack } of written)
    if (lookBack !== undefined) for (const line of lookBackWords(lookBack)) output.out(`  ${line}`);
  const { contents } = written[0]!;
  output.out(`  Status: ${contents.status}. What the authority must write is marked in the workbook.`);
  for (const warning of contents.warnings) output.out(`  Warning: ${warning}`);
  if (contents.notRecorded.length > 0)
    output.out(`  Warning: ${contents.notRecorded.length} figures are not recorded by this run; sheet (f) lists them.`);
}
