import { canonicalJson } from '../domain/digest.ts';
import { NUMBERS_OF_EVENT } from '../measures/event-recorder.ts';
import type { DeclaredAnswer } from '../measures/event-recorder.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { BlockIndex } from './draw-blocks.ts';
import { eachDraw } from './each-draw.ts';

/**
 * What events that were declared before a run answered, by their id. One that was not declared, or was declared with another
 * condition, is left out.
 *
 * @throws InputError when the draws are not there
 */
export function readDeclared(
  runFolder: string,
  index: BlockIndex,
  plan: Plan,
  wanted: readonly DeclaredEvent[],
): Map<string, DeclaredAnswer> {
  const declared = index.declared ?? [];
  const first = index.cells - declared.length * NUMBERS_OF_EVENT;
  const textOf = ({ condition }: DeclaredEvent): string => canonicalJson(JSON.parse(JSON.stringify(condition)));
  const found = wanted.flatMap((event) => {
    const at = declared.findIndex((other) => other.id === event.id && textOf(other) === textOf(event));
    return at < 0 ? [] : [{ id: event.id, at: first + at * NUMBERS_OF_EVENT }];
  });
  if (found.length === 0) return new Map();
  const cells = Int32Array.from(
    found.flatMap(({ at }) => Array.from({ length: NUMBERS_OF_EVENT }, (_, k) => at + k)),
  ).sort();
  const answers = new Map(
    found.map(({ id }) => [
      id,
      {
        happened: new Uint8Array(index.draws),
        firstMonth: new Int32Array(index.draws),
        longest: new Float32Array(index.draws),
        peak: new Float32Array(index.draws),
      },
    ]),
  );
  const places = found.map(({ id, at }) => ({ answer: answers.get(id)!, at: cells.indexOf(at) }));
  eachDraw(runFolder, index, cells, false, (draw, values) => {
    const d = draw - index.first_draw;
    for (const { answer, at } of places) {
      const month = values[at + 1]!;
      answer.happened[d] = values[at]!;
      answer.firstMonth[d] = month < 0 ? -1 : plan.startMonth + month;
      answer.longest[d] = values[at + 2]!;
      answer.peak[d] = values[at + 3]!;
    }
  });
  return answers;
}
