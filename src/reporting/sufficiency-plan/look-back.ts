import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { readTable } from '../../data/read-table.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { isEvidenceStatus, weakestStatus } from '../../domain/status.ts';
import type { ApplicationsRow, AreaRow } from '../../domain/tables.ts';
import { formatNumber } from '../text.ts';
import { PLAN_CSV_COLUMNS } from './plan-csv.ts';

/** One estimate of an earlier plan against what happened. */
export interface LookBackRow {
  readonly line: string;
  readonly figure: string;
  readonly central: number;
  readonly low80: number;
  readonly high80: number;
  readonly low90: number;
  readonly high90: number;
  readonly actual: number;
  /** Made less estimated: more than 0 where more were made. */
  readonly difference: number;
  readonly inside80: boolean;
  readonly inside90: boolean;
  /** How the number made lies to the ranges, in words. */
  readonly reading: string;
  readonly status: EvidenceStatus;
}

/** An earlier plan scored by what happened (section 75D). */
export interface LookBack {
  readonly areaCode: string;
  readonly year: string;
  /** Run and scenario of the plan that is scored. */
  readonly runId: string;
  readonly scenario: string;
  readonly rows: readonly LookBackRow[];
  /** Numbers made for which the plan held no estimate. */
  readonly withoutEstimate: readonly string[];
}

type PlanCsvRow = Readonly<Record<string, string>>;

/**
 * Scores the statutory estimates of an earlier plan, the CSV that `plan` wrote, against applications made.
 *
 * @param previous path of `CODE-YEAR.csv`
 * @param actual path of a table with the columns of `applications.csv`
 * @throws InputError when either is not such a file, or they share no year and authority
 */
export async function lookBack(previous: string, actual: string, areas: readonly AreaRow[]): Promise<LookBack> {
  const plan = await readPlanCsv(previous);
  const levels = new Map(areas.map((area) => [area.area_code, area.level]));
  const made = orThrow(await readTable(actual, 'applications', { areas: levels }));
  const [{ plan_area_code: areaCode = '', financial_year: year = '', run_id: runId = '', scenario = '' } = {}] = plan;
  const own = made.filter((row) => row.area_code === areaCode && row.financial_year.replace('/', '-') === year);
  if (own.length === 0)
    throw refused(
      actual,
      `${areaCode}, ${year}`,
      'No row is of the authority and the year of the earlier plan.',
      'Add what was made in that year, nought where nothing was.',
    );
  const estimates = plan.filter((row) => row['application_number'] === 'statutory' && row['central'] !== '');
  const matched = own.map((row) => ({ row, estimate: estimates.find((e) => sameFigure(e, row)) }));
  return {
    areaCode,
    year,
    runId,
    scenario,
    rows: matched.flatMap(({ row, estimate }) => (estimate === undefined ? [] : [scored(estimate, row)])),
    withoutEstimate: matched.flatMap(({ row, estimate }) =>
      estimate === undefined ? [`${row.service_type}, ${row.reason}, ${row.provider_country}`] : [],
    ),
  };
}

const sameFigure = (estimate: PlanCsvRow, row: ApplicationsRow): boolean =>
  estimate['service_type'] === row.service_type &&
  estimate['reason'] === row.reason &&
  estimate['provider_country'] === row.provider_country;

function scored(estimate: PlanCsvRow, row: ApplicationsRow): LookBackRow {
  const number = (column: string): number => Number(estimate[column]);
  const [low80, high80, low90, high90] = [number('low_80'), number('high_80'), number('low_90'), number('high_90')];
  const { applications: actual } = row;
  const inside80 = actual >= low80 && actual <= high80;
  const inside90 = actual >= low90 && actual <= high90;
  const side = actual < low80 ? 'below' : 'above';
  const status = estimate['status']!;
  return {
    line: estimate['line']!,
    figure: estimate['figure']!,
    central: number('central'),
    ...{ low80, high80, low90, high90, actual, inside80, inside90 },
    difference: actual - number('central'),
    reading: inside80
      ? 'inside the range of 8 of 10 runs'
      : inside90
        ? `${side} the range of 8 of 10 runs, inside that of 9 of 10`
        : `${side} the range of 9 of 10 runs`,
    status: weakestStatus(row.status, ...(isEvidenceStatus(status) ? [status] : [])),
  };
}

/** What the look-back comes to, in sentences. */
export function lookBackWords({ rows, year, runId, scenario, withoutEstimate }: LookBack): string[] {
  const inside = rows.filter((row) => row.inside80).length;
  const all = rows.find((row) => row.line.includes('statutory-all'));
  const total =
    all === undefined
      ? []
      : [
          `For ${year} the plan estimated ${formatNumber(all.central)} applications (8 of 10 runs: ${formatNumber(all.low80)} to ${formatNumber(all.high80)}); ${formatNumber(all.actual)} were made, ${all.reading}.`,
        ];
  return [
    ...total,
    `${inside} of ${rows.length} numbers lie in the range of 8 of 10 runs; about ${Math.round(rows.length * 0.8)} would be expected of an honest range. The estimate is of run ${runId}, scenario ${scenario}.`,
    ...(withoutEstimate.length === 0 ? [] : [`The plan held no estimate for: ${withoutEstimate.join('; ')}.`]),
  ];
}

async function readPlanCsv(file: string): Promise<PlanCsvRow[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refused(file, undefined, 'The earlier plan cannot be read.', 'Name the CODE-YEAR.csv that plan wrote.');
  });
  let rows: PlanCsvRow[];
  try {
    rows = parse(text, { columns: true, bom: true });
  } catch (error) {
    throw refused(
      file,
      undefined,
      `It is no CSV: ${(error as Error).message}`,
      'Name the CODE-YEAR.csv that plan wrote.',
    );
  }
  const missing = PLAN_CSV_COLUMNS.find((column) => rows[0]?.[column] === undefined);
  if (missing !== undefined)
    throw refused(
      file,
      missing,
      'It is not the CSV of a plan: a column is missing.',
      'Name the CODE-YEAR.csv that plan wrote.',
    );
  const plans = new Set(rows.map((row) => `${row['plan_area_code']} ${row['financial_year']} ${row['run_id']}`));
  if (plans.size !== 1)
    throw refused(
      file,
      [...plans].slice(0, 2).join('; '),
      'It holds more than one plan.',
      'Give the file of one authority and year.',
    );
  for (const [i, row] of rows.entries())
    for (const column of ['central', 'low_80', 'high_80', 'low_90', 'high_90'])
      if (row['application_number'] === 'statutory' && row[column] !== '' && !Number.isFinite(Number(row[column])))
        throw refused(
          file,
          `row ${i + 2}, column ${column}: ${row[column]}`,
          'An estimate is not a number.',
          'Use the file as plan wrote it.',
        );
  return rows;
}

function refused(file: string, value: string | undefined, problem: string, mend: string): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      ...(value === undefined ? {} : { value }),
      problem,
      allowed: 'The CSV of an earlier plan, and applications made by the same authority in its year.',
      mend,
    },
  ]);
}
