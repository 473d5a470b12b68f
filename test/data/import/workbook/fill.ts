import Excel from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Values by sheet and address; undefined empties a cell. */
export type Filled = Readonly<Record<string, Readonly<Record<string, string | number | Date | { formula: string; result?: number } | undefined>>>>;

/** A workbook with some cells filled in, as a person does with a spreadsheet program. */
export async function fill(bytes: Uint8Array, cells: Filled): Promise<Uint8Array> {
  const workbook = new Excel.Workbook();
  // Lists to choose from are not needed here, and slow the library down.
  const parts = Object.entries(unzipSync(bytes)).map(([name, part]): [string, Uint8Array] => [
    name,
    name.includes('worksheets/sheet') ? strToU8(strFromU8(part).replace(/<dataValidations[\s\S]*<\/dataValidations>/, '')) : part,
  ]);
  await workbook.xlsx.load(zipSync(Object.fromEntries(parts), { level: 0 }).buffer as ArrayBuffer);
  for (const [sheet, values] of Object.entries(cells))
    for (const [address, value] of Object.entries(values)) workbook.getWorksheet(sheet)!.getCell(address).value = value ?? null;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** What an authority of the tests fills in: some homes, carers, children, a project, a price and a note. */
export const CARDIFF: Filled = {
  Authority: {
    B7: 'published: printed in an official return or report',
    B8: 'all in our area, whoever runs them',
    B9: 'those of the council only',
  },
  Homes: {
    B7: '=SUM(1,2) is a name',
    C7: "children's home",
    D7: 'council',
    G7: 4,
    K7: new Date('2020-05-01T00:00:00Z'),
    N7: 'our register',
    B8: '+44 House',
    C8: "Children's home",
    D8: 'for-profit',
    E8: '@Care Ltd',
    F8: 'Big Group plc',
    G8: { formula: '1+2', result: 3 },
    H8: 'short breaks',
    L8: 'yes',
    N8: 'our register',
    B9: 'Third home',
    C9: "children's home",
    D9: 'not-for-profit',
    G9: '5',
    K9: '2021-01-31',
    N9: 'our register',
  },
  Carers: { B6: 'Cardiff fostering', C6: 'council', E6: 210, F6: 'our list' },
  Children: { C5: 30, D5: 110, E5: 150, F5: 180, G5: 60, H5: 530, C6: 0, D6: 0, E6: 4, F6: 60, G6: 35 },
  Projects: { B6: 'New home', C6: "children's home", D6: 'council', E6: 4, F6: 'building works', G6: new Date('2027-09-01T00:00:00Z'), K6: 'cabinet report' },
  Prices: { B6: "children's home", C6: 'for-profit', D6: 6100, E6: new Date('2026-03-31T00:00:00Z'), F6: 'ledger' },
  Notes: { B6: 'Carers', C6: '-two households will stop' },
};
