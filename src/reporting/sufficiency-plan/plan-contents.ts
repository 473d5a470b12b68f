import type { IsoDate } from '../../domain/calendar.ts';
import { lastDay, monthOf } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Manifest } from '../../experiments/manifest.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { Where } from '../../measures/select.ts';
import { formatDate, formatNumber } from '../text.ts';
import { findAuthority } from './find-authority.ts';
import { FIGURE_KEY, printedValues } from './plan-figure.ts';
import type { FigureKey, PrintedValues, Statistics } from './plan-figure.ts';
import { planLines } from './plan-lines.ts';
import type { PlanLine } from './plan-lines.ts';
import { planSteps } from './plan-steps.ts';
import type { PlanStep } from './plan-steps.ts';
import type { PlanYear } from './plan-year.ts';
import { approvals, statutoryReason } from './statutory-reason.ts';
import type { Approval } from './statutory-reason.ts';

/** Fewer draws than this give ranges that are too rough for a plan. */
export const DRAWS_FOR_A_PLAN = 1000;

/** What a plan is made from: a finished run as it stands in its folder. */
export interface PlanSource {
  readonly manifest: Manifest;
  readonly inputs: RunInputs;
  /** Figures that match; a dimension that is not named is taken at `all`. */
  readonly figures: (where: Where) => readonly OutcomeRow[];
}

/** A line of the plan with its figure, or with none where the run did not record it. */
export interface PlanFigure extends PlanLine {
  /** The date of a stock, or the year of a flow, in words. */
  readonly whenText: string;
  readonly area: AreaRow;
  /** Where the figure stands in `outcomes.csv`. */
  readonly key: FigureKey;
  readonly values?: PrintedValues;
}

/** Everything that a plan says, without any layout. */
export interface PlanContents {
  readonly authority: AreaRow;
  readonly region?: AreaRow;
  readonly year: PlanYear;
  readonly run: Pick<
    Manifest,
    | 'run_id'
    | 'scenario'
    | 'scenario_title'
    | 'scenario_digest'
    | 'scenario_evidence'
    | 'seed'
    | 'draws'
    | 'data'
    | 'data_digest'
    | 'version'
    | 'first_month'
    | 'warnings'
  >;
  readonly scenarioSummary?: string;
  /** Weakest status of its figures. */
  readonly status: EvidenceStatus;
  readonly figures: readonly PlanFigure[];
  readonly steps: readonly PlanStep[];
  /** Why the statutory number is what it is, in sentences. */
  readonly statutoryReason: readonly string[];
  /** The days behind those sentences. */
  readonly approvals: readonly Approval[];
  /** What a reader must know before using it, in sentences. */
  readonly warnings: readonly string[];
  /** Parts and labels of figures that the run did not record. */
  readonly notRecorded: readonly string[];
}

/**
 * The statutory contents of an annual sufficiency plan (section 75A(3) of the Social Services and Well-being (Wales) Act 2014)
 * of one authority for one financial year, from a finished run.
 *
 * @param area code, or English or Welsh name, of an authority
 * @throws InputError when there is no such authority, or when the run does not cover the year
 */
export function planContents(source: PlanSource, area: string, year: PlanYear): PlanContents {
  const { manifest, inputs } = source;
  const authority = findAuthority(inputs.areas, area);
  const region = inputs.areas.find((a) => a.level === 'region' && a.area_code === authority.region_code);
  refuseUncovered(manifest, year);
  const lines = planLines().filter((line) => line.level === 'authority' || region !== undefined);
  const find = figureFinder(source, [authority, ...(region === undefined ? [] : [region])], lines, year);
  const figures = lines.map((line): PlanFigure => {
    const place = line.level === 'region' ? region! : authority;
    const date = line.when === 'start' ? year.dayBefore : year.lastDay;
    const found = find(line, place, date);
    const statistics = found.find((f) => f.has(line.statistic));
    const row = statistics?.get(line.statistic);
    const key = row === undefined ? keyOf(line, place, date) : keyOfRow(row);
    const whenText = line.when === 'year' ? `Year ${year.name}` : `On ${formatDate(date)}`;
    const values = statistics === undefined ? {} : { values: printedValues(statistics, line.statistic) };
    return { ...line, whenText, area: place, key, ...values };
  });
  const steps = planSteps(inputs, authority, year);
  const absent = figures.filter((f) => f.values === undefined);
  const { summary } = inputs.scenario;
  return {
    authority,
    ...(region === undefined ? {} : { region }),
    year,
    run: manifest,
    ...(summary === undefined ? {} : { scenarioSummary: summary }),
    status: weakestStatus(...figures.flatMap((f) => f.values?.status ?? [])),
    figures,
    steps,
    statutoryReason: statutoryReason(inputs.timetable, year),
    approvals: approvals(inputs.timetable),
    warnings: warningsOf(manifest),
    notRecorded: [...new Set(absent.map((f) => `${f.part}: ${f.label}`))],
  };
}

