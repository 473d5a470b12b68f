import type { AreaScope, Quantity } from '../../assumptions/condition/condition.ts';
import { ConditionRefusal } from '../../assumptions/condition/condition-problem.ts';
import { TokenReader } from '../../assumptions/condition/condition-tokens.ts';
import { parseQuantity } from '../../assumptions/condition/parse-quantity.ts';
import { takeScope } from '../../assumptions/condition/parse-scope.ts';
import type { Scopes } from '../../assumptions/condition/parse-scope.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { allSeries } from '../../measures/grid.ts';

/** A figure that was named, and its area where one was named too. */
export interface NamedFigure {
  readonly quantity: Quantity;
  readonly area?: AreaScope;
}

/**
 * Reads a figure in the words of conditions: `children_waiting residential`, or `cost_gross in the country`.
 *
 * @param name what the text is called in a message
 */
export function parseFigure(text: string, name: string): NamedFigure | InputProblem {
  try {
    const reader = new TokenReader(text);
    const { quantity } = parseQuantity(reader, allSeries());
    const scopes: Scopes = {};
    while (!reader.ended) {
      const token = reader.peek();
      if (
        !takeScope(reader, scopes) ||
        scopes.time !== undefined ||
        scopes.area?.kind === 'any' ||
        scopes.area?.kind === 'every'
      )
        throw new ConditionRefusal(
          token,
          'This cannot stand here.',
          'A measure, the words that split it, and "in" with one area; dates are told by from and the horizon.',
          'Take it out.',
        );
    }
    return { quantity, ...(scopes.area && { area: scopes.area }) };
  } catch (error) {
    if (error instanceof ConditionRefusal) return error.asProblem(name);
    throw error;
  }
}
