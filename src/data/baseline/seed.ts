import { crossTable, type CrossTable, type Dimension } from './cross-table.ts';

/** A seed of three dimensions from two tables that share one: what is known of first by shared, and a pattern of shared by last. */
export interface SeedParts {
  readonly first: Dimension;
  readonly shared: Dimension;
  readonly last: Dimension;
  /** Counts by first and shared member (authority and age band, from the last table that was published). */
  readonly known: (first: string, shared: string) => number;
  /** Weight of a last member (placement type) for a shared member (age band); 0 for what cannot happen. */
  readonly pattern: (shared: string, last: string) => number;
}

/**
 * Seed for a fit: each known count spread over the last dimension by the pattern. It says that the pattern is the same
 * in every first member; the controls then move it where something is known.
 */
export function seedFrom(parts: SeedParts): CrossTable {
  return crossTable([parts.first, parts.shared, parts.last], ([first, shared, last]) => {
    return parts.known(first!, shared!) * parts.pattern(shared!, last!);
  });
}
