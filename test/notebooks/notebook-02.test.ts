import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeCells, readNotebook, wholeText } from '../../scripts/notebooks/notebook-file.mjs';

const file = path.join(import.meta.dirname, '../../notebooks/02-compare-scenarios.ipynb');
const notebook = readNotebook(file);
const outputs = codeCells(notebook).flatMap((cell) => cell.outputs ?? []);
const charts = outputs.map((output) => output.data ?? {}).filter((data) => 'image/svg+xml' in data);

describe('the committed notebook that compares scenarios', () => {
  it('was executed, without a word on its error stream', () => {
    for (const cell of codeCells(notebook)) expect(cell.execution_count, cell.id).toEqual(expect.any(Number));
    expect(outputs.filter((output) => output.output_type === 'error' || output.name === 'stderr')).toEqual([]);
  });

  it('draws three rows of fans, the chance of a gap and three waterfalls, each with its words, status and scenarios', () => {
    expect(charts).toHaveLength(7);
    for (const chart of charts) {
      const alternative = wholeText(chart['text/plain']);
      expect(alternative.length).toBeLessThanOrEqual(150);
      expect(alternative).toMatch(/^(Fans|Waterfall|Falling lines)/);
      const words = wholeText(chart['image/svg+xml']).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
      expect(words).toContain('Status: illustrative');
      expect(words).toMatch(/Projections under the scenarios .*not forecasts/);
    }
  });

  it('types no figure into its conclusions: each comes from the runs', () => {
    const cell = wholeText(notebook.cells.find(({ id }) => id === 'words')!.source);
    const paragraphs = /showMarkdown\(([\s\S]*)\);\s*$/.exec(cell)![1]!;
    expect(paragraphs.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '').match(/\d+/g)).toBeNull();
    const shown = outputs.map((output) => wholeText(output.data?.['text/markdown'])).find((text) => text.includes('**How sure.**'));
    expect(shown).not.toMatch(/undefined|NaN|\[object/);
  });

  it('holds no path of a machine', () => {
    expect(JSON.stringify(notebook)).not.toMatch(/\/(home|Users|tmp|work|root)\/|[A-Z]:\\\\/);
  });
});
