// @ts-check

/** @typedef {import('./notebook-file.mjs').Output} Output */

/**
 * Adds what a kernel sent to the outputs of a cell. Text of one stream that follows itself is joined.
 *
 * @param {Output[]} outputs
 * @param {import('./wire.mjs').Message} message
 */
export function addOutput(outputs, { type, content }) {
  const last = outputs.at(-1);
  if (type === 'stream') {
    if (last?.output_type === 'stream' && last.name === content.name) last.text += content.text;
    else outputs.push({ output_type: 'stream', name: content.name, text: content.text });
  } else if (type === 'display_data') {
    outputs.push({ output_type: type, data: content.data, metadata: content.metadata ?? {} });
  } else if (type === 'execute_result') {
    const { execution_count, data, metadata = {} } = content;
    outputs.push({ output_type: type, execution_count, data, metadata });
  } else if (type === 'error') {
    const { ename, evalue, traceback } = content;
    outputs.push({ output_type: type, ename, evalue, traceback });
  }
}

/**
 * The error that a cell printed although the kernel called it done: a promise that nobody awaited, or a throw in a timer.
 *
 * @param {readonly Output[]} outputs
 * @returns {string | undefined}
 */
export function unnoticedError(outputs) {
  for (const output of outputs) {
    if (output.output_type !== 'stream' || output.name !== 'stderr') continue;
    const at = output.text.search(/^(UnhandledPromiseRejection|UncaughtException):/m);
    if (at >= 0) return output.text.slice(at);
  }
  return undefined;
}

/** All that a cell printed to its error stream. @param {readonly Output[]} outputs */
export const errorText = (outputs) =>
  outputs
    .filter((output) => output.name === 'stderr')
    .map((output) => output.text)
    .join('')
    .trim();
