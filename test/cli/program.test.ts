import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
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
    // The aim is half a second on a machine of one's own; one that is busy with other tests gets ten times as long.
    expect(seconds).toBeLessThan(5);
  });

  it('ends in silence when its reader has seen enough', async () => {
    const { process, finished } = start(['--help']);
    process.stdout!.destroy();
    expect(await finished).toMatchObject({ code: 0, err: '' });
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
      'run-plan.json',
    ]);
  });
});
