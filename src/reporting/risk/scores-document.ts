import { formatDate, monthOf } from '../../domain/calendar.ts';
import { statusSentence, weakestStatus } from '../../domain/status.ts';
import { scoreText, besideModelled, monthText } from '../../risk/score/score-rows.ts';
import { scorePlacesText } from '../../risk/score/rank-check.ts';
import type { Ranks } from '../../risk/score/rank-check.ts';
import type { RiskScore } from '../../risk/score/risk-score.ts';
import type { RiskScores } from '../../risk/score/score-runs.ts';
import type { Chart } from '../chart.ts';
import type { Block, DocumentModel, Runs, TableBlock } from '../document/model.ts';
import { formatNumber, formatPounds, formatShare } from '../text.ts';

/** The page of scores: the picture, each score with the numbers behind it, issues, and what is not sure. */
export function scoresDocument(
  scores: RiskScores,
  chart: Chart,
  png: Uint8Array,
  svg: string,
  size: { readonly width: number; readonly height: number },
): DocumentModel {
  const { scheme, runs, modelled, weighted, given, warnings, concernsWithoutRisk, impacts, ranks } = scores;
  const { manifest } = runs[0]!.run;
  const status = weakestStatus(...modelled.map((score) => score.status));
  const risks = [...modelled, ...weighted].filter(({ issue }) => !issue);
  const issues = modelled.filter(({ issue }) => issue);
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      style: 'lead',
      runs: [
        `Scores of ${modelled.length} risks from ${formatNumber(manifest.draws)} draws of the scenario “${manifest.scenario_title}”, under the scheme “${scheme.title}” (${scheme.status}). The scheme is not the Board’s own.`,
      ],
    },
    {
      kind: 'paragraph',
      style: 'aside',
      runs: [
        `A probability is the share of draws in which the event happens before its horizon. Its interval is the luck of the draws alone, not doubt about the model. ${statusSentence(status)}`,
      ],
    },
    { kind: 'heading', level: 2, runs: ['Where the risks stand'] },
    { kind: 'picture', png, svg, ...size, alt: chart.altText, table: 'risks' },
    risksTable(risks, modelled),
    harmTable(risks),
    ...(ranks.some(({ apart }) => apart) ? [ranksTable(ranks)] : []),
    ...(given.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, runs: ['Scores that people gave'] } as const,
          {
            kind: 'list',
            ordered: false,
            items: given.map((g): Runs => [
              `${g.modelled.event.title}: ${besideModelled(g)}, by ${g.assessment.who}, ${formatDate(g.assessment.when)}. ${g.overrides ? `Reason: ${g.assessment.reason}. ${g.assessment.words}` : 'As modelled.'}`,
            ]),
          } as const,
        ]),
    ...(issues.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, runs: ['Issues, not risks'] } as const,
          {
            kind: 'paragraph',
            runs: [
              `These happen in over ${formatShare(scheme.issue_over)} of draws. They are dealt with as issues; the risk is that they get worse.`,
            ],
          } as const,
          {
            kind: 'list',
            ordered: false,
            items: issues.map((s): Runs => [
              `${s.event.title} (${s.scenario}): ${formatNumber(s.hits)} of ${formatNumber(s.draws)} draws.`,
            ]),
          } as const,
        ]),
    { kind: 'heading', level: 2, runs: ['What to bear in mind'] },
    {
      kind: 'list',
      ordered: false,
      items: [...scheme.doubts, `Limits of impact: ${impacts.set_by}.`, ...warnings].map((text): Runs => [text]),
    },
    ...(concernsWithoutRisk.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, runs: ['Concerns that no risk answers'] } as const,
          {
            kind: 'list',
            ordered: false,
            items: concernsWithoutRisk.map((c): Runs => [`${c.concern_id}: ${c.concern}`]),
          } as const,
        ]),
  ];
  return {
    title: 'Risk scores',
    language: 'en',
    header: [[`Run ${manifest.run_id}. Scheme ${scheme.id}. Projection under a scenario, not a forecast.`]],
    footer: [[statusSentence(status)]],
    blocks,
  };
}

