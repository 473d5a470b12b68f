import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../../../src/data/scenario-file.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import type { DataSet, ProgrammeRow } from '../../../src/domain/tables.ts';
import { programmeOutlook } from '../../../src/experiments/programme/outlook.ts';
import { laterBy, slippedScenario } from '../../../src/experiments/programme/slip.ts';
import { programme } from '../../../src/reporting/programme/programme.ts';
import { NEVER } from '../../../src/simulation/constants.ts';
import { projectMonthsOfDraw, runDraw } from '../../../src/simulation/draw.ts';
import { buildPlan, timetableOf } from '../../../src/simulation/plan/build-plan.ts';
import { createState } from '../../../src/simulation/create-state.ts';
import { temporaryFolder } from '../../data/temporary-folder.ts';
import { plainScenario, planOf, wales } from '../../simulation/small-country.ts';

let data: DataSet;
const folder = await temporaryFolder();
const FROM = '2024-04-01';

beforeAll(async () => {
  data = await wales();
});

const line = (item_id: string, parts: Partial<ProgrammeRow> = {}): ProgrammeRow => ({
  item_id,
  kind: 'milestone',
  title: item_id,
  planned_date: '2026-03-31',
  state: 'under-way',
  status: 'estimated',
  source: 'made up for a test',
  ...parts,
});

const outlookOf = (items: ProgrammeRow[], scenario = plainScenario('2028-03-31'), draws = 400) =>
  programmeOutlook(items, planOf(data, scenario), { scenario, timetable: timetableOf(data, scenario), seed: 7, draws });

describe('months of projects', () => {
  it('are those of the whole draw, without the market around them', () => {
    const plan = planOf(data, plainScenario('2024-06-30'));
    const [whole, alone] = [createState(plan), createState(plan)];
    for (const draw of [0, 1, 6]) {
      runDraw(whole, 3, draw, { begin: () => {}, endMonth: () => {} } as Parameters<typeof runDraw>[3]);
      expect(projectMonthsOfDraw(alone, 3, draw)).toEqual(Int32Array.from(whole.projectMonth));
    }
  });
});

describe('the outlook of a line', () => {
  it('that stands for a project with every step behind it is certain, and for one at its start is not', () => {
    const ready = data.projects.find((p) => p.stage === 'staffed')!;
    const early = data.projects.find((p) => p.stage === 'decided' || p.stage === 'bought')!;
    const [sure, open] = outlookOf([
      line('a', { tied_to: `project ${ready.project_id}`, planned_date: ready.planned_open }),
      line('b', { tied_to: `project ${early.project_id}`, planned_date: early.planned_open }),
    ]);
    expect(sure).toMatchObject({
      basis: 'simulated',
      onTime: { share: 1 },
      never: { share: 0 },
      delayMonths: { p10: 0, p50: 0, p90: 0 },
    });
    expect(open!.onTime!.share).toBeGreaterThan(0.1);
    expect(open!.onTime!.share).toBeLessThan(0.9);
    expect(open!.onTime!.low).toBeLessThan(open!.onTime!.share);
    // Soon after is later than in time, and what never opens is in neither.
    expect(open!.soonAfter!.share).toBeGreaterThanOrEqual(open!.onTime!.share);
    expect(open!.soonAfter!.share + open!.never!.share).toBeLessThanOrEqual(1);
    expect(open!.status).toBe('illustrative');
  });

  it('is a count of the draws: one month later planned is never less likely', () => {
    const id = data.projects.find((p) => p.stage === 'planning')!.project_id;
    const dates = ['2025-03-31', '2025-12-31', '2026-12-31', '2028-03-31'];
    const shares = outlookOf(dates.map((d, i) => line(`l${i}`, { tied_to: `project ${id}`, planned_date: d }))).map(
      (o) => o.onTime!.share,
    );
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    const plan = planOf(data, plainScenario('2028-03-31'));
    const state = createState(plan);
    const k = plan.projects.findIndex((p) => p.id === id);
    let inTime = 0;
    for (let d = 0; d < 400; d++) if (projectMonthsOfDraw(state, 7, d)[k]! <= 23) inTime++;
    expect(shares[1]! * 400).toBeLessThanOrEqual(inTime);
    const [o] = outlookOf([line('x', { tied_to: `project ${id}`, planned_date: '2026-03-31' })]);
    expect(o!.onTime!.share).toBe(inTime / 400);
  });

  it('that stands for the law, for a lever, for nothing, or is done, has no chance', () => {
    const scenario = plainScenario('2028-03-31', {
      levers: [{ workforce: { from: '2027-04-01', staffed_share: 0.9 } }],
    });
    const [law, unset, lever, nothing, done] = outlookOf(
      [
        line('a', { tied_to: 'timetable growth ends' }),
        line('b', { tied_to: 'timetable for-profit registration ends' }),
        line('c', { tied_to: 'lever 1' }),
        line('d'),
        line('e', { state: 'done', done_date: '2025-01-01' }),
      ],
      scenario,
    );
    expect(law).toMatchObject({ basis: 'the law', setDate: '2027-04-01' });
    expect(unset).toMatchObject({ basis: 'the law', setDate: null });
    expect(lever).toMatchObject({ basis: 'chosen in the scenario', setDate: '2027-04-01' });
    expect(nothing!.basis).toBe('not simulated');
    expect(done).toMatchObject({ basis: 'recorded', setDate: '2025-01-01' });
    for (const o of [law, unset, lever, nothing, done]) expect(o!.onTime).toBeUndefined();
  });

  it('names what the data set and the scenario do not hold', () => {
    expect(() => outlookOf([line('a', { tied_to: 'project CARDIF-1' })])).toThrow('Did you mean CARDIFF-1?');
    expect(() => outlookOf([line('a', { tied_to: 'lever 3' })])).toThrow('The scenario has no levers.');
  });
});

