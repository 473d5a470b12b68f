import type { ChildrenRow } from '../../../domain/tables.ts';
import { foldedLabel, isTotal } from './labels.ts';

type PlacementLabel = ChildrenRow['placement_type'];

const PATTERNS: readonly (readonly [PlacementLabel, RegExp])[] = [
  ['secure', /secure (unit|accommodation|home|children)|uned ddiogel|llety diogel/],
  ['kinship', /(relative|friend|kin\b|kinship|connected|perthynas|ffrind|carenn)/],
  ['foster-including-kinship', /^(foster (placements?|care|carers?)|all foster|total foster|in foster|lleoliadau? maeth|gofal maeth|foster placements? total)/],
  ['foster', /foster|maeth/],
  ['residential', /(children'?s homes?|residential (care|home|setting|accommodation|placement)|cartrefi? plant|cartref preswyl|gofal preswyl|homes? and hostel)/],
  ['parents', /(with (own |their )?parents?|placed with parent|gyda.*rhieni|parental responsib|own parents)/],
  ['adoption', /(adopt|mabwys)/],
  ['independent', /(living independently|independent living|independent|byw.n annibynnol|annibynnol)/],
  ['other', /^(other|absent|elsewhere|arall|lleoliadau? eraill|lleoliad arall|all other|other placements?)/],
];

/** Placement type of a label; several labels may be of one type, and are then added up. */
export function readPlacement(label: string): PlacementLabel | undefined {
  if (isTotal(label) && !/foster|maeth/.test(foldedLabel(label))) return 'all';
  const text = foldedLabel(label);
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Whether a label says where a placement is, as seen from the authority that looks after the child. */
export function isLocation(label: string): boolean {
  return /(inside|outside|within|beyond|in england|in wales|y tu mewn|y tu allan|tu mewn|tu allan|o fewn)\b.*(local authority|area|boundary|wales|england|awdurdod|cymru|lloegr)?/.test(foldedLabel(label));
}
