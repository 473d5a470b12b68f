import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { formatProblems, orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { temporaryFolder, THREE_AREAS } from './temporary-folder.ts';
import { cpuMilliseconds } from '../cpu-time.ts';

const folder = await temporaryFolder();
let set: DataSet;
beforeAll(async () => {
  set = orThrow(await loadDataSet(THREE_AREAS));
});

async function write(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  return path;
}

async function refusal(name: string, text: string): Promise<string> {
  const began = cpuMilliseconds();
  const read = await loadScenario(await write(name, text), set, folder);
  expect(cpuMilliseconds() - began).toBeLessThan(2000);
  return read.ok ? 'accepted' : formatProblems(read.problems);
}

const HEAD = 'name: a\ntitle: A\n';

it('finds the shipped library by name', async () => {
  expect(await loadScenario('as-legislated', set, folder)).toMatchObject({
    ok: true,
    value: { name: 'as-legislated', title: 'As legislated', horizon: '2036-03-31', levers: [], events: [] },
    repairs: [],
  });
});

it('finds a scenario of the data set by name before the shipped one, and what it extends', async () => {
  await write('scenarios/mine.yaml', 'name: mine\ntitle: Mine\nextends: as-legislated\nassumptions:\n  notice: 3\n');
  expect(await loadScenario('mine', set, folder)).toMatchObject({
    ok: true,
    value: { name: 'mine', horizon: '2036-03-31', assumptions: { notice: 3 } },
  });
});

it('names the scenario that may be meant', async () => {
  const read = await loadScenario('as-legislatd', set, folder);
  expect(!read.ok && formatProblems(read.problems)).toMatch(/no such scenario\. Found "as-legislatd".*Did you mean as-legislated\?/);
});

it('keeps dates, yes and no as they are written', async () => {
  expect(await refusal('plain.yaml', `${HEAD}horizon: 2030-03-31\nsummary: no\n`)).toBe('accepted');
});

describe('messages name the line', () => {
  it.each([
    ['a misspelt lever', `${HEAD}levers:\n  - workforce: {from: 2027-04-01, staffed_share: 0.9}\n  - carrers:\n      region: R1\n`, /row 5, column levers\[1\]\.carrers.*Found "carrers".*Did you mean carers\?/],
    ['a value', `${HEAD}levers:\n  - workforce:\n      from: 2027-04-01\n      staffed_share: 9\n`, /row 6, column levers\[0\]\.workforce\.staffed_share.*Found "9"/],
    ['a key twice', `${HEAD}assumptions:\n  notice: 3\n  notice: 4\n`, /row 5: The key stands here twice\. Found "notice: 4".*each key once/],
    ['a tab', `${HEAD}levers:\n\t- x\n`, /row 4: .*Found .*spaces/],
    ['a bracket that is not closed', `${HEAD}levers: [\n`, /row \d+: The text cannot be read as YAML/],
    ['two documents', `${HEAD}---\nname: b\n`, /cannot be read as YAML/],
    ['a tag', `${HEAD}seed: !!js/function 'x'\n`, /row 3: .*tag/],
    ['an anchor', `${HEAD}assumptions: &a\n  notice: 3\n`, /row 3: Anchors/],
    ['only the first of two, from the top', `${HEAD}horizon: 2030-03-30\nlevers:\n  - x: 1\n`, /row 3, column horizon[^]*1 more/],
  ])('%s', async (name, text, says) => {
    expect(await refusal(`${name.replaceAll(' ', '-')}.yaml`, text)).toMatch(says);
  });
});

describe('files that would exhaust the reader', () => {
  it('a bomb of anchors', async () => {
    const bomb = ['a0: &a0 [x,x,x,x,x,x,x,x,x]', ...Array.from({ length: 12 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`)];
    expect(await refusal('bomb.yaml', bomb.join('\n'))).toContain('Anchors');
  });
  it('brackets in brackets', async () => {
    expect(await refusal('deep.yaml', `levers: ${'['.repeat(100_000)}`)).toContain('nested more than 20 deep');
  });
  it('hyphens after hyphens', async () => {
    expect(await refusal('hyphens.yaml', `levers:\n${'- '.repeat(50_000)}x`)).toContain('nested more than 20 deep');
  });
  it('more than 1 MB', async () => {
    expect(await refusal('large.yaml', `# ${'x'.repeat(1024 * 1024)}\n${HEAD}`)).toContain('At most 1 MB');
  });
  it('noise', async () => {
    await writeFile(join(folder, 'noise.yaml'), Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
    const read = await loadScenario(join(folder, 'noise.yaml'), set);
    expect(!read.ok && formatProblems(read.problems)).toContain('neither a table nor a scenario');
  });
});

describe('extends', () => {
  it('in a circle is refused', async () => {
    await write('one.yaml', 'name: one\ntitle: One\nextends: two\n');
    const said = await refusal('two.yaml', 'name: two\ntitle: Two\nextends: one.yaml\n');
    expect(said).toMatch(/one\.yaml, row 3, column extends: The scenarios extend each other in a circle\. Found "two"/);
  });
  it('of itself is refused', async () => {
    expect(await refusal('self.yaml', 'name: self\ntitle: Self\nextends: self\n')).toContain('in a circle');
  });
  it('of nothing names the line', async () => {
    expect(await refusal('none.yaml', `${HEAD}extends: nothing-like-it\n`)).toMatch(/none\.yaml, row 3, column extends.*no such scenario/);
  });
  it('finds a mistake of the parent in the file of the parent', async () => {
    await write('parent.yaml', 'name: parent\ntitle: P\nlevers:\n  - x: 1\n');
    expect(await refusal('child.yaml', 'name: child\ntitle: C\nextends: parent\n')).toMatch(/parent\.yaml, row 4, column levers\[0\]\.x/);
  });
  it('sees a conflict between parent and child', async () => {
    await write('dated.yaml', 'name: dated\ntitle: D\nlevers:\n  - approval_date: {service_type: foster, date: 2029-04-01}\n');
    const row = 'timetable:\n  - {milestone: placements need approval, service_type: foster, provider_description: for-profit, date: 2031-04-01}\n';
    expect(await refusal('conflict.yaml', `${HEAD}extends: dated\n${row}`)).toMatch(/conflict\.yaml with what it extends.*both set/);
  });
});
