import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shippedDataDir } from '../../../src/data/shipped-paths.ts';
import { InputError } from '../../../src/domain/errors.ts';
import { backtest } from '../../../src/reporting/history/backtest.ts';
import { forecast } from '../../../src/reporting/history/forecast.ts';
import { importFiles } from '../../../src/reporting/import/import-files.ts';
import type { Imported } from '../../../src/reporting/import/import-files.ts';
import { FIXTURES, VIEW_FILES } from './make-files.ts';

type Row = Record<string, string>;

let folder: string;
let imported: Imported;
let rows: Map<string, Row>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'views-'));
  imported = await importFiles({ format: 'auto', files: VIEW_FILES, out: join(folder, 'views') });
  const table: Row[] = parse(await readFile(join(folder, 'views', 'children.csv'), 'utf8'), { columns: true });
  rows = new Map(table.map((row) => [`${row['date']} ${row['area_code']} ${row['age_band']}`, row]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const range = (key: string): string[] => ['children', 'children_low', 'children_high'].map((c) => rows.get(key)![c]!);

describe('import of the 16 saved views of StatsWales, 2003 to 2018', () => {
  it('gives the figures that stand in the files', () => {
    // Read off the files by hand. Wales 2003: 4,195 in all, boys under one 80 and girls 75; Anglesey aged 1 to 4: boys 5, girls withheld.
    expect(range('2003-03-31 W92000004 all')).toEqual(['4195', '4193', '4197']);
    expect(range('2003-03-31 W92000004 0')).toEqual(['155', '151', '159']);
    expect(range('2003-03-31 W06000001 1-4')).toEqual(['', '3', '11']);
    expect(range('2003-03-31 W06000001 0')).toEqual(['', '0', '8']);
    // 2018: Cardiff 830, its boys and girls of 10 to 15 are 145 and 130.
    expect(range('2018-03-31 W06000015 all')).toEqual(['830', '828', '832']);
    expect(range('2018-03-31 W06000015 10-15')).toEqual(['275', '271', '279']);
    expect(rows.size).toBe(16 * 23 * 6);
    expect(imported.read).toBe(16 * 23 * 15);
    expect(imported.repairs).toEqual([]);
  });

  it('agrees with the shipped table wherever that has the same figures', async () => {
    const shipped: Row[] = parse(await readFile(join(shippedDataDir(), 'children.csv'), 'utf8'), { columns: true });
    const same = shipped.filter((row) => row['source']!.includes('by local authority, gender and age') && row['placement_type'] === 'all');
    expect(same.length).toBeGreaterThan(2000);
    for (const row of same)
      expect(range(`${row['date']} ${row['area_code']} ${row['age_band']}`), `${row['date']} ${row['area_code']} ${row['age_band']}`).toEqual([row['children'], row['children_low'], row['children_high']]);
  });

  it('is read by backtest and by forecast as it is', async () => {
    const file = join(folder, 'views', 'children.csv');
    const { summary, history } = await backtest({ file, draws: 20, horizon: 1 });
    expect(history.dates).toHaveLength(16);
    expect(summary.length).toBeGreaterThan(0);
    const { rows: forecasts } = await forecast({ file, horizon: 1, draws: 20 });
    expect(new Set(forecasts.map((row) => row.area_code)).size).toBe(30);
  });

  it('says from where the year is, and refuses a file whose name does not hold it', async () => {
    expect(imported.notes.join(' ')).toContain('The date 2018-03-31 is from the name of');
    const copy = join(folder, 'CLA.csv');
    await copyFile(VIEW_FILES[0]!, copy);
    await expect(importFiles({ format: 'auto', files: [copy] })).rejects.toThrow('does not say the date');
    const dated = await importFiles({ format: 'auto', files: [copy], options: { date: '31/03/2003' } });
    expect(dated.texts[0]!.text).toContain('2003-03-31,W06000001,all,all,50,48,52');
  });
});

describe('import of real samples of tables that are none of ours', () => {
  it.each([
    ['odata-popu1009.json', 'does not say what is counted'],
    ['view-with-title-2023.csv', 'Not stated (1)'],
    ['stats-gov-wales-marks-cy.csv', 'Dangosydd'],
    ['stats-gov-wales-early-en.csv', 'Number of contacts'],
    ['stats-gov-wales-early-cy.csv', 'Nifer y cysylltiadau'],
    ['stats-gov-wales-codes.csv', 'RowRef'],
  ])('recognises %s and refuses it with what was seen', async (name, seen) => {
    const error: unknown = await importFiles({ format: 'auto', files: [join(FIXTURES, name)] }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toContain(seen);
    expect((error as InputError).problems[0]!.allowed).toMatch(/looked after|placement types/);
  });
});
