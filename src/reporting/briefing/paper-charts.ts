import type { IsoDate } from '../../domain/calendar.ts';
import { endsPeriod, monthOf } from '../../domain/calendar.ts';
import type { Sector, ServiceType } from '../../domain/vocabulary.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { Chart, WordedContext } from '../chart.ts';
import type { ChartWords } from '../chart-words.ts';
import { chartWordsOf } from '../chart-words.ts';
import { CHART_WIDTH_PIXELS, chartHeight } from '../document/chart-size.ts';
import type { PictureBlock, Runs, TableBlock } from '../document/model.ts';
import { fanPanels } from '../fan-panels.ts';
import type { FanSeries } from '../fan-series.ts';
import type { Language } from '../language/languages.ts';
import { areaName } from '../language/words.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import { stackedPlaces } from '../stacked-places.ts';
import { statutoryRules } from '../statutory-dates.ts';
import type { Desk } from './desk.ts';
import type { PaperRun } from './paper-source.ts';
import { weakestOf } from './paper-status.ts';

/** A chart of the paper, drawn, with the table of its figures. */
export interface PaperChart {
  readonly chart: Chart;
  /** Language of its words. */
  readonly language: Language;
  readonly svg: string;
  readonly png: Uint8Array;
  readonly caption: Runs;
  readonly table: TableBlock;
}

/** A chart as pictures. */
type DrawnChart = Pick<PaperChart, 'svg' | 'png'>;
export type DrawChart = (chart: Chart) => Promise<DrawnChart>;

async function drawChart(chart: Chart): Promise<DrawnChart> {
  const svg = await renderSvg(chart);
  return { svg, png: await rasterise(svg) };
}

/** Draws each chart once, for papers in several languages that show the same. */
export function drawOnce(): DrawChart {
  const drawn = new Map<string, Promise<DrawnChart>>();
  return (chart) => {
    const key = JSON.stringify(chart.spec);
    const picture = drawn.get(key) ?? drawChart(chart);
    drawn.set(key, picture);
    return picture;
  };
}

/** A chart as a block; its table is elsewhere in the paper. */
export function pictureBlock({ chart, language, svg, png, caption, table }: PaperChart): PictureBlock {
  return {
    kind: 'picture',
    png,
    svg,
    width: CHART_WIDTH_PIXELS,
    height: chartHeight(svg),
    alt: chart.altText,
    caption,
    table: table.id!,
    language,
  };
}

/** At most three charts of what the runs recorded for the area: the shortfall by scenario, and places by sector. */
export async function paperCharts(desk: Desk, draw: DrawChart = drawChart): Promise<PaperChart[]> {
  const words = chartWordsOf(desk.messages);
  const drafts = [
    shortfallFans(desk, words),
    placesBySector(desk, words, 'residential'),
    placesBySector(desk, words, 'foster'),
  ];
  const charts: PaperChart[] = [];
  for (const draft of drafts) {
    if (draft === undefined) continue;
    const { chart, message, tableOf } = draft;
    const n = String(charts.length + 1);
    const caption = desk.words('caption.chart', { n, text: desk.words(message) });
    charts.push({ chart, language: words.language, ...(await draw(chart)), caption, table: tableOf(n) });
  }
  return charts;
}

interface ChartDraft {
  readonly chart: Chart;
  readonly message: string;
  readonly tableOf: (chart: string) => TableBlock;
}

function contextOf(words: ChartWords, title: string, runs: readonly PaperRun[]): WordedContext {
  const [first, ...others] = runs.map(({ manifest }) => manifest);
  return {
    title,
    words,
    source: words.text('foot.origin', {
      version: first!.version,
      runs: runs.map(({ manifest }) => manifest.run_id).join(', '),
    }),
    status: weakestOf(runs),
    scenario: {
      title: words.scenario(first!.scenario_title),
      draws: first!.draws,
      seed: first!.seed,
      digest: first!.scenario_digest,
      others: others.map((m) => ({ title: words.scenario(m.scenario_title), digest: m.scenario_digest })),
    },
  };
}

/** Figures at the ends of March alone, so that the table behind a chart can be read. */
function readable(rows: readonly OutcomeRow[]): OutcomeRow[] {
  const periods = new Set(rows.map((row) => row.period));
  const period = ['month', 'quarter', 'financial-year'].find((p) => periods.has(p));
  return rows.filter((row) => row.period === period && endsPeriod(monthOf(row.date), 'financial-year'));
}

const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;

