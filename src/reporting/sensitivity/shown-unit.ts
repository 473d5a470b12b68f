import { formatNumber } from '../text.ts';

/** How figures of a unit are printed. */
export interface ShownUnit {
  /** What a figure is multiplied by. */
  readonly factor: number;
  readonly words: string;
}

/** Shares as percentage points, money in millions of pounds, everything else as it is. */
export function shownUnit(unit: string): ShownUnit {
  if (unit === 'share') return { factor: 100, words: 'percentage points' };
  if (unit.startsWith('gbp'))
    return { factor: 1e-6, words: `£ million${unit.length > 4 ? ` of ${unit.slice(4)}` : ''}` };
  return { factor: 1, words: unit };
}

/** A figure with two significant digits at least, and no digits that say nothing. */
export function shownNumber(value: number, unit: string): string {
  const shown = value * shownUnit(unit).factor;
  return formatNumber(shown, Math.abs(shown) >= 10 || shown === 0 ? 0 : Math.abs(shown) >= 1 ? 1 : 2);
}
