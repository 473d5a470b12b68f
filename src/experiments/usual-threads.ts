import { availableParallelism } from 'node:os';
import { InputError } from '../domain/errors.ts';

const VARIABLE = 'MARKET_STABILITY_THREADS';

/**
 * Threads of a run that is told no number: all processors. A program that makes several runs at once, such as `npm start`, says
 * in MARKET_STABILITY_THREADS how many each may have, so that they do not take the processors from one another. It changes
 * how long a run takes and no figure.
 *
 * @throws InputError when the variable holds no whole number from 1 to 256
 */
export function usualThreads(): number {
  const text = process.env[VARIABLE];
  if (text === undefined || text === '') return availableParallelism();
  const threads = Number(text);
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads;
  const problem = 'This is not a number of threads.';
  const mend = 'Set the environment variable to such a number, or take it away.';
  throw new InputError([
    { kind: 'input', file: VARIABLE, value: text, problem, allowed: 'A whole number from 1 to 256.', mend },
  ]);
}
