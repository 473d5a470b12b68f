import { loadDataSet } from '../../data/data-set.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { InputError, nearestName, orThrow } from '../../domain/errors.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { Headline } from '../../measures/headline.ts';
import { headlinesOfTheBoard } from '../../measures/headlines-of-the-board.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { DEFAULT_SEED, MOST_THREADS, wholeNumber } from '../run.ts';
import { StudyDesk } from '../study.ts';
import { askDesign, targetValues } from './ask-design.ts';
import type { Ranking } from './classes.ts';
import { rankEffects } from './classes.ts';
import type { Design } from './design.ts';
import type { Factors } from './factors.ts';
import { factorsOf } from './factors.ts';
import type { MorrisDesign } from './morris-design.ts';
import { MorrisAnalyser } from './morris-effects.ts';
import type { MorrisEffect } from './morris-effects.ts';
import { screeningDesign, varianceDesign } from './plan-designs.ts';
import { SobolAnalyser } from './sobol-indices.ts';
import type { SobolIndices } from './sobol-indices.ts';
import { targetsOf } from './targets.ts';
import type { Target } from './targets.ts';
import { usualThreads } from '../usual-threads.ts';

/** Sizes that fit a minute of screening and five minutes of shares of variance for Wales on two processors. */
export const DEFAULT_TRAJECTORIES = 12;
export const DEFAULT_POINTS = 256;
export const DEFAULT_TOP = 10;
export const MOST_TRAJECTORIES = 10_000;
export const MOST_POINTS = 65_536;

export interface SensitivityOptions {
  /** Name or path of a scenario. */
  readonly scenario: string;
  /** Folder of a data set; the shipped one of Wales unless told. */
  readonly dataDir?: string;
  /** Trajectories of the screening, each with a draw for every uncertain assumption; 12 unless told, 2 or more. */
  readonly trajectories?: number;
  /** Base points for shares of variance, 256 unless told; 0 leaves them out. Each costs about 27 draws. */
  readonly points?: number;
  /** Assumptions whose share of variance is measured one by one, the largest of the screening; 10 unless told. */
  readonly top?: number;
  /** Headlines by their names; all those of the board unless told. */
  readonly headlines?: readonly string[];
  /** Seed of the luck and of the designs; 1 unless told. */
  readonly seed?: number;
  /** Threads; all processors unless told. Changes nothing in the figures. */
  readonly threads?: number;
  readonly onProgress?: (done: number, draws: number) => void;
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
}

/** What is asked, read and checked. */
export interface PreparedSensitivity {
  readonly plan: Plan;
  /** Rows of the data set, without the overrides of the scenario. */
  readonly assumptions: readonly AssumptionRow[];
  readonly factors: Factors;
  readonly headlines: readonly Headline[];
  readonly trajectories: number;
  readonly points: number;
  readonly top: number;
  readonly seed: number;
  readonly threads: number;
}

/** Effects on one target. */
export interface ScreenedTarget {
  readonly target: Target;
  readonly effects: readonly MorrisEffect[];
}

/** Shares of the variance of one target. */
export interface SharedTarget extends SobolIndices {
  readonly target: Target;
}

/** What drives the headlines of a scenario. */
export interface Sensitivity extends PreparedSensitivity {
  readonly screening: {
    readonly design: MorrisDesign;
    readonly targets: readonly ScreenedTarget[];
    /** Assumptions in order and in classes, by headline. */
    readonly rankings: ReadonlyMap<string, Ranking>;
  };
  /** Undefined when no points were asked for. */
  readonly shares:
    | { readonly design: Design; readonly largest: readonly string[]; readonly targets: readonly SharedTarget[] }
    | undefined;
}

/** Bootstrap replicates behind the interval of a headline, and of its regions and years. */
const REPLICATES = 400;
const FEWER_REPLICATES = 150;

/**
 * Ranks the uncertain assumptions of a scenario by what they do to each headline, in each region and through time: a Morris
 * screening of all of them, then first and total order shares of variance (Sobol') of the largest, of the themes, of each strength of
 * evidence, and of chance.
 *
 * @throws InputError when data, scenario or options are wrong
 * @example
 * const found = await sensitivity({ scenario: 'as-legislated', trajectories: 4, points: 0 });
 * found.screening.rankings.get('waiting-foster')!.effects[0]!.factor;
 */
export async function sensitivity(options: SensitivityOptions): Promise<Sensitivity> {
  return analysePrepared(await prepareSensitivity(options), options);
}

