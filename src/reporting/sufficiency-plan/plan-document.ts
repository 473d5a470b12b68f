import type { Block, DocumentModel, Run, Runs, TableBlock } from '../document/model.ts';
import { plainText } from '../document/runs.ts';
import type { LookBack } from './look-back.ts';
import type { PlanContents, PlanFigure } from './plan-contents.ts';
import type { PlanLanguage } from './plan-desk.ts';
import { PlanDesk } from './plan-desk.ts';
import { dueLine, edgeLine, lookBackLines, reasonLines, warningLines, whenText } from './plan-sentences.ts';
import { lookBackTable, stepsTable } from './plan-tables.ts';
import { fillIn } from './plan-template.ts';
import type { PlanTemplate } from './plan-template.ts';
import { READING_WORDS } from './plan-words.ts';
import { sideBySide } from './side-by-side.ts';

/** Lines of the summary: stable names of the lines of a plan. */
const SUMMARY = [
  'a.looked-after.end',
  'c.needing-residential.end',
  'c.compliant-residential.end',
  'c.shortfall-residential.end',
  'c.needing-foster.end',
  'c.compliant-foster.end',
  'c.shortfall-foster.end',
  'd.statutory-all.year',
  'd.shadow-all.year',
] as const;

/**
 * A plan as a paper, laid out by a template: the same figures as in the workbook, what only the authority knows marked as to be
 * written, status and run on every page.
 *
 * @param marking protective marking, such as OFFICIAL-SENSITIVE
 * @param lookBack the last plan against what happened, where it is known
 * @param words of the language; English unless told
 */
export function planDocument(
  contents: PlanContents,
  template: PlanTemplate,
  {
    marking = 'OFFICIAL',
    lookBack,
    words,
  }: { readonly marking?: string; readonly lookBack?: LookBack; readonly words?: PlanLanguage } = {},
): DocumentModel {
  const desk = new PlanDesk(contents, words);
  const { authority, year } = contents;
  const laidOut = (text: string): Run[] => desk.known('layout', text, layoutValues(desk), fillIn(text, contents));
  const author = desk.area(authority);
  return {
    title: plainText(laidOut(template.title)),
    language: desk.language,
    description: desk.text('paper.description', { authority: author, year: year.name }),
    author,
    header: [[marking], edgeLine(desk)],
    footer: [desk.say(`foot.${contents.status}`)],
    draft: desk.say('paper.draft'),
    blocks: [
      { kind: 'paragraph', style: 'lead', runs: laidOut(template.lead) },
      ...warningLines(desk).map((text): Block => ({
        kind: 'paragraph',
        style: 'aside',
        runs: desk.say('paper.warning', { text }),
      })),
      ...template.sections.flatMap((section): Block[] => [
        { kind: 'heading', level: 2, runs: laidOut(section.heading) },
        ...section.text.map((text): Block => ({ kind: 'paragraph', runs: laidOut(text) })),
        ...section.figures.flatMap((shown) => figureTables(desk, shown.section, shown.parts)),
        ...section.show.flatMap((part): Block[] => {
          if (part === 'summary') return summary(desk);
          if (part === 'reasons') return reasons(desk);
          if (part === 'steps') return steps(desk);
          return lookBackBlocks(desk, lookBack);
        }),
        ...toWrite(
          desk,
          section.to_write.map((text) => desk.known('layout', text)),
        ),
      ]),
      { kind: 'heading', level: 2, runs: desk.say('paper.reading') },
      {
        kind: 'list',
        ordered: false,
        items: READING_WORDS.map(([word, meaning]): Runs => [
          ...desk
            .known('word', word)
            .map((run): Run => (run.kind === 'text' ? { ...run, text: `${run.text}. `, strong: true } : run)),
          ...desk.known('meaning', meaning),
        ]),
      },
    ],
  };
}

/** What the words in braces of a layout are filled with. */
function layoutValues(desk: PlanDesk): Record<string, string | Run | Runs> {
  const { authority, region, year, run } = desk.contents;
  return {
    authority: desk.area(authority),
    region: region === undefined ? '' : desk.area(region),
    year: year.name,
    first_day: desk.date(year.firstDay),
    last_day: desk.date(year.lastDay),
    scenario: desk.scenario(),
    run: run.run_id,
    due: dueLine(desk),
  };
}

