import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import type { Manifest } from '../../src/experiments/manifest.ts';
import { run } from '../../src/experiments/run.ts';
import { readInputs } from '../../src/experiments/run-inputs.ts';

const folder = await temporaryFolder();
const out = join(folder, 'run');
let manifest: Manifest;
beforeAll(async () => {
  const lever =
    'levers:\n- places: {area: T01, service_type: residential, sector: local-authority, places: 4, opens: 2025-09-01}\n' +
    '- approval_date: {service_type: foster, date: 2029-04-01}\n';
  const scenario = await shortScenario(folder, 'short', lever);
  ({ manifest } = await run({ scenario, dataDir: THREE_AREAS, draws: 2, threads: 1, out }));
}, 60_000);

describe('the inputs of a run', () => {
  it('say its areas, its scenario with what it extends, its projects and the dates in force', async () => {
    const { areas, scenario, projects, timetable } = await readInputs(out, manifest);
    expect(areas.map((area) => area.area_code)).toContain('T02');
    expect(scenario.horizon).toBe('2026-03-31');
    expect(scenario.levers[0]).toMatchObject({ places: { area: 'T01', places: 4 } });
    expect(projects.map((project) => [project.project_id, project.places])).toEqual([
      ['project-1', 3],
      ['project-2', 4],
    ]);
    const approval = timetable.filter((row) => row.milestone === 'placements need approval');
    const dates = (type: string): unknown[] => approval.filter((r) => r.service_type === type).map((r) => r.date);
    expect(dates('foster')).toEqual(['2029-04-01', '2029-04-01', '2029-04-01']);
    expect(dates('residential')).toEqual(['2030-04-01', '2030-04-01', '2030-04-01']);
  });

  it('are refused when they are not those of the run, or when the run has none', async () => {
    const { 'inputs.json': _digest, ...files } = manifest.files;
    await expect(readInputs(out, { ...manifest, files })).rejects.toThrow(/does not say what it was asked.*again/s);
    const path = join(out, 'inputs.json');
    const before = await readFile(path);
    await appendFile(path, ' ');
    await expect(readInputs(out, manifest)).rejects.toThrow(/inputs\.json: The file is not the one/);
    await writeFile(path, before);
    await expect(readInputs(out, manifest)).resolves.toBeDefined();
  });
});
