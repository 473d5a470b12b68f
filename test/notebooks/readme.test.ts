import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { orThrow } from '../../src/domain/errors.ts';

const projectFolder = path.resolve(import.meta.dirname, '../..');
const readme = fs.readFileSync(path.join(projectFolder, 'README.md'), 'utf8');
const { scripts } = JSON.parse(fs.readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));

describe('the README', () => {
  it('gives a scenario that passes the check', async () => {
    const [, text] = /```yaml\n([\s\S]*?)```/.exec(readme)!;
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'readme scenario '));
    try {
      const file = path.join(folder, 'more-foster-carers.yaml');
      fs.writeFileSync(file, text!);
      const scenario = orThrow(await loadScenario(file, orThrow(await loadShippedDataSet())));
      expect(scenario.name).toBe('more-foster-carers');
      expect(Object.keys(scenario.assumptions)).toHaveLength(1);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names commands, files and folders that are there', () => {
    for (const [, name] of readme.matchAll(/npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name);
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)[^)]*\)/g)].map(([, target]) => target!);
    const named = [...readme.matchAll(/`((?:data|docs|notebooks)\/[\w./-]+)`/g)].map(([, target]) => target!);
    expect(links.length).toBeGreaterThan(4);
    expect(named.length).toBeGreaterThan(4);
    for (const target of [...links, ...named]) expect(fs.existsSync(path.join(projectFolder, target)), target).toBe(true);
  });

  it('carries both lines that the boundaries ask for', () => {
    expect(readme).toContain('Source: Office for National Statistics licensed under the Open Government Licence v3.0.');
    expect(readme).toContain('Contains OS data © Crown copyright and database right 2024.');
  });
});
