import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { CLOSED, KINSHIP, LOCAL_AUTHORITY, RESIDENTIAL } from '../../src/simulation/constants.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { plainScenario } from './small-country.ts';

let three: DataSet;
beforeAll(async () => {
  three = orThrow(await loadDataSet('test/fixtures/three-areas'));
});

function refusal(parts: Partial<Scenario>): string {
  const built = buildPlan(three, plainScenario('2027-03-31', parts));
  return built.ok ? 'accepted' : built.problems.map((p) => `${p.column}: ${p.value}`).join('; ');
}

/** Looks at the last month of some draws. */
function lastMonths(parts: Partial<Scenario>, draws: number, look: (state: State) => void): void {
  const state = createState(orThrow(buildPlan(three, plainScenario('2027-03-31', parts))));
  for (let draw = 0; draw < draws; draw++)
    runDraw(state, 1, draw, { begin: () => undefined, endMonth: () => undefined });
  look(state);
}

describe('what a scenario asks for is done or refused, never passed over', () => {
  it.each([
    [
      {
        levers: [{ carers: { area: 'T02', sector: 'other' as const, households: 10, from: '2025-01-01', months: 6 } }],
      },
      'levers[0].carers.sector: other',
    ],
    [{ events: [{ close: { date: '2025-01-01', service: 'not-there' } }] }, 'events[0].service: not-there'],
    [{ events: [{ owner_leaves: { date: '2025-01-01', owner: 'nobody' } }] }, 'events[0].owner: nobody'],
  ] as [Partial<Scenario>, string][])('%j', (parts, expected) => {
    expect(refusal(parts)).toContain(expected);
  });

  it('an authority that is named by the id of its own services loses them', () => {
    const owner = three.services.find((s) => s.sector === 'local-authority' && s.service_type === 'residential')!;
    const events = [{ close: { date: '2024-06-01', owner: owner.owner_id!, notice_months: 0 } }];
    lastMonths({ events }, 1, ({ services, plan }) => {
      const area = plan.geography.areaCodes.indexOf(owner.area_code);
      for (let s = 0; s < plan.services.ids.length; s++) {
        if (services.type[s] !== RESIDENTIAL || plan.services.sector[s] !== LOCAL_AUTHORITY) continue;
        if (services.area[s] === area) expect(services.status[s]).toBe(CLOSED);
      }
    });
  });

  it('a kinship lever under 1 sends fewer children to kin, and one over 1 more', () => {
    const kin = (share_factor: number): number => {
      let children = 0;
      const levers = [{ kinship: { from: '2024-04-01', share_factor } }];
      const state = createState(orThrow(buildPlan(three, plainScenario('2027-03-31', { levers }))));
      // Same luck in all three: a child is moved one way only, so the order holds in every draw.
      for (let draw = 0; draw < 5; draw++) {
        runDraw(state, 1, draw, {
          begin: () => undefined,
          endMonth: () => {
            for (let c = 0; c < state.children.count; c += CHILD_ROW) {
              if (state.children.entry[c] === state.month && state.children.need[c] === KINSHIP) children++;
            }
          },
        });
      }
      return children;
    };
    expect(kin(0.2)).toBeLessThan(kin(1));
    expect(kin(1.8)).toBeGreaterThan(kin(1));
  });
});
