import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { DataSet } from '../../domain/tables.ts';
import { gridOfPaths, runOfPath } from '../../measures/headline.ts';
import type { Headline } from '../../measures/headline.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import { statusOf } from '../../measures/outcomes.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { headlineValues, study } from '../study.ts';
import type { StudyOptions } from '../study.ts';
import type { Estimate } from './compare-headline.ts';
import { DIFFERENCE_STATISTICS, PairedSummariser } from './paired-summary.ts';
import { meanOverPairs, shareOverPairs } from './pairs.ts';
import { attribute } from './shapley.ts';
import type { CoalitionDesign } from './shapley.ts';
import { designWaterfall } from './waterfall-design.ts';
import type { ChangeGroup, GroupedBy } from './waterfall-design.ts';

/** What one group of changes adds to a headline. */
export interface WaterfallBar extends ChangeGroup {
  /** Mean over draws. The bars add up to the mean difference, within 1e-9 of the largest mean. */
  readonly mean: Estimate;
  /** Statistics over draws of what the group adds: those of `DIFFERENCE_STATISTICS`. */
  readonly over: Readonly<Record<string, Estimate>>;
  /** Mean of what the group adds when it is made alone. */
  readonly alone: Estimate;
}

/** How the difference of a headline between two scenarios is shared out among what was changed. */
export interface Waterfall {
  readonly headline: Headline;
  readonly unit: string;
  readonly status: EvidenceStatus;
  readonly from: Scenario;
  readonly to: Scenario;
  /** Digests of what the two scenarios do. */
  readonly fromDigest: string;
  readonly toDigest: string;
  readonly seed: number;
  readonly draws: number;
  /** Scenarios that were run. */
  readonly plans: number;
  readonly method: CoalitionDesign['method'];
  readonly designDigest: string;
  readonly start: Estimate;
  readonly end: Estimate;
  readonly difference: Estimate;
  readonly bars: readonly WaterfallBar[];
  /** The difference less what the groups add alone. */
  readonly interaction: Estimate;
  /** That over the difference; none where the difference is not told apart from 0 (under two of its errors). */
  readonly interactionShare?: Estimate;
}

/** Values of a headline under one scenario of a design, with what they are of. */
export interface CoalitionValues {
  readonly planDigest: string;
  readonly seed: number;
  readonly firstDraw: number;
  /** One number a draw. */
  readonly values: Float64Array;
}

export interface WaterfallOptions extends StudyOptions {
  readonly data: DataSet;
  readonly from: Scenario;
  readonly to: Scenario;
  /** Those of the board, with the dates of the first scenario, unless told. */
  readonly headlines?: readonly Headline[];
  /** What the bars stand for: each change (unless told), or each kind of lever and event. */
  readonly by?: GroupedBy;
  /** Draws of each scenario that is run; an even number, so that pairs stay whole. */
  readonly draws: number;
  readonly seed: number;
}

/** Scenarios that are planned and run at a time; all of them would fill the memory. */
const PLANS_AT_ONCE = 32;

/**
 * Shares out the difference of each headline between two scenarios among the levers, assumptions, events and dates that
 * were changed: by the Shapley value up to eight groups, in the order of the scenario file beyond. All scenarios between
 * the two run on the same luck.
 *
 * @throws InputError when the scenarios do the same or end on different days
 * @example
 * const [cost] = (await waterfalls({ data, from, to, draws: 100, seed: 1 })).filter((w) => w.headline.id === 'cost');
 * cost?.bars.map(({ label, mean }) => [label, mean.value]);
 */
