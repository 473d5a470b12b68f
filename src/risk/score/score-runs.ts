import { InputError } from '../../domain/errors.ts';
import { refuseUnlike } from '../../experiments/compare/open-runs.ts';
import { concernsWithoutRisk, readConcerns, shippedConcerns, unknownConcerns } from '../events/concerns.ts';
import type { Concern } from '../events/concerns.ts';
import { shippedEvents } from '../events/read-events.ts';
import { rateCell } from '../schemes/rate.ts';
import type { Rating } from '../schemes/rate.ts';
import { readScheme } from '../schemes/read-scheme.ts';
import type { Scheme } from '../schemes/scheme.ts';
import type { RiskState } from '../score-row.ts';
import { overrideProblem, readAssessments } from './assessments.ts';
import type { Assessment } from './assessments.ts';
import { readImpacts, shippedImpacts } from './impact-scale.ts';
import type { ImpactScales } from './impact-scale.ts';
import { judgeRun } from './judge-run.ts';
import type { JudgedRun } from './judge-run.ts';
import { rankCheck, rankWarnings } from './rank-check.ts';
import type { Ranks } from './rank-check.ts';
import { scoreEvent } from './risk-score.ts';
import type { RiskScore } from './risk-score.ts';
import { readWeights } from './weights.ts';
import type { ScenarioWeights } from './weights.ts';

/** Scheme that is used unless another is named. It is nobody's own: a Board names the one that it works with. */
export const DEFAULT_SCHEME = 'ons-2026';

export interface ScoreOptions {
  /** Folders of finished runs with controls in force; several are shown side by side, one scenario each. */
  readonly runs: readonly string[];
  /** Run with controls off, and run with planned actions delivered: both on the luck of the first run. */
  readonly inherent?: string;
  readonly target?: string;
  /** File of events; the shipped set unless told. */
  readonly events?: string;
  /** Name of a shipped scheme, or a file; `ons-2026` unless told. */
  readonly scheme?: string;
  readonly impacts?: string;
  readonly concerns?: string;
  /** File of assessed and agreed scores, `assessments.csv`. */
  readonly assessments?: string;
  /** File of the Board's weights of scenarios. Nothing is averaged without it. */
  readonly weights?: string;
  /** Whether the draws are held against their digests; they are unless told. */
  readonly check?: boolean;
}

/** A score that a person gave, beside the modelled one. */
export interface GivenScore {
  readonly assessment: Assessment;
  readonly rating: Rating;
  readonly modelled: RiskScore;
  /** Whether it differs from the modelled score. */
  readonly overrides: boolean;
}

/** Scores of all risks in all runs. */
export interface RiskScores {
  readonly scheme: Scheme;
  readonly impacts: ImpactScales;
  readonly eventsFile: string;
  readonly runs: readonly { readonly state: RiskState; readonly run: JudgedRun }[];
  /** Modelled scores, run by run: current first, then inherent and target. */
  readonly modelled: readonly RiskScore[];
  /** Modelled scores over scenarios with the Board's weights. */
  readonly weighted: readonly RiskScore[];
  readonly weights?: ScenarioWeights;
  readonly given: readonly GivenScore[];
  /** Ranks of the current scores of the first run. */
  readonly ranks: readonly Ranks[];
  readonly concernsWithoutRisk: readonly Concern[];
  /** What a reader should know, in whole sentences. */
  readonly warnings: readonly string[];
}

/**
 * Scores the risks of a file of events from the draws of finished runs.
 *
 * @throws InputError when anything is wrong; inherent and target runs on another luck or plan than the current are refused,
 *   and so is an assessed or agreed score that differs from the modelled one without a reason
 * @example
 * const { modelled } = await scoreRuns({ runs: ['outputs/as-legislated-1'] });
 * modelled.map(({ event, rating }) => [event.title, rating?.score]);
 */
