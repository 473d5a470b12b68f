/** What is known of a unit that must be served: how far each draw is beyond its threshold, and what one more place does. */
export interface Response {
  /** One array of margins for each segment of time; 0 or more is a breach. */
  readonly margins: readonly Float64Array[];
  /** By how much one more place that is open in a segment lowers its margins, above 0. */
  readonly slopes: readonly number[];
}

const STEPS = 30;

/**
 * Least amounts open in each segment of time so that the share of draws that breach in any segment is at most `most`,
 * when margins fall in straight lines from where they are now. The chance of a breach is spread evenly: in each segment the
 * same share of draws is left beyond the threshold, the largest share for which the whole meets the bound. What is open
 * never falls from one segment to the next, for nothing is closed again.
 *
 * @param now amounts open in each segment now
 * @param responses of each area that the amounts serve; all of them must meet the bound
 * @returns whole amounts, from 0 up
 */
export function leastSchedule(now: readonly number[], responses: readonly Response[], most: number): number[] {
  const sorted = responses.map((r) => r.margins.map((m) => m.slice().sort().reverse()));
  const draws = responses[0]!.margins[0]!.length;
  const scheduleAt = (allowed: number): number[] => {
    let open = 0;
    return now.map((amount, j) => {
      const needed = responses.map((r, a) => {
        // The draw after those that may breach is the one to bring under the threshold.
        const margin = allowed >= draws ? -Infinity : sorted[a]![j]![allowed]!;
        return amount + margin / r.slopes[j]! + 1e-9;
      });
      open = Math.max(open, Math.ceil(Math.max(...needed)));
      return open;
    });
  };
  const meets = (schedule: readonly number[]): boolean =>
    responses.every((r) => {
      let count = 0;
      for (let d = 0; d < draws; d++) {
        if (schedule.some((n, j) => r.margins[j]![d]! - r.slopes[j]! * (n - now[j]!) >= 0)) count++;
      }
      return count <= Math.floor(most * draws + 1e-9);
    });
  let low = 0;
  let high = Math.floor(most * draws + 1e-9);
  let best = scheduleAt(high);
  if (meets(best)) return best;
  best = scheduleAt(low);
  for (let step = 0; step < STEPS && high - low > 1; step++) {
    const middle = (low + high) >> 1;
    const schedule = scheduleAt(middle);
    if (meets(schedule)) {
      low = middle;
      best = schedule;
    } else high = middle;
  }
  return best;
}
