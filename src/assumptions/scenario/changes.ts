import { canonicalJson } from '../../domain/digest.ts';
import { formatDate } from '../../domain/calendar.ts';
import { alignLists } from './align.ts';
import { correlationKey, inOneOrder, timetableKey } from './canonical.ts';
import type { Correlation, Scenario, TimetableOverride } from './scenario.ts';
import type { ScenarioNames } from './words.ts';
import { assumptionWords, dataSetWords, eventWords, leverWords, timetableWords, valueWords } from './words.ts';

/** One thing in which a scenario differs from another. Plain data. */
export interface ScenarioChange {
  readonly part: 'levers' | 'assumptions' | 'timetable' | 'events' | 'correlations' | 'horizon';
  /**
   * Where in the part: the id of an assumption, the row of the timetable, the pair of a correlation, or the place in a
   * list (`2` is its third item, `2+1` the first that is new before it). No two changes of a part share it.
   */
  readonly key: string;
  /** The change in plain words, without a full stop. */
  readonly label: string;
  /** What the first scenario has; left out where it has nothing. */
  readonly before?: unknown;
  /** What the second has; left out where it has nothing. */
  readonly after?: unknown;
}

/**
 * The changes that make the second scenario out of the first, but for its name, title, summary, evidence, seed and draws.
 * Empty when the two do the same.
 *
 * @param names words of a data set for areas and assumptions, for the labels; they change nothing else
 * @example
 * const changes = changesBetween(asLegislated, earlyExit);
 * applyChanges(asLegislated, changes); // does what earlyExit does
 */
export function changesBetween(a: Scenario, b: Scenario, names: ScenarioNames = {}): ScenarioChange[] {
  const horizon = a.horizon === b.horizon ? [] : [{ key: 'horizon', before: a.horizon, after: b.horizon }];
  return [
    ...horizon.map((c) => ({
      part: 'horizon' as const,
      ...c,
      label: `Last day of the run: ${formatDate(c.before)} becomes ${formatDate(c.after)}`,
    })),
    ...listChanges('levers', a.levers, b.levers, (lever) => leverWords(lever, names)),
    ...recordChanges(
      'assumptions',
      a.assumptions,
      b.assumptions,
      (id) => `Assumption ${assumptionWords(id, names)}`,
      (id) => dataSetWords(names.assumption?.(id)?.central),
    ),
    ...recordChanges('timetable', timetableOf(a), timetableOf(b), timetableWords, () => dataSetWords(undefined)),
    ...listChanges('events', a.events, b.events, (event) => eventWords(event, names)),
    ...recordChanges(
      'correlations',
      correlationsOf(a),
      correlationsOf(b),
      (key) => `Rank correlation of ${key.replace('|', ' and ')}`,
      () => '0',
    ),
  ];
}

/**
 * The first scenario with some of the changes to the second made. All of them make what the second does, none leave the
 * first as it is. The result carries the name, title and summary of the first.
 *
 * Some subsets may be refused by the checks where each alone is right; `changeUnits` says what belongs together.
 *
 * @throws RangeError when a change does not fit: it was made for another scenario, or the same is given twice
 */
export function applyChanges(a: Scenario, changes: readonly ScenarioChange[]): Scenario {
  const seen = new Set<string>();
  for (const change of changes) {
    const place = `${change.part} ${change.key}`;
    if (seen.has(place)) throw new RangeError(`two changes are about ${place}`);
    seen.add(place);
  }
  const of = (part: ScenarioChange['part']): readonly ScenarioChange[] => changes.filter((c) => c.part === part);
  const [horizon] = of('horizon');
  if (horizon !== undefined) expectBefore(horizon, a.horizon);
  return inOneOrder({
    ...a,
    horizon: horizon === undefined ? a.horizon : (horizon.after as string),
    levers: changedList(a.levers, of('levers')),
    events: changedList(a.events, of('events')),
    assumptions: changedRecord(a.assumptions, of('assumptions')),
    timetable: Object.entries(changedRecord(timetableOf(a), of('timetable'))).map(([key, date]) => {
      const [milestone, service_type, provider_description] = key.split('|') as [never, never, never];
      return { milestone, service_type, provider_description, date };
    }),
    correlations: Object.entries(changedRecord(correlationsOf(a), of('correlations'))).map(([key, rank]) => {
      const [one, other] = key.split('|') as [string, string];
      return { a: one, b: other, rank };
    }),
  });
}

const same = (a: unknown, b: unknown): boolean =>
  a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);

