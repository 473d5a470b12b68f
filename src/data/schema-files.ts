import { scenarioJsonSchema } from '../assumptions/scenario/json-schema.ts';
import { TABLE_KINDS, tableJsonSchema } from './tables/tables.ts';

/** The published JSON Schemas by file name, as text: one for each table and one for scenarios. */
export function schemaFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  for (const kind of TABLE_KINDS) files[`${kind}.schema.json`] = toText(tableJsonSchema(kind));
  files['scenario.schema.json'] = toText(scenarioJsonSchema());
  return files;
}

function toText(schema: Record<string, unknown>): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
