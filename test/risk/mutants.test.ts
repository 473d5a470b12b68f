import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { InputError } from '../../src/domain/errors.ts';
import { checkEvents } from '../../src/risk/events/read-events.ts';
import { applyChanges } from '../../src/risk/register/apply-changes.ts';
import { approvedChanges, changeListCsv } from '../../src/risk/register/change-list.ts';
import { findRegister } from '../../src/risk/register/find-register.ts';
import { planUpdate } from '../../src/risk/register/plan-update.ts';
import { readRegisterColumns } from '../../src/risk/register/register-columns.ts';
import { checkScheme, readScheme, shippedSchemes } from '../../src/risk/schemes/read-scheme.ts';
import { likelihoodOf } from '../../src/risk/schemes/rate.ts';
import { checkAssessments } from '../../src/risk/score/assessments.ts';
import { openPackage } from '../../src/risk/workbook/package.ts';
import { cellPlace } from '../../src/risk/workbook/references.ts';
import { cellAt } from '../../src/risk/workbook/sheet-part.ts';
import { shownValue } from '../../src/risk/workbook/values.ts';
import { temporaryFolder } from '../data/temporary-folder.ts';
import { eventText } from './event-text.ts';
import { scoreRow } from './register/made-up-scores.ts';
import { excelLike } from './workbook/excel-like.ts';

/** Mutants of each format; MARKET_STABILITY_MUTANTS asks for thousands. */
const MUTANTS = Number(process.env['MARKET_STABILITY_MUTANTS'] ?? 120);
const folder = await temporaryFolder();

/** A mutant of a text: a part of it is cut, doubled, moved or made something else. The same number gives the same mutant. */
function mutant(text: string, seed: number, separator: RegExp): string {
  let state = (seed + 1) * 2654435761;
  const below = (n: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state % n;
  };
  const parts = text.split(separator);
  const [at, other] = [below(parts.length), below(parts.length)];
  const odd = ['', '=1+1', '-1', '1e999', 'NaN', '"', '999999', '\u0000', '<', '{', 'C', ' 3 ', '0.5', '٣'];
  switch (below(5)) {
    case 0:
      parts.splice(at, 1 + below(3));
      break;
    case 1:
      parts.splice(at, 0, parts[at]!);
      break;
    case 2:
      [parts[at], parts[other]] = [parts[other]!, parts[at]!];
      break;
    case 3:
      return text.slice(0, below(text.length));
    default:
      parts[at] = odd[below(odd.length)]!;
  }
  return parts.join('');
}

/** What is made of each mutant: a refusal in words, or something that holds. Counts both. */
async function tried(
  text: string,
  separator: RegExp,
  work: (mutated: string) => void | Promise<void>,
): Promise<{ readonly refused: number; readonly taken: number }> {
  let [refused, taken] = [0, 0];
  for (let i = 0; i < MUTANTS; i++) {
    const mutated = mutant(text, i, separator);
    try {
      await work(mutated);
      taken++;
    } catch (error) {
      if (!(error instanceof InputError))
        throw new Error(`mutant ${i}: ${String(error)}\n${mutated}`, { cause: error });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(MUTANTS / 20);
  return { refused, taken };
}

const origin = { file: 'mutant.yaml', lineOf: () => undefined };
const yaml = (text: string): unknown => {
  try {
    return parse(text);
  } catch {
    throw new InputError([{ kind: 'input', file: 'mutant.yaml', problem: 'no YAML', allowed: '', mend: '' }]);
  }
};

describe('mutants', () => {
  it('of events are refused in words or are whole', async () => {
    await tried(eventText(), /(?<=[\n :,{}[\]])/, (text) => {
      for (const event of checkEvents(yaml(text), origin, [])) {
        expect(event.horizon).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(event.id).not.toBe('');
      }
    });
  });

  it('of schemes are refused in words or rate every probability', async () => {
    const text = await readFile(join(shippedSchemes(), 'lettered-4x5.yaml'), 'utf8');
    await tried(text, /(?<=[\n :,{}[\]])/, (mutated) => {
      const scheme = checkScheme(yaml(mutated), origin);
      let before = 0;
      for (let p = 0; p <= 100; p++) {
        const { level } = likelihoodOf(scheme, p / 100);
        expect(level).toBeGreaterThanOrEqual(before);
        before = level;
      }
    });
  });

  it('of assessments are refused in words or have the levels that they name', async () => {
    const scheme = await readScheme('lettered-4x5');
    const ids = ['a-1', 'b-2'];
    const text =
      'risk_id,kind,state,likelihood,impact,who,when,reason,words,priority\n' +
      'a-1,agreed,current,C,2,Board,2026-11-20,precaution,One owner leaves.,1\nb-2,assessed,current,A,1,Owner,2026-11-21,other,=SUM(A1),\n';
    await tried(text, /(?<=[\n,])/, (mutated) => {
      for (const one of checkAssessments(mutated, 'a.csv', scheme, ids)) {
        expect(ids).toContain(one.risk_id);
        expect(scheme.likelihood[one.likelihoodLevel - 1]!.name.toLowerCase()).toBe(
          one.likelihood.trim().toLowerCase(),
        );
        expect(scheme.impact[one.impactLevel - 1]!.name).toBe(one.impact.trim());
      }
    });
  });

  const scores = [
    scoreRow({ risk_id: 'R-01' }),
    scoreRow({ risk_id: 'R-02', likelihood_level: 2, confidence: 'High' }),
  ];

  it('of a list of changes approve nothing but its own lines', async () => {
    const columns = await readRegisterColumns();
    const workbook = openPackage(excelLike(), 'r.xlsx');
    const { changes } = planUpdate(workbook, findRegister(workbook, columns), scores);
    const file = join(folder, 'changes.csv');
    await tried(changeListCsv(changes, 'sha256:0'), /(?<=[\n,])/, async (mutated) => {
      await writeFile(file, mutated);
      for (const { shown } of await approvedChanges(file, changes, 'sha256:0')) {
        expect(mutated).toContain(shown.cell);
        expect(mutated).toContain(shown.after);
      }
    });
  });

  it('of a workbook are refused in words or get each value in the row of its risk', async () => {
    const columns = await readRegisterColumns();
    let sheet = '';
    excelLike({ part: (name, xml) => (name === 'xl/worksheets/sheet1.xml' ? (sheet = xml) : xml) });
    await tried(sheet, /(?<=>)/, (mutated) => {
      const bytes = excelLike({ part: (name, xml) => (name === 'xl/worksheets/sheet1.xml' ? mutated : xml) });
      const workbook = openPackage(bytes, 'r.xlsx');
      const register = findRegister(workbook, columns);
      const { changes } = planUpdate(workbook, register, scores);
      if (changes.length === 0) return;
      const after = openPackage(applyChanges(workbook, register, changes).bytes, 'r.xlsx').sheets[register.sheet]!;
      for (const { shown } of changes) {
        const { row, column } = cellPlace(shown.cell)!;
        expect(shownValue(cellAt(after.cells, row, column)!.value)).toBe(shown.after);
        expect(shownValue(cellAt(after.cells, row, register.columns.get('risk_id')!)!.value).trim()).toBe(
          shown['risk id'],
        );
      }
    });
  });
});
