import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { OverDraws, OwnerLeaves } from '../../experiments/stress/n-minus-one.ts';
import type { WithInterval } from '../../experiments/stress/resample.ts';
import { TO_BE_SET } from '../../experiments/stress/tolerances.ts';
import type { StressResult } from '../../experiments/stress/stress.ts';
import type { Table, TableRow } from '../csv.ts';
import {
  breachText,
  pairText,
  peakText,
  plausibilityText,
  recordedText,
  reverseText,
  sizeText,
  toleranceText,
} from './stress-words.ts';

/** Columns of `stress.csv`, one row a figure. */
export const STRESS_COLUMNS = [
  'analysis',
  'item',
  'item_title',
  'area_code',
  'figure',
  'figure_title',
  'unit',
  'statistic',
  'value',
  'low',
  'high',
  'words',
  'status',
  'source',
  'draws',
  'seed',
  'scenario',
  'reference_digest',
  'plan_digest',
] as const;

type StressRow = Readonly<Partial<Record<(typeof STRESS_COLUMNS)[number], string | number>>>;

/** Weakest evidence behind a stress test: it is about children and places, and the places are those of the register. */
export function stressStatus({ plan }: Pick<StressResult, 'plan'>): EvidenceStatus {
  return weakestStatus('estimated', plan.childrenStatus, plan.placesStatus);
}

/**
 * All figures of a stress test, one row each. `analysis` is `test`, `tolerance` (a tolerance under a test), `n-1`,
 * `reverse`, `pair`, `recorded` (figures beside a driver) or `limits` (the tolerances). `low` and `high` are the 95 %
 * interval of the Monte Carlo error. What is not within the range that was searched is left empty, and `words` says so.
 */
export function stressTable(result: StressResult): Table {
  const status = stressStatus(result);
  const common: StressRow = {
    status,
    seed: result.seed,
    scenario: result.scenario.name,
    reference_digest: result.plan.digest,
    area_code: result.plan.geography.countryCode,
    draws: result.draws,
  };
  const rows: StressRow[] = [
    ...limitRows(result),
    ...testRows(result),
    ...ownerRows(result),
    ...reverseRows(result),
    ...pairRows(result),
    ...recordedRows(result),
  ];
  return {
    columns: STRESS_COLUMNS,
    rows: rows.map((row): TableRow => {
      const whole = { ...common, ...row };
      return Object.fromEntries(STRESS_COLUMNS.map((column) => [column, whole[column] ?? null]));
    }),
  };
}

/** A number that can be written: nothing where it is beyond the range. */
const finite = (value: number | undefined): StressRow['value'] =>
  value === undefined || !Number.isFinite(value) ? undefined : Number(value.toPrecision(7));

function interval({ value, low, high }: { value?: number; low?: number; high?: number }): StressRow {
  const cells = { value: finite(value), low: finite(low), high: finite(high) };
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== undefined));
}

function limitRows({ tolerances, reverseDraws, tests, draws }: StressResult): StressRow[] {
  return tolerances.map((tolerance) => ({
    analysis: 'limits',
    item: tolerance.id,
    item_title: tolerance.title,
    figure: tolerance.id,
    figure_title: tolerance.title,
    unit: tolerance.unit,
    statistic: 'limit',
    value: tolerance.limit,
    words: `${toleranceText(tolerance)} Owner: ${tolerance.owner}. ${tolerance.reason}`,
    source: tolerance.owner === TO_BE_SET ? 'a proposal of this toolkit' : tolerance.owner,
    draws: tests.length > 0 ? draws : reverseDraws,
  }));
}

