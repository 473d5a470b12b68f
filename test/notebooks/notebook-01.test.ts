import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { codeCells, readNotebook, wholeText } from '../../scripts/notebooks/notebook-file.mjs';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const notebook = readNotebook(path.join(projectFolder, 'notebooks/01-baseline-and-as-legislated.ipynb'));
const outputs = codeCells(notebook).flatMap((cell) => cell.outputs ?? []);
const charts = outputs
  .map((output) => output.data ?? {})
  .filter((data) => 'image/svg+xml' in data)
  .map((data) => ({
    svg: wholeText(data['image/svg+xml']),
    spec: data['application/vnd.vegalite.v5+json'],
    alternative: wholeText(data['text/plain']),
  }));
const cellNamed = (id: string): string => wholeText(notebook.cells.find((cell) => cell.id === id)!.source);
const proseOf = (markdown: string): string => markdown.replace(/`[^`]*`/g, '');

describe('the committed notebook on the baseline and the law', () => {
  it('was executed, without a word on its error stream', () => {
    for (const cell of codeCells(notebook)) expect(cell.execution_count, cell.id).toEqual(expect.any(Number));
    expect(outputs.filter((output) => output.output_type === 'error' || output.name === 'stderr')).toEqual([]);
  });

  it('carries each chart for JupyterLab, for everything else and for those who listen', () => {
    expect(charts).toHaveLength(7);
    for (const { svg, spec, alternative } of charts) {
      expect(spec).toMatchObject({ $schema: 'https://vega.github.io/schema/vega-lite/v5.json', description: alternative });
      expect(alternative.length).toBeGreaterThan(40);
      expect(alternative.length).toBeLessThanOrEqual(150);
      expect(svg).toContain('Source: ');
      expect(svg).toMatch(/Status: (illustrative|estimated|published)/);
      expect(svg).toMatch(/not a forecast|No scenario is applied/);
    }
  });

  it('shows the two sentences that the boundaries ask for under each map', () => {
    const maps = charts.filter(({ alternative }) => alternative.startsWith('Map'));
    expect(maps).toHaveLength(2);
    for (const { svg } of maps) {
      // A sentence may be drawn in two lines.
      const words = svg.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
      expect(words).toContain('Office for National Statistics licensed under the Open Government Licence v3.0.');
      expect(words).toContain('Contains OS data © Crown copyright and database right 2024.');
    }
  });

  it('types no figure into its two paragraphs: each comes from the run', () => {
    const paragraphs = /showMarkdown\(markdown`([\s\S]*)`\);\s*$/.exec(cellNamed('words'))![1]!;
    const typed = paragraphs.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '').match(/\d+/g);
    expect(typed, 'only "8 of 10 runs" and "10 or more"').toEqual(['10', '8', '10', '8', '10']);
    const shown = outputs.map((output) => wholeText(output.data?.['text/markdown'])).filter((text) => text.includes('**Foster care.**'));
    expect(shown).toHaveLength(1);
    expect(shown[0]).not.toMatch(/undefined|NaN|\[object/);
  });

  it('speaks of projections, and of predictions and forecasts only to say what they are not', () => {
    const prose = notebook.cells.filter((cell) => cell.cell_type === 'markdown').map((cell) => proseOf(wholeText(cell.source)));
    const found = prose.join('\n').match(/\b(\w+ as a |never |not a )?(predict\w*|forecast\w*)/gi) ?? [];
    for (const words of found) expect(words).toMatch(/^(never|not)/);
    expect(found.length).toBeGreaterThan(0);
  });

  it('holds no path of a machine', () => {
    expect(JSON.stringify(notebook)).not.toMatch(/\/(home|Users|tmp|work|root)\/|[A-Z]:\\\\/);
  });

  test('the picture of the README is one of its charts', () => {
    const picture = fs.readFileSync(path.join(projectFolder, 'docs/pictures/residential-places.svg'), 'utf8').trim();
    expect(charts.map(({ svg }) => svg.trim())).toContain(picture);
  });
});
