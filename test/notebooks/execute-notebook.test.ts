import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { executeNotebook } from '../../scripts/notebooks/execute-notebook.mjs';
import type { Kernel } from '../../scripts/notebooks/kernel.mjs';
import { codeCells, readNotebook, wholeText } from '../../scripts/notebooks/notebook-file.mjs';
import type { Notebook } from '../../scripts/notebooks/notebook-file.mjs';
import { build } from '../../scripts/set-up/build.mjs';
import { inProject } from '../../scripts/set-up/project.mjs';
import { notebookSize } from '../../src/reporting/notebook-size.ts';

type Executed = Awaited<ReturnType<typeof executeFixture>>;

const fixtures = path.join(import.meta.dirname, 'fixtures');
const MINUTES = 60_000;
let outputsFolder = '';

beforeAll(() => {
  outputsFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'outputs-'));
});
afterAll(() => fs.rmSync(outputsFolder, { recursive: true, force: true }));

async function executeFixture(name: string, cellSeconds = 120, full = false) {
  const file = path.join(fixtures, `${name}.ipynb`);
  const notebook = readNotebook(file);
  const failure = await executeNotebook(notebook, { file, outputsFolder, cellSeconds, full });
  return { notebook, failure };
}

const printed = (executed: Executed, cell: number): string =>
  (codeCells(executed.notebook)[cell]?.outputs ?? [])
    .filter((output) => output.output_type === 'stream')
    .map((output) => wholeText(output.text))
    .join('');

describe('a notebook that works', () => {
  let executed: Executed;
  beforeAll(async () => {
    executed = await executeFixture('ok');
  }, 3 * MINUTES);

  it('has no failure, and counts its cells', () => {
    expect(executed.failure).toBeUndefined();
    expect(codeCells(executed.notebook).map((cell) => cell.execution_count)).toEqual([1, 2]);
  });

  it('keeps what was printed and shown, in order', () => {
    expect(printed(executed, 0)).toBe('places 42\n');
    const shown = codeCells(executed.notebook)[0]?.outputs?.[1];
    expect(shown?.output_type).toBe('display_data');
    expect(shown?.data?.['image/svg+xml']).toContain('<title>42 places</title>');
  });

  it('shows the value of a last expression that is awaited', () => {
    expect(printed(executed, 1)).toMatch(/42\n$/);
  });

  it('tells the cells where outputs belong, and runs them in the folder of the notebook', () => {
    expect(fs.readFileSync(path.join(outputsFolder, 'places.csv'), 'utf8')).toBe('places\n42\n');
    expect(printed(executed, 1)).toContain(fixtures);
  });

  it('fixes language and time zone, so that dates print the same everywhere', () => {
    expect(printed(executed, 1)).toContain('01/04/2030, 00:00:00');
  });
});

describe('the size of a notebook', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('is full when it is asked for, and small whatever the shell says', { timeout: 3 * MINUTES }, async () => {
    expect(printed(await executeFixture('size', 120, true), 0)).toBe('full\n');
    vi.stubEnv('MARKET_STABILITY_FULL', '1');
    expect(printed(await executeFixture('size'), 0)).toBe('small\n');
  });

  it('chooses what belongs to it', () => {
    vi.stubEnv('MARKET_STABILITY_FULL', '');
    expect(notebookSize(40, 1000)).toBe(40);
    vi.stubEnv('MARKET_STABILITY_FULL', '1');
    expect(notebookSize(40, 1000)).toBe(1000);
  });
});

describe('a notebook that fails', () => {
  it('names the line of a type error', { timeout: 3 * MINUTES }, async () => {
    const { failure } = await executeFixture('type-error');
    expect(failure).toMatchObject({ cell: 2, line: 2, source: "const name: number = 'Ceredigion';" });
    expect(failure?.message).toContain("Type 'string' is not assignable to type 'number'");
  });

  it('names the statement that threw, and keeps what was printed before', { timeout: 3 * MINUTES }, async () => {
    const executed = await executeFixture('throw');
    expect(executed.failure).toMatchObject({ cell: 1, line: 10, source: 'const places = largest(homes);' });
    expect(executed.failure?.message).toBe('RangeError: no homes');
    expect(printed(executed, 0)).toMatch(/^looking\n/);
    expect(printed(executed, 0)).not.toContain('never reached');
  });

  it('names the statement that waited for a failure', { timeout: 3 * MINUTES }, async () => {
    const { failure } = await executeFixture('throw-after-await');
    expect(failure).toMatchObject({ cell: 2, line: 3, message: 'Error: cannot read services.csv' });
  });

  it('does not let a forgotten promise pass', { timeout: 3 * MINUTES }, async () => {
    const { failure } = await executeFixture('forgotten-promise');
    expect(failure?.cell).toBe(2);
    expect(failure?.message).toContain('nobody waits for this');
  });

  it('ends a cell that never ends', { timeout: 3 * MINUTES }, async () => {
    const executed = await executeFixture('endless', 12);
    expect(executed.failure).toMatchObject({ cell: 2, source: 'for (;;) {}' });
    expect(executed.failure?.message).toContain('did not end in 12 s');
    expect(printed(executed, 0)).toBe('once\n');
  });

  it('notices that the kernel is gone', { timeout: 3 * MINUTES }, async () => {
    const { failure } = await executeFixture('kernel-death');
    expect(failure).toMatchObject({ cell: 1, message: 'the kernel ended (exit code 7)' });
  });
});

describe('a kernel that begins anew', () => {
  it('forgets the cells of the notebook before and counts from 1', { timeout: 3 * MINUTES }, async () => {
    const idle: Kernel[] = [];
    const execute = async (...sources: string[]) => {
      const cells = sources.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [] }));
      const notebook: Notebook = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
      const options = { file: path.join(fixtures, 'none.ipynb'), outputsFolder, cellSeconds: 60, idle };
      return { notebook, failure: await executeNotebook(notebook, options) };
    };
    const first = await execute('const homes = 3;', 'console.log(homes);');
    expect([first.failure, printed(first, 1)]).toEqual([undefined, '3\n']);
    const [kernel] = idle;
    const second = await execute("const homes = 'none'; console.log(homes);");
    expect([second.failure, printed(second, 0)]).toEqual([undefined, 'none\n']);
    expect(codeCells(second.notebook)[0]!.execution_count).toBe(1);
    expect(idle).toEqual([kernel]);
    const third = await execute('console.log(homes);');
    expect(third.failure?.message).toContain("Cannot find name 'homes'");
    // Nobody goes on where a notebook has failed.
    expect(idle).toEqual([]);
  });
});

describe('the package by its own name', () => {
  it('can be imported in a cell', { timeout: 5 * MINUTES }, async () => {
    if (!fs.existsSync(inProject('dist', 'index.js'))) expect(build(2)).toBeUndefined();
    const executed = await executeFixture('own-name');
    expect(executed.failure).toBeUndefined();
    expect(printed(executed, 0)).toBe('object true\n');
  });
});
