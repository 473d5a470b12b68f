import type { z } from 'zod';
import type { IsoDate } from '../../domain/calendar.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import { EVENT_NAMES, EVENTS } from './events.ts';
import { LEVER_NAMES, LEVERS, LEVERS_INSIDE_WHEN } from './levers.ts';
import type { Origin, Path } from './problem.ts';
import { fieldProblems, isMapping, LEVER_OR_ASSUMPTION, problemAt, shortName } from './problem.ts';
import { whenProblems } from './check-when.ts';
import { SCENARIO_KEYS } from './scenario.ts';

/** Names that a scenario may use, from the data set that it is checked against. */
export interface KnownNames {
  readonly authorities: readonly string[];
  readonly regions: readonly string[];
  readonly owners: readonly string[];
  readonly services: readonly string[];
  readonly projects: readonly string[];
  readonly assumptions: readonly string[];
  /** Codes of areas by their names in either language, in small letters. */
  readonly codeOfName: ReadonlyMap<string, string>;
  /** Day on which the run starts; nothing chosen or befallen may lie on or before it. */
  readonly start: IsoDate;
}

const MOST_ITEMS = 500;

/** Checks a list of levers or events, each an object with one key. */
export function itemProblems(
  list: 'levers' | 'events',
  value: unknown,
  known: KnownNames,
  origin: Origin,
): InputProblem[] {
  const schemas: Readonly<Record<string, z.ZodObject>> = list === 'levers' ? LEVERS : EVENTS;
  return listProblems(schemas, list === 'levers' ? 'lever' : 'event', value, [list], known, origin);
}

function listProblems(
  schemas: Readonly<Record<string, z.ZodObject>>,
  kind: 'lever' | 'event',
  value: unknown,
  path: Path,
  known: KnownNames,
  origin: Origin,
): InputProblem[] {
  const names = Object.keys(schemas);
  if (!Array.isArray(value) || value.length > MOST_ITEMS)
    return [
      problemAt(origin, path, Array.isArray(value) ? `${value.length} entries` : value, {
        problem: Array.isArray(value) ? 'The list is too long.' : `A list of ${kind}s is needed here.`,
        allowed: `A list of at most ${MOST_ITEMS}, each with one key out of: ${names.join(', ')}.`,
        mend: `Start each ${kind} on a line of its own with a hyphen, as "- ${names[0]}:", and indent its fields under it.`,
      }),
    ];
  return value.flatMap((item, i) => oneItemProblems(schemas, kind, item, [...path, i], known, origin));
}

function oneItemProblems(
  schemas: Readonly<Record<string, z.ZodObject>>,
  kind: 'lever' | 'event',
  item: unknown,
  path: Path,
  known: KnownNames,
  origin: Origin,
): InputProblem[] {
  const names = Object.keys(schemas);
  const allowed = `One key out of: ${names.join(', ')}.`;
  const keys = isMapping(item) ? Object.keys(item) : [];
  const unknown = keys.find((key) => !names.includes(key));
  if (!isMapping(item) || keys.length === 0)
    return [
      problemAt(origin, path, item, {
        problem: `A ${kind} is one key with its fields under it.`,
        allowed,
        mend: `Write "- ${names[0]}:" and indent its fields under it.`,
      }),
    ];
  if (keys.length > 1) {
    const named = keys.find((key) => names.includes(key));
    return [
      problemAt(origin, path, keys.slice(0, 20).map(shortName).join(', '), {
        problem: `The ${kind} has ${keys.length} keys at one level.`,
        allowed,
        mend:
          named !== undefined && unknown !== undefined
            ? `Indent ${keys
                .filter((key) => key !== named)
                .slice(0, 5)
                .map(shortName)
                .join(', ')} under ${named}.`
            : `Write each ${kind} after a hyphen of its own.`,
      }),
    ];
  }
  const name = keys[0]!;
  if (unknown !== undefined)
    return [
      problemAt(origin, [...path, name], name, {
        problem: `There is no ${kind} ${shortName(name)}.${kind === 'lever' && known.assumptions.includes(name) ? ` ${LEVER_OR_ASSUMPTION}` : ''}`,
        allowed,
        mend: belongs(name, names, known),
      }),
    ];
  const schema = schemas[name]!;
  const at = [...path, name];
  const fields = item[name];
  const problems = fieldProblems(schema, fields, at, origin, ['then']);
  if (problems.length > 0 || !isMapping(fields)) return problems;
  problems.push(...pairProblems(name, fields, at, origin), ...referenceProblems(fields, at, known, origin));
  if (name === 'when')
    problems.push(
      ...whenProblems(fields, at, origin),
      ...listProblems(LEVERS_INSIDE_WHEN, 'lever', fields['then'], [...at, 'then'], known, origin),
    );
  return problems;
}

