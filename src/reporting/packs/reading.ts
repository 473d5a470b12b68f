import type { PrintedValues } from '../sufficiency-plan/plan-figure.ts';
import { numberText } from './pack-numbers.ts';

/** How a number lies to a projection. */
export interface Reading {
  readonly difference: number;
  /** Undefined where the projection has no range. */
  readonly inside80?: boolean;
  readonly inside90?: boolean;
  readonly words: string;
}

/** Reads a number against the central value and the ranges of a projection: by how much it differs, and whether it lies inside. */
export function readingOf(given: number, values: PrintedValues): Reading {
  const difference = Number((given - values.central).toFixed(6));
  const size = `${numberText(Math.abs(difference), values.unit)} ${difference > 0 ? 'more' : 'less'}`;
  const { low80, high80, low90, high90 } = values;
  if (low80 === undefined || high80 === undefined || low90 === undefined || high90 === undefined)
    return { difference, words: difference === 0 ? 'the same' : `${size}; a share of runs has no range` };
  const inside80 = given >= low80 && given <= high80;
  const inside90 = given >= low90 && given <= high90;
  const side = given < low80 ? 'below' : 'above';
  const where = inside80
    ? 'inside 8 of 10 runs'
    : inside90
      ? `${side} 8 of 10 runs, inside 9 of 10`
      : `${side} 9 of 10 runs`;
  return { difference, inside80, inside90, words: difference === 0 ? 'the same' : `${size}; ${where}` };
}
