import { AUTHORITIES, WALES, codeOf, reference, sum } from './tables.mjs';

export const CONTROL_COLUMNS = [
  'control_id',
  'area_code',
  'placement_type',
  'age_band',
  'location',
  'value',
  'low',
  'high',
  'why',
  'source',
  'status',
];

const RELEASE =
  'Welsh Government, Children looked after by local authorities, April 2023 to March 2024 (https://www.gov.wales/children-looked-after-local-authorities-april-2023-march-2024-official-statistics-development-html)';
const CORAM =
  'CoramBAAF, Statistics: Wales, 31 March 2023 (https://corambaaf.org.uk/resources/statistics/statistics-wales)';
const FOSTER_WALES =
  'Foster Wales, Fostering statistics Wales (https://fosterwales.gov.wales/fostering-statistics-wales/)';
const SSPIF =
  'StatsWales, Social services performance and improvement framework, Children looked after at 31 March by local authority';
const FOSTER_INSIDE =
  'StatsWales, Children looked after in foster placements on 31 March by location of placement (https://stats.gov.wales/en-GB/3f96db5b-618c-4268-b239-224c8f957dee), 2023-24';
const SEX_AGE_2018 = 'StatsWales, Children looked after at 31 March by local authority, gender and age, 2018';
const SHIFT =
  'A figure of 31 March 2023 stands for 2024. Types other than foster care grew from 2,255 to 2,325 in that year by the two releases, and how they shared that growth is not known';

/** Total at 31 March 2024. */
export const TOTAL = 7198;

function control(control_id, where, value, low, high, why, source, status = 'published') {
  return {
    control_id,
    area_code: 'all',
    placement_type: 'all',
    age_band: 'all',
    location: 'all',
    ...where,
    value: value === undefined ? undefined : Math.round(value),
    low: Math.ceil(low),
    high: high === undefined ? undefined : Math.floor(high),
    why,
    source,
    status,
  };
}

const percent = (share, of) => (share / 100) * of;

function nationalByType() {
  const foster = percent(67.7, TOTAL);
  const fosterLow = percent(67.65, TOTAL);
  const fosterHigh = percent(67.75, TOTAL);
  const kin = percent(34.2, foster);
  const type = (placement_type) => ({ placement_type });
  return [
    control('total', {}, TOTAL, TOTAL, TOTAL, 'Published to the child.', RELEASE),
    control(
      'type-foster-and-kinship',
      type('foster+kinship'),
      foster,
      fosterLow,
      fosterHigh,
      '67.7 %, rounded to a tenth of a per cent.',
      RELEASE,
    ),
    control(
      'type-kinship',
      type('kinship'),
      kin,
      percent(34.15, fosterLow),
      percent(34.25, fosterHigh),
      '34.2 % of foster placements are with relatives or friends; both shares are rounded.',
      RELEASE,
    ),
    control(
      'type-foster',
      type('foster'),
      foster - kin,
      fosterLow - percent(34.25, fosterLow),
      fosterHigh - percent(34.15, fosterHigh),
      'Foster placements less those with relatives or friends; both shares are rounded.',
      RELEASE,
    ),
    control(
      'type-residential-secure-independent',
      type('residential+secure+independent'),
      730,
      700,
      802,
      `${SHIFT}. The printed group is secure units, children's homes and hostels. Low: a fall of the size of its rounding and revision; high: all of the growth was here.`,
      CORAM,
      'estimated',
    ),
    control(
      'type-residential',
      type('residential'),
      480,
      450,
      535,
      "No count of Welsh children in children's homes at 31 March 2024 was found. About 450 to 500 follow from places, occupancy and English use; 494 from spend in March 2022; 535 residential placements were quoted in July 2021 under a definition that is not known.",
      "South Wales Evening Post, Fears for future of private residential homes (http://www.pressreader.com/uk/south-wales-evening-post/20240224/281582360565303); Senedd plenary, 14 July 2021 (figures of the Children's Commissioner)",
      'estimated',
    ),
    control(
      'type-secure',
      type('secure'),
      10,
      6,
      15,
      'Children secured for their welfare on 26 September 2022; the 12 secured on justice grounds are not counted. A small stock moves by a third.',
      'Senedd, written question WQ86017 (https://cofnod.senedd.cymru/WrittenQuestion/86017)',
      'estimated',
    ),
    control(
      'type-independent',
      type('independent'),
      240,
      165,
      346,
      "Hostels and other supported accommodation at 16 and 17: what the printed group of 730 leaves after 480 in children's homes and 10 secured. No count is public; its range is the range of those three.",
      CORAM,
      'estimated',
    ),
    control(
      'type-parents',
      type('parents'),
      1090,
      1060,
      1166,
      `${SHIFT}. 1,090 is what the other groups leave of 7,210; 1,200 is printed but then the mix adds to 7,320, so it is not used.`,
      CORAM,
      'estimated',
    ),
    control('type-adoption', type('adoption'), 245, 220, 275, `${SHIFT}.`, CORAM, 'estimated'),
    control('type-other', type('other'), 190, 170, 262, `${SHIFT}.`, CORAM, 'estimated'),
    control(
      'type-kinship-and-parents',
      type('kinship+parents'),
      2800,
      2785,
      2815,
      'CH/039 less CH/046, not placed with parents, family or friends: 7,200 less 4,400, each rounded to 5, and a collection other than the release above.',
      `${SSPIF} (CH/039, CH/046)`,
    ),
  ];
}

