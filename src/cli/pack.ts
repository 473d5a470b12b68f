import { PACK_KINDS } from '../reporting/packs/pack-contents.ts';
import type { PackKind } from '../reporting/packs/pack-contents.ts';
import { pack } from '../reporting/packs/pack.ts';
import type { WrittenPack } from '../reporting/packs/pack.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const PACK_USAGE = `Usage: market-stability pack KIND RUN --area AREA [--year YEAR] [--plan PLAN.csv | --applications N] [--marking TEXT]
                            [--out DIR] [--force]

KIND is one of
  market-stability  figures for the market stability report of a region (section 144B)
  funding           placement commissioning and funding outline of an authority: needs, gap, money by year and fund
  grant-return      six-monthly grant return of an authority
  meeting           two pages for a meeting with an authority: its plan, the projection, the record, five questions
  feedback          note to an authority on the plan that it has sent
RUN is the folder of a finished run, such as outputs/as-legislated-1.
--area AREA       code or name: of a region for market-stability, of an authority for the others
--year YEAR       financial year (2027-28 unless told)
--plan PLAN.csv   for meeting and feedback: CODE-YEAR.csv as plan wrote it, with the authority's own numbers in the column central
--applications N  the same, where only the estimated number of applications is known
--marking TEXT    marking on every page (OFFICIAL unless told)
--out DIR         folder to write (packs inside RUN unless told)
--force           write over files that hold something else

Writes KIND-CODE-YEAR as .docx, .html, .csv and a .json record. What a run cannot know is left open and marked.
Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** Most applications of one authority in one year. */
const MOST_APPLICATIONS = 100_000;

/** `pack KIND RUN --area AREA`: makes a pack and says where it is and what to heed. */
export function packCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: PACK_USAGE,
      options: {
        area: { type: 'string' },
        year: { type: 'string' },
        plan: { type: 'string' },
        applications: { type: 'string' },
        marking: { type: 'string' },
        out: { type: 'string' },
        force: { type: 'boolean' },
      },
      misuse: ({ values, positionals: [kind, run, more] }) => {
        if (kind === undefined) return 'No kind of pack is named.';
        if (!isKind(kind)) return `There is no pack "${kind}"; one of ${PACK_KINDS.join(', ')}.`;
        if (run === undefined) return 'No run is named.';
        if (more !== undefined) return 'Only one run can be named.';
        if (values.area === undefined) return 'No area is named.';
        if (values.plan !== undefined && values.applications !== undefined)
          return 'Give --plan or --applications, not both.';
        if ((values.plan ?? values.applications) !== undefined && kind !== 'meeting' && kind !== 'feedback')
          return `--plan and --applications are for meeting and feedback, not for ${kind}.`;
        return undefined;
      },
      work: async ({ values, positionals }) => {
        const { area, year, plan, marking, out } = values;
        const applications = numberOf('applications', values.applications, 0, MOST_APPLICATIONS);
        report(
          await pack({
            kind: positionals[0] as PackKind,
            run: positionals[1]!,
            area: area!,
            year,
            plan,
            applications,
            marking,
            out,
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

const isKind = (text: string): text is PackKind => (PACK_KINDS as readonly string[]).includes(text);

function report({ pack: made, files }: WrittenPack, output: CommandOutput): void {
  output.out(`Draft: ${made.title}. ${made.run.scenario_title}, run ${made.run.run_id}`);
  for (const file of files) output.out(`  ${file}`);
  output.out(`  Status: ${made.status}. What only people know is marked "To be written".`);
  for (const warning of made.warnings) output.out(`  Warning: ${warning}`);
  if (made.missing.length > 0)
    output.out(`  Warning: ${made.missing.length} things are not in this run; the last part of the pack lists them.`);
}
