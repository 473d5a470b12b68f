import { financialYearEnding, monthOf } from '../../domain/calendar.ts';
import { datesOfRun, runOfPath } from '../../measures/headline.ts';
import type { Path } from '../../measures/headline.ts';
import { shareOfDraws } from '../../measures/share-interval.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import type { StudyAnswer, StudyDesk } from '../study.ts';
import { FIRST_VERIFIED, marginsIn, pathsOf, planUntil, solvedScenario } from './ask.ts';
import type { Case, Open } from './ask.ts';
import { breaches } from './margins.ts';
import type { Openings } from './openings.ts';
import { pairedMean } from './paired-mean.ts';
import type { MeanInterval } from './paired-mean.ts';
import type { Margins } from './search.ts';

/** What amounts cost over the scenario without them, on the same luck, in pounds of the price base. */
export interface ExtraCost {
  /** Built or bought on the day of opening. */
  readonly capital: MeanInterval;
  /** All care and everything else of the gross cost, less what is no longer bought elsewhere; below 0 it is a saving. */
  readonly running: MeanInterval;
}

/** What amounts come to on draws that no search has seen. */
export interface Verified {
  readonly open: Open;
  readonly planDigest: string;
  /** Block of fresh draws. */
  readonly block: number;
  readonly margins: Margins;
  /** Chance of a breach in each area of the tolerance, with the amounts and without. */
  readonly reached: readonly ShareInterval[];
  readonly without: readonly ShareInterval[];
  /** By area code: the units and the country; then by financial year in which it is spent, by the year in which it ends. */
  readonly costs: ReadonlyMap<string, ReadonlyMap<number, ExtraCost>>;
  /** The same over all years of the run. */
  readonly wholeCosts: ReadonlyMap<string, ExtraCost>;
}

/** Paths that verifying reads: the tolerance and the money of the units and the country. */
export function verifiedPaths({ tolerance }: Case, openings: Openings, countryCode: string): Path[] {
  const areas = [...new Set([...openings.units, countryCode])];
  return [
    ...pathsOf(tolerance),
    ...areas.flatMap((area_code) =>
      ['cost_gross', 'cost_capital'].map((measure): Path => ({ measure, area_code, period: 'financial-year' })),
    ),
  ];
}

/**
 * Simulates the scenario with and without some amounts to its end, on the same fresh draws.
 *
 * @param desk that was made for `verifiedPaths`
 * @param block which block of fresh draws: 0, or 1 and so on when earlier ones have been looked at
 */
export async function verify(
  desk: StudyDesk,
  own: Case,
  openings: Openings,
  several: readonly Open[],
  draws: number,
  block: number,
  signal: AbortSignal | undefined,
): Promise<Verified[]> {
  const firstDraw = FIRST_VERIFIED + block * 2 ** 17;
  const plans = [own.scenario, ...several.map((open) => solvedScenario(own, openings, open))].map((scenario) =>
    planUntil(own.data, scenario),
  );
  const [base, ...answers] = await desk.ask(
    plans.map((plan) => ({ plan, seed: own.seed, firstDraw, draws })),
    signal === undefined ? {} : { signal },
  );
  const sharesOf = (margins: Margins): ShareInterval[] => margins.map((m) => shareOfDraws(breaches(m)));
  const without = sharesOf(marginsIn(base!, own.tolerance, openings));
  return answers.map((answer, k): Verified => {
    const margins = marginsIn(answer, own.tolerance, openings);
    const { countryCode } = answer.plan.geography;
    const money = [...new Set([...openings.units, countryCode])].map(
      (area) => [area, moneyOf(base!, answer, area)] as const,
    );
    return {
      open: several[k]!,
      planDigest: answer.plan.digest,
      block,
      margins,
      reached: sharesOf(margins),
      without,
      costs: new Map(money.map(([area, { years }]) => [area, years])),
      wholeCosts: new Map(money.map(([area, { whole }]) => [area, whole])),
    };
  });
}

function moneyOf(
  base: StudyAnswer,
  answer: StudyAnswer,
  area_code: string,
): { years: Map<number, ExtraCost>; whole: ExtraCost } {
  const capital = differences(base, answer, { measure: 'cost_capital', area_code, period: 'financial-year' });
  const gross = differences(base, answer, { measure: 'cost_gross', area_code, period: 'financial-year' });
  const costOf = (c: Float64Array, g: Float64Array): ExtraCost => ({
    capital: pairedMean(c),
    running: pairedMean(g.map((v, d) => v - c[d]!)),
  });
  const years = new Map(capital.map(({ ending, values }, y) => [ending, costOf(values, gross[y]!.values)]));
  const sum = (all: readonly { values: Float64Array }[]): Float64Array =>
    all.reduce((total, { values }) => total.map((t, d) => t + values[d]!), new Float64Array(answer.draws));
  return { years, whole: costOf(sum(capital), sum(gross)) };
}

/** Differences on the same luck, draw by draw, for each financial year. */
function differences(base: StudyAnswer, answer: StudyAnswer, path: Path): { ending: number; values: Float64Array }[] {
  const run = runOfPath(answer.plan, answer.grid, path);
  const before = runOfPath(base.plan, base.grid, path);
  return datesOfRun(answer.plan, run).map((date, k) => ({
    ending: financialYearEnding(monthOf(date)),
    values: Float64Array.from(
      { length: answer.draws },
      (_, d) =>
        answer.rows[d * answer.grid.cells + run.first + k]! - base.rows[d * base.grid.cells + before.first + k]!,
    ),
  }));
}
