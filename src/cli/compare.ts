import { join } from 'node:path';
import { compare, COMPARED_LEVELS } from '../experiments/compare/compare.ts';
import type { Comparison } from '../experiments/compare/compare.ts';
import { DIFFERENCE_STATISTICS } from '../experiments/compare/paired-summary.ts';
import type { GroupedBy } from '../experiments/compare/waterfall-design.ts';
import { WATERFALL_DRAWS, waterfallRun } from '../experiments/compare/waterfall-run.ts';
import type { WaterfallRun } from '../experiments/compare/waterfall-run.ts';
import { MOST_DRAWS, MOST_THREADS } from '../experiments/run.ts';
import {
  estimateWords,
  interactionWords,
  levelWords,
  luckWords,
  runsWords,
  signWords,
  unitWords,
} from '../reporting/comparison-words.ts';
import { formatNumber } from '../reporting/text.ts';
import { numberOf, runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';
import { progressLine } from './progress.ts';

export const COMPARE_USAGE = `Usage: market-stability compare RUN RUN... [--levels L,L] [--statistics S,S] [--out DIR] [--force]
       market-stability compare SCENARIO SCENARIO --waterfall HEADLINE [--by change|kind] [--draws N] [--seed S] [--data DIR] [--threads N] [--out DIR] [--force]

RUN is the folder of a finished run with its draws, such as outputs/as-legislated-1. The first is the reference. All runs
have the same seed, draws, data set, horizon and engine, so that draw d of one and draw d of another share their luck.
--levels L      levels of areas, with commas between: ${COMPARED_LEVELS.join(', ')} (all unless told)
--statistics S  statistics of the differences: ${DIFFERENCE_STATISTICS.join(', ')} (all unless told)
--out DIR       folder to write (outputs/compare-NAMES-SEED, or outputs/waterfall-NAMES-SEED)
--force         write over a folder that holds something else

Writes comparison.csv and comparison.parquet (each figure of the grid: statistics of the difference, draw by draw),
headlines.csv (headlines side by side, their differences, and how many times fewer draws the same luck needs) and manifest.json.

--waterfall HEADLINE  runs the scenarios between two and says how much of the difference of a headline comes from each
                      lever, assumption, event and date that was changed: an id, several with commas between, or all
--by change|kind      a bar for each change (unless told), or for each kind of lever and of event
--draws N             draws of each scenario between the two (${WATERFALL_DRAWS} unless told; up to eight changes need 2, 4, ... 256 scenarios)
--seed S, --data DIR, --threads N  as for run
Writes waterfall.csv and manifest.json.

Exit code 0: done; 2: the input is wrong and nothing is written. Ctrl-C ends the work and leaves no file of it.`;

const OPTIONS = {
  levels: { type: 'string' },
  statistics: { type: 'string' },
  waterfall: { type: 'string' },
  by: { type: 'string' },
  draws: { type: 'string' },
  seed: { type: 'string' },
  data: { type: 'string' },
  out: { type: 'string' },
  threads: { type: 'string' },
  force: { type: 'boolean' },
} as const;

/** Options that only one of the two uses of the command takes. */
const OF_RUNS = ['levels', 'statistics'] as const;
const OF_WATERFALL = ['by', 'draws', 'seed', 'data', 'threads'] as const;

/** `compare RUN RUN...` and `compare SCENARIO SCENARIO --waterfall HEADLINE`. */
export function compareCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  return runCommandLine(
    {
      usage: COMPARE_USAGE,
      options: OPTIONS,
      misuse: ({ values, positionals }) => misuse(values, positionals),
      work: async ({ values, positionals }, stopSignal) => {
        const shared = {
          signal: stopSignal(),
          force: values.force === true,
          ...(values.out === undefined ? {} : { out: values.out }),
        };
        if (values.waterfall === undefined) {
          const levels = listOf(values.levels);
          const statistics = listOf(values.statistics);
          const options = { ...shared, ...(levels && { levels }), ...(statistics && { statistics }) };
          const onProgress = progressLine('figures', output);
          reportComparison(await compare({ runs: positionals, onProgress, ...options }), output);
          return 0;
        }
        const headlines = values.waterfall === 'all' ? undefined : listOf(values.waterfall);
        const draws = numberOf('draws', values.draws, 4, MOST_DRAWS);
        const seed = numberOf('seed', values.seed, 0, Number.MAX_SAFE_INTEGER);
        const threads = numberOf('threads', values.threads, 1, MOST_THREADS);
        const found = await waterfallRun({
          ...shared,
          from: positionals[0]!,
          to: positionals[1]!,
          onProgress: progressLine('draws', output),
          ...(headlines && { headlines }),
          ...(values.by !== undefined && { by: values.by as GroupedBy }),
          ...(draws !== undefined && { draws }),
          ...(seed !== undefined && { seed }),
          ...(threads !== undefined && { threads }),
          ...(values.data !== undefined && { dataDir: values.data }),
        });
        reportWaterfall(found, output);
        return 0;
      },
    },
    args,
    output,
  );
}

