import { SECTORS } from '../../domain/vocabulary.ts';

/** What a figure counts: a measure and the dimensions that it is split by, in the words of `outcomes.csv`. */
export interface Quantity {
  readonly measure: string;
  /** A placement type, or `all`. */
  readonly serviceType: string;
  readonly sector: string;
  readonly ageBand: string;
}

/** A quantity of a measure; each dimension is `all` unless named. */
export function quantity(measure: string, dimensions: Partial<Omit<Quantity, 'measure'>> = {}): Quantity {
  return { measure, serviceType: 'all', sector: 'all', ageBand: 'all', ...dimensions };
}

/** One text for each quantity, for look-ups. */
export function keyOf(q: Quantity): string {
  return `${q.measure}|${q.serviceType}|${q.sector}|${q.ageBand}`;
}

/**
 * Expected values of quantities by month and authority: `values[month * areas + area]`. A stock is its value at the end of
 * the month, a flow what happens in the month.
 */
export class ExpectedValues {
  readonly areas: number;
  readonly months: number;
  private readonly byKey = new Map<string, Float64Array>();

  constructor(areas: number, months: number) {
    this.areas = areas;
    this.months = months;
  }

  /** The array of a quantity, made of zeros when it is asked for the first time. */
  of(q: Quantity): Float64Array {
    const key = keyOf(q);
    let values = this.byKey.get(key);
    if (values === undefined) {
      values = new Float64Array(this.areas * this.months);
      this.byKey.set(key, values);
    }
    return values;
  }
}

/** Fills the quantity of a measure and service type over all sectors with the sum of those by sector. */
export function addSectors(values: ExpectedValues, measure: string, serviceType: string): void {
  const all = values.of(quantity(measure, { serviceType }));
  for (const sector of SECTORS) {
    const own = values.of(quantity(measure, { serviceType, sector }));
    for (let i = 0; i < all.length; i++) all[i]! += own[i]!;
  }
}
