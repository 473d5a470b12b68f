import type { OverDraws, OwnerLeaves } from '../../experiments/stress/n-minus-one.ts';
import type { WithInterval } from '../../experiments/stress/resample.ts';
import type { StressResult } from '../../experiments/stress/stress-result.ts';
import { interval } from './stress-row.ts';
import type { StressRow } from './stress-row.ts';
import { peakText } from './stress-words.ts';

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

export function ownerRows({ ownersLeave, plan }: StressResult): StressRow[] {
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
