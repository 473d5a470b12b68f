import { join } from 'node:path';
import type { ConditionEvent } from '../../assumptions/condition/condition.ts';
import { parseCondition } from '../../assumptions/condition/parse-condition.ts';
import { fieldProblems, isMapping, problemAt } from '../../assumptions/scenario/problem.ts';
import type { Origin, Path } from '../../assumptions/scenario/problem.ts';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import type { InputProblem } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { allSeries } from '../../measures/grid.ts';
import { readRiskYaml } from '../read-risk-yaml.ts';
import { eventSchema, eventsFileSchema, lossSchema, severitySchema } from './event.ts';
import type { EventContent } from './event.ts';
import { parseFigure } from './parse-figure.ts';
import type { ReducedFigure, RiskEvent, Severity } from './risk-event.ts';

/** The events that are shipped: a starting set for the programme. */
export const shippedEvents = (): string => join(shippedRoot(), 'risk', 'events.yaml');

/**
 * Reads a file of events.
 *
 * @param file the file; the shipped set unless told
 * @param areas areas of the data set, as a run's inputs name them: an event with for_each becomes one for each region
 * @throws InputError that names the file, the line, what is wrong and what to add; an event without horizon or predicate
 *   is refused, because it cannot be scored
 * @example
 * const events = await readEvents(shippedEvents(), inputs.areas);
 */
export async function readEvents(file: string, areas: readonly AreaRow[]): Promise<RiskEvent[]> {
  const { content, lineOf } = await readRiskYaml(file);
  return checkEvents(content, { file, lineOf }, areas);
}

/** Checks the content of a file of events, and makes one event for each region where that is asked. */
export function checkEvents(content: unknown, origin: Origin, areas: readonly AreaRow[]): RiskEvent[] {
  const top = fieldProblems(eventsFileSchema, content, [], origin, ['events']);
  const list: unknown = isMapping(content) ? content['events'] : undefined;
  if (top.length === 0 && (!Array.isArray(list) || list.length === 0))
    top.push(problemAt(origin, ['events'], list, noEvents));
  if (top.length > 0) throw new InputError(top);
  const checker = new EventChecker(origin);
  const contents = (list as unknown[]).map((item, i) => checker.content(item, ['events', i]));
  if (checker.problems.length > 0) throw new InputError(checker.problems);
  const events = contents.flatMap((event, i) => checker.events(event!, ['events', i], areas));
  checker.refuseTwins(events);
  const whole = checker.problems.length > 0 ? [] : events.map((event) => checker.withMembers(event, events, contents));
  if (checker.problems.length > 0) throw new InputError(checker.problems);
  return whole;
}

const noEvents = {
  problem: 'There are no events.',
  allowed: 'A list of events, each with id, title, cause, event, consequence, predicate, horizon, severity and loss.',
  mend: 'Copy one from the shipped file data/risk/events.yaml.',
};
const HORIZON = {
  problem:
    'The event has no horizon, and cannot be scored: a likelihood means nothing without the time over which it is meant.',
  allowed: 'horizon: the last day that counts, such as 2030-03-31.',
  mend: 'Add a line "horizon: 2030-03-31" to the event.',
};
const PREDICATE = {
  problem: 'The event has no predicate, and cannot be scored: nothing says when it has happened.',
  allowed:
    'predicate: a measure, a comparison and how long, such as "children_waiting residential >= 20 for 2 quarters".',
  mend: 'Add a line "predicate: ..." to the event, or a joint of other events.',
};

/** Checks events one by one and collects what is wrong. */
class EventChecker {
  readonly problems: InputProblem[] = [];
  private readonly origin: Origin;

  constructor(origin: Origin) {
    this.origin = origin;
  }

