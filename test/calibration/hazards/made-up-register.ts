import type { RegisterHistoryRow } from '../../../src/domain/tables.ts';
import type { Sector } from '../../../src/domain/vocabulary.ts';
import { foldIn, hashText, keyOfSeed, uniformOf } from '../../../src/random/keys.ts';
import { threefry2x32 } from '../../../src/random/threefry.ts';

/** How a register is made up. Hazards are a year. */
export interface MadeUpRegister {
  readonly seed: number;
  readonly services: number;
  /** Days of the copies. */
  readonly dates: readonly string[];
  readonly sectors?: readonly Sector[];
  readonly areas?: number;
  /** Services an owner; 1 unless told. */
  readonly ownerServices?: number;
  readonly hazards: (of: {
    readonly sector: Sector;
    readonly places: number;
    readonly year: number;
    readonly owner: string;
  }) => {
    readonly close: number;
    readonly transfer: number;
    readonly convert: number;
  };
  /** Services that open a year, relative to those at the start. */
  readonly openings?: number;
  /** Share of services that register anew each year at the same place, and how the register tells. */
  readonly reRegister?: { readonly rate: number; readonly told: 'previous' | 'site' | 'name' };
  /** Share of open services that a complete copy leaves out. */
  readonly slip?: number;
  /** Copies that are known not to be complete, with the share of services that they list. */
  readonly partial?: readonly string[];
  readonly serviceType?: 'residential' | 'foster';
}

/** A uniform source, in a sequence. */
export function sequence(seed: number, name: string): () => number {
  const key = foldIn(keyOfSeed(seed), hashText(name));
  const words = new Uint32Array(2);
  let at = 0;
  return () => {
    threefry2x32(key[0], key[1], 0, at++, words);
    return uniformOf(words[0]!);
  };
}

const SIZES = [2, 2, 3, 4, 4, 6];

/** Days after 1970 of a date. */
const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

/**
 * Makes up a register in small steps of time, by chance and independently of the code that reads it: each service has its
 * own hazards in each thirtieth of a year, and each copy lists what is open on its day.
 */
export function madeUpRegister(of: MadeUpRegister): RegisterHistoryRow[] {
  const { sectors = ['for-profit', 'local-authority', 'not-for-profit'], areas = 5, ownerServices = 1 } = of;
  const next = sequence(of.seed, 'made-up register');
  const rows: RegisterHistoryRow[] = [];
  const [first, last] = [dayOf(of.dates[0]!), dayOf(of.dates.at(-1)!)];
  const days = of.dates.map(dayOf);
  const begin = first - 365;
  const step = 365.25 / 30;
  let numbers = 0;
  const open = (opened: number): void => {
    const place = ++numbers;
    const areaCode = `A${1 + Math.floor(next() * areas)}`;
    const places = SIZES[Math.floor(next() * SIZES.length)]!;
    let sector = sectors[Math.floor(next() * sectors.length)]!;
    let owner =
      ownerServices === 1 ? `O${place}` : `O-${sector}-${Math.floor(next() * Math.ceil(of.services / ownerServices))}`;
    let id = `S${place}`;
    let previous: string | undefined;
    let copies = 0;
    let sold = 0;
    for (let day = opened; day <= last + step; day += step) {
      for (let d = 0; d < days.length; d++) {
        const at = days[d]!;
        if (at < day || at >= day + step) continue;
        const date = of.dates[d]!;
        const isPartial = of.partial?.includes(date) === true;
        if (next() < (isPartial ? 0.4 : (of.slip ?? 0))) continue;
        rows.push({
          snapshot_date: date,
          service_id: id,
          name: `Home ${place}`,
          service_type: of.serviceType ?? 'residential',
          sector,
          provider_id: `P${owner}`,
          owner_id: owner,
          area_code: areaCode,
          ...(of.serviceType === 'foster' ? { households: places * 5 } : { places }),
          status: 'illustrative',
          evidence: 'made up',
          source: 'made up for a test',
          registered_for: 'general',
          regional: false,
          snapshot_complete: !isPartial,
          ...(of.reRegister?.told === 'site' ? { site_id: `L${place}` } : {}),
          ...(of.reRegister?.told === 'previous' && previous !== undefined ? { previous_service_id: previous } : {}),
        });
      }
      const year = 1970 + Math.floor((day + step / 2) / 365.2425);
      const { close, transfer, convert } = of.hazards({ sector, places, year, owner });
      const length = step / 365.25;
      if (next() < -Math.expm1(-close * length)) return;
      if (sector === 'for-profit' && next() < -Math.expm1(-convert * length)) {
        sector = next() < 0.5 ? 'local-authority' : 'not-for-profit';
        owner = `C${place}-${++sold}`;
      } else if (next() < -Math.expm1(-transfer * length)) owner = `T${place}-${++sold}`;
      if (of.reRegister !== undefined && next() < of.reRegister.rate * length) {
        previous = id;
        id = `S${place}-${++copies}`;
      }
    }
  };
  for (let i = 0; i < of.services; i++) open(begin);
  const births = Math.round((of.openings ?? 0) * of.services * ((last - begin) / 365.25));
  for (let i = 0; i < births; i++) open(begin + next() * (last - begin));
  return rows.sort((a, b) => (a.snapshot_date < b.snapshot_date ? -1 : a.snapshot_date > b.snapshot_date ? 1 : 0));
}

/** Copies on 31 March of some years. */
export function marches(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${from + i}-03-31`);
}
