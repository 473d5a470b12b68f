import { describe, expect, it } from 'vitest';
import type { ImportedTables } from '../../../../src/data/import/import-format.ts';
import { ciwRegister, ofstedProviders } from '../../../../src/data/import/register/formats.ts';
import { dayInWords } from '../../../../src/data/import/register/ofsted-words.ts';
import { formatProblems, orThrow } from '../../../../src/domain/errors.ts';
import { importContext, source } from './registers.ts';

/*
 * Headers and the words of cells are those of the editions of March 2015, 2016, 2018, 2022, 2024 and 2025, as kept in
 * https://github.com/BenGoodair/Care-Markets (Data/Raw, Open Government Licence); the rows are made up.
 */
const INSPECTIONS = 'Full inspection,01/03/2025,01/04/2025,1';
const EDITIONS: Readonly<Record<string, string>> = {
  'provider_at_march_2015.csv': `Web link,URN,Provision type,Reg Status,Setting Name,Address 1,Address 2,Town,County,Postcode,Region,Local authority,Sector,Inspection type,Inspection Date,Inspection ID,Overall effectiveness,Short breaks only
Page,SC037454,Children's Home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,South East,West Sussex,Local authority,Full inspection,27/03/2015,326436,Outstanding,
Page,SC466378,Children's Home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,Havering,Private,Full inspection,26/03/2015,326600,Adequate,Yes
Page,SC999999,Children's Home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,Havering,Private,Full inspection,26/03/2015,326600,Adequate,
`,
  'provider_at_march_2016.csv': `Provider information,,,,,,,,,,,,,,,,Latest Full Inspection information,,,,,,,
Web link,URN,Provision type,Registration status,Name,Address 1,Address 2,Town,County,Postcode,Government Office Region,Local authority,Sector,Places,Linked education URN,Short breaks only children's home,Event type,Inspection date,Event number,Overall effectiveness,Outcomes for children and young people,Quality of care,Safeguarding children and young people,Leadership and management
Page,SC037454,Children's home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,South East,West Sussex,Local Authority,5,,,Full Inspection,13/01/2016,1,Good,,,,
Page,SC466378,Children's home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,Havering,Private,3,,Yes,Full Inspection,13/01/2016,1,Good,,,,
`,
  'provider_at_march_2018.csv': `Provider information,,,,,,,,,,,,,,,,,,Latest Full Inspection,,,,
Web link,URN,Linked education URN,Provision type,Registration status,Name,Address 1,Address 2,Town,County,Postcode,Ofsted Region,Government Office Region,Local authority,Parliamentary constituency,Sector,Places,Organisation,Event type,Inspection date,Publication date,Event number,Overall effectiveness
Page,1027076,,Secure Training Centre,Active,Medway,Road, ,Rochester,Kent,ME1 3YB,South East,South East,Medway,Rochester,Private,,,${INSPECTIONS},Good
Page,SC037454,,Children's home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,South East,South East,West Sussex,Arundel,Local Authority,5,West Sussex County Council,${INSPECTIONS},Good
Page,1164089,,Children's home,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,"North East, Yorkshire and the Humber",North East,Northumberland,Wansbeck,Private,4,Priory Education Services Limited 06244880,${INSPECTIONS},Good
Page,1156149,,Independent Fostering Agency,Active,Agency,House,Road,Town,,KT12 3PD,South East,South East,Surrey,Esher,Private,,Agency Ltd,${INSPECTIONS},Good
`,
  'children_social_care_2025.csv': `Children's social care data in England 2025 – Provider level as at 31 March 2025,,,,,,,,,,,,,,,,,,,,,
"This worksheet contains one table, this table begins in cell A4.",,,,,,,,,,,,,,,,,,,,,
Some cells in this table are empty.,,,,,,,,,,,,,,,,,,,,,
Web link,URN,Linked Education URN,Provision type,Registration date,Registration status,Name,Address 1,Address 2,Town,County,Postcode,Ofsted Region,Government Office Region,Local authority,Parliamentary constituency,Sector,Places,Supported accommodation premises,Short-break-only children's home,Organisation which owns the provider,"
Latest Full inspection event type"
Page,SC037454,,Children's home,25/06/2010,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,South East,South East,West Sussex,Arundel,Local authority,6,,,West Sussex County Council,Full inspection
Page,2775403,,Children's home,28/05/2024,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,"North East, Yorkshire and the Humber",North East,Northumberland,Wansbeck,Private,2,,Short-break-only children's home,Zen Care Ltd,
Page,2775404,,Residential special school (registered as a children's home),28/05/2024,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,London,Havering,Romford,Voluntary,12,,,Zen Trust,
Page,2775405,,Secure children's home,28/05/2024,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,London,Havering,Romford,Local authority,7,,,Havering London Borough,
Page,2775406,,Supported accommodation,28/05/2024,Active,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,London,Havering,Romford,Health authority,,3,,An NHS Trust,
Page,2775407,,Children's home,28/05/2024,Suspended,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,REDACTED,London,London,Havering,Romford,Private,3,,,Zen Care Limited,
Page,2775408,,Boarding School,28/05/2024,Active,A School,Road,,Town,,RM1 1AA,London,London,Havering,Romford,Academy,99,,,A School,
`,
};

const context = await importContext();
const all = Object.entries(EDITIONS).map(([name, text]) => source(text, name));
const table = (made: ImportedTables, name: string): readonly Record<string, unknown>[] =>
  made.tables.find((one) => one.name === name)!.rows;

