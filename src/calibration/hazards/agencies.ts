import type { RegisterHistoryRow } from '../../domain/tables.ts';

/**
 * Fostering services as agencies: the rows of one provider (one for each area where its carers live) are one agency, which
 * leaves, is sold or converts as a whole. A row without a provider is an agency of its own.
 */
export function agencyRows(rows: readonly RegisterHistoryRow[]): RegisterHistoryRow[] {
  const agencies = new Map<string, RegisterHistoryRow>();
  for (const row of rows) {
    const id = row.provider_id ?? row.service_id;
    const key = `${row.snapshot_date}|${id}`;
    const { site_id: _site, previous_service_id: _previous, ...plain } = row;
    const own: RegisterHistoryRow = row.provider_id === undefined ? row : { ...plain, service_id: id, name: id };
    const before = agencies.get(key);
    // An agency is open while one of its rows is; where sectors differ the first row says which it is.
    const isStillOpen = before !== undefined && before.closed === undefined;
    if (before === undefined || (!isStillOpen && row.closed === undefined))
      agencies.set(key, { ...own, area_code: 'all' });
  }
  return [...agencies.values()];
}
