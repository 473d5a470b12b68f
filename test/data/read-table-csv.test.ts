import { describe, expect, it } from 'vitest';
import { readTableBytes } from '../../src/data/read-table.ts';
import type { KnownAreas } from '../../src/data/tables/table-checker.ts';
import type { TableKind } from '../../src/data/tables/tables.ts';
import { formatProblems } from '../../src/domain/errors.ts';

const AREAS: KnownAreas = new Map([
  ['T01', 'authority'],
  ['T02', 'authority'],
  ['R1', 'region'],
  ['OUT', 'outside'],
]);
const HEADER = 'date,area_code,placement_type,age_band,children,children_low,children_high,status,source';
const GOOD = '2024-03-31,T01,foster,5-9,12,,,published,a source';
const children = (...rows: string[]): string => [HEADER, ...rows, ''].join('\n');
const row = (change: Partial<Record<string, string>>): string => {
  const cells = Object.fromEntries(HEADER.split(',').map((name, i) => [name, GOOD.split(',')[i]!]));
  return Object.values({ ...cells, ...change }).join(',');
};

const read = (text: string | Uint8Array, kind: TableKind = 'children', name = `${kind}.csv`) =>
  readTableBytes(typeof text === 'string' ? new TextEncoder().encode(text) : text, 'text', name, kind, { areas: AREAS });

interface Case {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly kind?: TableKind;
  /** Parts of the message: place, value found, what is allowed, how to mend. */
  readonly says: readonly string[];
}

const SERVICES =
  'service_id,name,service_type,sector,provider_id,owner_id,area_code,places,households,opened,closed,status,evidence,source,age_min,age_max';
const service = (cells: string): string => `${SERVICES}\n${cells}\n`;
const ASSUMPTIONS = 'id,meaning,unit,distribution,low,central,high,quantiles,strength,source';
const assumption = (cells: string): string => `${ASSUMPTIONS}\n${cells}\n`;

