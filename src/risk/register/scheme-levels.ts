import { readScheme, schemeNames } from '../schemes/read-scheme.ts';

/** Names of the levels of a scheme in order; undefined where the scheme is not one that is shipped. */
export interface SchemeLevels {
  readonly likelihood?: readonly string[];
  readonly impact?: readonly string[];
}

/** Most levels that a scheme may have. */
const MOST_LEVELS = 10;

/** The levels of a shipped scheme from its name in a file of scores, such as `ons-2026 1`. */
export async function levelsOfScheme(scheme: string): Promise<SchemeLevels> {
  const name = scheme.split(' ')[0]!;
  if (!(await schemeNames()).includes(name)) return {};
  const { likelihood, impact } = await readScheme(name);
  return { likelihood: likelihood.map((level) => level.name), impact: impact.map((level) => level.name) };
}

/** What a cell for a level may hold: whole numbers, or the names of a scheme that has letters or counts downwards. */
export function allowedLevels(names: readonly string[] | undefined): {
  readonly whole?: readonly [number, number];
  readonly list?: readonly string[];
} {
  if (names === undefined) return { whole: [1, MOST_LEVELS] };
  const numbers = names.map(Number);
  if (numbers.every((n) => Number.isInteger(n))) return { whole: [Math.min(...numbers), Math.max(...numbers)] };
  return { list: names };
}