function shortfallFans(desk: Desk, words: ChartWords): ChartDraft | undefined {
  const { runs, area, dates } = desk.source;
  const where = { measure: 'shortfall_compliant', service_type: 'residential', area_code: area.area_code };
  const found = runs.map((run) => ({ run, rows: readable(run.figures({ ...where, statistic: QUANTILES })) }));
  if (found.some(({ rows }) => rows.length === 0)) return undefined;
  const series = found.map(({ run, rows }): FanSeries => {
    const days = [...new Set(rows.map((row) => row.date))].sort();
    const at = (date: IsoDate, statistic: string): number =>
      rows.find((r) => r.date === date && r.statistic === statistic)!.value;
    return {
      name: words.scenario(run.manifest.scenario_title),
      points: days.map((date) => {
        const [p10, p25, p50, p75, p90] = QUANTILES.map((q) => at(date, q)) as [number, number, number, number, number];
        return { date, p10, p25, p50, p75, p90 };
      }),
    };
  });
  const rules = statutoryRules(runs[0]!.inputs.timetable, 'residential', words).filter(
    (rule) => rule.date === dates.approval || dates.approval === undefined,
  );
  const chart = fanPanels({
    ...contextOf(words, words.text('shortfall.title', { area: areaName(desk.source, area, words.language) }), runs),
    quantity: words.text('shortfall.quantity'),
    unit: words.text('shortfall.unit'),
    series,
    rules,
    plotHeight: 150,
  });
  const tableOf = (n: string): TableBlock => {
    const place = desk.nextTable();
    return {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.behind', { n: place.n, chart: n }),
      columns: [
        { heading: desk.words('table.date'), width: 1.6 },
        { heading: desk.words('table.scenario'), width: 2 },
        ...QUANTILES.map((q) => ({ heading: [q.toUpperCase()], align: 'right' as const })),
      ],
      rows: found.flatMap(({ run, rows }) =>
        [...new Set(rows.map((row) => row.date))]
          .sort()
          .map((date) => [
            [desk.date(date)],
            [desk.titled(run.manifest.scenario_title)],
            ...QUANTILES.map((q) => [
              desk.number(`shortfall_compliant.residential.${area.area_code}.${date}`, q, { run: run.name }),
            ]),
          ]),
      ),
    };
  };
  return { chart, message: 'chart.shortfall', tableOf };
}

function placesBySector(
  desk: Desk,
  words: ChartWords,
  type: Extract<ServiceType, 'residential' | 'foster'>,
): ChartDraft | undefined {
  const { area } = desk.source;
  const run = desk.source.runs[0]!;
  const where = { measure: 'places_registered', service_type: type, area_code: area.area_code, sector: [...SECTORS] };
  const rows = readable(run.figures({ ...where, statistic: ['mean', 'p10', 'p90'] }));
  if (rows.length === 0) return undefined;
  const days = [...new Set(rows.map((row) => row.date))].sort();
  const sectors = SECTORS.filter((sector) => rows.some((row) => row.sector === sector));
  const at = (date: IsoDate, sector: Sector, statistic: string): number | undefined =>
    rows.find((r) => r.date === date && r.sector === sector && r.statistic === statistic)?.value;
  if (days.some((date) => sectors.some((sector) => at(date, sector, 'mean') === undefined))) return undefined;
  const message = type === 'residential' ? 'chart.places-residential' : 'chart.places-foster';
  const chart = stackedPlaces({
    ...contextOf(words, words.text(`places.${type}-title`, { area: areaName(desk.source, area, words.language) }), [
      run,
    ]),
    quantity: words.text(`places.${type}-quantity`),
    unit: words.text('places.unit'),
    rows: days.flatMap((date) =>
      sectors.map((sector) => ({
        date,
        sector,
        mean: at(date, sector, 'mean')!,
        p10: at(date, sector, 'p10')!,
        p90: at(date, sector, 'p90')!,
      })),
    ),
    rules: statutoryRules(run.inputs.timetable, type, words),
  });
  const tableOf = (n: string): TableBlock => {
    const place = desk.nextTable();
    const figure = (date: IsoDate, sector: Sector): string =>
      `places_registered[sector=${sector}].${type}.${area.area_code}.${date}`;
    return {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.behind', { n: place.n, chart: n }),
      columns: [
        { heading: desk.words('table.date'), width: 1.3 },
        ...sectors.map((sector) => ({ heading: desk.words(`sector.${sector}`), align: 'right' as const, width: 1.7 })),
      ],
      rows: days.map((date) => [
        [desk.date(date)],
        ...sectors.map((sector) => [desk.number(figure(date, sector), 'mean-cell')]),
      ]),
    };
  };
  return { chart, message, tableOf };
}
