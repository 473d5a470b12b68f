import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import type { Manifest } from '../../src/experiments/manifest.ts';
import { temporaryFolder, THREE_AREAS, threeAreasWith } from '../data/temporary-folder.ts';
import { shortScenario } from './short-scenario.ts';

const folder = await temporaryFolder();
const short = await shortScenario(folder);

/** What the folder of a finished run holds. */
const RUN_FILES = ['blocks', 'inputs.json', 'manifest.json', 'outcomes.csv', 'outcomes.parquet', 'run-plan.json'];

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const quick = (...more: string[]): string[] => [
  short,
  '--data',
  THREE_AREAS,
  '--draws',
  '4',
  '--threads',
  '1',
  ...more,
];

const newPath = async (): Promise<string> => join(await mkdtemp(join(folder, 'out-')), 'run');

describe('a run', () => {
  it('writes its files and says where they are, how firm they are, and what was repaired', async () => {
    const out = await newPath();
    const answer = await run(...quick('--out', out, '--seed', '3'));
    expect(answer.code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(RUN_FILES);
    expect(answer.out).toContain('Short: 4 draws, seed 3, run ');
    for (const file of ['outcomes.csv', 'outcomes.parquet', 'manifest.json'])
      expect(answer.out).toContain(join(out, file));
    expect(answer.out).toContain('Status: figures on places are illustrative');
    expect(answer.out).toContain('Warning: Only 4 draws');
    expect(answer.out).toContain('repairs and defaults are listed in manifest.json');
    expect(answer.err).toMatch(
      /^4 of 4 draws; Children waiting for a children's home, .*, mean: .*, Monte Carlo error .* \(illustrative\)$/,
    );
  });

  it('takes draws and seed from the scenario, and the command line goes before it', async () => {
    const own = await shortScenario(folder, 'own-settings', 'draws: 2\nseed: 9\n');
    const settings = async (...args: string[]): Promise<unknown> => {
      const out = await newPath();
      await run(own, '--data', THREE_AREAS, '--threads', '1', '--out', out, ...args);
      const { draws, seed } = await manifestOf(out);
      return { draws, seed };
    };
    expect(await settings()).toEqual({ draws: 2, seed: 9 });
    expect(await settings('--draws', '3', '--seed', '0')).toEqual({ draws: 3, seed: 0 });
  });

  it('is made again in its own folder without --force', async () => {
    const out = await newPath();
    await run(...quick('--out', out));
    const before = await readFile(join(out, 'outcomes.csv'));
    const again = await run(...quick('--out', out));
    expect(again.code).toBe(0);
    expect((await readFile(join(out, 'outcomes.csv'))).equals(before)).toBe(true);
  });

  it('writes each of several scenarios to a folder of its own', async () => {
    const other = await shortScenario(folder, 'other');
    const out = await newPath();
    const answer = await run(short, other, '--data', THREE_AREAS, '--draws', '2', '--threads', '1', '--out', out);
    expect(answer.code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['other', 'short']);
    expect((await manifestOf(join(out, 'other'))).scenario).toBe('other');
  });

  it('keeps no draws with --no-draws, and takes those of an older run away', async () => {
    const out = await newPath();
    await run(...quick('--out', out));
    const before = await readFile(join(out, 'outcomes.csv'));
    const answer = await run(...quick('--out', out, '--no-draws'));
    expect(answer.out).not.toContain('blocks');
    expect((await readdir(out)).sort()).toEqual(
      RUN_FILES.filter((name) => name !== 'blocks' && name !== 'run-plan.json'),
    );
    expect((await manifestOf(out)).files).not.toHaveProperty('blocks/index.json');
    expect((await readFile(join(out, 'outcomes.csv'))).equals(before)).toBe(true);
  });

  it('says how it is used when asked, and when no scenario is named', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, err: '' });
    const none = await run();
    expect(none).toMatchObject({ code: 2, out: '' });
    expect(none.err).toContain('No scenario is named.');
    expect(none.err).toContain('Usage: market-stability run SCENARIO...');
  });
});