  content(item: unknown, path: Path): EventContent | undefined {
    const before = this.problems.length;
    this.problems.push(...fieldProblems(eventSchema, item, path, this.origin, ['severity', 'loss']));
    if (isMapping(item)) {
      const name = String(item['id'] ?? 'the event');
      if (item['horizon'] === undefined) this.tell(path, name, HORIZON);
      if (item['predicate'] === undefined && item['joint'] === undefined) this.tell(path, name, PREDICATE);
      if (item['predicate'] !== undefined && item['joint'] !== undefined)
        this.tell(path, name, {
          problem: 'The event has a predicate and a joint.',
          allowed: 'One of the two.',
          mend: 'Take one out.',
        });
      const severities = Array.isArray(item['severity']) ? (item['severity'] as unknown[]) : [];
      for (const [k, severity] of severities.entries())
        this.problems.push(...fieldProblems(severitySchema, severity, [...path, 'severity', k], this.origin));
      if (item['loss'] !== undefined)
        this.problems.push(...fieldProblems(lossSchema, item['loss'], [...path, 'loss'], this.origin));
    }
    if (this.problems.length > before) return undefined;
    const parsed = eventSchema.safeParse(item);
    if (parsed.success) return parsed.data;
    this.tell(path, item, {
      problem: 'The event is not whole.',
      allowed: 'See schemas/risk-events.schema.json.',
      mend: 'Correct it.',
    });
    return undefined;
  }

  /** The events of one entry of the file: one, or one for each region. */
  events(content: EventContent, path: Path, areas: readonly AreaRow[]): RiskEvent[] {
    const horizon = content.horizon!;
    if (!isIsoDate(horizon)) {
      this.tell([...path, 'horizon'], horizon, {
        problem: 'This is not a day of the calendar.',
        allowed: HORIZON.allowed,
        mend: 'Correct the date.',
      });
      return [];
    }
    const condition = content.predicate === undefined ? undefined : this.condition(content.predicate, horizon, path);
    const severities = content.severity.flatMap((severity, k): Severity[] => {
      const at = [...path, 'severity', k];
      const own = severity.of === 'peak' || severity.of === 'longest_run' ? severity.of : this.figure(severity, at);
      const per =
        severity.per === undefined
          ? undefined
          : this.figure({ of: severity.per, over: severity.per_over, from: severity.from }, at);
      return own === undefined ? [] : [{ scale: severity.scale, of: own, ...(per && { per }) }];
    });
    const lossFigure = this.figure(content.loss, [...path, 'loss']);
    if (lossFigure === undefined || (content.predicate !== undefined && condition === undefined)) return [];
    const { severity: _severity, loss: _loss, joint: _joint, ...rest } = content;
    const make = (extra: Partial<RiskEvent>): RiskEvent => ({
      ...rest,
      horizon,
      severities,
      lossFigure,
      ...(content.loss.counted_as !== undefined && { countedAs: content.loss.counted_as }),
      family: content.id,
      areaName: areas.find(({ level }) => level === 'country')?.name_en ?? 'the country',
      ...(condition && { condition }),
      ...extra,
    });
    if (content.for_each === undefined) {
      const area = condition?.area;
      const named = area?.kind === 'area' ? areas.find((a) => a.area_code === area.code)?.name_en : undefined;
      return [make(named === undefined ? {} : { areaName: named })];
    }
    if (condition?.area !== undefined)
      this.tell([...path, 'predicate'], content.predicate, {
        problem: 'The predicate names an area, and for_each gives it one.',
        allowed: 'One of the two.',
        mend: 'Take the area out of the predicate.',
      });
    return areas
      .filter(({ level }) => level === 'region')
      .map(({ area_code: code, name_en: name }) => {
        const put = (words: string): string => words.replaceAll('{area}', name);
        const { title, cause, event, consequence } = rest;
        return make({
          id: `${content.id}-${code.toLowerCase()}`,
          title: put(title),
          cause: put(cause),
          event: put(event),
          consequence: put(consequence),
          regionCode: code,
          areaName: name,
          ...(condition && { condition: { ...condition, area: { kind: 'area', code } } }),
        });
      });
  }

