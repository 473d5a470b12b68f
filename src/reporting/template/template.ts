import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { baselineDate } from '../../assumptions/scenario/baseline-date.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { orThrow } from '../../domain/errors.ts';
import { writeWhole } from '../../experiments/whole-file.ts';
import { writeProblem } from '../../experiments/write-problem.ts';
import { refuseOther } from '../refuse-other.ts';
import { findAuthority } from '../sufficiency-plan/find-authority.ts';
import { authorityTemplate } from './authority-template.ts';
import { strategiesTemplate } from './strategies-template.ts';

export interface TemplateOptions {
  /** An authority by its code or name, for its own workbook; left out for the workbook of strategies. */
  readonly area?: string | undefined;
  /** Data set that the areas are of; the shipped one unless told. */
  readonly dataDir?: string | undefined;
  /** File to write; in the current folder, by the name of the authority, unless told. */
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
}

/** A template as it was written. */
export interface Template {
  readonly file: string;
  /** What it is for, in words: the name of the authority, or the strategies. */
  readonly about: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes an empty workbook to fill in with a spreadsheet program: of one authority, or of the placement commissioning strategies of
 * all. `import workbook` and `import strategies` read it back.
 *
 * @throws InputError when there is no such authority, or a file that somebody changed is in the way
 * @example
 * const { file } = await template({ area: 'Cardiff', out: 'cardiff.xlsx' });
 */
export async function template(options: TemplateOptions): Promise<Template> {
  const { areas, children } = orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const area = options.area === undefined ? undefined : findAuthority(areas, options.area);
  const bytes =
    area === undefined
      ? await strategiesTemplate(areas)
      : await authorityTemplate({ area, baseline: baselineDate(children)! });
  const file = options.out ?? (area === undefined ? 'strategies.xlsx' : `${area.area_code}-own-figures.xlsx`);
  if (options.force !== true) await refuseOther(file, bytes);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(file, bytes);
  } catch (error) {
    throw writeProblem(error, dirname(file));
  }
  return { file, about: area?.name_en ?? 'placement commissioning strategies', bytes };
}
