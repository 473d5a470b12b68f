import { readHistoryRows } from '../../calibration/history/read-history.ts';
import type { HistoryKind, HistoryRows } from '../../calibration/history/read-history.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import type { Repair } from '../../domain/errors.ts';
import { wholeNumber } from '../../experiments/run.ts';
import { fitChildrenHistory } from './fit-children.ts';
import { fitRegister } from './fit-register.ts';

/** Parameter sets that are drawn unless told. */
export const USUAL_SETS = 1000;
export const MOST_SETS = 10_000;

export interface FitOptions {
  /** Path of the history: children.csv, or register-history.csv. */
  readonly file: string;
  /** Folder whose areas.csv counts; else the one beside the file. */
  readonly dataDir?: string | undefined;
  /** Tables beside a history of children, in place of those of the data set. */
  readonly flows?: string | undefined;
  readonly population?: string | undefined;
  readonly stays?: string | undefined;
  /** Parameter sets drawn from the posterior: rows of `posterior.parquet`; 1,000 unless told. */
  readonly sets?: number | undefined;
  readonly seed?: number | undefined;
  /** Folder to write; nothing is written without one. */
  readonly out?: string | undefined;
  readonly force?: boolean;
}

/** A history that is read, and how it is to be fitted. */
export interface FitTask {
  readonly read: HistoryRows;
  readonly repairs: readonly Repair[];
  readonly dataDir: string | undefined;
  readonly named: Readonly<Partial<Record<'flows' | 'population' | 'stays', string | undefined>>>;
  readonly sets: number;
  readonly seed: number;
  readonly out: string | undefined;
  readonly force: boolean;
}

/** What a fit says on a terminal. */
export interface FitReport {
  readonly kind: HistoryKind;
  readonly files: readonly string[];
  /** What was found, in lines. */
  readonly words: readonly string[];
  readonly repairs: readonly Repair[];
}

/** How each kind of history is fitted. */
const FITS: { readonly [K in HistoryKind]?: (task: FitTask) => Promise<FitReport> } = {
  children: fitChildrenHistory,
  'register-history': fitRegister,
};

/**
 * Fits a history: hazards of a register, or rates of entry, stays and needs of children. The kind of history is known from its columns. With `out` it writes
 * `assumptions.csv`, `posterior.parquet`, tables beside them and `manifest.json`.
 *
 * @throws InputError when the file or an option is wrong; nothing is written then
 * @example
 * const { words } = await fit({ file: 'register-history.csv' });
 * await fit({ file: 'data/wales/children.csv', out: 'outputs/fit-wales' });
 */
export async function fit(options: FitOptions): Promise<FitReport> {
  const sets = wholeNumber('sets', options.sets ?? USUAL_SETS, 100, MOST_SETS);
  const seed = wholeNumber('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const read = await readHistoryRows(options.file, options.dataDir);
  const value = orThrow(read);
  const work = FITS[value.kind];
  if (work === undefined) throw noFit(options.file, value.kind);
  const repairs = read.ok ? read.repairs : [];
  const { dataDir, flows, population, stays } = options;
  const named = { flows, population, stays };
  if (value.kind !== 'children') refuseNamed(named);
  return work({ read: value, repairs, dataDir, named, sets, seed, out: options.out, force: options.force === true });
}

function refuseNamed(named: FitTask['named']): void {
  const found = Object.entries(named).find(([, path]) => path !== undefined);
  if (found === undefined) return;
  throw new InputError([
    {
      kind: 'input',
      file: found[1]!,
      value: found[0],
      problem: 'This table is read beside children.csv only, and the history is a register.',
      allowed: 'flows, population and stays with a history of children.',
      mend: 'Leave the option out, or name children.csv as the history.',
    },
  ]);
}

function noFit(file: string, kind: HistoryKind): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      value: kind,
      problem: 'Nothing is fitted to this kind of history.',
      allowed: `${Object.keys(FITS).join(' or ')}: see the schemas of those tables.`,
      mend: 'Give a file with the columns of such a history.',
    },
  ]);
}
