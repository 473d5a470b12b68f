import type { EffectClass, RankedEffect } from '../../experiments/sensitivity/classes.ts';
import type { Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { centredLines, pixelLayers } from '../pixel-layers.ts';
import { niceTicks } from '../scale.ts';
import { textWidth, wrapText } from '../text-metrics.ts';
import { cutText, formatNumber } from '../text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, SEQUENTIAL_BLUES, TEXT_COLOUR, TEXT_SIZE } from '../theme.ts';
import { contextOf } from './chart-context.ts';
import { shownNumber, shownUnit } from './shown-unit.ts';
import { directionOf, headlineTarget, meaningOf, titleOf } from './words.ts';

const LABEL_WIDTH = 315;
const END_WIDTH = 190;
const ROW = 38;
const AXIS = 24;
const COLOURS: Readonly<Record<EffectClass, string>> = {
  High: SEQUENTIAL_BLUES[4]!.fill,
  Medium: SEQUENTIAL_BLUES[3]!.fill,
  Low: SEQUENTIAL_BLUES[2]!.fill,
};

/**
 * The largest effects on a headline as bars, with intervals, the direction and the class in words, and a line at what new luck alone does.
 *
 * @param bars how many, 10 unless told
 */
export function rankChart(found: Sensitivity, headline: string, bars = 10): Chart {
  const { unit } = headlineTarget(found, headline);
  const { factor, words } = shownUnit(unit);
  const { effects, chance } = found.screening.rankings.get(headline)!;
  const shown = effects.slice(0, bars);
  const chanceSize = chance.muStar.value * factor;
  const most = Math.max(chanceSize, ...shown.map((e) => e.muStar.high * factor));
  const ticks = niceTicks(0, most > 0 ? most : 1, 4, false);
  const plot = CONTENT_WIDTH - LABEL_WIDTH - END_WIDTH;
  const height = shown.length * ROW + AXIS;
  const x = (value: number): number => LABEL_WIDTH + (value / ticks.high) * plot;
  const { spans, text } = pixelLayers(CONTENT_WIDTH, height);
  const middle = (i: number): number => i * ROW + ROW / 2;
  const ends = shown.map((e) => `${e.effectClass}, ${directionOf(e)}`);
  const first = shown[0];
  return makeChart(contextOf(found, `What moves most: ${lowerFirst(titleOf(found, headline))}`, headline), {
    subtitle:
      `Mean size of the change when an assumption goes from its 5th to its 95th quantile, in ${words}. ` +
      'Thin lines hold the mean in 95 of 100 resamples. Words say class and direction.',
    altDraft:
      first === undefined
        ? 'Bar chart without bars: nothing was moved.'
        : `Bar chart of effects. Largest: ${cutText(meaningOf(found, first.factor), 60)}, ${shownNumber(first.muStar.value, unit)} ${words}.`,
    notes: [
      `Dashed line: what new luck alone does, ${shownNumber(chance.muStar.value, unit)} ${words}. An effect left of it is smaller than chance in one run.`,
    ],
    table: {
      columns: ['rank', 'factor', 'meaning', 'strength', 'mu_star', 'low', 'high', 'direction', 'effect_class', 'unit'],
      rows: shown.map((e) => rowOf(found, e, unit)),
    },
    body: {
      leftExtent: 0,
      view: {
        width: CONTENT_WIDTH,
        height,
        layer: [
          spans(
            ticks.values.map((v) => ({ x: x(v), y: 0, x2: x(v), y2: height - AXIS })),
            { type: 'rule', color: '#E3E3E3' },
          ),
          ...shown.map((e, i) =>
            spans([{ x: x(0), x2: x(e.muStar.value * factor), y: middle(i) - 10, y2: middle(i) + 10 }], {
              type: 'rect',
              color: COLOURS[e.effectClass],
            }),
          ),
          spans(
            shown.map((e, i) => ({
              x: x(Math.max(0, e.muStar.low) * factor),
              x2: x(e.muStar.high * factor),
              y: middle(i),
              y2: middle(i),
            })),
            { type: 'rule', color: 'white', strokeWidth: 5 },
          ),
          spans(
            shown.map((e, i) => ({
              x: x(Math.max(0, e.muStar.low) * factor),
              x2: x(e.muStar.high * factor),
              y: middle(i),
              y2: middle(i),
            })),
            { type: 'rule', color: TEXT_COLOUR, strokeWidth: 1.5 },
          ),
          spans([{ x: x(chanceSize), x2: x(chanceSize), y: 0, y2: height - AXIS }], {
            type: 'rule',
            color: TEXT_COLOUR,
            strokeDash: [4, 3],
          }),
          spans([{ x: x(0), x2: x(0), y: 0, y2: height - AXIS }], { type: 'rule', color: GUIDE_GREY }),
          text(
            shown.flatMap((e, i) => {
              const lines = twoLines(
                `${meaningOf(found, e.factor)} [${found.factors.moved.find((f) => f.id === e.factor)!.strength}]`,
              );
              return centredLines(lines, 0, middle(i), 15);
            }),
          ),
          text(shown.map((_, i) => ({ x: CONTENT_WIDTH - END_WIDTH + 10, y: middle(i), text: ends[i]! }))),
          text(
            ticks.values.map((v) => ({ x: x(v), y: height - AXIS / 2, text: tickText(v, ticks.high) })),
            { align: 'center' },
          ),
        ],
      },
    },
  });
}

function rowOf(found: Sensitivity, e: RankedEffect, unit: string): Record<string, string | number> {
  return {
    rank: e.rank,
    factor: e.factor,
    meaning: meaningOf(found, e.factor),
    strength: found.factors.moved.find((f) => f.id === e.factor)!.strength,
    mu_star: e.muStar.value,
    low: e.muStar.low,
    high: e.muStar.high,
    direction: directionOf(e),
    effect_class: e.effectClass,
    unit,
  };
}

const tickText = (value: number, high: number): string =>
  formatNumber(value, high >= 10 ? 0 : high >= 1 ? 1 : high >= 0.1 ? 2 : 3);

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A text on two lines at most, cut where it is longer. */
function twoLines(text: string): string[] {
  const width = LABEL_WIDTH - 12;
  const lines = wrapText(text, width, TEXT_SIZE.label);
  if (lines.length <= 2) return lines;
  // The strength at the end is kept.
  const [, words, strength] = /^(.*) (\[\w\])$/.exec(text)!;
  for (let n = words!.length - 1; n > 20; n--) {
    const shorter = wrapText(`${cutText(words!, n)} ${strength!}`, width, TEXT_SIZE.label);
    if (shorter.length <= 2 && shorter.every((line) => textWidth(line, TEXT_SIZE.label) <= width)) return shorter;
  }
  return lines.slice(0, 2);
}
