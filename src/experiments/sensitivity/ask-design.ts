import type { Grid } from '../../measures/grid.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyDesk, StudyOptions } from '../study.ts';
import { marksOf } from './design.ts';
import type { Design, DesignAnswers } from './design.ts';
import { targetReader } from './targets.ts';
import type { Target } from './targets.ts';

/** Draws of a plan at the rows of a design. */
export interface PlanAnswers extends DesignAnswers {
  readonly plan: Plan;
  readonly grid: Grid;
  /** Row after row of `grid.cells` figures. */
  readonly figures: Float32Array;
}

/**
 * Draws a plan at each row of a design, each with the luck that the design gives it.
 *
 * @param desk a desk of studies that records the paths of the targets
 */
export async function askDesign(
  desk: StudyDesk,
  plan: Plan,
  design: Design,
  options: Omit<StudyOptions, 'threads'> = {},
): Promise<PlanAnswers> {
  const { points, lucks } = design;
  const question = { plan, seed: design.layout.seed, draws: 1, quantiles: points, later: lucks };
  const [answer] = await desk.ask([question], options);
  const marks = marksOf(question.quantiles, question.later, plan.assumptions.length);
  return { designDigest: design.digest, model: plan.digest, marks, plan, grid: answer!.grid, figures: answer!.rows };
}

/** Values of a target, one for each row of the design that was asked. */
export function targetValues({ plan, grid, figures }: PlanAnswers, target: Target): Float64Array {
  const read = targetReader(plan, grid, target);
  return Float64Array.from({ length: figures.length / grid.cells }, (_, r) =>
    read(figures.subarray(r * grid.cells, (r + 1) * grid.cells)),
  );
}
