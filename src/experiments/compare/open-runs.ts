import { resolve } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { NUMBERS_OF_EVENT } from '../../measures/event-recorder.ts';
import { IDENTITY_COLUMNS } from '../../measures/outcomes.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { Manifest } from '../manifest.ts';
import { readDraws } from '../read-blocks.ts';
import type { DrawsOnDisk } from '../read-blocks.ts';
import { readFigures, readManifest } from '../read-run.ts';
import { readInputs } from '../run-inputs.ts';
import type { RunInputs } from '../run-inputs.ts';

/** A finished run with its draws. */
export interface OpenRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly inputs: RunInputs;
  readonly draws: DrawsOnDisk;
}

/** Finished runs that were made alike: cell k of draw d is about the same figure, on the same luck, in all of them. */
export interface OpenRuns {
  /** The reference is the first. */
  readonly runs: readonly OpenRun[];
  /** What each cell is about; run, scenario and statistic are those of the reference. */
  readonly cells: readonly OutcomeRow[];
  /** Weakest status of each cell over the reference and each other run: `statuses[run][cell]`, the reference's own first. */
  readonly statuses: readonly (readonly EvidenceStatus[])[];
  /** What a reader should know, in whole sentences. */
  readonly warnings: readonly string[];
}

/** What must be the same in all runs, in words, and how the record of a run tells it. */
const ALIKE: readonly (readonly [what: string, of: (manifest: Manifest) => string | number, mend: string])[] = [
  ['the seed', (m) => m.seed, 'the same --seed'],
  ['the number of draws', (m) => m.draws, 'the same --draws'],
  ['the data set', (m) => `${m.data} (${m.data_digest.slice(0, 16)})`, 'the same --data, unchanged'],
  ['the first month', (m) => m.first_month, 'the same --data'],
  ['the horizon', (m) => `${m.months} months`, 'scenarios of the same horizon'],
  ['the version of the engine', (m) => m.version, 'the same version of this package'],
];

const FIGURE = IDENTITY_COLUMNS.filter((column) => column !== 'run_id' && column !== 'scenario');

/**
 * Opens finished runs whose draws can be paired. The first is the reference.
 *
 * @throws InputError when a folder is not that of a finished run with its draws, or when the runs differ in anything that
 *   makes draw d of one another draw than draw d of the other; all differences are named at once
 */
export async function openRuns(folders: readonly string[]): Promise<OpenRuns> {
  refuseTwice(folders);
  const manifests = await Promise.all(folders.map((folder) => readManifest(folder)));
  refuseUnlike(folders, manifests);
  refuseWithoutDraws(folders, manifests);
  const runs: OpenRun[] = [];
  let cells: OutcomeRow[] = [];
  const statuses: EvidenceStatus[][] = [];
  for (const [r, folder] of folders.entries()) {
    const manifest = manifests[r]!;
    const draws = await readDraws(folder, manifest);
    refuseForeignDraws(folder, manifest, draws);
    const figures = (await readFigures(folder, manifest)).figures();
    const declared = (draws.index.declared?.length ?? 0) * NUMBERS_OF_EVENT;
    if (figures.length + declared !== draws.index.cells) refuseGrid(folder, folders[0]!, undefined);
    if (r === 0) cells = figures;
    const other = figures.findIndex((f, c) => FIGURE.some((column) => f[column] !== cells[c]?.[column]));
    if (other >= 0 || figures.length !== cells.length) refuseGrid(folder, folders[0]!, figures[other]);
    statuses.push(figures.map((f, c) => weakestStatus(f.status, cells[c]!.status)));
    runs.push({ folder, manifest, inputs: await readInputs(folder, manifest), draws });
  }
  return { runs, cells, statuses, warnings: warningsOf(folders, manifests) };
}

function refuseTwice(folders: readonly string[]): void {
  const paths = folders.map((folder) => resolve(folder));
  const twice = folders.find((_folder, r) => paths.indexOf(paths[r]!) < r);
  if (folders.length >= 2 && twice === undefined) return;
  throw new InputError([
    {
      kind: 'input',
      file: twice ?? folders[0] ?? 'compare',
      problem: twice === undefined ? 'One run cannot be compared.' : 'The run is named twice.',
      allowed: 'Two or more folders of finished runs, each named once; the first is the reference.',
      mend: 'Name the folders of the runs, such as outputs/as-legislated-1 outputs/early-exit-1.',
    },
  ]);
}

