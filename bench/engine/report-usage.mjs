// @ts-check
/* Loaded before another program: when it ends, writes what it used to the file that MARKET_STABILITY_USAGE names. */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.MARKET_STABILITY_USAGE;
if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { userCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(
      file,
      JSON.stringify({ wallSeconds: process.uptime(), userSeconds: userCPUTime / 1e6, peakMegabytes: maxRSS / 1024 }),
    );
  });
}
