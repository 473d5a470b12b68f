/*
 * How good are forecasts on countries that they were not made for? Draws countries and registers of many kinds, forecasts each
 * from rolling origins, and prints a table: errors beside the last count, and the shares inside the ranges.
 *
 *   node bench/countries/run.mjs [--seeds 11,12] [--draws 200] [--only TEXT]
 *
 * Takes half a minute of one processor for two seeds. A change of method is tried on some seeds and told by others.
 */
import { parseArgs } from 'node:util';
import { setUp } from '../../scripts/set-up.mjs';
import { built, projectFolder } from '../lib/project.mjs';
import { luck } from './luck.mjs';
import { regimes } from './regimes.mjs';

process.chdir(projectFolder);
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
const { values: told } = parseArgs({
  options: { seeds: { type: 'string' }, draws: { type: 'string' }, only: { type: 'string' } },
});
const seeds = (told.seeds ?? '11,12').split(',').map(Number);
const draws = Number(told.draws ?? 200);
const [{ forecastCounts }, { statisticsOf }, { countsOf, historyUntil }, { crpsOfDraws, crpsOfNormal }, { naive }] =
  await Promise.all(
    [
      'calibration/forecast/forecast-counts.js',
      'calibration/forecast/forecast-table.js',
      'calibration/history/count-history.js',
      'calibration/scores/crps.js',
      'calibration/references/naive.js',
    ].map(built),
  );

/** Adds the scores of all forecasts of a history to sums by level of area and kind of count; series that were always 0 are left out. */
function score(history, { from, to, register }, sums) {
  const last = history.dates.length - 1;
  const truth = history.groups.map((_, g) => history.areas.map((area) => countsOf(history, g, area)));
  for (let origin = from; origin <= Math.min(to ?? last - 1, last - 1); origin++) {
    const steps = Math.min(3, last - origin);
    const forecast = forecastCounts(historyUntil(history, origin), { steps, draws, seed: 1 });
    history.groups.forEach((group, g) => {
      const isTotal = group.parts.length > 0 || history.groups.length === 1;
      const label = isTotal ? 'total' : register ? group.labels.type : 'parts';
      history.areas.forEach((area, a) => {
        const { values } = truth[g][a];
        const past = [...values.subarray(0, origin + 1)].filter((v) => !Number.isNaN(v));
        const paths = forecast.of(g, area.code);
        if (Number.isNaN(values[origin]) || paths === undefined || past.length < 2 || past.every((v) => v === 0))
          return;
        naive(past, steps).forEach(({ mean, sd }, k) => {
          const came = values[origin + k + 1];
          if (Number.isNaN(came)) return;
          const own = paths.slice(k * draws, (k + 1) * draws);
          const { p50, p10, p90, p025, p975 } = statisticsOf(own);
          const key = `${area.level}, ${label}`;
          const sum = sums.get(key) ?? { n: 0, mae: 0, crps: 0, naiveMae: 0, naiveCrps: 0, in80: 0, in95: 0 };
          sums.set(key, sum);
          sum.n++;
          sum.mae += Math.abs(p50 - came);
          sum.naiveMae += Math.abs(mean - came);
          sum.crps += crpsOfDraws(own, came);
          sum.naiveCrps += crpsOfNormal(mean, sd, came);
          sum.in80 += came >= p10 && came <= p90 ? 1 : 0;
          sum.in95 += came >= p025 && came <= p975 ? 1 : 0;
        });
      });
    });
  }
}

const percent = (share) => `${(100 * share).toFixed(0)} %`;
console.log('| country or register | counts | forecasts | MAE | CRPS | in 80 % | in 95 % |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const [name, regime] of Object.entries(regimes)) {
  if (told.only !== undefined && !name.includes(told.only)) continue;
  const sums = new Map();
  for (const seed of seeds) score(regime.make(luck(seed * 7919 + name.length * 13)), regime, sums);
  for (const [key, s] of sums)
    console.log(
      `| ${[name, key, s.n, percent(s.mae / s.naiveMae - 1), percent(s.crps / s.naiveCrps - 1), (s.in80 / s.n).toFixed(2), (s.in95 / s.n).toFixed(2)].join(' | ')} |`,
    );
}
