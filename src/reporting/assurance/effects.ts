import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCsv } from '../../data/tables/read-csv.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { InputError } from '../../domain/errors.ts';

/** What moving one assumption across its range was measured to do. */
export interface MeasuredEffect {
  readonly effect: string;
  readonly unit: string;
  readonly effectClass: 'High' | 'Medium' | 'Low';
  readonly headline: string;
}

export interface Effects {
  readonly byId: ReadonlyMap<string, MeasuredEffect>;
  /** Beginning of the digest of the plan that they were measured on. */
  readonly planDigest: string;
  /** File as a reader finds it again. */
  readonly from: string;
  readonly digest: string;
}

/** Effects that were measured on the data as shipped. */
export async function shippedEffects(): Promise<Effects> {
  const name = 'reference/assumption-effects.csv';
  const { rows, digest } = await rowsOf(join(shippedDataDir(), name));
  return { byId: effectsOf(rows), planDigest: rows[0]?.['plan_digest'] ?? '', from: name, digest };
}

/**
 * Effects that `market-stability sensitivity` measured.
 *
 * @param folder folder that it wrote
 * @throws InputError when the folder is not that of a sensitivity analysis
 */
export async function measuredEffects(folder: string): Promise<Effects> {
  const name = 'assumptions-with-effects.csv';
  const { rows, digest } = await rowsOf(join(folder, name));
  const file = join(folder, 'manifest.json');
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const planDigest = (JSON.parse(text) as { plan_digest?: unknown }).plan_digest;
  if (typeof planDigest !== 'string') throw notAnalysis(file);
  return { byId: effectsOf(rows), planDigest, from: name, digest };
}

type Row = Readonly<Record<string, string>>;

async function rowsOf(file: string): Promise<{ rows: Row[]; digest: string }> {
  const bytes = await readFile(file).catch(() => {
    throw notAnalysis(file);
  });
  let header: string[] | undefined;
  const rows: Row[] = [];
  const problem = readCsv(bytes, file, (_row, cells) => {
    const texts = cells.map(({ text }) => text);
    if (header === undefined) header = texts;
    else rows.push(Object.fromEntries(header.map((name, i) => [name, texts[i] ?? ''])));
    return true;
  });
  if (problem !== undefined) throw new InputError([problem]);
  if (header?.includes('effect_class') !== true) throw notAnalysis(file);
  return { rows, digest: createHash('sha256').update(bytes).digest('hex') };
}

function effectsOf(rows: readonly Row[]): Map<string, MeasuredEffect> {
  const measured = rows.filter((row) => ['High', 'Medium', 'Low'].includes(row['effect_class']!));
  return new Map(
    measured.map((row) => [
      row['id']!,
      {
        effect: row['effect']!,
        unit: row['effect_unit']!,
        effectClass: row['effect_class'] as MeasuredEffect['effectClass'],
        headline: row['headline']!,
      },
    ]),
  );
}

function notAnalysis(file: string): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      problem: 'No measured effects of assumptions can be read here.',
      allowed: 'The folder that market-stability sensitivity wrote.',
      mend: 'Name that folder with --sensitivity, or leave the option out.',
    },
  ]);
}
