/**
 * Chooses the size of a notebook's work: the small one, or the full one under `npm run full`. The one place that reads
 * how a notebook was started.
 *
 * @param small draws, points or the like that take seconds; the notebook says which
 * @param full what a paper needs
 * @example
 * const DRAWS = notebookSize(40, 1000); // runs of each scenario
 */
export function notebookSize<T>(small: T, full: T): T {
  return process.env['MARKET_STABILITY_FULL'] === '1' ? full : small;
}
