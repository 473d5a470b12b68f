import type { Table, TableRow } from '../../domain/csv.ts';
import type { RiskScores } from '../../risk/score/score-runs.ts';

const COLUMNS = [
  'risk_id',
  'state',
  'scenario',
  'dimension',
  'scale',
  'statistic',
  'value',
  'unit',
  'level',
  'status',
] as const;

/** The numbers behind the scores, one a row: severity by dimension given the event, and the loss over all draws. */
export function evidenceTable({ modelled, weighted }: RiskScores): Table {
  const rows = [...modelled, ...weighted].flatMap((score): TableRow[] => {
    const { event, state, scenario, severities, loss, lossUnit, status } = score;
    const about = { risk_id: event.id, state, scenario, status };
    return [
      ...severities.flatMap(({ scale, dimension, mean, p80, level, levelAtP80 }): TableRow[] => {
        const on = { ...about, dimension, scale: scale.id, unit: scale.unit };
        return [
          { ...on, statistic: 'mean given the event', value: mean, level },
          { ...on, statistic: 'not exceeded in 8 of 10 draws with the event', value: p80, level: levelAtP80 },
        ];
      }),
      ...(
        [
          ['expected loss', loss.expected],
          ['loss not exceeded in 5 of 10 draws', loss.p50],
          ['loss not exceeded in 8 of 10 draws', loss.p80],
          ['loss not exceeded in 95 of 100 draws', loss.p95],
          ['mean loss of the worst tenth of draws', loss.shortfall],
        ] as const
      ).map(([statistic, value]): TableRow => ({ ...about, statistic, value, unit: lossUnit })),
    ];
  });
  return { columns: COLUMNS, rows };
}
