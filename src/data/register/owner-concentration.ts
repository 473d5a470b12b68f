/** How far services are in few hands. */
export interface OwnerConcentration {
  /** Owners with at least the number of services asked for. */
  readonly owners: number;
  /** Share of all services that are theirs, 0 to 1. */
  readonly share: number;
  /** Services of the largest owner. */
  readonly largest: number;
}

/**
 * Owners with at least a number of services, and their share of all services.
 * A service without an owner is an owner of its own.
 *
 * @param ownerIds Owner of each service; undefined or empty where unknown.
 * @param atLeast Number of services from which an owner counts, from 1 up.
 * @example ownerConcentration(['a', 'a', 'b', ''], 2) // { owners: 1, share: 0.5, largest: 2 }
 */
export function ownerConcentration(ownerIds: readonly (string | undefined)[], atLeast: number): OwnerConcentration {
  const services = new Map<string, number>();
  ownerIds.forEach((id, k) => {
    const owner = id ? `owner ${id}` : `alone ${k}`;
    services.set(owner, (services.get(owner) ?? 0) + 1);
  });
  const large = [...services.values()].filter((count) => count >= atLeast);
  const theirs = large.reduce((a, b) => a + b, 0);
  return {
    owners: large.length,
    share: ownerIds.length === 0 ? 0 : theirs / ownerIds.length,
    largest: Math.max(0, ...services.values()),
  };
}
