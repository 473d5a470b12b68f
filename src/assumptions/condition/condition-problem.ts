import type { InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';

/** Where in a text a word stands and what it is. */
export interface Token {
  readonly text: string;
  /** Characters before it. */
  readonly at: number;
}

/** Leaves the parser of conditions with what is wrong. Never seen outside it. */
export class ConditionRefusal extends Error {
  readonly at: number;
  readonly value: string | undefined;
  readonly problem: string;
  readonly allowed: string;
  readonly mend: string;

  constructor(token: Token, problem: string, allowed: string, mend: string) {
    super(problem);
    this.at = token.at;
    this.value = token.text === '' ? undefined : token.text;
    this.problem = problem;
    this.allowed = allowed;
    this.mend = mend;
  }

  /** @param name what the text is called where it was given, such as `--until` */
  asProblem(name: string): InputProblem {
    return {
      kind: 'input',
      file: name,
      column: `character ${this.at + 1}`,
      ...(this.value === undefined ? {} : { value: this.value }),
      problem: this.problem,
      allowed: this.allowed,
      mend: this.mend,
    };
  }
}

/** Asks back with the nearest of the names that are allowed, or with other advice where none is near. */
export function didYouMean(name: string, allowed: readonly string[], otherwise: string): string {
  const near = nearestName(name, allowed);
  return near === undefined ? otherwise : `Did you mean ${near}?`;
}

/** A list in words, cut where it is long. */
export function listed(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more.` : `${shown}.`;
}
