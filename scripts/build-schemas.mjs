// Writes schemas/*.schema.json from the tables, the scenario and the files of risks in dist. Run after `npm run build`:
//   node scripts/build-schemas.mjs [FOLDER]
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaFiles } from '../dist/data/schema-files.js';
import { riskSchemaFiles } from '../dist/risk/schema-files.js';

const folder = process.argv[2] ?? fileURLToPath(new URL('../schemas', import.meta.url));
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries({ ...schemaFiles(), ...riskSchemaFiles() }))
  await writeFile(join(folder, name), text);
