import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { riskMergeCommand } from '../../../src/cli/risk-merge.ts';
import { riskSplitCommand } from '../../../src/cli/risk-split.ts';
import { InputError } from '../../../src/domain/errors.ts';
import { newRegister } from '../../../src/risk/register/new-register.ts';
import { scoreRowsCsv } from '../../../src/risk/register/score-file.ts';
import { readRegister } from '../../../src/risk/register/settle.ts';
import { tableOfRegister } from '../../../src/risk/register/table-of-register.ts';
import { readWorkstreams, workstreamOn } from '../../../src/risk/register/workstreams.ts';
import { openPackage } from '../../../src/risk/workbook/package.ts';
import { patchWorkbook } from '../../../src/risk/workbook/patch.ts';
import { shownValue } from '../../../src/risk/workbook/values.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { scoreRow } from './made-up-scores.ts';

const folder = await temporaryFolder();
const at = (...names: string[]): string => join(folder, ...names);

/** Writes a workbook in which somebody has changed cells of a sheet by risk and header. */
async function edited(
  from: string,
  to: string,
  sheet: string,
  cells: readonly (readonly [string, string, string])[],
): Promise<string> {
  const read = await readRegister(from, undefined, sheet);
  const { columnOf } = tableOfRegister(read.workbook, read.register);
  const changes = cells.map(([id, header, value]) => {
    const row = read.register.rows.get(id) ?? read.register.last + 1;
    return { id, row, column: columnOf.get(header)!, value: { kind: 'text' as const, text: value } };
  });
  const { sheet: at, first, last } = read.register;
  const added = changes.filter(({ row }) => row > last);
  const additions =
    added.length === 0
      ? []
      : [{ sheet: at, first, last, row: last + 1, values: new Map(added.map(({ column, value }) => [column, value])) }];
  const kept = changes.filter(({ row }) => row <= last).map((change) => ({ ...change, sheet: at }));
  await writeFile(to, patchWorkbook(openPackage(await readFile(from), from), kept, additions).bytes);
  return to;
}

async function merge(...args: string[]): Promise<{ code: number; out: string }> {
  const out: string[] = [];
  const code = await riskMergeCommand(args, { out: (line) => out.push(line), err: (line) => out.push(line) });
  return { code, out: out.join('\n') };
}

describe('workstreams', () => {
  it('follow mergers by date', async () => {
    const list = await readWorkstreams();
    expect(
      ['2023-01-01', '2024-10-10', '2026-11-22'].map((date) => workstreamOn(list, 'Workstream 4', date)?.id),
    ).toEqual(['ws-4', 'ws-1-4', 'ws-1-4']);
    expect(workstreamOn(list, 'ws-2', '2026-01-01')?.id).toBe('ws-2');
    expect(workstreamOn(list, 'Another', '2026-01-01')).toBeUndefined();
  });

  it('are refused where a merger leads nowhere', async () => {
    await writeFile(at('w.yaml'), 'workstreams:\n  - {id: a, name: A, from: 2024-01-01, to: 2025-01-01, into: b}\n');
    await expect(readWorkstreams(at('w.yaml'))).rejects.toThrow(InputError);
  });
});

describe('a register that was split', () => {
  const [register, one, two] = [
    at('new', 'register.xlsx'),
    at('packs', 'pack-workstreams-1-and-4-merged.xlsx'),
    at('packs', 'pack-workstream-2-not-for-profit.xlsx'),
  ];
  beforeAll(async () => {
    const scores = [
      scoreRow({ risk_id: 'R-01', workstream: 'ws-1' }),
      scoreRow({ risk_id: 'R-02', workstream: 'Workstream 4' }),
      scoreRow({ risk_id: 'R-03', workstream: 'ws-2' }),
    ];
    await writeFile(at('s.csv'), scoreRowsCsv(scores));
    await newRegister({ scores: at('s.csv'), date: '2024-01-01', out: at('new') });
    await riskSplitCommand(
      [register, '--by', 'workstream', '--sheet', 'Register', '--date', '2026-11-22', '--out', at('packs')],
      { out: () => undefined, err: () => undefined },
    );
  });

  it('has a pack for each workstream that stands on the day', async () => {
    expect((await readdir(at('packs'))).sort()).toEqual([
      'manifest.json',
      'pack-workstream-2-not-for-profit.xlsx',
      'pack-workstreams-1-and-4-merged.xlsx',
    ]);
    const { register: found } = await readRegister(one, undefined, 'Pack');
    expect([...found.rows.keys()]).toEqual(['R-01', 'R-02']);
  });

  it('changes nothing when packs come back as they were sent', async () => {
    const { code, out } = await merge(register, one, two, '--out', at('same'));
    expect([code, out.split('\n')[0]]).toEqual([0, '0 cells would change. Nothing in the register is changed yet.']);
  });

  it('takes over what one person changed, adds new risks, and reports what two changed', async () => {
    const mine = await edited(one, at('one.xlsx'), 'Pack', [
      ['R-01', 'Key controls in place', 'Monthly calls'],
      ['R-01', 'Risk owner', 'Chair A'],
      ['R-02', 'Trigger', 'Vacancies under 5 %'],
      ['R-07', 'Risk ID', 'R-07'],
      ['R-07', 'Risk', '+new'],
    ]);
    const theirs = await edited(one, at('other.xlsx'), 'Pack', [
      ['R-02', 'Trigger', 'Vacancies under 3 %'],
      ['R-02', 'Tolerance', '10'],
    ]);
    const now = await edited(register, at('now.xlsx'), 'Register', [
      ['R-01', 'Risk owner', 'Board secretary'],
      ['R-02', 'Closure criteria', 'None'],
    ]);
    const { code, out } = await merge(now, mine, theirs, '--sheet', 'Register', '--out', at('merged'));
    expect(code).toBe(1);
    const list = (await readFile(at('merged', 'changes.csv'), 'utf8')).trim().split('\r\n').slice(1);
    expect(list.map((line) => line.split(',').slice(2, 6).join('|')).sort()).toEqual([
      'R-01|Key controls in place||Monthly calls',
      'R-02|Tolerance||10',
      'R-07|Risk ID||R-07',
      "R-07|Risk||'+new",
    ]);
    const conflicts = (await readFile(at('merged', 'conflicts.csv'), 'utf8')).trim().split('\r\n').slice(1);
    expect(conflicts).toEqual([
      'R-01,Risk owner,Head of commissioning,Board secretary,Chair A,one.xlsx,The register was changed since the pack was sent.',
      'R-02,Trigger,,,Vacancies under 5 %,one.xlsx,Changed in other.xlsx as well.',
      'R-02,Trigger,,,Vacancies under 3 %,other.xlsx,Changed in one.xlsx as well.',
    ]);
    expect(out).toContain('Conflict: R-01, Risk owner');
    await merge(
      now,
      mine,
      theirs,
      '--sheet',
      'Register',
      '--apply',
      at('merged', 'changes.csv'),
      '--out',
      at('merged'),
    );
    const done = await readRegister(at('merged', 'now-updated.xlsx'), undefined, 'Register');
    const { risks } = tableOfRegister(done.workbook, done.register);
    const shown = (id: string, header: string): string => shownValue(risks.get(id)!.get(header)!.value);
    expect([
      shown('R-01', 'Key controls in place'),
      shown('R-01', 'Risk owner'),
      shown('R-02', 'Trigger'),
      shown('R-07', 'Risk'),
    ]).toEqual(['Monthly calls', 'Board secretary', '', '+new']);
  });
});
