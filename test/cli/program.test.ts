import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import type { Manifest } from '../../src/experiments/manifest.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { program, start } from './program.ts';
import { shortScenario } from './short-scenario.ts';

const folder = await temporaryFolder();

// Builds dist when the sources have changed since, so that no test below waits for the compiler.
beforeAll(async () => {
  expect((await program(['--help'])).code).toBe(0);
}, 240_000);

describe('the program', () => {
  it('answers --help at once, with 0', async () => {
    const { code, out, err, seconds } = await program(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^Usage: market-stability COMMAND/);
    for (const name of ['run', 'check']) expect(out).toContain(`\n  ${name} `);
    // The aim is half a second on a machine of one's own; a busy one gets four times as long.
    expect(seconds).toBeLessThan(2);
  });

  it('says what it knows when no command is named, with 2', async () => {
    const { code, out } = await program([]);
    expect(code).toBe(2);
    expect(out).toMatch(/^Usage: /);
  });

  it('asks back when a command is misspelt, with 2 and nothing on standard output', async () => {
    const near = await program(['rum']);
    expect(near).toMatchObject({ code: 2, out: '' });
    expect(near.err).toContain('There is no command "rum". Did you mean run?');
    const far = await program(['qqqqqqqq']);
    expect(far).toMatchObject({ code: 2, out: '' });
    expect(far.err).toContain('There is no command "qqqqqqqq".\n');
  });

  it('hands the exit code of a command on', async () => {
    expect((await program(['check', THREE_AREAS])).code).toBe(0);
    const wrong = await program(['run', 'as-legislatd', '--data', THREE_AREAS, '--out', join(folder, 'no')]);
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('Did you mean as-legislated?');
    // One message for a person, not the trace of a program that fell over.
    expect(wrong.err).not.toMatch(/\n\s+at /);
  });

  it('writes to outputs/NAME-SEED in the working directory unless told', async () => {
    const short = await shortScenario(folder);
    const { code } = await program(['run', short, '--data', THREE_AREAS, '--draws', '1', '--seed', '5'], folder);
    expect(code).toBe(0);
    expect((await readdir(join(folder, 'outputs', 'short-5'))).sort()).toEqual([
      'blocks',
      'inputs.json',
      'manifest.json',
      'outcomes.csv',
      'outcomes.parquet',
    ]);
  });
});

describe('a run that is interrupted by Ctrl-C', () => {
  it('says so, ends with 130, and leaves no file', async () => {
    const out = join(folder, 'interrupted');
    const more = ['--draws', '400', '--threads', '2', '--out', out];
    const { process, finished } = start(['run', 'as-legislated', '--data', THREE_AREAS, ...more]);
    const begun = (): Promise<boolean> =>
      readdir(join(out, 'blocks')).then(
        (names) => names.length > 1,
        () => false,
      );
    while (process.exitCode === null && !(await begun())) await setTimeout(1);
    process.kill('SIGINT');
    const { code, err } = await finished;
    expect(err).toContain('Stopped. The run that was not finished has left no files.');
    expect(code).toBe(130);
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  }, 60_000);
});

describe('a run that is killed', () => {
  const args = (out: string): string[] => {
    return ['run', 'as-legislated', '--data', THREE_AREAS, '--draws', '2', '--threads', '1', '--out', out];
  };

  /** Kills a run as soon as a file is there. Answers the names that are left. */
  async function killWhen(out: string, file: string): Promise<string[]> {
    const { process, finished } = start(args(out));
    const there = (): Promise<boolean> =>
      stat(join(out, file)).then(
        () => true,
        () => false,
      );
    while (process.exitCode === null && !(await there())) await setTimeout(1);
    process.kill('SIGKILL');
    expect((await finished).code).toBeNull();
    return readdir(out);
  }

  it('leaves a file whole or not at all, and can be started again', async () => {
    const whole = join(folder, 'whole');
    expect((await program(args(whole))).code).toBe(0);
    const { files } = JSON.parse(await readFile(join(whole, 'manifest.json'), 'utf8')) as Manifest;
    for (const moment of ['blocks/draws-0000000.f32', 'outcomes.csv.partial', 'outcomes.csv', 'outcomes.parquet']) {
      const out = join(folder, `killed at ${moment.replace('/', ' ')}`);
      const left = await killWhen(out, moment);
      for (const name of ['outcomes.csv', 'outcomes.parquet']) {
        if (left.includes(name)) expect(digestOf(await readFile(join(out, name))), moment).toBe(files[name]);
      }
      // The manifest is written last, so what has one is complete.
      if (left.includes('manifest.json'))
        expect(left).toEqual(expect.arrayContaining(['outcomes.csv', 'outcomes.parquet']));
    }
    const again = join(folder, 'killed at outcomes.csv.partial');
    const remains = (name: string): boolean => name.endsWith('.partial') || name === 'blocks';
    const force = (await readdir(again)).every(remains) ? [] : ['--force'];
    expect((await program([...args(again), ...force])).code).toBe(0);
    const names = ['blocks', 'inputs.json', 'manifest.json', 'outcomes.csv', 'outcomes.parquet'];
    expect((await readdir(again)).sort()).toEqual(names);
    expect(digestOf(await readFile(join(again, 'outcomes.csv')))).toBe(files['outcomes.csv']);
  }, 120_000);
});
