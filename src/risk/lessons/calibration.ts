import { writeCsv } from '../../domain/csv.ts';
import { wilson } from '../../measures/share-interval.ts';
import type { HistoryRow } from '../register/score-history.ts';
import type { ClosedRisk } from './draft-lessons.ts';
import { lastScore } from './draft-lessons.ts';

/** How often the events of a level of likelihood came. */
export interface ReliabilityRow {
  readonly scheme: string;
  readonly likelihood: string;
  readonly risks: number;
  /** Mean of the modelled probabilities. */
  readonly said: number;
  readonly happened: number;
  /** Share that happened, with its 95 % interval of Wilson. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** How closed risks compare with what was said of them. */
export interface Calibration {
  /** Closed risks that had a modelled probability. */
  readonly risks: number;
  /** Mean squared difference of probability and outcome: 0 is best, 0.25 is saying one half always. */
  readonly brier?: { readonly score: number; readonly low: number; readonly high: number };
  /** The same for always saying the share that happened. */
  readonly climatology?: number;
  readonly reliability: readonly ReliabilityRow[];
  readonly warnings: readonly string[];
}

/** Closed risks under which a Brier score says little. */
export const FEW_RISKS = 30;
const SCORE_95 = 1.959963984540054;

/**
 * Brier score and reliability of the last modelled probabilities before each risk was closed. The interval of the score is
 * that of a mean, 1.96 standard errors to each side, kept inside 0 to 1; it takes the risks as independent, which risks of one market are not.
 */
export function calibrationOf(history: readonly HistoryRow[], closed: readonly ClosedRisk[]): Calibration {
  const cases = closed.flatMap(({ risk_id: risk, closed: day, happened }) => {
    const row = lastScore(history, risk, 'modelled', day);
    return row === undefined || row.probability === ''
      ? []
      : [{ row, said: Number(row.probability), came: happened ? 1 : 0 }];
  });
  const n = cases.length;
  const unscored = closed.length - n;
  const warnings = [
    ...(unscored > 0
      ? [
          `${unscored} closed ${unscored === 1 ? 'risk has' : 'risks have'} no modelled probability before the day of closing and ${unscored === 1 ? 'is' : 'are'} left out.`,
        ]
      : []),
    ...(n < FEW_RISKS
      ? [
          `${n} closed ${n === 1 ? 'risk is' : 'risks are'} too few to tell good probabilities from bad ones; ${FEW_RISKS} are a beginning.`,
        ]
      : []),
    ...(n > 0 ? ['Risks of one market come together. The intervals take them as independent and are too narrow.'] : []),
  ];
  if (n === 0) return { risks: 0, reliability: [], warnings };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = cases.map(({ said, came }) => (said - came) ** 2);
  const score = mean(squares);
  const error =
    n > 1 ? Math.sqrt(squares.reduce((sum, value) => sum + (value - score) ** 2, 0) / (n - 1) / n) : Infinity;
  const share = mean(cases.map(({ came }) => came));
  const groups = new Map<string, typeof cases>();
  for (const one of cases) {
    const key = `${one.row.scheme}\n${one.row.likelihood}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const reliability = [...groups.values()]
    .map((list): ReliabilityRow => {
      const happened = list.reduce((sum, { came }) => sum + came, 0);
      const { scheme, likelihood } = list[0]!.row;
      return {
        scheme,
        likelihood,
        risks: list.length,
        said: mean(list.map(({ said }) => said)),
        happened,
        ...wilson(happened, list.length),
      };
    })
    .sort((a, b) => (a.scheme === b.scheme ? a.said - b.said : a.scheme < b.scheme ? -1 : 1));
  const brier = { score, low: Math.max(0, score - SCORE_95 * error), high: Math.min(1, score + SCORE_95 * error) };
  return { risks: n, brier, climatology: share * (1 - share), reliability, warnings };
}

/** The calibration as CSV: a row for all closed risks, and one for each level of likelihood. */
export function calibrationCsv({ risks, brier, climatology, reliability, warnings }: Calibration): string {
  const columns = ['measure', 'scheme', 'likelihood', 'risks', 'said', 'happened', 'value', 'low', 'high', 'note'];
  const note = warnings.join(' ');
  const rows = [
    { measure: 'brier', risks, value: brier?.score, low: brier?.low, high: brier?.high, note },
    { measure: 'brier_of_the_share_that_happened', risks, value: climatology, note: '' },
    ...reliability.map((row) => ({
      ...row,
      measure: 'reliability',
      value: row.share,
      note: row.risks < 10 ? 'Few risks: the interval says how little is known.' : '',
    })),
  ];
  return writeCsv({ columns, rows });
}
