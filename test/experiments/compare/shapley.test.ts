import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute, coalitionDesign, MOST_SHAPLEY_GROUPS } from '../../../src/experiments/compare/shapley.ts';
import type { Attribution } from '../../../src/experiments/compare/shapley.ts';

type Game = (coalition: readonly number[]) => number;

/** A game as one draw. */
function play(groups: number, ...games: readonly Game[]): Attribution {
  const design = coalitionDesign(groups);
  return attribute(
    design,
    design.coalitions.map((c) => games.map((game) => game(c))),
  );
}

const firstDraw = (list: readonly Float64Array[]): number[] => list.map((values) => values[0]!);

/** A game of any values: one for each set of groups, 0 for none. */
const anyGame = (groups: number): fc.Arbitrary<Game> =>
  fc
    .array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 ** groups, maxLength: 2 ** groups })
    .map((values) => (c) => (c.length === 0 ? 0 : values[c.reduce((mask, g) => mask | (1 << g), 0)]!));

describe('the Shapley value', () => {
  it('of the glove game is 1/6, 1/6 and 2/3: two left gloves and one right', () => {
    // Shapley 1953 by way of Osborne and Rubinstein, A Course in Game Theory, example 292.1.
    const game: Game = (c) => (c.includes(2) && c.length > 1 ? 1 : 0);
    const [a, b, c] = firstDraw(play(3, game).effects);
    expect([a, b, c].map((x) => Math.round(x! * 6e9) / 1e9)).toEqual([1, 1, 4]);
  });

  it('of the airport game lets all who need a piece of the runway share its cost', () => {
    // Littlechild and Owen 1973: costs 1, 2, 4 give 1/3, 1/3 + 1/2, 1/3 + 1/2 + 2.
    const costs = [1, 2, 4];
    const effects = firstDraw(play(3, (c) => Math.max(0, ...c.map((g) => costs[g]!))).effects);
    [1 / 3, 5 / 6, 17 / 6].forEach((expected, g) => expect(effects[g]).toBeCloseTo(expected, 12));
  });

  it('of a sum is what each brings, with nothing from acting together', () => {
    const own = [3, -1, 0.5, 8, -2, 4, 7, 9];
    const found = play(8, (c) => c.reduce((sum, g) => sum + own[g]!, 5));
    own.forEach((expected, g) => expect(found.effects[g]![0]).toBeCloseTo(expected, 12));
    expect(found.interaction[0]).toBeCloseTo(0, 12);
  });

  it('of a product of two is half of it each, all of it from acting together', () => {
    const found = play(2, (c) => (c.length === 2 ? 10 : 0));
    expect(firstDraw(found.effects)).toEqual([5, 5]);
    expect(found.interaction[0]).toBe(10);
  });

  it('adds up to the difference, ignores who adds nothing, treats equals alike, and adds over games', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 5 }).chain((n) => fc.tuple(fc.constant(n), anyGame(n), anyGame(n))),
        ([n, v, w]) => {
          // In the second game group 0 adds nothing; in the third 0 and 1 are equals: the game sees only how many there are.
          const dummy: Game = (c) => v(c.filter((g) => g !== 0));
          const equals: Game = (c) => {
            const rest = c.filter((g) => g > 1);
            return c.includes(0) === c.includes(1) ? v(c) : v([0, ...rest]);
          };
          const both: Game = (c) => v(c) + 3 * w(c);
          const { effects, difference } = play(n, v, w, dummy, equals, both);
          for (let game = 0; game < 5; game++) {
            const sum = effects.reduce((total, effect) => total + effect[game]!, 0);
            expect(Math.abs(sum - difference[game]!)).toBeLessThan(1e-9 * 4000);
          }
          expect(effects[0]![2]).toBeCloseTo(0, 9);
          expect(effects[0]![3]).toBeCloseTo(effects[1]![3]!, 9);
          effects.forEach((effect) => expect(effect[4]).toBeCloseTo(effect[0]! + 3 * effect[1]!, 8));
        },
      ),
    );
  });
});

describe('beyond eight groups', () => {
  it('takes them one after the other, and adds up all the same', () => {
    const groups = MOST_SHAPLEY_GROUPS + 4;
    // Each brings its number, and neighbours in the order 2 more together.
    const game: Game = (c) => c.reduce((sum, g) => sum + g + (c.includes(g - 1) ? 2 : 0), 7);
    const design = coalitionDesign(groups);
    expect(design.method).toBe('ordered');
    expect(design.coalitions).toHaveLength(2 * groups);
    const found = play(groups, game);
    expect(firstDraw(found.effects)).toEqual(Array.from({ length: groups }, (_, g) => (g === 0 ? 0 : g + 2)));
    expect(firstDraw(found.alone)).toEqual(Array.from({ length: groups }, (_, g) => g));
    expect(found.interaction[0]).toBe(2 * (groups - 1));
    expect(firstDraw(found.effects).reduce((a, b) => a + b, 0)).toBe(found.difference[0]);
  });

  it('asks all 2^n coalitions up to eight, the empty one first', () => {
    const { coalitions, method } = coalitionDesign(8);
    expect(method).toBe('shapley');
    expect(new Set(coalitions.map((c) => c.join())).size).toBe(256);
    expect(coalitions[0]).toEqual([]);
  });

  it('refuses values that are not those of the design', () => {
    const design = coalitionDesign(2);
    expect(() => attribute(design, [[1], [2], [3]])).toThrow(RangeError);
    expect(() => attribute(design, [[1], [2], [3], [4, 5]])).toThrow(RangeError);
    expect(() => coalitionDesign(0)).toThrow(RangeError);
  });
});
