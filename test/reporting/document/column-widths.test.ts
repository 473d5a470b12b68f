import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnWidths } from '../../../src/reporting/document/column-widths.ts';
import type { TableColumn } from '../../../src/reporting/document/model.ts';
import { textWidth } from '../../../src/reporting/text-metrics.ts';

const PAGE = 642;
const column = (heading: string, width?: number): TableColumn => ({
  heading: [heading],
  ...(width === undefined ? {} : { width }),
});
const sum = (widths: readonly number[]): number => widths.reduce((all, width) => all + width, 0);

describe('widths of the columns of a table', () => {
  test('are the stated shares where every column has room', () => {
    const columns = [column('a', 3), column('b', 1)];
    expect(columnWidths({ columns, rows: [[['one'], ['two']]] }, 400)).toEqual([300, 100]);
  });

  test('no column breaks its longest word, nor a date or a figure with its range', () => {
    const columns = [column('English', 2), column('Status', 0.4), column('When', 0.4), column('Figure', 0.6)];
    const rows = [[['children looked after by authorities'], ['V'], ['31 March 2025'], ['3,250 (2,800 to 3,700)']]];
    const widths = columnWidths({ columns, rows }, PAGE);
    expect(widths[1]).toBeGreaterThan(textWidth('Status', 16, true) * 1.15);
    expect(widths[2]).toBeGreaterThan(textWidth('31 March 2025', 16) * 1.15);
    expect(widths[3]).toBeGreaterThan(textWidth('3,250 (2,800 to 3,700)', 16) * 1.15);
    expect(sum(widths)).toBeLessThanOrEqual(PAGE);
  });

  test('a long address does not push the others aside', () => {
    const columns = [column('Source'), column('Note')];
    const address = `https://example.org/${'x'.repeat(200)}`;
    expect(columnWidths({ columns, rows: [[[address], ['a note of some words']]] }, PAGE)).toEqual([321, 321]);
  });

  test('a long text beside dates and figures keeps to a few lines', () => {
    const text = 'Children of this authority who need a home and for whom no place that complies is free';
    const columns = [column('Figure', 1), column('When', 2), column('Range', 2), column('Status', 2)];
    const rows = [[[text], ['31 March 2025'], ['887 to 1,043'], ['estimated']]];
    const [figure, when] = columnWidths({ columns, rows }, PAGE);
    expect((textWidth(text, 16) * 1.15) / (figure! - 15)).toBeLessThan(4);
    expect(when).toBeGreaterThan(textWidth('31 March 2025', 16) * 1.15);
  });

  test('where long words have no room, short ones stay whole', () => {
    const word = 'x'.repeat(26);
    const columns = ['a', 'b', 'c', 'Impact'].map((heading) => column(heading, heading === 'Impact' ? 0.3 : 1));
    const widths = columnWidths({ columns, rows: [[[word], [word], [word], ['Medium']]] }, PAGE);
    expect(widths[3]).toBeGreaterThan(textWidth('Medium', 16) * 1.15);
  });

  test('fill the page and no more, whatever the table', () => {
    const text = fc.array(fc.stringMatching(/^[a-z0-9]{0,34}$/), { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(text, fc.double({ min: 0.2, max: 4, noNaN: true }), text), { minLength: 1, maxLength: 9 }),
        (cells) => {
          const columns = cells.map(([heading, share]) => column(heading, share));
          const widths = columnWidths({ columns, rows: [cells.map(([, , cell]) => [cell])] }, PAGE);
          expect(widths).toHaveLength(cells.length);
          expect(widths.every((width) => Number.isInteger(width) && width > 0)).toBe(true);
          expect(sum(widths)).toBeLessThanOrEqual(PAGE);
          expect(sum(widths)).toBeGreaterThan(PAGE - cells.length - 1);
        },
      ),
    );
  });
});
