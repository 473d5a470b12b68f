/** A published fact that a register should agree with: a figure and the range within which it counts as met. */
export interface SupplyFact {
  readonly fact_id: string;
  readonly value: number;
  /** Undefined: no lower bound. With no bounds at all the fact is told for context and is not checked. */
  readonly low?: number;
  readonly high?: number;
}

/** `met` inside the range, `missed` outside, `context` where no range is given or the register cannot say. */
export type FactVerdict = 'met' | 'missed' | 'context';

/** A fact beside what a register gives. */
export interface FactCheck<F extends SupplyFact> {
  readonly fact: F;
  /** Undefined where the register holds no such figure. */
  readonly gives?: number;
  readonly verdict: FactVerdict;
}

/**
 * Each fact beside what a register gives, in the order of the facts. Bounds count as inside.
 *
 * @param facts Facts with their ranges.
 * @param gives Figures of the register by fact_id.
 * @throws Error when a fact has a range but no figure, or a figure belongs to no fact: then nothing would be checked.
 * @example checkFacts([{ fact_id: 'homes', value: 3, low: 2, high: 4 }], { homes: 5 })[0].verdict // 'missed'
 */
export function checkFacts<F extends SupplyFact>(
  facts: readonly F[],
  gives: Readonly<Record<string, number>>,
): FactCheck<F>[] {
  const known = new Set(facts.map((fact) => fact.fact_id));
  for (const id of Object.keys(gives)) if (!known.has(id)) throw new Error(`no fact has the id ${id}`);
  return facts.map((fact) => {
    const given = gives[fact.fact_id];
    const bounded = fact.low !== undefined || fact.high !== undefined;
    if (bounded && given === undefined) throw new Error(`the register gives no figure for ${fact.fact_id}`);
    if (given === undefined) return { fact, verdict: 'context' };
    if (!bounded) return { fact, gives: given, verdict: 'context' };
    const inside = given >= (fact.low ?? -Infinity) && given <= (fact.high ?? Infinity);
    return { fact, gives: given, verdict: inside ? 'met' : 'missed' };
  });
}
