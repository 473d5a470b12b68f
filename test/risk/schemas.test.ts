import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { riskSchemaFiles } from '../../src/risk/schema-files.ts';

describe('published schemas of risks', () => {
  it.each(Object.entries(riskSchemaFiles()))(
    'schemas/%s is a fresh one (else run npm run schemas)',
    async (name, text) => {
      expect(await readFile(new URL(`../../schemas/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );
});
