import type { Run, Runs, TableBlock } from '../document/model.ts';
import type { LookBack } from './look-back.ts';
import type { PlanDesk } from './plan-desk.ts';
import type { PlanStep } from './plan-steps.ts';

const TIMING_WORDS = {
  'before the year': 'before',
  'in the year': 'within',
  'after the year': 'after',
  'not dated': 'no-date',
} as const;

/** The steps that the run knows of. */
export function stepsTable(desk: PlanDesk): TableBlock {
  return {
    kind: 'table',
    ...desk.nextTable(desk.say('table.steps')),
    columns: [
      { heading: desk.say('table.step'), width: 3 },
      { heading: desk.say('table.service'), width: 2.4 },
      { heading: desk.say('table.planned'), align: 'right', width: 1.4 },
      { heading: desk.say('table.date'), width: 1.8 },
      { heading: desk.say('table.capital'), align: 'right', width: 1.4 },
      { heading: desk.say('table.status'), width: 1.3 },
    ],
    rows: desk.contents.steps.map((s): Runs[] => [
      desk.line([...labelOf(desk, s), desk.quoted(' ('), ...whereOf(desk, s), desk.quoted(')')]),
      desk.line(
        [s.serviceType, s.sector]
          .flatMap((name) => (name === undefined ? [] : [desk.category(name)]))
          .flatMap((runs, i) => [...(i === 0 ? [] : [desk.quoted(', ')]), ...runs]),
      ),
      amountOf(desk, s),
      s.date === undefined
        ? desk.say('step.no-date')
        : desk.line([desk.quoted(`${desk.date(s.date)}, `), ...desk.say(`step.${TIMING_WORDS[s.timing]}`)]),
      [desk.quoted(s.capitalGbp === undefined ? '' : desk.pounds(s.capitalGbp))],
      desk.say(`status.${s.status}`),
    ]),
  };
}

function labelOf(desk: PlanDesk, { id, kind, label }: PlanStep): Run[] {
  if (kind === 'project') {
    const name = desk.quoted(id.slice('e.project.'.length));
    return desk.say(label.endsWith(', open to the region') ? 'step.project-region' : 'step.project', { name });
  }
  const [, words, more] = /^([^(]*?)( \(.*)?$/s.exec(label)!;
  // What stands in brackets are names of the scenario file with their numbers.
  return [...desk.known('lever', words!), ...(more === undefined ? [] : [desk.english(more)])];
}

function whereOf(desk: PlanDesk, { where }: PlanStep): Run[] {
  const { authority, region } = desk.contents;
  if (desk.language === 'en') return [desk.quoted(where)];
  if (where === authority.name_en) return [desk.quoted(desk.area(authority))];
  return region === undefined || where === 'The whole country'
    ? desk.say('step.country')
    : desk.say('step.region', { region: desk.area(region) });
}

function amountOf(desk: PlanDesk, { amount, unit }: PlanStep): Run[] {
  if (amount === undefined) return [];
  const number = desk.number(amount);
  return unit === undefined ? [desk.quoted(number)] : desk.say(`step.${unit}`, { n: amount, number });
}

/** Applications of the last plan, estimated and made. */
export function lookBackTable(desk: PlanDesk, { year, rows }: LookBack): TableBlock {
  return {
    kind: 'table',
    ...desk.nextTable(desk.say('table.applications', { year })),
    columns: [
      { heading: desk.say('table.figure'), width: 4 },
      { heading: desk.say('table.estimate'), align: 'right' },
      { heading: desk.say('table.range'), align: 'right', width: 1.6 },
      { heading: desk.say('table.made'), align: 'right' },
      { heading: desk.say('table.difference'), align: 'right' },
      { heading: desk.say('table.reading'), width: 2.4 },
    ],
    rows: rows.map((row) => [
      desk.known('label', row.figure),
      [desk.quoted(desk.number(row.central))],
      desk.say('table.from-to', { low: desk.number(row.low80), high: desk.number(row.high80) }),
      [desk.quoted(desk.number(row.actual))],
      [desk.quoted(`${row.difference > 0 ? '+' : ''}${desk.number(row.difference)}`)],
      desk.known('reading', row.reading),
    ]),
  };
}
