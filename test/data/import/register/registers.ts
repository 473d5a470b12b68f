import type { ImportContext, ImportSource } from '../../../../src/data/import/import-format.ts';
import { loadShippedDataSet } from '../../../../src/data/shipped.ts';
import { orThrow } from '../../../../src/domain/errors.ts';

/** Columns of the register of Care Inspectorate Wales as readers of the real file name them; the rows here are made up. */
export const CIW_HEADER =
  'Service URN,Service Name,Known as,Service Type,Service Sub-Type,Provision For,Service Address Line 1,Service Address Line 2,Service Address Line 3,Service Town/City,Service Postcode,Local Authority,Maximum No. of Places,Main Operating Language of Service,Flying Start Provider,Registered to deliver childcare offer,Primary telephone number,Primary email address,Website,Service Ratings,Responsible Individual Names,Registered Person Names,Provider URN,Provider Name,Provider Type,Company Number,Provider Website,Provider Registration Date,Provider No. of Approved Services,Last Updated On'.split(
    ',',
  );

export type CiwValues = Readonly<Record<string, string>>;

/** A row of the register with what is usual in every column that is not said. */
export function ciwRow(id: number, values: CiwValues): string[] {
  const usual: Record<string, string> = {
    'Service URN': `SIN-${String(id).padStart(8, '0')}-ABCD`,
    'Service Name': `Made-up home ${id}`,
    'Service Type': 'Care Home Service',
    'Service Sub-Type': 'Childrens Home',
    'Service Address Line 1': `${id} Made-up Road`,
    'Service Postcode': 'CF10 1AA',
    'Local Authority': 'Cardiff',
    'Maximum No. of Places': '4',
    'Primary telephone number': '029 2000 0000',
    'Primary email address': `someone${id}@example.org`,
    'Service Ratings': 'Well-being: Good; Care and Support: Good',
    'Responsible Individual Names': `Ffion Persondrop${id}`,
    'Registered Person Names': `Gwilym Persondrop${id}`,
    'Provider URN': `RIN-${id}`,
    'Provider Name': `Made-up Care ${id} Limited`,
    'Provider Type': 'Organisation',
    'Company Number': String(1_000_000 + id),
    'Provider Registration Date': '02/04/2018',
    'Provider No. of Approved Services': '1',
    'Last Updated On': '31/03/2026 08:15',
    ...values,
  };
  return CIW_HEADER.map((column) => usual[column] ?? '');
}

const quoted = (cell: string): string => (/[",\r\n;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Rows as CSV with a byte order mark. */
export function csvOf(rows: readonly (readonly string[])[], separator = ','): string {
  return `\uFEFF${rows.map((row) => `${row.map(quoted).join(separator)}\r\n`).join('')}`;
}

/** A small register with every kind of trap. */
export const CIW_ROWS: readonly string[][] = [
  CIW_HEADER,
  ciwRow(1, { 'Provider Name': 'Cardiff Council', 'Provider Type': 'Local Authority', 'Company Number': 'None', 'Maximum No. of Places': '3' }),
  ciwRow(2, { 'Local Authority': 'Ynys Mon', 'Service Postcode': 'LL77 7TW', 'Provider Name': 'Cyngor Sir Ynys Môn', 'Provider Type': 'None', 'Maximum No. of Places': '2' }),
  ciwRow(3, { 'Local Authority': 'Powys', 'Service Postcode': 'LD1 5AA', 'Maximum No. of Places': '6' }),
  ciwRow(4, { 'Local Authority': 'Rhondda Cynon Taff', 'Service Postcode': 'CF40 1AA', 'Provider Name': 'Made-up Homes CIC', 'Maximum No. of Places': '5' }),
  ciwRow(5, { 'Local Authority': 'The Vale of Glamorgan', 'Service Postcode': 'REDACTED', 'Service Address Line 1': 'REDACTED', 'Provider Name': 'The Made-up Trust', 'Maximum No. of Places': '7' }),
  ciwRow(6, { 'Service Type': 'Secure Accommodation Service', 'Service Sub-Type': 'None', 'Local Authority': 'Neath Port Talbot', 'Service Postcode': 'SA12 6XX', 'Provider Name': 'Neath Port Talbot County Borough Council', 'Maximum No. of Places': '18' }),
  ciwRow(7, { 'Service Type': 'Fostering Service', 'Service Sub-Type': 'None', 'Maximum No. of Places': 'None', 'Provider Name': 'Foster Care Associates Ltd' }),
  ciwRow(8, { 'Local Authority': '', 'Maximum No. of Places': '9' }),
  ciwRow(9, { 'Service Sub-Type': 'Adults and Children Without Nursing', 'Maximum No. of Places': '10' }),
  ciwRow(10, { 'Service Sub-Type': 'Adults Without Nursing', 'Maximum No. of Places': '40' }),
  ciwRow(11, { 'Service Type': 'Child Minder', 'Service Sub-Type': 'None', 'Provider Type': 'Individual', 'Provider Name': 'Ceri Persondrop', 'Maximum No. of Places': 'see notes' }),
  ciwRow(12, { 'Service Type': 'Domiciliary Support Service', 'Service Sub-Type': 'None', 'Local Authority': '' }),
  ciwRow(13, { 'Service Name': '=HYPERLINK("http://example.org")', 'Provider Type': 'Individual', 'Provider Name': 'Ceri Persondrop', 'Maximum No. of Places': '1' }),
];

export async function importContext(more: Partial<ImportContext> = {}): Promise<ImportContext> {
  const { areas } = orThrow(await loadShippedDataSet());
  return { areas, areasFile: 'data/wales/areas.csv', options: {}, files: {}, ...more };
}

export const source = (text: string | Uint8Array, fileName = 'register.csv'): ImportSource => ({
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  fileName,
});