const cases: readonly Case[] = [
  {
    name: 'a missing column',
    text: children(GOOD).replace(',status,', ',sttus,'),
    says: ['children.csv, row 1, column status', 'missing', 'Found "sttus"', 'Allowed: A header in row 1', 'Rename sttus to status'],
  },
  {
    name: 'a missing column with no near name',
    text: 'date,area_code,placement_type,age_band,source\n',
    says: ['children.csv, row 1, column status', 'Found "date,area_code', 'Mend: Add the column status'],
  },
  {
    name: 'a duplicate column',
    text: children(GOOD).replace('children_low', 'children'),
    says: ['row 1, column children', 'twice', 'Found "children"', 'Allowed: Each column once', 'Delete or rename'],
  },
  {
    name: 'an unknown area',
    text: children(GOOD, row({ area_code: 'T1' })),
    says: ['row 3, column area_code', 'Found "T1"', 'Allowed: A code of areas.csv', 'Did you mean T01?'],
  },
  {
    name: 'an area of a level that does not fit',
    text: children(row({ area_code: 'OUT' })),
    says: ['row 2, column area_code', 'level outside', 'Found "OUT"', 'authority or region or country'],
  },
  {
    name: 'a negative count',
    text: children(row({ children: '-3' })),
    says: ['row 2, column children', 'negative', 'Found "-3"', 'Allowed: A whole number from 0', 'minus sign'],
  },
  {
    name: 'a fraction',
    text: children(row({ children: '2.5' })),
    says: ['row 2, column children', 'fraction', 'Found "2.5"', 'A whole number', 'Mend: Write the count itself'],
  },
  ...['*', '[c]', '..', '<5', '-', '[x]', 'c'].map((mark) => ({
    name: `the mark ${mark}`,
    text: children(row({ children: mark })),
    says: ['row 2, column children', `Found "${mark}"`, 'Allowed: A whole number', 'leave children empty', 'children_low and children_high'],
  })),
  {
    name: 'a separator of thousands',
    text: children(row({ children: '"1,234"' })),
    says: ['row 2, column children', 'Found "1,234"', 'Write 1234'],
  },
  {
    name: 'a comma without quotation marks',
    text: children(row({ children: '1,234' })),
    says: ['row 2', 'too many fields', 'Found "a source"', '9 fields', '1234 and not 1,234'],
  },
  {
    name: 'words in a number',
    text: children(row({ children: 'twelve' })),
    says: ['row 2, column children', 'Found "twelve"', 'not a number', 'digits'],
  },
  { name: 'NA', text: children(row({ children: 'NA' })), says: ['row 2, column children', 'Found "NA"', 'Leave the cell empty'] },
  { name: 'a percentage', text: children(row({ children: '12%' })), says: ['column children', 'Found "12%"', '0.25'] },
  { name: 'hexadecimal', text: children(row({ children: '0x10' })), says: ['column children', 'Found "0x10"'] },
  { name: 'infinity', text: children(row({ children: 'Infinity' })), says: ['column children', 'Found "Infinity"'] },
  {
    name: 'a number that is too large',
    text: children(row({ children: '99999999999' })),
    says: ['column children', 'Found "99999999999"', 'outside its range'],
  },
  {
    name: 'day, month, year',
    text: children(row({ date: '01/04/2026' })),
    says: ['row 2, column date', 'Found "01/04/2026"', 'year first, as 2026-04-01', 'yyyy-mm-dd'],
  },
  {
    name: 'a date without zeros',
    text: children(row({ date: '2026-4-1' })),
    says: ['row 2, column date', 'Found "2026-4-1"', 'Write 2026-04-01'],
  },
  {
    name: 'a serial number of Excel',
    text: children(row({ date: '45382' })),
    says: ['row 2, column date', 'Found "45382"', 'Excel counts days', 'as 2026-04-01'],
  },
  {
    name: 'a day that does not exist',
    text: children(row({ date: '2026-02-30' })),
    says: ['row 2, column date', 'Found "2026-02-30"', 'no such day'],
  },
  {
    name: 'a misspelt placement type',
    text: children(row({ placement_type: 'Fostr' })),
    says: ['row 2, column placement_type', 'Found "Fostr"', 'One of: foster', 'Did you mean foster?'],
  },
  {
    name: 'an age band that Excel made a date',
    text: children(row({ age_band: '09-May' })),
    says: ['row 2, column age_band', 'Found "09-May"', 'become a date', 'Format the column as text'],
  },
  {
    name: 'an empty required cell',
    text: children(row({ source: '' })),
    says: ['row 2, column source', 'Found ""', 'empty'],
  },
  {
    name: 'a count without number and range',
    text: children(row({ children: '' })),
    says: ['row 2, column children', 'children_low', 'Fill children_low and children_high'],
  },
  {
    name: 'a range the wrong way round',
    text: children(row({ children: '', children_low: '4', children_high: '1' })),
    says: ['row 2, column children_low', 'Found "4"', 'greater than children_high (1)', 'children_low <= children'],
  },
  {
    name: 'a count outside its range',
    text: children(row({ children: '9', children_low: '1', children_high: '4' })),
    says: ['row 2, column children', 'Found "9"', 'outside its range, 1 to 4'],
  },
  {
    name: 'a repeated row',
    text: children(GOOD, row({ area_code: 'T02' }), row({ children: '13' })),
    says: ['row 4, column date, area_code, placement_type, age_band', 'repeats row 2', 'Found "2024-03-31, T01, foster, 5-9"', 'Delete one'],
  },
  {
    name: 'semicolons',
    text: children(GOOD).replaceAll(',', ';'),
    says: ['row 1', 'separated by semicolons', 'Found "date;area_code', 'commas', 'CSV UTF-8'],
  },
  { name: 'tabs', text: children(GOOD).replaceAll(',', '\t'), says: ['row 1', 'separated by tabs', 'commas'] },
  {
    name: 'Windows-1252',
    text: Uint8Array.from([...new TextEncoder().encode(children(GOOD, row({ source: 'C#te' })))].map((b) => (b === 0x23 ? 0xf4 : b))),
    says: ['row 3', 'Windows-1252', 'Côte', 'UTF-8', 'CSV UTF-8'],
  },
  {
    name: 'an unclosed quotation mark',
    text: children(row({ source: '"a source' }), GOOD),
    says: ['row 2', 'never closed', 'Allowed: Quotation marks in pairs', 'Close the quotation mark'],
  },
  {
    name: 'a quotation mark inside a field',
    text: children(row({ source: 'a "source"' })),
    says: ['row 2', 'inside a field', 'Quotation marks in pairs', 'double it'],
  },
  {
    name: 'quotation marks that swallow a row',
    text: children(row({ source: '"a source' }), row({ date: '2023-03-31', source: 'x"' })),
    says: ['row 2, column source', 'line break', 'Text on one line'],
  },
  {
    name: 'too few fields',
    text: children(GOOD, '2024-03-31,T02,foster'),
    says: ['row 3', 'too few fields', 'Found "3 fields"', '9 fields', 'Add the missing commas'],
  },
  { name: 'a header without rows', text: `${HEADER}\n`, says: ['children.csv, row 1', 'no row under it', 'At least one row', 'Add the rows'] },
  { name: 'only blank lines', text: '\n\n', says: ['children.csv', 'empty', 'A header row'] },
  {
    name: 'a title above the header',
    text: `Children looked after 2024\n${children(GOOD)}`,
    says: ['row 1', 'not the header', 'Found "Children looked after 2024"', 'Delete titles'],
  },
  {
    name: 'two tables under each other',
    text: `${children(GOOD)}\nyear,index,value,source\n2024,pay,1,x\n`,
    says: ['row 4', 'two tables', 'Found "year, index, value, source"', 'One table a file', 'Move the second table'],
  },
  {
    name: 'a note under the table',
    text: `${children(GOOD)}\nNote: rounded,,,,,,,,\n`,
    says: ['row 4', 'Found "Note: rounded"', 'delete notes'],
  },
  {
    name: 'two tables beside each other',
    text: 'date,area_code,placement_type,age_band,children,status,source,,year\n',
    says: ['row 1, column H', 'beside each other', 'One table a file'],
  },
  {
    name: 'a home without places',
    kind: 'services',
    text: service('h1,Home,residential,for-profit,,,T01,,,,,illustrative,e,s,,'),
    says: ['services.csv, row 2, column places', 'Found ""', 'registered places', 'Fill places'],
  },
  {
    name: 'ages the wrong way round',
    kind: 'services',
    text: service('h1,Home,residential,for-profit,,,T01,3,,,,illustrative,e,s,17,8'),
    says: ['row 2, column age_min', 'Found "17"', 'age_min <= age_max'],
  },
  {
    name: 'closed before it opened',
    kind: 'services',
    text: service('h1,Home,residential,for-profit,,,T01,3,,2020-01-01,2019-01-01,illustrative,e,s,,'),
    says: ['row 2, column closed', 'Found "2019-01-01"', 'before it opened', 'on or after opened'],
  },
  {
    name: 'a service in a region',
    kind: 'services',
    text: service('h1,Home,residential,for-profit,,,R1,3,,,,illustrative,e,s,,'),
    says: ['row 2, column area_code', 'Found "R1"', 'level region', 'whose level is authority'],
  },
  {
    name: 'an assumption out of order',
    kind: 'assumptions',
    text: assumption('a,m,months,lognormal,5,4,6,"p05,p95",X,s'),
    says: ['row 2, column central', 'Found "5, 4, 6"', 'low <= central <= high'],
  },
  {
    name: 'a share over 1',
    kind: 'assumptions',
    text: assumption('a,m,share,beta,5,40,60,"p05,p95",X,s'),
    says: ['row 2, column low', 'Found "5"', '0 to 1', '0.25, not as 25'],
  },
  {
    name: 'fixed with a spread',
    kind: 'assumptions',
    text: assumption('a,m,share,fixed,.1,.2,.3,,X,s'),
    says: ['row 2, column distribution', 'yet has a spread', 'low = central = high'],
  },
  {
    name: 'unknown quantiles',
    kind: 'assumptions',
    text: assumption('a,m,share,beta,.1,.2,.3,"p5,p95",X,s'),
    says: ['row 2, column quantiles', 'Found "p5,p95"', 'Did you mean p05,p95?'],
  },
  {
    name: 'no quantiles',
    kind: 'assumptions',
    text: assumption('a,m,share,beta,.1,.2,.3,,X,s'),
    says: ['row 2, column quantiles', 'which quantiles', 'range'],
  },
  {
    name: 'an unknown strength',
    kind: 'assumptions',
    text: assumption('a,m,share,beta,.1,.2,.3,range,D,s'),
    says: ['row 2, column strength', 'Found "D"', 'One of: A, B, C, X'],
  },
  {
    name: 'an unknown family',
    kind: 'assumptions',
    text: assumption('a,m,share,triangular,.1,.2,.3,range,X,s'),
    says: ['row 2, column distribution', 'Found "triangular"', 'lognormal'],
  },
];

