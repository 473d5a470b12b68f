import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isIsoDate } from '../../domain/calendar.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { RISK_STATES } from '../score-row.ts';
import type { Scheme } from '../schemes/scheme.ts';

/** Reasons for which a score may differ from the modelled one. */
export const OVERRIDE_REASONS = [
  'scheme',
  'horizon',
  'event-definition',
  'evidence-outside-model',
  'data-quality',
  'precaution',
  'other',
] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** Row of `assessments.csv`: a score that a person gave. */
export const assessmentSchema = z.strictObject({
  risk_id: z.string().min(1).meta({ description: 'Risk by its id.' }),
  kind: z.enum(['assessed', 'agreed']).meta({ description: 'assessed (the owner) or agreed (the Board).' }),
  state: z.enum(RISK_STATES).meta({ description: `${RISK_STATES.join(', ')}.` }),
  likelihood: z.string().min(1).meta({ description: 'Level of likelihood as the scheme names it, such as 3 or C.' }),
  impact: z.string().min(1).meta({ description: 'Level of impact as the scheme names it.' }),
  who: z.string().min(1).meta({ description: 'Who gave the score.' }),
  when: z.string().refine(isIsoDate).meta({ description: 'Day on which it was given, such as 2026-11-20.' }),
  reason: z
    .union([z.enum(OVERRIDE_REASONS), z.literal('')])
    .meta({ description: `Where it differs from the modelled score, one of: ${OVERRIDE_REASONS.join(', ')}.` }),
  words: z.string().meta({ description: 'The reason in words; needed where it differs from the modelled score.' }),
  priority: z.string().meta({ description: 'Priority that the Board gives it; no part of the score. May be empty.' }),
});

/** A score that a person gave, with its levels found in the scheme. */
export interface Assessment extends z.output<typeof assessmentSchema> {
  /** Row as a spreadsheet shows it. */
  readonly row: number;
  readonly likelihoodLevel: number;
  readonly impactLevel: number;
}

const COLUMNS = Object.keys(assessmentSchema.shape) as (keyof z.output<typeof assessmentSchema>)[];

/**
 * Reads scores that people gave.
 *
 * @param scheme the scheme in whose levels they are written
 * @throws InputError that names the row and column
 */
export async function readAssessments(file: string, scheme: Scheme, riskIds: readonly string[]): Promise<Assessment[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw refusal({
      file,
      problem: 'The file cannot be read.',
      allowed: 'A CSV file with scores.',
      mend: 'Check its name.',
    });
  });
  return checkAssessments(text, file, scheme, riskIds);
}

/** As `readAssessments`, from the text of the file. */
export function checkAssessments(text: string, file: string, scheme: Scheme, riskIds: readonly string[]): Assessment[] {
  const rows = tableOf(text, file);
  const problems: InputProblem[] = [];
  const tell = (row: number, column: string, value: string, problem: string, allowed: string, mend: string): void => {
    problems.push({ kind: 'input', file, row, column, value, problem, allowed, mend });
  };
  const seen = new Set<string>();
  const found = rows.flatMap((cells, i): Assessment[] => {
    const row = i + 2;
    const before = problems.length;
    for (const column of COLUMNS) {
      const schema = assessmentSchema.shape[column];
      const value = cells[column] ?? '';
      if (!schema.safeParse(value).success)
        tell(
          row,
          column,
          value,
          value === '' ? 'The cell is empty.' : 'The value is not allowed.',
          schema.meta()?.description ?? '',
          'Correct the cell.',
        );
    }
    if (problems.length > before) return [];
    const entry = assessmentSchema.parse(Object.fromEntries(COLUMNS.map((column) => [column, cells[column] ?? ''])));
    if (!riskIds.includes(entry.risk_id)) {
      const near = nearestName(entry.risk_id, riskIds);
      tell(
        row,
        'risk_id',
        entry.risk_id,
        'There is no such risk.',
        `${riskIds.slice(0, 20).join(', ')}.`,
        near === undefined ? 'Check the id.' : `Did you mean ${near}?`,
      );
    }
    const level = (column: 'likelihood' | 'impact'): number => {
      const levels = scheme[column];
      const at = levels.findIndex(({ name }) => name.toLowerCase() === entry[column].trim().toLowerCase());
      if (at < 0)
        tell(
          row,
          column,
          entry[column],
          `The scheme ${scheme.id} has no such level.`,
          `${levels.map(({ name }) => name).join(', ')}.`,
          'Write the level as the scheme does.',
        );
      return at + 1;
    };
    const assessment = { ...entry, row, likelihoodLevel: level('likelihood'), impactLevel: level('impact') };
    const key = `${entry.risk_id} ${entry.kind} ${entry.state}`;
    if (seen.has(key))
      tell(
        row,
        'risk_id',
        entry.risk_id,
        `There are two ${entry.kind} scores of one risk.`,
        'One row for each risk, kind and state.',
        'Keep the later one.',
      );
    seen.add(key);
    return [assessment];
  });
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

function tableOf(text: string, file: string): Record<string, string>[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    throw refusal({
      file,
      problem: `The file is no table: ${(error as Error).message}.`,
      allowed: 'CSV with a header row.',
      mend: 'Save it as CSV (UTF-8).',
    });
  }
  const header = Object.keys(rows[0] ?? {});
  const missing = COLUMNS.find((column) => rows.length > 0 && !header.includes(column));
  const strange = header.find((column) => !(COLUMNS as readonly string[]).includes(column));
  if (missing !== undefined || strange !== undefined)
    throw refusal({
      file,
      row: 1,
      column: missing ?? strange!,
      problem: missing === undefined ? 'There is no such column.' : 'The column is missing.',
      allowed: `${COLUMNS.join(', ')}.`,
      mend: missing === undefined ? 'Take it out.' : 'Add it.',
    });
  return rows;
}

/**
 * Refuses a score that differs from the modelled one without a reason of the list and words.
 *
 * @param modelled levels of the modelled score; undefined where there is none
 */
export function overrideProblem(
  assessment: Assessment,
  modelled: { readonly likelihood: number; readonly impact: number } | undefined,
  file: string,
): InputProblem | undefined {
  const { likelihoodLevel, impactLevel, reason, words, row } = assessment;
  const same = modelled !== undefined && modelled.likelihood === likelihoodLevel && modelled.impact === impactLevel;
  if (same || (reason !== '' && words.trim() !== '')) return undefined;
  const beside =
    modelled === undefined ? 'there is no modelled score' : `modelled ${modelled.likelihood} x ${modelled.impact}`;
  return {
    kind: 'input',
    file,
    row,
    column: reason === '' ? 'reason' : 'words',
    value: `${assessment.kind} ${likelihoodLevel} x ${impactLevel}, ${beside}`,
    problem: `The ${assessment.kind} score differs from the modelled one, and ${reason === '' ? 'no reason is given' : 'the reason has no words'}.`,
    allowed: `A reason (${OVERRIDE_REASONS.join(', ')}) and words.`,
    mend: 'Say why, so that the next reader knows; it will be looked at again when the truth is known.',
  };
}

function refusal(problem: Omit<InputProblem, 'kind'>): InputError {
  return new InputError([{ kind: 'input', ...problem }]);
}
