import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { dataSetFromSource, dataSetFromWorkbook } from '../../../../src/data/import/workbook/data-set-from-workbook.ts';
import type { WorkbookDataSet } from '../../../../src/data/import/workbook/data-set-from-workbook.ts';
import { loadDataSet } from '../../../../src/data/data-set.ts';
import { loadShippedDataSet } from '../../../../src/data/shipped.ts';
import { formatProblems, orThrow } from '../../../../src/domain/errors.ts';
import type { ChildrenRow, PriceRow, ServiceRow } from '../../../../src/domain/tables.ts';
import { importFiles } from '../../../../src/reporting/import/import-files.ts';
import { authorityTemplate } from '../../../../src/reporting/template/authority-template.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { CARDIFF, fill } from './fill.ts';
import type { Filled } from './fill.ts';

const shipped = orThrow(await loadShippedDataSet());
const cardiff = shipped.areas.find((area) => area.name_en === 'Cardiff')!;
const empty = await authorityTemplate({ area: cardiff, baseline: '2024-03-31' });
const folder = await temporaryFolder();
const read = async (cells: Filled): ReturnType<typeof dataSetFromSource> => dataSetFromSource({ bytes: await fill(empty, cells), fileName: 'cardiff.xlsx' });
const rows = <Row>(set: WorkbookDataSet, table: string): readonly Row[] => set.tables.find(({ name }) => name === table)!.rows as unknown as readonly Row[];

