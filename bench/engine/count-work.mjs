// @ts-check
/*
 * Counts what one draw of the engine does: random words and entries in calendars. Counted by V8's own block counters, so
 * that the engine carries no counter and the count is exact. Prints one line of JSON.
 *
 *   node bench/engine/count-work.mjs [DRAWS]
 */
import { readFileSync } from 'node:fs';
import inspector from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** The last line of each block of Threefry-2x32-20: a block makes two words. */
const BLOCK_END = /\+ key0 \+ 5\) \| 0/g;
/** The functions that put something into a calendar. */
const CALENDAR = /^(setEvent|enterCalendar)$/;

const draws = Number(process.argv[2] ?? 4);
const session = new inspector.Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
// Loaded after the counters are on, or else they would miss what is compiled before.
const [{ planOf }, { built }] = [await import('../lib/plan.mjs'), await import('../lib/project.mjs')];
const [{ createState }, { runDraw }] = [await built('simulation/create-state.js'), await built('simulation/draw.js')];
const plan = await planOf();
const state = createState(plan);
let childMonths = 0;
const counting = {
  begin() {},
  /** @param {{ counters: { lookedAfter: Float64Array } }} now */
  endMonth: (now) => {
    for (const n of now.counters.lookedAfter) childMonths += n;
  },
};
await counts();
for (let draw = 0; draw < draws; draw++) runDraw(state, 1, draw, counting);
const { blocks, entries } = await counts();
session.disconnect();

const words = blocks * 2;
if (words === 0)
  throw new Error('No random word was counted: the engine makes them in a way that the bench does not know.');
console.log(
  JSON.stringify({
    draws,
    wordsPerDraw: Math.round(words / draws),
    calendarEntriesPerDraw: Math.round(entries / draws),
    childMonthsPerDraw: Math.round(childMonths / draws),
  }),
);

/** Blocks of random words and entries in calendars since the last call, which sets the counters back to zero. */
async function counts() {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let [blocks, entries] = [0, 0];
  for (const script of result) {
    if (!/\/dist\/(random|simulation)\//.test(script.url)) continue;
    for (const { functionName, ranges } of script.functions)
      if (CALENDAR.test(functionName)) entries += ranges[0].count;
    for (const match of readFileSync(fileURLToPath(script.url), 'utf8').matchAll(BLOCK_END)) {
      const inside = script.functions
        .flatMap((f) => f.ranges)
        .filter((r) => r.startOffset <= match.index && match.index < r.endOffset)
        .sort((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset));
      blocks += inside[0]?.count ?? 0;
    }
  }
  return { blocks, entries };
}
