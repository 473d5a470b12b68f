import { weakestStatus } from '../../domain/status.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { nameOfLevel } from '../../risk/score/likelihood.ts';
import { rateCell } from '../../risk/schemes/rate.ts';
import type { RiskScores } from '../../risk/score/score-runs.ts';
import { scoreText } from '../../risk/score/score-rows.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { pixelEncoding } from '../compose-spec.ts';
import type { VegaLiteSpec } from '../compose-spec.ts';
import { wrapText } from '../text-metrics.ts';
import { cutText } from '../text.ts';
import { CONTENT_WIDTH, SEQUENTIAL_BLUES, TEXT_COLOUR, TEXT_SIZE } from '../theme.ts';

const SIDE = 150;
const HEAD = 34;
const LINE = 15;
const LEAST_ROW = 62;

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
  const columns = scheme.impact.length;
  const width = (CONTENT_WIDTH - SIDE) / columns;
  const fills = SEQUENTIAL_BLUES;
  const bands = scheme.bands?.length ?? 0;
  const rows = [...scheme.likelihood].reverse().map((likelihood) =>
    scheme.impact.map((_, i) => {
      const { score, cell, band } = rateCell(scheme, likelihood, i + 1);
      const here = numbered.filter(
        ({ score: s }) => s.likelihood.band.level === likelihood.level && s.impact!.level === i + 1,
      );
      const risks = here.map(({ number }) => number).join(', ');
      const tone = band === undefined || bands < 2 ? 0 : Math.round((band.rank * (fills.length - 1)) / (bands - 1));
      const head = `${score ?? cell}${band === undefined ? '' : ` ${band.label}`}`;
      return { head, tone, lines: risks === '' ? [] : wrapText(`${here.length === 1 ? 'Risk' : 'Risks'} ${risks}`, width - 16, TEXT_SIZE.small, false) };
    }),
  );
  const heights = rows.map((row) =>
    Math.max(LEAST_ROW, 30 + LINE * Math.max(...row.map(({ lines }) => lines.length)) + 8),
  );
  const tops = heights.map((_, r) => HEAD + heights.slice(0, r).reduce((a, b) => a + b, 0));
  const height = HEAD + heights.reduce((a, b) => a + b, 0);
  const cells = rows.flatMap((row, r) =>
    row.map(({ head, tone, lines }, c) => {
      const x = SIDE + c * width;
      const { fill, text: colour } = fills[tone]!;
      return {
        x: x + 1,
        x2: x + width - 1,
        y: tops[r]! + 1,
        y2: tops[r]! + heights[r]! - 1,
        head,
        fill,
        colour,
        lines,
      };
    }),
  );
  const encoding = pixelEncoding(CONTENT_WIDTH, height);
  const raw = (field: string): unknown => ({ field, type: 'nominal', scale: null, legend: null });
  const words = (values: readonly object[], weight: string, align = 'left'): VegaLiteSpec => ({
    data: { values },
    mark: { type: 'text', align, baseline: 'top', fontSize: TEXT_SIZE.small, fontWeight: weight },
    encoding: { ...encoding, text: { field: 'text' }, color: raw('colour') },
  });
  const names = [
    ...scheme.impact.map((level, c) => ({
      x: SIDE + c * width + 8,
      y: 10,
      text: nameOfLevel(level),
      colour: TEXT_COLOUR,
    })),
    ...[...scheme.likelihood].reverse().flatMap((level, r) =>
      wrapText(nameOfLevel(level), SIDE - 12, TEXT_SIZE.small, true).map((text, k) => ({
        x: 0,
        y: tops[r]! + 8 + k * LINE,
        text,
        colour: TEXT_COLOUR,
      })),
    ),
  ];
  const view: VegaLiteSpec = {
    width: CONTENT_WIDTH,
    height,
    layer: [
      {
        data: { values: cells.map(({ lines: _lines, ...cell }) => cell) },
        mark: { type: 'rect' },
        encoding: { ...encoding, x2: { field: 'x2' }, y2: { field: 'y2' }, color: raw('fill') },
      },
      words(names, 'bold'),
      words(
        cells.map(({ x, y, head, colour }) => ({ x: x + 7, y: y + 7, text: head, colour })),
        'normal',
      ),
      words(
        cells.flatMap(({ x, y, lines, colour }) =>
          lines.map((text, k) => ({ x: x + 7, y: y + 28 + k * LINE, text, colour })),
        ),
        'bold',
      ),
    ],
  };
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
      body: { view, leftExtent: 0 },
    },
  );
}
