import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { shiftedShare } from './shifted-share.ts';
import type { StressDates } from './stress-dates.ts';

/** Months between notice and closure in the shock of for-profit homes that leave. */
const NOTICE_MONTHS = 6;
/** Years over which a level of demand or price is turned into growth a year. */
const GROWTH_YEARS = 5;

/** One thing that may go wrong by more or by less. */
export interface Driver {
  readonly id: string;
  /** What goes wrong, in plain words. */
  readonly title: string;
  /** What a size is, in plain words and with its unit. */
  readonly unit: string;
  /** How sizes are shown: a share as a percentage, a factor, or a number. */
  readonly shown: 'share' | 'factor' | 'number';
  /** Size without a shock, and the largest that is tried. The second may be the smaller number. */
  readonly none: number;
  readonly most: number;
  /** The scenario with a shock of a size that is not `none`. */
  readonly shock: (scenario: Scenario, size: number) => Scenario;
  /**
   * What the size is likened to: the assumption in words, and its value in a parameter set on the scale of the size. Left
   * out for a compound.
   */
  readonly likened?: { readonly to: string; readonly ids: readonly string[]; readonly value: (of: Values) => number };
}

/** Value of an assumption in a parameter set, by id. */
export type Values = (id: string) => number;

/** The drivers of the reverse stress test, for a scenario on some data and its dates. */
export function stressDrivers(rows: readonly AssumptionRow[], scenario: Scenario, dates: StressDates): Driver[] {
  const event = (scenario_: Scenario, added: Scenario['events'][number]): Scenario => ({
    ...scenario_,
    events: [...scenario_.events, added],
  });
  const from = dates.shock;
  const months = dates.monthsFromShock;
  const shifted = (id: string, most: number): Pick<Driver, 'none' | 'most' | 'shock' | 'likened'> => {
    const row = rows.find((r) => r.id === id)!;
    return {
      none: row.central,
      most,
      shock: (s, size) => ({ ...s, assumptions: { ...s.assumptions, [id]: shiftedShare(row, size) } }),
      likened: { to: row.meaning, ids: [id], value: (of) => of(id) },
    };
  };
  return [
    {
      id: 'exit-share',
      title: 'For-profit homes close',
      unit: `share of for-profit children's homes that give ${NOTICE_MONTHS} months' notice on one day`,
      shown: 'share',
      none: 0,
      most: 1,
      shock: (s, share) =>
        event(s, {
          close: {
            date: from,
            service_type: 'residential',
            sector: 'for-profit',
            share,
            notice_months: NOTICE_MONTHS,
          },
        }),
      likened: {
        to: 'share of for-profit home owners who exit',
        ids: ['home_owner_intent_exit'],
        value: (of) => of('home_owner_intent_exit'),
      },
    },
    {
      id: 'slippage',
      title: 'Projects open late',
      unit: 'months by which every project not yet open is late',
      shown: 'number',
      none: 0,
      most: 48,
      shock: (s, size) => event(s, { delay_projects: { from: dates.delays, months: Math.max(1, Math.round(size)) } }),
      likened: {
        to: 'months from decision to opening, above their middle',
        ids: ['project_months'],
        value: (of) => of('project_months') - rows.find((r) => r.id === 'project_months')!.central,
      },
    },
    {
      id: 'demand',
      title: 'More children start to be looked after',
      unit: 'factor on the children who start to be looked after, from that day to the end of the run',
      shown: 'factor',
      none: 1,
      most: 2,
      shock: (s, factor) => event(s, { demand_shock: { from, months, factor } }),
      likened: {
        to: `yearly growth of entries, over ${GROWTH_YEARS} years`,
        ids: ['entries_trend'],
        value: (of) => (1 + of('entries_trend')) ** GROWTH_YEARS,
      },
    },
    {
      id: 'workforce',
      title: 'Places cannot be staffed',
      unit: 'factor on the share of registered places that are staffed, from that day',
      shown: 'factor',
      none: 1,
      most: 0.5,
      shock: (s, factor) => event(s, { staff_shortage: { from, months, factor } }),
      likened: {
        to: 'registered places that are staffed, over their middle',
        ids: ['staffed_share'],
        value: (of) => of('staffed_share') / rows.find((r) => r.id === 'staffed_share')!.central,
      },
    },
    {
      id: 'england-pull',
      title: "For-profit homes take no more of the country's own children",
      unit: "share of for-profit places that are no longer offered to the country's own children",
      shown: 'share',
      none: 0,
      most: 1,
      shock: (s, share) => event(s, { withdraw_from_area: { date: from, sector: 'for-profit', share } }),
      likened: {
        to: 'share of for-profit home owners who remain for children of another country alone',
        ids: ['home_owner_intent_remain', 'remain_for_england'],
        value: (of) => of('home_owner_intent_remain') * of('remain_for_england'),
      },
    },
    {
      id: 'conversion',
      title: 'Conversions and sales fail',
      unit: 'share of conversions and sales that succeed, in the middle of its spread',
      shown: 'share',
      ...shifted('transfer_succeeds', 0.05),
    },
    {
      id: 'carers-leaving',
      title: 'Foster carers leave',
      unit: 'share of foster households that leave in a year, in the middle of its spread, from the start of the run',
      shown: 'share',
      ...shifted('carer_leaving', 0.25),
    },
    {
      id: 'price',
      title: 'Prices rise',
      unit: 'factor on the prices of bought care, from that day to the end of the run',
      shown: 'factor',
      none: 1,
      most: 3,
      shock: (s, factor) => event(s, { price_shock: { from, months, factor } }),
      likened: {
        to: `growth of prices above general inflation, over ${GROWTH_YEARS} years`,
        ids: ['price_growth'],
        value: (of) => (1 + of('price_growth')) ** GROWTH_YEARS,
      },
    },
  ];
}

/** What the compound shock of size 1 is made of; another size has as many times as much of each. */
const COMPOUND = { exitShare: 0.25, monthsLate: 12, unstaffed: 0.1 };
const MOST_COMPOUND = 4;

/** Several things at once, all larger or smaller together: homes close, projects are late and places have no staff. */
export function compoundDriver(drivers: readonly Driver[]): Driver {
  const of = (id: string): Driver => drivers.find((driver) => driver.id === id)!;
  const { exitShare, monthsLate, unstaffed } = COMPOUND;
  return {
    id: 'compound',
    title: 'Homes close, projects are late and places have no staff, together',
    unit: `times ${exitShare * 100} % of for-profit homes that close, ${monthsLate} months' delay and ${unstaffed * 100} % fewer staffed places`,
    shown: 'number',
    none: 0,
    most: MOST_COMPOUND,
    shock: (scenario, size) =>
      (
        [
          ['exit-share', size * exitShare],
          ['slippage', size * monthsLate],
          ['workforce', 1 - size * unstaffed],
        ] as const
      ).reduce((s, [id, own]) => of(id).shock(s, own), scenario),
  };
}

/** The size of a driver at a share of its range: 0 none, 1 the largest. */
export function sizeAt({ none, most }: Pick<Driver, 'none' | 'most'>, share: number): number {
  return none + share * (most - none);
}