  refuseTwins(events: readonly RiskEvent[]): void {
    const twin = events.find(({ id }, i) => events.findIndex((other) => other.id === id) < i);
    if (twin !== undefined)
      this.tell(['events'], twin.id, {
        problem: 'Two events have the same id.',
        allowed: 'Each id once.',
        mend: 'Rename one of the two.',
      });
  }

  /** Finds the events that a joint event is made of. */
  withMembers(
    event: RiskEvent,
    events: readonly RiskEvent[],
    contents: readonly (EventContent | undefined)[],
  ): RiskEvent {
    const at = contents.findIndex((content) => content?.id === event.family);
    const joint = contents[at]?.joint;
    if (joint === undefined) return event;
    const names = typeof joint.of === 'string' ? [joint.of] : joint.of;
    const members = names.flatMap((name) =>
      events.filter((e) => (e.id === name || e.family === name) && e.condition !== undefined),
    );
    const unknown = names.find((name) => events.every((e) => e.id !== name && e.family !== name));
    const known = [...new Set(events.filter((e) => e.condition !== undefined).map((e) => e.family))];
    if (unknown !== undefined || members.length < joint.at_least)
      this.tell(['events', at, 'joint'], unknown ?? joint.at_least, {
        problem:
          unknown === undefined
            ? `Only ${members.length} events with a predicate are named.`
            : 'There is no such event with a predicate.',
        allowed: `${known.slice(0, 30).join(', ')}; at least ${joint.at_least} of them.`,
        mend:
          unknown === undefined
            ? 'Name more events, or ask for fewer.'
            : `Did you mean ${nearestName(unknown, known) ?? known[0] ?? 'another'}?`,
      });
    return {
      ...event,
      joint: { atLeast: joint.at_least, members: members.map(({ id }) => id), atOnce: joint.at_once },
    };
  }

  private condition(predicate: string, horizon: string, path: Path): ConditionEvent | undefined {
    const at = [...path, 'predicate'];
    const checked = parseCondition(predicate, allSeries(), 'predicate');
    if (!checked.ok) {
      const { problem, allowed, mend, column } = checked.problems[0]!;
      this.tell(at, predicate, { problem: `${problem} (${column ?? ''})`, allowed, mend });
      return undefined;
    }
    const condition = checked.value;
    if (condition.kind !== 'event') {
      this.tell(at, predicate, {
        problem: 'This asks about a number over draws, and a predicate is about one draw.',
        allowed: 'A measure, a comparison and how long, such as "children_waiting residential >= 20 for 2 quarters".',
        mend: 'Leave out P( ), mean of, p90 of and within.',
      });
      return undefined;
    }
    const { time } = condition;
    const last =
      time?.kind === 'by' || time?.kind === 'on'
        ? time.date
        : time?.kind === 'from'
          ? time.to
          : time?.kind === 'year'
            ? `${time.ending}-03-31`
            : undefined;
    if (last !== undefined && last > horizon) {
      this.tell(at, predicate, {
        problem: `The predicate goes beyond the horizon ${horizon}.`,
        allowed: `Dates up to ${horizon}.`,
        mend: 'Change the date or the horizon.',
      });
      return undefined;
    }
    if (time === undefined) return { ...condition, time: { kind: 'by', date: horizon } };
    return time.kind === 'from' && time.to === undefined ? { ...condition, time: { ...time, to: horizon } } : condition;
  }

  private figure(
    {
      of,
      over,
      from,
    }: { readonly of: string; readonly over?: ReducedFigure['over'] | undefined; readonly from?: string | undefined },
    path: Path,
  ): ReducedFigure | undefined {
    const found = parseFigure(of, 'of');
    if ('problem' in found) {
      this.tell(path, of, {
        problem: `${found.problem} (${found.column ?? ''})`,
        allowed: found.allowed,
        mend: found.mend,
      });
      return undefined;
    }
    return { ...found, over: over ?? 'mean', ...(from === undefined ? {} : { from }) };
  }

  private tell(
    path: Path,
    value: unknown,
    words: { readonly problem: string; readonly allowed: string; readonly mend: string },
  ): void {
    this.problems.push(problemAt(this.origin, path, value, words));
  }
}
