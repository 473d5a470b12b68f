import { brief } from '../reporting/briefing/brief.ts';
import type { Brief } from '../reporting/briefing/brief.ts';
import { lintText } from '../reporting/document/numbers/lint-numbers.ts';
import { ANSWERS_FILE } from '../reporting/language/answers.ts';
import { LANGUAGE_CHOICES, LANGUAGE_NAMES } from '../reporting/language/languages.ts';
import { foundAnswers } from '../reporting/translate/translate.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const BRIEF_USAGE = `Usage: market-stability brief RUN... [--text FILE] [--previous RUN] [--scores FILE] [--language en|cy|both]
         [--answers FILE] [--impact FILE] [--template FILE] [--marking TEXT] [--meeting-date DATE] [--area AREA] [--pages N] [--release] [--out DIR] [--force]

RUN is the folder of a finished run, such as outputs/as-legislated-1. The sentences are about the first; others stand beside it.
--text FILE          YAML with what people write; {{references}} in it are bound to results (docs/briefing.md)
--previous RUN       run of the last paper, for what changed since
--scores FILE        risk-scores.csv of the first run
--language L         en (unless told), cy or both
--answers FILE       what translators have confirmed (${ANSWERS_FILE} in this folder unless told, where it is there)
--impact FILE        YAML of the integrated impact assessment (the shipped prompts unless told)
--template FILE      your organisation's Word file: its styles, page, header and footer are kept
--marking TEXT       OFFICIAL unless told
--meeting-date DATE  such as 2026-12-10
--area AREA          code or name in either language (the country unless told)
--pages N            pages wanted before the annexes (2 unless told); a longer paper is said to be one
--release            no mark of a draft; refused while anything is left to do
--out DIR            folder to write (brief inside the first RUN unless told)
--force              write over files that hold something else

Drafts the briefing paper of a Board as brief-en.docx, .html and .md (brief-cy for Welsh), with every number and its place
as CSV. A number that is typed by hand, or of another run, is named with its place and nothing is written.
Exit code 0: done; 1: a number or a word keeps the paper back; 2: the input is wrong. Nothing is written for 1 and 2.`;

const OPTIONS = {
  text: { type: 'string' },
  previous: { type: 'string' },
  scores: { type: 'string' },
  language: { type: 'string' },
  answers: { type: 'string' },
  impact: { type: 'string' },
  template: { type: 'string' },
  marking: { type: 'string' },
  'meeting-date': { type: 'string' },
  area: { type: 'string' },
  pages: { type: 'string' },
  release: { type: 'boolean' },
  out: { type: 'string' },
  force: { type: 'boolean' },
} as const;

/** `brief RUN...`: drafts the briefing paper, and says what is left to do before it may leave. */
export function briefCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: BRIEF_USAGE,
      options: OPTIONS,
      misuse: ({ values, positionals }) =>
        positionals.length === 0
          ? 'No run is named.'
          : LANGUAGE_CHOICES[values.language ?? 'en'] === undefined
            ? '--language takes en, cy or both.'
            : undefined,
      work: async ({ values, positionals }) => {
        const { 'meeting-date': meetingDate, language, release, force, pages, ...named } = values;
        const answers = named.answers ?? (await foundAnswers(ANSWERS_FILE));
        const wanted = numberOf('pages', pages, 1, 100);
        const made = await brief({
          ...named,
          ...(answers === undefined ? {} : { answers }),
          runs: positionals,
          languages: LANGUAGE_CHOICES[language ?? 'en']!,
          release: release === true,
          force: force === true,
          ...(meetingDate === undefined ? {} : { meetingDate }),
          ...(wanted === undefined ? {} : { pages: wanted }),
        });
        return report(made, release === true, output);
      },
    },
    args,
    output,
  );
}

function report({ papers, files, words }: Brief, release: boolean, output: CommandOutput): number {
  const several = papers.length > 1;
  for (const { language, document, problems, left, advice } of papers) {
    output.out(`${document.title}${several ? ` (${LANGUAGE_NAMES[language]})` : ''}`);
    for (const problem of problems) output.err(`  ${lintText(problem)}`);
    for (const line of advice) output.out(`  Advice: ${line}`);
    for (const line of left) (release ? output.err : output.out)(`  Before release: ${line}`);
  }
  const { answers, inForce, lapsed } = words;
  if (answers !== undefined && papers.some(({ language }) => language === 'cy')) {
    output.out(`Welsh: ${inForce.size} texts confirmed by translators (${answers.file}).`);
    for (const { answer } of lapsed) output.out(`  Lapsed: ${answer.id}. Its English has changed since.`);
  }
  for (const file of files) output.out(`  ${file}`);
  if (files.length === 0) output.err('Nothing was written.');
  return files.length === 0 ? 1 : 0;
}