describe('provider-level files of Ofsted', () => {
  it('of all layouts become one history, with areas of their own', async () => {
    const made = orThrow(await ofstedProviders.read(all, context));
    expect(table(made, 'register-history').map((row) => [row['snapshot_date'], row['service_id'], row['area_code'], row['service_type'], row['registered_for'], row['sector'], row['places'], row['owner_id'] ?? '', row['status']].join(' '))).toEqual([
      '2015-03-31 SC037454 WEST-SUSSEX residential general local-authority 5  estimated',
      '2015-03-31 SC466378 HAVERING residential short-break for-profit 3  estimated',
      '2016-03-31 SC037454 WEST-SUSSEX residential general local-authority 5  published',
      '2016-03-31 SC466378 HAVERING residential short-break for-profit 3  published',
      '2018-03-31 SC037454 WEST-SUSSEX residential general local-authority 5 LA-WEST-SUSSEX published',
      '2018-03-31 1164089 NORTHUMBERLAND residential general for-profit 4 OWNER-PRIORY-EDUCATION-SERVICES published',
      '2025-03-31 SC037454 WEST-SUSSEX residential general local-authority 6 LA-WEST-SUSSEX published',
      '2025-03-31 2775403 NORTHUMBERLAND residential short-break for-profit 2 OWNER-ZEN-CARE published',
      '2025-03-31 2775404 HAVERING residential residential-school not-for-profit 12 OWNER-ZEN-TRUST published',
      '2025-03-31 2775405 HAVERING secure general local-authority 7 LA-HAVERING published',
    ]);
    const complete = new Map(table(made, 'register-history').map((row) => [row['snapshot_date'], row['snapshot_complete']]));
    expect([...complete.values()]).toEqual([false, true, true, true]);
    expect(table(made, 'left-out').map((row) => [row['service_id'], String(row['why']).split(';')[0]])).toEqual([
      ['SC999999', 'the register gives no places'],
      ['1156149', 'the register gives no households of a fostering service'],
      ['2775406', 'the register gives no places'],
    ]);
    const areas = table(made, 'areas');
    expect(areas.filter((row) => row['level'] === 'region').map((row) => row['name_en'])).toEqual(['London', 'South East', 'North East']);
    expect(areas.find((row) => row['area_code'] === 'NORTHUMBERLAND')).toMatchObject({ region_code: 'NORTH-EAST-REGION' });
  });

  it('in Windows-1252, with a place that is a digit cut off, or without a day', async () => {
    const old = Buffer.from(EDITIONS['children_social_care_2025.csv']!.replace('–', '-').replaceAll('Zen', 'Zén'), 'latin1');
    const made = await ofstedProviders.read([source(old, 'x.csv')], context);
    expect(made.ok && made.repairs.some((repair) => repair.used === 'Windows-1252')).toBe(true);
    const cut = EDITIONS['provider_at_march_2016.csv']!;
    const half = await ofstedProviders.read([source(cut.slice(0, cut.lastIndexOf('Private,3') + 9), 'march_2016.csv')], context);
    expect(half.ok ? '' : formatProblems(half.problems)).toContain('too few fields');
    const dateless = await ofstedProviders.read([source(EDITIONS['provider_at_march_2018.csv']!, 'x.csv')], context);
    expect(dateless.ok ? '' : formatProblems(dateless.problems)).toContain('--snapshot-date');
  });

  it('are refused with an unknown sector, an unknown reference or an authority in two regions', async () => {
    const text = EDITIONS['children_social_care_2025.csv']!;
    const lines = text.split('\n');
    const head = lines.slice(0, 6).join('\n');
    const shifted = Array.from({ length: 12 }, (_, i) => lines[6]!.replace('2775403', String(2_800_000 + i)).replace('North East,Northumberland', `${['North East', 'London'][i % 2]},${['Havering', 'Northumberland'][i % 3 === 0 ? 0 : 1]}`));
    for (const [wrong, why] of [
      [text.replace(',Voluntary,', ',Charity,'), 'sector is not known'],
      [text.replace(',2775404,', ',Havering,'), 'no reference number'],
      [`${head}\n${shifted.join('\n')}\n`, 'out of step'],
    ] as const) {
      const made = await ofstedProviders.read([source(wrong, 'x.csv')], context);
      expect(made.ok ? 'accepted' : formatProblems(made.problems)).toContain(why);
    }
  });

  it('are told from the register of Wales by their columns', () => {
    const peek = (text: string): Parameters<typeof ciwRegister.recognise>[0] => ({ fileName: 'x', kind: 'text', text, parts: [], rows: text.split('\n').map((line) => line.split(',')) });
    expect(ofstedProviders.recognise(peek(EDITIONS['provider_at_march_2018.csv']!))).toContain('URN');
    expect(ciwRegister.recognise(peek(EDITIONS['provider_at_march_2018.csv']!))).toBeUndefined();
    expect(ofstedProviders.recognise(peek('Service URN,Service Type'))).toBeUndefined();
  });
});

it.each([
  ['Provider level as at 31 March 2025', '2025-03-31'],
  ['as at March 2022', '2022-03-31'],
  ['provider_at_march_2018.csv', '2018-03-31'],
  ['register-2026-04-01.csv', '2026-04-01'],
  ['no day', undefined],
])('%s tells the day %s', (text, day) => {
  expect(dayInWords(text)).toBe(day);
});