/** Reads and checks everything that is needed. Draws nothing. */
export async function prepareSensitivity(
  options: Omit<SensitivityOptions, 'onProgress' | 'signal'>,
): Promise<PreparedSensitivity> {
  const data = orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const scenario = orThrow(await loadScenario(options.scenario, data, options.dataDir));
  const plan = orThrow(buildPlan(data, scenario));
  const factors = factorsOf(plan);
  const points = options.points ?? DEFAULT_POINTS;
  return {
    plan,
    assumptions: data.assumptions,
    factors,
    headlines: chosenHeadlines(plan, options.headlines),
    trajectories: wholeNumber('trajectories', options.trajectories ?? DEFAULT_TRAJECTORIES, 2, MOST_TRAJECTORIES),
    points: points === 0 ? 0 : wholeNumber('points', points, 2, MOST_POINTS),
    top: wholeNumber('top', options.top ?? Math.min(DEFAULT_TOP, factors.moved.length), 1, factors.moved.length),
    seed: wholeNumber('seed', options.seed ?? scenario.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER),
    threads: wholeNumber('threads', options.threads ?? usualThreads(), 1, MOST_THREADS),
  };
}

function chosenHeadlines(plan: Plan, names: readonly string[] | undefined): Headline[] {
  const all = headlinesOfTheBoard(plan);
  if (names === undefined || names.length === 0) return all;
  return names.map((name) => {
    const found = all.find((headline) => headline.id === name);
    if (found !== undefined) return found;
    const ids = all.map((headline) => headline.id);
    const near = nearestName(name, ids);
    throw new InputError([
      {
        kind: 'input',
        file: '--headline',
        value: name,
        problem: 'There is no headline of this name.',
        allowed: `One of: ${ids.join(', ')}.`,
        mend: near === undefined ? 'Give one of these names, or leave it out for all.' : `Did you mean ${near}?`,
      },
    ]);
  });
}

/** Draws both designs and analyses them. */
export async function analysePrepared(
  prepared: PreparedSensitivity,
  { onProgress, signal }: Pick<SensitivityOptions, 'onProgress' | 'signal'> = {},
): Promise<Sensitivity> {
  const { plan, factors, headlines, trajectories, points, top, seed, threads } = prepared;
  const targets = targetsOf(plan, headlines);
  const desk = new StudyDesk(
    targets.map((target) => target.path),
    threads,
  );
  try {
    const design = screeningDesign(plan, factors.moved, { trajectories, seed });
    // How many draws the second design has does not hang on which factors are the largest.
    const names = factors.moved.map((factor) => factor.id);
    const second =
      points === 0 ? 0 : varianceDesign(plan, factors.moved, names.slice(0, top), { points: 2, seed }).rows;
    const all = design.rows + (second / 2) * points;
    const told = (before: number) => ({
      ...(signal === undefined ? {} : { signal }),
      onProgress: (done: number): void => onProgress?.(before + done, all),
    });
    const screened = await askDesign(desk, plan, design, told(0));
    const morris = new MorrisAnalyser(design, screened, plan.digest, REPLICATES);
    const rough = new MorrisAnalyser(design, screened, plan.digest, FEWER_REPLICATES);
    const found = targets.map((target): ScreenedTarget => {
      const values = targetValues(screened, target);
      const effects = target.scope === 'headline' ? morris.effects(values) : rough.effects(values, false);
      return { target, effects };
    });
    const rankings = new Map(
      found
        .filter((f) => f.target.scope === 'headline')
        .map((f) => [f.target.headline, rankEffects(f.effects, trajectories)]),
    );
    const screening = { design, targets: found, rankings };
    if (points === 0) return { ...prepared, screening, shares: undefined };

    const largest = largestFactors(rankings, top);
    const other = varianceDesign(plan, factors.moved, largest, { points, seed });
    const drawn = await askDesign(desk, plan, other, told(design.rows));
    const sobol = new SobolAnalyser(other, drawn, plan.digest, REPLICATES);
    const roughly = new SobolAnalyser(other, drawn, plan.digest, FEWER_REPLICATES);
    const shares = targets.map((target): SharedTarget => {
      const values = targetValues(drawn, target);
      return { target, ...(target.scope === 'headline' ? sobol : roughly).indices(values) };
    });
    return { ...prepared, screening, shares: { design: other, largest, targets: shares } };
  } finally {
    await desk.close();
  }
}

/** The factors that are largest on average over the headlines, each measured beside the largest of its headline. */
export function largestFactors(rankings: ReadonlyMap<string, Ranking>, top: number): string[] {
  const sums = new Map<string, number>();
  for (const { effects } of rankings.values())
    for (const { factor, relative } of effects) sums.set(factor, (sums.get(factor) ?? 0) + relative);
  return [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, top)
    .map(([id]) => id);
}
