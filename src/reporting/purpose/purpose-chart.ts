import type { Chart, ChartContext } from '../chart.ts';
import { makeChart } from '../chart.ts';
import type { TableRow } from '../csv.ts';
import { endLabelExtent, endLabelLayers } from '../end-labels.ts';
import { fanEndLabels, fanLayers, historyLayers } from '../fan-layers.ts';
import type { FanPoint } from '../fan-series.ts';
import type { Frame } from '../frame.ts';
import { axisExtent, textLayer } from '../frame.ts';
import { ruleLayersWithLetters } from '../rule-layers.ts';
import type { AxisTicks } from '../scale.ts';
import { niceTicks, yearFraction } from '../scale.ts';
import type { StatutoryRule } from '../statutory-dates.ts';
import { formatNumber, roundBySpread } from '../text.ts';
import { CONTENT_WIDTH, NEUTRAL_COLOUR } from '../theme.ts';
import { AIMS } from './aims.ts';
import type { Aim, AimYear, PurposeRun } from './aims.ts';
import type { PastFigure } from './past.ts';

/** What `purposeChart` draws: three panels a run, one for each aim, with the recorded past before the projection. */
export interface PurposeChartInput extends ChartContext {
  /** Name of the area as printed. */
  readonly area: string;
  /** At most 4; each is a row of three panels. */
  readonly runs: readonly PurposeRun[];
  readonly past: readonly PastFigure[];
  readonly rules?: readonly StatutoryRule[];
}

const MOST_RUNS = 4;
const GAP = 14;
const HEADINGS: Readonly<Record<Aim, string>> = {
  entries: 'Children who start, a year',
  stay: 'Months in care of those who left',
  home: 'In their own area, per cent',
};
const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;

/** Shares are drawn in per cent. */
const factorOf = (aim: Aim): number => (aim === 'home' ? 100 : 1);

function pointOf(aim: Aim, { date, statistics }: AimYear): FanPoint {
  const [p10, p25, p50, p75, p90] = QUANTILES.map((q) => statistics.get(q)! * factorOf(aim)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { date, p10, p25, p50, p75, p90 };
}

function ticksOf(aim: Aim, input: PurposeChartInput): AxisTicks {
  if (aim === 'home') return { low: 0, high: 100, values: [0, 25, 50, 75, 100] };
  const values = [
    ...input.runs.flatMap((run) => run.aims[aim].map((year) => year.statistics.get('p90')!)),
    ...input.past.filter((p) => p.aim === aim).map((p) => p.value),
  ];
  return niceTicks(0, Math.max(1, ...values), 4);
}

/** The plotted values: what was recorded first, then the quantiles of each run, in the units as drawn. */
function rowsOf({ runs, past }: PurposeChartInput): TableRow[] {
  const recorded = past.map(({ aim, date, value, status, source }) => ({
    scenario: 'recorded',
    aim,
    date,
    recorded: Number((value * factorOf(aim)).toPrecision(12)),
    status,
    source,
  }));
  const projected = runs.flatMap((run) =>
    AIMS.flatMap((aim) =>
      run.aims[aim].map((year) => ({
        scenario: run.name,
        aim,
        ...pointOf(aim, year),
        status: year.status,
        source: `run ${run.manifest.run_id}`,
      })),
    ),
  );
  return [...recorded, ...projected];
}

function altOf({ runs, area }: PurposeChartInput): string {
  const ends = AIMS.map((aim) => {
    const years = runs[0]!.aims[aim].map((year) => pointOf(aim, year));
    const figure = (p: FanPoint): string => formatNumber(roundBySpread(p.p50, p.p10, p.p90));
    const words = { entries: 'start care', stay: 'months', home: '% own area' }[aim];
    return years.length === 0 ? '' : `${words} ${figure(years[0]!)} to ${figure(years.at(-1)!)}`;
  }).filter((text) => text !== '');
  return `Three fans, ${area}. Medians: ${ends.join('; ')}.`;
}

/**
 * What the programme is for, as three small fans a scenario: children who start to be looked after, months in care of those who
 * left, and the share placed in their own area. What was recorded stands before each.
 *
 * @throws Error where there is no run, more than 4, or a run has no year of an aim
 */
export function purposeChart(input: PurposeChartInput): Chart {
  const { runs } = input;
  if (runs.length === 0 || runs.length > MOST_RUNS)
    throw new Error(`1 to ${MOST_RUNS} runs can be drawn, not ${runs.length}`);
  const cells = runs.flatMap((run) =>
    AIMS.map((aim) => {
      const points = run.aims[aim].map((year) => pointOf(aim, year));
      if (points.length === 0) throw new Error(`the run ${run.name} has no year of ${aim}`);
      const history = input.past
        .filter((p) => p.aim === aim)
        .map(({ date, value }) => ({ date, value: value * factorOf(aim) }));
      return { run, aim, points, history };
    }),
  );
  const years = cells.flatMap(({ points, history }) => [...points, ...history].map((p) => yearFraction(p.date)));
  const [from, to] = [Math.floor(Math.min(...years)), Math.max(...years)];
  const several = runs.length > 1;
  const height = several ? 72 : 150;
  const left = Math.max(...AIMS.map((aim) => axisExtent(ticksOf(aim, input))));
  const labels = cells.map(({ points }) => fanEndLabels(points, false));
  const right = Math.max(...labels.map(endLabelExtent));
  const width = Math.floor((CONTENT_WIDTH - GAP * (AIMS.length - 1)) / AIMS.length - left - right);
  let key: string | undefined;
  const views = cells.map(({ run, aim, points, history }, i) => {
    const frame: Frame = { width, height, from, to: Math.max(to, from + 0.5), ticks: ticksOf(aim, input) };
    const rules = ruleLayersWithLetters(frame, input.rules ?? []);
    key ??= rules.key;
    const line = (text: string, yPixels: number, fontSize: number): ReturnType<typeof textLayer> =>
      textLayer(frame, [{ text, xPixels: -left, yPixels }], { fontWeight: 'bold', fontSize });
    const top = -rules.above - 12;
    return {
      width,
      height,
      layer: [
        ...fanLayers(frame, points, NEUTRAL_COLOUR, left),
        ...rules.layers,
        ...historyLayers(frame, history, points),
        ...endLabelLayers(frame, labels[i]!),
        line(HEADINGS[aim], top, 13),
        ...(several && aim === AIMS[0] ? [line(`Scenario: ${run.manifest.scenario_title}`, top - 20, 14)] : []),
      ],
    };
  });
  const missing = AIMS.filter((aim) => !input.past.some((p) => p.aim === aim));
  const noPast = missing.length === 0 ? [] : [`No past is recorded here of: ${missing.map(nameOfAim).join('; ')}.`];
  return makeChart(input, {
    subtitle:
      'Years to 31 March. Line: median of the runs. Bands: the middle 50% and 80% of runs. Dark line or point: recorded. Each panel has its own scale.',
    altDraft: altOf(input),
    table: {
      columns: ['scenario', 'aim', 'date', 'recorded', ...QUANTILES, 'status', 'source'],
      rows: rowsOf(input),
    },
    notes: [...(key === undefined ? [] : [key]), ...noPast],
    body: {
      view: {
        concat: views,
        columns: AIMS.length,
        bounds: 'flush',
        spacing: { column: left + right + GAP, row: several ? 84 : 40 },
      },
      leftExtent: left,
    },
  });
}

/** An aim in a list of them. */
function nameOfAim(aim: Aim): string {
  return HEADINGS[aim].charAt(0).toLowerCase() + HEADINGS[aim].slice(1);
}