/** National ages: 2023 for 0 to 4 and 10 to 15; the rest split by 2018. */
function nationalByAge() {
  const row = (group, sex) => {
    const found = reference('children-by-sex-and-age').find(
      (r) => r.date === '2018-03-31' && r.area_code === WALES && r.age_group === group && r.sex === sex,
    );
    return Number(found.children);
  };
  const in2018 = (group) => row(group, 'male') + row(group, 'female');
  const under1 = 1380 * (in2018('Under 1') / (in2018('Under 1') + in2018('1 to 4')));
  const unaccompanied = percent(4.7, TOTAL);
  // 16 and 17 in 2018 grown like 10 to 15, and about 190 more unaccompanied children.
  const oldest = in2018('16 to 17') * (2875 / in2018('10 to 15')) + 190;
  const middle = TOTAL - 1380 - 2875 - oldest;
  const age = (age_band) => ({ age_band });
  const change =
    'A figure of 31 March 2023 stands for 2024; the width is one further year of the change since 2022, either way, and rounding to 5.';
  return [
    control('age-0-to-4', age('0+1-4'), 1380, 1300, 1460, change, FOSTER_WALES),
    control('age-10-to-15', age('10-15'), 2875, 2785, 2965, change, FOSTER_WALES),
    control(
      'age-under-1',
      age('0'),
      under1,
      under1 * 0.85,
      under1 * 1.15,
      'Share of those under 5 in 2018; 15 % either way.',
      `${FOSTER_WALES}; ${SEX_AGE_2018}`,
      'estimated',
    ),
    control(
      'age-1-to-4',
      age('1-4'),
      1380 - under1,
      (1380 - under1) * 0.9,
      (1380 - under1) * 1.1,
      'Share of those under 5 in 2018; 10 % either way.',
      `${FOSTER_WALES}; ${SEX_AGE_2018}`,
      'estimated',
    ),
    control(
      'age-16-to-17',
      age('16-17'),
      oldest,
      oldest * 0.9,
      oldest * 1.1,
      'Count of 2018 grown like ages 10 to 15 since then, and about 190 more unaccompanied children (an assumption: four fifths of the 338, less those here in 2018); 10 % either way.',
      `${SEX_AGE_2018}; ${FOSTER_WALES}; ${RELEASE}`,
      'estimated',
    ),
    control(
      'age-5-to-9',
      age('5-9'),
      middle,
      middle * 0.9,
      middle * 1.1,
      'What the other ages leave of the total; 10 % either way.',
      `${FOSTER_WALES}; ${SEX_AGE_2018}`,
      'estimated',
    ),
    control(
      'unaccompanied',
      { age_band: '16-17', placement_type: 'foster+independent+other' },
      undefined,
      unaccompanied * 0.6,
      undefined,
      'Unaccompanied children are 4.7 % of the total (335 to 341). They are not a cell of the table; most are 16 or 17 and in foster care or supported accommodation, so these cells hold at least three fifths of them (an assumption).',
      RELEASE,
      'estimated',
    ),
  ];
}