export async function scoreRuns(options: ScoreOptions): Promise<RiskScores> {
  const scheme = await readScheme(options.scheme ?? DEFAULT_SCHEME);
  const impacts = await readImpacts(options.impacts ?? shippedImpacts());
  const eventsFile = options.events ?? shippedEvents();
  if (options.runs.length === 0) throw noRun();
  const runs: { state: RiskState; run: JudgedRun }[] = [];
  const judge = async (state: RiskState, folder: string): Promise<void> => {
    runs.push({ state, run: await judgeRun(folder, eventsFile, options.check !== false) });
  };
  for (const folder of options.runs) await judge('current', folder);
  if (options.inherent !== undefined) await judge('inherent', options.inherent);
  if (options.target !== undefined) await judge('target', options.target);
  if (runs.length > 1)
    refuseUnlike(
      runs.map(({ run }) => run.folder),
      runs.map(({ run }) => run.manifest),
    );
  refuseTwins(runs);
  const modelled = runs.flatMap(({ state, run }) =>
    run.judged.map((judged) =>
      scoreEvent([{ judged, weight: 1 }], {
        scheme,
        impacts,
        state,
        scenario: run.manifest.scenario,
        runId: run.manifest.run_id,
      }),
    ),
  );
  const current = runs.filter(({ state }) => state === 'current').map(({ run }) => run);
  const weights =
    options.weights === undefined
      ? undefined
      : await readWeights(
          options.weights,
          current.map(({ manifest }) => manifest.scenario),
        );
  const weighted = weights === undefined ? [] : weightedScores(current, weights, scheme, impacts);
  const events = current[0]!.events;
  const ids = events.map(({ id }) => id);
  const given =
    options.assessments === undefined
      ? []
      : givenScores(await readAssessments(options.assessments, scheme, ids), modelled, scheme, options.assessments);
  const concerns = await readConcerns(options.concerns ?? shippedConcerns());
  const ranks = rankCheck(modelled.slice(0, events.length));
  const unknown =
    options.concerns === undefined && options.events !== undefined ? [] : unknownConcerns(concerns, events);
  return {
    scheme,
    impacts,
    eventsFile,
    runs,
    modelled,
    weighted,
    ...(weights && { weights }),
    given,
    ranks,
    concernsWithoutRisk: concernsWithoutRisk(concerns, events),
    warnings: [
      ...rankWarnings(ranks),
      ...unknown.map((id) => `Events name the concern ${id}, and the file of concerns does not have it.`),
      ...(current.length > 1 && weights === undefined
        ? ['Scenarios stand side by side. They are not averaged, because nobody set weights.']
        : []),
    ],
  };
}

function weightedScores(
  runs: readonly JudgedRun[],
  { weights }: ScenarioWeights,
  scheme: Scheme,
  impacts: ImpactScales,
): RiskScore[] {
  const named = runs.map(({ manifest }) => `${manifest.scenario} ${weights[manifest.scenario]!}`);
  const settings = {
    scheme,
    impacts,
    state: 'current',
    scenario: `weighted: ${named.join(', ')}`,
    runId: runs.map(({ manifest }) => manifest.run_id).join(' '),
  } as const;
  return runs[0]!.judged.map((_, e) =>
    scoreEvent(
      runs.map((run) => ({ judged: run.judged[e]!, weight: weights[run.manifest.scenario]! })),
      settings,
    ),
  );
}

function givenScores(
  assessments: readonly Assessment[],
  modelled: readonly RiskScore[],
  scheme: Scheme,
  file: string,
): GivenScore[] {
  const found = assessments.map((assessment) => {
    const own = modelled.find(({ event, state }) => event.id === assessment.risk_id && state === assessment.state);
    if (own === undefined)
      return {
        problem: {
          kind: 'input' as const,
          file,
          row: assessment.row,
          column: 'state',
          value: assessment.state,
          problem: `No ${assessment.state} run was scored, so that there is nothing to set the score beside.`,
          allowed: `Scores of the states that were scored: ${[...new Set(modelled.map(({ state }) => state))].join(', ')}.`,
          mend: `Name the run with --${assessment.state}, or take the row out.`,
        },
      };
    const levels = own.rating && { likelihood: own.likelihood.band.level, impact: own.rating.impactLevel };
    const problem = overrideProblem(assessment, levels, file);
    if (problem !== undefined) return { problem };
    const { likelihoodLevel, impactLevel } = assessment;
    const rating = rateCell(scheme, scheme.likelihood[likelihoodLevel - 1]!, impactLevel);
    const overrides = levels === undefined || levels.likelihood !== likelihoodLevel || levels.impact !== impactLevel;
    return { given: { assessment, rating, modelled: own, overrides } };
  });
  const problems = found.flatMap((f) => f.problem ?? []);
  if (problems.length > 0) throw new InputError(problems);
  return found.flatMap((f) => f.given ?? []);
}

function refuseTwins(runs: readonly { readonly state: RiskState; readonly run: JudgedRun }[]): void {
  const twin = runs.find(
    ({ state, run }, i) =>
      runs.findIndex((other) => other.state === state && other.run.manifest.scenario === run.manifest.scenario) < i,
  );
  if (twin === undefined) return;
  throw new InputError([
    {
      kind: 'input',
      file: twin.run.folder,
      value: twin.run.manifest.scenario,
      problem: 'Two of the runs are of one scenario.',
      allowed: 'One run for each scenario.',
      mend: 'Leave one out.',
    },
  ]);
}

function noRun(): InputError {
  return new InputError([
    {
      kind: 'input',
      file: 'risk score',
      problem: 'No run is named.',
      allowed: 'The folder of a finished run.',
      mend: 'Name one, such as outputs/as-legislated-1.',
    },
  ]);
}
