import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { schemaFiles } from '../../src/data/schema-files.ts';
import { definitionOf, TABLE_KINDS } from '../../src/data/tables/tables.ts';

const published = (name: string): Promise<string> => readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8');

describe('published schemas', () => {
  it.each(Object.entries(schemaFiles()))('schemas/%s is a fresh one (else run scripts/build-schemas.mjs)', async (name, text) => {
    expect(await published(name)).toBe(text);
  });

  it.each(TABLE_KINDS)('%s: every column says what it is, and required columns are required', async (kind) => {
    const schema = JSON.parse(await published(`${kind}.schema.json`)) as {
      items: { properties: Record<string, { description: string }>; required: string[] };
    };
    const { columns, key } = definitionOf(kind);
    for (const [name, column] of Object.entries(columns)) {
      expect(schema.items.properties[name]!.description).toMatch(/\. .+\.$/);
      expect(schema.items.required.includes(name)).toBe(column.required);
    }
    for (const name of key) expect(Object.keys(columns)).toContain(name);
  });

  it('the schema of scenarios knows every lever', async () => {
    const text = await published('scenario.schema.json');
    for (const name of ['places', 'carers', 'conversion_support', 'prevention', 'reunification', 'workforce', 'approval_date', 'kinship', 'guardianship', 'national_transfer', 'when', 'close', 'owner_leaves', 'convert', 'demand_shock', 'price_shock', 'staff_shortage', 'delay_projects', 'withdraw_from_area'])
      expect(text).toContain(`"${name}": {`);
  });
});
