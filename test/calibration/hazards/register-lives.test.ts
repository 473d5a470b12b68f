import { describe, expect, it } from 'vitest';
import { yearPieces } from '../../../src/calibration/hazards/day-number.ts';
import { registerLives } from '../../../src/calibration/hazards/fit-hazards.ts';
import { plainName } from '../../../src/calibration/hazards/link-registrations.ts';
import type { Spell } from '../../../src/calibration/hazards/spells.ts';
import type { RegisterHistoryRow } from '../../../src/domain/tables.ts';

/** A row of a home of four places in A1. */
function seen(snapshot_date: string, service_id: string, parts: Partial<RegisterHistoryRow> = {}): RegisterHistoryRow {
  return {
    snapshot_date,
    service_id,
    name: service_id,
    service_type: 'residential',
    sector: 'for-profit',
    owner_id: 'O1',
    area_code: 'A1',
    places: 4,
    status: 'illustrative',
    evidence: 'made up',
    source: 'made up for a test',
    registered_for: 'general',
    regional: false,
    snapshot_complete: true,
    ...parts,
  };
}

const DATES = ['2020-03-31', '2021-03-31', '2022-03-31', '2023-03-31'] as const;
const [Y20, Y21, Y22, Y23] = DATES;
/** A home that is always there, so that each date has a copy. */
const ALWAYS = DATES.map((date) => seen(date, 'always', { owner_id: 'O9', area_code: 'A1' }));

function spells(rows: readonly RegisterHistoryRow[], cause: Spell['cause'] = 'close'): string[] {
  // The first spells are those of the home that is always there.
  return registerLives([...ALWAYS, ...rows], 'homes')
    .spells.filter((spell) => spell.cause === cause)
    .map((spell) => `${spell.from} ${spell.to} ${spell.event}`)
    .slice(ALWAYS.length - 1);
}

describe('what a register says of a service', () => {
  it('one that is missing from a complete copy closed since it was last seen', () => {
    expect(spells([seen(Y20, 'h'), seen(Y21, 'h')])).toEqual([`${Y20} ${Y21} none`, `${Y21} ${Y22} within`]);
  });

  it('one that vanishes and returns did not close, and is counted as a slip of the list', () => {
    const rows = [seen(Y20, 'h'), seen(Y22, 'h'), seen(Y23, 'h')];
    expect(spells(rows)).toEqual([`${Y20} ${Y22} none`, `${Y22} ${Y23} none`]);
    expect(registerLives([...ALWAYS, ...rows], 'homes').slip).toEqual({ missed: 1, looked: 4 });
  });

  it('a copy that is not complete says nothing by what it leaves out, and much by what it lists', () => {
    const partial = { snapshot_complete: false };
    const always = ALWAYS.map((row) => (row.snapshot_date === Y22 ? { ...row, ...partial } : row));
    const of = (rows: readonly RegisterHistoryRow[]): string[] =>
      registerLives([...always, ...rows], 'homes')
        .spells.filter((s) => s.cause === 'close')
        .map((s) => `${s.from} ${s.to} ${s.event}`)
        .slice(3);
    expect(of([seen(Y21, 'h')])).toEqual([`${Y21} ${Y23} within`]);
    expect(of([seen(Y21, 'h'), seen(Y22, 'h', partial)])).toEqual([`${Y21} ${Y22} none`, `${Y22} ${Y23} within`]);
  });

  it('a known day of closing ends the spell on that day', () => {
    const rows = [seen(Y20, 'h'), seen(Y21, 'h', { closed: '2020-09-15' }), seen(Y22, 'h', { closed: '2020-09-15' })];
    expect(spells(rows)).toEqual([`${Y20} 2020-09-15 at-end`]);
  });

  it('time before it was first seen does not count, whatever the day of opening', () => {
    expect(spells([seen(Y22, 'h', { opened: '2015-01-01' }), seen(Y23, 'h')])).toEqual([`${Y22} ${Y23} none`]);
  });

  it('an area whose eight homes all go at once was left out of the copy', () => {
    const far = Array.from({ length: 8 }, (_, i) => seen(Y20, `far-${i}`, { area_code: 'A2' }));
    const { spells: all, coverage } = registerLives([...ALWAYS, ...far], 'homes');
    expect(coverage.leftOut).toContainEqual({ date: Y21, area: 'A2', services: 8 });
    expect(all.filter((s) => s.event !== 'none')).toEqual([]);
    expect(registerLives([...ALWAYS, ...far.slice(1)], 'homes').spells.filter((s) => s.event !== 'none')).toHaveLength(
      7,
    );
  });

  it('a new owner is a change of owner, an unknown one is not, and a conversion is not counted twice', () => {
    const pair = (
      after: Partial<RegisterHistoryRow>,
      before: Partial<RegisterHistoryRow> = {},
    ): RegisterHistoryRow[] => [
      seen(Y20, 'h', before),
      seen(Y21, 'h', after),
      seen(Y22, 'h', after),
      seen(Y23, 'h', after),
    ];
    const first = (rows: RegisterHistoryRow[], cause: Spell['cause']): string | undefined =>
      spells(rows, cause).find((text) => text.startsWith(`${Y20} ${Y21}`));
    expect(first(pair({ owner_id: 'O2' }), 'transfer')).toBe(`${Y20} ${Y21} within`);
    const { owner_id: _unknown, ...unowned } = seen(Y21, 'h');
    expect(spells([seen(Y20, 'h'), unowned], 'transfer')).toEqual([]);
    // Two rows without an owner are told apart by their provider, though other homes have owners.
    const { owner_id: _neither, ...before } = seen(Y20, 'h', { provider_id: 'P1' });
    const now = (provider_id: string): RegisterHistoryRow => ({ ...unowned, provider_id });
    expect(spells([before, now('P2')], 'transfer')).toEqual([`${Y20} ${Y21} within`]);
    expect(spells([before, now('P1')], 'transfer')).toEqual([`${Y20} ${Y21} none`]);
    expect(spells([before, unowned], 'transfer')).toEqual([]);
    const converted = pair({ owner_id: 'O2', sector: 'not-for-profit' });
    expect(first(converted, 'convert')).toBe(`${Y20} ${Y21} within`);
    expect(first(converted, 'transfer')).toBeUndefined();
    // Back to for-profit with a new owner is a sale, not a conversion.
    expect(first(pair({ owner_id: 'O2' }, { sector: 'local-authority' }), 'transfer')).toBe(`${Y20} ${Y21} within`);
  });
});

