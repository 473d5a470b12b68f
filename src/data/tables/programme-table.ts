import type { ProgrammeRow } from '../../domain/tables.ts';
import { MILESTONES, PROGRAMME_KINDS, PROGRAMME_STATES } from '../../domain/vocabulary.ts';
import { areaCode, identifier, isoDate, oneOf, text } from './column.ts';
import type { RowFault, TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

/** A programme or implementation plan: milestones and actions with owners, dates and what of the model they stand for. */
export const programmeTable: TableDefinition<ProgrammeRow> = {
  name: 'programme',
  description: 'One milestone or action of a programme plan, national or of an authority.',
  columns: {
    item_id: identifier('Name of the line, unique.'),
    kind: oneOf('A date to be met, or something to be done.', PROGRAMME_KINDS),
    title: text('What is to be reached or done.'),
    area_code: areaCode('Whose it is; empty for the country.', ['authority', 'region', 'country'], { optional: true }),
    workstream: text('Workstream of the programme.', { optional: true }),
    owner: text('Body or role that answers for it. No names of people.', { optional: true }),
    planned_date: isoDate('Day by which it is planned.'),
    state: oneOf('How far it is.', PROGRAMME_STATES),
    done_date: isoDate('Day on which it was done.', { optional: true }),
    tied_to: text('What it stands for: project ID, lever N (its place in the scenario), or timetable MILESTONE.', {
      optional: true,
    }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['item_id'],
  finish: (row) => {
    const line = row as unknown as ProgrammeRow;
    const fault = faultOf(line);
    return fault ? { fault } : { row: line };
  },
};

function faultOf({ state, done_date, tied_to }: ProgrammeRow): RowFault | undefined {
  if ((state === 'done') !== (done_date !== undefined))
    return {
      column: 'done_date',
      value: done_date ?? '',
      problem: state === 'done' ? 'The line is done and has no day.' : 'The line has a day on which it was done, and is not done.',
      allowed: 'A day where the state is done, and only there.',
      mend: 'Fill done_date, or change the state.',
    };
  if (tied_to !== undefined && parseTie(tied_to) === undefined)
    return {
      column: 'tied_to',
      value: tied_to,
      problem: 'It cannot be told what the line stands for.',
      allowed: `project ID, lever N, or timetable and one of: ${MILESTONES.join(', ')}.`,
      mend: 'Write it as project CARDIFF-1, lever 2 or timetable growth ends, or leave it empty.',
    };
  return undefined;
}

/** What a line of a programme plan stands for in the model. */
export type Tie =
  | { readonly to: 'project'; readonly id: string }
  | { readonly to: 'lever'; readonly number: number }
  | { readonly to: 'timetable'; readonly milestone: (typeof MILESTONES)[number] };

/** Reads `tied_to`; undefined where it is none of the three forms. */
export function parseTie(text: string): Tie | undefined {
  const [, word, rest = ''] = /^(project|lever|timetable) (.+)$/.exec(text.trim()) ?? [];
  const milestone = MILESTONES.find((name) => name === rest);
  if (word === 'project') return { to: 'project', id: rest };
  if (word === 'lever' && /^[1-9]\d{0,3}$/.test(rest)) return { to: 'lever', number: Number(rest) };
  if (word === 'timetable' && milestone !== undefined) return { to: 'timetable', milestone };
  return undefined;
}