/**
 * Refuses runs that are not on the same luck as the first: draw d of one would be another draw than draw d of the other.
 *
 * @throws InputError that names all differences at once
 */
export function refuseUnlike(folders: readonly string[], manifests: readonly Manifest[]): void {
  const [reference] = manifests;
  const problems = manifests.flatMap((manifest, r): InputProblem[] => {
    const differ = ALIKE.filter(([, of]) => of(manifest) !== of(reference!));
    if (differ.length === 0) return [];
    const told = differ.map(([what, of]) => `${what} (${of(manifest)}; there ${of(reference!)})`);
    return [
      {
        kind: 'input',
        file: folders[r]!,
        problem: `The run cannot be paired with ${folders[0]!}. What differs: ${told.join(', ')}.`,
        allowed: 'Runs on the same luck: the same seed, draws, data set, first month, horizon, figures and engine.',
        mend: `Make the runs again with ${[...new Set(differ.map(([, , mend]) => mend))].join(' and ')}.`,
      },
    ];
  });
  if (problems.length > 0) throw new InputError(problems);
}

/** Says once for all runs without draws how to get them. */
function refuseWithoutDraws(folders: readonly string[], manifests: readonly Manifest[]): void {
  const without = manifests.flatMap((m, r) =>
    m.files['blocks/index.json'] === undefined ? [{ m, folder: folders[r]! }] : [],
  );
  const [first] = without;
  if (first === undefined) return;
  const { m, folder } = first;
  throw new InputError([
    {
      kind: 'input',
      file: without.map((w) => w.folder).join(', '),
      problem: 'There are no draws to pair: the run was made with --no-draws.',
      allowed: 'Finished runs with their draws, in the folder blocks.',
      mend: `Make the run again and leave --no-draws out: market-stability run ${m.scenario} --draws ${m.draws} --seed ${m.seed} --out ${folder}`,
    },
  ]);
}

/** Refuses draws that are not those of the plan, seed and order that the record of the run names. */
function refuseForeignDraws(folder: string, manifest: Manifest, { index }: DrawsOnDisk): void {
  const { plan_digest: plan, seed, draws } = manifest;
  const ends = index.blocks.map((block) => block.first_draw + block.draws);
  const inOrder = index.blocks.every((block, b) => block.first_draw === (b === 0 ? 0 : ends[b - 1]));
  const same = index.plan_digest === plan && index.seed === seed && index.draws === draws && ends.at(-1) === draws;
  const named = digestOf(canonicalJson({ plan, seed, draws })).slice(0, 16) === manifest.run_id;
  if (inOrder && same && named && index.first_draw === 0) return;
  throw new InputError([
    {
      kind: 'input',
      file: folder,
      value: `run ${manifest.run_id}`,
      problem: 'The draws are not those of the plan, seed and order that the record of the run names.',
      allowed: 'The folder of a finished run as it was written.',
      mend: 'Make the run again.',
    },
  ]);
}

function refuseGrid(folder: string, reference: string, figure: OutcomeRow | undefined): never {
  const words = figure === undefined ? undefined : FIGURE.map((column) => figure[column]).join(' ');
  throw new InputError([
    {
      kind: 'input',
      file: folder,
      ...(words === undefined ? {} : { value: words }),
      problem: `The run cannot be paired with ${reference}: the grid of figures differs.`,
      allowed: 'Runs that record the same figures in the same order.',
      mend: 'Make the runs again with the same version of this package and the same data set.',
    },
  ]);
}

function warningsOf(folders: readonly string[], manifests: readonly Manifest[]): string[] {
  const [reference] = manifests;
  const differ = (of: (m: Manifest) => string | null): string[] =>
    folders.filter((_folder, r) => of(manifests[r]!) !== of(reference!));
  const warnings: string[] = [];
  const commits = differ((m) => m.commit);
  if (commits.length > 0)
    warnings.push(
      `The sources differ between ${folders[0]!} and ${commits.join(', ')}: if the engine has changed, so have the results, and the difference is not that of the scenarios alone.`,
    );
  const major = (m: Manifest): string => m.node.split('.')[0]!;
  if (differ(major).length > 0)
    warnings.push('The runs were made with different versions of Node.js, which may differ in the last digit.');
  if (reference!.draws < 100)
    warnings.push(
      `Only ${reference!.draws} draws: ranges and probabilities are rough. Use at least 1,000 for a paper.`,
    );
  return warnings;
}
