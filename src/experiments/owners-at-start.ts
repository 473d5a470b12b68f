import { baselineDate } from '../assumptions/scenario/baseline-date.ts';
import type { EvidenceStatus } from '../domain/status.ts';
import { weakestStatus } from '../domain/status.ts';
import type { DataSet, ServiceRow } from '../domain/tables.ts';
import { servesLookedAfter } from '../domain/vocabulary.ts';

/** What one owner runs in one region on the first day of the runs. */
export interface OwnerAtStart {
  readonly region_code: string;
  readonly service_type: ServiceRow['service_type'];
  /** Ultimate owner; a service whose owner is not known is an owner of its own, by its number. */
  readonly owner_id: string;
  readonly sector: ServiceRow['sector'];
  readonly services: number;
  /** Registered places of homes, approved households of fostering services. */
  readonly amount: number;
  readonly unit: 'places' | 'households';
  readonly status: EvidenceStatus;
}

/**
 * Owners of children's homes and fostering services by region, largest first. Homes for short breaks, for parents with their
 * child and residential schools are left out, as in the figures of a run.
 */
export function ownersAtStart(data: Pick<DataSet, 'areas' | 'services' | 'children'>): OwnerAtStart[] {
  const start = baselineDate(data.children);
  const regionOf = new Map(data.areas.map((area) => [area.area_code, area.region_code]));
  const owners = new Map<string, OwnerAtStart>();
  for (const row of data.services) {
    const region = regionOf.get(row.area_code);
    if (region === undefined || !isCounted(row) || (start !== undefined && isShut(row, start))) continue;
    const unit = row.places === undefined ? 'households' : 'places';
    const owner = row.owner_id ?? row.service_id;
    const name = [region, row.service_type, owner, row.sector, unit].join('|');
    const held = owners.get(name);
    owners.set(name, {
      region_code: region,
      service_type: row.service_type,
      owner_id: owner,
      sector: row.sector,
      services: (held?.services ?? 0) + 1,
      amount: (held?.amount ?? 0) + (row.places ?? row.households ?? 0),
      unit,
      status: weakestStatus(row.status, ...(held === undefined ? [] : [held.status])),
    });
  }
  return [...owners.values()].sort(
    (a, b) =>
      compare(a.region_code, b.region_code) ||
      compare(a.service_type, b.service_type) ||
      b.amount - a.amount ||
      compare(a.owner_id, b.owner_id),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isCounted(row: ServiceRow): boolean {
  return (row.service_type === 'residential' || row.service_type === 'foster') && servesLookedAfter(row.registered_for);
}

function isShut(row: ServiceRow, start: string): boolean {
  return (row.opened !== undefined && row.opened > start) || (row.closed !== undefined && row.closed <= start);
}
