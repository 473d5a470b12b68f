import { weakestStatus } from '../../domain/status.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { nameOfLevel } from '../../risk/score/likelihood.ts';
import { rateCell } from '../../risk/schemes/rate.ts';
import type { RiskScores } from '../../risk/score/score-runs.ts';
import { scoreText } from '../../risk/score/score-rows.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { heatTable } from '../heat-table.ts';
import type { HeatCell } from '../heat-table.ts';
import { cutText } from '../text.ts';
import { SEQUENTIAL_BLUES } from '../theme.ts';

const DARKEST = SEQUENTIAL_BLUES.length - 1;

/**
 * The matrix of a scheme with the risks of the first run in their cells. Each cell says its score and band in words, and its
 * risks by number; the table has their names. Issues and risks without a score are not on it.
 */
export function heatChart(scores: RiskScores): Chart {
  const { scheme, runs } = scores;
  const { manifest, events } = runs[0]!.run;
  const current = scores.modelled.slice(0, events.length);
  const numbered = current
    .map((score, i) => ({ score, number: i + 1 }))
    .filter(({ score }) => score.rating !== undefined);
  const bands = scheme.bands?.length ?? 0;
  const levels = [...scheme.likelihood].reverse();
  const cells = levels.map((likelihood) =>
    scheme.impact.map((_, i): HeatCell => {
      const { score, cell, band } = rateCell(scheme, likelihood, i + 1);
      const here = numbered.filter(
        ({ score: s }) => s.likelihood.band.level === likelihood.level && s.impact!.level === i + 1,
      );
      const risks = here.map(({ number }) => number).join(', ');
      return {
        head: `${score ?? cell}${band === undefined ? '' : ` ${band.label}`}`,
        tone: band === undefined || bands < 2 ? 0 : Math.round((band.rank * DARKEST) / (bands - 1)),
        ...(risks === '' ? {} : { words: `${here.length === 1 ? 'Risk' : 'Risks'} ${risks}` }),
      };
    }),
  );
  const worst = [...numbered].sort((a, b) => b.score.rating!.order - a.score.rating!.order)[0];
  return makeChart(
    {
      title: 'Where the risks stand',
      source: `market-stability ${packageVersion()}, data set “${manifest.data}”; scheme ${scheme.id} (${scheme.status})`,
      status: weakestStatus(...current.map(({ status }) => status)),
      scenario: {
        title: manifest.scenario_title,
        draws: manifest.draws,
        seed: manifest.seed,
        digest: manifest.scenario_digest,
      },
    },
    {
      subtitle:
        'Likelihood over the horizon of each risk (rows) by impact when it happens (columns). A score is an index, not a quantity.',
      altDraft: cutText(
        `Matrix of likelihood by impact with ${numbered.length} risks. Worst: ${worst === undefined ? 'none' : `${worst.score.event.title}, ${scoreText(worst.score.rating!)}`}.`,
        145,
      ),
      table: {
        columns: ['number', 'risk_id', 'title', 'likelihood', 'impact', 'score', 'band', 'status'],
        rows: numbered.map(({ score, number }) => ({
          number,
          risk_id: score.event.id,
          title: score.event.title,
          likelihood: score.likelihood.words,
          impact: score.impact!.label,
          score: scoreText(score.rating!),
          band: score.rating!.band?.label ?? '',
          status: score.status,
        })),
      },
      body: heatTable(scheme.impact.map(nameOfLevel), levels.map(nameOfLevel), cells),
    },
  );
}
