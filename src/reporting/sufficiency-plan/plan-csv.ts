import { writeCsv } from '../csv.ts';
import type { TableRow } from '../csv.ts';
import type { PlanContents } from './plan-contents.ts';
import { PRINTED_COLUMNS, printedCells } from './printed-cells.ts';

/** Columns of the CSV of a plan, in order. */
export const PLAN_CSV_COLUMNS = [
  ...[
    'plan_area_code',
    'plan_area',
    'financial_year',
    'section',
    'line',
    'part',
    'figure',
    'application_number',
    'when',
  ],
  ...PRINTED_COLUMNS,
  ...['status', 'source', 'scenario', 'run_id'],
];

/**
 * The figures of a plan as tidy CSV: one figure a row, the same numbers as in the workbook. It begins with a byte order mark,
 * because Excel reads `Ynys Môn` wrongly without one.
 */
export function planCsv(contents: PlanContents): string {
  const { authority, year, run } = contents;
  const same = {
    plan_area_code: authority.area_code,
    plan_area: authority.name_en,
    financial_year: year.name,
    scenario: run.scenario,
    run_id: run.run_id,
  };
  const figures = contents.figures.map((f): TableRow => {
    const v = f.values;
    return {
      ...same,
      ...f.key,
      section: f.section,
      line: f.id,
      part: f.part,
      figure: f.label,
      application_number: f.number,
      when: f.whenText,
      ...printedCells(v),
      status: v?.status ?? 'not recorded by the run',
      source: 'outcomes.csv',
    };
  });
  const steps = contents.steps.map((s): TableRow => ({
    ...same,
    section: 'e',
    line: s.id,
    part: s.kind === 'project' ? 'Projects of the data set' : 'Levers of the scenario',
    figure: s.label,
    when: s.timing,
    date: s.date,
    area_code: authority.area_code,
    service_type: s.serviceType,
    sector: s.sector,
    measure: 'planned',
    unit: s.unit,
    central: s.amount,
    status: s.status,
    source: s.source,
  }));
  return `\uFEFF${writeCsv({ columns: PLAN_CSV_COLUMNS, rows: [...figures, ...steps] })}`;
}
