import { PLACEMENT_TYPES, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import {
  FOSTER,
  INDEPENDENT,
  KINSHIP,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SERVICE_TYPE_COUNT,
} from '../../simulation/constants.ts';
import {
  COST_COLUMNS,
  COST_SLOTS,
  costSlot,
  costSlotWithoutService,
  EMERGENCY_SLOT,
  MONEY_UNIT,
  UNLISTED,
} from '../../simulation/plan/money.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { Levels, Series } from '../series.ts';
import { series } from '../series.ts';
import { counterFamily, familyOf, range, roomFor, SHOWN_SECTORS } from './family.ts';
import type { Family, Part, Source } from './family.ts';

/*
 * Money, in pounds of one price base, by the authority responsible for the child. Gross cost is care, capital and
 * purchases; net is gross less grants. Numbers are kept in 32 bits, about seven digits: a year of Wales, some hundred
 * million pounds, is true to some 30 pounds, not to the penny.
 */

const YEAR: Levels = { country: 'financial-year' };
const COSTS: Levels = { country: 'month', region: 'financial-year', authority: 'financial-year' };
const PARTS: Levels = { country: 'financial-year', region: 'financial-year', authority: 'financial-year' };
const GROSS = 0;
const CAPITAL = 1;
const GRANT = 2;
const NET = 3;
const TOTALS = 4;
const CELLS = SERVICE_TYPE_COUNT * SECTOR_COUNT;

function money(measure: string, levels: Levels, dimensions: Partial<Series> = {}): Series {
  return series(measure, MONEY_UNIT, 'responsible', 'flow', 'money', levels, dimensions);
}

/** Gross cost, capital, grants and net cost. */
export function moneyFamily(): Family {
  let room: Float64Array = new Float64Array(0);
  const source: Source = {
    width: TOTALS,
    areas: (state) => {
      const { costRunning, costOnce, grants } = state.counters;
      const areas = state.luck.areas;
      room = roomFor(room, TOTALS * areas);
      for (let a = 0; a < areas; a++) {
        const gross = costRunning[a]! + costOnce[a]!;
        room[a * TOTALS + GROSS] = gross;
        room[a * TOTALS + CAPITAL] = costOnce[a]!;
        room[a * TOTALS + GRANT] = grants[a]!;
        room[a * TOTALS + NET] = gross - grants[a]!;
      }
      return room;
    },
  };
  return familyOf(source, [
    { series: money('cost_gross', COSTS), cells: [GROSS] },
    { series: money('cost_capital', PARTS), cells: [CAPITAL] },
    { series: money('grant', PARTS), cells: [GRANT] },
    { series: money('cost_net', COSTS), cells: [NET] },
  ]);
}

/**
 * Gross cost of the country by financial year, service type and sector. Sectors are of services in the country; places
 * outside it have the provider's country `outside`; sectors and outside add to the type, types to the whole.
 */
export function costDetailFamilies(): Family[] {
  let room: Float64Array = new Float64Array(0);
  const width = COST_SLOTS + CELLS;
  const source: Source = {
    width,
    areas: (state) => {
      const { cost, costCapital } = state.counters;
      const areas = state.luck.areas;
      room = roomFor(room, width * areas);
      for (let a = 0; a < areas; a++) {
        for (let i = 0; i < COST_SLOTS; i++) room[a * width + i] = cost[a * COST_SLOTS + i]!;
        for (let i = 0; i < CELLS; i++) room[a * width + COST_SLOTS + i] = costCapital[a * CELLS + i]!;
      }
      return room;
    },
  };
  const capital = (type: number, sectors: readonly number[]): number[] =>
    sectors.map((sector) => COST_SLOTS + type * SECTOR_COUNT + sector);
  const gross = (dimensions: Partial<Series>, cells: readonly number[]): Part => ({
    series: money('cost_gross', YEAR, dimensions),
    cells,
  });
  const parts = [
    ...[FOSTER, RESIDENTIAL].flatMap((type) => [
      ...SHOWN_SECTORS.map((sector) =>
        gross({ serviceType: SERVICE_TYPES[type]!, sector: SECTORS[sector]! }, [
          costSlot(type, sector),
          ...capital(type, [sector]),
        ]),
      ),
      gross({ serviceType: SERVICE_TYPES[type]!, providerCountry: 'outside' }, [costSlot(type, UNLISTED)]),
    ]),
    ...SERVICE_TYPES.map((serviceType, type) =>
      gross({ serviceType }, [
        ...range(COST_COLUMNS).map((column) => costSlot(type, column)),
        ...capital(type, range(SECTOR_COUNT)),
      ]),
    ),
    ...range(PLACEMENT_TYPE_COUNT)
      .slice(KINSHIP)
      .map((type) => gross({ serviceType: PLACEMENT_TYPES[type]! }, [costSlotWithoutService(type)])),
    gross({ serviceType: 'emergency' }, [EMERGENCY_SLOT]),
    ...[RESIDENTIAL, INDEPENDENT].map((type) => ({
      series: money('cost_capital', YEAR, { serviceType: SERVICE_TYPES[type]! }),
      cells: capital(type, range(SECTOR_COUNT)),
    })),
  ];
  const bounded = series('scarcity_bounded', 'region-quarters', 'responsible', 'flow', 'both', YEAR);
  return [
    familyOf(source, parts),
    counterFamily(1, (state) => state.counters.scarcityBounded, [{ series: bounded, cells: [0] }]),
  ];
}

/** Whether a series can be given: a cost for which the data set has no price is left out, never written as 0. */
export function isPriced(plan: Plan, s: Series): boolean {
  if (s.measure !== 'cost_gross' && s.measure !== 'cost_net') return true;
  const { priced } = plan.money;
  const known = (slots: readonly number[]): boolean => slots.some((slot) => priced[slot] === 1);
  if (s.serviceType === 'all') return known(range(COST_SLOTS));
  if (s.serviceType === 'emergency') return known([EMERGENCY_SLOT]);
  const type = (PLACEMENT_TYPES as readonly string[]).indexOf(s.serviceType);
  if (type >= KINSHIP) return known([costSlotWithoutService(type)]);
  if (s.providerCountry === 'outside') return known([costSlot(type, UNLISTED)]);
  const sector = (SECTORS as readonly string[]).indexOf(s.sector);
  return known(sector < 0 ? range(COST_COLUMNS).map((k) => costSlot(type, k)) : [costSlot(type, sector)]);
}
