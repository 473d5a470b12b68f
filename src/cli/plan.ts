import type { SufficiencyPlan } from '../reporting/sufficiency-plan/plan.ts';
import { lookBackWords } from '../reporting/sufficiency-plan/look-back.ts';
import { plans } from '../reporting/sufficiency-plan/plan.ts';
import { ANSWERS_FILE } from '../reporting/language/answers.ts';
import { LANGUAGE_CHOICES } from '../reporting/language/languages.ts';
import { foundAnswers } from '../reporting/translate/translate.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { planOfWorkbook, RUN_OPTIONS, WORKBOOK_OPTIONS } from './plan-workbook.ts';

export const PLAN_USAGE = `Usage: market-stability plan RUN --area AREA [--year YEAR] [--template FILE] [--previous PLAN.csv --actual FILE]
                            [--claims FILE] [--marking TEXT] [--language en|cy|both] [--answers FILE] [--out DIR] [--force]
       market-stability plan --workbook FILE.xlsx [--scenario NAME] [--draws N] [--seed S] [--threads N] [--data DIR] ...

RUN is the folder of a finished run, such as outputs/as-legislated-1.
--area AREA  an authority: its code (W06000015) or its name (Cardiff, Caerdydd); or all
--year YEAR  financial year of the plan (2027-28 unless told, the first that the duty covers)
--out DIR    folder to write (plans inside RUN unless told)
--template FILE  layout of the paper (data/templates/sufficiency-plan.yaml as shipped unless told)
--previous PLAN.csv --actual FILE  an earlier plan and the applications made in its year: adds the look-back of section 75D
--claims FILE    places of not-for-profit services that plans count on; with --area all, those that two plans claim are flagged
--marking TEXT   marking on every page of the paper (OFFICIAL unless told)
--language L     of the paper: en (unless told), cy or both; workbook, CSV and the paper of all plans are in English
--answers FILE   what translators have confirmed (${ANSWERS_FILE} in this folder unless told, where it is there)
--force      write over files that hold something else

--workbook FILE  a filled-in workbook of template --area: imports it, runs the scenario and drafts the plan of its authority
                 into data, run and plan in --out (outputs/plan-CODE unless told); with --year, --template, --marking as above
--scenario NAME  with --workbook: name or file of a scenario (as-legislated unless told); --draws, --seed, --threads as for run
--data DIR       with --workbook: data set that all other areas are taken from (Wales as shipped unless told)

Drafts the tables of the annual sufficiency plan of an authority, section 75A(3) (a) to (f) of the Social Services and
Well-being (Wales) Act 2014, as CODE-YEAR.xlsx, .docx, .html and .csv (CODE-YEAR-cy.docx and .html in Welsh). With --area all also all-YEAR: the national
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
        language: { type: 'string' },
        answers: { type: 'string' },
        workbook: { type: 'string' },
        scenario: { type: 'string' },
        draws: { type: 'string' },
        seed: { type: 'string' },
        threads: { type: 'string' },
        data: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals }) => {
        if (LANGUAGE_CHOICES[values.language ?? 'en'] === undefined) return '--language takes en, cy or both.';
        const given = (name: keyof typeof values): boolean => values[name] !== undefined;
        if (given('workbook')) {
          if (positionals.length > 0) return 'Give a run or --workbook, not both.';
          const other = RUN_OPTIONS.find(given);
          return other === undefined ? undefined : `--${other} cannot be given together with --workbook.`;
        }
        const other = WORKBOOK_OPTIONS.find(given);
        if (other !== undefined) return `--${other} is for a plan from a workbook: give --workbook too.`;
        if (positionals.length === 0) return 'No run is named.';
        if (positionals.length > 1) return 'Only one run can be named.';
        return given('area') ? undefined : 'No area is named.';
      },
      stopped: 'Stopped. No plan was written.',
      work: async ({ values, positionals }, stopSignal) => {
        if (values.workbook !== undefined) {
          report([(await planOfWorkbook(values, output, stopSignal())).plan], output);
          return 0;
        }
        const { area, year, out, template, previous, actual, claims, marking, language } = values;
        const answers = values.answers ?? (await foundAnswers(ANSWERS_FILE));
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
            languages: LANGUAGE_CHOICES[language ?? 'en']!,
            ...(answers === undefined ? {} : { answers }),
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
  const { contents, toConfirm = 0 } = written[0]!;
  if (toConfirm > 0)
    output.out(
      `  Welsh: a translator must confirm or translate ${toConfirm} texts; the file for translators lists them.`,
    );
  output.out(`  Status: ${contents.status}. What the authority must write is marked in the workbook.`);
  for (const warning of contents.warnings) output.out(`  Warning: ${warning}`);
  if (contents.notRecorded.length > 0)
    output.out(`  Warning: ${contents.notRecorded.length} figures are not recorded by this run; sheet (f) lists them.`);
}
