// @ts-check
/* How things are timed: in turn, several rounds, medians with their spread. */

/** @typedef {import('./program.mjs').Times} Times */
/** @typedef {{ median: number, least: number, most: number }} Spread */
/** @typedef {{ userMs: Spread, wallMs: Spread }} Timed milliseconds a unit of work */
/** @typedef {{ rounds: number, warmSeconds: number, roundSeconds: number }} Effort */

/**
 * Median, least and most of some figures.
 *
 * @param {readonly number[]} figures
 * @returns {Spread}
 */
export function spreadOf(figures) {
  const sorted = [...figures].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted[sorted.length - 1] };
}

/**
 * Something to time: does a number of units of its work and says how long that took. `units` fixes how many make a round;
 * without it, as many as fill the time of a round.
 *
 * @typedef {{ name: string, units?: number, run: (units: number) => Promise<Times> }} Contestant
 */

/**
 * Times contestants in turn, A B C A B C, so that a machine that slows down slows them all. Each is warmed up first.
 *
 * @param {readonly Contestant[]} contestants
 * @param {Effort} effort
 * @returns {Promise<Map<string, Timed>>}
 */
export async function inTurn(contestants, { rounds, warmSeconds, roundSeconds }) {
  /** @type {number[]} */
  const counts = [];
  for (const { run, units } of contestants) {
    let [spent, batch, secondsAUnit] = [0, units ?? 1, 0];
    while (spent < warmSeconds) {
      const { wallSeconds } = await run(batch);
      spent += wallSeconds;
      secondsAUnit = Math.max(wallSeconds, 1e-6) / batch;
      batch = units ?? Math.min(batch * 2, Math.max(1, Math.floor((warmSeconds - spent) / secondsAUnit)));
    }
    counts.push(units ?? Math.max(1, Math.round(roundSeconds / secondsAUnit)));
  }
  /** @type {Times[][]} */
  const times = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { run }] of contestants.entries()) times[i].push(await run(counts[i]));
  }
  return new Map(
    contestants.map(({ name }, i) => [
      name,
      {
        userMs: spreadOf(times[i].map((t) => (t.userSeconds * 1000) / counts[i])),
        wallMs: spreadOf(times[i].map((t) => (t.wallSeconds * 1000) / counts[i])),
      },
    ]),
  );
}
