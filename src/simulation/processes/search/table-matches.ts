import { FOSTER_MATCH, TABLED } from '../../vacancies.ts';
import type { State } from '../../state.ts';

/**
 * Tables the luck, out of 2^32, under which at least one of n vacancies suits a child: 1 - (1 - m)^n, by need class or
 * foster care; and the same where only a share of the vacancies is offered.
 */
export function tableMatches(state: State): void {
  const { matchChance, offeredChance, matchWhole, offeredWhole, parameters: p } = state;
  const suits = [p.matchedOrdinary, p.matchedComplex, p.matchedVeryComplex, p.matchedFoster];
  for (let k = 0; k < suits.length; k++) {
    const offered = k === FOSTER_MATCH ? p.offeredCarers : p.offeredToOthers;
    const log = Math.log1p(-Math.min(suits[k]!, 1 - 1e-12));
    for (let n = 0; n <= TABLED; n++) {
      const at = k * (TABLED + 1) + n;
      matchChance[at] = -Math.expm1(n * log) * 0x100000000;
      offeredChance[at] = -Math.expm1(n * log * offered) * 0x100000000;
      matchWhole[at] = wholeChance(matchChance[at]!);
      offeredWhole[at] = wholeChance(offeredChance[at]!);
    }
  }
}

/** The same chance for luck in whole numbers. */
function wholeChance(chance: number): number {
  return chance >= 0xffffffff ? 0xffffffff : Math.ceil(chance);
}
