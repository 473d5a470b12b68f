import type { StressResult } from '../../experiments/stress/stress-result.ts';
import { interval } from './stress-row.ts';
import type { StressRow } from './stress-row.ts';
import { pairText, plausibilityText, recordedText, reverseText, sizeText } from './stress-words.ts';

export function reverseRows({ reverse, reverseDraws }: StressResult): StressRow[] {
  return reverse.flatMap((answer) => {
    const { driver, tolerance, smallest, percentile } = answer;
    const about: StressRow = {
      analysis: 'reverse',
      item: driver.id,
      item_title: driver.title,
      figure: tolerance.id,
      figure_title: tolerance.title,
      draws: reverseDraws,
    };
    const found = { value: answer.size, low: answer.low, high: answer.high };
    // A driver that goes down has the ends of its interval the other way round.
    const turned = driver.most < driver.none ? { value: answer.size, low: answer.high, high: answer.low } : found;
    return [
      {
        ...about,
        unit: driver.unit,
        statistic: 'smallest_shock',
        ...interval(Object.fromEntries(Object.entries(turned).filter(([, v]) => v !== undefined))),
        words: reverseText(answer),
      },
      { ...about, unit: 'probability', statistic: 'probability_without', value: smallest.without },
      {
        ...about,
        unit: 'probability',
        statistic: 'probability_at_largest',
        value: smallest.most,
        words: `at ${sizeText(driver, driver.most)}`,
      },
      ...(percentile === undefined
        ? []
        : [
            {
              ...about,
              unit: 'share of parameter sets that are milder',
              statistic: 'percentile',
              value: percentile,
              words: `${plausibilityText(answer)} ${recordedText(answer)}`.trimEnd(),
            },
          ]),
    ];
  });
}

export function pairRows({ pairs, reverseDraws }: StressResult): StressRow[] {
  return pairs.flatMap((pair) =>
    pair.points.flatMap((point) => {
      const about: StressRow = {
        analysis: 'pair',
        item: `${pair.first.id}+${pair.second.id}@${point.mixture}`,
        item_title: `${pair.first.title}, and ${pair.second.title.toLowerCase()}`,
        figure: pair.tolerance.id,
        figure_title: pair.tolerance.title,
        draws: reverseDraws,
      };
      const { size, low, high } = point.needed;
      return [
        {
          ...about,
          unit: 'of the straight line between the two smallest shocks',
          statistic: 'needed',
          ...interval({ value: size, low, high }),
          words: pairText(pair, point),
        },
        ...(point.sizes === undefined
          ? []
          : [
              { ...about, unit: pair.first.unit, statistic: 'first_size', ...interval({ value: point.sizes[0] }) },
              { ...about, unit: pair.second.unit, statistic: 'second_size', ...interval({ value: point.sizes[1] }) },
            ]),
      ];
    }),
  );
}

export function recordedRows({ reverse }: StressResult): StressRow[] {
  const seen = new Set<string>();
  return reverse.flatMap(({ driver, recorded }) => {
    if (seen.has(driver.id)) return [];
    seen.add(driver.id);
    return recorded.map((figure) => ({
      analysis: 'recorded',
      item: driver.id,
      item_title: driver.title,
      unit: driver.unit,
      statistic: `recorded, strength ${figure.strength}`,
      ...(figure.size === undefined ? {} : { value: figure.size }),
      words: figure.figure,
      source: figure.source,
      status: 'published',
    }));
  });
}
