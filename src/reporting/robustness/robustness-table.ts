import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, packageVersion } from '../../experiments/manifest.ts';
import type { HeadlineRobustness, Robustness } from '../../experiments/robustness/robustness.ts';
import type { Table, TableRow } from '../csv.ts';
import { writeCsv } from '../csv.ts';

/** Columns of `robustness.csv`: one row a headline, option and statistic. */
export const ROBUSTNESS_COLUMNS = [
  ...['analysis_id', 'option', 'headline', 'title', 'unit', 'better', 'statistic', 'value', 'low', 'high', 'future'],
  ...['least_largest_regret', 'threshold', 'futures', 'named_futures', 'draws', 'seed', 'status'],
] as const;

/** Statistics as written, and what they are called in a table of words. */
export const ROBUSTNESS_STATISTICS = {
  expected: 'mean over the futures',
  oneInTen: 'one future in ten is worse than',
  worst: 'worst future',
  meanRegret: 'mean regret',
  regretP95: 'regret that one future in twenty passes',
  largestRegret: 'largest regret',
  meets: 'share of futures that meet the threshold',
} as const;
type Statistic = keyof typeof ROBUSTNESS_STATISTICS;

const NAMES_IN_FILE: Readonly<Record<Statistic, string>> = {
  expected: 'mean',
  oneInTen: 'one_in_ten_worse',
  worst: 'worst',
  meanRegret: 'mean_regret',
  regretP95: 'regret_p95',
  largestRegret: 'largest_regret',
  meets: 'share_meets',
};

/** All figures of options against futures in tidy form, intervals beside them. */
export function robustnessTable(answer: Robustness): Table {
  const rows = answer.headlines.flatMap((h) =>
    answer.options.flatMap((option, o) =>
      (Object.keys(ROBUSTNESS_STATISTICS) as Statistic[])
        .filter((statistic) => statistic !== 'meets' || h.threshold !== undefined)
        .map((statistic): TableRow => ({
          analysis_id: answer.analysisId,
          ...{ option, headline: h.headline.id, title: h.headline.title, better: h.better },
          unit: statistic === 'meets' ? 'share' : unitOf(h),
          statistic: NAMES_IN_FILE[statistic],
          value: h.figures[o]![statistic],
          low: h.intervals[o]![statistic]?.low,
          high: h.intervals[o]![statistic]?.high,
          future: statistic === 'largestRegret' ? h.figures[o]!.largestRegretIn : undefined,
          least_largest_regret: h.minimaxRegret === option,
          ...{ threshold: h.threshold, futures: answer.futures, named_futures: answer.named.join(' ') },
          ...{ draws: answer.draws, seed: answer.seed, status: answer.status },
        })),
    ),
  );
  return { columns: ROBUSTNESS_COLUMNS, rows };
}

/** Unit of a headline, from its measure. */
function unitOf({ headline: { measure } }: HeadlineRobustness): string {
  if (/^(cost|grant)/.test(measure)) return 'gbp';
  if (measure.startsWith('places')) return 'places';
  if (measure.startsWith('nights')) return 'nights a year';
  return /share$/.test(measure) ? 'share' : measure.startsWith('supplementary') ? 'applications' : 'children';
}

/** What was found, in words: for each headline which option has the least largest regret, and which futures miss. */
export function robustnessWords(answer: Robustness): string[] {
  const futures =
    answer.named.length === 0
      ? `${answer.futures} parameter sets`
      : `${answer.named.length} named futures (${answer.named.join(', ')})`;
  return [
    `${answer.options.length} options against ${futures}, ${answer.draws} draws each. Projections under scenarios; status: ${answer.status}.`,
    ...answer.headlines.map((h) => {
      const best = h.figures[answer.options.indexOf(h.minimaxRegret)]!;
      return `${h.headline.title}: least largest regret with ${h.minimaxRegret} (${round(best.largestRegret)} ${unitOf(h)}).`;
    }),
    ...answer.misses.map((m) => `${m.option}: ${m.words}`),
  ];
}

const round = (value: number): string =>
  (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en-GB');

/** Writes `robustness.csv` and `manifest.json`, the manifest last. Answers their paths. */
export async function writeRobustness(answer: Robustness, folder: string, force = false): Promise<string[]> {
  const { analysisId, options, named, futures, draws, seed, status } = answer;
  const contents = { 'robustness.csv': writeCsv(robustnessTable(answer)) };
  const { paths } = await writeAnalysis({ folder, id: analysisId, force }, contents, (files) => ({
    run_id: analysisId,
    command: 'robustness',
    ...{ options, named_futures: named, futures, draws, seed, status },
    words: robustnessWords(answer),
    discoveries: answer.misses.map(({ option, headline, assumptions, found }) => ({
      ...{ option, headline: headline.id },
      ...{ base: found.base, density: found.density, coverage: found.all.coverage, mass: found.all.mass },
      limits: found.limits.map(({ low, high, luck, foundAgain }, k) => ({
        assumption: assumptions[k],
        ...{ low: Number.isFinite(low) ? low : null, high: Number.isFinite(high) ? high : null },
        ...{ luck, found_again: foundAgain },
      })),
    })),
    version: packageVersion(),
    commit: commitOfSources(),
    files,
  }));
  return [...paths];
}
