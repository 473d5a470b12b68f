import { formatDate } from '../../domain/calendar.ts';
import type { Block, Runs } from '../document/model.ts';
import type { LoggedAssumption } from './assumptions-log.ts';
import type { AssuranceSource } from './assurance-source.ts';
import { ROLES } from './people.ts';
import type { People } from './people.ts';
import { listText } from '../text.ts';

/** What keeps a run from being called assured, in sentences; empty where people have signed for it. */
export function openPoints(
  source: AssuranceSource,
  log: readonly LoggedAssumption[],
  people: People | undefined,
): string[] {
  const { manifest } = source.run;
  const weak = log.filter((row) => row.impact === 'High' && row.strength === 'X').length;
  const untested = log.filter((row) => row.impact === 'Not tested').length;
  const unowned = log.filter((row) => row.owner === 'not stated').length;
  return [
    ...(people === undefined
      ? [`Nobody is named as ${listText(ROLES)}. Give --names a file with people, their positions and dates.`]
      : []),
    ...(source.status === 'illustrative'
      ? ['The register of services is a stand-in. Figures on places are illustrative and not for decisions.']
      : []),
    ...(weak > 0 ? [`${weak} assumptions of high impact have no source.`] : []),
    ...(untested > 0 ? [`${untested} assumptions were not tested.`] : []),
    ...(unowned > 0 ? [`${unowned} assumptions have no owner.`] : []),
    ...(manifest.draws < 1000 ? [`The run made ${manifest.draws} draws. A paper needs at least 1,000.`] : []),
    ...manifest.warnings,
  ];
}

/**
 * The assurance statement. Without the names of people it is a draft and says that the run is not assured; with them it says
 * who said so, and under which limits, and still lists every point that is open.
 */
export function statementBlocks(source: AssuranceSource, open: readonly string[], people: People | undefined): Block[] {
  const { run_id, scenario_title } = source.run.manifest;
  const items: readonly Runs[] = open.map((point): Runs => [point]);
  const points: Block[] =
    items.length === 0
      ? []
      : [
          { kind: 'heading', level: 3, runs: ['Open points'] },
          { kind: 'list', ordered: false, items },
        ];
  if (people === undefined)
    return [
      { kind: 'heading', level: 2, id: 'statement', runs: ['Draft assurance statement'] },
      {
        kind: 'paragraph',
        style: 'lead',
        runs: [`Run ${run_id} (${scenario_title}) is not assured. No assurer and no approver has signed for it.`],
      },
      {
        kind: 'paragraph',
        runs: ['A program cannot assure its own results. This draft lists what an assurer needs to look at.'],
      },
      ...points,
    ];
  const { commissioner, analyst, assurer, approver, limits } = people;
  const row = (role: string, who: { name: string; position: string }, date: string): Runs[] => [
    [role],
    [who.name],
    [who.position],
    [date],
  ];
  return [
    { kind: 'heading', level: 2, id: 'statement', runs: ['Assurance statement'] },
    {
      kind: 'paragraph',
      style: 'lead',
      runs: [
        `Run ${run_id} (${scenario_title}) was assured by ${assurer.name} and approved by ${approver.name}, under the limits below. The words are theirs, and the program has not checked them.`,
      ],
    },
    {
      kind: 'table',
      id: 'people',
      caption: ['Who answers for this run'],
      columns: [
        { heading: ['Role'] },
        { heading: ['Name'] },
        { heading: ['Position'], width: 2 },
        { heading: ['Signed'] },
      ],
      rows: [
        row('Commissioner', commissioner, ''),
        row('Analyst', analyst, ''),
        row('Assurer', assurer, formatDate(assurer.signed_on)),
        row('Approver', approver, formatDate(approver.signed_on)),
      ],
    },
    { kind: 'heading', level: 3, runs: ['What was done to assure it'] },
    { kind: 'paragraph', runs: [assurer.what_was_done] },
    { kind: 'heading', level: 3, runs: ['Limits'] },
    { kind: 'list', ordered: false, items: limits.map((limit): Runs => [limit]) },
    ...points,
  ];
}
