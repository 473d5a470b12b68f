import Ajv from 'ajv';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { effectsIn, LIBRARY, scenariosPage } from '../../scripts/scenarios/page.mjs';
import { changesBetween } from '../../src/assumptions/scenario/changes.ts';
import { diffScenarios, namesOf } from '../../src/assumptions/scenario/diff.ts';
import { ITEM_EXAMPLES } from '../../src/assumptions/scenario/meanings.ts';
import { EVENT_NAMES } from '../../src/assumptions/scenario/events.ts';
import { LEVER_NAMES } from '../../src/assumptions/scenario/levers.ts';
import { checkScenario } from '../../src/assumptions/scenario/check-scenario.ts';
import { scenarioDigest } from '../../src/assumptions/scenario/merge.ts';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { shippedScenarioDir } from '../../src/data/shipped-paths.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { THREE_AREAS } from './temporary-folder.ts';

const folder = shippedScenarioDir();
const text = (name: string): string => fs.readFileSync(path.join(folder, `${name}.yaml`), 'utf8');
const root = path.resolve(import.meta.dirname, '../..');
const schema = JSON.parse(fs.readFileSync(path.join(root, 'schemas/scenario.schema.json'), 'utf8')) as SchemaNode;

interface SchemaNode {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
  readonly additionalProperties?: SchemaNode | boolean;
}

let wales: DataSet;
let other: DataSet;
const scenarios = new Map<string, Scenario>();
beforeAll(async () => {
  wales = orThrow(await loadShippedDataSet());
  other = orThrow(await loadDataSet(THREE_AREAS));
  for (const name of LIBRARY) scenarios.set(name, orThrow(await loadScenario(name, wales)));
});

it('the library is the files of its folder', () => {
  expect(fs.readdirSync(folder).sort()).toEqual(LIBRARY.map((name) => `${name}.yaml`).sort());
});

describe.each(LIBRARY)('%s', (name) => {
  const own = parse(text(name)) as Record<string, unknown>;

  it('has its name, a title, a paragraph for a Board and its evidence', () => {
    expect(text(name)).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/schemas\/scenario\.schema\.json\n/);
    expect(own['name']).toBe(name);
    const summary = String(own['summary']);
    expect(summary.length).toBeGreaterThan(350);
    expect(summary, 'says what it is not').toMatch(/\b(is|are) not\b/);
    // No assumption is made without a word on what it rests on.
    const strengths = (own['evidence'] as { strength: string }[]).map((row) => row.strength);
    expect(strengths).toContain('X');
    expect(new Set(strengths).size).toBeGreaterThan(1);
  });

  it('names no area, owner or service', () => {
    expect(text(name)).not.toMatch(/\b(area|region|service):/);
    expect(text(name).match(/\bowner: (\S+)/)?.[1] ?? 'largest').toBe('largest');
  });

  it('can be simulated for Wales and for another data set', async () => {
    expect(buildPlan(wales, scenarios.get(name)!).ok).toBe(true);
    const built = buildPlan(other, orThrow(await loadScenario(name, other)));
    expect(built.ok ? [] : built.problems).toEqual([]);
  });
});

it('every scenario does something of its own', () => {
  expect(new Set([...scenarios.values()].map((s) => scenarioDigest({ ...s, name: 'x' }))).size).toBe(LIBRARY.length);
});

it('the compound stress is the cliff, the slippage and the squeeze, and nothing else but correlations', () => {
  const reference = scenarios.get('as-legislated')!;
  const changed = (name: string): Set<string> =>
    new Set(
      changesBetween(reference, scenarios.get(name)!)
        .filter((change) => change.part !== 'correlations')
        .map(({ part, key, after }) => JSON.stringify([part, part === 'assumptions' ? key : '', after])),
    );
  const parts = ['cliff-at-2030', 'pipeline-slippage', 'workforce-squeeze'].flatMap((name) => [...changed(name)]);
  expect(changed('compound-stress')).toEqual(new Set(parts));
});

it('the page is what the files say (else npm run scenarios, or scripts/build-scenarios-page.mjs --keep-effects)', () => {
  const page = fs.readFileSync(path.join(root, 'docs/scenarios.md'), 'utf8');
  const effects = effectsIn(page);
  expect(effects).toMatch(/60 draws, seed 1, version .*, plan of the reference [0-9a-f]{12}/);
  for (const scenario of scenarios.values()) expect(effects).toContain(`| ${scenario.title}`);
  const names = namesOf(wales);
  const library = LIBRARY.map((name) => ({ scenario: scenarios.get(name)!, own: parse(text(name)) as never }));
  expect(page).toBe(scenariosPage(library, (a, b) => diffScenarios(a, b, names), effects));
});

describe('the published schema', () => {
  // draft 7 is what ajv 6 checks and editors know.
  const validate = new Ajv({ allErrors: true }).compile(schema);

  it.each(LIBRARY)('accepts %s', (name) => {
    validate(parse(text(name)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each([
    ['a misspelt part', { lever: [] }],
    ['a misspelt lever', { levers: [{ workforse: { from: '2027-04-01', staffed_share: 0.9 } }] }],
    ['a share over 1', { levers: [{ workforce: { from: '2027-04-01', staffed_share: 90 } }] }],
    ['a missing field', { events: [{ owner_leaves: { date: '2027-04-01' } }] }],
    ['an unknown strength', { evidence: [{ claim: 'x', source: 'y', strength: 'D' }] }],
    ['an assumption with a low end alone', { assumptions: { notice: { low: 1 } } }],
  ])('refuses %s', (_name, parts) => {
    expect(validate({ name: 'a', title: 'A', ...parts })).toBe(false);
  });

  it('says of every key what it means', () => {
    const missing: string[] = [];
    const walk = (node: SchemaNode, at: string): void => {
      for (const [key, field] of Object.entries(node.properties ?? {})) {
        if ((field.description ?? '').length < 8) missing.push(`${at}/${key}`);
        walk(field, `${at}/${key}`);
      }
      for (const below of [node.items, node.additionalProperties, ...(node.anyOf ?? [])])
        if (below !== undefined && typeof below === 'object') walk(below, at);
    };
    walk(schema, '');
    expect(missing).toEqual([]);
  });

  it('gives an example of each lever and event that the schema and the checks accept', () => {
    expect(Object.keys(ITEM_EXAMPLES).sort()).toEqual([...LEVER_NAMES, ...EVENT_NAMES].sort());
    for (const [name, fields] of Object.entries(ITEM_EXAMPLES)) {
      const part = (LEVER_NAMES as readonly string[]).includes(name) ? 'levers' : 'events';
      const scenario = { name: 'a', title: 'A', [part]: [{ [name]: fields }] };
      expect(validate(scenario), name).toBe(true);
      const checked = checkScenario(scenario, wales);
      expect(checked.ok ? [] : checked.problems).toEqual([]);
      expect(JSON.stringify(schema)).toContain(JSON.stringify(fields));
    }
  });
});
