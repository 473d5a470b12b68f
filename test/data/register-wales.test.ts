import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COLUMNS, buildServices, checkServices, documentOf, readFacts } from '../../scripts/build-services.mjs';
import type { BuiltRow } from '../../scripts/build-services.mjs';
import { csvText, readCsv } from '../../scripts/lib/csv.mjs';
import { authorities as lines } from '../../scripts/services/authorities.mjs';
import { checkOwners } from '../../src/data/check-services.ts';
import { readTable } from '../../src/data/read-table.ts';
import * as tools from '../../src/data/register/index.ts';
import { monthOf } from '../../src/domain/calendar.ts';
import type { ChildrenRow, ServiceRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { servesLookedAfter } from '../../src/domain/vocabulary.ts';

const WALES = new URL('../../data/wales/', import.meta.url);
const authorities = lines as unknown as readonly { readonly code: string; readonly name: string }[];
const fileOf = (name: string): string => fileURLToPath(new URL(name, WALES));

async function rowsOf<K extends Parameters<typeof readTable>[1]>(kind: K) {
  const read = await readTable(fileOf(`${kind}.csv`), kind);
  if (!read.ok) throw new Error(JSON.stringify(read.problems[0]));
  expect(read.repairs).toEqual([]);
  return read.value;
}

const services = (await rowsOf('services')) as readonly ServiceRow[];
const homes = services.filter((row) => row.service_type === 'residential');
const foster = services.filter((row) => row.service_type === 'foster');

describe('the shipped register', () => {
  it('is what the script builds today, byte for byte', () => {
    const built = csvText(COLUMNS as string[], buildServices(tools) as object[]);
    expect(readFileSync(fileOf('services.csv'), 'utf8')).toBe(built);
  });

  it('is illustrative in every row, and says so in the name, save for the one public secure home', () => {
    const others = services.filter((row) => row.status !== 'illustrative' || !row.name.startsWith('Illustrative '));
    expect(others.map((row) => row.name)).toEqual(["Hillside Secure Children's Home"]);
    expect(others[0]).toMatchObject({ service_type: 'secure', sector: 'local-authority', places: 18, status: 'estimated' });
  });

  it('has one id a row, owners of one sector, and providers of one owner', () => {
    expect(new Set(services.map((row) => row.service_id)).size).toBe(services.length);
    expect(checkOwners(services, 'services.csv')).toEqual([]);
    const sectors = new Map<string, Sector>();
    for (const row of services) {
      if (row.owner_id === undefined) continue;
      expect(sectors.get(row.owner_id) ?? row.sector).toBe(row.sector);
      sectors.set(row.owner_id, row.sector);
    }
    const prefix = { 'local-authority': 'LA-', 'for-profit': 'OWN-F', 'not-for-profit': 'OWN-N', other: '?' };
    for (const [owner, sector] of sectors) expect(owner.startsWith(prefix[sector])).toBe(true);
  });

  it('makes each authority one owner of its own services, in its own area', () => {
    for (const row of services.filter(({ sector }) => sector === 'local-authority'))
      expect(row.owner_id).toBe(`LA-${row.area_code}`);
  });

  it('has no home without places or with more than twelve', () => {
    for (const home of homes) expect(home.places).toBeGreaterThan(0);
    expect(Math.max(...homes.map((home) => home.places!))).toBeLessThanOrEqual(12);
  });

  it('has an authority fostering service and supported accommodation in every authority', () => {
    const codes = authorities.map(({ code }) => code).sort();
    const own = foster.filter((row) => row.sector === 'local-authority').map((row) => row.area_code);
    expect([...own].sort()).toEqual(codes);
    const supported = services.filter((row) => row.service_type === 'independent').map((row) => row.area_code);
    expect([...supported].sort()).toEqual(codes);
    for (const row of foster) expect([row.places, row.households! > 0]).toEqual([undefined, true]);
  });

  it('knows the authorities of areas.csv by code and name', async () => {
    const areas = (await rowsOf('areas')) as readonly { level: string; area_code: string; name_en: string }[];
    const shipped = areas.filter(({ level }) => level === 'authority').map((area) => [area.area_code, area.name_en]);
    expect(authorities.map(({ code, name }) => [code, name]).sort()).toEqual(shipped.sort());
  });
});

describe('room for the children of the baseline', async () => {
  const children = (await rowsOf('children')) as readonly ChildrenRow[];
  const living = (code: string, type: string): number =>
    children
      .filter((row) => row.date === '2024-03-31' && row.area_code === code)
      .filter((row) => row.placement_type === type && row.age_band !== 'all')
      .reduce((sum, row) => sum + row.children!, 0);
  const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  // Central values of the assumptions foster_places_per_household and foster_unavailable.
  const usable = (rows: readonly ServiceRow[]): number => total(rows.map((row) => row.households! * 2 * (1 - 0.21)));

  it('seats each authority’s foster children in its own area, were all of them placed there', () => {
    const short = authorities.filter(
      ({ code }) => living(code, 'foster') > usable(foster.filter((row) => row.area_code === code)),
    );
    expect(short.map(({ name }) => name)).toEqual([]);
    expect(total(authorities.map(({ code }) => living(code, 'foster')))).toBeGreaterThan(3000);
  });

  it('seats with each authority’s own carers the share that such carers have in Wales, 61.5 %', () => {
    const short = authorities.filter(({ code }) => {
      const own = foster.filter((row) => row.area_code === code && row.sector === 'local-authority');
      return 0.615 * living(code, 'foster') > usable(own);
    });
    expect(short.map(({ name }) => name)).toEqual([]);
  });

  it('seats those of 16 and 17 who live in supported accommodation, at most four fifths filled', () => {
    const short = authorities.filter(({ code }) => {
      const own = services.filter((row) => row.area_code === code && row.service_type === 'independent');
      return living(code, 'independent') > 0.8 * total(own.map((row) => row.places!));
    });
    expect(short.map(({ name }) => name)).toEqual([]);
  });

  it('has room in homes for all children in homes beside English children in 24 % of private places', () => {
    const serving = homes.filter((row) => servesLookedAfter(row.registered_for));
    const room = total(serving.map((row) => row.places! * (row.sector === 'for-profit' ? 1 - 0.3 * 0.8 : 1)));
    expect(total(authorities.map(({ code }) => living(code, 'residential')))).toBeLessThan(room);
  });
});

describe('the published facts', () => {
  it('are all met, each inside a range that holds its own reason', () => {
    const checks = checkServices(readCsv(fileOf('services.csv')) as BuiltRow[], tools);
    expect(checks.filter(({ verdict }) => verdict === 'missed').map(({ fact }) => fact.fact_id)).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThanOrEqual(42);
  });

  it('would be missed by a register with the sectors changed or the homes made larger', () => {
    const changed = (change: (row: Record<string, unknown>) => object): string[] =>
      checkServices(
        buildServices(tools).map((row) => ({ ...row, ...change(row) })),
        tools,
      )
        .filter(({ verdict }) => verdict === 'missed')
        .map(({ fact }) => fact.fact_id);
    expect(changed(({ sector }) => (sector === 'for-profit' ? { sector: 'not-for-profit' } : {}))).toContain(
      'private_share_places_2022',
    );
    expect(changed(({ places }) => (places === undefined ? {} : { places: Number(places) + 1 }))).toEqual(
      expect.arrayContaining(['places_looked_after_2024', 'places_per_home_2021', 'secure_places_2006']),
    );
  });

  it('each have an id of their own, a statement, a source and a range round the target or a reason', () => {
    const facts = readFacts();
    expect(new Set(facts.map(({ fact_id }) => fact_id)).size).toBe(facts.length);
    for (const fact of facts) {
      expect([fact.fact_id, Number.isFinite(fact.value), fact.statement !== '', fact.source !== '']).toEqual([
        fact.fact_id,
        true,
        true,
        true,
      ]);
      expect(['published', 'estimated']).toContain(fact.status);
      if (fact.low !== undefined) expect(fact.low).toBeLessThanOrEqual(fact.value);
      if (fact.high !== undefined) expect(fact.high).toBeGreaterThanOrEqual(fact.value);
    }
  });

  it('stand in the document as the script writes them', () => {
    const page = readFileSync(new URL('../../docs/data-register.md', import.meta.url), 'utf8');
    const rows = readCsv(fileOf('services.csv')) as BuiltRow[];
    expect(documentOf(page, rows, checkServices(rows, tools))).toBe(page);
  });
});

describe('projects, prices, indices and funding', () => {
  it('list only projects that open after the register’s day, with a source each', async () => {
    const projects = await rowsOf('projects');
    for (const project of projects) {
      expect(monthOf(project.planned_open) > monthOf('2024-03-31')).toBe(true);
      expect(project.source).toMatch(/\d{4}|Partnership Board/);
    }
  });

  it('price every type that has places, kin care and a night without a registered place', async () => {
    const priced = new Set((await rowsOf('prices')).map((row) => `${row.service_type} ${row.sector}`));
    const needed = new Set(services.map((row) => `${row.service_type} ${row.sector}`));
    for (const pair of needed) expect(priced.has(pair) || priced.has(`${pair.split(' ')[0]} all`)).toBe(true);
    expect(priced.has('kinship all') && priced.has('emergency all')).toBe(true);
  });

  it('hold both indices for every year from 2015 to 2026, 100 in 2024-25, and a year for every price', async () => {
    const indices = await rowsOf('indices');
    for (const index of ['pay', 'prices']) {
      const series = indices.filter((row) => row.index === index);
      expect(series.map(({ year }) => year)).toEqual(Array.from({ length: 12 }, (_, k) => 2015 + k));
      expect(series.find(({ year }) => year === 2025)!.value).toBe(100);
      series.slice(1).forEach((row, k) => expect(row.value).toBeGreaterThanOrEqual(series[k]!.value));
    }
  });

  it('spread 68 million pounds over three years and give later years no row', async () => {
    const programme = (await rowsOf('funding')).filter((row) => row.fund === 'Eliminate programme');
    expect(programme.reduce((sum, row) => sum + row.revenue_gbp!, 0)).toBe(68_000_000);
    expect(Math.max(...(await rowsOf('funding')).map(({ year }) => year))).toBe(2025);
  });
});