/** Authority totals: the performance table where it was readable, else estimates that share the rest. */
function authorityTotals() {
  const published = new Map();
  for (const row of reference('location'))
    if (row.indicator === 'CH/039' && row.area_code !== WALES) published.set(row.area_code, Number(row.children));
  const population = new Map();
  for (const row of reference('population-mid-2019-2020'))
    if (row.mid_year === '2019')
      population.set(row.area_code, (population.get(row.area_code) ?? 0) + Number(row.population));
  const rate = new Map(
    reference('rates')
      .filter((row) => row.date === '2020-03-31')
      .map((row) => [row.area_code, Number(row.rate_per_10000_under_18)]),
  );
  const in2018 = new Map(
    reference('children-by-sex-and-age')
      .filter((row) => row.date === '2018-03-31' && row.sex === 'all' && row.age_group === 'All ages')
      .map((row) => [row.area_code, Number(row.children)]),
  );
  const torfaen = codeOf('Torfaen');
  const growth = 7150 / 6407;
  const rough = new Map();
  for (const { area_code } of AUTHORITIES) {
    if (published.has(area_code) || area_code === torfaen) continue;
    rough.set(
      area_code,
      rate.has(area_code) ? (rate.get(area_code) * population.get(area_code)) / 10_000 : in2018.get(area_code) * growth,
    );
  }
  const scale = (TOTAL - sum([...published.values()]) - 355) / sum([...rough.values()]);
  return AUTHORITIES.map(({ area_code, name_en }) => {
    const id = `area-${name_en.toLowerCase().replaceAll(' ', '-')}`;
    const where = { area_code };
    if (published.has(area_code)) {
      const children = published.get(area_code);
      return control(
        id,
        where,
        children,
        children - 5,
        children + 5,
        'Rounded to 5; the table says neither its year nor whether it was revised, and its figures ran together in the copy that was read.',
        `${SSPIF} (CH/039)`,
      );
    }
    if (area_code === torfaen)
      return control(
        id,
        where,
        355,
        330,
        380,
        'A count of January 2025 stands for March 2024; 7 % either way.',
        'Cwmbran Life (https://www.cwmbranlife.co.uk/number-of-looked-after-children-in-torfaen-has-reduced-at-an-accelerated-rate), second-hand',
        'estimated',
      );
    const value = rough.get(area_code) * scale;
    const basis = rate.has(area_code)
      ? 'the rate of 2020 times the mid-2019 population'
      : 'the count of 2018 grown like Wales to 2020 (7,150 over 6,407)';
    return control(
      id,
      where,
      value,
      value * 0.85,
      value * 1.15,
      `No count after 2020 was readable: ${basis}, scaled by ${scale.toFixed(3)} so that all authorities add to 7,198; 15 % either way.`,
      `${SEX_AGE_2018}; StatsWales, Children looked after per 10,000 population aged under 18, 2020; ONS, mid-2019 population estimates`,
      'estimated',
    );
  });
}

/** Totals of some placement types in single authorities. */
function typesWithinAuthorities() {
  const location = reference('location');
  const cell = (area, indicator) => {
    const row = location.find((r) => r.area_code === area && r.indicator === indicator);
    return row && row.note_code !== 'c' ? Number(row.children) : undefined;
  };
  const rows = [];
  for (const { area_code, name_en } of AUTHORITIES) {
    const slug = name_en.toLowerCase().replaceAll(' ', '-');
    const all = cell(area_code, 'CH/039');
    const notFamily = cell(area_code, 'CH/046');
    if (all !== undefined && notFamily !== undefined) {
      const family = all - notFamily;
      rows.push(
        control(
          `family-${slug}`,
          { area_code, placement_type: 'kinship+parents' },
          family,
          family - 8,
          family + 8,
          'CH/039 less CH/046, not placed with parents, family or friends; each rounded to 5, and the two need not count the same day of revision.',
          `${SSPIF} (CH/039, CH/046)`,
        ),
      );
    }
  }
  for (const row of reference('foster-inside-area')) {
    if (row.date !== '2024-03-31' || row.area_code === WALES) continue;
    const name = AUTHORITIES.find((a) => a.area_code === row.area_code).name_en;
    rows.push(
      control(
        `foster-at-least-${name.toLowerCase().replaceAll(' ', '-')}`,
        { area_code: row.area_code, placement_type: 'foster+kinship' },
        undefined,
        Number(row.children) - 3,
        undefined,
        'Children in foster care are at least those in foster care inside the authority.',
        FOSTER_INSIDE,
      ),
    );
  }
  rows.push(
    control(
      'residential-cardiff',
      { area_code: codeOf('Cardiff'), placement_type: 'residential' },
      125,
      98,
      160,
      '20 placements in the city and 78 outside are named, and 151 children for 2022-23 in the same report; the definitions are not known. The best figure is the middle.',
      'Herald.Wales (https://www.herald.wales/south-wales/cardiff-south-wales/council-cabinet-member-opens-up-on-the-daily-challenges-faced-by-cardiff-council-to-house-its-vulnerable-youngsters/), second-hand',
      'estimated',
    ),
    control(
      'residential-torfaen',
      { area_code: codeOf('Torfaen'), placement_type: 'residential' },
      19,
      14,
      24,
      '16 were budgeted for in 2024-25 and up to 22 were placed.',
      'South Wales Argus (https://southwalesargus.co.uk/news/24637623.torfaen-council-plan-address-3-5-year-overspend), second-hand',
      'estimated',
    ),
  );
  return rows;
}

