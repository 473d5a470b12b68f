import { dirichletConcentration, shareGroupOf } from '../../assumptions/groups.ts';
import type { Strength } from '../../domain/status.ts';
import { STRENGTHS } from '../../domain/status.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { themeOf } from './themes.ts';
import type { Theme } from './themes.ts';

/**
 * One thing that is not known: an assumption, or shares that add to 1 and so can only move together. Each member of a group of
 * shares moves through the quantile of its own gamma amount, and the shares are the amounts over their sum, as in a run.
 */
export interface Factor {
  /** Id of the assumption, or the beginning that the ids of a group share, with `*`. */
  readonly id: string;
  readonly meaning: string;
  readonly theme: Theme;
  /** Of a group: the weakest of its members. */
  readonly strength: Strength;
  /** Positions in `plan.assumptions`. */
  readonly columns: readonly number[];
}

/** The assumptions of a plan, each in one of three lists. */
export interface Factors {
  /** What the draws read and what is uncertain. */
  readonly moved: readonly Factor[];
  /** Ids that have one value. */
  readonly fixed: readonly string[];
  /** Ids that are uncertain and that no draw reads: read once, when the plan is made, or not at all. */
  readonly notRead: readonly string[];
}

/** Sorts the assumptions of a plan into those that a design can move and those that it cannot. */
export function factorsOf(plan: Plan): Factors {
  const read = new Set(plan.parameterAt);
  const moved = new Map<string, Factor>();
  const fixed: string[] = [];
  const notRead: string[] = [];
  plan.assumptions.forEach((row, column) => {
    if (hasOneValue(row)) fixed.push(row.id);
    else if (!read.has(column)) notRead.push(row.id);
    else {
      const group = dirichletConcentration(row) === undefined ? undefined : shareGroupOf(row.id);
      const id = group === undefined ? row.id : `${group}*`;
      const before = moved.get(id);
      moved.set(id, {
        id,
        meaning: row.meaning,
        theme: themeOf(row.id),
        strength: before === undefined ? row.strength : weaker(before.strength, row.strength),
        columns: [...(before?.columns ?? []), column],
      });
    }
  });
  const factors = [...moved.values()].map((factor) => {
    if (factor.columns.length === 1) return factor;
    return { ...factor, meaning: meaningOfGroup(factor.columns.map((c) => plan.assumptions[c]!.meaning)) };
  });
  return { moved: factors, fixed, notRead };
}

function hasOneValue(row: AssumptionRow): boolean {
  if (row.distribution === 'fixed') return true;
  return dirichletConcentration(row) === undefined && row.low === row.high;
}

/** The words that the meanings of a group begin with, and after them what each member adds. */
function meaningOfGroup(meanings: readonly string[]): string {
  const words = meanings.map((meaning) => meaning.split(' '));
  let shared = 0;
  while (words.every((w) => w.length > shared + 1 && w[shared] === words[0]![shared])) shared++;
  return `${words[0]!.slice(0, shared).join(' ')}: ${words.map((w) => w.slice(shared).join(' ')).join(', ')}`;
}

function weaker(a: Strength, b: Strength): Strength {
  return STRENGTHS.indexOf(a) > STRENGTHS.indexOf(b) ? a : b;
}
