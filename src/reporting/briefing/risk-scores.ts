import { parse } from 'csv-parse/sync';
import { readFileBytes } from '../../data/file-bytes.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { InputError } from '../../domain/errors.ts';

/** What the paper takes of a row of `risk-scores.csv`, as text. */
const COLUMNS = [
  'risk_id',
  'title',
  'state',
  'kind',
  'scheme',
  'run_id',
  'likelihood_label',
  'impact_label',
  'score',
  'band',
  'owner',
  'confidence',
  'status',
] as const;
export type PaperRisk = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Who says so, the most binding first. */
const KINDS = ['agreed', 'assessed', 'modelled'];

/**
 * Current scores of a file, one a risk: what the Board agreed, else what the owner assessed, else what the model proposes;
 * the highest first.
 *
 * @throws InputError when the file is no table of scores
 */
export async function readRiskScores(file: string): Promise<PaperRisk[]> {
  const read = await readFileBytes(file);
  if ('problem' in read) throw new InputError([read.problem]);
  const refuse = (problem: string, value?: string): never => {
    const allowed = `A risk-scores.csv as risk score writes it, with the columns ${COLUMNS.join(', ')}.`;
    const wrong: InputProblem = {
      kind: 'input',
      file,
      ...(value === undefined ? {} : { value }),
      problem,
      allowed,
      mend: 'Name the file that risk score wrote.',
    };
    throw new InputError([wrong]);
  };
  if (read.format !== 'text') refuse('The file is not a CSV file.');
  let rows: Record<string, string>[] = [];
  try {
    rows = parse(Buffer.from(read.bytes), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    refuse(`The file cannot be read as CSV: ${(error as Error).message}.`);
  }
  const missing = COLUMNS.filter((column) => rows[0] !== undefined && !(column in rows[0]));
  if (missing.length > 0) refuse('Columns are missing.', missing.join(', '));
  const current = rows.filter((row) => row['state'] === 'current') as unknown as PaperRisk[];
  const schemes = [...new Set(current.map((row) => row.scheme))];
  if (schemes.length > 1) refuse('The scores are of several schemes; a paper has one.', schemes.join(', '));
  const risks = [...new Set(current.map((row) => row.risk_id))].map((id) => {
    const ofRisk = current.filter((row) => row.risk_id === id);
    return KINDS.flatMap((kind) => ofRisk.filter((row) => row.kind === kind))[0] ?? ofRisk[0]!;
  });
  return risks.sort((a, b) => Number(b.score) - Number(a.score) || (a.risk_id < b.risk_id ? -1 : 1));
}
