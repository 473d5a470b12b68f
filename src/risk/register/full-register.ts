import { statusSentence } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { CellValue } from '../workbook/values.ts';
import { EMPTY } from '../workbook/values.ts';
import type { RegisterLabels } from './condensed.ts';
import type { RegisterColumns } from './register-columns.ts';
import { headerOf } from './register-columns.ts';
import type { RegisterEntry } from './register-entry.ts';
import { inOrder } from './register-entry.ts';
import type { HistoryRow } from './score-history.ts';
import { HISTORY_COLUMNS } from './score-history.ts';
import { allowedLevels } from './scheme-levels.ts';
import type { SchemeLevels } from './scheme-levels.ts';
import type { TableColumn } from './workbook-writer.ts';
import { addTableSheet, addTextSheet, newWorkbook, registerBytes } from './workbook-writer.ts';
import type { Workstream } from './workstreams.ts';

/** Columns of the full register that have a width of their own, in characters; others have 13. */
const WIDTHS: Readonly<Record<string, number>> = {
  risk_id: 22,
  ...Object.fromEntries(
    ['cause', 'event', 'consequence', 'controls', 'actions', 'ask', 'contingency', 'closure'].map((f) => [f, 34]),
  ),
  ...Object.fromEntries(['title', 'change', 'trigger', 'override_reason', 'workstream', 'owner'].map((f) => [f, 22])),
};
/** Fields of a register that a new one does not have, because two others say it. */
const LEFT_OUT = new Set(['description']);
const CONFIDENCES = ['High', 'Medium', 'Low'];

/** Sentence on the status of the figures. */
export function statusOf({ status }: RegisterLabels): string {
  return status === 'not stated' ? 'Status of the figures: not stated.' : statusSentence(status as EvidenceStatus);
}

/** What a register is made of, in sentences: scheme, horizon, runs, status, marking. */
export function labelLines(labels: RegisterLabels): string[] {
  const { marking, schemes, horizons, runs } = labels;
  const list = (texts: readonly string[]): string => (texts.length === 0 ? 'not stated' : texts.join('; '));
  return [
    `Marking: ${marking}. ${statusOf(labels)}`,
    `Scheme: ${list(schemes)}. Horizon: to ${list(horizons)}. Runs: ${list(runs)}.`,
    'Scores are projections under a scenario, not predictions. A score is an index: scores are not added or averaged.',
  ];
}

function columnsOfRegister(
  columns: RegisterColumns,
  levels: SchemeLevels,
  workstreams: string,
): { readonly field: string; readonly column: TableColumn }[] {
  return [...columns.keys()].flatMap((field) => {
    if (LEFT_OUT.has(field)) return [];
    const header = headerOf(columns, field);
    const width = WIDTHS[field] ?? 13;
    const share = field === 'probability' || field === 'firmness';
    const level = /^(inherent|target|modelled|current)_(likelihood|impact)$/.test(field);
    const column: TableColumn = {
      header,
      width,
      ...(share ? { format: '0.0%' } : {}),
      ...(level && field !== 'current_likelihood'
        ? allowedLevels(/_impact$/.test(field) ? levels.impact : levels.likelihood)
        : {}),
      ...(field === 'confidence' ? { list: CONFIDENCES } : field === 'state' ? { list: ['Open', 'Closed'] } : {}),
      ...(field === 'workstream' ? { list: workstreams } : {}),
      ...(/_band$/.test(field) ? { band: true } : {}),
    };
    return [{ field, column }];
  });
}

/**
 * The full register as a workbook to work in: filters, lists to choose from, a frozen header, issues and the history of
 * scores on sheets of their own.
 */