/** Fields that say which thing an item is about; one with others there is another item and not a changed one. */
const IDENTITY = ['area', 'region', 'service_type', 'sector', 'owner', 'service', 'age_band', 'measure'];

function alike(a: object, b: object): boolean {
  const [nameA, fieldsA] = Object.entries(a)[0] as [string, Readonly<Record<string, unknown>>];
  const [nameB, fieldsB] = Object.entries(b)[0] as [string, Readonly<Record<string, unknown>>];
  return nameA === nameB && IDENTITY.every((field) => fieldsA[field] === fieldsB[field]);
}

function listChanges<T extends object>(
  part: 'levers' | 'events',
  before: readonly T[],
  after: readonly T[],
  words: (item: T) => string,
): ScenarioChange[] {
  const what = (item: T): string => `${part === 'levers' ? 'Lever' : 'Event'} ${Object.keys(item)[0]!}: ${words(item)}`;
  return alignLists(before, after, same, alike).flatMap((step): ScenarioChange[] => {
    switch (step.kind) {
      case 'keep':
        return [];
      case 'add':
        return [{ part, key: `${step.at}+${step.order}`, label: `${what(step.after)}: added`, after: step.after }];
      case 'remove':
        return [{ part, key: String(step.at), label: `${what(step.before)}: taken away`, before: step.before }];
      case 'replace':
        return [
          {
            part,
            key: String(step.at),
            label: `${what(step.before)}: becomes ${words(step.after)}`,
            before: step.before,
            after: step.after,
          },
        ];
    }
  });
}

function changedList<T>(items: readonly T[], changes: readonly ScenarioChange[]): T[] {
  const added = new Map<number, { readonly order: number; readonly item: T }[]>();
  const changed = new Map<number, ScenarioChange>();
  for (const change of changes) {
    const [, at, order] = /^(\d+)(?:\+(\d+))?$/.exec(change.key) ?? [];
    if (at === undefined || Number(at) > items.length) throw misfit(change);
    if (order === undefined) {
      if (Number(at) === items.length) throw misfit(change);
      expectBefore(change, items[Number(at)]);
      changed.set(Number(at), change);
    } else {
      const list = added.get(Number(at)) ?? [];
      added.set(Number(at), [...list, { order: Number(order), item: change.after as T }]);
    }
  }
  const newBefore = (i: number): T[] =>
    [...(added.get(i) ?? [])].sort((x, y) => x.order - y.order).map(({ item }) => item);
  return [
    ...items.flatMap((item, i) => {
      const change = changed.get(i);
      const kept = change === undefined ? [item] : change.after === undefined ? [] : [change.after as T];
      return [...newBefore(i), ...kept];
    }),
    ...newBefore(items.length),
  ];
}

type Values<T> = Readonly<Record<string, T>>;

function recordChanges<T>(
  part: 'assumptions' | 'timetable' | 'correlations',
  before: Values<T>,
  after: Values<T>,
  words: (key: string) => string,
  none: (key: string) => string,
): ScenarioChange[] {
  const text = (values: Values<T>, key: string): string =>
    Object.hasOwn(values, key) ? valueWords(values[key]) : none(key);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => Object.hasOwn(before, key) !== Object.hasOwn(after, key) || !same(before[key], after[key]))
    .map((key) => ({
      part,
      key,
      label: `${words(key)}: ${text(before, key)} becomes ${text(after, key)}`,
      ...(Object.hasOwn(before, key) ? { before: before[key] } : {}),
      ...(Object.hasOwn(after, key) ? { after: after[key] } : {}),
    }));
}

function changedRecord<T>(values: Values<T>, changes: readonly ScenarioChange[]): Values<T> {
  const changed = new Map(Object.entries(values));
  for (const change of changes) {
    expectBefore(change, values[change.key]);
    // A date of the timetable may be null; what is left out alone is taken away.
    if (change.after === undefined) changed.delete(change.key);
    else changed.set(change.key, change.after as T);
  }
  return Object.fromEntries(changed);
}

function timetableOf(scenario: Scenario): Values<TimetableOverride['date']> {
  return Object.fromEntries(scenario.timetable.map((row) => [timetableKey(row), row.date]));
}

function correlationsOf(scenario: Scenario): Values<Correlation['rank']> {
  return Object.fromEntries(scenario.correlations.map((row) => [correlationKey(row), row.rank]));
}

function expectBefore(change: ScenarioChange, found: unknown): void {
  if (!same(change.before, found)) throw misfit(change);
}

function misfit(change: ScenarioChange): RangeError {
  return new RangeError(`the change does not fit the scenario: ${change.part} ${change.key}, ${change.label}`);
}
