import { parameterValues } from '../assumptions/sample.ts';
import { tableExitRates } from './exit-clocks.ts';
import { turnLuck } from './luck.ts';
import { MONTH } from './month.ts';
import { monthlyHazard, PARAMETER_NAMES } from './parameters.ts';
import { planProjects } from './processes/pipeline.ts';
import { tableMatches } from './processes/search/table-matches.ts';
import type { Recorder } from './recorder.ts';
import { siblingChance } from './siblings.ts';
import { youngerShare } from './unaccompanied.ts';
import { seatOthersInSecure, startDraw } from './start.ts';
import { resetState } from './state.ts';
import type { State } from './state.ts';
import { runStayClock } from './stays.ts';

/** Parameter set of a draw: two draws share one, so that what differs inside a pair is chance. */
export function parameterSetOf(draw: number): number {
  return Math.floor(draw / 2);
}

/**
 * Runs one draw: the parameter set floor(draw / 2), the chance sequence draw. The answer depends on plan, seed and draw
 * alone; a state may be used for any number of draws in any order.
 *
 * @param quantiles quantiles of the assumptions, 0 to 1, in the order of `plan.assumptions`, for a designed experiment;
 * NaN leaves an assumption to its parameter set
 */
export function runDraw(
  state: State,
  seed: number,
  draw: number,
  recorder: Recorder,
  quantiles?: ArrayLike<number>,
): void {
  const values = beginDraw(state, seed, draw, quantiles);
  const { plan } = state;
  runStayClock(state, 0);
  tableMatches(state);
  tableExitRates(state, values);
  planProjects(state);
  startDraw(state);
  seatOthersInSecure(state);
  recorder.begin(state);
  for (let month = 0; month < plan.months; month++) {
    state.month = month;
    for (const process of MONTH) process.apply(state);
    recorder.endMonth(state);
  }
}

/**
 * Months, from the first simulated one, in which the projects of a plan open in a draw: of its projects and of what levers
 * build, in the order of `plan.projects`. NEVER stands for a project that is given up or refused. The same months as in the
 * whole draw, without the market around it.
 */
export function projectMonthsOfDraw(state: State, seed: number, draw: number): Int32Array {
  beginDraw(state, seed, draw);
  planProjects(state);
  return Int32Array.from(state.projectMonth.subarray(0, state.plan.projects.length));
}

/** Sets parameters and luck to those of a draw, and all else to its start. Answers the values of the assumptions, in their order. */
function beginDraw(state: State, seed: number, draw: number, quantiles?: ArrayLike<number>): Float64Array {
  const { plan, parameters, luck } = state;
  resetState(state);
  const values = parameterValues(
    plan.assumptions,
    seed,
    parameterSetOf(draw),
    quantiles,
    plan.correlations,
    plan.posterior,
  );
  PARAMETER_NAMES.forEach((name, i) => {
    parameters[name] = values[plan.parameterAt[i]!]!;
  });
  turnLuck(luck, seed, draw, plan.geography.areaHashes);
  state.stepUpHazard = monthlyHazard(parameters.stepUp);
  state.stepDownHazard = monthlyHazard(parameters.stepDown);
  state.youngerShare = youngerShare(plan, parameters);
  state.siblingChance = siblingChance(plan, parameters);
  return values;
}
