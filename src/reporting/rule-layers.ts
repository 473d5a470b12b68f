import type { ChartWords } from './chart-words.ts';
import { englishWords } from './chart-words.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import type { Frame, PlacedText } from './frame.ts';
import { lineLayer, textLayer, xPixel } from './frame.ts';
import { moveApart, yearFraction } from './scale.ts';
import type { StatutoryRule } from './statutory-dates.ts';
import { textWidth } from './text-metrics.ts';
import { TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

const ROW_PIXELS = 17;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Dashed lines at dates of the law, with their words or letters above the plot area. */
export interface RuleLayers {
  readonly layers: readonly VegaLiteSpec[];
  /** Pixels above the plot area that the labels take. */
  readonly above: number;
  /** What the letters mean, for the foot of the picture; undefined where the words stand on the chart. */
  readonly key?: string;
}

/** Rules inside a span of years, earliest first; rules on one date share a label. */
export function rulesWithin(rules: readonly StatutoryRule[], from: number, to: number): StatutoryRule[] {
  const byDate = new Map<string, string[]>();
  for (const rule of [...rules].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))) {
    const year = yearFraction(rule.date);
    if (year < from || year > to) continue;
    const labels = byDate.get(rule.date) ?? [];
    if (!labels.includes(rule.label)) labels.push(rule.label);
    byDate.set(rule.date, labels);
  }
  return [...byDate].map(([date, labels]) => ({ date, label: labels.join('; ') }));
}

/** Where rules stand: over pale bands, or over filled areas, on which they get a white edge. */
export type RuleGround = 'pale' | 'filled';

function drawn(frame: Frame, tops: readonly number[], at: readonly number[], ground: RuleGround): VegaLiteSpec[] {
  const edge = lineLayer(
    frame,
    at.map((x) => ({ from: [x, frame.height - 1], to: [x, 0] })),
    { color: 'white', strokeWidth: 2.5, opacity: 0.85 },
  );
  const dashes = lineLayer(
    frame,
    at.map((x, i) => ({ from: [x, frame.height], to: [x, tops[i]!] })),
    { color: TEXT_COLOUR, strokeDash: [4, 3], strokeWidth: 1.2 },
  );
  return ground === 'filled' ? [edge, dashes] : [dashes];
}

/**
 * Rules with words in steps above the plot: the earliest highest, so that no line crosses a label.
 * Falls back to letters where a label would leave the picture.
 *
 * @param room pixels from the left edge of the plot to the right edge of the picture
 */
export function ruleLayersWithWords(
  frame: Frame,
  rules: readonly StatutoryRule[],
  room: number,
  ground: RuleGround = 'pale',
  words: ChartWords = englishWords(),
): RuleLayers {
  const shown = rulesWithin(rules, frame.from, frame.to);
  if (shown.length === 0) return { layers: [], above: 0 };
  const at = shown.map((rule) => xPixel(frame, yearFraction(rule.date)));
  const fits = shown.every((rule, i) => at[i]! + 5 + textWidth(rule.label, TEXT_SIZE.label) <= room);
  if (!fits) return ruleLayersWithLetters(frame, rules, ground, words);
  const above = shown.length * ROW_PIXELS;
  const labels = shown.map((rule, i): PlacedText => {
    return { text: rule.label, xPixels: at[i]! + 5, yPixels: -above + (i + 0.5) * ROW_PIXELS - 3 };
  });
  const tops = shown.map((_, i) => -above + i * ROW_PIXELS);
  return { layers: [...drawn(frame, tops, at, ground), textLayer(frame, labels, {})], above };
}

/** Rules with letters above the plot, for small panels; the key goes to the foot of the picture. */
export function ruleLayersWithLetters(
  frame: Frame,
  rules: readonly StatutoryRule[],
  ground: RuleGround = 'pale',
  words: ChartWords = englishWords(),
): RuleLayers {
  const shown = rulesWithin(rules, frame.from, frame.to);
  if (shown.length === 0) return { layers: [], above: 0 };
  const at = shown.map((rule) => xPixel(frame, yearFraction(rule.date)));
  const letterAt = moveApart(at, 12, 0, frame.width);
  const labels = shown.map((_, i): PlacedText => ({ text: LETTERS[i]!, xPixels: letterAt[i]!, yPixels: -9 }));
  const key = shown.map((rule, i) => `${LETTERS[i]!}: ${rule.label}`).join('. ');
  return {
    layers: [
      ...drawn(
        frame,
        shown.map(() => -2),
        at,
        ground,
      ),
      textLayer(frame, labels, { align: 'center', fontWeight: 'bold' }),
    ],
    above: ROW_PIXELS,
    key: words.text('rule.key', { key }),
  };
}
