// @ts-check
/* Loaded before another program: when it ends, writes what it used to the file that MARKET_STABILITY_USAGE names. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Most memory of this program. Linux counts what its parent held at the start into maxRSS, but not into VmHWM. */
function peakKibibytes() {
  const status = '/proc/self/status';
  const peak = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  return peak === undefined ? process.resourceUsage().maxRSS : Number(peak);
}

const file = process.env.MARKET_STABILITY_USAGE;
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const userSeconds = process.resourceUsage().userCPUTime / 1e6;
    const peakMebibytes = peakKibibytes() / 1024;
    writeFileSync(file, JSON.stringify({ wallSeconds: process.uptime(), userSeconds, peakMebibytes }));
  });
}
