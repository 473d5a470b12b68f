import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readTableBytes } from '../../src/data/read-table.ts';

/*
 * Whatever happens to the bytes of a table, reading ends with rows or with problems, and a number that is taken is the
 * number that the cell shows.
 */

const TEXT = [
  'mid_year,area_code,age,population,status,source',
  '2024,T01,0,118,published,"a, source"',
  '2024,T01,1,121,published,',
  '2024,T02,0,95,estimated,x',
  '',
].join('\n');
const BYTES = new TextEncoder().encode(TEXT.replace('published,\n', 'published,y\n'));

const mutation = fc.record({
  at: fc.nat(BYTES.length),
  remove: fc.nat(4),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(',', '"', '\n', '\r', ';', '\t', '.', '-', 'e', '1', '0', ' ', '1,234', '*', '=', '٣', '１', '+', '0x', '_').map((t) => new TextEncoder().encode(t)),
  ),
});

it('mutated bytes never crash, and no number is accepted that the cell does not show', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 5 }), async (mutations) => {
      let bytes: Uint8Array = BYTES;
      for (const { at, remove, insert } of mutations)
        bytes = Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + remove)]);
      const read = await readTableBytes(bytes, 'text', 'population.csv', 'population');
      if (!read.ok) {
        expect(read.problems.length).toBeGreaterThan(0);
        return;
      }
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      for (const row of read.value) {
        expect(Number.isInteger(row.population) && row.population >= 0 && row.population <= 1e7).toBe(true);
        // The digits of the number stand in the file as a cell of their own.
        const shown = text
          .split(/[,\n\r]/)
          .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').trim())
          .some((cell) => /^-?[\d.]+(e[+-]?\d+)?$/i.test(cell) && Number(cell) === row.population);
        expect(shown).toBe(true);
      }
    }),
    { numRuns: 1500, seed: 20240331 },
  );
});

it('any text in a number cell is refused, or is the number that it shows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE _x£%*[]c<') }), fc.double().map(String), fc.string()),
      async (cell) => {
        const quoted = `"${cell.replaceAll('"', '""')}"`;
        const text = `mid_year,area_code,age,population,status,source\n2024,T01,0,${quoted},published,x\n`;
        const read = await readTableBytes(new TextEncoder().encode(text), 'text', 'population.csv', 'population');
        if (!read.ok) return;
        expect(cell.trim()).toMatch(/^-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/);
        expect(read.value[0]!.population).toBe(Number(cell) + 0);
      },
    ),
    { numRuns: 2000, seed: 1 },
  );
});