/**
 * Refuses a year of which the run does not simulate both the day before it and its last day.
 *
 * @throws InputError
 */
export function refuseUncovered(manifest: Pick<Manifest, 'first_month' | 'months'>, year: PlanYear): void {
  const first = monthOf(manifest.first_month);
  const ends = lastDay(first + manifest.months - 1);
  if (first <= monthOf(year.dayBefore) && ends >= year.lastDay) return;
  throw new InputError([
    {
      kind: 'input',
      file: '--year',
      value: year.name,
      problem: 'The run does not cover this year.',
      allowed: `A year whose eve and last day lie from ${formatDate(manifest.first_month)} to ${formatDate(ends)}.`,
      mend: `Run the scenario with a horizon of ${year.lastDay} or later.`,
    },
  ]);
}

const DIMENSIONS = ['service_type', 'sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

/** Reads the figures of all lines at once, and finds those of a line by measure, area, date and dimensions. */
function figureFinder(
  source: PlanSource,
  areas: readonly AreaRow[],
  lines: readonly PlanLine[],
  year: PlanYear,
): (line: PlanLine, area: AreaRow, date: IsoDate) => Statistics[] {
  const valuesOf = (d: (typeof DIMENSIONS)[number]): string[] => [...new Set(lines.map((l) => l.where[d] ?? 'all'))];
  const rows = source.figures({
    area_code: areas.map((a) => a.area_code),
    date: [year.dayBefore, year.lastDay],
    measure: [...new Set(lines.map((l) => l.where.measure))],
    ...Object.fromEntries(DIMENSIONS.map((d) => [d, valuesOf(d)])),
  });
  // A flow by quarter ends on the same day as one by year, so the period is part of the name.
  const figures = new Map<string, Map<string, Map<string, OutcomeRow>>>();
  for (const row of rows) {
    const name = nameOfFigure(row, row.area_code, row.date, row.measure);
    const periods = figures.get(name) ?? new Map<string, Map<string, OutcomeRow>>();
    const statistics = periods.get(row.period) ?? new Map<string, OutcomeRow>();
    figures.set(name, periods.set(row.period, statistics.set(row.statistic, row)));
  }
  return (line, area, date) => {
    const periods = figures.get(nameOfFigure(line.where, area.area_code, date, line.where.measure));
    if (periods === undefined) return [];
    const year = periods.get('financial-year');
    if (line.when === 'year') return year === undefined ? [] : [year];
    return year === undefined ? [...periods.values()] : [year];
  };
}

function nameOfFigure(where: Partial<FigureKey>, area: string, date: IsoDate, measure: string): string {
  return [measure, area, date, ...DIMENSIONS.map((d) => where[d] ?? 'all')].join('|');
}

function keyOf(line: PlanLine, area: AreaRow, date: IsoDate): FigureKey {
  const all = Object.fromEntries(DIMENSIONS.map((d) => [d, 'all'])) as Record<(typeof DIMENSIONS)[number], string>;
  return { ...all, area_role: '', period: 'financial-year', ...line.where, area_code: area.area_code, date };
}

const keyOfRow = (row: OutcomeRow): FigureKey =>
  Object.fromEntries(FIGURE_KEY.map((column) => [column, row[column]])) as FigureKey;

/** What a reader of figures of the run must know, in sentences. */
export function warningsOf(manifest: Pick<Manifest, 'draws' | 'warnings'>): string[] {
  const { draws } = manifest;
  const few =
    `The run made ${formatNumber(draws)} draws. A plan needs at least ${formatNumber(DRAWS_FOR_A_PLAN)}: ` +
    'with fewer, ranges are rough and the sampling errors are large.';
  // The run's own warning about few draws says the same with another number.
  const others = manifest.warnings.filter((text) => !/^Only \d+ draws/.test(text));
  return [...(draws < DRAWS_FOR_A_PLAN ? [few] : []), ...others];
}
