import { z } from 'zod';
import { EVENTS } from './events.ts';
import { LEVERS } from './levers.ts';
import { FIELD_MEANINGS, ITEM_EXAMPLES, PART_MEANINGS } from './meanings.ts';
import { SCENARIO_PARTS } from './scenario.ts';

interface Node {
  description?: string;
  examples?: unknown[];
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  additionalProperties?: Node | boolean;
}

/**
 * JSON Schema (draft 7, which editors know best) of `scenario.yaml`. Each key says what it means and what it allows, each
 * lever and event has an example. Names of areas, owners and ids, and what goes together, are checked by `check` alone.
 */
export function scenarioJsonSchema(): Record<string, unknown> {
  const { name, title, ...rest } = SCENARIO_PARTS;
  const optional = Object.fromEntries(Object.entries(rest).map(([key, schema]) => [key, schema.optional()]));
  const whole = z.strictObject({ name, title, ...optional }).meta({
    title: 'scenario.yaml',
    description: 'A scenario: what is chosen, what happens, and which assumptions differ.',
  });
  const schema = z.toJSONSchema(whole, { target: 'draft-7' }) as Node & Record<string, unknown>;
  for (const [part, node] of Object.entries(schema.properties!)) {
    node.description = joined(PART_MEANINGS[part], node.description);
    tellFields(node, part);
  }
  return schema;
}

const joined = (meaning: string | undefined, allowed: string | undefined): string =>
  [meaning, allowed].filter((text) => text !== undefined).join(' ');

/** Puts meanings and examples at every key below a node. `within` is the lever, event or part that it belongs to. */
function tellFields(node: Node, within: string): void {
  for (const [key, field] of Object.entries(node.properties ?? {})) {
    if (isItem(field, key)) {
      const schema = (LEVERS as Record<string, z.ZodObject>)[key] ?? (EVENTS as Record<string, z.ZodObject>)[key]!;
      field.description = schema.meta()?.description ?? '';
      field.examples = [ITEM_EXAMPLES[key]];
      tellFields(field, key);
    } else {
      field.description = joined(FIELD_MEANINGS[`${within}.${key}`] ?? FIELD_MEANINGS[key], field.description);
      tellFields(field, within);
    }
  }
  for (const below of [node.items, node.additionalProperties, ...(node.anyOf ?? [])])
    if (below !== null && typeof below === 'object') tellFields(below, within);
}

/** Whether a key is a lever or an event; `places` is a lever and also a field of it. */
function isItem(node: Node, key: string): boolean {
  return (Object.hasOwn(LEVERS, key) || Object.hasOwn(EVENTS, key)) && node.properties !== undefined;
}
