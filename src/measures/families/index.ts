import { agesFamily } from './ages.ts';
import { childrenFamilies } from './children.ts';
import type { Family } from './family.ts';
import { flowFamilies } from './flows.ts';
import { householdsFamily } from './households.ts';
import { occupantsFamily } from './occupants.ts';
import { placesFamily } from './places.ts';
import { yearlyFamilies } from './yearly.ts';

/** All additive families, in the order of the grid. */
export function additiveFamilies(): Family[] {
  return [
    placesFamily(),
    householdsFamily(),
    ...childrenFamilies(),
    ...flowFamilies(),
    ...yearlyFamilies(),
    agesFamily(),
    occupantsFamily(),
  ];
}
