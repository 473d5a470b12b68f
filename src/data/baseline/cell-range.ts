/** Low and high of a fitted cell, whole children. */
export interface CellRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Range of a fitted cell: a judgement of how far the truth may be, not a confidence interval. The relative half-widths
 * of the controls above the cell and of the pattern that split them are added in quadrature, with a Poisson term of one
 * child squared per child, so that a cell of 1 is not said to be known to a third of a child.
 *
 * @param children fitted count, 0 or more
 * @param relativeHalfWidths shares such as 0.1 for a total known to 10 %
 */
export function cellRange(children: number, relativeHalfWidths: readonly number[]): CellRange {
  const relativeSquared = relativeHalfWidths.reduce((s, share) => s + share * share, 0);
  const halfWidth = Math.sqrt(relativeSquared * children * children + children);
  return { low: Math.max(0, Math.floor(children - halfWidth)), high: Math.ceil(children + halfWidth) };
}
