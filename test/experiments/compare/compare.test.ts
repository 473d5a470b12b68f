import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../../src/experiments/compare/compare.ts';
import type { Comparison } from '../../../src/experiments/compare/compare.ts';
import { COMPARISON_COLUMNS } from '../../../src/experiments/compare/write-comparison.ts';
import { readDraws } from '../../../src/experiments/read-blocks.ts';
import { readManifest } from '../../../src/experiments/read-run.ts';
import { readOutcomes } from '../../../src/experiments/read-outcomes.ts';
import { run } from '../../../src/experiments/run.ts';
import { summarise } from '../../../src/measures/summarise.ts';
import { shortScenario } from '../../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS, threeAreasWith } from '../../data/temporary-folder.ts';

const folder = await temporaryFolder();
const at = (name: string): string => join(folder, name);
const DRAWS = 8;

/** Ten more council places in the first area, from October 2024. */
const MORE_PLACES = `levers:
  - places: {area: T01, service_type: residential, sector: local-authority, places: 10, opens: 2024-10-01}
`;

let written: Comparison;
let csv: Record<string, string>[];

async function make(
  name: string,
  more: string,
  options: { draws?: number; seed?: number; dataDir?: string; keepDraws?: boolean } = {},
) {
  const scenario = await shortScenario(folder, name, more);
  await run({ scenario, dataDir: THREE_AREAS, draws: DRAWS, seed: 1, threads: 1, out: at(`run-${name}`), ...options });
}

beforeAll(async () => {
  await make('plain', '');
  await make('places', MORE_PLACES);
  await make('surge', 'events:\n  - demand_shock: {from: 2024-06-01, months: 6, factor: 1.5}\n');
  written = await compare({ runs: [at('run-plain'), at('run-places'), at('run-surge')], out: at('comparison') });
  csv = parse(await readFile(join(at('comparison'), 'comparison.csv')), { columns: true });
}, 240_000);

