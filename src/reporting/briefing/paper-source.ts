import { InputError } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Manifest } from '../../experiments/manifest.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import { readRun } from '../../experiments/read-run.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';
import type { Where } from '../../measures/select.ts';

/** A run as a paper reads it. */
export interface PaperRun {
  /** By what references name it: the name of its scenario. */
  readonly name: string;
  readonly manifest: Manifest;
  readonly inputs: RunInputs;
  readonly figures: (where: Where) => readonly OutcomeRow[];
}

/** Name under which references find the run of the last paper. */
export const PREVIOUS = 'previous';

/**
 * Reads finished runs for a paper. The first is the one that its sentences are about.
 *
 * @throws InputError when a folder is no finished run, two are of one scenario, or they cannot stand side by side
 */
export async function readPaperRuns(folders: readonly string[]): Promise<PaperRun[]> {
  const runs: PaperRun[] = [];
  for (const folder of folders) {
    const { manifest, figures } = await readRun(folder);
    const name = manifest.scenario;
    if (runs.some((run) => run.name === name))
      throw beside(folder, name, 'Two runs are of one scenario.', 'Give the older one with --previous.');
    runs.push({ name, manifest, inputs: await readInputs(folder, manifest), figures });
  }
  const [first, ...others] = runs;
  others.forEach(({ manifest }, i) => {
    const folder = folders[i + 1]!;
    const differs = (['data_digest', 'engine'] as const).find((key) => manifest[key] !== first!.manifest[key]);
    if (differs !== undefined)
      throw beside(
        folder,
        manifest[differs],
        `The run has another ${differs === 'engine' ? 'program' : 'data set'} than the first.`,
        'Run all scenarios on the same data with the same version.',
      );
  });
  return runs;
}

/** Reads the run of the last paper. */
export async function readPreviousRun(folder: string): Promise<PaperRun> {
  const { manifest, figures } = await readRun(folder);
  return { name: PREVIOUS, manifest, inputs: await readInputs(folder, manifest), figures };
}

function beside(file: string, value: string, problem: string, mend: string): InputError {
  const allowed = 'Runs of different scenarios, on the same data and by the same program.';
  return new InputError([{ kind: 'input', file, value, problem, allowed, mend }]);
}

/**
 * The area that a paper is about: a code or a name in either language; the country unless told.
 *
 * @throws InputError when there is no such area
 */
export function paperArea(areas: readonly AreaRow[], text: string | undefined): AreaRow {
  const plain = (name: string): string => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  const inside = areas.filter((area) => area.level !== 'outside');
  if (text === undefined) return areas.find((area) => area.level === 'country')!;
  const found = inside.find((area) =>
    [area.area_code, area.name_en, area.name_cy].some((name) => plain(name) === plain(text)),
  );
  if (found !== undefined) return found;
  const allowed = `One of: ${inside.map((area) => `${area.name_en} (${area.area_code})`).join(', ')}.`;
  throw new InputError([
    {
      kind: 'input',
      file: '--area',
      value: text,
      problem: 'There is no such area in the run.',
      allowed,
      mend: 'Check the spelling.',
    },
  ]);
}
