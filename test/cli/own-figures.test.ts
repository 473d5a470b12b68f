import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { importCommand } from '../../src/cli/import.ts';
import { planCommand } from '../../src/cli/plan.ts';
import { templateCommand } from '../../src/cli/template.ts';
import { readTable } from '../../src/data/read-table.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { run } from '../../src/experiments/run.ts';
import { fill } from '../data/import/workbook/fill.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();

async function command(what: typeof checkCommand, ...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const code = await what(args, { out: say, err: say });
  return { code, said: lines.join('\n') };
}

describe('from a filled workbook to a draft plan', () => {
  const file = join(folder, 'aber.xlsx');
  const set = join(folder, 'set');

  it('template, import, check, run and plan follow each other', async () => {
    const made = await command(templateCommand, '--area', 'Aber', '--out', file, '--data', THREE_AREAS);
    expect(made.code, made.said).toBe(0);
    const filled = await fill(await readFile(file), {
      Authority: { B7: 'published: printed in an official return or report', B8: 'those of the council only' },
      Homes: { B7: 'Own home', C7: "children's home", D7: 'council', G7: 6, N7: 'our register' },
      Children: { E6: 7 },
    });
    await writeFile(file, filled);
    const changed = await command(templateCommand, '--area', 'Aber', '--out', file, '--data', THREE_AREAS);
    expect([changed.code, changed.said]).toEqual([2, expect.stringContaining('there already')]);

    const imported = await command(importCommand, 'workbook', file, '--data', THREE_AREAS, '--out', set);
    expect(imported.code, imported.said).toBe(0);
    expect(imported.said).toContain('services, residential: 1 rows with 6 places (published) in the place of');
    expect(await command(checkCommand, set)).toMatchObject({ code: 0 });
    const services = orThrow(await readTable(join(set, 'services.csv'), 'services'));
    expect(services.find((row) => row.name === 'Own home')).toMatchObject({
      area_code: 'T01',
      owner_id: 'LA-T01',
      status: 'published',
    });

    const scenario = join(folder, 'short.yaml');
    await writeFile(scenario, 'name: short\ntitle: Short\nextends: as-legislated\nhorizon: 2028-03-31\n');
    await run({ scenario, dataDir: set, draws: 2, threads: 1, out: join(folder, 'run') });
    const plan = await command(planCommand, join(folder, 'run'), '--area', 'Aber');
    expect(plan.code, plan.said).toBe(0);
    expect(plan.said).toContain('Draft sufficiency plan 2027-28, Aber');
  }, 60_000);

  it('words that are not understood are refused', async () => {
    expect(
      await command(templateCommand, '--area', 'Abr', '--out', join(folder, 'x.xlsx'), '--data', THREE_AREAS),
    ).toMatchObject({ code: 2, said: expect.stringContaining('Aber') as string });
    expect(await command(templateCommand, '--area', 'Aber', '--out', 'x.csv')).toMatchObject({ code: 2 });
    expect(await command(templateCommand)).toMatchObject({ code: 2 });
    expect(await command(templateCommand, 'strategies', '--area', 'Aber')).toMatchObject({ code: 2 });
  });

  it('strategies that are typed become projects and funding, and needs beside them', async () => {
    const sheet = join(folder, 'strategies.xlsx');
    expect(await command(templateCommand, 'strategies', '--out', sheet, '--data', THREE_AREAS)).toMatchObject({
      code: 0,
    });
    const empty = await command(
      importCommand,
      'strategies',
      sheet,
      '--data',
      THREE_AREAS,
      '--out',
      join(folder, 'none'),
    );
    expect([empty.code, empty.said]).toEqual([2, expect.stringContaining('no row but examples')]);
    await writeFile(
      sheet,
      await fill(await readFile(sheet), {
        Projects: {
          B6: 'Aber',
          C6: 'A home',
          D6: "children's home",
          E6: 'council',
          F6: 3,
          G6: 'in planning',
          H6: '2027-12-31',
          K6: 'estimated: our own best figures',
          L6: 'page 3',
        },
        Needs: {
          B6: 'Aber',
          C6: "children's home",
          D6: '=any child',
          E6: 30,
          F6: 'places',
          H6: 'estimated: our own best figures',
          I6: 'page 7',
        },
        Money: {
          B6: 'Aber',
          C6: 'Grant',
          D6: 2027,
          F6: 125_000,
          H6: 'published: printed in an official return or report',
          I6: 'page 9',
        },
      }),
    );
    const typed = await command(importCommand, 'auto', sheet, '--data', THREE_AREAS, '--out', join(folder, 'typed'));
    expect(typed.code, typed.said).toBe(0);
    expect(typed.said).toContain('No row is about 2 of 3 authorities');
    expect(orThrow(await readTable(join(folder, 'typed', 'projects.csv'), 'projects'))).toMatchObject([
      { area_code: 'T01', places: 3, stage: 'planning', status: 'estimated' },
    ]);
    expect(orThrow(await readTable(join(folder, 'typed', 'funding.csv'), 'funding'))).toMatchObject([
      { year: 2027, revenue_gbp: 125_000, status: 'published' },
    ]);
    expect(await readFile(join(folder, 'typed', 'strategy-needs.csv'), 'utf8')).toContain(
      "T01,residential,'=any child,30,places,,estimated",
    );
  });
});