function figureTables(desk: PlanDesk, section: string, wanted: readonly string[] | undefined): Block[] {
  const figures = desk.contents.figures.filter((f) => f.section === section);
  const parts = [...new Set(figures.map((f) => f.part))].filter((part) => wanted?.includes(part) !== false);
  return parts.flatMap((part) => {
    const own = figures.filter((f) => f.part === part);
    return partTables(desk, own, desk.known('part', part), (f) => labelOf(desk, f));
  });
}

const labelOf = (desk: PlanDesk, f: PlanFigure): string => plainText(desk.known('label', f.label));

function partTables(
  desk: PlanDesk,
  figures: readonly PlanFigure[],
  caption: Runs,
  label: (figure: PlanFigure) => string,
): TableBlock[] {
  const fromTo = (low: string, high: string): string => desk.text('table.from-to', { low, high });
  const lines = figures.map((f) => ({
    label: label(f),
    whenText: whenText(desk, f),
    central: f.values === undefined ? '' : printed(desk, f, f.values.central),
    range:
      f.values?.low80 === undefined || f.values.high80 === undefined
        ? ''
        : fromTo(printed(desk, f, f.values.low80), printed(desk, f, f.values.high80)),
    unit: f.values === undefined ? '' : desk.named('unit', f.values.unit),
    status: f.values === undefined ? desk.text('table.not-recorded-run') : desk.named('status', f.values.status),
  }));
  const words = {
    figure: desk.text('table.figure'),
    central: desk.text('table.central'),
    range: desk.text('table.range'),
    status: desk.text('table.status'),
    notRecorded: desk.text('table.not-recorded'),
    overYear: (year: string): string => desk.text('table.over-year', { year }),
    fromTo,
  };
  return sideBySide(lines, words).map(({ captionMore, columns, rows }): TableBlock => ({
    kind: 'table',
    ...desk.nextTable([...caption, desk.words(captionMore)]),
    columns: columns.map(({ heading, ...rest }) => ({ heading: [desk.words(heading)], ...rest })),
    rows: rows.map((row) => row.map((text) => [desk.words(text)])),
  }));
}

const printed = (desk: PlanDesk, f: PlanFigure, value: number): string =>
  f.values?.unit.startsWith('share') === true ? desk.share(value) : desk.number(value);

function summary(desk: PlanDesk): Block[] {
  const figures = SUMMARY.flatMap((id) => desk.contents.figures.filter((f) => f.id === id));
  // Lines of several parts stand in one table: the part says which they are.
  const label = (f: PlanFigure): string => {
    if (f.section === 'd') return plainText(desk.known('part', f.part));
    if (f.section !== 'c') return labelOf(desk, f);
    return `${plainText(desk.known('label', f.part.split(':')[0]!))}: ${lowerFirst(labelOf(desk, f))}`;
  };
  const caption = desk.say('table.short', { authority: desk.authority() });
  return figures.length === 0 ? [] : partTables(desk, figures, caption, label);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function reasons(desk: PlanDesk): Block[] {
  return [
    { kind: 'heading', level: 3, runs: desk.say('paper.reasons') },
    { kind: 'list', ordered: false, items: reasonLines(desk) },
  ];
}

function steps(desk: PlanDesk): Block[] {
  return desk.contents.steps.length === 0
    ? [{ kind: 'paragraph', runs: desk.say('paper.no-steps') }]
    : [stepsTable(desk)];
}

function lookBackBlocks(desk: PlanDesk, lookBack: LookBack | undefined): Block[] {
  if (lookBack === undefined) return [{ kind: 'paragraph', runs: desk.say('look-back.none') }];
  return [
    ...lookBackLines(desk, lookBack).map((runs): Block => ({ kind: 'paragraph', runs })),
    lookBackTable(desk, lookBack),
    ...toWrite(desk, [desk.say('look-back.write-reasons'), desk.say('look-back.write-steps')]),
  ];
}

function toWrite(desk: PlanDesk, items: readonly (readonly Run[])[]): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 3, runs: desk.say('paper.to-write') },
    {
      kind: 'list',
      ordered: false,
      items: items.map(([first, ...rest]): Runs =>
        desk.say('paper.to-write-item', {
          what: [first?.kind === 'text' ? { ...first, text: lowerFirst(first.text) } : first!, ...rest],
        }),
      ),
    },
  ];
}
