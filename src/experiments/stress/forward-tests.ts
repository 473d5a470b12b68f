import { namesOf } from '../../assumptions/scenario/diff.ts';
import { orThrow } from '../../domain/errors.ts';
import type { Headline } from '../../measures/headline.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import { headlineValues } from '../study.ts';
import type { StudyAnswer } from '../study.ts';
import { ownerLeaves, pathsOfOwnerLeaves, withoutLargestOwner } from './n-minus-one.ts';
import type { OwnerLeaves } from './n-minus-one.ts';
import { stressed } from './named-tests.ts';
import { refuseUnlike } from './paired.ts';
import { regionalHeadlines } from './regional-headlines.ts';
import { bootstrapCounts, meanOf, quantileOf } from './resample.ts';
import type { WithInterval } from './resample.ts';
import { RESAMPLES } from './stress-desk.ts';
import type { Asker, PreparedStress, Proposed } from './stress-desk.ts';
import type { NamedTestResult, StressOptions, StressedFigure, ToleranceUnderStress } from './stress-result.ts';
import { came, tolerancePaths } from './tolerances.ts';
import type { Tolerance } from './tolerances.ts';

/** The named tests and N-1, which are asked together with the scenario itself. */
export async function forwardTests(
  prepared: PreparedStress,
  options: StressOptions,
  desk: Asker,
  proposed: Proposed,
): Promise<{
  readonly tolerances: readonly Tolerance[] | undefined;
  readonly tests: readonly NamedTestResult[];
  readonly ownersLeave: readonly OwnerLeaves[];
}> {
  const { plan, data, scenario, dates, draws, parts } = prepared;
  const regions = parts.includes('n-1')
    ? plan.geography.regionCodes.filter((code) => options.regions?.includes(code) !== false)
    : [];
  if (prepared.tests.length + regions.length === 0) return { tolerances: undefined, tests: [], ownersLeave: [] };
  const country = headlinesOfTheBoard(plan);
  const headlines = [
    ...country,
    ...plan.geography.regionCodes.flatMap((region) => regionalHeadlines(plan, country, region)),
  ];
  const underStress = prepared.tests.map(({ test, scenario: to, from }) => ({
    test,
    to,
    ...stressed(scenario, from, to, namesOf(data)),
  }));
  const leaves = regions.map((region) => withoutLargestOwner(scenario, region, dates.ownerLeaves));
  const plans = [...underStress.map((s) => s.scenario), ...leaves].map((s) => orThrow(buildPlan(data, s)));
  // A test that changes nothing is the scenario itself, and is not simulated again.
  const others = plans.filter((p) => p.digest !== plan.digest);
  const [reference, ...asked] = await desk.ask(
    [plan, ...others],
    draws,
    [
      ...headlines,
      ...tolerancePaths(proposed(plan, dates), plan),
      ...(regions.length > 0 ? pathsOfOwnerLeaves(plan) : []),
    ],
    'tests',
  );
  const answers = plans.map((p) => (p.digest === plan.digest ? reference! : asked[others.indexOf(p)]!));
  const counts = bootstrapCounts(draws, RESAMPLES);
  const tolerances = proposed(plan, dates, reference);
  return {
    tolerances,
    tests: underStress.map(({ test, to, labels, replaced }, i): NamedTestResult => {
      const shocked = answers[i]!;
      return {
        test,
        title: to.title,
        summary: to.summary ?? '',
        labels,
        replaced,
        planDigest: shocked.plan.digest,
        figures: headlines.map((headline) => stressedFigure(headline, shocked, reference!, counts)),
        tolerances: tolerances.map((tolerance): ToleranceUnderStress => {
          const probability = meanOf(came(tolerance, shocked, reference!), counts);
          const without = meanOf(came(tolerance, reference!, reference!), []).value;
          return { tolerance, probability, without, breached: probability.value >= tolerance.probability };
        }),
      };
    }),
    ownersLeave: regions.map((region, i) =>
      ownerLeaves(region, dates.ownerLeaves, answers[underStress.length + i]!, reference!, counts),
    ),
  };
}

function stressedFigure(
  headline: Headline,
  shocked: StudyAnswer,
  reference: StudyAnswer,
  counts: readonly Uint16Array[],
): StressedFigure {
  refuseUnlike(shocked, reference);
  const [values, before] = [shocked, reference].map((answer) => headlineValues(answer, headline)) as [
    Float64Array,
    Float64Array,
  ];
  const difference = values.map((value, d) => value - before[d]!);
  const middle = (of: Float64Array): { p50: WithInterval; p90: WithInterval } => ({
    p50: quantileOf(of, 0.5, counts),
    p90: quantileOf(of, 0.9, counts),
  });
  return {
    headline,
    unit: unitOf(headline, reference),
    without: middle(before),
    with: middle(values),
    difference: {
      mean: meanOf(difference, counts),
      p10: quantileOf(difference, 0.1, counts),
      ...middle(difference),
    },
  };
}

function unitOf(headline: Headline, { grid }: StudyAnswer): string {
  return grid.series.find((series) => series.measure === headline.measure)!.unit;
}
