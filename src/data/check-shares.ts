import { shareGroupOf } from '../assumptions/groups.ts';
import type { InputProblem } from '../domain/errors.ts';
import type { AssumptionRow, NeedRow, StayRow } from '../domain/tables.ts';
import { AGE_BANDS } from '../domain/vocabulary.ts';
import { rowProblem } from './row-problem.ts';

/** Shares that should add to 1 may miss it by this much, for figures printed with three digits. */
export const SHARE_TOLERANCE = 0.001;

const show = (x: number): string => String(Number(x.toFixed(6)));

/** Survival of stays: every age band, 1 at entry, never rising. */
export function checkStays(stays: readonly StayRow[], file: string): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const band of AGE_BANDS) {
    const rows = stays.filter((row) => row.age_band === band).sort((a, b) => a.month - b.month);
    const last = rows.at(-1);
    if (last === undefined || last.month === 0) {
      problems.push(
        rowProblem(file, last, 'age_band', band, {
          problem: 'The age band has no row after entry.',
          allowed: `Rows for each age band: ${AGE_BANDS.join(', ')}.`,
          mend: 'Add rows for the months of its stays.',
        }),
      );
      continue;
    }
    const first = rows[0]!;
    if (first.month === 0 && first.still_looked_after !== 1)
      problems.push(
        rowProblem(file, first, 'still_looked_after', String(first.still_looked_after), {
          problem: `The survival of age band ${band} does not start from 1.`,
          allowed: '1 in month 0, the day of entry.',
          mend: 'Write 1, or give the month in which the share was measured.',
        }),
      );
    for (let i = 1; i < rows.length; i++)
      if (rows[i]!.still_looked_after > rows[i - 1]!.still_looked_after) {
        problems.push(
          rowProblem(file, rows[i], 'still_looked_after', String(rows[i]!.still_looked_after), {
            problem: `The survival of age band ${band} rises from month ${rows[i - 1]!.month} (${rows[i - 1]!.still_looked_after}) to month ${rows[i]!.month}.`,
            allowed: 'A share that stays or falls from month to month.',
            mend: 'Correct the share, or smooth the curve before you bring it.',
          }),
        );
        break;
      }
  }
  return problems;
}

/** Shares of placement types at entry: every age band adds to 1. Never rescaled here. */
export function checkNeeds(needs: readonly NeedRow[], file: string): InputProblem[] {
  return AGE_BANDS.flatMap((band) => {
    const rows = needs.filter((row) => row.age_band === band);
    const sum = rows.reduce((total, row) => total + row.share_at_entry, 0);
    return Math.abs(sum - 1) <= SHARE_TOLERANCE + 1e-9
      ? []
      : [
          rowProblem(file, rows[0], 'share_at_entry', show(sum), {
            problem: `The shares of age band ${band} add to ${show(sum)}.`,
            allowed: `A sum of 1, within ${SHARE_TOLERANCE}.`,
            mend: 'Correct the shares; they are not rescaled for you.',
          }),
        ];
  });
}

/** Shares that are drawn together: each group of Dirichlet rows adds to 1. */
export function checkDirichletGroups(assumptions: readonly AssumptionRow[], file: string): InputProblem[] {
  const groups = new Map<string, AssumptionRow[]>();
  for (const row of assumptions) {
    if (!row.distribution.startsWith('dirichlet')) continue;
    const group = shareGroupOf(row.id) ?? row.id;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].flatMap(([group, rows]) => {
    const sum = rows.reduce((total, row) => total + row.central, 0);
    return Math.abs(sum - 1) <= SHARE_TOLERANCE + 1e-9
      ? []
      : [
          rowProblem(file, rows[0], 'central', show(sum), {
            problem: `The shares ${group}... add to ${show(sum)} (${rows.map((row) => row.id).join(', ')}).`,
            allowed: `A sum of 1, within ${SHARE_TOLERANCE}.`,
            mend: 'Give all shares of the group, so that they add to 1; an id left out takes the shipped share.',
          }),
        ];
  });
}
