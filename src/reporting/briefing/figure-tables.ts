import { financialYearName } from '../../domain/calendar.ts';
import type { Runs, TableBlock } from '../document/model.ts';
import type { Desk } from './desk.ts';
import { quoted } from './desk.ts';
import type { PaperFact } from './paper-facts.ts';
import { PREVIOUS } from './paper-source.ts';

/** A table with its place, for the sentence that points to it. */
export interface PlacedTable {
  readonly place: { readonly n: string; readonly id: string };
  readonly block: TableBlock;
}

function factName(desk: Desk, { id }: PaperFact): Runs {
  if (id !== 'cost') return desk.words(`fact.${id}`);
  return desk.words('fact.cost', { base: desk.source.runs[0]!.manifest.money.price_base });
}

/** The day of a stock, or the year of a flow. */
function factWhen(desk: Desk, { when }: PaperFact): string {
  const { eve, yearEnding } = desk.source.dates;
  return when === 'day' ? desk.date(eve) : financialYearName(yearEnding);
}

/**
 * Figures under each scenario, side by side.
 *
 * @param facts those of the section, or all of them for the annex
 */
export function sideBySideTable(desk: Desk, facts: readonly PaperFact[]): PlacedTable {
  const { runs } = desk.source;
  const place = desk.nextTable();
  const share = desk.book.number('definition.range-share', desk.messages.languageOf('table.side-by-side'));
  const cell = (fact: PaperFact, run: string): Runs =>
    desk.book.has(`${run}@${fact.figure}.p50-range`) ? [desk.number(fact.figure, 'p50-cell', { run })] : ['–'];
  return {
    place,
    block: {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.side-by-side', { n: place.n, share }),
      columns: [
        { heading: desk.words('table.figure'), width: 3.2 },
        { heading: desk.words('table.when'), width: 1.5 },
        ...runs.map(({ manifest }) => ({
          heading: [desk.titled(manifest.scenario_title)],
          align: 'right' as const,
          width: runs.length > 2 ? 1.5 : 1.9,
        })),
      ],
      rows: facts.map((fact) => [
        factName(desk, fact),
        [factWhen(desk, fact)],
        ...runs.map(({ name }) => cell(fact, name)),
      ]),
    },
  };
}

/** The main figures of the last paper beside those of this one; undefined where no last paper was given. */
export function changedTable(desk: Desk): PlacedTable | undefined {
  const { runs, previous, facts } = desk.source;
  if (previous === undefined) return undefined;
  const both = facts.filter((fact) => desk.book.has(`${PREVIOUS}@${fact.figure}.p50-range`));
  if (both.length === 0) return undefined;
  const place = desk.nextTable();
  const now = runs[0]!.manifest;
  const run = (id: string): { run: ReturnType<typeof quoted> } => ({ run: quoted(id, 'manifest.json') });
  return {
    place,
    block: {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.changed', {
        n: place.n,
        scenario: desk.scenario(now.scenario_title, 'table.changed'),
      }),
      columns: [
        { heading: desk.words('table.figure'), width: 2.4 },
        { heading: desk.words('table.then', run(previous.manifest.run_id)), align: 'right', width: 1.9 },
        { heading: desk.words('table.now', run(now.run_id)), align: 'right', width: 1.9 },
      ],
      rows: both.map((fact) => [
        factName(desk, fact),
        [desk.number(fact.figure, 'p50-cell', { run: PREVIOUS })],
        [desk.number(fact.figure, 'p50-cell')],
      ]),
    },
  };
}
