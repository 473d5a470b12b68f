import { describe, expect, it } from 'vitest';
import { authoritiesByName } from '../../../../src/data/import/register/area-names.ts';
import { britishDate } from '../../../../src/data/import/register/british-date.ts';
import type { ListedService } from '../../../../src/data/import/register/listed-service.ts';
import { meetsPattern } from '../../../../src/data/import/register/owner-list.ts';
import { registerReferences } from '../../../../src/data/import/register/reference-tables.ts';
import { sectorOf } from '../../../../src/data/import/register/sector-rules.ts';
import { serviceKind } from '../../../../src/data/import/register/service-kind.ts';
import { ownerIdOf } from '../../../../src/data/import/register/settle-service.ts';
import { importContext } from './registers.ts';

const { areas } = await importContext();
const { owners, spellings } = await registerReferences();
const knowledge = { authorities: authoritiesByName(areas, spellings), owners };
const listed = (provider_name: string, provider_type = 'Organisation', company_number = ''): ListedService => ({
  file: 'f',
  row: 2,
  service_id: 'S',
  name: 'n',
  kind: 'k',
  registered_for: 'general',
  authority: '',
  provider_name,
  provider_type,
  company_number,
});

describe('the sector of a provider', () => {
  it.each([
    ['Cardiff Council', '', '', 'local-authority', 'council-name', 'high'],
    ['The City and County of Swansea Council', '', '', 'local-authority', 'council-name', 'high'],
    ['Cyngor Sir Ynys Môn', '', '', 'local-authority', 'council-name', 'high'],
    ['Rhondda Cynon Taff County Borough Council', '', '', 'local-authority', 'council-name', 'high'],
    ['Whatever', 'Local Authority', '', 'local-authority', 'council-type', 'high'],
    ['Wales Council for Voluntary Action', '', '', undefined, 'none', 'unknown'],
    ['Narnia Council', '', '', undefined, 'council-name', 'unknown'],
    ['Betsi Cadwaladr University Health Board', '', '', 'other', 'health-body', 'high'],
    ['Made-up Homes C.I.C.', '', '', 'not-for-profit', 'community-interest-company', 'medium'],
    ['Made-up Homes', 'Voluntary', '', 'not-for-profit', 'voluntary-type', 'high'],
    ['Made-up Homes (registered charity 123)', '', '', 'not-for-profit', 'charity-words', 'medium'],
    ['Made-up Homes', '', 'CE012345', 'not-for-profit', 'charity-number', 'high'],
    ['Made-up Homes LLP', '', '', 'for-profit', 'person-or-partnership', 'high'],
    ['A Person', 'Individual', '', 'for-profit', 'person-or-partnership', 'high'],
    ['Made-up Homes Ltd', '', '01234567', 'for-profit', 'limited-company', 'medium'],
    ['Made-up Homes Cyf', '', '', 'for-profit', 'limited-company', 'medium'],
    ['Made-up Homes plc', '', '', 'for-profit', 'public-limited-company', 'high'],
    ['Made-up Foundation Limited', '', '01234567', undefined, 'unclear-name', 'unknown'],
    ['Made-up Homes', '', '01234567', undefined, 'company-without-limited', 'unknown'],
    ['Made-up Homes', '', 'RS012345', 'not-for-profit', 'registered-society', 'low'],
    ['Foster Care Associates Limited', '', '', 'for-profit', 'owner-list', 'medium'],
    ["Barnardo's", '', '', 'not-for-profit', 'owner-list', 'medium'],
    ['', '', '', undefined, 'none', 'unknown'],
  ] as const)('%s, type "%s", number "%s": %s by %s (%s)', (name, type, number, sector, rule, confidence) => {
    const { answer } = sectorOf(listed(name, type, number), knowledge);
    expect([answer.sector, answer.rule, answer.confidence]).toEqual([sector, rule, confidence]);
  });

  it('says which other signs speak against it', () => {
    const { answer, against } = sectorOf(listed('Made-up Charity Ltd', 'Individual'), knowledge);
    expect(answer.sector).toBe('for-profit');
    expect(against.map((other) => other.rule)).toEqual(['charity-words']);
  });
});

describe('the kind of a service', () => {
  it.each([
    ['Care Home Service', 'Childrens Home', '', 'residential', 'general'],
    ['Care Home Service', "Children's short breaks", '', 'residential', 'short-break'],
    ['Care Home Service', 'None', 'Children with a disability', 'residential', 'disability'],
    ['Gwasanaeth Cartref Gofal', 'Cartref Plant', '', 'residential', 'general'],
    ['Secure Accommodation Service', 'None', 'None', 'secure', 'general'],
    ['Fostering Service', 'None', '', 'foster', 'general'],
  ])('%s, %s, %s is %s (%s)', (type, sub, whom, service_type, registered_for) => {
    expect(serviceKind(type, sub, whom)).toEqual({ service_type, registered_for });
  });

  it.each([
    ['Care Home Service', 'Adults With Nursing', ''],
    ['Childrens Day Care', 'Full Day Care', 'Children'],
    ['Child Minder', 'None', 'Children'],
    ['Adult Placement Service', 'None', 'Adults'],
    ['Adoption Service', 'None', 'Children'],
    ['Boarding School', 'None', 'Children'],
    ['Residential Family Centre Service', 'None', 'Parents and children'],
    ['', '', ''],
  ])('%s, %s, %s holds no places for children looked after', (type, sub, whom) => {
    expect(serviceKind(type, sub, whom)).toBe('other');
  });

  it('asks where adults live there too', () => {
    expect(serviceKind('Care Home Service', 'Adults and Children Without Nursing', '')).toHaveProperty('ask');
    expect(serviceKind('Care Home Service', 'None', 'Adults, Children')).toHaveProperty('ask');
  });
});

it.each([
  ['01/04/2026', '2026-04-01'],
  ['1/4/2026 09:30', '2026-04-01'],
  ['2026-04-01', '2026-04-01'],
  ['31 March 2025', '2025-03-31'],
  ['31/02/2026', undefined],
  ['04/13/2026', undefined],
  ['46113', undefined],
  ['01/04/26', undefined],
])('the day in "%s" is %s', (text, day) => {
  expect(britishDate(text)).toBe(day);
});

it('spellings of one owner meet, and patterns meet whole names only', () => {
  expect(ownerIdOf('Yourcare (Northwest) ltd')).toBe(ownerIdOf('YOURCARE (Northwest) Limited'));
  expect(ownerIdOf('Priory Education Services Limited 06244880')).toBe('OWNER-PRIORY-EDUCATION-SERVICES');
  expect(meetsPattern('Keys Care Ltd', 'keys * ltd')).toBe(true);
  expect(meetsPattern('Keys Ltd', 'keys * ltd')).toBe(false);
  expect(meetsPattern('Monkeys Care', 'keys*')).toBe(false);
});
