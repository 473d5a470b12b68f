import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { loadDataSet } from '../../../src/data/data-set.ts';
import { InputError, orThrow } from '../../../src/domain/errors.ts';
import { fit } from '../../../src/reporting/fit/fit.ts';
import { runDraw } from '../../../src/simulation/draw.ts';
import { buildPlan } from '../../../src/simulation/plan/build-plan.ts';
import { createState } from '../../../src/simulation/create-state.ts';
import { temporaryFolder, threeAreasWith } from '../../data/temporary-folder.ts';
import { Lives } from '../../simulation/lives.ts';
import { plainScenario } from '../../simulation/small-country.ts';

const header = 'year_ending,area_code,age_band,measure,children,children_low,children_high,status,source';
const flow = (year: number, area: string, band: string, n: string): string =>
  `${year}-03-31,${area},${band},started,${n},published,made up`;
const flows = [
  header,
  ...[2022, 2023, 2024].flatMap((year) => [
    flow(year, 'T01', 'all', `${14 + (year % 3)},,`),
    flow(year, 'T02', '0', ',0,4'),
    flow(year, 'T02', '1-4', '5,,'),
    flow(year, 'T02', '5-9', ',0,4'),
    flow(year, 'T02', '10-15', '6,,'),
    flow(year, 'T02', '16-17', ',0,4'),
    flow(year, 'LAND', 'all', '48,,'),
  ]),
].join('\n');

let set: string;
let out: string;
let made: Awaited<ReturnType<typeof fit>>;

beforeAll(async () => {
  set = await threeAreasWith(await temporaryFolder(), { 'flows.csv': `${flows}\n` });
  out = join(set, 'fitted');
  made = await fit({ file: join(set, 'children.csv'), sets: 100, out });
});

it('writes the tables of a data set, what is behind them, a picture, a page and a manifest that says what was absent', async () => {
  const names = ['assumptions.csv', 'exposure.csv', 'fit.md', 'flows.csv', 'manifest.json', 'mix.csv', 'needs.csv'];
  expect((await readdir(out)).sort()).toEqual([...names, 'posterior.parquet', 'rates.png', 'rates.svg', 'stays.csv']);
  expect(made.repairs.map((r) => r.found)).toContain('no table population');
  const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest['origins']).toMatchObject({ flows: 'data set', population: 'none' });
  expect(await readFile(join(out, 'fit.md'), 'utf8')).toContain('no table population');
});

it('is read by a data set, whose runs start as many children as were fitted', async () => {
  const copy = await threeAreasWith(await temporaryFolder(), {});
  for (const name of ['flows.csv', 'stays.csv', 'needs.csv', 'posterior.parquet'])
    await cp(join(out, name), join(copy, name));
  const own = await readFile(join(copy, 'assumptions.csv'), 'utf8');
  const fitted = (await readFile(join(out, 'assumptions.csv'), 'utf8')).trimEnd().split('\r\n').slice(1);
  const ids = fitted.map((line) => line.split(',')[0]!);
  const kept = own
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => !ids.includes(line.split(',')[0]!));
  await writeFile(join(copy, 'assumptions.csv'), [...kept, ...fitted].join('\n') + '\n');
  const data = orThrow(await loadDataSet(copy));
  expect(data.posterior?.ids).toEqual(['entries', 'entries_trend', 'entries_overdispersion', 'stay_scale']);
  const total = data.flows.reduce((sum, row) => sum + row.children!, 0);
  // The year, its rates and its luck; growth is left out, so that the first year is that of the fit.
  const fixed = { entries: total, entries_trend: 0, entries_overdispersion: 1.5 };
  const plan = orThrow(buildPlan(data, plainScenario('2025-03-31', { assumptions: fixed })));
  const lives = new Lives();
  const counts = Array.from({ length: 20 }, (_, draw) => {
    runDraw(createState(plan), 1, draw, lives);
    return lives.all.filter((life) => life.entry >= 0).length;
  });
  const mean = counts.reduce((s, n) => s + n, 0) / counts.length;
  // Variance 1.5 times the mean, twenty draws; four standard errors.
  expect(Math.abs(mean - total)).toBeLessThan(4 * Math.sqrt((1.5 * total) / 20));
});

it('refuses tables of children beside a register', async () => {
  const file = join(set, 'register-history.csv');
  const services = (await readFile(join(set, 'services.csv'), 'utf8')).trimEnd().split(/\r?\n/);
  await writeFile(
    file,
    services.map((line, i) => (i === 0 ? `snapshot_date,${line}` : `2024-03-31,${line}`)).join('\n') + '\n',
  );
  await expect(fit({ file, flows: join(set, 'flows.csv') })).rejects.toThrow(InputError);
});
