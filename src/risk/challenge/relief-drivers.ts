import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { Driver } from '../../experiments/stress/drivers.ts';
import { shiftedShare } from '../../experiments/stress/shifted-share.ts';
import type { StressDates } from '../../experiments/stress/stress-dates.ts';

/** Things that may go better, for a score to fall: the other side of some drivers of the reverse stress test. */
export function reliefDrivers(
  rows: readonly AssumptionRow[],
  drivers: readonly Driver[],
  dates: StressDates,
): Driver[] {
  const better = (id: string, title: string, most: number): Driver[] =>
    drivers.filter((driver) => driver.id === id).map((driver) => ({ ...driver, title, most }));
  const staffed = rows.find(({ id }) => id === 'staffed_share');
  return [
    ...better('demand', 'Fewer children start to be looked after', 0.5),
    ...better('conversion', 'More conversions and sales succeed', 0.99),
    ...better('carers-leaving', 'Fewer foster carers leave', 0.02),
    ...(staffed === undefined
      ? []
      : [
          {
            id: 'staffing',
            title: 'More places can be staffed',
            unit: 'share of registered places that are staffed, in the middle of its spread, from the start of the run',
            shown: 'share',
            none: staffed.central,
            most: 0.995,
            shock: (s: Scenario, size: number): Scenario => ({
              ...s,
              assumptions: { ...s.assumptions, staffed_share: shiftedShare(staffed, size) },
            }),
            likened: { to: staffed.meaning, ids: ['staffed_share'], value: (of) => of('staffed_share') },
          } satisfies Driver,
        ]),
    {
      id: 'cheaper',
      title: 'Prices fall',
      unit: 'factor on the prices of bought care, from that day to the end of the run',
      shown: 'factor',
      none: 1,
      most: 0.6,
      shock: (s, factor) => ({
        ...s,
        events: [...s.events, { price_shock: { from: dates.shock, months: dates.monthsFromShock, factor } }],
      }),
    },
  ];
}