export async function waterfalls(options: WaterfallOptions): Promise<Waterfall[]> {
  const { data, from, to, draws, seed, onProgress } = options;
  const design = designWaterfall(data, from, to, options.by);
  const { coalitions } = design.coalitions;
  const reference = design.plan(0);
  const headlines = options.headlines ?? headlinesOfTheBoard(reference);
  const found = headlines.map((): CoalitionValues[] => []);
  const digests: string[] = [];
  let status = headlines.map((): EvidenceStatus => 'published');
  for (let first = 0; first < coalitions.length; first += PLANS_AT_ONCE) {
    const some = coalitions.slice(first, first + PLANS_AT_ONCE).map((_c, k) => design.plan(first + k));
    digests.push(...some.map((plan) => plan.digest));
    const questions = some.map((plan) => ({ plan, seed, draws }));
    const answers = await study(questions, headlines, {
      ...options,
      onProgress: (done) => onProgress?.(first * draws + done, coalitions.length * draws),
    });
    for (const answer of answers) {
      const { seed: own, firstDraw, plan } = answer;
      headlines.forEach((headline, h) => {
        const values = headlineValues(answer, headline);
        found[h]!.push({ planDigest: plan.digest, seed: own, firstDraw, values });
      });
      status = headlines.map((headline, h) => weakestStatus(status[h]!, aboutOf(plan, headline).status));
    }
  }
  const [fromDigest, toDigest] = design.scenarioDigests;
  const about = { from, to, fromDigest, toDigest, seed, draws, plans: coalitions.length, designDigest: design.digest };
  return headlines.map((headline, h) => ({
    ...about,
    headline,
    unit: aboutOf(reference, headline).unit,
    status: status[h]!,
    ...shareOut(design, digests, found[h]!),
  }));
}

/** What a headline is of: its unit and its status under a plan. */
function aboutOf(plan: Plan, headline: Headline): { readonly unit: string; readonly status: EvidenceStatus } {
  const grid = gridOfPaths(plan, [headline]);
  const series = grid.series[runOfPath(plan, grid, headline).series]!;
  return { unit: series.unit, status: statusOf(series, plan) };
}

/**
 * Shares a difference out from the values of the scenarios of a design.
 *
 * @param digests digests of the plans of the design, in its order
 * @param found values in the same order
 * @throws RangeError when the values are of other plans, in another order, or not on one luck
 */
export function shareOut(
  design: { readonly groups: readonly ChangeGroup[]; readonly coalitions: CoalitionDesign },
  digests: readonly string[],
  found: readonly CoalitionValues[],
): Pick<Waterfall, 'method' | 'start' | 'end' | 'difference' | 'bars' | 'interaction' | 'interactionShare'> {
  const { groups, coalitions } = design;
  const wrong = digests.findIndex((digest, c) => found[c]?.planDigest !== digest);
  if (wrong >= 0 || found.length !== digests.length)
    throw new RangeError(
      `the values are not those of the design: scenario ${wrong + 1} of ${digests.length} is another`,
    );
  const [first] = found;
  if (found.some((f) => f.seed !== first!.seed || f.firstDraw !== first!.firstDraw))
    throw new RangeError('the values are not on the same luck: their seeds or first draws differ');
  const shares = attribute(
    coalitions,
    found.map((f) => f.values),
  );
  const difference = meanOverPairs(shares.difference);
  const interaction = meanOverPairs(shares.interaction);
  const toldApart = Math.abs(difference.value) > 2 * difference.mcError;
  const end = meanOverPairs(first!.values.map((v, d) => v + shares.difference[d]!));
  return {
    method: coalitions.method,
    start: meanOverPairs(first!.values),
    end,
    difference,
    bars: groups.map((group, g): WaterfallBar => {
      const effect = shares.effects[g]!;
      return {
        ...group,
        mean: meanOverPairs(effect),
        over: statisticsOf(effect),
        alone: meanOverPairs(shares.alone[g]!),
      };
    }),
    interaction,
    ...(toldApart ? { interactionShare: shareOverPairs(shares.interaction, shares.difference) } : {}),
  };
}

function statisticsOf(effect: Float64Array): Record<string, Estimate> {
  const summariser = new PairedSummariser(effect.length);
  summariser.summarise(effect, new Float64Array(effect.length));
  return Object.fromEntries(
    DIFFERENCE_STATISTICS.map((name, i) => [name, { value: summariser.value[i]!, mcError: summariser.mcError[i]! }]),
  );
}
