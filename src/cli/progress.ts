import type { CommandOutput } from './output.ts';

/** Told how far a long task is. */
export type Progress = (done: number, all: number) => void;

/**
 * Progress of a run: a line that renews itself on a terminal, with the time left; one line for each tenth elsewhere.
 *
 * @param what word for what is counted, such as `draws`
 */
export function progressLine(what: string, output: CommandOutput, terminal = process.stderr.isTTY === true): Progress {
  const started = performance.now();
  let tenth = 0;
  return (done, all) => {
    const seconds = (performance.now() - started) / 1000;
    const left = done > 0 ? Math.ceil((seconds / done) * (all - done)) : 0;
    if (terminal) {
      process.stderr.write(`\r${done} of ${all} ${what}, about ${left} s left \u001b[K`);
      if (done === all) process.stderr.write('\r\u001b[K');
      return;
    }
    const now = Math.floor((10 * done) / all);
    if (now === tenth) return;
    tenth = now;
    output.err(`${done} of ${all} ${what}`);
  };
}
