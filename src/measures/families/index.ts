import { agesFamily } from './ages.ts';
import { childrenFamilies } from './children.ts';
import type { Family } from './family.ts';
import { flowFamilies } from './flows.ts';
import { householdsFamily } from './households.ts';
import { compliantFamily, heldFamilies, legacyFamilies } from './occupants.ts';
import { costDetailFamilies, moneyFamily } from './money.ts';
import { placesFamily } from './places.ts';
import { servicesSource } from './services-source.ts';
import { yearlyFamilies } from './yearly.ts';

/** All additive families, in the order of the grid. */
export function additiveFamilies(): Family[] {
  const services = servicesSource();
  const flows = flowFamilies();
  const money = moneyFamily();
  return [
    placesFamily(services),
    householdsFamily(services),
    ...childrenFamilies(),
    ...flows,
    ...yearlyFamilies(flows),
    money,
    ...yearlyFamilies([money]),
    ...costDetailFamilies(),
    agesFamily(),
    ...legacyFamilies(),
    ...heldFamilies(),
    compliantFamily(services),
  ];
}
