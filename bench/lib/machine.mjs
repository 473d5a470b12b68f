// @ts-check
import { cpus, totalmem } from 'node:os';

const SYSTEMS = /** @type {Record<string, string>} */ ({ linux: 'Linux', darwin: 'macOS', win32: 'Windows' });

/** The machine in words: processors, memory and system; no name and no path. */
export function machineInWords() {
  const processors = cpus();
  const model = processors[0]?.model.replace(/\s+/g, ' ').trim() ?? 'unknown';
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return `${processors.length} processors (${model}), ${gibibytes} GiB of memory, ${SYSTEMS[process.platform] ?? process.platform}`;
}