async function manifestOf(out: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Manifest;
}

describe('a folder that is there already', () => {
  /** Files of a folder with their texts, to see that nothing was touched. */
  const contents = async (path: string): Promise<string[]> => {
    const files = (await readdir(path, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
    return Promise.all(paths.map(async (file) => `${relative(path, file)}: ${await readFile(file, 'latin1')}`));
  };

  it('with another run is refused and left as it is; --force writes over it', async () => {
    const out = await newPath();
    await run(...quick('--out', out, '--seed', '1'));
    const before = await contents(out);
    const refused = await run(...quick('--out', out, '--seed', '2'));
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/does not hold this run\. Found "run [0-9a-f]{16}"\. Allowed: .* Mend: .*--force/);
    expect(await contents(out)).toEqual(before);
    expect((await run(...quick('--out', out, '--seed', '2', '--force'))).code).toBe(0);
    expect((await manifestOf(out)).seed).toBe(2);
  });

  it.each([
    ['with files of someone', 'notes.txt', 'mine'],
    ['with a manifest that cannot be read', 'manifest.json', '{'],
    ['with a manifest of something else', 'manifest.json', 'null'],
  ])('%s is refused and left as it is', async (_what, file, text) => {
    const out = await newPath();
    await mkdir(out);
    await writeFile(join(out, file), text);
    const refused = await run(...quick('--out', out));
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('Found "a folder without the manifest of a run".');
    expect(await contents(out)).toEqual([`${file}: ${text}`]);
  });

  it('is used when it is empty, or holds only what a run that was killed left half-written', async () => {
    const out = await newPath();
    await mkdir(out);
    await writeFile(join(out, 'outcomes.csv.partial'), 'run_id,scen');
    // A whole block, a half one, and one behind the last of the new run.
    await mkdir(join(out, 'blocks'));
    for (const name of ['draws-0000000.f32', 'draws-0000000.f32.partial', 'draws-0000020.f32'])
      await writeFile(join(out, 'blocks', name), 'old');
    expect((await run(...quick('--out', out))).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(RUN_FILES);
    expect((await readdir(join(out, 'blocks'))).sort()).toEqual([
      'draws-0000000.f32',
      'draws-0000000.json',
      'index.json',
    ]);
  });

  it('that is a file, or lies in one, is refused even with --force', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, 'mine');
    for (const out of [file, join(file, 'deeper', 'down')]) {
      const refused = await run(...quick('--out', out, '--force'));
      expect(refused).toMatchObject({ code: 2, out: '' });
      expect(refused.err).toContain(`No folder can be made there, because a file has the name. Found "${file}".`);
    }
    expect(await readFile(file, 'utf8')).toBe('mine');
  });
});