function testRows({ tests }: StressResult): StressRow[] {
  return tests.flatMap(({ test, title, figures, tolerances, planDigest, replaced, labels }) => {
    const item: StressRow = { item: test.id, item_title: title, plan_digest: planDigest };
    const changes = [...labels, ...replaced.map((r) => `replaces the scenario's own: ${r}`)].join('; ');
    return [
      { analysis: 'changes', ...item, statistic: 'changes', value: labels.length, words: changes || 'none' },
      ...figures.flatMap((figure) => {
        const about: StressRow = {
          analysis: 'test',
          ...item,
          area_code: figure.headline.area_code ?? '',
          figure: figure.headline.id,
          figure_title: figure.headline.title,
          unit: figure.unit,
        };
        const { area_code, ...rest } = about;
        const own: StressRow = area_code === '' ? rest : about;
        return [
          { ...own, statistic: 'without_p50', ...interval(figure.without.p50) },
          { ...own, statistic: 'without_p90', ...interval(figure.without.p90) },
          { ...own, statistic: 'with_p50', ...interval(figure.with.p50) },
          { ...own, statistic: 'with_p90', ...interval(figure.with.p90) },
          { ...own, statistic: 'difference_mean', ...interval(figure.difference.mean) },
          { ...own, statistic: 'difference_p10', ...interval(figure.difference.p10) },
          { ...own, statistic: 'difference_p50', ...interval(figure.difference.p50) },
          { ...own, statistic: 'difference_p90', ...interval(figure.difference.p90) },
        ];
      }),
      ...tolerances.map((under) => ({
        analysis: 'tolerance',
        ...item,
        figure: under.tolerance.id,
        figure_title: under.tolerance.title,
        unit: 'probability',
        statistic: 'probability',
        ...interval(under.probability),
        words: breachText(under),
      })),
    ];
  });
}

/** Figures of N-1 with their names, titles and units. Children are those of the whole country unless told. */
export const OWNER_FIGURES = [
  ['placesLost', 'places_lost', 'Places fewer in homes of the region, the most within two years', 'places'],
  ['displaced', 'children_displaced', 'Children displaced within two years, above the scenario', 'children'],
  ['waiting', 'waiting', 'Children waiting for any place above the scenario, mean of two years', 'children'],
  [
    'waitingForHome',
    'waiting_for_a_home',
    "Children waiting for a children's home above the scenario, mean of two years",
    'children',
  ],
  [
    'nights',
    'nights_unregistered',
    'Nights in settings without registration above the scenario, in two years',
    'nights',
  ],
  ['outside', 'outside', 'Children placed outside the country above the scenario, mean of two years', 'children'],
  [
    'staticShortfall',
    'n_minus_1_shortfall',
    'Children of the region above compliant places were the largest owner gone, without simulating it',
    'children',
  ],
] as const satisfies readonly (readonly [keyof OwnerLeaves, string, string, string])[];

function ownerRows({ ownersLeave, plan }: StressResult): StressRow[] {
  return ownersLeave.flatMap((leaves) => {
    const item: StressRow = {
      analysis: 'n-1',
      item: leaves.region,
      item_title: 'The largest owner leaves',
      area_code: leaves.region,
    };
    const register = `${leaves.owner.places} of ${leaves.owner.ofPlaces} for-profit places in ${leaves.owner.homes} homes`;
    return [
      {
        ...item,
        figure: 'largest_owner',
        figure_title: 'Places of the largest for-profit owner in the register at the start',
        unit: 'places',
        statistic: 'register',
        value: leaves.owner.places,
        words: leaves.meaningless === undefined ? register : `Says little: ${leaves.meaningless}.`,
        status: plan.placesStatus,
      },
      {
        ...item,
        figure: 'happens',
        figure_title: 'Draws in which homes close that would have stayed open',
        unit: 'share',
        statistic: 'share',
        value: leaves.happens,
      },
      ...OWNER_FIGURES.flatMap(([key, figure, figure_title, unit]) => {
        const about: StressRow = { ...item, figure, figure_title, unit };
        const over: OverDraws = leaves[key];
        const row = (statistic: string, at: WithInterval): StressRow => ({ ...about, statistic, ...interval(at) });
        return [row('mean', over.mean), row('p50', over.p50), row('p90', over.p90)];
      }),
      {
        ...item,
        figure: 'waiting_at_peak',
        figure_title: 'Children waiting above the scenario, highest quarter of the mean over draws',
        unit: 'children',
        statistic: 'mean',
        ...interval(leaves.peak.value),
        words: peakText(leaves.peak),
      },
      {
        ...item,
        figure: 'quarters_until_back',
        figure_title: 'Quarters until waiting is back to what it was, in the mean over draws',
        unit: 'quarters',
        statistic: 'mean',
        ...interval({ value: leaves.peak.quartersBack }),
        words: peakText(leaves.peak),
      },
    ];
  });
}

