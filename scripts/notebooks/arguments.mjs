// @ts-check
import { parseArgs } from 'node:util';

/**
 * Reads `[--cell-seconds N] [--executed FOLDER] [--full] [NOTEBOOK...]`. Ends the process with exit code 2 when it is wrong.
 *
 * @param {readonly string[]} given
 * @param {{ full?: boolean }} takes full: whether the script makes the full results too
 */
export function readArguments(given, takes = {}) {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      allowPositionals: true,
      options: { 'cell-seconds': { type: 'string' }, executed: { type: 'string' }, full: { type: 'boolean' } },
    });
    const seconds = values['cell-seconds'];
    const cellSeconds = seconds === undefined ? undefined : Number(seconds);
    if (cellSeconds !== undefined && !(cellSeconds > 0)) {
      throw new Error(`--cell-seconds needs a number above 0; found "${seconds}".`);
    }
    const full = values.full === true;
    if (full && takes.full !== true) throw new Error('--full belongs to npm run full alone.');
    return { cellSeconds, executed: values.executed, full, names: positionals };
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exit(2);
  }
}

/** Ends the kernels too when the user presses Ctrl-C: `exit` is what they listen to. */
export function endOnSignals() {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
}
