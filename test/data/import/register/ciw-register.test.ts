import { describe, expect, it } from 'vitest';
import type { ImportedTables } from '../../../../src/data/import/import-format.ts';
import { ciwRegister } from '../../../../src/data/import/register/formats.ts';
import { formatProblems, orThrow } from '../../../../src/domain/errors.ts';
import type { Checked } from '../../../../src/domain/errors.ts';
import { CIW_HEADER, CIW_ROWS, ciwRow, csvOf, importContext, source } from './registers.ts';

const context = await importContext();
const read = (text: string | Uint8Array, options: Record<string, string> = {}): Promise<Checked<ImportedTables>> =>
  ciwRegister.read([source(text)], { ...context, options });
const table = (made: ImportedTables, name: string): readonly Record<string, unknown>[] =>
  made.tables.find((one) => one.name === name)!.rows;
const id = (n: number): string => `SIN-${String(n).padStart(8, '0')}-ABCD`;

describe('the register of Care Inspectorate Wales', () => {
  it('becomes services with area, places and sector, and lists what cannot become one', async () => {
    const made = orThrow(await read(csvOf(CIW_ROWS)));
    const services = table(made, 'services').map((row) => [row['service_id'], row['service_type'], row['area_code'], row['places'], row['sector'], row['owner_id'], row['status']]);
    expect(services).toEqual([
      [id(1), 'residential', 'W06000015', 3, 'local-authority', 'LA-W06000015', 'published'],
      [id(2), 'residential', 'W06000001', 2, 'local-authority', 'LA-W06000001', 'published'],
      [id(3), 'residential', 'W06000023', 6, 'for-profit', undefined, 'estimated'],
      [id(4), 'residential', 'W06000016', 5, 'not-for-profit', undefined, 'estimated'],
      [id(6), 'secure', 'W06000012', 18, 'local-authority', 'LA-W06000012', 'published'],
      [id(13), 'residential', 'W06000015', 1, 'for-profit', undefined, 'published'],
    ]);
    const leftOut = Object.fromEntries(table(made, 'left-out').map((row) => [row['service_id'], row['why']]));
    expect(Object.keys(leftOut)).toEqual([id(5), id(7), id(8), id(9)]);
    expect(leftOut[id(5)]).toContain('sector is not known');
    expect(leftOut[id(7)]).toContain('households');
    expect(leftOut[id(8)]).toContain('no authority');
    expect(leftOut[id(9)]).toContain('adults');
    expect(made.notes.join(' ')).toContain('The sector of 1 service with 7 places is not known');
    expect(made.read).toBe(13);
    expect(made.kept).toBe(6);
    expect(made.kept + made.leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(made.read);
  });

  it('holds no name of a person, no telephone number and no e-mail, in no table, note, repair or problem', async () => {
    const good = await read(csvOf(CIW_ROWS));
    const bad = await read(csvOf([...CIW_ROWS, ciwRow(14, { 'Maximum No. of Places': '4 or so' }), ciwRow(15, {}).slice(0, 25)]));
    expect(bad.ok).toBe(false);
    for (const outcome of [good, bad]) expect(JSON.stringify(outcome)).not.toMatch(/Persondrop|029 2000|example\.org[^"\\]*$|someone\d/);
  });

  it('takes the day of the copy from the latest day of its rows, or from the option', async () => {
    const dated = CIW_ROWS.map((row, i) => (i === 3 ? row.with(-1, '2 April 2026') : row));
    const made = await read(csvOf(dated));
    expect(table(orThrow(made), 'left-out')[0]!['snapshot_date']).toBe('2026-04-02');
    expect(made.ok && made.repairs.some((repair) => repair.used === '2026-04-02')).toBe(true);
    const told = orThrow(await read(csvOf(dated), { 'snapshot-date': '2026-05-01' }));
    expect(table(told, 'left-out')[0]!['snapshot_date']).toBe('2026-05-01');
    const none = await read(csvOf(CIW_ROWS.map((row, i) => (i === 0 ? row : row.with(-1, '')))));
    expect(none.ok ? '' : formatProblems(none.problems)).toContain('--snapshot-date');
  });

  it('reads columns by name, in any order, with other separators and encodings', async () => {
    const straight = orThrow(await read(csvOf(CIW_ROWS)));
    const order = [...CIW_HEADER.keys()].reverse();
    const texts: (string | Uint8Array)[] = [
      csvOf(CIW_ROWS.map((row) => order.map((i) => row[i]!))),
      csvOf(CIW_ROWS, ';'),
      csvOf(CIW_ROWS, '\t'),
      Buffer.from(csvOf(CIW_ROWS).slice(1), 'latin1'),
    ];
    for (const text of texts) expect(table(orThrow(await read(text)), 'services')).toEqual(table(straight, 'services'));
  });

  it.each([
    ['a missing column', CIW_ROWS.map((row) => row.toSpliced(12, 1)), 'The column is missing'],
    ['places that are no number', [...CIW_ROWS, ciwRow(20, { 'Maximum No. of Places': '=2+2' })], 'not a number'],
    ['an unknown authority', [...CIW_ROWS, ciwRow(20, { 'Local Authority': 'Cardif Bay' })], 'authority is not known'],
    ['one service twice', [...CIW_ROWS, ciwRow(1, {})], 'stands in row 2 too'],
    ['a row cut off', [...CIW_ROWS, ciwRow(20, {}).slice(0, 9)], 'too few fields'],
    ['no row', [CIW_HEADER], 'lists no service'],
    [
      'counts of services in the column of places',
      [
        CIW_HEADER.with(12, CIW_HEADER[28]!).with(28, CIW_HEADER[12]!),
        ...Array.from({ length: 12 }, (_, i) => ciwRow(i + 1, { 'Maximum No. of Places': String(i), 'Provider URN': `RIN-${i % 3}`, 'Provider Name': `Care ${i % 3} Ltd`, 'Company Number': '' })),
      ],
      'out of step',
    ],
    [
      'authorities shifted by a row',
      [
        CIW_HEADER,
        ...Array.from({ length: 12 }, (_, i) => ciwRow(i + 1, { 'Local Authority': ['Cardiff', 'Gwynedd', 'Newport'][(i + 1) % 3]!, 'Service Postcode': ['CF10 1AA', 'LL55 1AA', 'NP20 1AA'][i % 3]! })),
      ],
      'out of step',
    ],
  ])('refuses %s', async (_what, rows, why) => {
    const made = await read(csvOf(rows));
    expect(made.ok ? 'accepted' : formatProblems(made.problems)).toContain(why);
  });

  it('stacks dated copies, and tells a registration anew at the same place from a closure', async () => {
    const first = [CIW_HEADER, ciwRow(1, {}), ciwRow(2, {}), ciwRow(3, {})];
    const second = [CIW_HEADER, ciwRow(1, {}), ciwRow(9, { 'Service Address Line 1': '2  made-up ROAD', 'Service Postcode': 'cf101aa' })];
    const made = orThrow(
      await ciwRegister.read([source(csvOf(second), 'b.csv'), source(csvOf(first), 'a.csv')], {
        ...context,
        options: { 'snapshot-date': '2026-03-31,2025-03-31' },
      }),
    );
    expect(table(made, 'register-history').map((row) => [row['snapshot_date'], row['service_id'], row['previous_service_id']])).toEqual([
      ['2025-03-31', id(1), undefined],
      ['2025-03-31', id(2), undefined],
      ['2025-03-31', id(3), undefined],
      ['2026-03-31', id(1), undefined],
      ['2026-03-31', id(9), id(2)],
    ]);
    expect(table(made, 'services')).toHaveLength(2);
    const twice = await ciwRegister.read([source(csvOf(first)), source(csvOf(second))], context);
    expect(twice.ok ? '' : formatProblems(twice.problems)).toContain('same day');
  });
});

describe('overrides', () => {
  const OVERRIDES = [
    'service_id,provider_id,provider_name,field,value,who,why,date',
    `${id(5)},,,sector,not-for-profit,A. Analyst,register of charities,2026-04-01`,
    `${id(8)},,,area_code,W06000022,A. Analyst,asked the inspectorate,2026-04-01`,
    `,,foster care *,households,120,A. Analyst,return of the agency,2026-04-01`,
    `,RIN-3,,owner_id,OWNER-X,A. Analyst,company records,2026-04-01`,
    `${id(99)},,,leave_out,yes,A. Analyst,closed,2025-04-01`,
  ].join('\n');
  const withOverrides = (text: string): Promise<Checked<ImportedTables>> =>
    ciwRegister.read([source(csvOf(CIW_ROWS))], { ...context, files: { overrides: source(text, 'overrides.csv') } });

  it('settle what no rule can, and are reported when they meet nothing', async () => {
    const made = await withOverrides(OVERRIDES);
    const services = table(orThrow(made), 'services');
    const row = (n: number): Record<string, unknown> | undefined => services.find((one) => one['service_id'] === id(n));
    expect(row(5)).toMatchObject({ sector: 'not-for-profit', status: 'published' });
    expect(row(8)).toMatchObject({ area_code: 'W06000022', places: 9 });
    expect(row(7)).toMatchObject({ households: 120, service_type: 'foster' });
    expect(row(3)).toMatchObject({ owner_id: 'OWNER-X' });
    expect(table(orThrow(made), 'to-settle').map((one) => [one['service_id'], one['field']])).toEqual([[id(9), 'service_type']]);
    expect(made.ok && made.repairs.filter((repair) => repair.why.includes('any more'))).toEqual([
      expect.objectContaining({ file: 'overrides.csv', row: 6, found: `leave_out of ${id(99)}` }),
    ]);
  });

  it.each([
    ['two subjects', `${id(1)},RIN-1,,sector,other,A,b,2026-04-01`, 'more than one thing'],
    ['no subject', `,,,sector,other,A,b,2026-04-01`, 'does not say what it is about'],
    ['an unknown sector', `${id(1)},,,sector,charity,A,b,2026-04-01`, 'not known here'],
    ['an owner of one service', `${id(1)},,,owner_id,X,A,b,2026-04-01`, 'owns a provider'],
    ['two names that disagree', `,,Made-up*,sector,other,A,b,2026-04-01\n,,*CIC,sector,for-profit,A,b,2026-04-01`, 'disagree'],
  ])('with %s are refused', async (_what, rows, why) => {
    const made = await withOverrides(`${OVERRIDES.split('\n')[0]}\n${rows}\n`);
    expect(made.ok ? 'accepted' : formatProblems(made.problems)).toContain(why);
  });

  it('may be empty', async () => {
    expect((await withOverrides(`${OVERRIDES.split('\n')[0]}\n`)).ok).toBe(true);
  });
});
