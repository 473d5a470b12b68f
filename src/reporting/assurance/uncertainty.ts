import type { OutcomeRow } from '../../measures/outcomes.ts';
import { twoUncertainties } from '../two-uncertainties.ts';
import { centralWithRange, formatNumber, formatShare } from '../text.ts';
import type { AssuranceSource } from './assurance-source.ts';

/** One headline with its range and what the range is made of. */
export interface UncertainHeadline {
  readonly measure: string;
  readonly service_type: string;
  readonly date: string;
  readonly unit: string;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** Standard error of the mean from the number of draws alone. */
  readonly monteCarlo: number;
  /** Share of the variance that is the spread of the assumptions; undefined where it cannot be told. */
  readonly fromAssumptions: number | undefined;
  readonly words: string;
}

/** Measures of the country that the statement quotes at the end of the run. */
const QUOTED: readonly (readonly [measure: string, service: string])[] = [
  ['children_looked_after', 'all'],
  ['children_waiting', 'residential'],
  ['children_waiting', 'foster'],
  ['places_registered', 'residential'],
  ['places_registered', 'foster'],
];

/** Ranges of some headlines of the country on the last day that the run records, with what they are made of. */
export function uncertainHeadlines({ run }: AssuranceSource): UncertainHeadline[] {
  return QUOTED.flatMap(([measure, service_type]) => {
    const rows = run.figures({ measure, service_type, area_level: 'country' });
    const date = rows.map((row) => row.date).reduce((latest, d) => (d > latest ? d : latest), '');
    const last = rows.filter((row) => row.date === date);
    const value = (statistic: string): number | undefined => last.find((row) => row.statistic === statistic)?.value;
    const [p10, p50, p90] = [value('p10'), value('p50'), value('p90')];
    if (p10 === undefined || p50 === undefined || p90 === undefined) return [];
    const unit = last[0]!.unit;
    return [
      {
        measure,
        service_type,
        date,
        unit,
        p10,
        p50,
        p90,
        monteCarlo: last.find((row) => row.statistic === 'mean')?.mc_error ?? NaN,
        fromAssumptions: partOfAssumptions(last, run.manifest.draws),
        words: centralWithRange(p50, p10, p90),
      },
    ];
  });
}

function partOfAssumptions(rows: readonly OutcomeRow[], draws: number): number | undefined {
  if (draws < 4 || draws % 2 === 1) return undefined;
  const { assumptions, chance } = twoUncertainties(rows, draws);
  return assumptions + chance === 0 ? undefined : assumptions;
}

/** What the ranges of the run hold, in sentences. */
export function inRanges({ plan, run }: AssuranceSource): string[] {
  const spread = plan.assumptions.filter((row) => row.distribution !== 'fixed').length;
  return [
    `The spread of ${formatNumber(spread)} uncertain quantities of ${formatNumber(plan.assumptions.length)}, each with the range that its row states.`,
    'Chance: which child, home, owner or project meets with what, month by month.',
    `The number of draws, ${formatNumber(run.manifest.draws)}: every figure carries its Monte Carlo error.`,
  ];
}

/** Words for a part of the variance. */
export function partText(part: number | undefined): string {
  return part === undefined ? 'not known' : formatShare(part);
}