/** What is wrong with the words of the command, in one sentence. */
function misuse(values: Readonly<Record<string, unknown>>, positionals: readonly string[]): string | undefined {
  if (values['waterfall'] !== undefined) {
    const other = OF_RUNS.find((name) => values[name] !== undefined);
    if (other !== undefined) return `--${other} does not go with --waterfall.`;
    const { by } = values;
    if (by !== undefined && by !== 'change' && by !== 'kind') return '--by takes change or kind.';
    return positionals.length === 2 ? undefined : 'A waterfall goes from one scenario to another: name two.';
  }
  const other = OF_WATERFALL.find((name) => values[name] !== undefined);
  if (other !== undefined) return `--${other} belongs to --waterfall; finished runs have theirs.`;
  return positionals.length < 2 ? 'Two or more runs are compared; name their folders.' : undefined;
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function reportComparison({ folder, manifest, headlines }: Comparison, output: CommandOutput): void {
  const [reference, ...others] = manifest.runs;
  output.out(
    `${others.map((r) => r.scenario_title).join(', ')} against ${reference!.scenario_title}: ` +
      `${formatNumber(manifest.draws)} draws on the same luck, seed ${manifest.seed}, comparison ${manifest.analysis_id}`,
  );
  output.out(
    'Projections under scenarios, not forecasts. Median with the middle 80% of runs; mean difference with its 95% interval.',
  );
  const ids = [...new Set(headlines.map((h) => h.headline.id))];
  for (const id of ids) {
    const [first, ...rest] = headlines.filter((h) => h.headline.id === id);
    output.out(`\n${first!.headline.title} (${unitWords(first!.unit)}; ${id}; ${first!.status})`);
    output.out(`  ${first!.scenario}: ${levelWords(first!)}`);
    for (const h of rest) {
      output.out(`  ${h.scenario}: ${levelWords(h)}`);
      const { difference, luck, unit } = h;
      output.out(
        `    difference ${estimateWords(difference!['mean']!, unit)}; in 8 of 10 runs ${runsWords(difference!, unit)}; ${signWords(difference!, manifest.draws)}`,
      );
      if (luck !== undefined) output.out(`    ${luckWords(luck)}`);
    }
  }
  output.out('');
  for (const file of Object.keys(manifest.files)) output.out(`  ${join(folder, file)}`);
  output.out(`  ${formatNumber(manifest.rows)} differences, each with its Monte Carlo error and its status`);
  for (const warning of manifest.warnings) output.out(`  Warning: ${warning}`);
}

function reportWaterfall({ folder, manifest, waterfalls }: WaterfallRun, output: CommandOutput): void {
  const [first] = waterfalls;
  const how =
    manifest.method === 'shapley'
      ? 'shared out by the Shapley value, the mean over all orders'
      : 'shared out one after the other, in the order of the scenario file';
  output.out(
    `From ${first!.from.title} to ${first!.to.title}: ${manifest.groups} changes ${how}; ${manifest.plans} scenarios of ${manifest.draws} draws, seed ${manifest.seed}, waterfall ${manifest.analysis_id}`,
  );
  output.out('Projections under scenarios, not forecasts. Means with their 95% intervals.');
  for (const w of waterfalls) {
    output.out(`\n${w.headline.title} (${unitWords(w.unit)}; ${w.headline.id}; ${w.status})`);
    output.out(`  ${w.from.name}: ${estimateWords(w.start, w.unit)}`);
    for (const bar of w.bars) output.out(`    ${estimateWords(bar.mean, w.unit)}: ${bar.name}`);
    output.out(`  ${w.to.name}: ${estimateWords(w.end, w.unit)}; difference ${estimateWords(w.difference, w.unit)}`);
    output.out(`  ${interactionWords(w)}`);
  }
  output.out('');
  for (const file of ['waterfall.csv', 'manifest.json']) output.out(`  ${join(folder, file)}`);
  for (const warning of manifest.warnings) output.out(`  Warning: ${warning}`);
}
