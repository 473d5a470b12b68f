import { AGE_BANDS } from '../../domain/vocabulary.ts';
import { unaccompaniedStock } from '../../simulation/plan/unaccompanied.ts';
import { OLDER_BAND, YOUNGER_BAND, youngerShareFor } from '../../simulation/unaccompanied.ts';
import type { ChildrenInputs } from './children-inputs.ts';
import type { OwnStream } from './observations.ts';

const BANDS = AGE_BANDS.length;
const COUNTS = ['unaccompanied_at_start', 'entries_unaccompanied'];

/** Unaccompanied children as the simulation takes them, where the data set says how many there are. */
export interface Unaccompanied extends OwnStream {
  readonly followed: boolean;
  readonly perYear: number;
  /** Of the stock, by the cells that hold them. */
  readonly younger: number;
  readonly independent: number;
  readonly olderFoster: number;
}

/**
 * The stream of unaccompanied children by area and band. They come and stay by a law of their own, so starts and stocks are
 * read without them. A data set without rows of its own has none.
 *
 * @param children children looked after in all areas
 * @param sizes child population by area, or children looked after
 */
export function unaccompaniedOf(inputs: ChildrenInputs, children: number, sizes: readonly number[]): Unaccompanied {
  const central = (id: string): number => inputs.assumptions.find((row) => row.id === id)!.central;
  const followed = COUNTS.every((id) => !inputs.assumptionsFromShipped.includes(id));
  const perYear = followed ? central('entries_unaccompanied') : 0;
  const stock = unaccompaniedStock(children, {
    followed,
    perYear,
    shareAtStart: followed ? central('unaccompanied_at_start') : 0,
    independent: central('unaccompanied_independent'),
  });
  const older = stock.independent + stock.olderFoster;
  const share = youngerShareFor(stock.younger + older, perYear);
  const all = sizes.reduce((sum, n) => sum + n, 0);
  const spread = (young: number, old: number): Float64Array =>
    Float64Array.from({ length: sizes.length * BANDS }, (_, c) => {
      const part = all > 0 ? sizes[Math.floor(c / BANDS)]! / all : 0;
      return c % BANDS === YOUNGER_BAND ? young * part : c % BANDS === OLDER_BAND ? old * part : 0;
    });
  return {
    followed,
    perYear,
    ...stock,
    starts: spread(perYear * share, perYear * (1 - share)),
    stock: spread(stock.younger, older),
  };
}
