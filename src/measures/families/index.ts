import { agesFamily } from './ages.ts';
import { childrenFamilies } from './children.ts';
import type { Family } from './family.ts';
import { flowFamilies } from './flows.ts';
import { householdsFamily } from './households.ts';
import { needClassFamilies } from './need-classes.ts';
import { compliantFamily, heldFamilies, legacyFamilies } from './occupants.ts';
import { costDetailFamilies, moneyFamily } from './money.ts';
import { headroomFamily, placesFamily } from './places.ts';
import { replacementFamilies } from './replacement.ts';
import { rulesFamily } from './rules.ts';
import { placesSource } from './services-source.ts';
import { yearlyFamilies } from './yearly.ts';

/** All additive families, in the order of the grid. */
export function additiveFamilies(): Family[] {
  const places = placesSource();
  const flows = flowFamilies();
  const money = moneyFamily();
  return [
    placesFamily(places),
    headroomFamily(),
    householdsFamily(places),
    ...childrenFamilies(),
    ...flows,
    ...yearlyFamilies(flows),
    money,
    ...yearlyFamilies([money]),
    ...costDetailFamilies(),
    agesFamily(),
    ...legacyFamilies(),
    ...heldFamilies(),
    ...replacementFamilies(),
    ...needClassFamilies(),
    compliantFamily(places),
    rulesFamily(),
  ];
}
