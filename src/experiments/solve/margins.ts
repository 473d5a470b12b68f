import type { IsoDate } from '../../domain/calendar.ts';
import { datesOfRun, runOfPath } from '../../measures/headline.ts';
import type { StudyAnswer } from '../study.ts';
import type { SolveTolerance } from './tolerance.ts';

/** What a figure at the threshold of a strict comparison is below it. */
const STRICT = 1e-6;

/**
 * How far a draw is beyond the threshold, in the unit of the figure: the largest number that the figure stays at or above
 * for as many periods running as are asked, less the threshold (with the sign turned where small figures are unwelcome).
 * 0 or more is a breach; where the comparison is strict, a figure at the threshold is a little below 0. Over the windows
 * that end in a segment; lower than any number where none does.
 *
 * @param ends last days of the segments, ascending; the first begins with the tolerance
 * @returns for each segment one number a draw
 */
export function marginsOf(
  answer: StudyAnswer,
  tolerance: SolveTolerance,
  area: string,
  ends: readonly IsoDate[],
): Float64Array[] {
  const { plan, grid, rows } = answer;
  const run = runOfPath(plan, grid, { ...tolerance.path, area_code: area });
  const dates = datesOfRun(plan, run);
  const strict = tolerance.comparison.length === 1 ? STRICT : 0;
  const sign = tolerance.comparison.startsWith('>') ? 1 : -1;
  const first = dates.findIndex((date) => date >= tolerance.from);
  const last = dates.findLastIndex((date) => date <= tolerance.to);
  const segments = ends.map(() => new Float64Array(answer.draws).fill(-Infinity));
  for (let d = 0; d < answer.draws; d++) {
    const at = d * grid.cells + run.first;
    for (let k = first + tolerance.running - 1; k <= last; k++) {
      let held = Infinity;
      for (let i = k - tolerance.running + 1; i <= k; i++) held = Math.min(held, sign * rows[at + i]!);
      const segment = segments[ends.findIndex((end) => dates[k]! <= end)]!;
      segment[d] = Math.max(segment[d]!, held - sign * tolerance.threshold - strict);
    }
  }
  return segments;
}

/** For each draw whether it breaches in any of the segments: 1 or 0. */
export function breaches(segments: readonly Float64Array[]): Uint8Array {
  return Uint8Array.from(segments[0]!, (_, d) => (segments.some((s) => s[d]! >= 0) ? 1 : 0));
}
