import { endsPeriod, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { Chart, ChartContext } from '../chart.ts';
import { fanPanels } from '../fan-panels.ts';
import { fanSeriesOf } from '../fan-series.ts';
import { sectorMeansOf } from '../outcome-figures.ts';
import { stackedPlaces } from '../stacked-places.ts';
import { statutoryRules } from '../statutory-dates.ts';
import type { PlanSource } from '../sufficiency-plan/plan-contents.ts';
import { formatDate, formatNumber } from '../text.ts';
import { nameOf } from '../theme.ts';

/** A chart of a pack with the table of its figures. */
export interface PackChart {
  readonly chart: Chart;
  /** What it shows, for its caption. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;

function contextOf({ manifest }: PlanSource, title: string, rows: readonly OutcomeRow[]): ChartContext {
  return {
    title,
    source: `market-stability ${manifest.version}, run ${manifest.run_id}`,
    status: weakestStatus('estimated', ...rows.map((row) => row.status)),
    scenario: {
      title: manifest.scenario_title,
      draws: manifest.draws,
      seed: manifest.seed,
      digest: manifest.scenario_digest,
    },
  };
}

/** Figures at the ends of March alone, of the shortest period that is recorded. */
function atEndOfMarch(rows: readonly OutcomeRow[]): OutcomeRow[] {
  const period = (['month', 'quarter', 'financial-year'] as const).find((p) => rows.some((row) => row.period === p));
  return rows.filter((row) => row.period === period && endsPeriod(monthOf(row.date), 'financial-year'));
}

const datesOf = (rows: readonly OutcomeRow[]): IsoDate[] => [...new Set(rows.map((row) => row.date))].sort();

/** Places in children's homes by sector through time, with the dates of the law; undefined where they are not recorded by sector. */
export function homesBySector(source: PlanSource, area: AreaRow): PackChart | undefined {
  const rows = atEndOfMarch(
    source.figures({
      measure: 'places_registered',
      service_type: 'residential',
      area_code: area.area_code,
      sector: [...SECTORS],
      statistic: ['mean', 'p10', 'p90'],
    }),
  );
  if (rows.length === 0) return undefined;
  const means = sectorMeansOf(rows);
  const sectors = SECTORS.filter((sector) => means.some((row) => row.sector === sector));
  const at = (date: IsoDate, sector: string): number =>
    means.find((row) => row.date === date && row.sector === sector)!.mean;
  return {
    chart: stackedPlaces({
      ...contextOf(source, `Places in children’s homes by sector, ${area.name_en}`, rows),
      quantity: 'Registered places in children’s homes',
      unit: 'places',
      rows: means,
      rules: statutoryRules(source.inputs.timetable, 'residential'),
    }),
    caption: 'registered places in children’s homes by sector',
    columns: ['Date', ...sectors.map((sector) => `${nameOf(sector)}, mean`)],
    rows: datesOf(rows).map((date) => [
      formatDate(date),
      ...sectors.map((sector) => formatNumber(Math.round(at(date, sector)))),
    ]),
  };
}

/** Children above free compliant places in homes and in foster care through time; undefined where neither is recorded. */
export function shortfalls(source: PlanSource, area: AreaRow): PackChart | undefined {
  const rows = atEndOfMarch(
    source.figures({
      measure: 'shortfall_compliant',
      service_type: ['residential', 'foster'],
      area_code: area.area_code,
      statistic: [...QUANTILES],
    }),
  );
  if (rows.length === 0) return undefined;
  const series = fanSeriesOf(rows, 'service_type', {
    residential: 'Children’s homes',
    foster: 'Foster care (not kin)',
  });
  const range = (p: { p10: number; p50: number; p90: number }): string =>
    `${formatNumber(Math.round(p.p50))} (${formatNumber(Math.floor(p.p10))} to ${formatNumber(Math.ceil(p.p90))})`;
  return {
    chart: fanPanels({
      ...contextOf(source, `Children short of a compliant place, ${area.name_en}`, rows),
      quantity: 'Children who need a place above free places that comply',
      unit: 'children',
      series,
      rules: statutoryRules(source.inputs.timetable, 'residential').filter(({ label }) =>
        label.startsWith('Placements'),
      ),
      plotHeight: 150,
    }),
    caption: 'children short of a compliant place; middle of the runs (8 of 10 runs)',
    columns: ['Date', ...series.map(({ name }) => name)],
    rows: datesOf(rows).map((date) => [
      formatDate(date),
      ...series.map(({ points }) => {
        const point = points.find((one) => one.date === date);
        return point === undefined ? 'not recorded' : range(point);
      }),
    ]),
  };
}
