import type { ConditionPrecision } from '../assumptions/condition/condition.ts';
import { conditionText } from '../assumptions/condition/condition-text.ts';
import { parseCondition } from '../assumptions/condition/parse-condition.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import { NotRecorded } from '../measures/condition-cells.ts';
import { targetsOf } from '../measures/condition-targets.ts';
import type { ConditionTarget } from '../measures/condition-targets.ts';
import { allSeries, defaultGrid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { NumberSoFar } from './watched-target.ts';

/** Draws after which a rule is judged for the first time; then after twice as many, and so on. Whole blocks. */
export const FIRST_CHECKPOINT = 100;
/** Standard errors on either side that hold 95 in 100. */
const ERRORS_OF_INTERVAL = 1.96;

/** A run stops when the numbers that it names are known well enough. */
export interface StopRule {
  /** The rule as it is written back. */
  readonly text: string;
  readonly condition: ConditionPrecision;
  readonly targets: readonly ConditionTarget[];
}

/** What a rule found at the number of draws at which it was judged last, for the record of the run. */
export interface StopVerdict {
  readonly rule: string;
  readonly met: boolean;
  /** Most draws that the run might have had. */
  readonly most_draws: number;
  readonly draws: number;
  /** Area of the number that is known least. */
  readonly area_code: string;
  readonly value: number;
  readonly mc_error: number;
  /** Half the width of its 95 % interval, and the most that the rule allows there; in its unit. */
  readonly half_width: number;
  readonly allowed: number;
}

/**
 * Reads a stop rule such as `mean of places_compliant residential on 2030-03-31 within 1 %`.
 *
 * @throws InputError when it is no such rule, or when a run of the plan does not have its figures
 */
export function readStopRule(text: string, plan: Plan): StopRule {
  const condition = orThrow(parseCondition(text, allSeries(), '--until'));
  const refuse = (problem: string, allowed: string): never => {
    const mend = 'Write for example: mean of places_compliant residential on 2030-03-31 within 1 %.';
    throw new InputError([{ kind: 'input', file: '--until', value: text, problem, allowed, mend }]);
  };
  if (condition.kind !== 'precision')
    return refuse('A stop rule says how sure a number must be, not how large.', 'A number and "within".');
  try {
    return { text: conditionText(condition), condition, targets: targetsOf(condition, plan, defaultGrid(plan)) };
  } catch (error) {
    if (error instanceof NotRecorded) return refuse(error.message, error.allowed);
    throw error;
  }
}

/**
 * Draws at which a run may stop: 100, 200, 400 and so on, and the most that it may have. They are fixed, so that the same
 * inputs stop at the same number whatever the threads.
 */
export function checkpointsOf(draws: number): number[] {
  const points: number[] = [];
  for (let at = FIRST_CHECKPOINT; at < draws; at *= 2) points.push(at);
  return [...points, draws];
}

/** Judges a rule by its numbers over the draws up to a checkpoint; the one that is known least decides. */
export function judge(rule: StopRule, numbers: readonly NumberSoFar[], mostDraws: number): StopVerdict {
  const { within, scale } = rule.condition;
  const judged = numbers.map((number) => {
    const half = ERRORS_OF_INTERVAL * number.mcError;
    const allowed = scale === 'relative' ? within * Math.abs(number.value) : within;
    // An error that is not a number is one of too few draws to tell. A figure that no draw has changed yet may still be
    // changed by a rare one: its error of nought tells nothing. Of a probability the rule of three tells.
    const tells = number.varies || number.target.statistic === 'probability';
    return { number, half, allowed, met: tells && half <= allowed };
  });
  const widest = judged.reduce((most, one) => (worse(one, most) ? one : most));
  const { target, value, mcError, draws } = widest.number;
  return {
    rule: rule.text,
    met: judged.every((one) => one.met),
    most_draws: mostDraws,
    draws,
    area_code: target.areaCode,
    value,
    mc_error: mcError,
    half_width: widest.half,
    allowed: widest.allowed,
  };
}

function worse(a: { half: number; allowed: number }, b: { half: number; allowed: number }): boolean {
  const share = ({ half, allowed }: { half: number; allowed: number }): number =>
    Number.isNaN(half) ? Infinity : allowed > 0 ? half / allowed : half > 0 ? Infinity : 0;
  return share(a) > share(b);
}