describe('a comparison of finished runs', () => {
  it('has a row for each figure of the grid, each run but the first, and each statistic', async () => {
    const { index } = await readDraws(at('run-plain'), await readManifest(at('run-plain')));
    expect(csv.length).toBe(index.cells * 2 * 11);
    expect(written.manifest.rows).toBe(csv.length);
    expect(Object.keys(csv[0]!)).toEqual(COMPARISON_COLUMNS);
    expect(new Set(csv.map((row) => row['scenario']))).toEqual(new Set(['places', 'surge']));
    expect(new Set(csv.map((row) => row['reference_scenario']))).toEqual(new Set(['plain']));
    expect((await readdir(at('comparison'))).sort()).toEqual(
      ['comparison.csv', 'comparison.parquet', 'headlines.csv', 'manifest.json'].sort(),
    );
  });

  it('takes each difference draw by draw', async () => {
    const draws = async (name: string) => readDraws(at(name), await readManifest(at(name)));
    const [plain, surge] = [await draws('run-plain'), await draws('run-surge')];
    const a = new Float32Array(DRAWS);
    const b = new Float32Array(DRAWS);
    let varying = 0;
    for (let cell = 0; cell < plain.index.cells; cell += 7) {
      plain.column(cell, a);
      surge.column(cell, b);
      const rows = csv.slice((cell * 2 + 1) * 11, (cell * 2 + 2) * 11);
      expect(rows[0]!['scenario']).toBe('surge');
      const own = Object.fromEntries(summarise(b.map((x, d) => x - a[d]!)).map((s) => [s.statistic, s]));
      for (const name of ['mean', 'sd', 'p05', 'p50', 'p95']) {
        const row = rows.find((r) => r['statistic'] === name)!;
        const { value, mcError } = own[name]!;
        expect(row['value']).toBe(Number.isNaN(value) ? '' : String(Number(value.toPrecision(7))));
        expect(row['mc_error']).toBe(Number.isNaN(mcError) ? '' : String(Number(mcError.toPrecision(4))));
      }
      const over = b.filter((x, d) => x > a[d]!).length / DRAWS;
      expect(Number(rows.find((r) => r['statistic'] === 'prob_gt_0')!['value'])).toBeCloseTo(over, 6);
      if (own['sd']!.value > 0) varying++;
    }
    expect(varying).toBeGreaterThan(50);
  });

  it('leaves untouched what the scenario does not change', () => {
    // Places in homes of the other areas have nothing to do with a home in the first that opens on its day.
    const untouched = csv.filter(
      (row) => row['scenario'] === 'places' && row['date']! < '2024-10-01' && row['statistic'] !== 'prob_gt_0',
    );
    expect(untouched.length).toBeGreaterThan(1000);
    const known = untouched.filter(
      (row) => row['statistic'] === 'mean' && row['value'] !== '' && row['measure'] !== 'pipeline_cover',
    );
    expect(known.filter((row) => Number(row['value']) !== 0)).toEqual([]);
    const places = csv.find(
      (row) =>
        row['scenario'] === 'places' &&
        row['measure'] === 'places_registered' &&
        row['area_level'] === 'country' &&
        row['service_type'] === 'residential' &&
        row['sector'] === 'local-authority' &&
        row['date'] === '2024-10-31' &&
        row['statistic'] === 'mean',
    )!;
    expect(places['value']).toBe('10');
  });

  it('writes the same rows as Parquet', async () => {
    const table = await readOutcomes(await readFile(join(at('comparison'), 'comparison.parquet')));
    expect(table.length).toBe(csv.length);
    for (const i of [0, 11, 500, csv.length - 1]) {
      const row = table.at(i)!;
      expect([row.run_id, row.scenario, row.date, row.measure, row.statistic, row.status]).toEqual(
        ['run_id', 'scenario', 'date', 'measure', 'statistic', 'status'].map((column) => csv[i]![column]),
      );
      if (csv[i]!['value'] !== '') expect(row.value).toBeCloseTo(Number(csv[i]!['value']), 3);
    }
  });

  it('gives the headlines side by side, with their differences', async () => {
    const rows: Record<string, string>[] = parse(await readFile(join(at('comparison'), 'headlines.csv')), {
      columns: true,
    });
    const value = (scenario: string, of: string, statistic: string): number =>
      Number(
        rows.find(
          (r) =>
            r['headline'] === 'cost' && r['scenario'] === scenario && r['of'] === of && r['statistic'] === statistic,
        )!['value'],
      );
    const difference = value('surge', 'value', 'mean') - value('plain', 'value', 'mean');
    expect(value('surge', 'difference', 'mean') / difference).toBeCloseTo(1, 2);
    // The cost of the run is the sum of the months of the country in every draw.
    const plain = await readDraws(at('run-plain'), await readManifest(at('run-plain')));
    const months = csv.filter(
      (r) =>
        r['scenario'] === 'surge' &&
        r['measure'] === 'cost_gross' &&
        r['period'] === 'month' &&
        r['area_level'] === 'country' &&
        r['service_type'] === 'all' &&
        r['statistic'] === 'mean',
    );
    expect(months).toHaveLength(24);
    expect(months.reduce((sum, r) => sum + Number(r['value']), 0) / value('surge', 'difference', 'mean')).toBeCloseTo(
      1,
      4,
    );
    expect(plain.index.draws).toBe(DRAWS);
    expect(written.headlines.filter((h) => h.scenario === 'plain').every((h) => h.difference === undefined)).toBe(true);
  });

  it('gives the same bytes again, for the levels and statistics that are asked for', async () => {
    const runs = [at('run-plain'), at('run-places')];
    const few = { runs, levels: ['region', 'country'], statistics: ['p95', 'mean'] };
    const one = await compare({ ...few, out: at('few') });
    const two = await compare({ ...few, out: at('few-again') });
    expect(two.manifest).toEqual(one.manifest);
    const rows: Record<string, string>[] = parse(await readFile(join(at('few'), 'comparison.csv')), { columns: true });
    expect(new Set(rows.map((r) => r['area_level']))).toEqual(new Set(['country', 'region']));
    expect([...new Set(rows.map((r) => r['statistic']))]).toEqual(['mean', 'p95']);
    await expect(compare({ ...few, statistics: ['men'] })).rejects.toThrow('Did you mean mean?');
  });
});

