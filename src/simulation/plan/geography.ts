import type { AreaRow, NearRow } from '../../domain/tables.ts';
import { hashText } from '../../random/keys.ts';
import type { Geography } from './plan.ts';

/** Numbers the authorities and sets the order in which each looks for places: own, near, region, rest of the country. */
export function planGeography(areas: readonly AreaRow[], near: readonly NearRow[]): Geography {
  const authorities = areas.filter((a) => a.level === 'authority');
  const regions = areas.filter((a) => a.level === 'region').map((a) => a.area_code);
  const codes = authorities.map((a) => a.area_code);
  const n = codes.length;
  const regionOf = Int32Array.from(authorities, (a) => regions.indexOf(a.region_code ?? a.parent ?? ''));
  const searchOrder = new Int32Array(n * n);
  const tierStarts = new Int32Array(n * 4);
  codes.forEach((code, a) => {
    const minutes = new Map(
      near.filter((r) => r.area_code === code).map((r) => [codes.indexOf(r.near_code), r.minutes]),
    );
    minutes.delete(a);
    minutes.delete(-1);
    const tier = (b: number): number => (b === a ? 0 : minutes.has(b) ? 1 : regionOf[b] === regionOf[a] ? 2 : 3);
    const order = codes.map((_, b) => b);
    order.sort(
      (x, y) => tier(x) - tier(y) || (minutes.get(x) ?? 0) - (minutes.get(y) ?? 0) || compare(codes[x]!, codes[y]!),
    );
    searchOrder.set(order, a * n);
    for (let t = 1; t <= 3; t++) tierStarts[a * 4 + t - 1] = order.filter((b) => tier(b) < t).length;
    tierStarts[a * 4 + 3] = n;
  });
  return {
    countryCode: areas.find((a) => a.level === 'country')?.area_code ?? 'country',
    outsideCode: areas.find((a) => a.level === 'outside')?.area_code ?? 'outside',
    areaCodes: codes,
    regionCodes: regions,
    regionOf,
    areaHashes: Uint32Array.from(codes, hashText),
    searchOrder,
    tierStarts,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
