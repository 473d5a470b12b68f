import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fitCommand } from '../../src/cli/fit.ts';
import { temporaryFolder, threeAreasWith } from '../data/temporary-folder.ts';

it('fit reads starts, population and stays that are named, and refuses starts that were fitted', async () => {
  const folder = await temporaryFolder();
  const set = await threeAreasWith(folder, {});
  const named = async (name: string, lines: readonly string[]): Promise<string> => {
    await writeFile(join(folder, name), `${lines.join('\n')}\n`);
    return join(folder, name);
  };
  const starts = (source: string): string[] => [
    'year_ending,area_code,age_band,measure,children,status,source',
    ...['T01', 'T02'].map((area) => `2024-03-31,${area},all,started,20,published,${source}`),
  ];
  const areas = (await readFile(join(set, 'areas.csv'), 'utf8')).split(/\r?\n/).flatMap((line) => {
    const [code, level] = line.split(',');
    return level === 'authority' ? [code!] : [];
  });
  const population = await named('people.csv', [
    'mid_year,area_code,age,population,status,source',
    ...areas.flatMap((area) => Array.from({ length: 18 }, (_, age) => `2023,${area},${age},500,published,made up`)),
  ]);
  const stays = await named('long.csv', (await readFile(join(set, 'stays.csv'), 'utf8')).trimEnd().split(/\r?\n/));
  const flows = await named('counted.csv', starts('made up'));
  const printed: string[] = [];
  const output = { out: (line: string) => void printed.push(line), err: (line: string) => void printed.push(line) };
  const fit = (out: string, flowsFile: string): Promise<number> =>
    fitCommand(
      [
        '--flows',
        flowsFile,
        '--population',
        population,
        '--stays',
        stays,
        '--sets',
        '100',
        '--out',
        join(folder, out),
        join(set, 'children.csv'),
      ],
      output,
    );
  expect(await fit('done', flows), printed.join('\n')).toBe(0);
  expect(printed.join('\n')).toContain('flows (named), population (named), stays (named)');
  const written = (await readFile(join(folder, 'done', 'flows.csv'), 'utf8')).split(/\r?\n/);
  expect(written.some((line) => line.includes('fitted to '))).toBe(true);
  expect(await fit('twice', join(folder, 'done', 'flows.csv'))).toBe(2);
  expect(printed.at(-1)).toMatch(/would count a second time/);
  await expect(readFile(join(folder, 'twice', 'flows.csv'))).rejects.toThrow();
}, 60_000);
