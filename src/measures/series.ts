import type { Period } from '../domain/calendar.ts';

/** How often a series is reported at each level of area; left out where it is not. */
export interface Levels {
  readonly country?: Period;
  readonly region?: Period;
  readonly authority?: Period;
}

/** One thing that is recorded: a measure with one value for every dimension, for areas of some levels. */
export interface Series {
  readonly measure: string;
  readonly unit: string;
  /** Whether the area is that of the child's authority or that in which the place lies. */
  readonly areaRole: 'responsible' | 'located';
  readonly serviceType: string;
  readonly sector: string;
  readonly ageBand: string;
  readonly needClass: string;
  readonly reason: string;
  readonly providerCountry: string;
  /** A stock is read at the end of a period; a flow is summed over it; a ratio is made from stocks of the same area. */
  readonly kind: 'stock' | 'flow' | 'ratio';
  readonly levels: Levels;
  /** Which counts are behind it: the baseline of children, the register of services, or both; money rests on prices too. */
  readonly evidence: 'children' | 'places' | 'both' | 'money';
  /** Numbers for which the share of draws that reach them is reported. */
  readonly thresholds: readonly number[];
}

/** A series with the dimensions that are not `all` filled in. */
export function series(
  measure: string,
  unit: string,
  areaRole: Series['areaRole'],
  kind: Series['kind'],
  evidence: Series['evidence'],
  levels: Levels,
  dimensions: Partial<Series> = {},
): Series {
  return {
    measure,
    unit,
    areaRole,
    kind,
    evidence,
    levels,
    serviceType: 'all',
    sector: 'all',
    ageBand: 'all',
    needClass: 'all',
    reason: 'all',
    providerCountry: 'all',
    thresholds: [],
    ...dimensions,
  };
}
