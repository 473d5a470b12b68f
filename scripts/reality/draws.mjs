import { runDraw } from '../../dist/simulation/draw.js';
import { createState } from '../../dist/simulation/state.js';

/**
 * Runs draws of a plan one after the other and keeps what a reader makes of each.
 *
 * @template T
 * @param {import('../../dist/simulation/plan/plan.js').Plan} plan
 * @param {number} draws
 * @param {(state: import('../../dist/simulation/state.js').State, month: number, kept: T) => void} look month -1 is the start
 * @param {() => T} fresh what a draw begins with
 * @returns {T[]}
 */
export function eachDraw(plan, draws, fresh, look) {
  const state = createState(plan);
  return Array.from({ length: draws }, (_, draw) => {
    const kept = fresh();
    runDraw(state, 1, draw, {
      begin: (s) => look(s, -1, kept),
      endMonth: (s) => look(s, s.month, kept),
    });
    return kept;
  });
}

/** Sum of the cells of a counter in which the position inside an area's row is wanted. */
export function sumOf(values, width, wanted) {
  let sum = 0;
  for (let i = 0; i < values.length; i++) if (wanted(i % width)) sum += values[i];
  return sum;
}

/** Mean, 5th and 95th percentile of numbers. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (p) => {
    const x = p * (sorted.length - 1);
    const low = Math.floor(x);
    return sorted[low] + (x - low) * (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]);
  };
  return { mean: values.reduce((s, v) => s + v, 0) / values.length, low: at(0.05), high: at(0.95) };
}

/** A spread in words, with so many decimals and a unit behind each number. */
export function rangeWords({ mean, low, high }, decimals = 0, unit = '') {
  const number = (v) => v.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  const short = `${number(low)} to ${number(high)}${unit}`;
  return number(low) === number(high) ? `${number(mean)}${unit}` : `${number(mean)}${unit} (${short})`;
}