function risksTable(risks: readonly RiskScore[], modelled: readonly RiskScore[]): TableBlock {
  return {
    kind: 'table',
    id: 'risks',
    caption: ['Scores and what they are made of'],
    columns: [
      { heading: ['Risk'], width: 3 },
      { heading: ['Run'] },
      { heading: ['Until'] },
      { heading: ['Score'] },
      { heading: ['Likelihood'], width: 1.5 },
      { heading: ['Draws with the event'], width: 1.5 },
      { heading: ['Firmness'], align: 'right' },
      { heading: ['Impact'], width: 1.5 },
      { heading: ['First breach'] },
    ],
    rows: risks.map((score): Runs[] => {
      const { event, state, scenario, probability: p, likelihood, impact, rating, proximity } = score;
      const number = modelled.indexOf(score) + 1;
      return [
        [`${number > 0 && number <= modelled.length ? `${number}. ` : ''}${event.title}`],
        [`${state}, ${scenario}`],
        [monthText(monthOf(event.horizon))],
        [
          rating === undefined
            ? 'none'
            : `${scoreText(rating)}${rating.band === undefined ? '' : ` ${rating.band.label}`}`,
        ],
        [likelihood.words],
        [`${formatShare(p.share, p.share < 0.01 ? 1 : 0)} (${formatShare(p.low)} to ${formatShare(p.high)})`],
        [formatShare(likelihood.firmness)],
        [impact === undefined ? 'not known' : `${impact.label} (${impact.dimension})`],
        [proximity === undefined ? '' : monthText(proximity.early)],
      ];
    }),
  };
}

function harmTable(risks: readonly RiskScore[]): TableBlock {
  return {
    kind: 'table',
    id: 'harm',
    caption: ['Harm: what an event does when it happens, children first, and its loss over all draws'],
    columns: [
      { heading: ['Risk'], width: 2.5 },
      { heading: ['Run'] },
      { heading: ['Given the event: mean, and what 8 in 10 draws do not exceed'], width: 4 },
      { heading: ['Expected loss'], align: 'right' },
      { heading: ['Worst tenth, mean'], align: 'right' },
      { heading: ['Counted in'], width: 1.5 },
    ],
    rows: risks.map(({ event, state, scenario, severities, loss, lossUnit }): Runs[] => [
      [event.title],
      [`${state}, ${scenario}`],
      [
        severities
          .map(
            ({ dimension, scale, mean, p80, level }) =>
              `${dimension}: ${numberText(mean, scale.unit)}, ${numberText(p80, scale.unit)} (level ${level})`,
          )
          .join('; '),
      ],
      [numberText(loss.expected, lossUnit)],
      [numberText(loss.shortfall, lossUnit)],
      [lossUnit],
    ]),
  };
}

function ranksTable(ranks: readonly Ranks[]): TableBlock {
  return {
    kind: 'table',
    id: 'places',
    caption: [
      'Places by score and by harm, 1 the worst, among risks counted in the same unit, where they are more than three apart',
    ],
    columns: [
      { heading: ['Risk'], width: 3 },
      { heading: ['By score'] },
      { heading: ['By expected loss'], align: 'right' },
      { heading: ['By its worst tenth'], align: 'right' },
      { heading: ['Of'], align: 'right' },
      { heading: ['Counted in'], width: 2 },
    ],
    rows: ranks
      .filter(({ apart }) => apart)
      .map((rank): Runs[] => [
        [rank.score.event.title],
        [scorePlacesText(rank)],
        [formatNumber(rank.byExpectedLoss)],
        [formatNumber(rank.byShortfall)],
        [formatNumber(rank.among)],
        [rank.score.lossUnit],
      ]),
  };
}

function numberText(value: number, unit: string): string {
  if (unit === 'share') return formatShare(value, Math.abs(value) < 0.1 ? 1 : 0);
  if (/gbp|pound/i.test(unit)) return formatPounds(value);
  return formatNumber(value, Math.abs(value) < 10 ? 1 : 0);
}
