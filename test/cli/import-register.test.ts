import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importCommand } from '../../src/cli/import.ts';
import { CIW_ROWS, csvOf } from '../data/import/register/registers.ts';
import { temporaryFolder } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();

async function command(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  return { code: await importCommand(args, { out: say, err: say }), said: lines.join('\n') };
}

it('a register is imported, settled by a person, and imported again with what the person settled', async () => {
  const file = join(folder, 'register.csv');
  const out = join(folder, 'out');
  await writeFile(file, csvOf(CIW_ROWS));
  const first = await command('auto', file, '--out', out);
  expect(first.code, first.said).toBe(0);
  expect(first.said).toContain('The sector of 1 service with 7 places is not known');
  expect((await readdir(out)).sort()).toEqual([
    'import.json',
    'left-out.csv',
    'repairs.csv',
    'sector-rules.csv',
    'services.csv',
    'to-settle.csv',
  ]);
  for (const name of await readdir(out))
    expect(await readFile(join(out, name), 'utf8'), name).not.toMatch(/Persondrop|029 2000/);
  expect(await readFile(join(out, 'services.csv'), 'utf8')).toContain(`"'=HYPERLINK(""http://example.org"")"`);

  const kept =
    'service_id,provider_id,provider_name,field,value,who,why,date\nSIN-00000005-ABCD,,,sector,not-for-profit,A,register of charities,2026-04-01\nSIN-00000077-ABCD,,,leave_out,yes,A,closed,2026-04-01\n';
  await writeFile(join(out, 'overrides.csv'), kept);
  const refused = await command('register', file, '--out', out);
  expect([refused.code, refused.said]).toEqual([2, expect.stringContaining('--force')]);
  const again = await command('register', file, '--out', out, '--force');
  expect(again.code, again.said).toBe(0);
  expect(again.said).toContain('The sector of every service is known or inferred');
  expect(again.said).toContain('no service of these copies meets this override any more');
  expect(await readFile(join(out, 'services.csv'), 'utf8')).toContain('SIN-00000005-ABCD');
  expect(await readFile(join(out, 'overrides.csv'), 'utf8')).toBe(kept);
}, 30_000);