/** Where children live: totals for Wales, by authority where readable, and foster care inside each authority. */
function byLocation() {
  const rows = [
    control(
      'location-own-area',
      { location: 'own-area' },
      percent(65.6, TOTAL),
      percent(65.55, TOTAL),
      percent(65.65, TOTAL),
      '65.6 %, rounded to a tenth of a per cent.',
      RELEASE,
    ),
    control(
      'location-elsewhere-in-wales',
      { location: 'elsewhere-in-wales' },
      1895,
      1890,
      1900,
      'Rounded to 5; another collection than the release.',
      `${SSPIF} (CH/047)`,
    ),
    control(
      'location-outside-wales',
      { location: 'outside-wales' },
      530,
      525,
      535,
      'Rounded to 5; another collection than the release.',
      `${SSPIF} (CH/048)`,
    ),
    control(
      'location-unknown',
      { location: 'unknown' },
      TOTAL - 4722 - 1895 - 530,
      39,
      63,
      'What the three known locations leave of 7,198; its range is the range of those three.',
      `${RELEASE}; ${SSPIF} (CH/047, CH/048)`,
      'estimated',
    ),
    control(
      'foster-inside-wales',
      { placement_type: 'foster+kinship', location: 'own-area' },
      3305,
      3302,
      3318,
      'Rounded to 5; the 22 authorities, rounded each, add to 3,315.',
      FOSTER_INSIDE,
    ),
  ];
  const slugOf = new Map(AUTHORITIES.map((a) => [a.area_code, a.name_en.toLowerCase().replaceAll(' ', '-')]));
  for (const row of reference('location')) {
    const where = { 'CH/047': 'elsewhere-in-wales', 'CH/048': 'outside-wales' }[row.indicator];
    if (!where || row.area_code === WALES || row.note_code === 'c') continue;
    const children = Number(row.children);
    rows.push(
      control(
        `${where}-${slugOf.get(row.area_code)}`,
        { area_code: row.area_code, location: where },
        children,
        Math.max(0, children - 5),
        children + 5,
        'Rounded to 5; the table says neither its year nor whether it was revised.',
        `${SSPIF} (${row.indicator})`,
      ),
    );
  }
  for (const row of reference('foster-inside-area')) {
    if (row.date !== '2024-03-31' || row.area_code === WALES) continue;
    const children = Number(row.children);
    rows.push(
      control(
        `foster-inside-${slugOf.get(row.area_code)}`,
        { area_code: row.area_code, placement_type: 'foster+kinship', location: 'own-area' },
        children,
        children - 3,
        children + 3,
        'Rounded to 5.',
        FOSTER_INSIDE,
      ),
    );
  }
  return rows;
}

/** All rows of `baseline-controls.csv`, in the order of fitting: the loose before the firm, so that the firm prevail. */
export function controlRows() {
  const [total, ...types] = nationalByType();
  const isFirm = (row) => row.status === 'published';
  return [
    ...types.filter((row) => !isFirm(row)),
    ...typesWithinAuthorities(),
    ...nationalByAge(),
    ...types.filter(isFirm),
    total,
    ...authorityTotals(),
    ...byLocation(),
  ];
}
