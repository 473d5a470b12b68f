import type { StudyAnswer } from '../study.ts';

/** An answer and the order by which it was made: which draws, with which seed. */
export interface KnownAnswer extends StudyAnswer {
  readonly seed: number;
  readonly firstDraw: number;
}

/**
 * Refuses two answers that do not hold the same draws in the same order: what differs between them would then be luck.
 *
 * @throws Error that says in what they differ
 */
export function refuseUnlike(a: StudyAnswer, b: StudyAnswer): void {
  const order = (x: StudyAnswer): readonly [string, unknown][] => {
    const { seed, firstDraw } = x as Partial<KnownAnswer>;
    return [
      ['data', x.plan.dataDigest],
      ['first month', x.plan.startMonth],
      ['seed', seed],
      ['first draw', firstDraw],
      ['draws', x.draws],
      ['points', x.points],
    ];
  };
  const other = order(b);
  order(a).forEach(([what, value], i) => {
    if (value !== other[i]![1])
      throw new Error(`the answers are not of the same draws: ${what} ${String(value)} and ${String(other[i]![1])}`);
  });
}
