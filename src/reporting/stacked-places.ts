import type { IsoDate } from '../domain/calendar.ts';
import { isIsoDate } from '../domain/calendar.ts';
import { SECTORS } from '../domain/vocabulary.ts';
import type { Sector } from '../domain/vocabulary.ts';
import type { Chart, WordedContext } from './chart.ts';
import { makeChart } from './chart.ts';
import { englishWords } from './chart-words.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import type { EndLabel } from './end-labels.ts';
import { endLabelExtent, endLabelLayers } from './end-labels.ts';
import type { Frame } from './frame.ts';
import { axisExtent, frameEncoding } from './frame.ts';
import { ruleLayersWithWords } from './rule-layers.ts';
import { niceTicks, yearFraction } from './scale.ts';
import type { StatutoryRule } from './statutory-dates.ts';
import { roundingStep } from './text.ts';
import { CONTENT_WIDTH, SECTOR_COLOURS } from './theme.ts';

/** The mean over the runs of one sector at one date. */
export interface SectorMean {
  readonly date: IsoDate;
  readonly sector: Sector;
  readonly mean: number;
  /** 10th and 90th percentile of the runs; they decide how far the printed label is rounded and are not drawn. */
  readonly p10?: number;
  readonly p90?: number;
}

/** What `stackedPlaces` draws. */
export interface StackedPlacesInput extends WordedContext {
  readonly quantity: string;
  /** `places`. */
  readonly unit: string;
  /** One row a date and sector; every sector that occurs has a row for every date. Values from 0 up. */
  readonly rows: readonly SectorMean[];
  readonly rules?: readonly StatutoryRule[];
}

interface Stack {
  readonly date: IsoDate;
  readonly total: number;
  readonly layers: readonly {
    readonly sector: Sector;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
  }[];
}

function stacksOf(rows: readonly SectorMean[]): Stack[] {
  const byDate = new Map<IsoDate, Map<Sector, number>>();
  for (const { date, sector, mean } of rows) {
    if (!isIsoDate(date)) throw new Error(`${date}: dates look like 2030-03-31`);
    if (!Number.isFinite(mean) || mean < 0) throw new Error(`${sector}, ${date}: ${mean} is not a mean from 0 up`);
    const found = byDate.get(date) ?? new Map<Sector, number>();
    if (found.has(sector))
      throw new Error(`${sector}, ${date}: the figure is there twice; choose one area and measure`);
    byDate.set(date, found.set(sector, mean));
  }
  if (byDate.size === 0) throw new Error('there are no figures to stack');
  const sectors = SECTORS.filter((s) => rows.some((r) => r.sector === s));
  return [...byDate]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, means]) => {
      let total = 0;
      const layers = sectors.map((sector) => {
        const mean = means.get(sector);
        if (mean === undefined)
          throw new Error(`${sector}, ${date}: the figure is missing; a missing figure is never 0`);
        const low = total;
        total += mean;
        return { sector, mean, low, high: total };
      });
      return { date, total, layers };
    });
}

function sectorLayer(frame: Frame, stacks: readonly Stack[], index: number, leftExtent: number): VegaLiteSpec {
  const { sector } = stacks[0]!.layers[index]!;
  return {
    data: {
      values: stacks.map((s) => {
        const { mean, low, high } = s.layers[index]!;
        return { x: yearFraction(s.date), date: s.date, sector, mean, low, high };
      }),
    },
    mark: { type: 'area', color: SECTOR_COLOURS[sector], line: { color: 'white', strokeWidth: 1.5 }, opacity: 1 },
    encoding: { ...frameEncoding(frame, 'high', leftExtent), y2: { field: 'low' } },
  };
}

/** Step to which a label is rounded: by its spread where that is known, else two significant digits. */
function labelStep(rows: readonly SectorMean[], date: IsoDate, sector: Sector): number {
  const row = rows.find((r) => r.date === date && r.sector === sector)!;
  if (row.p10 !== undefined && row.p90 !== undefined) return roundingStep(row.p90 - row.p10);
  return Math.max(1, 10 ** (Math.floor(Math.log10(Math.max(row.mean, 1))) - 1));
}

/**
 * Places by sector, stacked through time. Means, because means of sectors add up to the mean of the total; medians do
 * not. A stack has no ranges, so the subtitle sends the reader to the fans for them.
 */
export function stackedPlaces(input: StackedPlacesInput): Chart {
  const words = input.words ?? englishWords();
  const stacks = stacksOf(input.rows);
  const first = stacks[0]!;
  const last = stacks.at(-1)!;
  const ticks = niceTicks(0, Math.max(...stacks.map((s) => s.total), 1), 6);
  const rounded = (value: number, step: number): string => words.number(Math.round(value / step) * step);
  const totalStep = Math.max(...last.layers.map((l) => labelStep(input.rows, last.date, l.sector)));
  const labels = last.layers.map((layer): EndLabel => {
    const value = rounded(layer.mean, labelStep(input.rows, last.date, layer.sector));
    const text = words.text('stacked.label', { sector: words.sector(layer.sector), value });
    return { text, value: (layer.low + layer.high) / 2, bold: true };
  });
  labels.push({ text: words.text('stacked.total', { value: rounded(last.total, totalStep) }), value: last.total });
  const left = axisExtent(ticks);
  const width = Math.floor(CONTENT_WIDTH - left - endLabelExtent(labels));
  const from = Math.floor(yearFraction(first.date));
  const frame: Frame = { width, height: 340, from, to: Math.max(yearFraction(last.date), from + 0.5), ticks };
  const rules = ruleLayersWithWords(frame, input.rules ?? [], CONTENT_WIDTH - left, 'filled', words);
  return makeChart(input, {
    subtitle: words.text('stacked.means', { quantity: words.withUnit(input.quantity, input.unit) }),
    altDraft: words.text('alt.stacked', {
      quantity: input.quantity,
      first: rounded(first.total, totalStep),
      from: words.month(first.date),
      last: rounded(last.total, totalStep),
      to: words.month(last.date),
    }),
    table: {
      columns: ['date', 'sector', 'mean'],
      rows: stacks.flatMap((s) => s.layers.map(({ sector, mean }) => ({ date: s.date, sector, mean }))),
    },
    notes: rules.key === undefined ? [] : [rules.key],
    body: {
      view: {
        width,
        height: frame.height,
        layer: [
          ...last.layers.map((_, i) => sectorLayer(frame, stacks, i, left)),
          ...rules.layers,
          ...endLabelLayers(frame, labels),
        ],
      },
      leftExtent: left,
    },
  });
}
