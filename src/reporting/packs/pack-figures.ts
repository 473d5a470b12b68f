import type { IsoDate } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import { formatDate } from '../text.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import { printedValues } from '../sufficiency-plan/plan-figure.ts';
import type { FigureKey } from '../sufficiency-plan/plan-figure.ts';
import type { PlanYear } from '../sufficiency-plan/plan-year.ts';
import type { PackRow } from './pack-contents.ts';

const DIMENSIONS = ['service_type', 'sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

/** Which figure of the run a line prints. */
export interface FigureQuestion {
  readonly id: string;
  readonly label: string;
  readonly area: AreaRow;
  readonly where: Partial<FigureKey> & Pick<FigureKey, 'measure'>;
  /** Day of a stock, or last day of a flow. */
  readonly date: IsoDate;
  /** Span of a flow; a stock has none. */
  readonly over?: 'quarter' | 'financial-year';
  readonly whenText?: string;
  /** `p50` with its ranges unless told, or `prob_ge_X`. */
  readonly statistic?: string;
}

/** The line of a figure of the run: its values with status, or that the run did not record it. */
export function figureRow(source: PlanSource, question: FigureQuestion): PackRow {
  const { id, label, area, where, date, over, statistic = 'p50' } = question;
  const found = source
    .figures({ ...where, area_code: area.area_code, date, ...(over === undefined ? {} : { period: over }) })
    .filter((row) => row.date === date);
  // A stock is recorded with the same value by month, quarter and year.
  const period =
    over ?? (['financial-year', 'quarter', 'month'] as const).find((p) => found.some((r) => r.period === p));
  const rows = found.filter((row) => row.period === period);
  const statistics = new Map(rows.map((row): [string, OutcomeRow] => [row.statistic, row]));
  const row = statistics.get(statistic);
  const all = Object.fromEntries(DIMENSIONS.map((d) => [d, 'all'])) as Record<(typeof DIMENSIONS)[number], string>;
  const key: FigureKey = {
    ...all,
    ...where,
    area_code: area.area_code,
    area_role: row?.area_role ?? '',
    date,
    period: period ?? 'financial-year',
  };
  return {
    id,
    label,
    whenText: question.whenText ?? `On ${formatDate(date)}`,
    key,
    ...(row === undefined ? {} : { values: printedValues(statistics, statistic) }),
    status: row?.status ?? 'not recorded by this run',
    source: 'outcomes.csv',
  };
}

/** Lines of a stock on the eve and on the last day of a year. */
export function startAndEnd(
  source: PlanSource,
  year: PlanYear,
  question: Omit<FigureQuestion, 'date' | 'over'>,
): PackRow[] {
  return [
    figureRow(source, { ...question, id: `${question.id}.start`, date: year.dayBefore }),
    figureRow(source, { ...question, id: `${question.id}.end`, date: year.lastDay }),
  ];
}

/** Line of a flow summed over a year. */
export function overYear(source: PlanSource, year: PlanYear, question: Omit<FigureQuestion, 'date' | 'over'>): PackRow {
  return figureRow(source, {
    ...question,
    id: `${question.id}.year`,
    date: year.lastDay,
    over: 'financial-year',
    whenText: `Year ${year.name}`,
  });
}
