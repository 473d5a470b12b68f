import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { assumptionsPage } from '../../scripts/assumptions/page.mjs';
import { themeOf, THEMES } from '../../src/experiments/sensitivity/themes.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');
const rowsOf = (file: string): Record<string, string>[] => parse(read(file), { columns: true });

const assumptions = rowsOf('data/wales/assumptions.csv');
const effects = rowsOf('data/wales/reference/assumption-effects.csv');

describe('docs/assumptions.md', () => {
  it('is what its script gives (else: npm run assumptions)', () => {
    expect(read('docs/assumptions.md') === assumptionsPage(assumptions, effects, themeOf, THEMES)).toBe(true);
  });

  it('holds each assumption once, in a theme', () => {
    const page = read('docs/assumptions.md');
    for (const { id } of assumptions) expect(page.split(`\n| \`${id!}\` |`).length, id).toBe(2);
    expect(page).not.toContain('## Other');
  });

  it('names effects of assumptions that exist, all of one design', () => {
    const ids = new Set(assumptions.map((row) => row['id']));
    expect(effects.filter((row) => !ids.has(row['id'])).map((row) => row['id'])).toEqual([]);
    expect(new Set(effects.map((row) => row['design_digest'])).size).toBe(1);
    expect(effects.some((row) => row['effect_class'] === 'High')).toBe(true);
  });
});
