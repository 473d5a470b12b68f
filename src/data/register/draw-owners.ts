import type { Chooser } from './chooser.ts';

/**
 * Gives each home an owner, so that owners have exactly the numbers of homes asked for and an owner's homes lie
 * mostly in one region. Owners choose in the order given; each takes a home region by the homes still free there.
 *
 * @param regions Region of each home.
 * @param ownerSizes Homes of each owner; they add up to the number of homes.
 * @param nearby How much likelier a free home in the owner's own region is than one elsewhere, from 1 up.
 * @param choose Repeatable choices.
 * @returns For each home the place of its owner in `ownerSizes`.
 * @throws RangeError when the sizes do not add up to the number of homes.
 * @example drawOwners(['N', 'N', 'S'], [2, 1], 5, chooser('owners')) // for example [0, 0, 1]
 */
export function drawOwners(
  regions: readonly string[],
  ownerSizes: readonly number[],
  nearby: number,
  choose: Chooser,
): number[] {
  const wanted = ownerSizes.reduce((a, b) => a + b, 0);
  if (wanted !== regions.length) throw new RangeError(`owners have ${wanted} homes, but there are ${regions.length}`);
  const owners = regions.map(() => -1);
  ownerSizes.forEach((size, owner) => {
    const base = regions[choose.pick(owners.map((taken) => (taken < 0 ? 1 : 0)))]!;
    for (let taken = 0; taken < size; taken++) {
      const home = choose.pick(
        owners.map((other, k) => (other >= 0 ? 0 : regions[k] === base ? nearby : 1)),
      );
      owners[home] = owner;
    }
  });
  return owners;
}
