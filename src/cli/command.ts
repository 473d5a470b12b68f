import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { InputError } from '../domain/errors.ts';
import { wholeNumber } from '../experiments/run.ts';
import type { CommandOutput } from './output.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: O & { help: { type: 'boolean'; short: 'h' } } }>
>;

/** The words of a command: its options by name, and what stands without one. */
export interface Words<O extends Options> {
  readonly values: Parsed<O>['values'];
  readonly positionals: readonly string[];
}

/** A command of the command line. */
export interface CommandDefinition<O extends Options> {
  /** What --help prints, and what follows a misuse. */
  readonly usage: string;
  /** Options but for --help, which every command has. */
  readonly options: O;
  /** What is wrong with the words, in one sentence; undefined when nothing is. */
  readonly misuse?: (words: Words<O>) => string | undefined;
  /** Said when Ctrl-C has ended the work. */
  readonly stopped?: string;
  /**
   * Does the work and answers the exit code. Work that can end in good order asks `stopSignal` for the signal that Ctrl-C
   * gives; Ctrl-C ends the program at once before that, and where nobody asks.
   */
  readonly work: (words: Words<O>, stopSignal: () => AbortSignal) => Promise<number>;
}

/** Exit code of a program that Ctrl-C ends. */
export const INTERRUPTED = 130;

/**
 * Runs a command: reads its words, answers --help, and turns what is wrong with its input into one message and exit code 2.
 * A second Ctrl-C ends the program at once.
 */
export async function runCommandLine<const O extends Options>(
  definition: CommandDefinition<O>,
  args: readonly string[],
  output: CommandOutput,
): Promise<number> {
  const { usage, options, misuse, stopped = 'Stopped. Nothing was written.', work } = definition;
  const refuse = (message: string): number => {
    output.err(`${message}\n\n${usage}`);
    return 2;
  };
  let parsed: Parsed<O>;
  try {
    const config = { ...options, help: { type: 'boolean', short: 'h' } } as const;
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: config }) as Parsed<O>;
  } catch (error) {
    return refuse((error as Error).message);
  }
  if ((parsed.values as { readonly help?: boolean }).help === true) {
    output.out(usage);
    return 0;
  }
  const wrong = misuse?.(parsed);
  if (wrong !== undefined) return refuse(wrong);
  const stop = new AbortController();
  const interrupt = (): void => {
    stop.abort(new Error('interrupted'));
  };
  const stopSignal = (): AbortSignal => {
    if (process.listeners('SIGINT').every((listener) => listener !== interrupt)) process.once('SIGINT', interrupt);
    return stop.signal;
  };
  try {
    return await work(parsed, stopSignal);
  } catch (error) {
    if (stop.signal.aborted && error === stop.signal.reason) {
      output.err(stopped);
      return INTERRUPTED;
    }
    if (!(error instanceof InputError)) throw error;
    output.err(error.message);
    return 2;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

/** What is wrong with the words of a command about one scenario. */
export function oneScenario({ positionals }: { readonly positionals: readonly string[] }): string | undefined {
  if (positionals.length === 1) return undefined;
  return positionals.length === 0 ? 'No scenario is named.' : 'Only one scenario can be named.';
}

/**
 * The whole number that an option holds; undefined when it is not given.
 *
 * @throws InputError when the text is no whole number from `least` to `most`
 */
export function numberOf(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  return wholeNumber(name, /^\d+$/.test(text) ? Number(text) : NaN, least, most, text);
}
