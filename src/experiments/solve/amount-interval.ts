import { bootstrapIntervals } from '../robustness/resampled.ts';
import type { Interval } from '../robustness/resampled.ts';
import { leastSchedule } from './least-schedule.ts';
import type { Response } from './least-schedule.ts';
import type { SearchResult } from './search.ts';

/**
 * How sure the amounts are: parameter sets are drawn anew, the least schedule is worked out again from the margins at the
 * answer with straight lines, and the middle 95 % of 400 such answers is the interval. It holds what other draws would have
 * changed, and nothing of what the model itself leaves out.
 *
 * @param figures turns what is open in each unit and segment into the numbers whose intervals are wanted
 */
export function amountIntervals(
  result: SearchResult,
  units: readonly (readonly number[])[],
  most: number,
  bounds: readonly (readonly number[])[],
  figures: (open: readonly (readonly number[])[]) => readonly number[],
  seed: number,
): Interval[] {
  const sets = result.margins[0]![0]!.length >> 1;
  return bootstrapIntervals(
    sets,
    (drawn) => {
      const open = units.map((own, u) => {
        const responses = own.map((a): Response => ({
          margins: result.margins[a]!.map((m) => resampled(m, drawn)),
          slopes: result.slopes[a]!,
        }));
        return leastSchedule(result.open[u]!, responses, most).map((n, j) => Math.min(n, bounds[u]![j]!));
      });
      return figures(open);
    },
    seed,
  );
}

function resampled(margins: Float64Array, sets: Int32Array): Float64Array {
  const out = new Float64Array(2 * sets.length);
  sets.forEach((set, k) => {
    out[2 * k] = margins[2 * set]!;
    out[2 * k + 1] = margins[2 * set + 1]!;
  });
  return out;
}