describe('slippage', () => {
  it('of a project moves that project by so many months in every draw, and no other', () => {
    const scenario = plainScenario('2036-03-31');
    const item = line('a', { tied_to: 'project CARDIFF-2' });
    const later = slippedScenario(scenario, [{ item, months: 9 }], { timetable: data.timetable, from: FROM });
    const [plan, slipped] = [planOf(data, scenario), planOf(data, later)];
    const [one, other] = [createState(plan), createState(slipped)];
    const k = plan.projects.findIndex((p) => p.id === 'CARDIFF-2');
    for (let d = 0; d < 20; d++) {
      const [before, after] = [projectMonthsOfDraw(one, 1, d), projectMonthsOfDraw(other, 1, d)];
      before.forEach((month, i) => expect(after[i]).toBe(i === k && month < NEVER ? month + 9 : month));
    }
  });

  it('of the law and of a lever moves their dates', () => {
    const scenario = plainScenario('2036-03-31', {
      levers: [{ kinship: { from: '2027-04-01', share_factor: 1.1 } }],
    });
    const items = [line('law', { tied_to: 'timetable growth ends' }), line('lever', { tied_to: 'lever 1' })];
    const later = slippedScenario(
      scenario,
      items.map((item) => ({ item, months: 3 })),
      { timetable: data.timetable, from: FROM },
    );
    expect(later.levers).toEqual([{ kinship: { from: '2027-07-01', share_factor: 1.1 } }]);
    expect(new Set(later.timetable.map((row) => row.date))).toEqual(new Set(['2027-07-01']));
    expect(later.timetable).toHaveLength(data.timetable.filter((row) => row.milestone === 'growth ends').length);
    expect(buildPlan(data, later).ok).toBe(true);
  });

  it('is refused for what is done or stands for nothing', () => {
    const slip = (item: ProgrammeRow) => () =>
      slippedScenario(plainScenario(), [{ item, months: 1 }], { timetable: data.timetable, from: FROM });
    expect(slip(line('a'))).toThrow('stands for nothing');
    expect(slip(line('a', { state: 'done', done_date: '2025-01-01' }))).toThrow('is done');
  });

  it('keeps the day where the month has it', () => {
    expect(laterBy('2027-01-31', 1)).toBe('2027-02-28');
    expect(laterBy('2027-11-15', 14)).toBe('2029-01-15');
  });
});

describe('the programme plan as shipped', () => {
  it('is written with its chances and a scenario that the reader of scenarios takes', async () => {
    const out = join(folder, 'out');
    const options = {
      file: 'data/programme/wales.csv',
      slips: [
        { item: 'open-CARDIFF-1', months: 12 },
        { item: 'approval', months: 6 },
      ],
      draws: 40,
      out,
    };
    const made = await programme(options);
    const read = orThrow(await loadScenario(made.slipped!.file, data));
    expect(read).toEqual(
      expect.objectContaining({ events: [{ delay_projects: { from: FROM, months: 12, project: 'CARDIFF-1' } }] }),
    );
    expect(read.timetable.every((row) => row.date === '2030-10-01')).toBe(true);
    const table = await readFile(join(out, 'programme-outlook.csv'), 'utf8');
    expect(table.trim().split('\n')).toHaveLength(1 + 9 + data.projects.length);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as { status: string };
    expect(manifest.status).toBe('illustrative');
    // A line that the plan does not have is named.
    await expect(
      programme({ ...options, slips: [{ item: 'open-CARDIF-1', months: 1 }], out: join(folder, 'no') }),
    ).rejects.toThrow('Did you mean open-CARDIFF-1?');
  });
});