describe('a CSV that is wrong', () => {
  it.each(cases)('$name', async ({ text, kind, says }) => {
    const checked = await read(text, kind);
    expect(checked.ok).toBe(false);
    if (checked.ok) return;
    const message = formatProblems(checked.problems);
    for (const part of [...says, `${kind ?? 'children'}.csv`, ' Found "', ' Allowed: ', ' Mend: ']) {
      // A header without rows and a table without header have nothing to show.
      if (part === ' Found "' && /no row under it|The table is empty/.test(message)) continue;
      expect(message).toContain(part);
    }
    expect(message.split('\n').length).toBeLessThanOrEqual(2);
  });

  it('stops after 20 problems and says how many more there are', async () => {
    const checked = await read(children(...Array.from({ length: 500 }, () => row({ children: 'x' }))));
    expect(checked).toMatchObject({ ok: false, problems: { length: 20 } });
    if (!checked.ok) expect(formatProblems(checked.problems)).toContain('(19 more');
  });
});

describe('a CSV that is right', () => {
  const value = { date: '2024-03-31', area_code: 'T01', placement_type: 'foster', age_band: '5-9', children: 12 };

  it('reads counts and takes the count as its own range', async () => {
    const checked = await read(children(GOOD));
    expect(checked).toEqual({
      ok: true,
      value: [{ ...value, children_low: 12, children_high: 12, status: 'published', source: 'a source' }],
      repairs: [],
    });
  });

  it('reads a suppressed cell as a range without a count', async () => {
    const checked = await read(children(row({ children: '', children_low: '0', children_high: '4' })));
    expect(checked.ok && checked.value[0]).toMatchObject({ children_low: 0, children_high: 4 });
    expect(checked.ok && 'children' in (checked.value[0] as object)).toBe(false);
  });

  it.each([
    ['a byte order mark', (t: string): string => `\ufeff${t}`],
    ['Windows line ends', (t: string): string => t.replaceAll('\n', '\r\n')],
    ['no line end at the end', (t: string): string => t.trimEnd()],
  ])('reads %s without a repair', async (_name, change) => {
    const checked = await read(change(children(GOOD)));
    expect(checked).toMatchObject({ ok: true, value: [value], repairs: [] });
  });

  it('lists each repair, and many of one kind once', async () => {
    const rows = ['T01', 'T02'].map((area_code) => row({ area_code, children: '12.0', source: ' x ' }));
    const checked = await read(children(...rows));
    expect(checked.ok && checked.repairs).toEqual([
      { file: 'children.csv', row: 2, column: 'children', found: '12.0', used: '12', why: expect.stringMatching(/decimal point.*1 more/) },
      { file: 'children.csv', row: 2, column: 'source', found: ' x ', used: 'x', why: expect.stringContaining('spaces') },
    ]);
  });

  it('lists columns of the user’s own, and names a near miss', async () => {
    const text = children(GOOD).replace('children_low', 'childen_low').replace('children_high', 'my notes');
    const checked = await read(text);
    expect(checked.ok && checked.repairs.map((r) => `${r.column}: ${r.why}`)).toEqual([
      'childen_low: the table has no such column; did you mean children_low?',
      'my notes: the table has no such column',
    ]);
  });

  it('keeps text that a spreadsheet would calculate as text', async () => {
    const rows = ['=1+1', '+44', '-x', '@SUM(A1)'].map((source, i) => row({ date: `202${i}-03-31`, source }));
    const checked = await read(children(...rows));
    expect(checked.ok && checked.value.map((r) => (r as { source: string }).source)).toEqual(['=1+1', '+44', '-x', '@SUM(A1)']);
  });

  it('fills stated fallbacks and lists them', async () => {
    const checked = await read(service('h1,Home,residential,for-profit,,,T01,3,,,,illustrative,e,s,,'), 'services');
    expect(checked.ok && checked.value[0]).toMatchObject({ registered_for: 'general', regional: false });
    expect(checked.ok && checked.repairs.map((r) => `${r.column} ${r.used}`)).toEqual(['registered_for general', 'regional no']);
  });

  it('leaves blank rows out and says so, with rows numbered as a spreadsheet does', async () => {
    const checked = await read(children(GOOD, ',,,,,,,,', row({ area_code: 'T02' })));
    expect(checked).toMatchObject({ ok: true, value: { length: 2 }, repairs: [{ row: 3, found: 'a blank row' }] });
  });
});
