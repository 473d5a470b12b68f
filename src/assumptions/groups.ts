import type { AssumptionRow } from '../domain/tables.ts';

/** Shares that add to 1 and are drawn together, by the beginning of their ids. */
export const SHARE_GROUPS = [
  'home_owner_intent_',
  'agency_owner_intent_',
  'owner_decides_',
  'need_class_',
  'outside_provider_',
  'project_part_',
] as const;

/** Concentration of a `dirichlet(k)` row, undefined for other families. */
export function dirichletConcentration(row: AssumptionRow): number | undefined {
  const match = /^dirichlet\((\d+(?:\.\d+)?)\)$/.exec(row.distribution);
  return match ? Number(match[1]) : undefined;
}

/** Name of the group of shares that a row belongs to, undefined when it stands alone. */
export function shareGroupOf(id: string): string | undefined {
  return SHARE_GROUPS.find((prefix) => id.startsWith(prefix));
}
