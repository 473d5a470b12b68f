import type { TableRow } from '../../../domain/csv.ts';
import type { Repair } from '../../../domain/errors.ts';
import type { ImportedTable } from '../import-format.ts';
import type { RegisterSnapshot } from './listed-service.ts';
import type { SettledService } from './settle-service.ts';
import { statusOf } from './settle-service.ts';

/** A copy of a register whose services are settled. */
export interface SettledSnapshot {
  readonly snapshot: RegisterSnapshot;
  readonly services: readonly SettledService[];
}

export const SECTOR_RULE_COLUMNS = [
  'service_id',
  'name',
  'area_code',
  'places',
  'provider_id',
  'provider_name',
  'provider_type',
  'company_number',
  'sector',
  'sector_rule',
  'sector_because',
  'sector_confidence',
  'other_signs',
  'owner_id',
  'owner_rule',
  'owner_confidence',
  'first_snapshot',
  'last_snapshot',
] as const;

export const LEFT_OUT_COLUMNS = [
  'snapshot_date',
  'service_id',
  'name',
  'kind',
  'authority',
  'provider_id',
  'provider_name',
  'places',
  'why',
] as const;

const inTable = (service: SettledService): boolean => service.leftOut.length === 0;

/** A service as a row of services.csv. */
function serviceRow(service: SettledService, { date, source, file }: RegisterSnapshot): TableRow {
  const { listed, sector, owner } = service;
  const borrowed = service.borrowed === undefined ? '' : `; places from the copy of ${service.borrowed}`;
  return {
    service_id: listed.service_id,
    name: listed.name,
    service_type: service.service_type,
    sector: sector.sector,
    provider_id: listed.provider_id,
    owner_id: owner.owner_id,
    area_code: service.area_code,
    places: service.service_type === 'foster' && service.households !== undefined ? undefined : service.places,
    households: service.households,
    opened: service.opened,
    status: statusOf(service),
    evidence: `${listed.kind}, row ${listed.row} of ${file}; sector by ${sector.rule} (${sector.confidence})${borrowed}`.slice(0, 4000),
    source: `${source}; copy of ${date}`,
    registered_for: service.registered_for,
    regional: false,
  };
}

/** The tables of a register: services at its latest copy, all copies stacked, how each sector is known, and what is in no table. */
export function registerTables(snapshots: readonly SettledSnapshot[]): readonly ImportedTable[] {
  const latest = snapshots.at(-1)!;
  const tables: ImportedTable[] = [
    { name: 'services', rows: latest.services.filter(inTable).map((service) => serviceRow(service, latest.snapshot)) },
  ];
  if (snapshots.length > 1)
    tables.push({ name: 'register-history', rows: historyRows(snapshots) });
  tables.push(
    { name: 'sector-rules', columns: SECTOR_RULE_COLUMNS, rows: sectorRuleRows(snapshots) },
    { name: 'left-out', columns: LEFT_OUT_COLUMNS, rows: leftOutRows(snapshots) },
    { name: 'to-settle', columns: TO_SETTLE_COLUMNS, rows: toSettleRows(latest) },
  );
  return tables;
}

function historyRows(snapshots: readonly SettledSnapshot[]): TableRow[] {
  const rows: TableRow[] = [];
  /** Who was at each place in the copy before. */
  let before = new Map<string, string>();
  for (const { snapshot, services } of snapshots) {
    const now = new Map<string, string>();
    const listed = new Set(services.map((service) => service.listed.service_id));
    for (const { listed: service } of services) if (service.site_id !== undefined) now.set(service.site_id, service.service_id);
    for (const service of services.filter(inTable)) {
      const { site_id, service_id } = service.listed;
      const previous = site_id === undefined ? undefined : before.get(site_id);
      rows.push({
        snapshot_date: snapshot.date,
        ...serviceRow(service, snapshot),
        site_id,
        // The registration that was here before and is listed no more: the place changed hands or form, and did not close.
        previous_service_id: previous !== undefined && previous !== service_id && !listed.has(previous) ? previous : undefined,
        snapshot_complete: snapshot.complete,
      });
    }
    before = now;
  }
  return rows;
}

function sectorRuleRows(snapshots: readonly SettledSnapshot[]): TableRow[] {
  const rows = new Map<string, Record<string, string | number | undefined>>();
  for (const { snapshot, services } of snapshots)
    for (const { listed, sector, against, owner, area_code, places } of services) {
      const key = [listed.service_id, listed.provider_id, sector.rule, sector.sector, owner.owner_id].join('|');
      const known = rows.get(key);
      rows.set(key, {
        service_id: listed.service_id,
        name: listed.name,
        area_code,
        places,
        provider_id: listed.provider_id,
        provider_name: listed.provider_name ?? (listed.provider_type === '' ? undefined : 'an individual (name left out)'),
        provider_type: listed.provider_type,
        company_number: listed.company_number,
        sector: sector.sector,
        sector_rule: sector.rule,
        sector_because: sector.because,
        sector_confidence: sector.confidence,
        other_signs: against.map((other) => `${other.rule}: ${other.sector} (${other.because})`).join('; '),
        owner_id: owner.owner_id,
        owner_rule: owner.rule,
        owner_confidence: owner.confidence,
        first_snapshot: known?.['first_snapshot'] ?? snapshot.date,
        last_snapshot: snapshot.date,
      });
    }
  return [...rows.values()];
}

function leftOutRows(snapshots: readonly SettledSnapshot[]): TableRow[] {
  return snapshots.flatMap(({ snapshot, services }) =>
    services
      .filter((service) => !inTable(service))
      .map(({ listed, places, leftOut }) => ({
        snapshot_date: snapshot.date,
        service_id: listed.service_id,
        name: listed.name,
        kind: listed.kind,
        authority: listed.authority,
        provider_id: listed.provider_id,
        provider_name: listed.provider_name,
        places,
        why: leftOut.join('; '),
      })),
  );
}

export const TO_SETTLE_COLUMNS = [
  'service_id',
  'provider_id',
  'provider_name',
  'field',
  'value',
  'who',
  'why',
  'date',
  'name',
  'places',
  'open_question',
] as const;

/** What a person could settle about the latest copy, in the columns of overrides.csv: a value is all that is missing. */
function toSettleRows({ services }: SettledSnapshot): TableRow[] {
  return services.flatMap(({ listed, places, leftOut }) =>
    leftOut.flatMap((why) => {
      const field = /settle (\w+)$/.exec(why)?.[1];
      return field === undefined ? [] : [{ service_id: listed.service_id, field, name: listed.name, places, open_question: why }];
    }),
  );
}

/** Repairs that the tables carry: places taken from another copy. */
export function borrowedRepairs(snapshots: readonly SettledSnapshot[]): Repair[] {
  return snapshots.flatMap(({ snapshot, services }) => {
    const borrowed = services.filter((service) => service.borrowed !== undefined);
    return borrowed.length === 0
      ? []
      : [
          {
            file: snapshot.file,
            column: 'places',
            found: 'no column of places',
            used: `${borrowed.length} numbers of the nearest other copies`,
            why: 'this copy gives no places; its rows are estimated, services of no other copy are left out, and it counts as not complete',
          },
        ];
  });
}
