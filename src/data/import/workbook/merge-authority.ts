import type { TableRow } from '../../../domain/csv.ts';
import { weakestStatus } from '../../../domain/status.ts';
import type { EvidenceStatus } from '../../../domain/status.ts';
import type { AreaRow, ChildrenRow, PriceRow, ProjectRow, ServiceRow } from '../../../domain/tables.ts';
import { isBaselineRow } from '../../../assumptions/scenario/baseline-date.ts';
import { ownChildren, ownPrices, ownProjects, ownServices } from './own-rows.ts';
import type { AuthorityWorkbook } from './read-authority-workbook.ts';

/** The tables that the return of an authority changes. */
export interface ChangedTables {
  readonly children: readonly ChildrenRow[];
  readonly services: readonly ServiceRow[];
  readonly projects: readonly ProjectRow[];
  readonly prices: readonly PriceRow[];
}

/** What was taken out of a table, and what came in its place. */
export interface Replaced {
  readonly table: string;
  readonly what: string;
  readonly rows_before: number;
  readonly amount_before: number;
  readonly status_before: EvidenceStatus | '';
  readonly rows_now: number;
  readonly amount_now: number;
  readonly status_now: EvidenceStatus | '';
  readonly unit: string;
}

interface Dated {
  readonly status: EvidenceStatus;
}

/**
 * Puts the rows of an authority in the place of those that a set has on it. The rows of every other area stay as they are, with
 * their status; what the authority left open stays too.
 */
export function mergeAuthority(
  base: ChangedTables,
  book: AuthorityWorkbook,
  baseline: string,
): { readonly tables: ChangedTables; readonly replaced: readonly Replaced[] } {
  const replaced: Replaced[] = [];
  const code = book.area.area_code;
  const swap = <Row extends Dated>(
    table: string,
    what: string,
    unit: string,
    rows: readonly Row[],
    goes: (row: Row) => boolean,
    own: readonly Row[],
    amount: (row: Row) => number,
  ): readonly Row[] => {
    const gone = rows.filter(goes);
    if (gone.length === 0 && own.length === 0) return rows;
    const status = (some: readonly Row[]): EvidenceStatus | '' => (some.length === 0 ? '' : weakestStatus(...some.map((row) => row.status)));
    const sum = (some: readonly Row[]): number => some.reduce((total, row) => total + amount(row), 0);
    replaced.push({
      table,
      what,
      rows_before: gone.length,
      amount_before: sum(gone),
      status_before: status(gone),
      rows_now: own.length,
      amount_now: sum(own),
      status_now: status(own),
      unit,
    });
    return [...rows.filter((row) => !goes(row)), ...own];
  };

  const services = ownServices(book);
  let merged = base.services;
  for (const type of ['residential', 'secure', 'independent', 'foster'] as const) {
    const own = services.filter((row) => row.service_type === type);
    const scope = type === 'foster' ? book.carers : type === 'residential' ? book.homes : own.length > 0 ? 'all' : 'keep';
    if (scope === 'keep') continue;
    merged = swap(
      'services',
      type,
      type === 'foster' ? 'households' : 'places',
      merged,
      (row) => row.area_code === code && row.service_type === type && (scope !== 'council' || row.sector === 'local-authority'),
      own,
      (row) => (type === 'foster' ? (row.households ?? 0) : (row.places ?? 0)),
    );
  }

  const counts = ownChildren(book, baseline);
  const cells = new Set(counts.map((row) => `${row.placement_type}|${row.age_band}`));
  const isOwn = (row: ChildrenRow): boolean =>
    row.area_code === code && row.date === baseline && isBaselineRow(row) && cells.has(`${row.placement_type}|${row.age_band}`);
  const children = swap('children', 'counts by age and placement', 'children', base.children, isOwn, counts, (row) => row.children ?? (row.children_low + row.children_high) / 2);

  const ownPlans = ownProjects(book);
  const projects =
    ownPlans.length === 0 ? base.projects : swap('projects', 'projects in the area', 'places', base.projects, (row) => row.area_code === code, ownPlans, (row) => row.places);

  const prices = ownPrices(book);
  const priced = new Set(prices.map((row) => `${row.service_type}|${row.sector}`));
  const withPrices =
    prices.length === 0
      ? base.prices
      : swap('prices', 'prices, which count for every area', 'pounds a week', base.prices, (row) => priced.has(`${row.service_type}|${row.sector}`), prices, (row) => row.weekly_gbp);
  return { tables: { services: merged, children, projects, prices: withPrices }, replaced };
}

/** What was replaced, as rows of a table. */
export function replacedRows(replaced: readonly Replaced[], area: AreaRow): TableRow[] {
  return replaced.map((row) => ({ area_code: area.area_code, ...row }));
}