describe('what is wrong ends with 2, one clear message, and nothing written', () => {
  const refusal = async (args: string[]): Promise<string> => {
    const out = await newPath();
    const answer = await run(...args, '--out', out);
    expect(answer).toMatchObject({ code: 2, out: '' });
    await expect(readdir(out)).rejects.toThrow('ENOENT');
    return answer.err;
  };

  it('a misspelt scenario names the nearest', async () => {
    const message = await refusal(['as-legislatd', '--data', THREE_AREAS]);
    expect(message).toMatch(
      /^as-legislatd: There is no such scenario\. Found "as-legislatd"\. Allowed: The path of a YAML file, or a name: [a-z0-9, -]*\bas-legislated\b[a-z0-9, -]*\. Mend: Did you mean as-legislated\?$/,
    );
  });

  it('a scenario file that is not there', async () => {
    const path = join(folder, 'nowhere.yaml');
    expect(await refusal([path, '--data', THREE_AREAS])).toContain(`${path}: `);
  });

  it.each([
    ['--draws', '0', 'A whole number from 1 to 1,000,000.'],
    ['--draws', '1.5', 'A whole number from 1 to 1,000,000.'],
    ['--draws', '1e3', 'A whole number from 1 to 1,000,000.'],
    ['--draws', '1000001', 'A whole number from 1 to 1,000,000.'],
    ['--draws', 'many', 'A whole number from 1 to 1,000,000.'],
    ['--seed', 'x', 'A whole number from 0 to 9,007,199,254,740,991.'],
    ['--seed', '9007199254740992', 'A whole number from 0 to 9,007,199,254,740,991.'],
    ['--threads', '0', 'A whole number from 1 to 256.'],
    ['--threads', '', 'A whole number from 1 to 256.'],
  ])('%s %s', async (option, value, allowed) => {
    const message = await refusal([short, '--data', THREE_AREAS, option, value]);
    expect(message).toBe(
      `${option}: This is not a number that can be used here. Found "${value}". ` +
        `Allowed: ${allowed} Mend: Give ${option} such a number, or leave it out.`,
    );
  });

  it('a negative number, and an option that there is not', async () => {
    expect(await refusal([short, '--seed=-1'])).toContain('Found "-1"');
    expect(await refusal([short, '--seed', '-1'])).toContain('Usage: market-stability run');
    expect(await refusal([short, '--drawz', '3'])).toContain("Unknown option '--drawz'");
  });

  it('a data set with a wrong cell', async () => {
    const text = await readFile(join(THREE_AREAS, 'services.csv'), 'utf8');
    const data = await threeAreasWith(folder, { 'services.csv': text.replace(',T01,4,', ',T01,four,') });
    const message = await refusal([short, '--data', data]);
    expect(message).toMatch(/services\.csv, row 2, column places: .*Found "four"\. Allowed: .* Mend: /);
    expect(message.split('\n')).toHaveLength(1);
  });

  it('a data set that is not there', async () => {
    const path = join(folder, 'no-such-set');
    expect(await refusal([short, '--data', path])).toContain(path);
  });

  it('an event that would do nothing', async () => {
    const event = 'events:\n  - close: {date: 2025-01-01, service: not-there}\n';
    const path = await shortScenario(folder, 'nothing-to-close', event);
    expect(await refusal([path, '--data', THREE_AREAS])).toContain('not-there');
  });

  it('a wrong scenario after a right one: the right one is not run either', async () => {
    const out = await newPath();
    const answer = await run(
      short,
      'as-legislatd',
      '--data',
      THREE_AREAS,
      '--draws',
      '2',
      '--threads',
      '1',
      '--out',
      out,
    );
    expect(answer).toMatchObject({ code: 2, out: '' });
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });

  it('two scenarios that would share a folder', async () => {
    const inner = await mkdtemp(join(folder, 'inner-'));
    const twin = await shortScenario(inner);
    expect(await refusal([short, twin, '--data', THREE_AREAS])).toContain('would be written to the same folder');
  });
});

describe('what a run leaves when its writing fails', () => {
  it('no manifest stands beside files of another run', async () => {
    const out = await newPath();
    await run(...quick('--out', out, '--seed', '1'));
    // A folder in the way of the file that is written second: the first is already replaced when writing fails.
    await rm(join(out, 'outcomes.parquet'));
    await mkdir(join(out, 'outcomes.parquet', 'in the way'), { recursive: true });
    const answer = await run(...quick('--out', out, '--seed', '2', '--force'));
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(/Nothing can be written there\. A folder has the name of the file\..* Mend: /);
    // What is in the way is someone's; of the run the finished draws are left, and its plan.
    expect((await readdir(out)).sort()).toEqual(['blocks', 'outcomes.parquet', 'run-plan.json']);
    await rm(join(out, 'outcomes.parquet'), { recursive: true });
    expect((await run(...quick('--out', out, '--seed', '2', '--resume'))).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(RUN_FILES);
  });
});
