import { describe, expect, it, vi } from 'vitest';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { plainScenario, planOf, wales } from './small-country.ts';

/** Random words that each generator makes in a call. */
const WORDS_A_CALL: Readonly<Record<string, number>> = { threefry2x32: 2, threefry2x32Three: 6 };

const words = vi.hoisted(() => ({ made: 0 }));

vi.mock('../../src/random/threefry.ts', async (original) => {
  const generators: Record<string, (...args: unknown[]) => void> = await original();
  return Object.fromEntries(
    Object.entries(generators).map(([name, generator]) => [
      name,
      (...args: unknown[]): void => {
        // A generator that this test does not know makes the count no number, which is under no bound.
        words.made += WORDS_A_CALL[name] ?? NaN;
        generator(...args);
      },
    ]),
  );
});

describe('the work of a draw', () => {
  /*
   * Speed is guarded by what a draw does and not by how long it takes, which depends on the machine. A draw of Wales makes
   * about 590,000 words in 980,000 months of children: keys, starts, entries, clocks and searches. A word for each child
   * and month would be 980,000 more, so the bound tells events from entity-months with certainty.
   */
  it('takes fewer random words than there are months of children', async () => {
    const state = createState(planOf(await wales(), plainScenario()));
    let childMonths = 0;
    words.made = 0;
    runDraw(state, 1, 0, {
      begin: () => {},
      endMonth: ({ counters }: State) => {
        for (const children of counters.lookedAfter) childMonths += children;
      },
    });
    expect(words.made).toBeGreaterThan(10_000);
    expect(words.made).toBeLessThan(0.75 * childMonths);
  });
});
