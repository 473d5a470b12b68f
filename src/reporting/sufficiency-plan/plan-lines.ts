import { AGE_BANDS, SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import type { FigureKey } from './plan-figure.ts';

/** Parts of section 75A(3) of the Social Services and Well-being (Wales) Act 2014. */
export type SectionLetter = 'a' | 'b' | 'c' | 'd' | 'e' | 'f';

/**
 * Whether a figure is the number that the Act asks for, or the number of placements that would need approval if the rule were
 * in force from the first month. The two are never added, compared or put in one row.
 */
export type ApplicationNumber = 'statutory' | 'shadow';

/** One line of the plan: which figure of the run it prints, and under which words. */
export interface PlanLine {
  /** Stable name, `a.looked-after.end`. */
  readonly id: string;
  readonly section: SectionLetter;
  /** Heading under which the line stands. */
  readonly part: string;
  readonly label: string;
  /** A stock at the start or the end of the year, or a flow over it. */
  readonly when: 'start' | 'end' | 'year';
  /** The authority, or its region. */
  readonly level: 'authority' | 'region';
  readonly where: Partial<FigureKey> & Pick<FigureKey, 'measure'>;
  /** `p50` with its ranges, or `prob_ge_X`. */
  readonly statistic: string;
  readonly number?: ApplicationNumber;
}

type Where = PlanLine['where'];
type Times = readonly PlanLine['when'][];
const BOTH: Times = ['start', 'end'];
const END: Times = ['end'];
const YEAR: Times = ['year'];

function lines(
  section: SectionLetter,
  part: string,
  name: string,
  label: string,
  times: Times,
  where: Where,
  more: Partial<PlanLine> = {},
): PlanLine[] {
  return times.map((when) => ({
    id: `${section}.${name}.${when}`,
    section,
    part,
    label,
    when,
    level: 'authority',
    where,
    statistic: 'p50',
    ...more,
  }));
}

const TYPES = [
  { type: 'residential', homes: "Children's homes", care: 'residential care' },
  { type: 'foster', homes: 'Foster care (not kin)', care: 'foster care (not kin)' },
] as const;
const SECTORS = [
  ['local-authority', 'Local authority'],
  ['not-for-profit', 'Not for profit'],
  ['for-profit', 'For profit (not compliant)'],
  ['all', 'All sectors'],
] as const;
const LIVING = [
  ['foster', 'Foster carers who are not kin'],
  ['kinship', 'Kin foster carers'],
  ['residential', "Children's homes"],
  ['parents', 'Parents'],
  ['independent', 'Supported accommodation, ages 16 and 17'],
  ['adoption', 'Placed for adoption'],
  ['other', 'Other'],
  ['secure', 'Secure accommodation'],
] as const;
export const REASON_WORDS: Readonly<Record<string, string>> = {
  'no-compliant-vacancy': 'No compliant place was free',
  'vacancy-not-matched': 'A compliant place was free but did not suit the child',
  'sibling-or-specialist-need': 'Brothers and sisters, or a very complex need',
};
export const PROVIDER_WORDS = { own: 'Provider in Wales', outside: 'Provider outside Wales' } as const;

function childrenLines(): PlanLine[] {
  const expected = 'Children expected to be looked after';
  const measure = 'children_looked_after';
  return [
    ...lines('a', expected, 'looked-after', 'Children looked after', BOTH, { measure }),
    ...lines('a', expected, 'not-with-parents', 'Of these, not placed with a parent (a)(ii)', BOTH, {
      measure: 'children_not_with_parents',
    }),
    ...lines('a', expected, 'started', 'Children who start to be looked after', YEAR, { measure: 'children_started' }),
    ...lines('a', expected, 'ceased', 'Children who cease to be looked after', YEAR, { measure: 'children_ceased' }),
    ...AGE_BANDS.flatMap((age_band) =>
      lines(
        'a',
        'By age',
        `age-${age_band}`,
        age_band === '0' ? 'Under 1' : `Aged ${age_band.replace('-', ' to ')}`,
        END,
        {
          measure,
          age_band,
        },
      ),
    ),
    ...LIVING.flatMap(([service_type, label]) =>
      lines('a', 'By where they live', `living-${service_type}`, label, END, { measure, service_type }),
    ),
    ...lines('a', 'By where they live', 'waiting', 'Without a place that suits (waiting)', END, {
      measure: 'children_waiting',
    }),
  ];
}

function accommodationLines(): PlanLine[] {
  const compliant = 'Places of the kind that the Act asks for, in the area';
  return [
    ...TYPES.flatMap(({ type, homes }) =>
      lines('b', compliant, `compliant-${type}`, `${homes}: usable places, local authority and not for profit`, BOTH, {
        measure: 'places_compliant',
        service_type: type,
      }),
    ),
    ...TYPES.flatMap(({ type, homes }) =>
      (
        [
          ['registered', type === 'foster' ? 'approved places' : 'registered places'],
          ['usable', 'usable places'],
          ['occupied', 'places occupied, by any child'],
        ] as const
      ).flatMap(([kind, words]) =>
        SECTORS.flatMap(([sector, label]) =>
          lines('b', `${homes} in the area: ${words}`, `${type}-${kind}-${sector}`, label, BOTH, {
            measure: `places_${kind}`,
            service_type: type,
            sector,
          }),
        ),
      ),
    ),
    ...lines('b', 'Foster carers in the area', 'households', 'Approved fostering households, all sectors', BOTH, {
      measure: 'households_approved',
      service_type: 'foster',
    }),
    ...TYPES.flatMap(({ type, homes }) =>
      SECTORS.slice(0, 3).flatMap(([sector, label]) =>
        lines('b', `${homes} in Wales: children of this authority`, `placed-${type}-${sector}`, label, BOTH, {
          measure: 'children_placed',
          service_type: type,
          sector,
        }),
      ),
    ),
  ];
}

function sufficiencyLines(): PlanLine[] {
  return [
    ...TYPES.flatMap(({ type, homes, care }) => {
      const part = `${homes}: need against places`;
      const of = (name: string, label: string, times: Times, measure: string, statistic = 'p50'): PlanLine[] =>
        lines('c', part, `${name}-${type}`, label, times, { measure, service_type: type }, { statistic });
      return [
        ...of('needing', `Children of this authority who need ${care}`, BOTH, 'children_needing'),
        ...of('compliant', 'Usable compliant places in the area', BOTH, 'places_compliant'),
        ...of(
          'shortfall',
          'Shortfall: children who need one, less usable compliant places that no child from elsewhere holds',
          BOTH,
          'shortfall_compliant',
        ),
        ...of('chance-1', 'Chance of a shortfall of at least 1 child', END, 'shortfall_compliant', 'prob_ge_1'),
        ...of('chance-10', 'Chance of a shortfall of at least 10 children', END, 'shortfall_compliant', 'prob_ge_10'),
        ...of('share', 'Compliant share of registered places in the area', BOTH, 'compliant_share'),
      ];
    }),
    ...TYPES.flatMap(({ type, homes, care }) => {
      const of = (name: string, label: string, measure: string): PlanLine[] =>
        lines(
          'c',
          `${homes}: the region`,
          `region-${name}-${type}`,
          label,
          END,
          { measure, service_type: type },
          { level: 'region' },
        );
      return [
        ...of('needing', `Children of the region who need ${care}`, 'children_needing'),
        ...of('compliant', 'Usable compliant places in the region', 'places_compliant'),
        ...of('shortfall', 'Shortfall in the region, worked out in the same way', 'shortfall_compliant'),
      ];
    }),
    ...lines('c', 'Children waiting', 'waiting', 'For any place', BOTH, { measure: 'children_waiting' }),
    ...TYPES.flatMap(({ type, care }) =>
      lines('c', 'Children waiting', `waiting-${type}`, `For ${care}`, BOTH, {
        measure: 'children_waiting',
        service_type: type,
      }),
    ),
    ...lines('c', 'Children waiting', 'unregistered', 'Placements in settings without registration', YEAR, {
      measure: 'unregistered_placements',
    }),
    ...lines('c', 'Children waiting', 'nights', 'Nights in settings without registration', YEAR, {
      measure: 'nights_unregistered',
    }),
    ...placedAwayLines(),
    ...lines('c', 'Moves that the market forces', 'displaced', 'Children whose home or carer closes', YEAR, {
      measure: 'children_displaced',
    }),
    ...lines('c', 'Moves that the market forces', 'moves', 'Moves for that reason', YEAR, { measure: 'moves_forced' }),
    ...lines('c', 'Moves that the market forces', 'step-down', "In a children's home, ready for foster care", BOTH, {
      measure: 'step_down_waiting',
      service_type: 'residential',
    }),
  ];
}

function placedAwayLines(): PlanLine[] {
  const part = 'Children placed away';
  return [
    ...(
      [
        ['out-of-area', 'Elsewhere in Wales', 'placed_out_of_area'],
        ['outside-wales', 'Outside Wales', 'placed_outside_wales'],
      ] as const
    ).flatMap(([name, label, measure]) => [
      ...lines('c', part, name, `${label}, all`, BOTH, { measure }),
      ...TYPES.flatMap(({ type, care }) =>
        lines('c', part, `${name}-${type}`, `${label}, in ${care}`, BOTH, { measure, service_type: type }),
      ),
    ]),
  ];
}

function applicationLines(): PlanLine[] {
  const numbers = [
    ['statutory', 'Statutory number: applications', 'supplementary_applications'],
    [
      'shadow',
      'Shadow number: placements that would need approval if the rule were in force',
      'placements_would_need_approval',
    ],
  ] as const;
  return [
    ...numbers.flatMap(([number, part, measure]) => {
      const of = (name: string, label: string, where: Partial<FigureKey> = {}): PlanLine[] =>
        lines('d', part, `${number}-${name}`, label, YEAR, { measure, ...where }, { number });
      return [
        ...of('all', 'All services'),
        ...TYPES.flatMap(({ type, homes }) => of(type, homes, { service_type: type })),
        ...SUPPLEMENTARY_REASONS.flatMap((reason) => of(reason, `Reason: ${REASON_WORDS[reason]}`, { reason })),
        ...(['own', 'outside'] as const).flatMap((provider_country) =>
          of(`provider-${provider_country}`, PROVIDER_WORDS[provider_country], { provider_country }),
        ),
      ];
    }),
    ...TYPES.flatMap(({ type, homes }) =>
      lines('d', 'Children already placed with for-profit providers in Wales', `for-profit-${type}`, homes, BOTH, {
        measure: 'children_placed',
        service_type: type,
        sector: 'for-profit',
      }),
    ),
  ];
}

/** All lines of a plan, in the order in which they are printed. Steps (e) and what else is prescribed (f) have no lines here. */
export function planLines(): PlanLine[] {
  return [...childrenLines(), ...accommodationLines(), ...sufficiencyLines(), ...applicationLines()];
}
