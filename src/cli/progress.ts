import type { NumberSoFar } from '../experiments/watched-target.ts';
import type { CommandOutput } from './output.ts';

/**
 * Told how far a long task is, how to find out what is known so far of the number that it is about, and how much was done
 * before it began.
 */
export type Progress = (done: number, all: number, headline?: () => NumberSoFar | undefined, before?: number) => void;

const BAR = 20;
/** Milliseconds between two drawings of a bar. */
const BETWEEN = 200;

/**
 * Progress of a run: on a terminal a bar that redraws itself, with the time left; elsewhere one line for each tenth. Both
 * say the number that the run is about, with its Monte Carlo error and its status.
 *
 * @param what word for what is counted, such as `draws`
 * @param most whether the task may end before all are done
 */
export function progressLine(
  what: string,
  output: CommandOutput,
  terminal = process.stderr.isTTY === true,
  most = false,
): Progress {
  const started = performance.now();
  let tenth = 0;
  let drawn = -Infinity;
  return (done, all, headline, before = 0) => {
    const now = performance.now();
    const made = done - before;
    const left = made > 0 ? duration(((now - started) / 1000 / made) * (all - done)) : undefined;
    const ofAll = most ? `of at most ${number(all)}` : `of ${number(all)}`;
    if (terminal) {
      if (done < all && now - drawn < BETWEEN) return;
      drawn = now;
      const full = Math.round((BAR * done) / all);
      const time = left === undefined ? '' : `, about ${left} left`;
      const bar = `[${'#'.repeat(full)}${'-'.repeat(BAR - full)}]`;
      const line = `${bar} ${number(done)} ${ofAll} ${what}${time}${headlineWords(headline?.())}`;
      // A line that is wider than the terminal would go on to the next one, and stay there.
      process.stderr.write(`\r${line.slice(0, (process.stderr.columns || 80) - 1)}\u001b[K`);
      if (done === all) process.stderr.write('\r\u001b[K');
      return;
    }
    const tenths = Math.floor((10 * done) / all);
    if (tenths === tenth) return;
    tenth = tenths;
    const time = left === undefined || done === all ? '' : `, about ${left} left`;
    output.err(`${number(done)} ${ofAll} ${what}${time}${headlineWords(headline?.())}`);
  };
}

/** The number in words: what it is, its Monte Carlo error, and how firm it is. */
export function headlineWords(headline: NumberSoFar | undefined): string {
  if (headline === undefined) return '';
  const { target, value, mcError } = headline;
  const error = Number.isFinite(mcError)
    ? `, Monte Carlo error ${short(mcError)}`
    : ', Monte Carlo error not known yet';
  return `; ${target.title}: ${short(value)}${error} (${target.status})`;
}

const number = (value: number): string => value.toLocaleString('en-GB');
const short = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-GB', { maximumFractionDigits: 6 });

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 100 * 60) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.ceil(seconds / 3600)} h`;
}
