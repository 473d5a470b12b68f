import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { assureCommand } from '../../../src/cli/assure.ts';
import { digestOf } from '../../../src/domain/digest.ts';
import { readManifest } from '../../../src/experiments/read-run.ts';
import { run } from '../../../src/experiments/run.ts';
import { assure } from '../../../src/reporting/assurance/assure.ts';
import type { Assurance } from '../../../src/reporting/assurance/assure.ts';
import { shippedEffects } from '../../../src/reporting/assurance/effects.ts';
import { readModelCard } from '../../../src/reporting/assurance/model-card.ts';
import { checkDocument } from '../../../src/reporting/document/check-document.ts';
import { documentHtml } from '../../../src/reporting/document/html.ts';
import { MONTH } from '../../../src/simulation/month.ts';
import { temporaryFolder, THREE_AREAS } from '../../data/temporary-folder.ts';
import { axeViolations } from '../document/page.ts';

const folder = await temporaryFolder();
const made = join(folder, 'made');
let pack: Assurance;
let runId: string;

beforeAll(async () => {
  const scenario = join(folder, 'short.yaml');
  await writeFile(
    scenario,
    'name: short\ntitle: "=Short & <b>bold</b>"\nextends: as-legislated\nhorizon: 2028-03-31\nassumptions: {home_conversion: 0.02}\n',
  );
  await run({ scenario, dataDir: THREE_AREAS, draws: 6, threads: 1, out: made });
  runId = (await readManifest(made)).run_id;
  pack = await assure({ run: made, data: THREE_AREAS });
}, 120_000);

const read = (made_: Assurance, name: string): Promise<string> =>
  readFile(
    made_.files.find((path) => path.endsWith(name))!,
    'utf8',
  );
const rowsOf = async (name: string): Promise<Record<string, string>[]> =>
  parse(await read(pack, name), { columns: true }) as Record<string, string>[];

const NAMES = `commissioner: {name: Ann Price, position: Programme director}
analyst: {name: Bo Reed, position: Analyst}
assurer: {name: Cai Rhys, position: Head of analysis, signed_on: 2026-11-20, what_was_done: Read the logs and ran it again.}
approver: {name: Dai Lloyd, position: Board, signed_on: 2026-11-21}
limits: [For the December paper only.]
`;
async function names(text: string): Promise<string> {
  const file = join(await mkdtemp(join(folder, 'names-')), 'names.yaml');
  await writeFile(file, text);
  return file;
}

