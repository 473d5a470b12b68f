import { describe, expect, it } from 'vitest';
import { OwnerPlaces } from '../../src/simulation/owner-places.ts';
import { OPEN, RESIDENTIAL } from '../../src/simulation/constants.ts';
import type { State } from '../../src/simulation/state.ts';

/** Homes in a chain, as far as places by owner are read from them: owner, registered, usable, places taken from outside. */
function homes(rows: readonly (readonly [owner: number, registered: number, usable: number, taken: number])[]): State {
  const column = (value: (i: number) => number): Int32Array => Int32Array.from(rows, (_, i) => value(i));
  const firstOfType = new Int32Array(4).fill(-1);
  firstOfType[RESIDENTIAL] = 0;
  return {
    firstOfType,
    ownerCount: 5,
    services: {
      status: column(() => OPEN),
      serves: column(() => 1),
      area: column(() => 0),
      owner: column((i) => rows[i]![0]),
      registered: column((i) => rows[i]![1]),
      usable: column((i) => rows[i]![2]),
      otherCountry: column((i) => rows[i]![3]),
      held: column(() => 0),
      nextOfType: column((i) => (i + 1 < rows.length ? i + 1 : -1)),
    },
  } as unknown as State;
}

describe('places by owner', () => {
  it('take the places that others hold with the largest owner off once only', () => {
    const owners = new OwnerPlaces(1);
    // Owner 2 has 6 + 4 places, of which 9 usable and 5 taken; owner 3 has 7, of which 6 usable and 1 taken.
    owners.count(
      homes([
        [2, 6, 5, 3],
        [3, 7, 6, 1],
        [2, 4, 4, 2],
      ]),
      RESIDENTIAL,
      Int32Array.from([0]),
    );
    expect([...owners.total]).toEqual([17, 17]);
    expect([...owners.largest]).toEqual([10, 10]);
    expect([...owners.largestUsable]).toEqual([9, 9]);
    // Without owner 2 six usable places are left, one of them taken.
    expect([...owners.taken]).toEqual([1, 1]);
    expect([...owners.squares]).toEqual([149, 149]);
  });

  it('keep nothing from one count to the next', () => {
    const owners = new OwnerPlaces(1);
    owners.count(homes([[2, 6, 5, 3]]), RESIDENTIAL, Int32Array.from([0]));
    owners.count(homes([[3, 2, 2, 1]]), RESIDENTIAL, Int32Array.from([0]));
    expect([...owners.total]).toEqual([2, 2]);
    expect([...owners.taken]).toEqual([0, 0]);
  });
});