/** Where a name that is not in this list belongs. */
function belongs(name: string, names: readonly string[], known: KnownNames): string {
  if (known.assumptions.includes(name))
    return `${name} is an assumption: write it under assumptions, as "${name}: ...".`;
  if (EVENT_NAMES.includes(name as never)) return `${name} is an event: write it under events.`;
  if (name === 'when') return 'A rule cannot stand inside a rule: write it under levers.';
  if (LEVER_NAMES.includes(name as never)) return `${name} is a lever: write it under levers.`;
  if (SCENARIO_KEYS.includes(name as never)) return `${name} stands at the left margin of the file.`;
  const near = nearestName(name, names);
  return near === undefined ? 'Choose one of the names.' : `Did you mean ${near}?`;
}

const given = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): string[] =>
  names.filter((name) => fields[name] !== undefined);

/** Fields of which exactly one, at most one, or at least one is to be given. */
const CHOICES: readonly {
  readonly items: readonly string[];
  readonly of: readonly string[];
  readonly least: 0 | 1;
  readonly most: number;
}[] = [
  { items: ['places', 'carers', 'when', ...EVENT_NAMES], of: ['area', 'region'], least: 0, most: 1 },
  { items: ['when'], of: ['above', 'below'], least: 1, most: 1 },
  { items: ['conversion_support'], of: ['convert_factor', 'succeeds'], least: 1, most: 2 },
  { items: ['close'], of: ['sector', 'owner', 'service'], least: 0, most: 1 },
  { items: ['close'], of: ['service_type', 'sector', 'owner', 'service'], least: 1, most: 4 },
  { items: ['convert'], of: ['sector', 'owner'], least: 0, most: 1 },
];

function pairProblems(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  origin: Origin,
): InputProblem[] {
  return CHOICES.filter((choice) => choice.items.includes(name)).flatMap(({ of, least, most }) => {
    const found = given(fields, of);
    if (found.length >= least && found.length <= most) return [];
    const allowed = `${least === 0 ? 'At most one' : most === 1 ? 'Exactly one' : 'At least one'} of: ${of.join(', ')}.`;
    return [
      problemAt(origin, path, found.length === 0 ? 'none of them' : found.join(' and '), {
        problem:
          found.length === 0 ? `One of ${of.join(', ')} is missing.` : `${found.join(' and ')} cannot stand together.`,
        allowed,
        mend: found.length === 0 ? `Add ${of.join(' or ')}.` : 'Delete all but one of them.',
      }),
    ];
  });
}

function referenceProblems(
  fields: Readonly<Record<string, unknown>>,
  path: Path,
  known: KnownNames,
  origin: Origin,
): InputProblem[] {
  const lists: readonly [field: string, names: readonly string[], file: string][] = [
    ['area', known.authorities, 'areas.csv with level authority'],
    ['region', known.regions, 'areas.csv with level region'],
    ['owner', path.at(-1) === 'owner_leaves' ? ['largest', ...known.owners] : known.owners, 'owner_id of services.csv'],
    ['service', known.services, 'service_id of services.csv'],
    ['project', known.projects, 'project_id of projects.csv'],
  ];
  const problems = lists.flatMap(([field, names, file]) => {
    const value = fields[field];
    if (typeof value !== 'string' || names.includes(value)) return [];
    return [
      problemAt(origin, [...path, field], value, {
        problem: `The data set has no ${field} ${shortName(value)}.`,
        allowed: `${file}: ${names.length} names${names.length > 0 ? `, as ${names[0]}` : ''}.`,
        mend: mendForName(field, value, names, known),
      }),
    ];
  });
  for (const field of ['date', 'from', 'opens']) {
    const day = fields[field];
    if (path.at(-1) === 'approval_date' || typeof day !== 'string' || day > known.start) continue;
    problems.push(
      problemAt(origin, [...path, field], day, {
        problem: 'The day is not after the start of the run.',
        allowed: `A day after ${known.start}, the day of the counts that the run starts from.`,
        mend: 'Give a later day. What happened before the start belongs into the tables.',
      }),
    );
  }
  return problems;
}

/** How to mend a name of an area, owner or service that the data set does not have. */
function mendForName(field: string, value: string, names: readonly string[], known: KnownNames): string {
  if (field === 'area' && known.regions.includes(value)) return `${value} is a region: write region: ${value}.`;
  if (field === 'region' && known.authorities.includes(value)) return `${value} is an authority: write area: ${value}.`;
  const code = known.codeOfName.get(value.toLowerCase());
  if (code !== undefined && names.includes(code)) return `Write its code: ${code}.`;
  const near = nearestName(value, names);
  return near === undefined ? 'Use a name of the data set.' : `Did you mean ${near}?`;
}
