import { beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioEvent } from '../../src/assumptions/scenario/events.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { CLOSED, FOR_PROFIT, FOSTER, OPEN, RESIDENTIAL, WINDING_DOWN } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { pureCountry } from './pure-country.ts';
import { planOf, plainScenario, smallCountry, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const SIZE = { areas: 4, children: [4, 2, 6], homes: [4, 3, 5, 6, 2, 4, 3, 4, 5, 3, 4, 6], households: [12, 20, 9] };

/** Looks at a small country at the end of June 2024, the month of the event, with it and without. */
function june(event: ScenarioEvent | undefined, look: (state: State) => void): void {
  const plan = planOf(smallCountry(base, SIZE), plainScenario('2024-06-30', { events: event ? [event] : [] }));
  const state = createState(plan);
  runDraw(state, 1, 0, { begin: () => undefined, endMonth: () => undefined });
  look(state);
}

describe('an event that names a region touches services there and no others', () => {
  const date = '2024-06-01';
  const region = 'R1';
  const there = (state: State, s: number): boolean => state.plan.geography.regionOf[state.services.area[s]!] === 1;

  it.each([
    [
      'close',
      { close: { date, sector: 'for-profit', region } },
      (s: State, i: number) => s.services.status[i] === CLOSED,
    ],
    ['convert', { convert: { date, region } }, (s: State, i: number) => s.services.converted[i] === 1],
    [
      'withdraw_from_area',
      { withdraw_from_area: { date, sector: 'for-profit', region } },
      (s: State, i: number) => s.services.refuses[i] !== 0,
    ],
  ] as [string, ScenarioEvent, (state: State, s: number) => boolean][])('%s', (_name, event, hit) => {
    const before: boolean[] = [];
    june(undefined, (state) => {
      for (let s = 0; s < state.plan.services.ids.length; s++) before.push(hit(state, s));
    });
    june(event, (state) => {
      let inside = 0;
      for (let s = 0; s < state.plan.services.ids.length; s++) {
        if (state.plan.services.sector[s] !== FOR_PROFIT) continue;
        const home = state.services.type[s] === RESIDENTIAL;
        if (!there(state, s)) expect(hit(state, s), `service ${s}`).toBe(before[s]);
        else if (home) {
          expect(hit(state, s), `service ${s}`).toBe(true);
          inside++;
        }
      }
      expect(inside).toBeGreaterThan(0);
    });
  });
});

describe('the largest owner', () => {
  const country = (): DataSet =>
    pureCountry(base, {
      services: [
        { service_id: 'big', owner_id: 'FIRST', places: 9 },
        { service_id: 'middle', owner_id: 'SECOND', places: 5 },
        { service_id: 'small', owner_id: 'THIRD', places: 2 },
        { service_id: 'carers', owner_id: 'SECOND', service_type: 'foster', households: 30 },
        { service_id: 'council', sector: 'local-authority', places: 40 },
      ],
    });
  const end = (events: ScenarioEvent[]): State => {
    const state = createState(planOf(country(), plainScenario('2025-06-30', { events })));
    runDraw(state, 1, 0, { begin: () => undefined, endMonth: () => undefined });
    return state;
  };
  const open = ({ plan, services }: State): string[] => plan.services.ids.filter((_, s) => services.status[s] === OPEN);

  it('is the for-profit one with most places in homes on the day, not at the start, and takes all that it has', () => {
    const leaves = { owner_leaves: { date: '2024-12-01', owner: 'largest' } };
    expect(open(end([leaves]))).toEqual(['middle', 'small', 'carers', 'council']);
    const first = { close: { date: '2024-10-01', service: 'big', notice_months: 0 } };
    const state = end([first, leaves]);
    expect(open(state)).toEqual(['small', 'council']);
    expect([...state.services.status.subarray(0, 5)]).toContain(CLOSED);
    expect([CLOSED, WINDING_DOWN]).toContain(state.services.status[3]);
    expect(state.services.type[3]).toBe(FOSTER);
  });

  it('changes nothing where no owner is left', () => {
    const nobody = { close: { date: '2024-10-01', sector: 'for-profit' as const, notice_months: 0 } };
    expect(open(end([nobody, { owner_leaves: { date: '2024-12-01', owner: 'largest' } }]))).toEqual(['council']);
  });
});

describe('a price shock in one area', () => {
  it('multiplies what is bought there while it lasts, and no pound elsewhere or afterwards', () => {
    const data = smallCountry(base, SIZE);
    const costs = (events: ScenarioEvent[]): number[][] => {
      const state = createState(planOf(data, plainScenario('2025-03-31', { events })));
      const rows: number[][] = [];
      let before = new Float64Array(4);
      runDraw(state, 1, 0, {
        begin: () => undefined,
        endMonth: ({ counters }) => {
          rows.push([...counters.costRunning].map((v, a) => v - before[a]!));
          before = counters.costRunning.slice();
        },
      });
      return rows;
    };
    const plain = costs([]);
    const shocked = costs([{ price_shock: { from: '2024-08-01', months: 3, factor: 2, area: 'A2' } }]);
    plain.forEach((row, m) => {
      const during = m >= 4 && m < 7;
      row.forEach((pounds, a) => {
        const now = shocked[m]![a]!;
        if (a === 2 && during) {
          expect(now).toBeGreaterThan(pounds * 1.05);
          expect(now).toBeLessThanOrEqual(pounds * 2 * (1 + 1e-9));
        } else if (a === 2 && m >= 7) expect(now).toBeCloseTo(pounds, 4);
        else expect(Object.is(now, pounds), `month ${m} area ${a}`).toBe(true);
      });
    });
  });
});

describe('a shortage of staff', () => {
  /** Usable places of the homes of each area, month by month. */
  const usable = (events: ScenarioEvent[]): number[][] => {
    const state = createState(planOf(smallCountry(base, SIZE), plainScenario('2024-12-31', { events })));
    const rows: number[][] = [];
    runDraw(state, 1, 0, {
      begin: () => undefined,
      endMonth: ({ services }) => {
        const row = [0, 0, 0, 0];
        for (let s = 0; s < state.plan.services.ids.length; s++)
          if (services.type[s] === RESIDENTIAL && services.status[s] === OPEN)
            row[services.area[s]!]! += services.usable[s]!;
        rows.push(row);
      },
    });
    return rows;
  };

  it('leaves its factor of the staffed places there while it lasts, and all of them elsewhere and afterwards', () => {
    const shortage = (factor: number): ScenarioEvent => ({
      staff_shortage: { from: '2024-06-01', months: 2, factor, area: 'A2' },
    });
    const plain = usable([]);
    const none = usable([shortage(0)]);
    const half = usable([shortage(0.5)]);
    plain.forEach((row, m) =>
      row.forEach((places, a) => {
        const during = a === 2 && (m === 2 || m === 3);
        expect(none[m]![a]).toBe(during ? 0 : places);
        if (!during) expect(half[m]![a]).toBe(places);
        else {
          expect(places).toBeGreaterThan(4);
          expect(half[m]![a]).toBeLessThan(places);
          expect(half[m]![a]).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('a larger share of an event', () => {
  it.each([
    [
      'close',
      (share: number): ScenarioEvent => ({ close: { date: '2024-06-01', service_type: 'residential', share } }),
    ],
    [
      'withdraw',
      (share: number): ScenarioEvent => ({ withdraw_from_area: { date: '2024-06-01', sector: 'for-profit', share } }),
    ],
  ])('%s takes all that a smaller one takes', (_name, event) => {
    const hit = (share: number): Set<number> => {
      const services = new Set<number>();
      june(event(share), (state) => {
        for (let s = 0; s < state.plan.services.ids.length; s++)
          if (state.services.status[s] === CLOSED || state.services.refuses[s] !== 0) services.add(s);
      });
      return services;
    };
    let before = hit(0);
    const none = before.size;
    for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
      const now = hit(share);
      for (const s of before) expect(now.has(s), `service ${s} at ${share}`).toBe(true);
      before = now;
    }
    expect(before.size).toBeGreaterThan(none + 4);
  });
});
