import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fitCommand } from '../../src/cli/fit.ts';
import { readPosterior } from '../../src/data/posterior.ts';
import { readTableBytes } from '../../src/data/read-table.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AssumptionRow } from '../../src/domain/tables.ts';
import { writeCsv } from '../../src/reporting/csv.ts';
import type { TableRow } from '../../src/reporting/csv.ts';
import { madeUpRegister, marches } from '../calibration/hazards/made-up-register.ts';

let folder: string;
let printed: string[];
const output = {
  out: (line: string) => void printed.push(line),
  err: (line: string) => void printed.push(line),
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fit-'));
  const of = {
    dates: marches(2019, 2022),
    hazards: () => ({ close: 0.08, transfer: 0.05, convert: 0.02 }),
  };
  const rows = [
    ...madeUpRegister({ ...of, seed: 1, services: 60 }),
    ...madeUpRegister({ ...of, seed: 2, services: 30, serviceType: 'foster' }).map((row) => ({
      ...row,
      service_id: `F${row.service_id}`,
    })),
  ];
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  await writeFile(
    join(folder, 'history.csv'),
    writeCsv({ columns, rows: rows as readonly object[] as readonly TableRow[] }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the command; answers its exit code. */
function fit(...words: string[]): Promise<number> {
  printed = [];
  return fitCommand(words, output);
}

describe('fit', () => {
  it('writes rows and joint draws that a data set can take, with the same medians', async () => {
    const out = join(folder, 'fitted');
    expect(await fit(join(folder, 'history.csv'), '--sets', '100', '--out', out)).toBe(0);
    const file = join(out, 'assumptions.csv');
    const rows = orThrow(await readTableBytes(await readFile(file), 'text', file, 'assumptions')) as AssumptionRow[];
    const ids = rows.map((row) => row.id);
    expect(ids).toEqual(
      expect.arrayContaining(['hazard.close.for-profit', 'hazard.close.for-profit.5+.2020', 'agency_exit_for_profit']),
    );
    const posterior = await readPosterior(out, rows);
    if (posterior === undefined || 'problems' in posterior) throw new Error('the joint draws cannot be read');
    const { table } = posterior;
    expect([...table.ids]).toEqual(ids);
    expect(table.sets).toBe(100);
    const at = ids.indexOf('hazard.close.for-profit');
    const draws = Float64Array.from({ length: 100 }, (_, set) => table.values[set * ids.length + at]!).sort();
    expect(rows[at]!.central).toBeCloseTo((draws[49]! + draws[50]!) / 2, 5);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    expect(Object.keys(manifest.files)).toEqual(
      expect.arrayContaining(['hazards.png', 'hazards.md', 'exposure.csv', 'survival.csv']),
    );
  });

  it('refuses a history of one date, and a file that is none, and writes nothing', async () => {
    const text = await readFile(join(folder, 'history.csv'), 'utf8');
    const lines = text.split('\r\n');
    const one = join(folder, 'one.csv');
    await writeFile(one, [lines[0], ...lines.filter((line) => line.startsWith('2019'))].join('\r\n'));
    expect(await fit(one, '--out', join(folder, 'none'))).toBe(2);
    expect(printed.join(' ')).toMatch(/one snapshot, 2019-03-31/);
    await writeFile(join(folder, 'other.csv'), 'a,b,c\n1,2,3\n');
    expect(await fit(join(folder, 'other.csv'), '--out', join(folder, 'none'))).toBe(2);
    await expect(readFile(join(folder, 'none', 'manifest.json'))).rejects.toThrow();
  });
});
