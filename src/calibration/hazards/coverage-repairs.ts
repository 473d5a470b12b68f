import type { Repair } from '../../domain/errors.ts';
import type { RegisterHistoryRow } from '../../domain/tables.ts';
import type { HazardFit } from './fit-hazards.ts';

/** What was not read of a register, or read with care, and why. */
export function coverageRepairs(rows: readonly RegisterHistoryRow[], fit: HazardFit, file: string): Repair[] {
  const repairs: Repair[] = [];
  const others = rows.filter((row) => row.service_type !== 'residential' && row.service_type !== 'foster');
  if (others.length > 0)
    repairs.push({
      file,
      column: 'service_type',
      found: [...new Set(others.map((row) => row.service_type))].join(', '),
      used: 'nothing',
      why: `${others.length} rows are neither homes nor fostering services, whose hazards alone are fitted`,
    });
  const partial = [...new Set(rows.filter((row) => !row.snapshot_complete).map((row) => row.snapshot_date))].sort();
  for (const date of partial)
    repairs.push({
      file,
      column: 'snapshot_complete',
      found: `${date}: no`,
      used: 'the services that it lists',
      why: 'a service that it leaves out may be open, so its absence says nothing',
    });
  const homes = rows.filter((row) => row.service_type === 'residential');
  const blank = homes.filter((row) => row.owner_id === undefined);
  const sectorsOf = (cause: string): Set<string> =>
    new Set(fit.hazards.flatMap((h) => (h.subject === 'homes' && h.cause === cause ? [h.sector] : [])));
  const [closing, sold] = [sectorsOf('close'), sectorsOf('transfer')];
  const none = [...closing].filter((sector) => !sold.has(sector));
  if (blank.length > 0 && blank.length < homes.length)
    repairs.push({
      file,
      column: 'owner_id',
      found: `no owner in ${blank.length} of ${homes.length} rows of homes`,
      used: 'the provider where neither of two rows names an owner',
      why: 'a change of provider is then read as a change of owner, though both may belong to one group',
    });
  if (none.length > 0)
    repairs.push({
      file,
      column: 'owner_id',
      found: `no home of the sector ${none.join(', ')} with an owner or provider in two copies`,
      used: 'no hazard of a change of owner',
      why: 'a run that takes this fit sells no such home',
    });
  for (const { subject, coverage } of fit.parts) {
    for (const { date, area, services } of coverage.leftOut)
      repairs.push({
        file,
        column: 'area_code',
        found: `${date}: none of the ${services} ${subject} of ${area}`,
        used: 'no closure',
        why: 'an area whose services all go at once was left out of the snapshot',
      });
  }
  return repairs;
}
