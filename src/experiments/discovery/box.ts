/** Limits of a box, two numbers a quantity: at least `low`, at most `high`; infinite where there is no limit. */
export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Futures: the values of the uncertain quantities of each, and how much of it misses. */
export interface Futures {
  /** Quantities of a future. */
  readonly width: number;
  /** Row by future: `values[future * width + quantity]`. */
  readonly values: Float64Array;
  /** Share of the draws of a future that miss, 0 to 1. */
  readonly missed: Float64Array;
}

/** How well a box tells the futures that miss from the others. */
export interface BoxFit {
  /** Futures inside. */
  readonly inside: number;
  /** Share of all futures that is inside. */
  readonly mass: number;
  /** Share of the futures inside that miss. */
  readonly density: number;
  /** Share of all misses that is inside. */
  readonly coverage: number;
}

/** The box without limits. */
export function openBox(width: number): Box {
  return { low: new Float64Array(width).fill(-Infinity), high: new Float64Array(width).fill(Infinity) };
}

export function copyOf({ low, high }: Box): Box {
  return { low: low.slice(), high: high.slice() };
}

/** Quantities on which a box has a limit. */
export function limitedIn({ low, high }: Box): number[] {
  return Array.from(low, (_, q) => q).filter((q) => low[q]! > -Infinity || high[q]! < Infinity);
}

/** The same box without its limits on one quantity. */
export function without(box: Box, quantity: number): Box {
  const wider = copyOf(box);
  wider.low[quantity] = -Infinity;
  wider.high[quantity] = Infinity;
  return wider;
}

export function isInside({ low, high }: Box, { values, width }: Futures, future: number): boolean {
  for (let q = 0; q < width; q++) {
    const value = values[future * width + q]!;
    if (value < low[q]! || value > high[q]!) return false;
  }
  return true;
}

/** How a box fits futures, all of them or those of a list. */
export function fitOf(box: Box, futures: Futures, some?: ArrayLike<number>): BoxFit {
  const { missed } = futures;
  const count = some?.length ?? missed.length;
  let inside = 0;
  let missedInside = 0;
  let missedAll = 0;
  for (let i = 0; i < count; i++) {
    const f = some === undefined ? i : some[i]!;
    missedAll += missed[f]!;
    if (!isInside(box, futures, f)) continue;
    inside++;
    missedInside += missed[f]!;
  }
  return {
    inside,
    mass: count === 0 ? 0 : inside / count,
    density: inside === 0 ? 0 : missedInside / inside,
    coverage: missedAll === 0 ? 0 : missedInside / missedAll,
  };
}
