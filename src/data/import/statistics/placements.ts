import type { ChildrenRow } from '../../../domain/tables.ts';
import { foldedLabel, isTotal } from './labels.ts';

type PlacementLabel = ChildrenRow['placement_type'];

const PATTERNS: readonly (readonly [PlacementLabel, RegExp])[] = [
  ['secure', /secure|ddiogel|diogel/],
  ['kinship', /(relative|friend|\bkin\b|kinship|connected|perthynas|ffrind|carenn)/],
  ['residential', /(children'?s homes?|residential (care|home|setting|accommodation|placement)|cartrefi? plant|cartref preswyl|gofal preswyl|homes? and hostel)/],
  ['parents', /(with (own |their )?parents?|parental responsib|own parents|rhieni|rhiant)/],
  ['adoption', /(adopt|mabwys)/],
  ['independent', /(independent(ly)? living|living independently|semi-?independent|byw.n annibynnol|annibynnol)/],
];
const FOSTER = /foster|maeth/;
/** Foster care of every kind, kin among it. */
const ALL_FOSTER = /^((all|total|cyfanswm) )?(foster (placements?|care|carers?)( total)?|foster placements? in total|in foster (care|placements?)|lleoliadau? maeth|gofal maeth)$/;
const OTHER = /^(other|other placements?|arall|lleoliadau? eraill|lleoliad arall|all other( placements?)?)$/;

/**
 * Placement type of a label; several labels may be of one type, and are then added up. `mixed` for a label that covers two
 * types, or one that the tables do not have; undefined for a label that is not known.
 */
export function readPlacement(label: string): PlacementLabel | 'mixed' | undefined {
  const text = foldedLabel(label).replace(/[([]?\b(except|excluding|other than|not|heblaw|ac eithrio)\b.*$/, '').trim();
  if (isTotal(text) && !FOSTER.test(text)) return 'all';
  if (OTHER.test(text)) return 'other';
  if (ALL_FOSTER.test(text)) return 'foster-including-kinship';
  const found = PATTERNS.filter(([, pattern]) => pattern.test(text)).map(([type]) => type);
  if (found.length === 1 && found[0] === 'kinship') return 'kinship';
  if (FOSTER.test(text)) return found.length > 0 ? 'mixed' : 'foster';
  if (found.length > 1 || /(school|ysgol|hospital|ysbyty|nhs|family cent|mother|young offender|youth treatment|absent|temporary|hostel|refuge)/.test(text)) return 'mixed';
  return found[0];
}

/** Whether a label says where a placement is, as seen from the authority that looks after the child. */
export function isLocation(label: string): boolean {
  return /(inside|outside|within|beyond|in england|in wales|y tu mewn|y tu allan|tu mewn|tu allan|o fewn)\b.*(local authority|area|boundary|wales|england|awdurdod|cymru|lloegr)?/.test(foldedLabel(label));
}
