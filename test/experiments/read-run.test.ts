import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { readRun } from '../../src/experiments/read-run.ts';
import type { FinishedRun } from '../../src/experiments/read-run.ts';
import { run } from '../../src/experiments/run.ts';

const folder = await temporaryFolder();
const out = join(folder, 'run');
let read: FinishedRun;
let csv: Record<string, string>[];
beforeAll(async () => {
  const scenario = await shortScenario(folder);
  await run({ scenario, dataDir: THREE_AREAS, draws: 4, threads: 1, out });
  read = await readRun(out);
  csv = parse(await readFile(join(out, 'outcomes.csv')), { columns: true });
}, 120_000);

const textsOf = (row: object): string => {
  const { value: _value, mc_error: _error, ...texts } = row as Record<string, unknown>;
  return Object.values(texts).join();
};

describe('a run that is read from its folder', () => {
  it('has the rows of the CSV, in its order, and numbers that agree with it to its digits', () => {
    expect(read.rows.length).toBe(csv.length);
    const rows = [...read.rows];
    expect(rows.map(textsOf)).toEqual(csv.map(textsOf));
    expect(Object.keys(rows[0]!)).toEqual(Object.keys(csv[0]!));
    // The CSV has seven digits of a number that the file of columns holds to 24 bits: apart by half of the seventh digit and
    // by what 24 bits leave out.
    const isApart = (value: number, text: string): boolean => {
      if (Number.isNaN(value) || text === '') return Number.isNaN(value) !== (text === '');
      const digit = value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 6);
      return Math.abs(value - Number(text)) > digit / 2 + Math.abs(value) * 2 ** -24;
    };
    const apart = rows.filter((row, i) => isApart(row.value, csv[i]!['value']!));
    expect(apart).toEqual([]);
    expect(csv.filter((row, i) => Number.isNaN(rows[i]!.mc_error) !== (row['mc_error'] === ''))).toEqual([]);
  });

  it('gives the figures that are asked for, as a look at every row of the CSV finds them', () => {
    const asked = { measure: 'places_registered', area_level: 'region', statistic: ['p10', 'p90'] };
    const found = read.figures({ ...asked, service_type: 'residential' });
    const expected = csv.filter(
      (row) =>
        row['measure'] === 'places_registered' &&
        row['area_level'] === 'region' &&
        ['p10', 'p90'].includes(row['statistic']!) &&
        row['service_type'] === 'residential' &&
        ['sector', 'age_band', 'need_class', 'reason', 'provider_country'].every((d) => row[d] === 'all'),
    );
    expect(found.length).toBeGreaterThan(10);
    expect(found.map(textsOf)).toEqual(expected.map(textsOf));
    expect(read.figures({ ...asked, service_type: 'residential', value: [] })).toEqual([]);
  });

  it('reads like a list', () => {
    const rows = [...read.rows];
    for (const at of [0, 1, 10, 1000, rows.length - 1]) expect(read.rows.at(at)).toEqual(rows[at]);
    expect(read.rows.at(-1)).toEqual(rows.at(-1));
    expect(read.rows.at(rows.length)).toBeUndefined();
    const secure = read.rows.filter((row) => row.service_type === 'secure');
    expect(secure).toEqual(rows.filter((row) => row.service_type === 'secure'));
    expect(secure.length).toBeGreaterThan(10);
  });
});

describe('a folder that is not that of a finished run is refused', () => {
  const refusal = (path: string): Promise<FinishedRun> => readRun(path);

  it('when it is not there, or has no manifest', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await expect(refusal(empty)).rejects.toThrow(`${empty}: This is not the folder of a finished run`);
    await expect(refusal(join(folder, 'nowhere'))).rejects.toThrow('This is not the folder of a finished run');
  });

  it.each(['{', 'null', '{"run_id": "x"}'])('when its manifest is %s', async (text) => {
    const path = join(folder, `wrong ${text.length}`);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'manifest.json'), text);
    await expect(refusal(path)).rejects.toThrow('This is not the record of a run.');
  });

  it('when its figures were changed after the run, or are missing', async () => {
    const path = join(folder, 'changed');
    await mkdir(path);
    await writeFile(join(path, 'manifest.json'), await readFile(join(out, 'manifest.json')));
    await expect(refusal(path)).rejects.toThrow('The file with the figures of the run cannot be read.');
    await writeFile(join(path, 'outcomes.parquet'), await readFile(join(out, 'outcomes.parquet')));
    expect((await refusal(path)).manifest).toEqual(read.manifest);
    await appendFile(join(path, 'outcomes.parquet'), ' ');
    await expect(refusal(path)).rejects.toThrow('is not the one that the record of the run names');
  });
});