describe('the template of one authority', () => {
  it('has lists, notes, examples and the authority filled in, and is the same bytes each time', async () => {
    const workbook = new Excel.Workbook();
    await workbook.xlsx.load(empty.buffer as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Instructions', 'Authority', 'Homes', 'Carers', 'Children', 'Projects', 'Prices', 'Notes', 'Lists']);
    const authority = workbook.getWorksheet('Authority')!;
    expect([authority.getCell('B4').value, authority.getCell('B5').value, authority.getCell('B6').value]).toEqual(['W06000015', 'Cardiff', '2024-03-31']);
    const homes = workbook.getWorksheet('Homes')!;
    homes.getRow(4).eachCell((cell) => expect(cell.note, String(cell.value)).toBeTruthy());
    expect(homes.getCell('A5').value).toBe('Example');
    expect(homes.getCell('C7').dataValidation).toMatchObject({ type: 'list' });
    expect(homes.getCell('C306').dataValidation).toMatchObject({ type: 'list' });
    expect(homes.getCell('G7').dataValidation).toMatchObject({ type: 'whole' });
    expect(Buffer.from(await authorityTemplate({ area: cardiff, baseline: '2024-03-31' })).equals(Buffer.from(empty))).toBe(true);
  });

  it('as it is made changes no figure', async () => {
    const set = orThrow(await read({}));
    expect(set.replaced).toEqual([]);
    expect(rows<ServiceRow>(set, 'services')).toHaveLength(shipped.services.length);
  });
});

const made = await read(CARDIFF);
const set = orThrow(made);

describe('a filled workbook', () => {
  it('puts the figures of the authority in the place of its own alone', () => {
    const services = rows<ServiceRow>(set, 'services');
    const own = services.filter((row) => row.area_code === 'W06000015');
    expect(own.filter((row) => row.service_type === 'residential').map((row) => [row.name, row.sector, row.places, row.owner_id, row.registered_for, row.opened, row.regional, row.status])).toEqual([
      ['=SUM(1,2) is a name', 'local-authority', 4, 'LA-W06000015', 'general', '2020-05-01', false, 'published'],
      ['+44 House', 'for-profit', 3, 'OWNER-BIG-GROUP', 'short-break', undefined, true, 'published'],
      ['Third home', 'not-for-profit', 5, undefined, 'general', '2021-01-31', false, 'published'],
    ]);
    const before = shipped.services.filter((row) => row.area_code === 'W06000015' && row.service_type === 'foster');
    const carers = own.filter((row) => row.service_type === 'foster');
    expect(carers.filter((row) => row.sector === 'local-authority').map((row) => row.households)).toEqual([210]);
    expect(carers.filter((row) => row.sector !== 'local-authority')).toEqual(before.filter((row) => row.sector !== 'local-authority'));
    expect(services.filter((row) => row.area_code !== 'W06000015')).toEqual(shipped.services.filter((row) => row.area_code !== 'W06000015'));
    expect(own.filter((row) => row.service_type === 'independent')).toEqual(shipped.services.filter((row) => row.area_code === 'W06000015' && row.service_type === 'independent'));
  });

  it('keeps a cell that is not filled, with its status, and says so', () => {
    const at = (list: readonly ChildrenRow[], type: string, band: string): ChildrenRow =>
      list.find((row) => row.date === '2024-03-31' && row.area_code === 'W06000015' && row.placement_type === type && row.age_band === band)!;
    const children = rows<ChildrenRow>(set, 'children');
    expect(at(children, 'foster', '16-17')).toMatchObject({ children: 60, children_low: 60, children_high: 60, status: 'published' });
    expect(at(children, 'residential', '0')).toMatchObject({ children: 0 });
    expect(at(children, 'kinship', '5-9')).toEqual(at(shipped.children, 'kinship', '5-9'));
    expect(children).toHaveLength(shipped.children.length);
    expect(set.notes.join(' ')).toContain('30 of 40 cells of the sheet Children are empty');
    expect(rows<PriceRow>(set, 'prices').filter((row) => row.service_type === 'residential' && row.sector === 'for-profit').map((row) => row.weekly_gbp)).toEqual([6100]);
    expect(set.replaced.map(({ table, what, rows_now }) => `${table} ${what} ${rows_now}`)).toEqual([
      'services residential 3',
      'services foster 1',
      'children counts by age and placement 10',
      'projects projects in the area 1',
      'prices prices, which count for every area 1',
    ]);
    expect(made.ok && made.repairs).toEqual([]);
  });

  it('of another day is used on the day of the others, and is estimated then', async () => {
    const later = await read({ ...CARDIFF, Authority: { ...CARDIFF['Authority'], B6: new Date('2026-03-31T00:00:00Z') } });
    const children = rows<ChildrenRow>(orThrow(later), 'children').filter((row) => row.source.includes('2026-03-31'));
    expect(new Set(children.map((row) => [row.date, row.status].join()))).toEqual(new Set(['2024-03-31,estimated']));
    expect(later.ok && later.repairs[0]!.why).toContain('one day for every area');
  });

  it('is a data set that loads, with text kept text in every file', async () => {
    const path = join(folder, 'cardiff.xlsx');
    await mkdir(folder, { recursive: true });
    await writeFile(path, await fill(empty, CARDIFF));
    const out = join(folder, 'set');
    const imported = await importFiles({ format: 'auto', files: [path], out });
    const loaded = orThrow(await loadDataSet(out));
    expect(loaded.services.find((row) => row.service_id === 'OWN-W06000015-HOME-7')?.name).toBe("'=SUM(1,2) is a name");
    for (const { text } of imported.texts) expect(text).not.toMatch(/(^|[,\n"])[=+@](?![0-9.]+[,\r])/m);
    expect(orThrow(await dataSetFromWorkbook(path)).area.area_code).toBe('W06000015');
  });
});

describe('a wrong cell is refused with its sheet, address, value and mend:', () => {
  it.each<[string, Filled, RegExp]>([
    ['words for a number', { Homes: { ...CARDIFF['Homes'], G7: 'four' } }, /sheet Homes, row 7, column G7 \(Registered places\).*"four".*whole number/],
    ['a negative number', { Homes: { ...CARDIFF['Homes'], G7: -4 } }, /G7.*negative/],
    ['a formula that was never calculated', { Homes: { ...CARDIFF['Homes'], G7: { formula: 'Z9*2' } } }, /G7.*no stored result/],
    ['an unknown choice', { Homes: { ...CARDIFF['Homes'], D8: 'private' } }, /D8 \(Who runs it\).*"private".*One of: council; not-for-profit/],
    ['an empty cell that is needed', { Homes: { ...CARDIFF['Homes'], G9: undefined } }, /G9.*empty/],
    ['a British date as text', { Homes: { ...CARDIFF['Homes'], K9: '31/01/2021' } }, /K9.*year first/],
    ['a changed example', { Homes: { ...CARDIFF['Homes'], G5: 40 } }, /sheet Homes, row 5, column G5.*marked as an example/],
    ['an example without its mark', { Homes: { ...CARDIFF['Homes'], A5: undefined } }, /sheet Homes, row 5, column B5.*not marked as one/],
    ['another mark', { Homes: { ...CARDIFF['Homes'], A7: 'mine' } }, /sheet Homes, row 7, column A7.*is for the word Example alone/],
    ['a total that does not add up', { Children: { ...CARDIFF['Children'], H5: 531 } }, /sheet Children, row 5, column H5.*add to 530/],
    ['a renamed row', { Children: { ...CARDIFF['Children'], B6: 'Residential' } }, /B6.*no such row/],
    ['another authority', { Authority: { ...CARDIFF['Authority'], B4: 'W06000001' } }, /sheet Authority, row 5, column B5.*Isle of Anglesey/],
    ['a status that is not offered', { Authority: { ...CARDIFF['Authority'], B7: 'illustrative' } }, /B7.*One of: published/],
    ['a list said to be full and empty', { Homes: Object.fromEntries(Object.keys(CARDIFF['Homes']!).map((at) => [at, undefined])) }, /sheet Homes.*empty/],
    ['an agency in a list of the council', { Carers: { ...CARDIFF['Carers'], C6: 'for-profit' } }, /sheet Carers, row 6, column C6.*those of the council/],
  ])('%s', async (_what, cells, message) => {
    const wrong = await read({ ...CARDIFF, ...cells });
    expect(wrong.ok ? 'accepted' : formatProblems(wrong.problems)).toMatch(message);
  });
});