export async function fullRegister(
  entries: readonly RegisterEntry[],
  history: readonly HistoryRow[],
  workstreams: readonly Workstream[],
  columns: RegisterColumns,
  labels: RegisterLabels,
  levels: SchemeLevels = {},
): Promise<Uint8Array> {
  const workbook = await newWorkbook(labels.title);
  const lines = labelLines(labels);
  const style = { use: 'work', header: `${labels.marking}    ${labels.title}`, footer: footerOf(labels) } as const;
  const top = 4;
  const known = [
    ...new Set([
      ...workstreams.map(({ name }) => name),
      ...entries.map(({ values }) => shownText(values.get('workstream'))),
    ]),
  ].filter(Boolean);
  const list = `Workstreams!$A$${top + 1}:$A$${top + known.length}`;
  const made = columnsOfRegister(columns, levels, list);
  const rowsOf = (some: readonly RegisterEntry[]): CellValue[][] =>
    inOrder(some).map(({ values }) => made.map(({ field }) => values.get(field) ?? EMPTY));
  addTextSheet(workbook, 'Cover', [labels.title, ...lines, 'Working copy. The sheet "Contents" says what is where.']);
  addTextSheet(workbook, 'Contents', [
    'Contents',
    'Register: one row a risk.',
    'Issues: what happens in over 99 % of draws. An issue is managed, not scored.',
    'Score history: every score of every meeting, with its run.',
    'Workstreams: names, and what was merged into what.',
    'Notes: how to use the register.',
  ]);
  addTextSheet(workbook, 'Notes', [
    'Notes',
    'Empty cells are for the owner of the risk to fill in: controls, actions, tolerance, what the Board is asked to do.',
    'Modelled, assessed and agreed scores are kept apart. An agreed score that differs needs a reason.',
    'Priority is a field of its own. Use it so that a risk is heard; leave the likelihood as it is.',
    'A likelihood such as "3, could be 2" does not sit firmly in its band.',
    'The interval of a probability is the luck of the draws only. It is not doubt about the model.',
    'New scores come with "risk update": first as a list of changes to approve, then in a new copy.',
  ]);
  addTableSheet(
    workbook,
    {
      name: 'Register',
      table: 'tbl_risks',
      title: 'Risks',
      notes: lines.slice(0, 2),
      columns: made.map(({ column }) => column),
      rows: rowsOf(entries.filter((e) => !e.issue)),
    },
    style,
  );
  addTableSheet(
    workbook,
    {
      name: 'Issues',
      table: 'tbl_issues',
      title: 'Issues',
      notes: lines.slice(0, 2),
      columns: made.map(({ column }) => column),
      rows: rowsOf(entries.filter((e) => e.issue)),
    },
    style,
  );
  const text = (t: string): CellValue =>
    t === '' ? EMPTY : /^-?\d+(\.\d+)?$/.test(t) ? { kind: 'number', number: Number(t) } : { kind: 'text', text: t };
  addTableSheet(
    workbook,
    {
      name: 'Score history',
      table: 'tbl_history',
      title: 'Score history',
      notes: ['Every score of every meeting. Compare scores of one scheme only.'],
      columns: HISTORY_COLUMNS.map((header) => ({
        header,
        width: header === 'risk_id' || header === 'run_id' ? 24 : 14,
        ...(header === 'probability' ? { format: '0.0%' } : {}),
      })),
      rows: history.map((row) =>
        HISTORY_COLUMNS.map((column) => (column === 'run_id' ? { kind: 'text', text: row.run_id } : text(row[column]))),
      ),
    },
    style,
  );
  addTableSheet(
    workbook,
    {
      name: 'Workstreams',
      table: 'tbl_workstreams',
      title: 'Workstreams',
      notes: ['A dash says that nothing is known or nothing happened.', 'Dates are those of the published notes.'],
      columns: ['Workstream', 'Identifier', 'From', 'To', 'Merged into'].map((header, i) => ({
        header,
        width: i === 0 ? 50 : 14,
      })),
      rows: known.map((name) => {
        const w = workstreams.find((one) => one.name === name);
        return [name, w?.id ?? '-', w?.from ?? '-', w?.to ?? '-', w?.into ?? '-'].map((t): CellValue => ({
          kind: 'text',
          text: t,
        }));
      }),
    },
    style,
  );
  return registerBytes(workbook, true);
}

const shownText = (value: CellValue | undefined): string => (value?.kind === 'text' ? value.text : '');

/** What stands at the foot of a page: run, scheme, horizon and status. A foot of Excel holds 255 characters. */
export function footerOf({ runs, schemes, horizons, status }: RegisterLabels): string {
  const first = (texts: readonly string[]): string =>
    texts.length > 1 ? `${texts[0]} and ${texts.length - 1} more` : (texts[0] ?? 'not stated');
  return `Run ${first(runs)}. Scheme ${first(schemes)}, to ${first(horizons)}. Status: ${status}.`.slice(0, 220);
}
