import { describe, expect, it } from 'vitest';
import { ciwRegister, ofstedProviders } from '../../../../src/data/import/register/formats.ts';
import type { ImportFormat, ImportedTables } from '../../../../src/data/import/import-format.ts';
import { checkTables } from '../../../../src/data/import/check-tables.ts';
import { orThrow } from '../../../../src/domain/errors.ts';
import { MUTANTS, mutateTable } from './mutants.ts';
import { CIW_ROWS, csvOf, importContext, source } from './registers.ts';

const OFSTED_ROWS = [
  'URN,Provision type,Registration status,Name,Government Office Region,Local authority,Sector,Places,Organisation which owns the provider,Registration date'.split(','),
  ...Array.from({ length: 12 }, (_, i) => [`SC0374${10 + i}`, "Children's home", 'Active', 'REDACTED', ['London', 'South East'][i % 2]!, ['Havering', 'West Sussex'][i % 2]!, ['Private', 'Voluntary', 'Local authority'][i % 3]!, String(2 + i), `Owner ${i}`, '01/02/2015']),
];
const context = await importContext();
const FORMATS: readonly [ImportFormat, readonly (readonly string[])[]][] = [
  [ciwRegister, CIW_ROWS],
  [ofstedProviders, OFSTED_ROWS],
];
const COLUMNS = ['service_type', 'sector', 'area_code', 'places'] as const;
const figures = (made: ImportedTables): Map<string, string> =>
  new Map(made.tables.find(({ name }) => name === 'services')!.rows.map((row) => [String(row['service_id']), COLUMNS.map((c) => row[c]).join(' ')]));

describe.each(FORMATS.map(([format, rows]) => [format.name, format, rows] as const))('mutated files of %s', (_name, format, rows) => {
  const read = (bytes: Uint8Array): ReturnType<ImportFormat['read']> => format.read([source(bytes, 'march_2025.csv')], context);

  it('are refused, or give no figure that the whole file does not give, and never stop the program', async () => {
    const truth = figures(orThrow(await read(Buffer.from(csvOf(rows)))));
    let accepted = 0;
    for (let seed = 1; seed <= MUTANTS; seed++) {
      const bytes = mutateTable(rows, seed, csvOf);
      const made = await read(bytes);
      if (!made.ok) {
        expect(made.problems.length, `mutant ${seed}`).toBeGreaterThan(0);
        continue;
      }
      accepted += 1;
      // A number of another shape, and a name that is nearly another, are told and kept.
      const told = made.repairs.some(({ why }) => /shape|one letter|one row alone/.test(why));
      for (const [id, figure] of figures(made.value)) if (!told) expect([id, figure], `mutant ${seed}`).toEqual([id, truth.get(id)]);
      if (seed % 10 === 0) expect((await checkTables(made.value.tables, context.areas, 'x')).ok, `mutant ${seed}`).toBe(true);
    }
    // Rows left out, moved or said twice, and columns moved, do no harm: such files are accepted.
    expect(accepted).toBeGreaterThan(MUTANTS / 20);
    expect(accepted).toBeLessThan(MUTANTS);
  });
});
