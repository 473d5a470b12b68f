import type { StayResponse } from './stay-response.ts';

/** A published count that tells of rates of entry: of some cells (area and age band) together, in one year. */
export interface RateObservation {
  /** `started`: starts of a year. `stock`: children looked after at its end. */
  readonly kind: 'started' | 'stock';
  /** Cells, as area x bands + band at entry. */
  readonly cells: Int32Array;
  /** Child-years of each of those cells in that year. */
  readonly exposure: Float64Array;
  /** Least and most that the count can be. */
  readonly low: number;
  readonly high: number;
  /** Children in the count who come by a law of their own (unaccompanied). */
  readonly offset: number;
  /** Year, 0 being the first of the problem. */
  readonly year: number;
  /** Stock: age bands that it counts, by number. */
  readonly ages: readonly number[];
  /** Stock: how far, as a share, the stays behind it may differ from those of the table. */
  readonly doubt: number;
}

/** All that rates of entry are fitted to. */
export interface RateProblem {
  readonly areas: number;
  readonly bands: number;
  /** Years; rates are those of the last one. */
  readonly years: number;
  readonly observations: readonly RateObservation[];
  /** Needed where a stock is observed. */
  readonly response?: StayResponse | undefined;
  /** Spread of the logarithm of the stretch of stays before anything is seen. */
  readonly stretchSpread: number;
  /** Spread of each age band's own stretch about it; 0 where all have one. */
  readonly ownStretchSpread: number;
}

/** What is believed before anything is seen: general experience with children in care, the same for every country. */
export interface RatePriors {
  /** Starts a child and year: logarithm of the middle, and its spread. */
  readonly logRate: readonly [number, number];
  /** Logarithm of the shape with which areas differ, and its spread. */
  readonly logAreaShape: readonly [number, number];
  /** The same for the age bands of one area. */
  readonly logCellShape: readonly [number, number];
  /** Logarithm of the spread (variance over mean) less one, and its spread. */
  readonly logOver: readonly [number, number];
  /** Spread of the growth of a country about none. */
  readonly growth: number;
  /** Usual spread of a country's growth from year to year, and the years that this counts for. */
  readonly shock: readonly [number, number];
}

export const RATE_PRIORS: RatePriors = {
  logRate: [Math.log(0.003), 1.5],
  logAreaShape: [Math.log(10), 1.2],
  logCellShape: [Math.log(30), 1.2],
  logOver: [Math.log(0.6), 1],
  growth: 0.03,
  shock: [0.04, 3],
};

/** Draws of what was fitted, one row a parameter set. */
export interface RateDraws {
  readonly draws: number;
  /** Starts a child-year in the last year, by draw and cell: `[draw * cells + cell]`. */
  readonly rates: Float64Array;
  /** Starts a child-year of the whole country by draw and band, areas at their middle. */
  readonly bandRates: Float64Array;
  /** Variance of a count over its mean. */
  readonly spread: Float64Array;
  /** Logarithm of the level of each year beside the last one, by draw and year. */
  readonly levels: Float64Array;
  /** Growth a year, as a logarithm, about which years scatter, and that scatter. */
  readonly growth: Float64Array;
  readonly shock: Float64Array;
  /** Stretch of stays by draw and band. */
  readonly stretch: Float64Array;
  /** Children of all observed stocks together who came by these rates, as they are expected. */
  readonly stock: Float64Array;
  readonly areaShape: Float64Array;
  readonly cellShape: Float64Array;
}