describe('runs that cannot be paired', () => {
  const refused = async (...runs: string[]): Promise<string> => {
    const out = at('refused');
    const error = await compare({ runs: runs.map(at), out }).catch((e: unknown) => e);
    expect(await readdir(out).catch(() => 'nothing')).toBe('nothing');
    return (error as Error).message;
  };

  it('are refused with all that differs: seed, draws, horizon, data set', { timeout: 120_000 }, async () => {
    await make('seed', '', { seed: 2, draws: 4 });
    expect(await refused('run-plain', 'run-seed')).toMatch(
      /the seed \(2; there 1\), the number of draws \(4; there 8\)/,
    );
    const scenario = join(folder, 'far.yaml');
    await writeFile(scenario, 'name: far\ntitle: Far\nextends: as-legislated\nhorizon: 2026-06-30\n');
    await run({ scenario, dataDir: THREE_AREAS, draws: DRAWS, seed: 1, threads: 1, out: at('run-far') });
    expect(await refused('run-plain', 'run-far')).toMatch(/the horizon \(27 months; there 24 months\)/);
    const children = await readFile(join(THREE_AREAS, 'children.csv'), 'utf8');
    const other = await threeAreasWith(folder, {
      'children.csv': children.replace('T01,foster,0,1,1,1', 'T01,foster,0,2,2,2'),
    });
    await make('data', '', { dataDir: other });
    expect(await refused('run-plain', 'run-data')).toMatch(/the data set \(/);
  });

  it('are refused when the engine is of another version', async () => {
    await cp(at('run-plain'), at('run-version'), { recursive: true });
    const path = join(at('run-version'), 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ ...manifest, version: '9.9.9' }));
    expect(await refused('run-plain', 'run-version')).toMatch(/the version of the engine \(9\.9\.9; there /);
  });

  it('are refused when one has no draws, with how to get them', { timeout: 60_000 }, async () => {
    await make('bare', '', { keepDraws: false });
    const message = await refused('run-plain', 'run-bare');
    expect(message).toContain('made with --no-draws');
    expect(message).toContain(`market-stability run bare --draws 8 --seed 1 --out ${at('run-bare')}`);
    expect(message).not.toContain('\n');
  });

  it('are refused when their draws are of another plan, or stand in another order', async () => {
    await cp(at('run-plain'), at('run-plan'), { recursive: true });
    const path = join(at('run-plan'), 'manifest.json');
    const manifest = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>;
    await writeFile(path, JSON.stringify({ ...manifest, plan_digest: 'f'.repeat(64) }));
    expect(await refused('run-places', 'run-plan')).toMatch(/not those of the plan, seed and order/);
    await rm(join(at('run-plan'), 'blocks', 'draws-0000000.f32'));
    await writeFile(path, JSON.stringify(manifest));
    expect(await refused('run-places', 'run-plan')).toMatch(/file of draws is missing/);
  });

  it('are refused when there is one, or the same twice, or none of the name', async () => {
    expect(await refused('run-plain')).toMatch(/One run cannot be compared/);
    expect(await refused('run-plain', 'run-places', 'run-plain')).toMatch(/named twice/);
    expect(await refused('run-plain', 'nowhere')).toMatch(/not the folder of a finished run/);
  });

  it('are refused a folder that holds something else', async () => {
    await expect(compare({ runs: [at('run-plain'), at('run-places')], out: at('run-surge') })).rejects.toThrow(
      'does not hold this run',
    );
  });
});
