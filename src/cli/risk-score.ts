import { writeScores } from '../reporting/risk/write-scores.ts';
import type { WrittenScores } from '../reporting/risk/write-scores.ts';
import { besideModelled, monthText, scoreText } from '../risk/score/score-rows.ts';
import { DEFAULT_SCHEME } from '../risk/score/score-runs.ts';
import type { RiskScore } from '../risk/score/risk-score.ts';
import { runCommandLine } from './command.ts';
import { CONSOLE } from './output.ts';
import type { CommandOutput } from './output.ts';

export const RISK_SCORE_USAGE = `Usage: market-stability risk score RUN... [--scheme NAME] [--events FILE] [--impacts FILE] [--concerns FILE]
         [--inherent RUN] [--target RUN] [--assessments FILE] [--weights FILE] [--out DIR] [--force] [--unchecked]

RUN is the folder of a finished run with its draws; several are shown side by side.
--scheme NAME       scoring scheme by name, or the path of a file (${DEFAULT_SCHEME} unless told; none is the Board's own)
--events FILE       events, each with a predicate and a horizon (the shipped starting set unless told)
--impacts FILE      scales of impact (shipped placeholders unless told)
--concerns FILE     concerns that were raised; those that no risk answers are listed
--inherent RUN      run with controls off, on the same luck as the first
--target RUN        run with planned actions delivered, on the same luck as the first
--assessments FILE  assessed and agreed scores, kept beside the modelled ones; one that differs needs a reason and words
--weights FILE      the Board's weights of scenarios; nothing is averaged without it
--out DIR           folder to write (outputs/risk-NAME-SEED unless told)
--force             write over a folder that holds something else
--unchecked         do not hold the draws against their digests first

Writes risk-scores.csv, risk-evidence.csv, risk-scores.html, risk-matrix.png and manifest.json. Exit code 0: done; 2: the input is wrong and nothing is written.`;

/** `risk score RUN...`. */
export function riskScoreCommand(args: readonly string[], output: CommandOutput = CONSOLE): Promise<number> {
  const text = { type: 'string' } as const;
  return runCommandLine(
    {
      usage: RISK_SCORE_USAGE,
      options: {
        scheme: text,
        events: text,
        impacts: text,
        concerns: text,
        inherent: text,
        target: text,
        assessments: text,
        weights: text,
        out: text,
        force: { type: 'boolean' },
        unchecked: { type: 'boolean' },
      },
      misuse: ({ positionals }) => (positionals.length === 0 ? 'risk score: no run is named.' : undefined),
      work: async ({ values, positionals }) => {
        const { force, unchecked, ...named } = values;
        report(
          await writeScores({ runs: positionals, ...named, force: force === true, check: unchecked !== true }),
          output,
        );
        return 0;
      },
    },
    args,
    output,
  );
}

function report({ scores, files }: WrittenScores, output: CommandOutput): void {
  const { scheme, modelled, weighted, given, warnings, concernsWithoutRisk, runs } = scores;
  const { manifest } = runs[0]!.run;
  output.out(
    `Risk scores of ${manifest.scenario_title}, run ${manifest.run_id}, scheme ${scheme.id} (${scheme.status}). Projections under a scenario.`,
  );
  const first = runs[0]!.run.manifest.scenario;
  const main = modelled.filter(({ state, scenario }) => state === 'current' && scenario === first);
  for (const score of main.filter(({ issue }) => !issue)) {
    const others = [...modelled, ...weighted].filter((other) => other !== score && other.event.id === score.event.id);
    output.out(`  ${lineOf(score)}`);
    if (others.length > 0) output.out(`    ${others.map(otherText).join('; ')}`);
  }
  const issues = modelled.filter(({ issue }) => issue);
  if (issues.length > 0) output.out('  Issues, not risks (over 99 % of draws):');
  for (const score of issues)
    output.out(`    ${score.event.title}, ${score.state}, ${score.scenario}: ${score.hits} of ${score.draws} draws`);
  for (const g of given)
    output.out(`  ${g.modelled.event.title}: ${besideModelled(g)}, by ${g.assessment.who}, ${g.assessment.when}`);
  for (const { concern_id, concern } of concernsWithoutRisk)
    output.out(`  No risk answers concern ${concern_id}: ${concern}`);
  for (const warning of warnings) output.out(`  Warning: ${warning}`);
  for (const doubt of scheme.doubts) output.out(`  About the scheme: ${doubt}`);
  for (const file of files) output.out(`  ${file}`);
}

/** The score of another run of the same risk, in a few words. */
function otherText({ state, scenario, rating, issue }: RiskScore): string {
  const score = issue
    ? 'an issue'
    : rating === undefined
      ? 'in no draw'
      : `${scoreText(rating)}${rating.band === undefined ? '' : ` ${rating.band.label}`}`;
  return `${state === 'current' ? '' : `${state}, `}${scenario}: ${score}`;
}

function lineOf({
  event,
  state,
  scenario,
  probability,
  likelihood,
  impact,
  rating,
  proximity,
  status,
}: RiskScore): string {
  const perCent = (share: number): string =>
    `${(share * 100).toFixed((share > 0 && share < 0.01) || (share > 0.99 && share < 1) ? 1 : 0)} %`;
  const score =
    rating === undefined
      ? 'no score'
      : `${scoreText(rating)}${rating.band === undefined ? '' : ` ${rating.band.label}`}`;
  const when = proximity === undefined ? '' : `, from ${monthText(proximity.early)}`;
  return `${event.title} (${state}, ${scenario}, to ${event.horizon.slice(0, 7)}): ${score}; likelihood ${likelihood.words}, ${perCent(probability.share)} (${perCent(probability.low)} to ${perCent(probability.high)}); impact ${impact?.label ?? 'not known'}${impact === undefined ? '' : ` (${impact.dimension})`}${when}; ${status}`;
}
