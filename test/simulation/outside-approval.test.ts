import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, TimetableRow } from '../../src/domain/tables.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { OUTSIDE_AUTHORITY, OUTSIDE_PRIVATE, OUTSIDE_VOLUNTARY, RESIDENTIAL } from '../../src/simulation/constants.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const needsApproval = (provider_description: TimetableRow['provider_description'], date: string): TimetableRow => ({
  milestone: 'placements need approval',
  service_type: 'residential',
  provider_description,
  date,
  source: 'made up for a test',
});

/** Children for whom there is no home in the country and enough of them outside, and no application is ever granted. */
function nothingAtHome(timetable: TimetableRow[]): DataSet {
  const data = pureCountry(base, {
    entries: { '10-15': 240 },
    enterTo: 'residential',
    assumptions: {
      outside_capacity: 100_000,
      matched_ordinary: 0.99,
      matched_complex: 0.99,
      matched_very_complex: 0.99,
      offered_to_others: 1,
      outside_provider_private: 0.5,
      outside_provider_voluntary: 0.3,
      outside_provider_authority: 0.2,
      approval_granted: 0,
      substitution: 0,
      stand_in_16plus: 0,
    },
  });
  return { ...data, timetable };
}

/** Children placed outside and waiting at the end of a month, by who provides the place (0 none), over some draws. */
function byProvider(timetable: TimetableRow[], draws: number, at: number): number[] {
  const found = [0, 0, 0, 0];
  eachMonth(planOf(nothingAtHome(timetable), plainScenario('2026-03-31')), draws, ({ children }, _draw, month) => {
    if (month !== at) return;
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 1 && children.need[c] === RESIDENTIAL) found[children.outsideExtra[c]!]!++;
    }
  });
  return found;
}

describe('places outside the country', () => {
  it('come from private, voluntary and authority providers by their shares while no rule is in force', () => {
    const found = byProvider([], 10, 24);
    const all = found.reduce((a, b) => a + b, 0);
    expect(found[0]).toBe(0);
    for (const [provider, share] of [
      [OUTSIDE_PRIVATE, 0.5],
      [OUTSIDE_VOLUNTARY, 0.3],
      [OUTSIDE_AUTHORITY, 0.2],
    ] as const) {
      // Four standard errors of a share of about 4,800 children, each with luck of its own.
      expect(Math.abs(found[provider]! / all - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / all));
    }
  });

  it('need approval by the date of their own provider, and those of an authority never', () => {
    const timetable = [
      needsApproval('outside-private', '2024-04-01'),
      needsApproval('outside-voluntary', '2025-04-01'),
    ];
    const first = byProvider(timetable, 10, 12);
    expect(first[OUTSIDE_PRIVATE]).toBe(0);
    const entered = first.reduce((a, b) => a + b, 0);
    expect(Math.abs(first[OUTSIDE_VOLUNTARY]! / entered - 0.3)).toBeLessThan(4 * Math.sqrt(0.21 / entered));
    const second = byProvider(timetable, 10, 24);
    // Nobody leaves: those with a voluntary provider stay, nobody joins them, and an authority's places fill on.
    expect(second[OUTSIDE_VOLUNTARY]).toBe(first[OUTSIDE_VOLUNTARY]);
    const share = second[OUTSIDE_AUTHORITY]! / second.reduce((a, b) => a + b, 0);
    expect(Math.abs(share - 0.2)).toBeLessThan(4 * Math.sqrt(0.16 / (2 * entered)));
  });
});
