import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { parseYaml } from '../../src/data/scenario-yaml.ts';
import { InputError, orThrow } from '../../src/domain/errors.ts';
import type { AreaRow } from '../../src/domain/tables.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import { targetsOf } from '../../src/measures/condition-targets.ts';
import { compileEvents } from '../../src/risk/events/compile-events.ts';
import { EventJudge } from '../../src/risk/events/judge-events.ts';
import { checkEvents, readEvents, shippedEvents } from '../../src/risk/events/read-events.ts';
import { concernsWithoutRisk, readConcerns, shippedConcerns, unknownConcerns } from '../../src/risk/events/concerns.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { eventText } from './event-text.ts';

const data = orThrow(await loadDataSet(THREE_AREAS));
const scenario = { ...orThrow(await loadScenario('as-legislated', data)), horizon: '2026-03-31' };
const plan = orThrow(buildPlan(data, scenario));
const grid = defaultGrid(plan);
const region = plan.geography.regionCodes[0]!;

const check = (text: string): ReturnType<typeof checkEvents> => {
  const read = parseYaml(text, 'events.yaml');
  if (!('content' in read)) throw new InputError([read]);
  return checkEvents(read.content, { file: 'events.yaml', lineOf: read.lineOf }, data.areas);
};
const messageOf = (text: string): string => {
  try {
    check(text);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no refusal';
};

/** Judges one draw whose cells are told, all others being 0. */
function judge(text: string, cells: Readonly<Record<number, number>>): EventJudge['judged'] {
  const compiled = compileEvents(plan, grid, check(text));
  const asked = new EventJudge(compiled, 1);
  asked.take(
    0,
    Float64Array.from(compiled.cells, (cell) => cells[cell] ?? 0),
  );
  return asked.judged;
}
const runOf = (measure: string, type: string, area: string): { first: number; count: number } =>
  grid.runs.find(
    (r) =>
      r.areaCode === area &&
      grid.series[r.series]!.measure === measure &&
      grid.series[r.series]!.serviceType === type &&
      r.period === 'quarter',
  )!;

describe('a file of events', () => {
  it.each([
    ['horizon', 'has no horizon', 'Add a line "horizon: 2030-03-31"'],
    ['predicate', 'has no predicate', 'Add a line "predicate: ..."'],
    ['cause', 'The field cause is missing', 'Add the field cause'],
    ['loss', 'The field loss is missing', 'Add the field loss'],
  ])('without %s is refused, and told what to add', (field, problem, mend) => {
    const message = messageOf(eventText({ [field]: undefined }));
    expect(message).toContain(problem);
    expect(message).toContain(mend);
    expect(message).toContain('events.yaml, row 3');
  });

  it.each([
    ['P(children_waiting >= 1) <= 10 %', 'about one draw'],
    ['children_waitng >= 1', 'Did you mean children_waiting?'],
    ['children_waiting >= 1 by 2031-03-31', 'beyond the horizon'],
  ])('with the predicate %s is refused', (predicate, message) => {
    expect(messageOf(eventText({ predicate }))).toContain(message);
  });

  it('makes one risk for each region of the data set', () => {
    const events = check(eventText({ for_each: 'region', title: 'Waiting in {area}' }));
    const names = data.areas.filter((a) => a.level === 'region').map((a) => a.name_en);
    expect(events.map((e) => e.title)).toEqual(names.map((name) => `Waiting in ${name}`));
    expect(new Set(events.map((e) => e.id)).size).toBe(names.length);
  });

  it('that is shipped covers the programme, and lists the concerns that no risk answers', async () => {
    const areas = parse(await readFile(new URL('../../data/wales/areas.csv', import.meta.url)), {
      columns: true,
    }) as unknown as AreaRow[];
    const events = await readEvents(shippedEvents(), areas);
    const concerns = await readConcerns(shippedConcerns());
    expect(events.length).toBeGreaterThanOrEqual(30);
    expect(unknownConcerns(concerns, events)).toEqual([]);
    expect(concernsWithoutRisk(concerns, events).map((c) => c.concern_id)).toEqual(['C14', 'C15']);
    expect(
      events.every(
        (e) =>
          e.cause.startsWith('Because') &&
          e.event.startsWith('There is a risk that') &&
          e.consequence.startsWith('As a result'),
      ),
    ).toBe(true);
  });
});

describe('an event in a draw', () => {
  const { first } = runOf('children_waiting', 'residential', region);
  const text = eventText({
    predicate: `children_waiting residential >= 3 for 2 quarters in ${region}`,
    horizon: '2026-03-31',
  });

  it.each([
    ['two quarters running', [0, 3, 4, 0], 1, 2, 4, 1],
    ['two quarters apart', [3, 0, 3, 0], 0, 1, 3, -1],
    ['a longer run', [3, 3, 5, 3], 1, 4, 5, 0],
    ['the edge is met and below is not', [2.99, 2.99, 3, 2], 0, 1, 3, -1],
  ])('%s', (_what, values, happened, longest, peak, firstQuarter) => {
    const [judged] = judge(text, Object.fromEntries(values.map((value, k) => [first + k, value])));
    expect([judged!.happened[0], judged!.longest[0]]).toEqual([happened, longest]);
    expect(judged!.peak[0]).toBeCloseTo(peak, 5);
    const startQuarter = plan.startMonth + 2;
    expect(judged!.firstMonth[0]).toBe(firstQuarter < 0 ? -1 : startQuarter + 3 * firstQuarter);
  });

  it('agrees with the conditions of stop rules, on figures at random', () => {
    const [event] = check(text);
    const target = targetsOf(
      { kind: 'precision', of: { kind: 'probability', event: event!.condition! }, within: 0.1, scale: 'absolute' },
      plan,
      grid,
    )[0]!;
    const compiled = compileEvents(plan, grid, [event!]);
    const asked = new EventJudge(compiled, 200);
    let state = 7;
    const next = (): number => (state = (state * 48271) % 2147483647) % 6;
    let came = 0;
    for (let draw = 0; draw < 200; draw++) {
      const cells = new Map(target.cells.map((cell) => [cell, next()]));
      asked.take(
        draw,
        Float64Array.from(compiled.cells, (cell) => cells.get(cell) ?? 0),
      );
      const found = asked.judged[0]!.happened[draw]!;
      expect(found).toBe(target.ofDraw(target.cells.map((cell) => cells.get(cell)!)));
      came += found;
    }
    expect(came).toBeGreaterThan(20);
    expect(came).toBeLessThan(180);
  });

  it('has its harm in the draws in which it happens, and none in others', () => {
    const cells = { [first]: 3, [first + 1]: 4 };
    const [judged] = judge(text, cells);
    expect(judged!.loss[0]).toBeCloseTo(7 * (365.25 / 4), 6);
    expect(judge(text, { [first]: 3 })[0]!.loss[0]).toBe(0);
  });

  it('counts several at the end of one quarter for a joint event', () => {
    const regions = plan.geography.regionCodes;
    expect(regions.length).toBeGreaterThan(1);
    const both = eventText({ id: 'all', predicate: undefined, joint: `{ at_least: ${regions.length}, of: one }` });
    const joint = `${eventText({ id: 'one', for_each: 'region', predicate: 'children_waiting residential >= 3 for 2 quarters' })}${both.slice(both.indexOf('  - id'))}`;
    const at = regions.map((code) => runOf('children_waiting', 'residential', code).first);
    const together = judge(
      joint,
      Object.fromEntries(
        at.flatMap((cell) => [
          [cell + 2, 3],
          [cell + 3, 3],
        ]),
      ),
    );
    expect(together.at(-1)!.happened[0]).toBe(1);
    expect(together.at(-1)!.firstMonth[0]).toBe(plan.startMonth + 2 + 6);
    const apart = judge(
      joint,
      Object.fromEntries(
        at.flatMap((cell, r) => [
          [cell + 2 * r, 3],
          [cell + 2 * r + 1, 3],
        ]),
      ),
    );
    expect(apart.slice(0, 2).map((j) => j.happened[0])).toEqual([1, 1]);
    expect(apart.at(-1)!.happened[0]).toBe(0);
    const anyTime = judge(
      joint.replace('of: one }', 'of: one, at_once: false }'),
      Object.fromEntries(
        at.flatMap((cell, r) => [
          [cell + 2 * r, 3],
          [cell + 2 * r + 1, 3],
        ]),
      ),
    );
    expect(anyTime.at(-1)!.happened[0]).toBe(1);
  });
});
