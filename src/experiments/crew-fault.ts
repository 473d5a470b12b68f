import { InputError } from '../domain/errors.ts';
import type { InputProblem } from '../domain/errors.ts';
import { systemFault } from './write-problem.ts';

/** An error on its way from one thread to another, where only plain values pass. */
export interface Fault {
  readonly message: string;
  readonly stack?: string;
  readonly code?: string;
  readonly path?: string;
  readonly problems?: readonly InputProblem[];
}

/** Packs an error. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { message: String(error) };
  return {
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...systemFault(error),
    ...(error instanceof InputError ? { problems: error.problems } : {}),
  };
}

/** Unpacks an error. */
export function errorOf({ message, stack, code, path, problems }: Fault): Error {
  if (problems !== undefined) return new InputError(problems);
  const error = Object.assign(
    new Error(message),
    code === undefined ? {} : { code },
    path === undefined ? {} : { path },
  );
  if (stack !== undefined) error.stack = stack;
  return error;
}