function reverseRows({ reverse, reverseDraws }: StressResult): StressRow[] {
  return reverse.flatMap((answer) => {
    const { driver, tolerance, smallest, percentile } = answer;
    const about: StressRow = {
      analysis: 'reverse',
      item: driver.id,
      item_title: driver.title,
      figure: tolerance.id,
      figure_title: tolerance.title,
      draws: reverseDraws,
    };
    const found = { value: answer.size, low: answer.low, high: answer.high };
    // A driver that goes down has the ends of its interval the other way round.
    const turned = driver.most < driver.none ? { value: answer.size, low: answer.high, high: answer.low } : found;
    return [
      {
        ...about,
        unit: driver.unit,
        statistic: 'smallest_shock',
        ...interval(Object.fromEntries(Object.entries(turned).filter(([, v]) => v !== undefined))),
        words: reverseText(answer),
      },
      { ...about, unit: 'probability', statistic: 'probability_without', value: smallest.without },
      {
        ...about,
        unit: 'probability',
        statistic: 'probability_at_largest',
        value: smallest.most,
        words: `at ${sizeText(driver, driver.most)}`,
      },
      ...(percentile === undefined
        ? []
        : [
            {
              ...about,
              unit: 'share of parameter sets that are milder',
              statistic: 'percentile',
              value: percentile,
              words: `${plausibilityText(answer)} ${recordedText(answer)}`.trimEnd(),
            },
          ]),
    ];
  });
}

function pairRows({ pairs, reverseDraws }: StressResult): StressRow[] {
  return pairs.flatMap((pair) =>
    pair.points.flatMap((point) => {
      const about: StressRow = {
        analysis: 'pair',
        item: `${pair.first.id}+${pair.second.id}@${point.mixture}`,
        item_title: `${pair.first.title}, and ${pair.second.title.toLowerCase()}`,
        figure: pair.tolerance.id,
        figure_title: pair.tolerance.title,
        draws: reverseDraws,
      };
      const { size, low, high } = point.needed;
      return [
        {
          ...about,
          unit: 'of the straight line between the two smallest shocks',
          statistic: 'needed',
          ...interval({ value: size, low, high }),
          words: pairText(pair, point),
        },
        ...(point.sizes === undefined
          ? []
          : [
              { ...about, unit: pair.first.unit, statistic: 'first_size', ...interval({ value: point.sizes[0] }) },
              { ...about, unit: pair.second.unit, statistic: 'second_size', ...interval({ value: point.sizes[1] }) },
            ]),
      ];
    }),
  );
}

function recordedRows({ reverse }: StressResult): StressRow[] {
  const seen = new Set<string>();
  return reverse.flatMap(({ driver, recorded }) => {
    if (seen.has(driver.id)) return [];
    seen.add(driver.id);
    return recorded.map((figure) => ({
      analysis: 'recorded',
      item: driver.id,
      item_title: driver.title,
      unit: driver.unit,
      statistic: `recorded, strength ${figure.strength}`,
      ...(figure.size === undefined ? {} : { value: figure.size }),
      words: figure.figure,
      source: figure.source,
      status: 'published',
    }));
  });
}