describe('assure', () => {
  it('says that nothing was tested where no sensitivity was run on these data', () => {
    expect(new Set(pack.assumptions.map((row) => row.impact))).toEqual(new Set(['Not tested']));
    expect(pack.assumptions.every((row) => row.quality !== 'Green')).toBe(true);
    const overridden = pack.assumptions.find((row) => row.id === 'home_conversion')!;
    expect(overridden.range).toBe('0.02 per year, one value');
    expect(overridden.strength).toBe('X');
    expect(overridden.likely_impact_if_wrong).toContain('Not tested: the scenario gives it another value');
  });

  it('takes High, Medium and Low from a measured analysis, and puts weak ones of high impact first', async () => {
    const analysis = await mkdtemp(join(folder, 'sensitivity-'));
    await writeFile(join(analysis, 'manifest.json'), `{"plan_digest":"${(await readManifest(made)).plan_digest}"}`);
    await writeFile(
      join(analysis, 'assumptions-with-effects.csv'),
      'id,effect,effect_unit,effect_class,headline\nentries,12,children,High,waiting\nhome_exit_for_profit,3,places,Medium,places\nhome_conversion,9,places,High,places\nnotice,0.1,children,Low,displaced\n',
    );
    const { assumptions } = await assure({
      run: made,
      data: THREE_AREAS,
      sensitivity: analysis,
      out: await mkdtemp(join(folder, 'out-')),
    });
    const of = (id: string): string => assumptions.find((row) => row.id === id)!.impact;
    expect(assumptions[0]!.id).toBe('entries');
    expect(assumptions[0]!.effect_measured_on).toBe('the plan of this run');
    // The scenario gives home_conversion another value than the one that was moved.
    expect([of('home_exit_for_profit'), of('notice'), of('home_conversion'), of('owner_failure')]).toEqual([
      'Medium',
      'Low',
      'Not tested',
      'Not tested',
    ]);
  });

  it('reads the shipped effects in the three classes', async () => {
    const { byId } = await shippedEffects();
    expect(new Set([...byId.values()].map((e) => e.effectClass))).toEqual(new Set(['High', 'Medium', 'Low']));
  });

  it('draws the map from the list of the engine, with what each step changes', async () => {
    expect(pack.map.processes.map((p) => p.name)).toEqual(MONTH.map((p) => p.name));
    const of = (name: string): (typeof pack.map.processes)[number] => pack.map.processes.find((p) => p.name === name)!;
    // The law is read and changes no child; children come and go; money changes nothing but money and its own tallies.
    expect(of('children').writes).toContain('children');
    expect(of('children').assumptions.length).toBeGreaterThan(0);
    expect(of('nights').writes).toEqual(['counters']);
    expect(of('money').writes).not.toContain('children');
    expect(of('money').writes).not.toContain('services');
    expect(of('money').writes).toContain('money');
    expect(of('homes').assumptions).toContain('staffed_share');
    expect(Object.keys((await readModelCard()).processes)).toEqual(MONTH.map((p) => p.name));
  });

  it('logs every table with digest, rows, sources and status', async () => {
    const rows = await rowsOf('data-log.csv');
    const services = rows.find((row) => row['table'] === 'services')!;
    expect(services).toMatchObject({
      file: 'services.csv',
      rows: '12',
      digest: digestOf(await readFile(join(THREE_AREAS, 'services.csv'))),
      weakest: 'illustrative',
    });
    expect(rows.find((row) => row['table'] === 'flows')!['file']).toMatch(/^none: no history/);
    expect(rows.find((row) => row['table'] === 'indices')!['file']).toBe('the shipped table stands in');
    const record = await rowsOf('run-record.csv');
    expect(record.find((row) => row['item'] === 'run')!['value']).toBe(runId);
  });

  it('is a draft that refuses to call itself assured, with status and run on every page', async () => {
    const text = await read(pack, 'assurance.md');
    expect(pack.assured).toBe(false);
    expect(text).toContain('is not assured. No assurer and no approver has signed for it.');
    expect(text).not.toMatch(/was assured by/);
    expect(pack.document.header[0]![0]).toContain(`Run ${runId}`);
    expect(pack.document.footer[0]![0]).toContain('Status: illustrative');
    expect(pack.open.join(' ')).toContain('Nobody is named as commissioner, analyst, assurer and approver');
    expect(checkDocument(pack.document)).toEqual([]);
    // The first rows of each table stand for the others: axe looks at each cell.
    const blocks = pack.document.blocks.map((b) => (b.kind === 'table' ? { ...b, rows: b.rows.slice(0, 2) } : b));
    expect(await axeViolations(documentHtml({ ...pack.document, blocks }))).toEqual([]);
  });

  it('names people only where all four are there, for this run, and the assurer is not the analyst', async () => {
    const with_ = async (text: string): Promise<{ code: number; err: string; out: string }> => {
      const out: string[] = [];
      const err: string[] = [];
      const args = [made, '--data', THREE_AREAS, '--out', join(await mkdtemp(join(folder, 'out-')), 'pack')];
      const code = await assureCommand([...args, '--names', await names(text)], {
        out: (line) => out.push(line),
        err: (line) => err.push(line),
      });
      return { code, err: err.join('\n'), out: out.join('\n') };
    };
    const good = await with_(`run_id: ${runId}\n${NAMES}`);
    expect(good.err).toBe('');
    expect(good.code).toBe(0);
    expect(good.out).toContain('signed by the people that it names');
    const other = await with_(`run_id: "0000"\n${NAMES}`);
    expect(other.code).toBe(2);
    expect(other.err).toContain('The names are about another run.');
    const missing = await with_(`run_id: ${runId}\n${NAMES.replace(/approver.*\n/, '')}`);
    expect(missing.code).toBe(2);
    expect(missing.err).toContain('approver');
    const own = await with_(`run_id: ${runId}\n${NAMES.replace('Cai Rhys', 'bo  reed')}`);
    expect(own.code).toBe(2);
    expect(own.err).toContain('The assurer made the analysis.');
  });

  it('gives the same bytes again, and refuses data that are not those of the run', async () => {
    const before = await Promise.all(pack.files.map((file) => readFile(file)));
    const again = await assure({ run: made, data: THREE_AREAS });
    const after = await Promise.all(again.files.map((file) => readFile(file)));
    expect(after.every((bytes, i) => bytes.equals(before[i]!))).toBe(true);
    await expect(assure({ run: made })).rejects.toThrow('This is not the data set that the run was made from.');
  });
});
