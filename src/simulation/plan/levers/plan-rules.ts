import type { LeverInsideWhen, WhenLever } from '../../../assumptions/scenario/levers.ts';
import { whenMeasureKind } from '../../../assumptions/scenario/when-measures.ts';
import { SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import type { RulePlan } from '../plan.ts';
import { areasOrAll, monthAt } from './context.ts';
import type { LeverContext } from './context.ts';
import type { TimedEffect } from './effects.ts';
import { planNewPlaces } from './new-places.ts';
import type { NamedSoFar } from './new-places.ts';
import { planLever, startOf } from './plan-lever.ts';

/** Turns a rule into numbers: what it looks at, and what its levers come to once it fires. Undefined where one was refused. */
export function planRule(
  context: LeverContext,
  { when }: WhenLever,
  path: string,
  named: NamedSoFar,
): RulePlan | undefined {
  const before = context.problems.length;
  const forMonths = when.for_months ?? 1;
  const effects = when.then.flatMap((lever, i): TimedEffect[] => {
    const effect = planInside(context, lever, `${path}.when.then[${i}]`, forMonths, named);
    return effect === undefined ? [] : [effect];
  });
  if (context.problems.length > before) return undefined;
  const usual = whenMeasureKind(when.measure).usual;
  const type = when.service_type ?? usual;
  return {
    measure: when.measure,
    type: type === undefined ? -1 : SERVICE_TYPES.indexOf(type),
    areas: areasOrAll(context, when),
    level: when.area !== undefined ? 'authority' : when.region !== undefined ? 'region' : 'country',
    above: when.above !== undefined,
    threshold: (when.above ?? when.below)!,
    forMonths,
    repeat: when.repeat ?? false,
    effects,
  };
}

function planInside(
  context: LeverContext,
  lever: LeverInsideWhen,
  path: string,
  earliest: number,
  named: NamedSoFar,
): TimedEffect | undefined {
  if (!('places' in lever)) {
    const effect = planLever(context, lever, path);
    const from = startOf(lever);
    return effect === undefined ? undefined : { effect, from: from === undefined ? undefined : monthAt(context, from) };
  }
  const { opens } = lever.places;
  const onDay = typeof opens === 'string';
  const month = onDay ? monthAt(context, opens) : (opens ?? context.projectMonths);
  const opening = { month, certain: opens !== undefined };
  const first = onDay ? Math.max(month, earliest) : earliest + month;
  const projects = planNewPlaces(context, lever.places, `${path}.places`, opening, first, 'rule', named);
  return { effect: { kind: 'projects', projects }, from: onDay ? month : undefined };
}
