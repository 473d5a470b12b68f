import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareNotebooks } from '../../scripts/notebooks/compare.mjs';
import { mostAlike } from '../../scripts/notebooks/failure.mjs';
import { settled } from '../../scripts/notebooks/settled.mjs';
import { inProject } from '../../scripts/set-up/project.mjs';

const withOutputs = (...outputs: { output_type: string; name?: string; text?: string; data?: Record<string, unknown> }[]) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: 'markdown', source: '# Title', metadata: { execution: {} } },
    { cell_type: 'code', source: 'run()', metadata: { execution: { started: 'x' }, tags: ['kept'] }, outputs },
  ],
});
const printing = (text: string) => withOutputs({ output_type: 'stream', name: 'stdout', text });
const settledText = (text: string): unknown => settled(printing(text)).cells[1]?.outputs?.[0]?.text;

describe('a settled notebook', () => {
  it.each([
    [`written ${inProject('outputs', 'a.csv')}`, `written ./${path.join('outputs', 'a.csv')}`],
    [`at ${path.join(os.homedir(), 'x')}`, `at ~/x`],
    ['done in 3.2 s, 1,200 ms and 4 seconds', 'done in … s, … ms and … seconds'],
    ['took 0.53s', 'took …s'],
    ['kernel 0f8fad5b-d9cb-469f-a165-70867728950e', 'kernel <id>'],
  ])('turns %j into %j', (before, after) => {
    expect(settledText(before)).toBe(after);
  });

  it.each(['homes of the 1980s', '24 months', '30 minutes', '42 services', '£5 sum', '7,198 children'])(
    'leaves %j alone',
    (text) => {
      expect(settledText(text)).toBe(text);
    },
  );

  it('drops notes of execution, keeps tags, and writes down the Node that made it', () => {
    const result = settled(printing('x'));
    expect(result.cells.map((cell) => cell.metadata)).toEqual([{}, { tags: ['kept'] }]);
    expect(result.metadata.market_stability).toEqual({ node_major: Number(process.versions.node.split('.')[0]) });
  });

  it('cleans inside chart data too', () => {
    const chart = { output_type: 'display_data', data: { 'application/json': { from: [inProject('data', 'x')] } } };
    expect(settled(withOutputs(chart)).cells[1]?.outputs?.[0]?.data).toEqual({
      'application/json': { from: [`./${path.join('data', 'x')}`] },
    });
  });
});

describe('comparing notebooks', () => {
  it('finds none between equals', () => {
    expect(compareNotebooks(printing('a\nb'), printing('a\nb'), 'content')).toEqual([]);
  });

  it('shows the first line that differs, cut round the place', () => {
    const long = 'x'.repeat(500);
    const [difference] = compareNotebooks(printing(`a\n${long}1`), printing(`a\n${long}2`), 'content');
    expect(difference).toContain('code cell 1, printed to stdout: line 2');
    expect(difference).toMatch(/committed {2}…x+1\n/);
    expect(difference).toMatch(/fresh {6}…x+2$/);
  });

  it('compares only the shape when asked', () => {
    expect(compareNotebooks(printing('1.0'), printing('1.1'), 'shape')).toEqual([]);
    const chart = withOutputs({ output_type: 'display_data', data: { 'image/svg+xml': '<svg/>' } });
    expect(compareNotebooks(printing('1.0'), chart, 'shape')).toEqual([
      'code cell 1: committed shows printed to stdout; fresh shows image/svg+xml',
    ]);
  });

  it('notices a changed source and a missing cell', () => {
    const other = printing('a');
    other.cells[1]!.source = 'walk()';
    expect(compareNotebooks(printing('a'), other, 'shape')).toEqual(['code cell 1: the source differs; execute it again']);
    other.cells.pop();
    expect(compareNotebooks(printing('a'), other, 'shape')).toEqual(['1 code cells are committed, 0 are fresh']);
  });
});

describe('the line that a compiled statement came from', () => {
  const lines = ['const a = 1;', 'const text = await read("services.csv");', 'console.log(text);'];
  it.each([
    ['exports.text = await (0, files_1.read)("services.csv");', 2],
    ['console.log(text);', 3],
    ['somethingElse.entirely();', undefined],
  ])('%s is line %s', (statement, line) => {
    expect(mostAlike(statement, lines)).toBe(line);
  });
});