describe('re-registration at the same place', () => {
  const links = (rows: readonly RegisterHistoryRow[]): string[] =>
    registerLives([...ALWAYS, ...rows], 'homes').links.map(
      (l) => `${l.from} ${l.to} ${l.rule} ${l.confidence} ${l.followed}`,
    );
  const pair = (before: Partial<RegisterHistoryRow>, after: Partial<RegisterHistoryRow>): RegisterHistoryRow[] => [
    seen(Y20, 'old', { owner_id: 'O1', ...before }),
    seen(Y21, 'new', { owner_id: 'O2', ...after }),
    seen(Y22, 'new', { owner_id: 'O2', ...after }),
    seen(Y23, 'new', { owner_id: 'O2', ...after }),
  ];

  it.each([
    ['what the register says', {}, { previous_service_id: 'old' }, 'previous-service-id 1 true'],
    ['the site', { site_id: 'L' }, { site_id: 'L' }, 'site-id 0.95 true'],
    ['name, area and places', { name: 'Tŷ Haf Ltd' }, { name: 'TY HAF' }, 'name-area-places 0.9 true'],
    ['name and area', { name: 'Rose' }, { name: 'Rose', places: 5 }, 'name-area 0.8 true'],
    ['owner, area and places, which is too weak', {}, { owner_id: 'O1' }, 'owner-area-places 0.4 false'],
  ] as const)('is told by %s', (_, before, after, expected) => {
    expect(links(pair(before, after))).toEqual([`old new ${expected}`]);
  });

  it('is no closure, and a change of owner where the owner is another', () => {
    const rows = pair({ name: 'Rose' }, { name: 'Rose' });
    expect(spells(rows).filter((text) => text.endsWith('within'))).toEqual([]);
    expect(spells(rows, 'transfer')[0]).toBe(`${Y20} ${Y21} within`);
  });

  it('is not told by a name of another area, nor by one that two homes have at once, nor long after', () => {
    expect(links(pair({ name: 'Rose' }, { name: 'Rose', area_code: 'A2' }))).toEqual([]);
    const twin = [Y20, Y21].map((date) => seen(date, 'twin', { name: 'Rose', owner_id: 'O7' }));
    expect(links([...pair({ name: 'Rose' }, { name: 'Rose' }), ...twin]).filter((l) => l.includes('name'))).toEqual([]);
    const late = [seen(Y20, 'old', { site_id: 'L' }), seen(Y23, 'new', { site_id: 'L', owner_id: 'O2' })];
    expect(links(late)).toEqual([]);
  });

  it('takes names without case, accents, signs and legal forms', () => {
    expect(plainName('The Tŷ-Haf Children’s Home Ltd.')).toBe(plainName('TY HAF'));
  });
});

describe('yearPieces', () => {
  it('splits an interval at the turns of the year, and loses no day', () => {
    const pieces = yearPieces('2019-12-30', '2021-01-01');
    expect(pieces.map(({ year, years }) => [year, Math.round(years * 365.25)])).toEqual([
      [2019, 1],
      [2020, 366],
      [2021, 1],
    ]);
  });
});
