/** Numbers that an amount of a unit can take; `text` says it in a message. */
export interface UnitRange {
  readonly min: number;
  readonly max: number;
  readonly text: string;
}

const SHARES = new Set(['share', 'per month']);

/**
 * The range of an assumption's unit. Shares and monthly chances lie from 0 to 1, as does anything with a `beta`
 * distribution; a `normal` quantity (a growth rate) may be negative, down to -1; everything else is 0 or more.
 */
export function unitRange(unit: string, distribution: string): UnitRange {
  if (SHARES.has(unit) || distribution === 'beta' || distribution.startsWith('dirichlet'))
    return { min: 0, max: 1, text: `a number from 0 to 1 (${unit})` };
  if (distribution === 'normal')
    return unit === 'per year'
      ? { min: -1, max: 10, text: `a number from -1 to 10 (${unit})` }
      : { min: -1e9, max: 1e9, text: `a number (${unit})` };
  return { min: 0, max: 1e9, text: `a number from 0 up (${unit})` };
}
