import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { headlineValues, study } from '../../src/experiments/study.ts';
import type { StudyAnswer } from '../../src/experiments/study.ts';
import { datesOfRun, runOfPath } from '../../src/measures/headline.ts';
import { headlinesOfTheBoard } from '../../src/measures/headlines-of-the-board.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';

const IDS = [
  'waiting-residential',
  'waiting-foster',
  'nights-unregistered',
  'shortfall-on-the-eve',
  'shortfall',
  'places-local-authority',
  'places-not-for-profit',
  'places-for-profit',
  'compliant-share',
  'displaced',
  'applications',
  'outside',
  'cost',
];

describe('the headlines of the board', () => {
  let three: DataSet;
  beforeAll(async () => {
    three = orThrow(await loadDataSet(THREE_AREAS));
  });

  it('take their dates from the law and the last day of the run', async () => {
    const headlines = headlinesOfTheBoard(planOf(await wales(), plainScenario()));
    expect(headlines.map((h) => h.id)).toEqual(IDS);
    const days = Object.fromEntries(headlines.map((h) => [h.id, [h.from, h.to]]));
    expect(days['shortfall-on-the-eve']).toEqual([undefined, '2030-03-31']);
    expect(days['shortfall']).toEqual([undefined, '2036-03-31']);
    expect(days['nights-unregistered']).toEqual(['2034-03-31', '2036-03-31']);
    expect(days['applications']).toEqual(['2030-04-01', '2031-03-31']);
    expect(days['cost']).toEqual(['2024-04-01', '2036-03-31']);
    for (const { title, to } of headlines) expect(title).toContain(to!.slice(0, 4));
  });

  it('follow an earlier date of approval', async () => {
    const timetable = [
      {
        milestone: 'placements need approval',
        service_type: 'residential',
        provider_description: 'for-profit',
        date: '2029-05-01',
      },
    ] as const;
    const headlines = headlinesOfTheBoard(planOf(await wales(), plainScenario('2034-11-30', { timetable })));
    const days = Object.fromEntries(headlines.map((h) => [h.id, [h.from, h.to]]));
    expect(days['shortfall-on-the-eve']![1]).toBe('2029-03-31');
    expect(days['applications']).toEqual(['2029-05-01', '2030-04-30']);
    expect(days['waiting-foster']![1]).toBe('2034-11-30');
    // Quarters end in September and December: figures by quarter are of the last one that is whole.
    expect(days['shortfall']![1]).toBe('2034-09-30');
  });

  it('leave out what a short run does not reach', () => {
    const ids = (horizon: string): string[] =>
      headlinesOfTheBoard(planOf(three, plainScenario(horizon))).map((h) => h.id);
    expect(ids('2026-03-31')).toEqual(IDS.filter((id) => id !== 'shortfall-on-the-eve'));
    const month = ids('2024-04-30');
    for (const id of ['nights-unregistered', 'shortfall', 'compliant-share']) expect(month).not.toContain(id);
    expect(month).toContain('cost');
  });

  it('read the figures of the periods that their titles name', async () => {
    const plan = planOf(three, plainScenario('2026-03-31'));
    const headlines = headlinesOfTheBoard(plan);
    const [answer] = await study([{ plan, seed: 1, draws: 5 }], headlines, { threads: 1 });
    const values = (id: string): Float64Array =>
      headlineValues(
        answer!,
        headlines.find((h) => h.id === id)!,
      );
    const own = (a: StudyAnswer, draw: number, path: Parameters<typeof runOfPath>[2]): number[] => {
      const run = runOfPath(plan, a.grid, path);
      expect(datesOfRun(plan, run)).toHaveLength(run.count);
      return Array.from({ length: run.count }, (_, k) => a.rows[draw * a.grid.cells + run.first + k]!);
    };
    for (let d = 0; d < 5; d++) {
      const nights = own(answer!, d, { measure: 'nights_unregistered', period: 'financial-year' });
      expect(nights).toHaveLength(2);
      expect(values('nights-unregistered')[d]).toBeCloseTo((nights[0]! + nights[1]!) / 2, 9);
      const cost = own(answer!, d, { measure: 'cost_gross', period: 'month' });
      expect(cost).toHaveLength(24);
      expect(values('cost')[d]! / cost.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      expect(values('waiting-foster')[d]).toBe(
        own(answer!, d, { measure: 'children_waiting', service_type: 'foster' }).at(-1),
      );
    }
  });
});
